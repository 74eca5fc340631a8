"""A finding before anything is decided about it: proposed, told, put in order, taken back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from apv.errors import RefusedError, StaleError
from apv.models import Finding, UnitAssessment
from apv.usecases.noting import note
from orgstructure.models import Unit, User

TOLD = ("topic", "title", "description", "nature", "seriousness", "extent", "causes", "is_acute", "likelihood", "consequence")
STEP = 10


@transaction.atomic
def propose(
    unit: Unit, columns: Mapping[str, Any], *, submission_id: UUID, by: User, now: datetime, assessment: UnitAssessment | None = None
) -> tuple[Finding, bool]:
    """A new finding, and whether it is new: sent twice, or of a figure that has one in this APV already, it is the one that is there.

    `RefusedError` once the APV is completed, or when the form's number is another's.
    """
    _refuse_completed(assessment)
    note(unit, by, now)
    rank = STEP * (1 + Finding.objects.filter(assessment=assessment, unit=unit).count())
    try:
        with transaction.atomic():
            row = Finding.objects.create(
                unit=unit, assessment=assessment, made_by=by, made_at=now, rank=rank, submission_id=submission_id, **columns
            )
    except IntegrityError:
        return _there_already(unit, columns, submission_id, assessment), False
    return row, True


def _there_already(unit: Unit, columns: Mapping[str, Any], submission_id: UUID, assessment: UnitAssessment | None) -> Finding:
    there = Finding.objects.filter(submission_id=submission_id, unit=unit).first()
    if there is None and columns.get("code"):
        there = Finding.objects.filter(assessment=assessment, code=columns["code"], withdrawn_on=None).first()
    if there is None:
        raise RefusedError(_("This form was used before. Open the page anew."))
    return there


@transaction.atomic
def tell(finding: Finding, columns: Mapping[str, Any], *, version: int, by: User, now: datetime) -> None:
    """Change what is told of it; `StaleError` when somebody saved after the form was opened, `RefusedError` once the APV is completed."""
    _refuse_completed(finding.assessment)
    note(finding.unit, by, now)
    told = {name: columns[name] for name in TOLD if name in columns}
    if not Finding.objects.filter(pk=finding.pk, version=version, withdrawn_on=None).update(version=F("version") + 1, **told):
        raise StaleError
    finding.refresh_from_db()


@transaction.atomic
def weigh(finding: Finding, *, effort: str, reach: str, by: User, now: datetime) -> None:
    """How much it takes and who can change it, as they agreed; the last word stands."""
    _refuse_completed(finding.assessment)
    note(finding.unit, by, now)
    Finding.objects.filter(pk=finding.pk).update(effort=effort, reach=reach)
    finding.refresh_from_db(fields=["effort", "reach"])


@transaction.atomic
def move(finding: Finding, *, up: bool, by: User, now: datetime) -> None:
    """One place up or down among those of its APV; at the end nothing happens. The rows are locked, so two who move wait for each other."""
    _refuse_completed(finding.assessment)
    note(finding.unit, by, now)
    if finding.assessment is None:
        return
    rows = list(Finding.objects.standing_in(finding.assessment).select_for_update())
    at = next((number for number, row in enumerate(rows) if row.pk == finding.pk), None)
    to = at + (-1 if up else 1) if at is not None else -1
    if at is None or not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for number, row in enumerate(rows, start=1):
        if row.rank != STEP * number:
            Finding.objects.filter(pk=row.pk).update(rank=STEP * number)


@transaction.atomic
def take_back(finding: Finding, *, by: User, now: datetime, today: date) -> None:
    """It was proposed by mistake; `RefusedError` once it is decided, or once a plan was begun from it."""
    _refuse_completed(finding.assessment)
    note(finding.unit, by, now)
    undecided = Finding.objects.undecided().filter(pk=finding.pk, plans=None)
    if not Finding.objects.filter(pk__in=undecided.values("pk")).update(withdrawn_on=today, aside_by=None, aside_at=None):
        raise RefusedError(_("Something was decided about it already, so it is not taken back."))
    finding.refresh_from_db()


def _refuse_completed(assessment: UnitAssessment | None) -> None:
    if assessment is not None and UnitAssessment.objects.filter(pk=assessment.pk).exclude(completed_on=None).exists():
        raise RefusedError(_("This APV is completed, so it is no longer changed."))
