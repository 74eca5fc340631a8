"""An earlier year of self-audit comes in: a table is read, understood, brought in whole as a closed year, and undone whole."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from apv.audit_asked import Asked
from apv.audit_columns import FIELDS, WHO_FIELDS
from apv.audit_import_preview import AuditPreview
from apv.audit_lines import EarlierAudit, Told
from apv.audit_links import linkable
from apv.errors import RefusedError
from apv.models import (
    AuditAct,
    AuditAction,
    AuditAnswer,
    AuditHelp,
    AuditImport,
    AuditParticipation,
    AuditPlace,
    AuditQuestion,
    AuditSet,
    AuditStatus,
    AuditYear,
    ChosenComment,
    Part,
    SelfAudit,
    YearStatus,
)
from orgstructure.access import Scope
from orgstructure.models import Unit, User
from safetynet.common.cells import guess, plain
from safetynet.common.clock import at_hour
from safetynet.common.sheets import SENTENCES, Rows, SheetError, read_book, read_sheet

MOST_LINES = 100_000
BATCH = 2_000
NOON = 12
PEOPLE_SHEETS = ("deltagere", "deltagare", "participants", "roller", "roles")


@dataclass(frozen=True)
class Given:
    """What a person says of a file before it is read: the year, the unit it asked, the set it belongs to (None for a new one)."""

    year: int
    top: int
    set: int | None
    language: str

    def facts(self) -> dict[str, Any]:
        """As they are kept."""
        return {"year": self.year, "top": self.top, "set": self.set or 0, "language": self.language}


def read_files(
    content: bytes, people: bytes, *, name: str, given: Given, submission_id: uuid.UUID, by: User, now: datetime
) -> AuditImport:  # fmt: skip
    """The tables, and what their columns seem to be; words answered for the person's last file hold again. Raises `SheetError`."""
    there = AuditImport.objects.filter(submission_id=submission_id, by=by).first()
    if there is not None:
        return there
    answers, who = _tables(content)
    if people:
        who = _first(people)
    before = AuditImport.objects.visible_to(by).order_by("-pk").first()
    columns = guess(answers[0][1], FIELDS) | (guess(who[0][1], WHO_FIELDS) if who else {})
    return AuditImport.objects.create(
        by=by,
        at=now,
        name=name[-120:],
        facts=given.facts(),
        table={"answers": answers, "people": who},
        columns=columns,
        answers=before.answers if before else {},
        submission_id=submission_id,
    )


