"""How many gaps each unit has in it and below it: the number that the unit's list of gaps shows, for all units at once."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from orgstructure.gap_facts import Facts, of_unit
from orgstructure.gap_rules import Found, find
from orgstructure.headcount import ids_of
from orgstructure.models import SeatRole, Unit


def gaps_by_subtree(unit: Unit, day: date) -> Counter[int]:
    """By unit, for the unit and all below it; a committee's gap is one in every unit of whose parts it covers any."""
    facts = Facts.of(of_unit(unit), day)
    words = _committees_by_word(facts)
    found: Counter[int] = Counter()
    for gap in find(facts):
        found.update(_units_of(facts, gap, words))
    return found


def _units_of(facts: Facts, gap: Found, words: dict[str, list[int]]) -> set[int]:
    """The units, with those above them, in whose list the gap stands."""
    if gap.committee_id:
        return _above(facts, _covered(facts, [gap.committee_id]))
    if gap.unit_id:
        return _above(facts, [gap.unit_id])
    return _above(facts, _covered(facts, words.get(gap.subject, [])))


def _covered(facts: Facts, committees: Iterable[int]) -> set[int]:
    return {unit_id for pk in committees for unit_id, _path in facts.covered.get(pk, ())}


def _above(facts: Facts, units: Iterable[int]) -> set[int]:
    return {part for pk in units if pk in facts.units for part in ids_of(facts.units[pk].path)}


def _committees_by_word(facts: Facts) -> dict[str, list[int]]:
    """Where somebody holds a seat whose word nobody has explained."""
    found: dict[str, list[int]] = defaultdict(list)
    for pk in facts.in_scope:
        for seat in facts.held(pk):
            if seat.role == SeatRole.OTHER:
                found[seat.word.casefold()].append(pk)
    return found
