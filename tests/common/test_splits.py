"""No combination of all the splits shown for a tree tells of fewer than k cases: proved by exact row reduction, by every set there is."""

from itertools import product
from random import Random

import pytest

from safetynet.common.splits import CountedTree, Part, chain, divided, shown_cells, shown_totals
from tests.apv.reduction import small_groups

PRIME = 2**31 - 1
K = 4
KINDS = ("a", "b", "c")
CAUSES = ("x", "y")
KIND = chain(KINDS)
PAIR = Part("", (Part("a"), Part("b")))
CAUSE = Part("", (Part("x"), Part("y")))
ABSENT = Part("", (Part("none"), Part("some")))
NEW = Part("", (Part("new"), Part("not")))


def kernel(rows):
    """What every sum that can be worked out is orthogonal to: the null space modulo a prime, exactly."""
    rows = [list(row) for row in rows]
    pivots, at = [], 0
    for column in range(len(rows[0])):
        pivot = next((n for n in range(at, len(rows)) if rows[n][column] % PRIME), None)
        if pivot is None:
            continue
        rows[at], rows[pivot] = rows[pivot], rows[at]
        inverse = pow(rows[at][column], PRIME - 2, PRIME)
        rows[at] = [x * inverse % PRIME for x in rows[at]]
        for n in range(len(rows)):
            if n != at and rows[n][column]:
                times = rows[n][column]
                rows[n] = [(x - times * y) % PRIME for x, y in zip(rows[n], rows[at], strict=True)]
        pivots.append(column)
        at += 1
    free = [column for column in range(len(rows[0])) if column not in pivots]
    found = []
    for column in free:
        vector = [0] * len(rows[0])
        vector[column] = 1
        for n, pivot in enumerate(pivots):
            vector[pivot] = -rows[n][column] % PRIME
        found.append(vector)
    return found


def told_of(rows, cases, k):
    """Every set of 1 … k-1 cases, made of atoms of which some may be empty, that can be worked out from the rows; all sets are tried."""
    across = list(zip(*kernel(rows), strict=True)) or [()] * len(cases)
    apart, size, chosen, found = [0] * len(across[0]), 0, 0, []
    for step in range(1, 2 ** len(cases)):
        flipped = (step & -step).bit_length() - 1  # Gray code: one atom comes in or goes out at a time
        chosen ^= 1 << flipped
        sign = 1 if chosen >> flipped & 1 else -1
        size += sign * cases[flipped]
        apart = [(one + sign * other) % PRIME for one, other in zip(apart, across[flipped], strict=True)]
        if 0 < size < k and not any(apart):
            found.append(chosen)
    return found


def subtree(parents, unit):
    return {one for one in parents if unit in _up(parents, one)}


def _up(parents, unit):
    while unit is not None:
        yield unit
        unit = parents[unit]


def random_house(random, units, values, empty, most=9):
    parents = {n: (random.randrange(n) if n else None) for n in range(units)}
    atoms = [(unit, *combination) for unit in parents for combination in values]
    cases = [0 if random.random() < empty else random.randint(1, most) for _ in atoms]
    return parents, atoms, cases


def tree_of(parents, atoms, cases, place):
    own = {unit: {} for unit in parents}
    for atom, n in zip(atoms, cases, strict=True):
        code = atom[place]
        if code is not None:
            own[atom[0]][code] = own[atom[0]].get(code, 0) + n
    return CountedTree(parents, own)


def published(parents, atoms, cases, splits, k):
    """The sums that are shown: totals, and of each split (place in the atom, tree, what it lies within) its cells."""
    kinds = tree_of(parents, atoms, cases, 1)
    totals = shown_totals(kinds, KINDS, k)
    rows = [(unit, lambda _atom: True) for unit in totals]
    families = {}
    for place, split, within in splits:
        tree = tree_of(parents, atoms, cases, place)
        candidates = totals if within is None else families[within[0]]
        cells = shown_cells(tree, split, candidates, k)
        families[place] = [unit for unit in candidates if unit in cells]
        rows += [
            (unit, lambda atom, place=place, leaves=part.leaves: atom[place] in leaves) for unit, parts in cells.items() for part in parts
        ]
    return [[int(atom[0] in subtree(parents, unit) and holds(atom)) for atom in atoms] for unit, holds in rows]


@pytest.mark.parametrize("seed", range(90))
def test_two_splits_side_by_side_tell_of_nobody_less_than_k_whatever_sets_are_tried(seed):
    random = Random(seed)
    values = list(product(KINDS, CAUSES)) if seed % 3 else list(product(KINDS[:2], CAUSES))
    parents, atoms, cases = random_house(random, 2 if seed % 3 else 3, values, random.choice([0, 0.2, 0.5]))

    rows = published(parents, atoms, cases, [(1, KIND if seed % 3 else PAIR, None), (2, CAUSE, None)], K)

    assert rows == [] or told_of(rows, cases, K) == []


@pytest.mark.parametrize("seed", range(90))
def test_what_only_absence_has_is_split_within_absence_and_tells_no_more(seed):
    random = Random(1000 + seed)
    combinations = [("none", None), ("some", "new"), ("some", "not")]
    values = [(kind, *one) for kind in ("a", "b") for one in combinations]
    parents, atoms, cases = random_house(random, 2, values, random.choice([0, 0.2, 0.5]))

    rows = published(parents, atoms, cases, [(1, PAIR, None), (2, ABSENT, None), (3, NEW, (2, "some"))], K)

    assert rows == [] or told_of(rows, cases, K) == []


@pytest.mark.parametrize("seed", range(40))
def test_three_splits_of_a_larger_tree_are_safe_where_every_combination_occurs(seed):
    random = Random(2000 + seed)
    values = list(product(KINDS, CAUSES, ("p", "q")))
    parents, atoms, cases = random_house(random, random.randint(4, 9), values, 0, most=3)
    place = Part("", (Part("p"), Part("q")))
    splits = [(1, KIND, None), (2, CAUSE, None), (3, place, None)]

    rows = published(parents, atoms, cases, splits, K)

    people = dict(zip(atoms, cases, strict=True))
    sparse = [{atom: 1 for atom, one in zip(atoms, row, strict=True) if one} for row in rows]
    assert list(small_groups(sparse, people, K)) == []


def test_the_proof_would_find_a_cell_that_tells():
    """Every cell shown regardless: the check that the tests above rest on sees it."""
    random = Random(7)
    parents, atoms, cases = random_house(random, 2, list(product(KINDS, CAUSES)), 0.2, most=2)
    rows = [[int(atom[1] == kind and atom[0] in subtree(parents, unit)) for atom in atoms] for unit in parents for kind in KINDS]

    assert told_of(rows, cases, K)


def test_a_small_value_stands_with_others_never_alone():
    tree = CountedTree({1: None}, {1: {"a": 10, "b": 6, "c": 1}})

    cells = shown_cells(tree, chain(["a", "b", "c"]), [1], 5)

    assert [(part.code, tree.sum(1, part)) for part in cells[1]] == [("a", 10), ("rest-1", 7)]


def test_the_larger_unit_is_shown_before_the_one_that_what_is_left_would_give_away():
    tree = CountedTree({1: None, 2: 1, 3: 1}, {1: {"a": 2}, 2: {"a": 30}, 3: {"a": 9}})

    assert shown_totals(tree, ["a"], 5) == [1, 2]


def test_nobody_is_shown_as_nobody():
    tree = CountedTree({1: None, 2: 1}, {1: {"a": 9}})

    assert divided(tree, Part("", (Part("a"), Part("b"))), tree.from_the_top(), 5) == [1, 2]
