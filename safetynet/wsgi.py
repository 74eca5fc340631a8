"""The web process."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from safetynet.common.dbrole import refuse_owner

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safetynet.settings")
os.environ.setdefault("SAFETYNET_PROCESS", "web")

application = get_wsgi_application()
if settings.PRODUCTION:
    refuse_owner()
