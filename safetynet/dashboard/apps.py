"""Pages of several rooms."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """Asks every app, is asked by none."""

    name = "safetynet.dashboard"
