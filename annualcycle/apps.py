"""Goals, year wheel, annual discussion, meetings, competences."""

from django.apps import AppConfig


class AnnualcycleConfig(AppConfig):
    """What ties plans to the organisation's year."""

    name = "annualcycle"

    def ready(self) -> None:
        """Tell the plans how a decision becomes one."""
        from annualcycle.usecases import decision_planning  # noqa: PLC0415  models must be ready

        decision_planning.register()
