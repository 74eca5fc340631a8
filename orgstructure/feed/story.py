"""What a run does to units and committees, told by name: for the terminal before the yes, and kept with the run."""

from collections.abc import Iterator
from typing import Any

from orgstructure.feed.differences import Difference, Kind, NodeChange

LONGEST = 500


def story(difference: Difference) -> list[dict[str, Any]]:
    """What is created, moved, renamed and closed, by name; people are counted, never named. Cut at 500 lines."""
    lines: list[dict[str, Any]] = []
    for what, changes in (("unit", difference.units), ("committee", difference.committees)):
        names = {change.key: change.name for change in changes}
        was = {change.before.pk: change.before.name for change in changes if change.before}
        for change in changes:
            lines.extend({"what": what, **line} for line in _told(change, names, was))
    order = {"closed": 0, "moved": 1, "renamed": 2, "created": 3}
    return sorted(lines, key=lambda line: order[line["did"]])[:LONGEST]


def _told(change: NodeChange, names: dict[Any, str], was: dict[int, str]) -> Iterator[dict[str, str]]:
    under = names.get(change.parent, "") if change.parent else ""
    if change.kind == Kind.CREATED:
        yield {"did": "created", "name": change.name, "to": under}
    if change.kind == Kind.CLOSED:
        yield {"did": "closed", "name": change.name}
    if change.kind == Kind.MOVED and change.before:
        above = change.before.parent_id
        yield {"did": "moved", "name": change.name, "was": was.get(above, "") if above else "", "to": under}
    if change.is_renamed and change.kind in {Kind.MOVED, Kind.CHANGED}:
        yield {"did": "renamed", "name": change.name, "was": change.before.name if change.before else ""}
