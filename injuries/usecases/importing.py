"""Cases of an earlier system come in: a file is read, understood, brought in whole as closed cases, and undone whole."""

import json
import uuid
from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from django.db import connection, transaction
from django.utils.translation import gettext as _

from injuries import clocks, sealing
from injuries.errors import RefusedError
from injuries.importing.columns import FIELDS
from injuries.importing.lines import Historic, Line
from injuries.importing.preview import Preview
from injuries.models import (
    Absence,
    Case,
    CaseAct,
    CaseFile,
    CaseImport,
    CaseImportRow,
    CaseState,
    CauseAnalysis,
    Feedback,
    HealthPart,
    LegalHold,
    Report,
    ReportedAs,
)
from injuries.sealing import Health, Identity
from injuries.usecases.clockwork import facts_of
from orgstructure.access import Scope
from orgstructure.models import User
from safetynet.common.cells import guess
from safetynet.common.clock import at_hour
from safetynet.common.law.injuries import injury_law
from safetynet.common.sheets import read_sheet

MOST_LINES = 10_000
BATCH = 1000
NOON, CLOSED = 12, 15


def read_file(content: bytes, *, name: str, system: str, submission_id: uuid.UUID, by: User, now: datetime) -> CaseImport:
    """The table, sealed, and what its columns seem to be, as in the person's last file with the same headings. Raises `SheetError`."""
    there = CaseImport.objects.filter(submission_id=submission_id, by=by).first()
    if there is not None:
        return there
    rows = read_sheet(content, most=MOST_LINES)
    headings = rows[0][1]
    shape = sha256("\x1f".join(headings).encode()).hexdigest()
    before = CaseImport.objects.visible_to(by).like_it(shape)
    return CaseImport.objects.create(
        by=by,
        at=now,
        name=name[-120:],
        system=system,
        digest=sha256(content).hexdigest(),
        shape=shape,
        table=sealing.close_own(json.dumps(rows)),
        columns=before.columns if before else guess(headings, FIELDS),
        answers=before.answers if before else {},
        takes_health=before.takes_health if before else True,
        submission_id=submission_id,
    )


