"""`manage.py import_organisation DIR`: the organisation's four files, read exactly and applied as a whole."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import override

from orgstructure.feed.differences import Difference, Kind
from orgstructure.feed.problems import Problem
from orgstructure.feed.story import story
from orgstructure.models import FeedRun
from safetynet.common import clock
from safetynet.operations.organisation import ImportResult, import_organisation

PARTS = ("units", "committees", "coverage", "people", "engagements", "seats")
SHOWN = 40
EXIT_CODES = {FeedRun.Outcome.REFUSED: 1, FeedRun.Outcome.STOPPED: 3}


class Command(BaseCommand):
    """Exit code 0: applied or tried; 1: refused because of problems; 3: stopped, a yes is wanted."""

    help = "Bring the organisation in from the folder with the four files of the feed."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """See docs/operations.md."""
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--dry-run", action="store_true", help="only show what would change")
        parser.add_argument("--yes", action="store_true", help="apply also a change larger than the set share")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")
        parser.add_argument("--since", type=date.fromisoformat, metavar="YYYY-MM-DD", help="new units have existed since then")

    def handle(self, *args: Any, **options: Any) -> None:
        """Try first where a person can be asked, then apply."""
        if not options["folder"].is_dir():
            raise CommandError(f"There is no folder {options['folder']}.")
        with override(settings.LANGUAGE_CODE):
            result = self._run(options)
            if result.run.outcome == FeedRun.Outcome.STOPPED and self._says_yes(result, options):
                result = self._run(options | {"yes": True})
            self._show(result, as_json=options["json"])
        if code := EXIT_CODES.get(FeedRun.Outcome(result.run.outcome)):
            sys.exit(code)

    def _run(self, options: dict[str, Any]) -> ImportResult:
        return import_organisation(
            options["folder"],
            today=clock.today(),
            now=clock.now,
            since=options["since"],
            is_trial=options["dry_run"],
            is_confirmed=options["yes"],
        )

    def _says_yes(self, result: ImportResult, options: dict[str, Any]) -> bool:
        """Ask, where somebody sits at a terminal; otherwise no."""
        if options["json"] or not sys.stdin.isatty():
            return False
        self._show(result, as_json=False)
        return input("Apply it all the same? [y/N] ").strip().lower() in {"y", "yes", "j", "ja"}

    def _show(self, result: ImportResult, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(_as_json(result), ensure_ascii=False))
            return
        self._show_problems(result.problems)
        if result.difference:
            self._show_difference(result.difference)
        for excess in result.excesses:
            self.stdout.write(f"  ! {excess.sentence}")
        self.stdout.write(f"{FeedRun.Outcome(result.run.outcome).label} (FeedRun {result.run.pk})")

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            mark = "·" if problem.is_note else "✗"
            self.stdout.write(f"  {mark} {problem.file}:{problem.line}: {problem.reason}")

    def _show_difference(self, difference: Difference) -> None:
        for line in story(difference)[:SHOWN]:
            change = " → ".join(part for part in (line.get("was", ""), line.get("to", "")) if part)
            self.stdout.write(f"  {line['did']:8} {line['what']:10} {line['name']}{f'  ({change})' if change else ''}")
        for part, counts in difference.counts().items():
            self.stdout.write(f"  {part:12} " + "  ".join(f"{kind} {number}" for kind, number in counts.items()))


def _as_json(result: ImportResult) -> dict[str, Any]:
    nothing = {kind.value: 0 for kind in Kind}
    counts = {part: result.run.counts.get(part, nothing) for part in PARTS}
    problems = [{"file": p.file, "line": p.line, "code": p.code, "reason": p.reason, "stops": not p.is_note} for p in result.problems]
    return {**counts, "problems": problems}
