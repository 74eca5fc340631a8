"""Say that this database at this address is the installation people use, so that mail leaves from it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from safetynet.common import clock
from safetynet.common.models import MailGate, OutboxMail


class Command(BaseCommand):
    """A restored copy sends nothing until this is said, here or on the page of the mails."""

    help = "Let mail leave from this installation, after a restore or a change of BASE_URL."

    def add_arguments(self, parser: CommandParser) -> None:
        """What waits may be left unsent: after a restore most of it has been sent once."""
        parser.add_argument("--drop-waiting", action="store_true", help="mark what waits as dropped, as it was sent before the restore")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Twice is as once."""
        now = clock.now()
        if options["drop_waiting"]:
            dropped = OutboxMail.objects.undelivered().update(dropped_at=now)
            self.stdout.write(f"{dropped} waiting mails are dropped.")
        MailGate.open(now)
        self.stdout.write("Mail leaves from here.")
