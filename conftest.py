"""Before the first test: the tests' own PostgreSQL, and translations as they are in the sources."""

import os
from pathlib import Path

import django
import polib

from safetynet.common.local import ensure_services

os.environ |= {
    "DJANGO_SETTINGS_MODULE": "safetynet.settings",
    "SAFETYNET_MODE": "test",
    "SAFETYNET_PROCESS": "owner",
    # Playwright's synchronous interface runs a loop in the test's thread; Django would take the test for asynchronous code.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
}


def _compile_translations() -> None:
    for source in Path(__file__).parent.glob("locale/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(compiled))


# Here and not in a hook: the conftest files below import models while pytest collects them.
_compile_translations()
ensure_services()
django.setup()
