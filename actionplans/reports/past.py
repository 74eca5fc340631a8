"""The main figures of the same days a year before, and of units like this one: to hold one's own against, never a ranking.

Similar units stand at the same level of the tree and employ between half and twice as many people. A unit is clearly behind when it
has at least five plans that had their date in the last twelve months, at least eight similar units have as many, and its share
evaluated in time is below the middle half of theirs and ten points or more below the one in the middle
(docs/decisions/0168-clearly-behind.md).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final, Self

from django.db.models import Count, Func, TextField, Value

from actionplans.models import ActionPlan, Verdict
from actionplans.reports.cohort import in_time_by
from actionplans.reports.figures import InTime
from actionplans.reports.periods import Period
from actionplans.reports.trend import Effects
from orgstructure.access import Scope
from orgstructure.models import Engagement, Unit

FEWEST_PLANS: Final = 5
FEWEST_UNITS: Final = 8
POINTS_BEHIND: Final = 10
AS_SMALL, AS_LARGE = 0.5, 2


@dataclass(frozen=True)
class Past:
    """One level's main figures of an earlier period."""

    period: Period
    first: InTime
    effects: Effects

    @classmethod
    def of(cls, area: Scope, period: Period) -> Self:
        """Two queries."""
        rows = in_time_by("''", area, period.first, period.last)
        first = InTime(*(sum(row[place] for row in rows) for place in (1, 2)))
        found = ActionPlan.objects.filter(area.where(), last_verdict_on__range=(period.first, period.last)).order_by()
        verdicts = dict(found.values_list("last_verdict").annotate(plans=Count("*")))
        return cls(period, first, Effects(Counter({Verdict(verdict): plans for verdict, plans in verdicts.items() if verdict})))


@dataclass(frozen=True)
class Behind:
    """The unit's own share, and between which shares the middle half of the similar units lies; no unit is named."""

    own: InTime
    units: int
    low: int
    high: int
    period: Period

    @classmethod
    def of(cls, unit: Unit, today: date) -> Self | None:
        """None where the unit is not clearly behind, or there is too little to say so. Two queries."""
        if unit.parent_id is None:
            return None
        period, root = Period.year_to(today), f"/{unit.path.strip('/').split('/')[0]}/"
        place = unit.depth + 2  # in `/1/23/456/` the root (depth 0) is the second piece between strokes
        shares = _shares(place, root, period)
        own = shares.pop(str(unit.pk), InTime())
        if own.due < FEWEST_PLANS or len(shares) < FEWEST_UNITS:
            return None
        sizes = _sizes(place, root, today)
        here = sizes.get(str(unit.pk), 0)
        alike = [pk for pk in shares if AS_SMALL * here <= sizes.get(pk, 0) <= AS_LARGE * here]
        found = sorted(shares[pk].share or 0 for pk in alike)
        return cls._judged(own, found, period) if len(found) >= FEWEST_UNITS else None

    @classmethod
    def _judged(cls, own: InTime, shares: list[int], period: Period) -> Self | None:
        """The middle half leaves out a quarter of the units at each end."""
        quarter, reached = len(shares) // 4, own.share or 0
        low, high = shares[quarter], shares[-1 - quarter]
        is_behind = reached < low and reached <= median(shares) - POINTS_BEHIND
        return cls(own, len(shares), low, high, period) if is_behind else None


def _shares(place: int, root: str, period: Period) -> dict[str, InTime]:
    """By the id of the unit at that place of the path, those with enough plans."""
    rows = in_time_by(f"split_part(path, '/', {place})", Scope((root,)), period.first, period.last)
    return {row[0]: InTime(row[1], row[2]) for row in rows if row[0] and row[1] >= FEWEST_PLANS}


def _sizes(place: int, root: str, today: date) -> dict[str, int]:
    at_place = Func("unit__path", Value("/"), Value(place), function="split_part", output_field=TextField())
    people = Engagement.objects.current(today).filter(unit__path__startswith=root).order_by().annotate(place=at_place)
    return dict(people.values_list("place").annotate(people=Count("user", distinct=True)))
