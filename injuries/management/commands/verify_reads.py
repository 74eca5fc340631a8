"""`manage.py verify_reads`: reckon the chain of the log of reads again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from injuries.models import ReadBatch
from injuries.usecases.log_chain import check
from safetynet.common import clock


class Command(BaseCommand):
    """Exit code 0 where the chain is whole, 1 with the first batch that is not."""

    help = "Verify that no row of the log of reads was changed, taken out or put in since it was sealed."

    def add_arguments(self, parser: CommandParser) -> None:
        """A digest that was kept elsewhere shows whether the chain itself is the one that was sealed then."""
        parser.add_argument("--digest", help="a digest from the process log (“reads sealed … digest=…”) that must be in the chain")

    def handle(self, *_args: Any, digest: str | None = None, **_options: Any) -> None:
        """Numbers only."""
        found = check(now=clock.now())
        if found.broken is not None:
            message = f"The chain is broken at batch {found.broken} (sealed {found.broken.sealed_at:%Y-%m-%d %H:%M}): {found.why}."
            raise CommandError(message)
        if digest and not ReadBatch.objects.filter(digest=digest).exists():
            message = "The chain agrees with itself, but that digest is not in it: it is not the chain that was sealed then."
            raise CommandError(message)
        self.stdout.write(f"The chain is whole: {found.batches} batches, {found.rows} rows, {found.forgotten} batches forgotten by rule.")
