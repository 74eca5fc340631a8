"""The ground floor: knows no app of the house."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommonConfig(AppConfig):
    """Clock, outbox, history, charts, PDF, table files, law per country."""

    name = "safetynet.common"
    label = "common"

    def ready(self) -> None:
        """Give the web and worker roles their rights after each migration."""
        from safetynet.common.grants import apply_after_migrate  # noqa: PLC0415  apps must be ready

        post_migrate.connect(apply_after_migrate, sender=self)
