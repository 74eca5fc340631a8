"""Work without a person waiting, each in a process of its own so that its memory is its own: prints ms, queries and MB as JSON.

    python scripts/bench_work.py reminders | pdf-plan | pdf-hospital | move | reorganise

Nothing stays: mails, documents and moved units are rolled back.
"""

import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import django

django.setup()

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from actionplans.models import ActionPlan
from actionplans.usecases.reminding import CHUNK, queue_reminders
from orgstructure.models import DemoPersona, Reorganisation, ReorganisationLine, Unit, User
from safetynet.common import clock
from safetynet.common.pdf import render_pdf
from safetynet.common.workdays import is_working_day
from safetynet.dashboard import papers
from safetynet.dashboard.models import DocumentJob
from safetynet.operations import reorganisation_steps as steps
from safetynet.operations import reorganise


def reminders() -> int:
    """One run over every plan, on a working day; gives the queries for each thousand plans."""
    now = clock.now()
    while not is_working_day(now.date()):
        now += timedelta(days=1)
    with CaptureQueriesContext(connection) as asked:
        queue_reminders(now=now)
    return round(len(asked) / max(1, ActionPlan.objects.may_need_mail(now).count() / CHUNK))


def pdf_plan() -> int:
    """A plan as paper."""
    plan = ActionPlan.objects.open().order_by("pk")[0]
    return _paper(DocumentJob.Kind.PLAN, {"plan": plan.pk}, _persona("manager"))


def pdf_hospital() -> int:
    """A hospital's year as paper."""
    root = Unit.objects.get(parent=None)
    hospital, today = Unit.objects.filter(parent=root).order_by("pk")[0], clock.today()
    words = {"unit": hospital.pk, "first": (today - timedelta(days=364)).isoformat(), "last": today.isoformat()}
    return _paper(DocumentJob.Kind.LEVEL, words, _persona("consultant"))


def _paper(kind: DocumentJob.Kind, words: dict[str, object], by: User) -> int:
    job = DocumentJob(kind=kind, words=words, by=by, language="da", created_at=clock.now(), expires_at=clock.now())
    with CaptureQueriesContext(connection) as asked:
        render_pdf(papers.html_of(job, today=clock.today(), advance=lambda _progress: None))
    return len(asked)


def _persona(code: str) -> User:
    return DemoPersona.objects.select_related("user").get(code=code).user


def move() -> int:
    """A subtree of about 500 units goes under another part of the region, rights and hand-overs included."""
    by, unit, parent = _persona("consultant"), *_far_apart()
    with CaptureQueriesContext(connection) as asked:
        reorganise.move(unit=unit, parent=parent, by=by, today=clock.today(), now=clock.now())
    return len(asked)


def reorganisation() -> int:
    """The same as a step that was seen before and can be undone."""
    by, unit, parent = _persona("consultant"), *_far_apart()
    step = Reorganisation.objects.create(by=by, drafted_at=clock.now())
    step.lines.create(kind=ReorganisationLine.Kind.MOVE, unit=unit, into=parent)
    with CaptureQueriesContext(connection) as asked:
        steps.apply(step, by=by, today=clock.today(), now=clock.now())
    return len(asked)


def _far_apart() -> tuple[Unit, Unit]:
    """The unit with nearest to 500 under it, and another beside it."""
    below: Counter[int] = Counter(pk for unit in Unit.objects.existing(clock.today()) for pk in unit.ancestor_ids())
    unit = Unit.objects.get(pk=min((pk for pk in below), key=lambda pk: abs(below[pk] - 500)))
    return unit, Unit.objects.existing(clock.today()).filter(depth=max(1, unit.depth)).exclude(path__startswith=unit.path).order_by("pk")[0]


WORK: dict[str, tuple[Callable[[], int], int]] = {
    "reminders": (reminders, 1),
    "pdf-plan": (pdf_plan, 2),
    "pdf-hospital": (pdf_hospital, 1),
    "move": (move, 2),
    "reorganise": (reorganisation, 2),
}


def main() -> None:
    """The last of the rounds counts: a worker that has made one paper makes the next without loading its libraries."""
    work, rounds = WORK[sys.argv[1]]
    ms, queries = 0.0, 0
    for _ in range(rounds):
        with transaction.atomic():
            begun = time.perf_counter()
            queries = work()
            ms = (time.perf_counter() - begun) * 1000
            transaction.set_rollback(True)
    print(json.dumps({"ms": ms, "queries": queries, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


if __name__ == "__main__":
    main()
