"""No combination of what is shown tells of fewer than k people, and nothing more is hidden than that asks for."""

from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safetynet.common.suppression import Node, blocks, counted_at, is_safe, left_over, safe_splits, shown_by, shown_splits, shown_units

K = 3


@st.composite
def trees(draw, most=8, people=4):
    count = draw(st.integers(1, most))
    return [Node(n, draw(st.integers(0, n - 1)) if n else None, draw(st.integers(0, people))) for n in range(count)]


def subtree(nodes, key):
    inside = {key}
    for node in nodes:  # parents stand before their children here
        if node.parent in inside:
            inside.add(node.key)
    return inside


def total(nodes, keys):
    return sum(node.people for node in nodes if node.key in keys)


def rank(rows):
    """Exact row reduction."""
    rows, found = [[Fraction(x) for x in row] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((n for n in range(found, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        rows[found] = [x / rows[found][column] for x in rows[found]]
        for n, row in enumerate(rows):
            if n != found and row[column]:
                rows[n] = [x - row[column] * y for x, y in zip(row, rows[found], strict=True)]
        found += 1
    return found


def derivable(groups, everybody, k):
    """Every set of 1 … k-1 people that some sum and difference of the groups amounts to."""
    rows = [[int(person in group) for person in everybody] for group in groups]
    before = rank(rows)
    small = (set(some) for size in range(1, k) for some in combinations(everybody, size))
    return [some for some in small if rank([*rows, [int(person in some) for person in everybody]]) == before]


def people_of(nodes, keys):
    return [(node.key, n) for node in nodes if node.key in keys for n in range(node.people)]


@settings(max_examples=150, deadline=None)
@given(trees())
def test_no_combination_of_shown_totals_tells_of_fewer_than_k(nodes):
    shown = shown_units(nodes, K)
    everybody = people_of(nodes, {node.key for node in nodes})
    groups = [set(people_of(nodes, subtree(nodes, key))) for key in shown]
    assert derivable(groups, everybody, K) == []


@settings(max_examples=150, deadline=None)
@given(trees(most=7))
def test_no_larger_choice_keeps_the_rule(nodes):
    eligible = [node.key for node in nodes if total(nodes, subtree(nodes, node.key)) >= K]

    def keeps(some):
        groups = [{key: total(nodes, {key}) for key in subtree(nodes, unit)} for unit in some]
        return is_safe(groups, K)

    best = max(size for size in range(len(eligible) + 1) if any(keeps(some) for some in combinations(eligible, size)))
    assert len(shown_units(nodes, K)) == best


def test_a_parent_is_not_shown_where_it_would_give_a_small_child_away():
    nodes = [Node("afdeling", None, 0), Node("stor", "afdeling", 9), Node("lille", "afdeling", 2)]
    assert len(shown_units(nodes, 5)) == 1


def test_two_small_units_hide_each_other():
    nodes = [Node("afdeling", None, 0), Node("stor", "afdeling", 9), Node("a", "afdeling", 3), Node("b", "afdeling", 3)]
    assert shown_units(nodes, 5) == {"afdeling", "stor"}


def test_nobody_answering_is_no_group():
    assert shown_units([Node("afdeling", None, 0), Node("tom", "afdeling", 0)], 5) == frozenset()


@pytest.mark.parametrize("seed", range(5))
def test_a_region_loses_few_units_that_are_large_enough(seed):
    random = Random(seed)
    nodes = [Node(0, None, 3)]
    nodes += [Node(n, random.randrange(max(1, n // 6)), random.choice([0, 4, 9, 14, 22, 31])) for n in range(1, 2000)]
    sums = {node.key: node.people for node in nodes}
    for node in reversed(nodes[1:]):
        sums[node.parent] += sums[node.key]
    eligible = [key for key, n in sums.items() if n >= 5]
    shown = shown_units(nodes, 5)
    assert shown <= set(eligible)
    assert len(shown) / len(eligible) >= 0.95


def test_a_cycle_and_a_limit_of_one_are_refused():
    with pytest.raises(ValueError, match="cycle"):
        shown_units([Node(1, 2, 5), Node(2, 1, 5)], 5)
    with pytest.raises(ValueError, match="2 or more"):
        shown_units([Node(1, None, 5)], 1)


def test_the_old_tree_against_the_new_is_seen():
    old, new = {"a": 6, "b": 2}, {"a": 6}
    assert is_safe([old], 5)
    assert not is_safe([old, new], 5)
    assert sorted(map(len, blocks([old, new]))) == [1, 1]


@settings(max_examples=60, deadline=None)
@given(trees(most=4, people=6), st.randoms(use_true_random=False))
def test_no_split_tells_of_fewer_than_k(nodes, random):
    shown = shown_units(nodes, K)
    value = {person: random.choice("xy") for person in people_of(nodes, {node.key for node in nodes})}
    inside = left_over(nodes, shown)
    home = {}
    for unit in sorted(shown):  # the nearest shown unit above each person
        home |= dict.fromkeys(people_of(nodes, subtree(nodes, unit)), unit)
    parts = {unit: {v: sum(1 for p, at in home.items() if at == unit and value[p] == v) for v in "xy"} for unit in shown}
    split = shown_splits(inside, parts, K, least=6)
    groups = [set(people_of(nodes, subtree(nodes, unit))) for unit in shown]
    groups += [{p for p in people_of(nodes, subtree(nodes, unit)) if value[p] == v} for unit in split for v in "xy"]
    assert derivable([g for g in groups if g], list(value), K) == []


def test_what_a_shown_unit_leaves_over_is_counted_once():
    nodes = [Node("top", None, 6), Node("a", "top", 7), Node("b", "top", 2), Node("c", "b", 3)]
    shown = frozenset({"top", "a"})
    assert left_over(nodes, shown) == {"top": {"top": 11, "a": 7}, "a": {"a": 7}}


# --- Counted further up ---------------------------------------------------------------------------------
def groups_of(nodes, home):
    """The people in each shown unit's figures."""
    return [{person for person in people_of(nodes, home) if home[person[0]] in subtree(nodes, key)} for key in shown_by(nodes, home)]


@settings(max_examples=150, deadline=None)
@given(trees())
def test_no_combination_tells_of_fewer_than_k_where_the_few_are_counted_further_up(nodes):
    groups = groups_of(nodes, counted_at(nodes, K))
    assert all(len(group) >= K for group in groups)
    assert derivable(groups, people_of(nodes, {node.key for node in nodes}), K) == []


@settings(max_examples=150, deadline=None)
@given(trees(most=12, people=6))
def test_everybody_is_counted_at_the_top_and_nobody_below_where_they_belong(nodes):
    home = counted_at(nodes, K)
    everybody = {node.key for node in nodes}
    if total(nodes, everybody) < K:
        assert home == {}
        return
    assert set(home) == {node.key for node in nodes if node.people}
    assert all(unit in subtree(nodes, at) for unit, at in home.items())
    assert sum(shown_by(nodes, home)[0].values()) == total(nodes, everybody)


def test_a_unit_with_enough_people_is_shown_but_where_the_last_few_at_the_top_need_company():
    nodes = [Node("top", None, 2), Node("a", "top", 9), Node("b", "top", 30), Node("c", "b", 3), Node("d", "b", 40)]
    home = counted_at(nodes, 5)
    assert home == {"top": "top", "a": "a", "b": "top", "c": "top", "d": "d"}
    assert set(shown_by(nodes, home)) == {"top", "a", "b", "d"}


@settings(max_examples=100, deadline=None)
@given(trees(most=5, people=6), st.randoms(use_true_random=False))
def test_no_split_tells_of_fewer_than_k_where_tables_are_reckoned_exactly(nodes, random):
    home = counted_at(nodes, K)
    value = {person: random.choice("xxyz") for person in people_of(nodes, home)}
    parts = {}
    for person, kind in value.items():
        row = parts.setdefault(home[person[0]], {})
        row[kind] = row.get(kind, 0) + 1
    split = safe_splits(shown_by(nodes, home), parts, K, least=6)
    groups = groups_of(nodes, home)
    for unit in split:
        inside = {person for person in value if home[person[0]] in subtree(nodes, unit)}
        groups += [{person for person in inside if value[person] == kind} for kind in "xyz"]
    assert derivable([group for group in groups if group], list(value), K) == []
