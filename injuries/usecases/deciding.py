"""What the region decides about figures: limits, hours behind the rates, and the first number of the goal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from injuries.indicators import FIRST, NEW_WITH_ABSENCE
from injuries.models import IndicatorBaseline, InjuryPolicy, WorkedHours
from orgstructure.models import Unit, User


@dataclass(frozen=True)
class Hours:
    """Hours and full-time equivalents of one unit and all below in one year."""

    unit: Unit
    year: int
    hours: Decimal | None
    fte: Decimal | None
    source: str


def decide_limits(*, columns: dict[str, int], by: User, now: datetime) -> InjuryPolicy:
    """A new row, which is in force at once. A raised limit hides at once; a lowered one opens no year that was shown already."""
    return InjuryPolicy.objects.create(**columns, made_at=now, made_by=by)


@transaction.atomic
def note_hours(rows: Iterable[Hours], *, by: User, now: datetime) -> int:
    """Each unit and year has one row; what was noted before is put right. All of them or none."""
    number = 0
    for row in rows:
        told = {"hours": row.hours, "fte": row.fte, "source": row.source, "noted_at": now, "noted_by": by}
        WorkedHours.objects.update_or_create(unit=row.unit, year=row.year, defaults=told)
        number += 1
    return number


def note_baseline(*, unit: Unit, value: Decimal, source: str, by: User, now: datetime) -> IndicatorBaseline:
    """The typed number of 2018, with where it is from; the newest is in force."""
    return IndicatorBaseline.objects.create(
        unit=unit, indicator=NEW_WITH_ABSENCE, year=FIRST, value=value, source=source, noted_at=now, noted_by=by
    )
