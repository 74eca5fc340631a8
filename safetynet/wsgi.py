"""The web process."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from safetynet.common.dbrole import refuse_owner

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safetynet.settings")
os.environ.setdefault("SAFETYNET_PROCESS", "web")

application = get_wsgi_application()
if settings.PRODUCTION:
    from safetynet.common.erasures import refuse_forgotten  # it reads a table, so the models must be ready

    refuse_owner()
    refuse_forgotten()
# All that a request needs is loaded before the first one comes, and then left out of the collector's rounds: going through
# the 170,000 objects of the program stopped one page in a hundred for a tenth of a second.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
