"""Celery carries; the database decides what is due (docs/architecture.md, section 4)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safetynet.settings")

app = Celery("safetynet")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
