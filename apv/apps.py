"""Questionnaires, rounds, results, risk assessments and self-audits."""

from django.apps import AppConfig


class ApvConfig(AppConfig):
    """What is asked of people about their work environment, and what becomes of the answers."""

    name = "apv"

    def ready(self) -> None:
        """Tell the outbox how the mails of a round and of a self-audit are worded, and the plans how a finding becomes one."""
        from apv import audit_answer_mail, audit_mail, round_mail  # noqa: PLC0415  models must be ready
        from apv.usecases import planning  # noqa: PLC0415

        audit_mail.register()
        round_mail.register()
        audit_answer_mail.register()
        planning.register()
