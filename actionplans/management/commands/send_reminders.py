"""Plays a day: what would people be reminded of, and it is sent."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from actionplans.usecases.playing import play_day, set_demo_clock
from safetynet.common import clock


class Command(BaseCommand):
    """`send_reminders` looks at today; `--today` plays another day, and moves the demo's clock to it."""

    help = "Plan and deliver the reminders that are due. --today YYYY-MM-DD plays that day (not in production)."

    def add_arguments(self, parser: CommandParser) -> None:
        """One optional date."""
        parser.add_argument("--today", metavar="YYYY-MM-DD", help="the day to play")

    def handle(self, *args: Any, **options: Any) -> None:
        """Says in one line what was done."""
        day = self._day(options["today"])
        played = play_day(day, now=clock.now())
        self.stdout.write(f"{day:%Y-%m-%d}: {played.in_words()}")

    def _day(self, text: str | None) -> date:
        today = clock.today()
        if text is None:
            return today
        try:
            day = date.fromisoformat(text)
        except ValueError as error:
            raise CommandError(f"“{text}” is not a date. Write it like this: --today 2026-11-30") from error
        if settings.PRODUCTION and day != today:
            raise CommandError("Production reminds people of today only: leave --today out. Other days are played in the demo.")
        if settings.DEMO and day != today and not set_demo_clock(day, now=clock.now()):
            self.stdout.write(f"{day:%Y-%m-%d} is before the real date: the demo's clock stays at {today:%Y-%m-%d}.")
        elif not settings.DEMO and day != today:
            self.stdout.write(f"No demo clock here: computed as if today were {day:%Y-%m-%d}.")
        return day
