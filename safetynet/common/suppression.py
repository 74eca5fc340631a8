"""Which groups of people may be shown, so that no smaller group can be worked out from what is shown (R20, R21).

A figure about fewer than `k` people is never shown; nor may one be derived, as parent minus shown children, total minus
shown parts, or the old tree against the new. Every shown group is a union of *blocks*: people whom no shown group tells
apart. Whatever sums and differences are formed, the result is the same for all people of a block; so when no block holds
1 … k-1 people, no combination tells of fewer than `k`. That is the rule here, and tests prove it by exact row reduction.

Two ways lead there. `counted_at` counts a few people further up than they belong, so that every large enough unit is shown
with figures that lack at most k-1 of its people: for surveys. `shown_units` counts everybody where they belong and hides
units instead: where a total must be whole.

Counts go in, keys come out; this module knows neither survey nor injury. Followed for surveys, self-audits and injuries.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
MOST_VALUES = 12  # of a split: every set of them is looked at


@dataclass(frozen=True)
class Node(Generic[K]):
    """A unit of a tree: how many people belong to it directly, not counting those below."""

    key: K
    parent: K | None
    people: int


@dataclass(frozen=True)
class _Best(Generic[K]):
    """The most units that can be shown below some point, and which; a linked list, so that joining costs nothing."""

    shown: int = 0
    key: K | None = None
    parts: tuple["_Best[K]", ...] = ()

    def with_(self, other: "_Best[K]") -> "_Best[K]":
        return _Best(self.shown + other.shown, None, (self, other))

    def and_itself(self, key: K) -> "_Best[K]":
        return _Best(self.shown + 1, key, (self,))


def shown_units(nodes: Sequence[Node[K]], k: int) -> frozenset[K]:
    """The largest set of units whose totals (with everything below) may be shown together.

    `nodes` stand in any order, parents may be missing (then the node is a root). What a shown unit leaves over, its
    people outside the nearest shown units below, is nobody or at least `k`. Exact: no larger set keeps the rule.
    Cost: units times k². Raises ValueError for k below 2 or a cycle.
    """
    if k < 2:  # noqa: PLR2004  one person is always told of by a total of one
        raise ValueError("A group of one is nobody's secret: k must be 2 or more.")
    below = _children(nodes)
    best: dict[K, list[_Best[K] | None]] = {}
    for node in reversed(_from_the_top(nodes, below)):
        states: list[_Best[K] | None] = _start(node.people, k)
        for child in below[node.key]:
            states = _joined(states, best.pop(child.key), k)
        best[node.key] = _perhaps_shown(states, node.key, k)
    roots = [max((s for s in states if s), key=lambda s: s.shown) for states in best.values()]
    return frozenset(key for root in roots for key in _keys(root))


def counted_at(nodes: Sequence[Node[K]], k: int) -> dict[K, K]:
    """For each unit with people the unit whose own figures count them: itself or one above; units left out are counted nowhere.

    People of a unit wait, together with those who wait below it, until they are `k`; there they are counted, and in every
    figure above. So a unit is shown (`shown_by`) exactly when `k` of its people are counted in it or below, and what two
    figures differ by is nobody or at least `k`. Where the last few at the top have nobody to join, the smallest group whose
    units stay shown without it joins them. Only where a whole tree has fewer than `k` people are they counted nowhere.
    """
    if k < 2:  # noqa: PLR2004  one person is always told of by a total of one
        raise ValueError("A group of one is nobody's secret: k must be 2 or more.")
    below = _children(nodes)
    waiting: dict[K, list[Node[K]]] = {}
    home: dict[K, K] = {}
    for node in reversed(_from_the_top(nodes, below)):
        here = [one for child in below[node.key] for one in waiting.pop(child.key)] + ([node] if node.people else [])
        if sum(one.people for one in here) >= k:
            home |= dict.fromkeys((one.key for one in here), node.key)
            here = []
        waiting[node.key] = here
    for top, left in waiting.items():
        if left and (joined := _smallest_to_raise(nodes, home, top)) is not None:
            raised = [unit for unit, at in home.items() if at == joined]
            home |= dict.fromkeys([*raised, *(one.key for one in left)], top)
    return home


def shown_by(nodes: Sequence[Node[K]], home: Mapping[K, K]) -> dict[K, dict[K, int]]:
    """For each unit that has figures by `counted_at`: the groups in them by the unit they are counted at, `{unit: {unit: people}}`."""
    parents = {node.key: node.parent for node in nodes}
    groups: dict[K, int] = defaultdict(int)
    for node in nodes:
        if node.key in home:
            groups[home[node.key]] += node.people
    found: dict[K, dict[K, int]] = defaultdict(dict)
    for group, people in groups.items():
        at: K | None = group
        while at is not None and at in parents:
            found[at][group] = people
            at = parents[at]
    return dict(found)


def _smallest_to_raise(nodes: Sequence[Node[K]], home: Mapping[K, K], top: K) -> K | None:
    """The group below `top` that costs the fewest shown units, then the fewest people; None when there is none."""
    parents = {node.key: node.parent for node in nodes}
    shown = shown_by(nodes, home)

    def cost(group: K) -> tuple[int, int]:
        hidden, at = 0, group
        while at != top:
            hidden += len(shown[at]) == 1
            at = parents[at]  # type: ignore[assignment]  # the group is below the top
        return hidden, shown[top][group]

    return min((group for group in shown.get(top, ())), key=cost, default=None)


def _children(nodes: Iterable[Node[K]]) -> dict[K | None, list[Node[K]]]:
    nodes = list(nodes)
    known = {node.key for node in nodes}
    below: dict[K | None, list[Node[K]]] = defaultdict(list)
    for node in nodes:
        below[node.parent if node.parent in known else None].append(node)
    return below


def _from_the_top(nodes: Sequence[Node[K]], below: Mapping[K | None, list[Node[K]]]) -> list[Node[K]]:
    """Parents before children."""
    order: list[Node[K]] = []
    waiting = list(below.get(None, ()))
    while waiting:
        node = waiting.pop()
        order.append(node)
        waiting.extend(below.get(node.key, ()))
    if len(order) != len(nodes):
        raise ValueError("The tree has a cycle, or a unit twice.")
    return order


def _start(people: int, k: int) -> list[_Best[K] | None]:
    """State n: so many people are not in a shown unit yet; the last state is “k or more”."""
    states: list[_Best[K] | None] = [None] * (k + 1)
    states[min(people, k)] = _Best()
    return states


def _joined(left: list[_Best[K] | None], right: list[_Best[K] | None], k: int) -> list[_Best[K] | None]:
    states: list[_Best[K] | None] = [None] * (k + 1)
    for a, one in enumerate(left):
        for b, other in enumerate(right):
            if one is None or other is None:
                continue
            at = min(a + b, k)
            now = states[at]
            if now is None or one.shown + other.shown > now.shown:
                states[at] = one.with_(other)
    return states


def _perhaps_shown(states: list[_Best[K] | None], key: K, k: int) -> list[_Best[K] | None]:
    """Show the unit where what it leaves over is nobody or k and more; a unit without people is never shown."""
    kept = list(states)
    for left_over in (0, k):
        below = states[left_over]
        has_people = left_over == k or (below is not None and below.shown > 0)
        if below is not None and has_people and (kept[0] is None or below.shown + 1 > kept[0].shown):
            kept[0] = below.and_itself(key)
    return kept


def _keys(best: _Best[K]) -> Iterable[K]:
    waiting = [best]
    while waiting:
        one = waiting.pop()
        if one.key is not None:
            yield one.key
        waiting.extend(one.parts)


def blocks(groups: Iterable[Iterable[K]]) -> list[frozenset[K]]:
    """People whom none of the groups tells apart, as sets; those in no group at all are left out."""
    seen: dict[K, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for member in group:
            seen[member].add(number)
    found: dict[frozenset[int], set[K]] = defaultdict(set)
    for member, numbers in seen.items():
        found[frozenset(numbers)].add(member)
    return [frozenset(members) for members in found.values()]


def is_safe(groups: Iterable[Mapping[K, int]], k: int) -> bool:
    """Whether the groups, given as people by atom (the smallest parts they are made of), tell of nobody fewer than `k`."""
    groups = [dict(group) for group in groups]
    people = {atom: n for group in groups for atom, n in group.items()}
    return all(not 0 < sum(people[atom] for atom in block) < k for block in blocks(groups))


def shown_splits(shown: Mapping[K, Mapping[K, int]], parts: Mapping[K, Mapping[str, int]], k: int, least: int = 50) -> frozenset[K]:
    """Of the shown units those whose figures may also be shown by one split (profession, place), all values or none.

    `shown` gives for each shown unit its left-over block's people by unit (`{unit: {unit: n}}`, see `left_over`);
    `parts` the people of each block by value. A unit is split when it holds at least `least` people and every block in
    it holds nobody or at least `k` of every value.
    """
    return frozenset(
        unit
        for unit, inside in shown.items()
        if sum(inside.values()) >= least and all(n == 0 or n >= k for block in inside for n in parts.get(block, {}).values())
    )


def safe_splits(shown: Mapping[K, Mapping[K, int]], parts: Mapping[K, Mapping[str, int]], k: int, least: int = 50) -> frozenset[K]:
    """As `shown_splits`, but as many units as exact reckoning allows, those further up before those inside them.

    What a split unit has outside split units below is a table of blocks by values, of which the sums of every row and
    every column are known and nothing else. From such sums exactly those sets of people can be worked out that are
    some whole blocks without all people of some values which occur in no other block (`_table_is_safe`). So a block may
    hold one nurse, as long as it is not the only one whose nurses or others are left when the rest is taken away.
    """
    chosen: dict[K, set[K]] = {}
    for unit, inside in sorted(shown.items(), key=lambda one: (len(one[1]), sum(one[1].values()))):
        if sum(inside.values()) < least:
            continue
        below = [other for other in chosen if other in shown and set(shown[other]) <= set(inside)]
        region = set(inside) - {block for other in below for block in shown[other]}
        if _table_is_safe(region, parts, k):
            chosen[unit] = region
            continue
        for other in sorted(below, key=lambda one: sum(shown[one].values())):
            if _table_is_safe(joined := region | chosen[other], parts, k) and _is_nearest(other, below, shown):
                del chosen[other]
                chosen[unit] = joined
                break
    return frozenset(chosen)


def _is_nearest(unit: K, below: Iterable[K], shown: Mapping[K, Mapping[K, int]]) -> bool:
    return not any(other != unit and set(shown[unit]) <= set(shown[other]) for other in below)


def _table_is_safe(blocks_: Iterable[K], parts: Mapping[K, Mapping[str, int]], k: int) -> bool:
    """Whether row and column sums of the blocks by values tell of no group of 1 … k-1 people."""
    table = [{value: n for value, n in parts.get(block, {}).items() if n} for block in blocks_]
    values = sorted({value for row in table for value in row})
    if len(values) > MOST_VALUES:
        return False
    for size in range(1, len(values) + 1):
        for some in combinations(values, size):
            others = sum(n for row in table if not row.keys().isdisjoint(some) for value, n in row.items() if value not in some)
            if 0 < others < k:
                return False
    return True


def left_over(nodes: Sequence[Node[K]], shown: frozenset[K]) -> dict[K, dict[K, int]]:
    """For each shown unit the shown units inside it, itself too, with what each leaves over: `{unit: {inside: people}}`."""
    below = _children(nodes)
    order = _from_the_top(nodes, below)
    shown_above: dict[K, tuple[K, ...]] = {}
    rest: dict[K, int] = dict.fromkeys(shown, 0)
    for node in order:
        over = shown_above.get(node.parent, ()) if node.parent is not None else ()
        shown_above[node.key] = (*over, node.key) if node.key in shown else over
        if shown_above[node.key]:
            rest[shown_above[node.key][-1]] += node.people
    found: dict[K, dict[K, int]] = {key: {} for key in shown}
    for key in shown:
        for above in shown_above[key]:
            found[above][key] = rest[key]
    return found
