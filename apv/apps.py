"""Questionnaires, rounds, results, risk assessments and self-audits."""

from django.apps import AppConfig


class ApvConfig(AppConfig):
    """What is asked of people about their work environment, and what becomes of the answers."""

    name = "apv"

    def ready(self) -> None:
        """Tell the outbox how its mails are worded, and the plans how a finding, a question or a proposal becomes one."""
        from apv import audit_answer_mail, audit_help_mail, audit_mail, round_mail  # noqa: PLC0415  models must be ready
        from apv.usecases import audit_planning, audit_proposals, planning  # noqa: PLC0415

        audit_mail.register()
        round_mail.register()
        audit_answer_mail.register()
        audit_help_mail.register()
        planning.register()
        audit_planning.register()
        audit_proposals.register()
