"""One verb: fill an empty installation."""

import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from random import Random

from django.core.management import call_command
from django.db import transaction

from actionplans.models import Theme
from orgstructure.models import DemoPersona, FeedRun, Unit
from orgstructure.usecases.grants import bring_in_step
from safetynet.operations.seed.audits.run import write_audits
from safetynet.operations.seed.covers import write_covers
from safetynet.operations.seed.deputies import write_deputies
from safetynet.operations.seed.endings import write_endings, write_ward_endings
from safetynet.operations.seed.examples import write_examples
from safetynet.operations.seed.feeds import write_feeds
from safetynet.operations.seed.followed import department_of, write_followed
from safetynet.operations.seed.helps import write_help
from safetynet.operations.seed.injuries.run import write_injuries
from safetynet.operations.seed.leavers import write_leaver
from safetynet.operations.seed.mails import write_mails
from safetynet.operations.seed.many import write_bulk_change, write_views
from safetynet.operations.seed.personas import WARD, WardStories, cast
from safetynet.operations.seed.places import places
from safetynet.operations.seed.plans import PlanRows
from safetynet.operations.seed.regimes import write_regimes
from safetynet.operations.seed.region import SCALES, Region, Scale
from safetynet.operations.seed.reorganised import write_reorganised
from safetynet.operations.seed.safety import write_safety
from safetynet.operations.seed.stalls import write_stalls
from safetynet.operations.seed.stories import Draw, Place, Story
from safetynet.operations.seed.surveys import write_surveys
from safetynet.operations.seed.terms import write_terms
from safetynet.operations.seed.voices import write_voices
from safetynet.operations.seed.writing import write_aids
from safetynet.operations.seed.year.competences import write_competences
from safetynet.operations.seed.year.discussions import write_discussions
from safetynet.operations.seed.year.goals import write_goals
from safetynet.operations.seed.year.meetings import write_meetings
from safetynet.operations.seed.year.reports import write_annual_reports
from safetynet.operations.seed.year.talks import write_talks
from safetynet.operations.seed.year.wheel import write_wheel
from safetynet.operations.seed.year.workplans import write_work_plans

STOOD_FOR = timedelta(days=1100)  # so that pages of an earlier day show the organisation of that day


def fill(*, scale: str, seed: int, today: date, region_name: str, say: Callable[[str], None]) -> None:
    """Import an invented organisation through the importer, then write two years of plans, the injuries since 2018 and two self-audits.

    The same seed fills the same.

    Raises KeyError for an unknown scale. The demo is one transaction: a broken seed leaves nothing behind; the region is
    written in batches.
    """
    size = SCALES[scale]
    with transaction.atomic() if size.is_one_transaction else nullcontext():
        random = Random(f"plans {seed}")
        found = _organisation(size, seed, today, region_name, say)
        say(f"Writing {size.plans} plans")
        ward = next(place for place in found if place.unit_id == Unit.objects.get(name=WARD).pk)
        stories = WardStories(ward, today, random).all() + _drawn(random, today, found, size.plans)
        written = PlanRows(random, _themes()).write(stories)
        write_stalls(Random(f"stalls {seed}"), written, stories, today, ward_id=ward.unit_id)
        write_voices(Random(f"voices {seed}"), written, stories, today)
        write_endings(Random(f"endings {seed}"), written, stories, today)
        write_aids(seed=seed, ward_id=ward.unit_id, themes=_themes(), today=today)
        say("Writing the mails they had")
        write_mails([plan.pk for plan in written.values()], today)
        write_leaver(ward, seed=seed, today=today, themes=_themes())
        write_help(Random(f"help {seed}"), today)
        write_ward_endings(ward, seed=seed, today=today, themes=_themes())
        write_terms(ward.unit_id, seed=seed, today=today)
        write_feeds(ward.unit_id, today=today)
        write_views(Random(f"views {seed}"), found, ward)
        write_bulk_change(Random(f"bulk {seed}"), ward, today)
        write_deputies(today)
        by = DemoPersona.objects.select_related("user").get(code="consultant").user
        write_reorganised(ward_id=ward.unit_id, by=by, today=today, since=today - STOOD_FOR)
        if size.has_surveys:
            say("Asking them how they are")
            survey = write_surveys(seed=seed, today=today, department=department_of(ward))
            write_followed(survey, found, ward, seed=seed, today=today)
            write_safety(ward, seed=seed, today=today)
        write_covers(seed=seed, by=by, today=today)
        write_injuries(found, ward, seed=seed, today=today, cases=size.cases, say=say)
        write_audits(found, ward, seed=seed, today=today, themes=_themes(), say=say)
        write_goals(ward.unit_id, by=by, today=today)
        write_wheel(ward.unit_id, by=by, today=today)
        write_talks(ward.unit_id, seed=seed, by=by, today=today)
        write_meetings(ward.unit_id, by=by, today=today)
        write_work_plans(ward.unit_id, by=by, today=today)
        write_competences(ward.unit_id, by=by, today=today)
        write_examples(today=today)
        write_discussions(ward.unit_id, by=by, today=today)
        write_annual_reports(ward.unit_id, by=by, today=today)


@transaction.atomic
def _organisation(size: Scale, seed: int, today: date, region_name: str, say: Callable[[str], None]) -> list[Place]:
    with tempfile.TemporaryDirectory() as folder:
        say(f"Inventing a region (seed {seed})")
        Region(size, seed=seed, today=today, name=region_name).write(Path(folder))
        say("Importing it through the importer")
        call_command("import_organisation", folder, yes=True, since=today - STOOD_FOR, stdout=StringIO())
    FeedRun.objects.update(source="Demo")  # the folder is gone in a moment
    found = places(Random(f"places {seed}"), today)
    say("Choosing the people of the sign-in page")
    cast(found, today=today)
    write_regimes(Random(f"regimes {seed}"), today, ward=WARD)
    bring_in_step(today=today)
    return found


def _drawn(random: Random, today: date, found: list[Place], count: int) -> list[Story]:
    draw = Draw(random, today)
    busy = [place for place in found if place.employee_ids]
    return [draw.story(random.choice(busy)) for _ in range(count)]


def _themes() -> dict[str, Theme]:
    """By code, and the first of each topic by topic."""
    rows = list(Theme.objects.order_by("order", "code"))
    return {theme.topic: theme for theme in reversed(rows)} | {theme.code: theme for theme in rows}
