"""Injuries and near misses, closed to everyone but those who need them."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class InjuriesConfig(AppConfig):
    """What happened to people at work, who may know it, and what is done so that it does not happen again."""

    name = "injuries"

    def ready(self) -> None:
        """Give the worker its two narrow ways past the rights after each migration; tell outbox and plans how they meet a case."""
        from injuries import mails, protection_mail, reaction_mail  # noqa: PLC0415  models must be ready
        from injuries.usecases import planning, reaction_plans  # noqa: PLC0415

        post_migrate.connect(_make_functions, sender=self)
        for mail in (mails, protection_mail, reaction_mail):
            mail.register()
        for room in (planning, reaction_plans):
            room.register()


def _make_functions(sender: AppConfig, using: str, **_kwargs: Any) -> None:  # noqa: ARG001  signal's signature
    """Not while the tables are not there yet."""
    from injuries.models.reads import FORGET_READS, UNNAME_TRACES  # noqa: PLC0415  models are not ready before

    with connections[using].cursor() as cursor:
        if "injuries_caseread" in connections[using].introspection.table_names(cursor):
            cursor.execute(FORGET_READS)
            cursor.execute(UNNAME_TRACES)
