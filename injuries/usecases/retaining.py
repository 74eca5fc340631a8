"""Keeping and letting go: every night what is past its time is anonymised or deleted, and counted as before (R56).

On its day and not before; nothing of a case on hold. What is anonymised keeps its unit, day, kind and codes, so that every figure
stays; identity, words, health part and documents are gone from rows, history, outbox and storage, and the erasure ledger knows.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from injuries.models import (
    Absence,
    Case,
    CaseFile,
    CaseState,
    CauseAnalysis,
    ExportBatch,
    HealthPart,
    KeptKind,
    LegalHold,
    Part,
    Purpose,
    ReadNote,
    Report,
    ReportDraft,
    RetentionRule,
)
from injuries.reading import record_by_system
from injuries.retention import CASE_KINDS, over_on, rules
from injuries.usecases import log_chain
from orgstructure.models import User
from safetynet.common import erasures
from safetynet.common.clock import COPENHAGEN
from safetynet.common.models import OutboxMail

logger = logging.getLogger(__name__)
MOST_MONTHS_NEW = 60  # the longest limit of “new employee” that a region can choose
EMPTIED = {
    "injured": None,
    "reporter": None,
    "signed_by": None,
    "course": "",
    "suggestion": "",
    "place": "",
    "manager_comment": "",
    "done_now": "",
    "label": "",
    "ended_reason": "",
    "import_key": "",
}


def decide(kind: str, months: int, legal_basis: str, *, by: User, now: datetime) -> RetentionRule:
    """A rule of the region's own; the one before stays in sight."""
    return RetentionRule.objects.create(kind=kind, months=months, legal_basis=legal_basis, made_by=by, made_at=now)


def let_go(*, today: date, now: datetime) -> int:
    """The night's work; how many cases were anonymised. Safe to call twice, and at once."""
    erasures.fill_storage()
    done = sum(anonymise(pk, today=today, now=now) for pk in cases_past(today))
    _drop_health_files(today, now)
    kept = rules()
    ReportDraft.objects.filter(touched_at__lt=_begin_of(today, kept[KeptKind.DRAFT].months)).delete()
    log_from = _begin_of(today, kept[KeptKind.READ_LOG].months)
    ReadNote.objects.filter(made_at__lt=log_from).delete()
    log_chain.forget(before=log_from, now=now)
    return done


def _begin_of(today: date, months: int) -> datetime:
    """What is older is past its time today."""
    day = today - timedelta(days=31 * months + 31)
    while over_on(day, months) <= today:
        day += timedelta(days=1)
    return datetime.combine(day, time(0), COPENHAGEN)


def cases_past(today: date) -> list[int]:
    """Cases whose time is over and which nothing holds back."""
    found: list[int] = []
    kept = rules()
    for case_kind, kind in CASE_KINDS.items():
        ended = _ended_before(_begin_of(today, kept[kind].months)).filter(kind=case_kind, anonymised_on=None)
        found += ended.exclude(Exists(_holds())).values_list("pk", flat=True)
    return sorted(found)


def _ended_before(moment: datetime) -> QuerySet[Case]:
    """Cases closed or withdrawn before it; a withdrawn one that no act tells of counts from its registration."""
    withdrawn = Max("acts__at", filter=Q(acts__verb="withdraw"))
    over = Case.objects.filter(state__in=(CaseState.CLOSED, CaseState.WITHDRAWN)).alias(withdrawn_at=withdrawn)
    return over.alias(ended_at=Coalesce("closed_at", "withdrawn_at", "registered_at")).filter(ended_at__lt=moment)


def _holds() -> QuerySet[LegalHold]:
    return LegalHold.objects.in_force().filter(case=OuterRef("pk"))


def anonymise(case_id: int, *, today: date, now: datetime) -> bool:
    """Nobody's case any more; False where it is so already, or held. The read is logged before anything of it is fetched."""
    record_by_system([case_id], purpose=Purpose.RETENTION, part=Part.WHOLE, now=now)
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(pk=case_id, anonymised_on=None).first()
        if case is None or case.holds.in_force().exists():
            return False
        _empty(case, today)
        erasures.note(Case._meta.db_table, case_id, at=now)
    return True


def erase_again(case_id: int, *, today: date) -> bool:
    """After a restore: what was erased once is erased again, whatever its clock or a hold of the old rows says."""
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(pk=case_id).first()
        if case is None:
            return False
        _empty(case, case.anonymised_on or today)
    return True


def _empty(case: Case, today: date) -> None:
    _delete_files(CaseFile.objects.filter(case=case))
    HealthPart.objects.filter(case=case).delete()
    Absence.objects.filter(case=case).update(noted_by=None)
    CauseAnalysis.objects.filter(case=case).update(
        whys=[], conclusion="", together_with="", no_plan_reason="", made_by=None, finished_by=None
    )
    Report.objects.filter(case=case).update(sent_by=None, receipt_by=None, receipt_number="", receipt_on=None)
    LegalHold.objects.filter(case=case).update(reason="–")
    ExportBatch.cases.through.objects.filter(case=case).delete()
    OutboxMail.objects.filter(payload__case__in=[case.pk, str(case.pk), str(case.public_id)]).delete()
    Case.objects.filter(pk=case.pk).update(
        **EMPTIED, hired_on=_coarse(case), anonymised_on=today, may_contact=False, version=F("version") + 1
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT injuries_unname_traces()")


def _coarse(case: Case) -> date | None:
    """The day of hiring names people; the whole months before the injury, five years at most, keep every figure of new employees."""
    if case.hired_on is None:
        return None
    months = 0
    while months < MOST_MONTHS_NEW and over_on(case.hired_on, months + 1) <= case.happened_on:
        months += 1
    return over_on(case.happened_on, -months)


def _drop_health_files(today: date, now: datetime) -> None:
    """Documents of the health part go sooner than the case."""
    past = _ended_before(_begin_of(today, rules()[KeptKind.HEALTH_FILES].months)).filter(anonymised_on=None)
    held = Exists(LegalHold.objects.in_force().filter(case=OuterRef("case_id")))
    files = CaseFile.objects.filter(case__in=past.values("pk"), part=Part.WHOLE).exclude(held)
    if cases := sorted(set(files.values_list("case_id", flat=True))):
        record_by_system(cases, purpose=Purpose.RETENTION, part=Part.WHOLE, now=now)
        _delete_files(files)


def _delete_files(files: QuerySet[CaseFile]) -> None:
    """From the storage first: a row without a file is seen and tried again, a file without a row is not."""
    for name in _names(files):
        default_storage.delete(name)
    CaseFile.objects.filter(pk__in=list(files.values_list("pk", flat=True))).delete()


def _names(files: QuerySet[CaseFile]) -> Iterator[str]:
    yield from files.exclude(file="").values_list("file", flat=True)


@transaction.atomic
def hold(case: Case, reason: str, *, submission_id: UUID, by: User, now: datetime) -> LegalHold:
    """Keep it past its time; the same form sent twice is one hold."""
    row, _new = LegalHold.objects.get_or_create(submission_id=submission_id, defaults={"case": case, "reason": reason, "by": by, "at": now})
    return row


def lift(holding: LegalHold, *, by: User, now: datetime) -> bool:
    """It may go when its time is over; False when somebody has lifted it already."""
    return bool(LegalHold.objects.filter(pk=holding.pk, lifted_at=None).update(lifted_at=now, lifted_by=by))
