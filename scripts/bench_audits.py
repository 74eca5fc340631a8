"""Self-audits at the size of a region: a year of 3,000 audits × 26 questions and the year before, as a page and as figures alone."""

import random
import time
from collections.abc import Iterator
from itertools import islice

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.models import Theme
from apv.models import (
    Answer,
    AuditAction,
    AuditAnswer,
    AuditParticipation,
    AuditPlace,
    AuditQuestion,
    AuditSet,
    AuditYear,
    Part,
    SelfAudit,
    YearStatus,
)
from apv.reports.audit_figures import AuditFigures
from orgstructure.models import Unit, User
from safetynet.common import clock
from scripts.bench_finding import Finding
from scripts.bench_pages import PAGE, Reader, readers

AUDITS, QUESTIONS, BATCH, ROUNDS = 3000, 26, 5000, 15
NAME = {"da": "Måling", "sv": "Mätning"}


def pages_of() -> Iterator[tuple[Reader, str, str, float]]:
    """Reader, name, address and goal of each page; the year is laid when it is first asked for."""
    year, consultant = year_of(Unit.objects.get(parent=None)), readers()[1]
    part = Unit.objects.filter(parent=year.top_id).order_by("pk")[0]
    for name, unit in (("region", year.top), ("hospital", part)):
        yield consultant, f"audits, report of the {name}", reverse("audit-report", args=[year.pk, unit.pk]), PAGE
    yield consultant, "audits, answers behind a figure", f"{reverse('audit-report-answers', args=[year.pk, year.top_id])}?answer=no", PAGE


def findings() -> Iterator[Finding]:
    """The figures without a page: as text of a line, since a floor has no rows to add up."""
    year = year_of(Unit.objects.get(parent=None))
    spans = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        AuditFigures.of(year, year.top, today=clock.today())
        spans.append((time.perf_counter() - begun) * 1000)
    with CaptureQueriesContext(connection) as queries:
        AuditFigures.of(year, year.top, today=clock.today())
    answers = AuditAnswer.objects.filter(audit__year=year).count()
    yield Finding(
        f"figures of {AUDITS:,} self-audits, {answers:,} answers, median", round(sorted(spans)[ROUNDS // 2], 1), 300, "ms", len(queries)
    )


def year_of(root: Unit) -> AuditYear:
    """The year of the bench, laid once, with the one it follows."""
    kept = AuditYear.objects.filter(top=root, question_set__name=NAME).select_related("top", "question_set").order_by("-pk").first()
    if kept is not None:
        return kept
    year = laid(root, clock.today().year, laid(root, clock.today().year - 1, None))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return year


def laid(root: Unit, number: int, follows: AuditYear | None) -> AuditYear:
    """A closed year: every audit sent in, each twelfth joint, a fifth of the answers with a comment, an action for each ninetieth."""
    now, today = clock.now(), clock.today()
    by = User.objects.order_by("pk")[0]
    asked = AuditSet.objects.create(year=number, name=NAME, made_at=now, finished_at=now)
    earlier = list(follows.question_set.questions.all()) if follows else [None] * QUESTIONS
    questions = AuditQuestion.objects.bulk_create(
        AuditQuestion(question_set=asked, position=place, code=f"q{place}", text={"da": f"Taler I om emne {place}?"}, continues=old)
        for place, old in enumerate(earlier, start=1)
    )
    year = AuditYear.objects.create(
        question_set=asked, top=root, status=YearStatus.CLOSED, opens_on=today, due_on=today, tree_on=today, follows=follows,
        made_at=now, made_by=by, opened_at=now, opened_by=by, closed_at=now, closed_by=by,
    )  # fmt: skip
    audits = SelfAudit.objects.bulk_create(
        SelfAudit(year=year, status="submitted", started_at=now, started_by=by, touched_at=now, submitted_at=now, submitted_by=by)
        for _number in range(AUDITS)
    )
    _places(year, audits)
    _answers(audits, questions)
    AuditParticipation.objects.bulk_create(AuditParticipation(audit=audit, part=Part.STAFF, number=4) for audit in audits)
    return year


def _places(year: AuditYear, audits: list[SelfAudit]) -> None:
    units = list(Unit.objects.filter(valid_to=None).exclude(parent=None).order_by("-depth", "pk").values_list("pk", "path"))
    managers = list(User.objects.order_by("pk").values_list("pk", flat=True)[: 2 * AUDITS])
    rows = []
    for number, audit in enumerate(audits):
        for joint in range(2 if number % 12 == 0 else 1):
            pk, path = units[(number + 7 * joint) % len(units)]
            rows.append(
                AuditPlace(year=year, unit_id=pk, manager_id=managers[(2 * number + joint) % len(managers)], path=path, audit=audit)
            )
    AuditPlace.objects.bulk_create(rows, batch_size=BATCH)


def _answers(audits: list[SelfAudit], questions: list[AuditQuestion]) -> None:
    chance, themes = random.Random(7), list(Theme.objects.in_use(clock.today())[:8])  # noqa: S311  the same answers in every bench
    rows = (
        AuditAnswer(
            audit=audit,
            question=question,
            answer=chance.choices(Answer.values, [70, 15, 10, 5])[0],
            comment="Vi har talt om det på personalemødet og aftalt, hvad der skal ske." if chance.random() < 0.2 else "",  # noqa: PLR2004  a fifth
        )
        for audit in audits
        for question in questions
    )
    while some := list(islice(rows, BATCH)):
        made = AuditAnswer.objects.bulk_create(some)
        AuditAction.objects.bulk_create(
            AuditAction(answer=one, text="Tages op", theme=chance.choice(themes), made_at=clock.now()) for one in made[::90]
        )
