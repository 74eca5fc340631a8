"""Goals, year wheel, annual discussion, meetings, competences."""

from django.apps import AppConfig


class AnnualcycleConfig(AppConfig):
    """What ties plans to the organisation's year."""

    name = "annualcycle"

    def ready(self) -> None:
        """Tell the plans how a decision, and a gap of the competence net, becomes one."""
        from annualcycle.usecases import competence_planning, decision_planning  # noqa: PLC0415  models must be ready

        competence_planning.register()
        decision_planning.register()
