"""How many injuries many units had in a finished year, for pages of other rooms that list units: only what is kept for everybody (R50)."""

from collections.abc import Collection

from injuries.models import InjuryPolicy, ShownCount
from orgstructure.access import scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm

SEES_ROWS = (Perm.ADMINISTER_INJURIES, Perm.SIGN_INJURIES, Perm.VIEW_EVENTS)


def sees_rows(reader: User) -> bool:
    """Knows some cases, so that a figure kept for everybody could tell of the rest: such a reader has the page of figures (0112)."""
    return any(scope_of(reader, perm) for perm in SEES_ROWS)


def injuries_of(units: Collection[int], year: int, reader: User) -> dict[int, int]:
    """By unit, each with all below it; a unit that is not there is hidden, or not for this reader. Two queries at most."""
    scope = scope_of(reader, Perm.RUN_REPORTS)
    if not scope or not units or sees_rows(reader):
        return {}
    limit = InjuryPolicy.in_force().hidden_below
    rows = ShownCount.objects.filter(scope.where("unit"), unit__in=units, year=year, axis="injury", code="", hidden_below__gte=limit)
    return dict(rows.values_list("unit", "cases"))
