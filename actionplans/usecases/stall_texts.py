"""The region words the checklist itself: each saving is a new version, and what was answered keeps the old one."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from actionplans.errors import StaleError
from actionplans.models import StallChecklist, StallPoint
from actionplans.models.stall import TEXTS
from orgstructure.models import User

Texts = Mapping[str, Mapping[str, str]]


@transaction.atomic
def reword(point: StallPoint, texts: Texts, *, by: User, now: datetime, today: date) -> StallChecklist:
    """A new version in which that point has these texts; the same version when nothing is new.

    `StaleError` when somebody has made a newer version since the point was read.
    """
    latest = StallChecklist.objects.latest("version")
    if point.checklist_id != latest.pk:
        raise StaleError
    new = {name: dict(texts[name]) for name in TEXTS}
    if all(getattr(point, name) == new[name] for name in TEXTS):
        return latest
    made = _next_version(latest, by=by, now=now, today=today)
    StallPoint.objects.bulk_create(_carried_over(one, made, new if one.pk == point.pk else {}) for one in latest.points.all())
    return made


def _next_version(latest: StallChecklist, *, by: User, now: datetime, today: date) -> StallChecklist:
    """The number is the lock: versions are only ever added, so there is no row to hold."""
    try:
        with transaction.atomic():
            return StallChecklist.objects.create(version=latest.version + 1, valid_from=today, made_at=now, made_by=by)
    except IntegrityError as error:
        raise StaleError from error


def _carried_over(point: StallPoint, checklist: StallChecklist, new: Mapping[str, dict[str, str]]) -> StallPoint:
    texts = {name: getattr(point, name) for name in TEXTS}
    return StallPoint(checklist=checklist, code=point.code, group=point.group, order=point.order, **texts | dict(new))
