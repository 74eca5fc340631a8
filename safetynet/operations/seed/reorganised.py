"""The past year of the region's tree: one unit got another name, one became part of another, one closed and left things waiting."""

import uuid
from datetime import date, timedelta

from actionplans.models import ActionPlan, PlanPlacement
from actionplans.models.choices import OPEN_STATUSES
from orgstructure.models import Engagement, Reorganisation, ReorganisationLine, Unit, UnitPeriod, User
from orgstructure.usecases import units
from safetynet.common.clock import at_hour

Kind = ReorganisationLine.Kind
RENAMED_DAYS_AGO, MERGED_DAYS_AGO, CLOSED_DAYS_AGO = 240, 120, 9


def write_reorganised(*, ward_id: int, by: User, today: date, since: date) -> None:
    """Beside the personas' ward, so that they meet the old names in the history and in reports of earlier days."""
    ward = Unit.objects.select_related("parent").get(pk=ward_id)
    parent = ward.parent
    beside = list(Unit.objects.existing(today).filter(parent=parent).exclude(pk=ward_id).order_by("pk"))
    if parent is None or not beside:
        return
    _renamed(beside[-1], by, today - timedelta(days=RENAMED_DAYS_AGO))
    _merged(parent, beside[0], by, today - timedelta(days=MERGED_DAYS_AGO), since)
    _closed(parent, beside[0], by, today, since)


def _renamed(unit: Unit, by: User, on: date) -> None:
    now_called, before = unit.name, f"{unit.name} (midlertidigt)"
    Unit.objects.filter(pk=unit.pk).update(name=before)
    UnitPeriod.objects.filter(unit=unit).update(name=before)
    unit.refresh_from_db()
    units.rename_unit(unit=unit, name=now_called, on=on)
    _told(by, on, kind=Kind.RENAME, unit=unit, name=now_called)


def _merged(parent: Unit, into: Unit, by: User, on: date, since: date) -> None:
    old = units.create_unit(name=f"{into.name} Vest", parent=parent, on=since)
    staff = Engagement.objects.filter(unit=into, valid_from__lt=on - timedelta(days=30)).order_by("pk")[:3]
    Engagement.objects.filter(pk__in=[row.pk for row in staff]).update(unit=old)
    units.close_unit(unit=old, on=on, into=into)
    _told(by, on, kind=Kind.MERGE, unit=old, into=into)


def _closed(parent: Unit, beside: Unit, by: User, today: date, since: date) -> None:
    """A project team of which nobody has said where its last plan goes."""
    on = today - timedelta(days=CLOSED_DAYS_AGO)
    team = units.create_unit(name="Projektteam Sengehus", parent=parent, on=since)
    plan = ActionPlan.objects.filter(unit=beside, status__in=OPEN_STATUSES, is_confidential=False).order_by("pk").first()
    if plan:
        ActionPlan.objects.filter(pk=plan.pk).update(unit=team)
        PlanPlacement.objects.filter(plan=plan, valid_to=None).update(unit=team)
    units.close_unit(unit=team, on=on)
    _told(by, on, kind=Kind.CLOSE, unit=team)


def _told(by: User, on: date, **line: object) -> None:
    at = at_hour(on, 10)
    step = Reorganisation.objects.create(by=by, drafted_at=at, applied_at=at, applied_by=by, counts={"units": 1})
    ReorganisationLine.objects.create(reorganisation=step, submission_id=uuid.uuid4(), **line)
