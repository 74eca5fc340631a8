"""Verbs of several rooms in one transaction."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Calls each app’s own use case, ground floor first."""

    name = "safetynet.operations"
