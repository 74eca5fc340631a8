"""A year of mails over the database as it is, played and taken back: nobody above the ceiling, no plan forgotten."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from safetynet.common import clock
from safetynet.operations.year import Year, play_year


class Command(BaseCommand):
    """Prints what was sent; fails when a promise was broken. Nothing is kept and nothing is sent."""

    help = "Play a year in which nobody answers, and say what it brought. Everything is taken back at the end."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many days."""
        parser.add_argument("--days", type=int, default=365)

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        """One transaction, rolled back."""
        began = time.monotonic()
        with transaction.atomic():
            year = play_year(clock.today(), days)
            transaction.set_rollback(True)
        self._tell(year, time.monotonic() - began)
        if year.faults:
            raise CommandError("; ".join(year.faults))

    def _tell(self, year: Year, seconds: float) -> None:
        self.stdout.write(f"{year.days} days in {seconds:.0f} s; {year.overdue} plans overdue at the end")
        self.stdout.write(f"{year.receivers} people got mail, at most {year.most_in_a_week} within seven days")
        for title, found in (("mails", year.mails), ("steps", year.steps)):
            self.stdout.write(f"{title}: " + ", ".join(f"{number} {code}" for code, number in sorted(found.items())))
