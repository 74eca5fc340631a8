"""The project: settings, urls, celery, wsgi, and the three rooms common, operations and dashboard."""

from safetynet.celery import app as celery_app

__all__ = ["celery_app"]
