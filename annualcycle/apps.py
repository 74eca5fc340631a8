"""Goals, year wheel, annual discussion, meetings, competences."""

from django.apps import AppConfig


class AnnualcycleConfig(AppConfig):
    """The room is furnished by its own issue."""

    name = "annualcycle"
