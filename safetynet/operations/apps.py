"""Verbs of several rooms in one transaction."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Calls each app’s own use case, ground floor first."""

    name = "safetynet.operations"

    def ready(self) -> None:
        """Tell the outbox how mails about the nightly run, training, elections and the APV duty are worded."""
        from safetynet.operations import duty_mail, feed_mail, training_mail  # noqa: PLC0415  models must be ready

        duty_mail.register()
        feed_mail.register()
        training_mail.register()
