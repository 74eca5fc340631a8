"""Who manages a unit: no file says it, the employees' own managers do.

The number that most of a unit's current employments name, the person's own not counted; on a tie the longest employed;
if nobody names one who is employed, the manager of the nearest unit above.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from orgstructure.feed.rows import EngagementRow, UnitRow

Number = str


def managers(units: Sequence[UnitRow], engagements: Sequence[EngagementRow], today: date) -> dict[UUID, Number]:
    """Employee number of every unit's manager; units without one are left out."""
    current = [row for row in engagements if row.holds_on(today)]
    employed = {row.number: row for row in current}
    votes: dict[UUID, Counter[Number]] = defaultdict(Counter)
    for row in current:
        named = employed.get(row.manager_number)
        if named and not _is_same_person(named, row):
            votes[row.unit][named.number] += 1
    named_here = {unit: _most(found, employed) for unit, found in votes.items()}
    return _inherited(units, named_here)


def _is_same_person(one: EngagementRow, other: EngagementRow) -> bool:
    return one.number == other.number or (one.cpr != "" and one.cpr == other.cpr)


def _most(votes: Counter[Number], employed: Mapping[Number, EngagementRow]) -> Number:
    return min(votes, key=lambda number: (-votes[number], employed[number].starts, number))


def _inherited(units: Sequence[UnitRow], named_here: Mapping[UUID, Number]) -> dict[UUID, Number]:
    parents = {row.key: row.parent for row in units}
    found: dict[UUID, Number] = {}
    for unit in parents:
        here: UUID | None = unit
        while here is not None and here not in named_here:
            here = parents[here]
        if here is not None:
            found[unit] = named_here[here]
    return found
