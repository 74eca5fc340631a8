"""What people decided by hand, laid over the feed before it is compared: a feed that still tells the old tree undoes nothing.

A held unit keeps its name, place or end. Employees and coverage that the feed still puts in a unit closed by hand go to
its successor. A unit made by hand is not missing because the feed does not know it.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from orgstructure.feed.known import Known
from orgstructure.feed.rows import Feed, UnitRow
from orgstructure.models import Origin, Unit, UnitSuccession


def lay_over(feed: Feed, known: Known, *, today: date) -> Feed:
    """The feed as it is to be compared. One query more; none where nothing is held."""
    held = {unit.pk: unit for unit in known.units.values() if unit.held_since or unit.origin == Origin.HAND}
    if not held:
        return feed
    units = {unit.pk: unit for unit in known.units.values()}
    instead = _instead(held.values(), units, today)
    rows = _rows(feed, held, units, instead, today)
    covered = _covered(feed, known, instead)
    laid = tuple(replace(row, covered_by=tuple(sorted(covered.get(row.key, ())))) for row in rows)
    moved = _divided(known, held, units)
    people = tuple(
        replace(row, unit=there) if (there := moved.get((row.number, row.unit)) or instead.get(row.unit)) else row
        for row in feed.engagements
    )
    return replace(feed, units=laid, engagements=people)


def _rows(feed: Feed, held: Mapping[int, Unit], units: Mapping[int, Unit], instead: Mapping[UUID, UUID], today: date) -> list[UnitRow]:
    """The lines of units that are there, as they are held; a place that cannot be held any more is the feed's."""
    by_key = {unit.source_key: unit for unit in held.values()}
    told = {row.key: row for row in feed.units if row.key not in by_key or not _is_closed(by_key[row.key], today)}
    by_hand = [unit for unit in held.values() if unit.source_key not in told and _stays(unit, today)]
    there = told.keys() | {unit.source_key for unit in by_hand}
    laid = {key: _laid(row, by_key.get(key), units, instead, there) for key, row in told.items()}
    for unit in by_hand:
        row = UnitRow(line=0, key=unit.source_key, name=unit.name, parent=None, p_number=unit.p_number, covered_by=())
        laid[row.key] = replace(row, parent=next((key for key in _above(unit, units) if key in there), None))
    for key in [key for key in told if key in by_key and _goes_round(key, laid)]:
        laid[key] = replace(laid[key], parent=instead.get(above, above) if (above := told[key].parent) else None)
    return list(laid.values())


def _divided(known: Known, held: Mapping[int, Unit], units: Mapping[int, Unit]) -> dict[tuple[str, UUID], UUID]:
    """Employments that a division put in a new unit, by number and the unit where the feed still sees them."""
    made = [unit.pk for unit in held.values() if unit.origin == Origin.HAND and unit.valid_to is None]
    came_from = dict(UnitSuccession.objects.filter(successor__in=made).values_list("successor", "predecessor"))
    return {
        (number, units[came_from[row.unit_id]].source_key): units[row.unit_id].source_key
        for number, rows in known.engagements.items()
        if (row := rows[-1]).unit_id in came_from and row.valid_to is None
    }


def _covered(feed: Feed, known: Known, instead: Mapping[UUID, UUID]) -> dict[UUID, set[UUID]]:
    """Which committees cover each unit: those the feed names, of units that it carries on too, and those given by hand."""
    covered: dict[UUID, set[UUID]] = {}
    for row in feed.units:
        covered.setdefault(instead.get(row.key, row.key), set()).update(row.covered_by)
    units = {unit.pk: unit.source_key for unit in known.units.values()}
    committees = {committee.pk: committee.source_key for committee in known.committees.values()}
    for coverage in known.coverage:
        if coverage.origin == Origin.HAND and coverage.valid_to is None:
            covered.setdefault(units[coverage.unit_id], set()).add(committees[coverage.committee_id])
    return covered


def agreed(feed: Feed, known: Known, *, today: date) -> list[int]:
    """Held units of which the feed has come to say the same: they need not be held any more."""
    told = {row.key: row for row in feed.units}
    keys = {unit.pk: unit.source_key for unit in known.units.values()}
    return [unit.pk for unit in known.units.values() if unit.held_since and _agrees(unit, told.get(unit.source_key), keys, today)]


def _agrees(unit: Unit, row: UnitRow | None, keys: Mapping[int, UUID], today: date) -> bool:
    if _is_closed(unit, today) or row is None:
        return _is_closed(unit, today) and row is None
    return (row.name, row.parent) == (unit.name, keys[unit.parent_id] if unit.parent_id else None)


def _instead(held: Iterable[Unit], units: Mapping[int, Unit], today: date) -> dict[UUID, UUID]:
    """For each unit closed by hand the existing one that carries on, else the nearest above: nobody is put in a closed unit."""
    closed = {unit.pk for unit in held if _is_closed(unit, today)}
    after: dict[int, list[int]] = {}
    for old, new in UnitSuccession.objects.filter(predecessor__in=closed).order_by("pk").values_list("predecessor", "successor"):
        after.setdefault(old, []).append(new)
    found = {}
    for pk in closed:
        here: int | None = pk
        seen: set[int] = set()
        while here in closed and here not in seen:
            seen.add(here)
            here = after[here][0] if len(after.get(here, ())) == 1 else units[here].parent_id
        if here is not None and here not in closed:
            found[units[pk].source_key] = units[here].source_key
    return found


def _laid(row: UnitRow, held: Unit | None, units: Mapping[int, Unit], instead: Mapping[UUID, UUID], there: Container[UUID]) -> UnitRow:
    told = instead.get(row.parent, row.parent) if row.parent else None
    if held is None or not held.held_since:
        return replace(row, parent=told)
    above = units[held.parent_id].source_key if held.parent_id else None
    above = instead.get(above, above) if above else None
    return replace(row, name=held.name, parent=above if above is None or above in there else told)


def _above(unit: Unit, units: Mapping[int, Unit]) -> list[UUID]:
    """The units over this one, the nearest first."""
    return [units[pk].source_key for pk in reversed(unit.ancestor_ids())]


def _goes_round(key: UUID, rows: Mapping[UUID, UnitRow]) -> bool:
    """The feed put above this unit what a person put below it."""
    here, seen = rows[key].parent, {key}
    while here is not None and here in rows and here not in seen:
        seen.add(here)
        here = rows[here].parent
    return here in seen


def _stays(unit: Unit, today: date) -> bool:
    return unit.origin == Origin.HAND and not _is_closed(unit, today)


def _is_closed(unit: Unit, today: date) -> bool:
    return unit.valid_to is not None and unit.valid_to <= today
