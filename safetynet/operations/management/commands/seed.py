"""`manage.py seed --scale demo`: an invented region with two years of plans."""

from argparse import ArgumentParser
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from annualcycle.reports.progress import count_goals
from injuries.usecases.showing import keep_shown
from orgstructure.models import Unit
from safetynet.common import clock
from safetynet.operations.seed.region import SCALES
from safetynet.operations.seed.run import fill


class Command(BaseCommand):
    """Fills an empty installation; never touches one that has units."""

    help = "Fill an empty installation with an invented region: organisation through the importer, two years of plans."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", choices=sorted(SCALES), default="demo")
        parser.add_argument("--seed", type=int, default=42, help="The same number fills the same region.")
        parser.add_argument("--today", type=date.fromisoformat, default=None, help="YYYY-MM-DD; the day the region is seen from.")

    def handle(self, *args: object, **options: object) -> None:
        if settings.PRODUCTION:
            raise CommandError("Production is filled by import_organisation; seed makes invented people.")
        if Unit.objects.exists():
            self.stdout.write("There is an organisation already; nothing was changed.")
            return
        today = options["today"] if isinstance(options["today"], date) else clock.today()
        fill(
            scale=str(options["scale"]),
            seed=int(str(options["seed"])),
            today=today,
            region_name=settings.REGION_NAME,
            say=self._say,
        )
        self._say("Counting what may be shown of injuries")  # after the region stands: each read is committed by itself
        keep_shown(now=clock.at_hour(today, 5), today=today)
        count_goals(now=clock.at_hour(today, 6), today=today)

    def _say(self, line: str) -> None:
        self.stdout.write(f"  {line} …")
