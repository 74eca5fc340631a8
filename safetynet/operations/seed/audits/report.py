"""The report of last year's self-audit as the staff wrote it: texts, chosen comments, proposals and what became of them."""

from datetime import date, timedelta
from random import Random

from actionplans.models import Source, Theme
from apv.models import (
    AuditAnswer,
    AuditProposal,
    AuditQuestion,
    AuditReport,
    AuditReportText,
    AuditYear,
    ChosenComment,
)
from orgstructure.models import Unit, User
from safetynet.common.clock import at_hour
from safetynet.operations.seed.audits.texts import ANALYSES, CASES, CONCLUSION, PROPOSALS, PURPOSE, TAKING_PART
from safetynet.operations.seed.personas import HOSPITAL, STAFF
from safetynet.operations.seed.plans import PlanRows
from safetynet.operations.seed.stories import Draw, Place, workday

A_QUESTION = 2  # comments chosen


def write_report(year: AuditYear, random: Random, *, by: User, themes: dict[str, Theme]) -> AuditReport:
    """Of the whole region, published before Christmas."""
    published = date(year.year, 12, 18)
    report = AuditReport.objects.create(
        year=year, unit=year.top, status=AuditReport.Status.PUBLISHED, purpose=PURPOSE, taking_part=TAKING_PART, conclusion=CONCLUSION,
        made_at=at_hour(date(year.year, 12, 7), 9), made_by=by, published_at=at_hour(published, 10), published_by=by,
    )  # fmt: skip
    questions = {one.code: one for one in AuditQuestion.objects.filter(question_set=year.question_set)}
    told = {code: text for code, text in ANALYSES.items() if code in questions}
    AuditReportText.objects.bulk_create(
        AuditReportText(report=report, question=questions[code], analysis=analysis, see_also=list(others))
        for code, (analysis, others) in told.items()
    )
    _comments(report, [questions[code] for code in told], by)
    _proposals(report, questions, random, by=by, themes=themes)
    return report


def _comments(report: AuditReport, questions: list[AuditQuestion], by: User) -> None:
    """Different ones of each question, as they were written: they name nobody."""
    rows = AuditAnswer.objects.filter(audit__year=report.year, question__in=questions).exclude(comment="").order_by("question", "pk")
    chosen: dict[tuple[int, str], AuditAnswer] = {}
    for row in rows:
        if sum(question == row.question_id for question, _words in chosen) < A_QUESTION:
            chosen.setdefault((row.question_id, row.comment), row)
    at = at_hour(date(report.year.year, 12, 10), 13)
    ChosenComment.objects.bulk_create(
        ChosenComment(report=report, answer=row, text=row.comment, chosen_at=at, chosen_by=by) for row in chosen.values()
    )


def _proposals(report: AuditReport, questions: dict[str, AuditQuestion], random: Random, *, by: User, themes: dict[str, Theme]) -> None:
    """One for each state; the hospital's and the staff's own, the one under way with a plan behind it."""
    staff, hospital = Unit.objects.get(name=STAFF), Unit.objects.get(name=HOSPITAL)
    decided = date(report.year.year, 12, 18)
    for number, (code, words, state, note) in enumerate(PROPOSALS):
        is_open = state == AuditProposal.State.OPEN
        plan = None
        if state == AuditProposal.State.STARTED:
            plan = _plan(staff, by, decided, random, themes)
        AuditProposal.objects.create(
            report=report, unit=hospital if number == 1 else report.unit, question=questions.get(code), text=words,
            responsible_unit=staff, responsible=by if number % 2 else None, due_on=decided + timedelta(days=360), plan_id=plan,
            state=state, state_note=note, state_on=None if is_open else decided + timedelta(days=150 + 20 * number),
            state_by=None if is_open else by, made_at=at_hour(decided, 9), made_by=by,
        )  # fmt: skip


def _plan(staff: Unit, by: User, decided: date, random: Random, themes: dict[str, Theme]) -> int:
    """The region's own plan, carried out by the staff."""
    place = Place(staff.pk, "office", by.pk, None, (), 0.5)
    draw = Draw(random, decided + timedelta(days=40))
    story = draw.story(place, published_on=workday(decided + timedelta(days=20)), case=CASES["documents_known"], source=Source.SELF_AUDIT)
    story.owner_id = story.author_id = by.pk
    return PlanRows(random, themes).write([story])[id(story)].pk
