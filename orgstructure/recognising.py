"""Which level a committee is of: by its name, else by its depth; the region's rules, never code (R6)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from orgstructure.models import Committee, Level, Origin


@dataclass(frozen=True)
class LevelChange:
    """A committee that the rules put on another level."""

    committee: Committee
    before: Level | None
    after: Level | None


def level_for(name: str, depth: int, levels: Sequence[Level]) -> Level | None:
    """The first rule that fits: all name patterns first come by order, so does depth."""
    for level in levels:
        if level.name_pattern and re.search(level.name_pattern, name, re.IGNORECASE):
            return level
    return next((level for level in levels if level.depth is not None and level.depth == depth), None)


def in_use(levels: Iterable[Level], day: date) -> tuple[Level, ...]:
    """Those of that day, in the order they are tried."""
    live = (one for one in levels if one.valid_from <= day and (one.valid_to is None or one.valid_to > day))
    return tuple(sorted(live, key=lambda one: one.order))


def level_changes(today: date, proposed: Level | None = None) -> list[LevelChange]:
    """What the rules say of every committee of the feed, where that is another level than today's; `proposed` as if saved.

    Two queries. What was made by hand keeps the level somebody chose.
    """
    levels = {level.pk: level for level in Level.objects.all()}
    known = dict(levels)
    if proposed is not None:
        levels[proposed.pk or 0] = proposed
    tried = in_use(levels.values(), today)
    found = []
    for committee in Committee.objects.existing(today).filter(origin=Origin.FEED).order_by("path"):
        after = level_for(committee.name, committee.depth, tried)
        if (after.pk if after else None) != committee.level_id or (after is proposed and after is not None and after.pk is None):
            found.append(LevelChange(committee, known.get(committee.level_id or 0), after))
    return found
