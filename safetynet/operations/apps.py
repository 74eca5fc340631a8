"""Verbs of several rooms in one transaction."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Calls each app’s own use case, ground floor first."""

    name = "safetynet.operations"

    def ready(self) -> None:
        """Tell the outbox how mails about the nightly run, training and elections are worded."""
        from safetynet.operations import feed_mail, training_mail  # noqa: PLC0415  models must be ready

        feed_mail.register()
        training_mail.register()
