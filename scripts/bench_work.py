"""Work without a person waiting, each in a process of its own so that its memory is its own: prints ms, queries and MB as JSON.

    python scripts/bench_work.py reminders | pdf-plan | pdf-hospital

Nothing stays: mails and documents are rolled back.
"""

import json
import resource
import sys
import time
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
from orgstructure.models import DemoPersona, Unit, User
from safetynet.common import clock
from safetynet.common.pdf import render_pdf
from safetynet.common.workdays import is_working_day
from safetynet.dashboard import papers
from safetynet.dashboard.models import DocumentJob


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


WORK: dict[str, tuple[Callable[[], int], int]] = {"reminders": (reminders, 1), "pdf-plan": (pdf_plan, 2), "pdf-hospital": (pdf_hospital, 1)}


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
