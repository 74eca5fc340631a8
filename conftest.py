"""Before the first test: the tests' own PostgreSQL, and translations as they are in the sources."""

import os

import django

from safetynet.common.local import ensure_services
from safetynet.common.management.commands.compile_catalogs import compile_catalogs

os.environ |= {
    "DJANGO_SETTINGS_MODULE": "safetynet.settings",
    "SAFETYNET_MODE": "test",
    "SAFETYNET_PROCESS": "owner",
}


# Here and not in a hook: the conftest files below import models while pytest collects them.
compile_catalogs()
ensure_services()
django.setup()