@transaction.atomic
def bring_in(found: AuditImport, *, scope: Scope, now: datetime, today: date) -> int:
    """Make a closed year of all faultless audits, all of them or none; how many. A number that is here already makes no second audit.

    Raises `RefusedError` when it was brought in meanwhile, or when nothing can be made.
    """
    found.refresh_from_db(from_queryset=AuditImport.objects.select_for_update())
    if found.state != AuditImport.State.READ:
        raise RefusedError(_("This file has been brought in already."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('audit-imports', 0))")
    preview = AuditPreview(found, scope=scope, today=today)
    if preview.top is None or not preview.good:
        raise RefusedError(preview.blocked or _("There is no audit without a fault in it."))
    year = preview.year or _year(found, preview.top, preview.set or _set(found, preview.cells.asked, now=now), now=now, today=today)
    _make(found, year, preview, now=now)
    left_out = [[audit.lines[0].number, audit.number] for audit in preview.audits if not audit.is_good]
    _end(found, AuditImport.State.DONE, year=year, made=len(preview.good), left_out=left_out, done_at=now)
    return len(preview.good)


@transaction.atomic
def undo(found: AuditImport, *, now: datetime) -> int:
    """Take its audits away again, and the year and its set where nothing else uses them; how many. Raises `RefusedError`."""
    found.refresh_from_db(from_queryset=AuditImport.objects.select_for_update())
    if found.state != AuditImport.State.DONE:
        raise RefusedError(_("This import has been undone already."))
    made = SelfAudit.objects.filter(brought_in=found)
    ids = list(made.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    if _is_worked_on(made):
        raise RefusedError(_("Somebody has worked on its audits or chosen their comments since, so the import can no longer be undone."))
    year = found.year
    AuditAction.objects.filter(answer__audit__in=ids).delete()
    for rows in (AuditAnswer.objects, AuditParticipation.objects, AuditPlace.objects):
        _take_away(rows.filter(audit__in=ids))
    _take_away(made)
    if year:
        _take_year_away(year)
    _end(found, AuditImport.State.UNDONE, undone_at=now)
    return len(ids)


def forget(found: AuditImport) -> None:
    """The person does not want it after all: it goes at once."""
    AuditImport.objects.filter(pk=found.pk, state=AuditImport.State.READ).delete()


def forget_unfinished(*, now: datetime) -> int:
    """Throw away what was read a week ago and never brought in; how many."""
    return AuditImport.objects.past_their_time(now).delete()[0]


@transaction.atomic
def link(newer: AuditSet, earlier: AuditSet, pairs: Mapping[int, int | None]) -> int:
    """Questions of the newer set continue those of the earlier one, as a person has said; how many do.

    What continues a question of a third set stays as it is. The set's words are not touched: a finished set may be linked.
    """
    known = set(earlier.questions.values_list("pk", flat=True))
    rows = linkable(newer, earlier).select_for_update(of=("self",))
    changed = [row for row in rows if row.pk in pairs and (pairs[row.pk] is None or pairs[row.pk] in known)]
    for row in changed:
        row.continues_id = pairs[row.pk]
    AuditQuestion.objects.bulk_update(changed, ["continues"])
    return sum(row.continues_id is not None for row in changed)


# --- Reading --------------------------------------------------------------------------------------------
def _tables(content: bytes) -> tuple[Rows, Rows]:
    """The answers, and the participants where the workbook has them on a sheet of their own."""
    if not content.startswith(b"PK"):
        return read_sheet(content, most=MOST_LINES), []
    sheets = read_book(content, most=MOST_LINES)
    people = next((name for name, rows in sheets.items() if _tells_people(name, rows)), None)
    answers = next((rows for name, rows in sheets.items() if name != people), [])
    if len(answers) < 2:  # noqa: PLR2004  headings and one line
        raise SheetError(str(SENTENCES["empty"]))
    return answers, sheets[people] if people else []


def _tells_people(name: str, rows: Rows) -> bool:
    """By its name, or by headings that tell roles and no answers."""
    headings = rows[0][1] if rows else []
    return plain(name) in PEOPLE_SHEETS or ("who_part" in guess(headings, WHO_FIELDS) and "answer" not in guess(headings, FIELDS))


def _first(content: bytes) -> Rows:
    if not content.startswith(b"PK"):
        return read_sheet(content, most=MOST_LINES)
    return next(iter(read_book(content, most=MOST_LINES).values()), [])


# --- Rows, in bulk --------------------------------------------------------------------------------------
def _year(found: AuditImport, top: Unit, asked: AuditSet, *, now: datetime, today: date) -> AuditYear:
    """Closed, of the organisation as it is today, between the years before and after it."""
    number, by = found.facts["year"], found.by_id
    of_top = AuditYear.objects.filter(top=top)
    before = of_top.filter(question_set__year__lt=number).order_by("-question_set__year").first()
    year = AuditYear.objects.create(
        question_set=asked, top=top, status=YearStatus.CLOSED, opens_on=date(number, 1, 1), due_on=date(number, 12, 31),
        tree_on=today, follows=before, is_imported=True, made_at=now, made_by_id=by, opened_at=now, opened_by_id=by, closed_at=now,
        closed_by_id=by,
    )  # fmt: skip
    after = of_top.filter(question_set__year__gt=number).order_by("question_set__year").first()
    if after and (after.follows_id is None or after.follows_id == (before and before.pk)):
        of_top.filter(pk=after.pk).update(follows=year)
    return year


def _set(found: AuditImport, asked: Asked, *, now: datetime) -> AuditSet:
    """The table's own questions as a finished set."""
    language = found.facts["language"]
    with override(language):
        name = _("Self-audit %(year)s, brought in") % {"year": found.facts["year"]}
    made = AuditSet.objects.create(
        year=found.facts["year"], name={language: name}, is_imported=True, made_at=now, made_by_id=found.by_id, finished_at=now
    )
    AuditQuestion.objects.bulk_create(
        AuditQuestion(question_set=made, position=one.position, code=one.code, text={language: one.text}) for one in asked.questions
    )
    return made


def _make(found: AuditImport, year: AuditYear, preview: AuditPreview, *, now: datetime) -> None:
    questions = dict(year.question_set.questions.values_list("code", "pk"))
    last_day = date(year.year, 12, 31)
    made = [(one, _audit(found, year, one, min(at_hour(one.answered_on or last_day, NOON), now))) for one in preview.good]
    SelfAudit.objects.bulk_create((audit for _one, audit in made), batch_size=BATCH)
    paths = dict(Unit.objects.below(year.top.path).values_list("pk", "path"))
    AuditPlace.objects.bulk_create(
        (
            AuditPlace(year=year, unit_id=unit, manager_id=manager, path=paths[unit], audit=audit)
            for one, audit in made
            for unit, manager in one.places
        ),
        batch_size=BATCH,
    )
    AuditParticipation.objects.bulk_create((row for one, audit in made for row in _people(one, audit)), batch_size=BATCH)
    answers = [(told, _answer(told, audit, questions[told.question])) for one, audit in made for told in one.answers]
    AuditAnswer.objects.bulk_create((answer for _told, answer in answers), batch_size=BATCH)
    AuditAction.objects.bulk_create(
        (
            AuditAction(answer=answer, text=action.text, theme_id=action.theme_id, made_at=now)
            for told, answer in answers
            for action in told.actions
        ),
        batch_size=BATCH,
    )


def _audit(found: AuditImport, year: AuditYear, one: EarlierAudit, at: datetime) -> SelfAudit:
    return SelfAudit(
        year=year, status=AuditStatus.CLOSED, started_at=at, touched_at=at, submitted_at=at, closed_at=at, brought_in=found,
        earlier_number=one.number,
    )  # fmt: skip


def _answer(told: Told, audit: SelfAudit, question: int) -> AuditAnswer:
    return AuditAnswer(
        audit=audit, question_id=question, answer=told.answer, comment=told.comment, answered_at=audit.submitted_at if told.answer else None
    )


def _people(one: EarlierAudit, audit: SelfAudit) -> Iterable[AuditParticipation]:
    """As told; the managers of its places where the table does not count managers."""
    for told in one.people:
        yield AuditParticipation(audit=audit, part=told.part, role=told.role, number=told.number, name=told.name)
    if not any(told.part == Part.MANAGER for told in one.people):
        for manager in dict.fromkeys(manager for _unit, manager in one.places if manager):
            yield AuditParticipation(audit=audit, part=Part.MANAGER, person_id=manager)


# --- Taking away ----------------------------------------------------------------------------------------
def _is_worked_on(made: Any) -> bool:
    """Opened again, helped with, followed by a plan, or quoted in a report. An audit that was brought in has no acts."""
    return (
        AuditAct.objects.filter(audit__in=made).exists()
        or made.exclude(version=1, status=AuditStatus.CLOSED).exists()
        or ChosenComment.objects.filter(answer__audit__in=made).exists()
        or AuditHelp.objects.filter(answer__audit__in=made).exists()
        or AuditAction.objects.filter(answer__audit__in=made, plan__isnull=False).exists()
    )


def _take_year_away(year: AuditYear) -> None:
    """Unless it has audits of another file, or a report; the one after it follows the one before it again."""
    if year.audits.exists() or year.places.exists() or year.reports.exists() or not year.is_imported:
        return
    AuditYear.objects.filter(follows=year).update(follows=year.follows_id)
    asked = year.question_set
    year.delete()
    if asked.is_imported and not asked.years.exists() and not AuditSet.objects.filter(based_on=asked).exists():
        asked.delete()


def _take_away(rows: Any) -> None:
    """At once: nothing hangs on them any more, so nothing needs to be looked for."""
    rows._raw_delete(rows.db)  # noqa: SLF001  80,000 answers in one statement


def _end(found: AuditImport, state: AuditImport.State, **changes: object) -> None:
    AuditImport.objects.filter(pk=found.pk).update(state=state, table=None, **changes)
    found.refresh_from_db()
