"""Keeps the stored last minute of each case as `injuries.clocks` says it is (R39–R44).

Called wherever a fact changes, in the same transaction, and every night for all cases that were not told yet.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from injuries import clocks
from injuries.models import TOLD, UNSENT_STATES, Absence, Case, CaseAct, CaseKind, CaseState
from orgstructure import acting
from orgstructure.models import User
from orgstructure.permissions import Perm
from safetynet.common.law.injuries import injury_law


def facts_of(case: Case, absent_from: Iterable[object]) -> clocks.Facts:
    """What decides, from the case's columns and the first days of its absences."""
    return clocks.Facts(
        injured_on=case.happened_on,
        is_injury=CaseKind(case.kind) in TOLD,
        absent_from=tuple(absent_from),  # type: ignore[arg-type]  # dates
        may_claim=case.may_claim,
        is_serious=case.is_serious,
        died_at=case.died_at,
    )


def keep(case: Case, *, now: datetime, by: User | None = None) -> None:
    """Reckon the clock anew and store it; call it in the transaction that changed a fact.

    Absence that comes later moves the day, and opens a closed case again which has become one to tell (R43).
    """
    days = Absence.objects.filter(case=case).values_list("starts_on", flat=True)
    due = clocks.due(facts_of(case, days), injury_law())
    columns = {"due_at": due.until if due else None, "duty": due.duty.value if due else ""}
    if (case.due_at, case.duty) != (columns["due_at"], columns["duty"]):
        Case.objects.filter(pk=case.pk).update(**columns, version=F("version") + 1)
        case.refresh_from_db(fields=["version", *columns])
    if due and case.state == CaseState.CLOSED and not case.reports.exists():
        case.move("reopen")
        act(case, "reopen", CaseState.CLOSED, by=by, now=now)


def keep_all(*, now: datetime) -> int:
    """Every case that the authority has not been told of, looked at again; how many had to be put right."""
    wrong = 0
    for case in Case.objects.filter(state__in=UNSENT_STATES, anonymised_on=None).prefetch_related("absences").iterator(chunk_size=500):
        due = clocks.due(facts_of(case, [row.starts_on for row in case.absences.all()]), injury_law())
        if (due.until if due else None, due.duty.value if due else "") != (case.due_at, case.duty):
            keep(case, now=now)
            wrong += 1
    return wrong


def act(case: Case, verb: str, was: str, *, by: User | None, now: datetime, perm: Perm | None = None) -> None:
    """Write what was done; `by` empty where the clock did it. With the right it was done by, a deputy's act keeps both names."""
    stood_for = acting.principal_of(by, perm, [case.unit], now) if by and perm else None
    whom = stood_for[0] if stood_for else None
    CaseAct.objects.create(case=case, verb=verb, from_state=was, to_state=case.state, at=now, by=by, deputy_for=whom)
    if by and perm and whom:
        acting.note(by, perm, [case.unit], acting.Subject.INJURY, case.pk, now)
