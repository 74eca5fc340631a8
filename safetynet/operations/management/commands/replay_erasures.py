"""`manage.py replay_erasures`: after a restore, before anybody signs in. As the owner of the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from safetynet.common import clock, erasures
from safetynet.operations import erasing


class Command(BaseCommand):
    """Erases again what the ledger in the storage names and this database does not know of; with nothing to do it does nothing."""

    help = "Erase again what was erased before and came back with a restored database."

    def add_arguments(self, parser: CommandParser) -> None:
        """All of it again, where the database's own ledger was restored and its rows were not."""
        parser.add_argument("--all", action="store_true", help="everything in the ledger, not only what this database does not know")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Numbers only."""
        entries = erasures.in_storage() | erasures.in_database() if options["all"] else erasures.forgotten()
        erased = erasing.replay(entries, today=clock.today(), now=clock.now())
        self.stdout.write(f"{len(entries)} entries replayed, {erased} rows stood there again and are erased.")