@transaction.atomic
def bring_in(case_import: CaseImport, *, scope: Scope, now: datetime, today: date) -> int:
    """Make closed cases of all faultless lines, all of them or none; how many. A number that is here already makes no second case.

    They need no follow-up, and nobody is mailed. Raises `RefusedError` when it was brought in meanwhile.
    """
    case_import.refresh_from_db(from_queryset=CaseImport.objects.select_for_update())
    if case_import.state != CaseImport.State.READ:
        raise RefusedError(_("This file has been brought in already, or was forgotten after a day."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('case-imports', 0))")
    preview = Preview(case_import, scope=scope, today=today)
    good = preview.good
    for start in range(0, len(good), BATCH):
        _make(case_import, good[start : start + BATCH], now=now)
    left_out = [[line.number, line.key.partition(":")[2]] for line in preview.lines if not line.historic]
    _end(case_import, CaseImport.State.DONE, made=len(good), left_out=left_out, done_at=now)
    return len(good)


@transaction.atomic
def undo(case_import: CaseImport, *, now: datetime) -> int:
    """Take all its cases away again while nobody has worked on any; how many. Raises `RefusedError`."""
    case_import.refresh_from_db(from_queryset=CaseImport.objects.select_for_update())
    if case_import.state != CaseImport.State.DONE:
        raise RefusedError(_("This import has been undone already."))
    made = Case.objects.filter(brought_in_by__source=case_import)
    ids = list(made.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    touched = _worked_on(ids)
    if touched:
        text = _("Somebody has worked on %(number)s of its cases since, so the import can no longer be undone.")
        raise RefusedError(text % {"number": touched})
    Report.objects.filter(case__in=ids).delete()
    Case.objects.filter(pk__in=ids).delete()
    _end(case_import, CaseImport.State.UNDONE, undone_at=now)
    return len(ids)


def forget(case_import: CaseImport) -> None:
    """The person does not want it after all: its table goes at once."""
    CaseImport.objects.filter(pk=case_import.pk, state=CaseImport.State.READ).update(state=CaseImport.State.FORGOTTEN, table=None)


def forget_unfinished(*, now: datetime) -> int:
    """Throw away every table that was read a day ago and never brought in; how many."""
    return CaseImport.objects.with_tables_past_their_time(now).update(state=CaseImport.State.FORGOTTEN, table=None)


def _worked_on(ids: Sequence[int]) -> int:
    """Cases that are no longer as they came."""
    found = set(Case.objects.filter(pk__in=ids).exclude(version=1, state=CaseState.CLOSED).values_list("pk", flat=True))
    for model in (CaseAct, CaseFile, CauseAnalysis, Feedback, LegalHold, Case.plans.through):
        found |= set(model.objects.filter(case__in=ids).values_list("case", flat=True))
    return len(found)


def _end(case_import: CaseImport, state: CaseImport.State, **changes: object) -> None:
    CaseImport.objects.filter(pk=case_import.pk).update(state=state, table=None, **changes)
    case_import.refresh_from_db()


# --- Rows, in bulk --------------------------------------------------------------------------------------
def _make(case_import: CaseImport, lines: Sequence[Line], *, now: datetime) -> None:
    made = [(line, line.historic, _case(line.historic, line.key)) for line in lines if line.historic]
    Case.objects.bulk_create(case for _line, _historic, case in made)
    Absence.objects.bulk_create(
        Absence(case=case, starts_on=told.absence[0], ends_on=told.absence[1], noted_at=now, noted_by_id=case_import.by_id)
        for _line, told, case in made
        if told.absence
    )
    Report.objects.bulk_create(_report(case, told) for _line, told, case in made if any(told.told))
    HealthPart.objects.bulk_create(_sealed(case, told.identity, told.health) for _line, told, case in made if told.health and told.identity)
    CaseImportRow.objects.bulk_create(CaseImportRow(source=case_import, line=line.number, case=case) for line, _told, case in made)


def _case(told: Historic, key: str) -> Case:
    texts = told.texts
    case = Case(
        unit_id=told.unit_id, kind=told.kind, state=CaseState.CLOSED, reported_as=ReportedAs.IMPORTED, injured_id=told.injured_id,
        may_contact=False, happened_on=told.happened_on, happened_at=told.happened_at, place_kind=told.place_kind, place=told.place,
        course=texts["course"], suggestion=texts["suggestion"], label=texts["label"], perpetrator=told.perpetrator,
        manager_comment=texts["comment"], done_now=texts["done_now"], hired_on=told.hired_on,
        registered_at=at_hour(told.registered_on, NOON), closed_at=at_hour(told.closed_on, CLOSED), import_key=key, **told.codes,
    )  # fmt: skip
    due = clocks.due(facts_of(case, [told.absence[0]] if told.absence else []), injury_law())
    case.due_at, case.duty = (due.until, due.duty.value) if due else (None, "")
    return case


def _report(case: Case, told: Historic) -> Report:
    """Whether it was in time is known only where the file tells the day it was sent."""
    sent, receipt, decision, decided = told.told
    day = sent or decided or told.registered_on
    return Report(
        case=case, how=Report.How.IMPORTED, due_at=case.due_at if sent else None, duty=case.duty if sent else "",
        sent_at=at_hour(day, NOON), receipt_number=receipt, receipt_on=day if receipt else None, decision=decision or "",
        decided_on=(decided or day) if decision else None,
    )  # fmt: skip


def _sealed(case: Case, identity: Identity, health: Health) -> HealthPart:
    key = sealing.new_key()
    return HealthPart(case=case, data_key=key, identity=sealing.close(key, identity.told()), health=sealing.close(key, health.told()))
