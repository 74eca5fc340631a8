"""Goals, year wheel, annual discussion, meetings, competences."""

from django.apps import AppConfig


class AnnualcycleConfig(AppConfig):
    """What ties plans to the organisation's year."""

    name = "annualcycle"
