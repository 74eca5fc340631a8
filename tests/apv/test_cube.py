"""The cube hides so much that nobody can be worked out, and no more (A2-01 … A2-04, A2-08, R20, R21, R25)."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apv.cube import ANSWERED, DIMENSION, QUESTION, Cube, Item, Limits, rounded
from safetynet.common.suppression import Node, counted_at
from safetynet.operations.seed.region import SCALES, Region
from tests.apv.reduction import PRIME, Known, small_groups
from tests.factories import TODAY

STEPS = {5: 100, 4: 75, 3: 50, 2: 25, 1: 0}
ITEMS = [
    Item("tempo", STEPS, "krav"),
    Item("maengde", STEPS, "krav"),
    Item("pauser", STEPS, "krav"),
    Item("stoette", STEPS, "ledelse"),
    Item("ros", STEPS, "ledelse"),
    Item("mobning", {1: 0, 2: 100}, is_sensitive=True),
    Item("fag", {1: None, 2: None, 3: None}),
    Item("udstyr", {3: 100, 2: 50, 1: 0, 0: None}),
]
DEFAULT = Limits()
BY_CODE = {item.code: item for item in ITEMS}


@dataclass
class Survey:
    """A tree and what everybody answered."""

    tree: list[tuple[int, int | None]]
    people: list[tuple[int, dict[str, int]]] = field(default_factory=list)

    def answer(self, unit, **values):
        self.people.append((unit, values))
        return self

    def cells(self, split="", limits=DEFAULT):
        cube = Cube(self.tree, ITEMS, limits, split_by=split)
        for unit, values in self.people:
            cube.add(unit, values)
        return {(cell.unit, cell.subject, cell.code, cell.split): cell for cell in cube.cells()}

    def inside(self, unit):
        found = {unit}
        for one, parent in self.tree:  # parents first
            if parent in found:
                found.add(one)
        return found


def random_survey(seed, units=30, most=14, left_out=0.05):
    """A tree with staff at every level, people who leave questions out, and one profession that is rare."""
    random = Random(seed)
    survey = Survey([(0, None)] + [(n, random.randrange(max(1, n // 2))) for n in range(1, units)])
    for unit, _parent in survey.tree:
        for _person in range(random.choice([0, 1, 3, 6, most, 2 * most])):
            values = {"fag": random.choice([1, 1, 1, 2, 2, 3])}
            values |= {item.code: random.choice(list(item.scores)) for item in ITEMS if item.code != "fag"}
            survey.answer(unit, **{code: value for code, value in values.items() if random.random() >= left_out})
    return survey


# --- The proof ------------------------------------------------------------------------------------------
def counts_in(survey, subject, code, values):
    """Whether a person belongs to the figures of that subject, worked out here in another way than the cube does."""
    if subject == ANSWERED:
        return True
    given = {one for one, value in values.items() if BY_CODE[one].scores.get(value) is not None}
    mates = {
        item.code for item in ITEMS if item.dimension and item.dimension == (code if subject == DIMENSION else BY_CODE[code].dimension)
    }
    if mates and 2 * len(given & mates) < len(mates):
        return False
    return subject == DIMENSION or (code in given if code != "fag" else "fag" in values)


def atoms_of(survey, subject, code):
    """People of the subject by unit and by the value they may be split by: the smallest parts that figures are made of."""
    found = Counter()
    for unit, values in survey.people:
        if counts_in(survey, subject, code, values):
            found[unit, str(values.get("fag", ""))] += 1
    return found


def counted_by_hand(survey, people, k):
    """Which unit's figures count whom, by the words of the rule; that it is right is seen where every cell's n is compared."""
    nodes = [Node(unit, parent, sum(n for (at, _part), n in people.items() if at == unit)) for unit, parent in survey.tree]
    return counted_at(nodes, k)


def prove(survey, split=""):
    """Nothing that can be worked out from all cells together is about 1 … k-1 people."""
    cells = survey.cells(split)
    assert cells
    for subject, code in {(subject, code) for _unit, subject, code, _split in cells}:
        sensitive = subject == QUESTION and BY_CODE[code].is_sensitive
        k = 40 if sensitive else 5
        people = atoms_of(survey, subject, code)
        home = counted_by_hand(survey, people, k)
        rows = []
        for (unit, *about, part), cell in cells.items():
            if about == [subject, code]:
                inside = survey.inside(unit)
                row = {atom: 1 for atom in people if home.get(atom[0]) in inside and part in ("", atom[1])}
                assert cell.n == sum(people[atom] for atom in row) >= k
                rows.append(row)
        assert list(small_groups(rows, people, k)) == [], (subject, code)
    prove_dimensions_add_nothing(survey, cells)
    return cells


def prove_dimensions_add_nothing(survey, cells):
    """A dimension's mean is a sum of what the cells of its questions say: with it nothing more can be worked out."""
    for dimension in ("krav", "ledelse"):
        items = [item for item in ITEMS if item.dimension == dimension]
        known = Known()
        for item in items:
            for key, cell in cells.items():
                if key[1:3] == (QUESTION, item.code):
                    known.learn(row_of(key, cell))
        before = known.rank
        for key in cells:
            if key[1:3] == (DIMENSION, dimension):
                row = {}
                for item in items:
                    row |= row_of((key[0], QUESTION, item.code, key[3]), cells[key[0], QUESTION, item.code, key[3]])
                known.learn(row)
        assert known.rank == before


def row_of(key, cell):
    """The mean of a question in a group, in unknowns of its own: one for the group's sum."""
    return {key: pow(cell.n, PRIME - 2, PRIME)}


@pytest.mark.parametrize("seed", range(200))
def test_nothing_of_fewer_than_k_can_be_worked_out_on_a_random_tree(seed):
    prove(random_survey(seed, units=5 + seed % 40), split="fag" if seed % 2 else "")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from([0, 1, 4, 5, 9, 30, 60])), min_size=3, max_size=9), st.integers(0, 99))
def test_nor_on_a_tree_that_was_made_to_break_it(shape, seed):
    random = Random(seed)
    survey = Survey([(n, parent % n if n else None) for n, (parent, _people) in enumerate(shape)])
    for unit, (_parent, people) in enumerate(shape):
        for _person in range(people):
            survey.answer(unit, tempo=random.randint(1, 5), maengde=random.randint(1, 5), fag=random.choice([1, 2]))
    if len(survey.people) >= 5:
        prove(survey, split="fag")


def region(seed, left_out=0.02):
    """Like the demo: hospitals, departments, wards of 8 to 45 people of whom three in four answer, and a few staff at each level."""
    random = Random(seed)
    tree = [(0, None)]
    staff = {0: 12}

    def grow(parent, level):
        for _child in range((5, 8, 5)[level]):
            unit = len(tree)
            tree.append((unit, parent))
            staff[unit] = random.choice([8, 12, 18, 25, 32, 45]) if level == 2 else random.randint(0, 9)
            if level < 2:
                grow(unit, level + 1)

    grow(0, 0)
    survey = Survey(sorted(tree, key=lambda one: one[0]))
    for unit, people in staff.items():
        for _person in range(people):
            if random.random() < 0.75:
                values = {item.code: random.choice(list(item.scores)) for item in ITEMS}
                survey.answer(unit, **{code: value for code, value in values.items() if random.random() >= left_out})
    return survey


def demo(share=0.75):
    """The demo's own organisation, of whose people three in four answer."""
    made, random = Region(SCALES["demo"], seed=1, today=TODAY, name="Regionen"), Random(3)
    number = {id(node): at for at, node in enumerate(made.nodes)}
    survey = Survey([(at, number[id(node.parent)] if node.parent else None) for at, node in enumerate(made.nodes)])
    for at, node in enumerate(made.nodes):
        for _person in (node.leader, *node.people):
            if random.random() < share:
                survey.answer(at, **{item.code: random.choice(list(item.scores)) for item in ITEMS})
    return survey


@pytest.mark.slow
@pytest.mark.parametrize("made", [lambda: region(1), lambda: region(2), demo], ids=["region 1", "region 2", "demo"])
def test_a_region_is_safe_and_shows_what_is_large_enough(made):
    survey = made()
    cells = prove(survey, split="fag")
    totals = {subject: Counter() for subject in {key[1:3] for key in cells}}
    for unit, _parent in survey.tree:
        inside = survey.inside(unit)
        for (subject, code), found in totals.items():
            found[unit] = sum(1 for at, values in survey.people if at in inside and counts_in(survey, subject, code, values))
    for (subject, code), found in totals.items():
        k = 40 if code == "mobning" else 5
        enough = {unit for unit, n in found.items() if n >= k}
        shown = {key[0] for key in cells if key[1:] == (subject, code, "")}
        assert shown <= enough
        assert len(shown) / len(enough) >= 0.95, (subject, code, len(shown), len(enough))
        assert cells[0, subject, code, ""].n == found[0]  # at the top everybody is counted
    assert len({key[0] for key in cells if key[3]}) > 10


# --- What the figures say -------------------------------------------------------------------------------
def one_unit(people, **values):
    survey = Survey([(1, None)])
    for _person in range(people):
        survey.answer(1, **values)
    return survey


def test_below_five_there_is_nothing_and_from_five_there_is():
    assert one_unit(4, tempo=5).cells() == {}
    assert one_unit(5, tempo=5).cells()[1, ANSWERED, "", ""].n == 5


def test_a_question_says_how_many_chose_what():
    survey = one_unit(5, udstyr=3).answer(1, udstyr=1).answer(1, udstyr=0)
    cell = survey.cells()[1, QUESTION, "udstyr", ""]
    assert (cell.n, cell.mean, cell.distribution) == (6, 83, {"1": 1, "3": 5})  # “not relevant” is no answer (R25)


def test_a_question_without_scores_counts_every_value_and_has_no_mean():
    cell = one_unit(6, fag=2).cells()[1, QUESTION, "fag", ""]
    assert (cell.n, cell.mean, cell.distribution) == (6, None, {"2": 6})


def test_several_values_of_one_person_are_one_answer():
    cell = one_unit(5, fag=[1, 3]).cells()[1, QUESTION, "fag", ""]
    assert (cell.n, cell.distribution) == (5, {"1": 5, "3": 5})


def test_a_dimension_is_the_mean_of_its_questions():
    cells = one_unit(6, tempo=5, maengde=3, pauser=2).cells()
    assert (cells[1, DIMENSION, "krav", ""].n, cells[1, DIMENSION, "krav", ""].mean) == (6, 58)


def test_fewer_than_half_answered_counts_neither_in_the_dimension_nor_in_its_questions():
    cells = one_unit(6, tempo=5, maengde=5, pauser=5).answer(1, tempo=1).cells()
    assert (cells[1, ANSWERED, "", ""].n, cells[1, DIMENSION, "krav", ""].n) == (7, 6)
    assert cells[1, QUESTION, "tempo", ""].distribution == {"5": 6}


def test_a_dimension_is_hidden_where_one_of_its_questions_is():
    cells = one_unit(4, tempo=5, maengde=5, pauser=5).answer(1, tempo=5, maengde=5).cells()
    assert (1, QUESTION, "tempo", "") in cells
    assert (1, QUESTION, "pauser", "") not in cells
    assert (1, DIMENSION, "krav", "") not in cells


def test_a_sensitive_question_is_shown_where_forty_have_answered():
    survey = Survey([(1, None), (2, 1), (3, 1)])
    for unit in (2, 3):
        for _person in range(30):
            survey.answer(unit, mobning=1)
    shown = {key[0] for key in survey.cells() if key[2] == "mobning"}
    assert shown == {1}


def test_no_threshold_shows_a_sensitive_question_below_twenty():
    assert (1, QUESTION, "mobning", "") not in one_unit(19, mobning=1).cells(limits=Limits(sensitive=5))


def test_what_was_answered_never_decides_what_is_hidden():
    one, other = random_survey(7), random_survey(7)
    for _unit, values in other.people:
        values |= {code: max(BY_CODE[code].counted) for code in values if code != "fag" and values[code] in BY_CODE[code].counted}
    assert one.cells("fag").keys() == other.cells("fag").keys()


def test_a_part_without_its_value_is_hidden_like_any_other():
    survey = one_unit(30, tempo=5, fag=1)
    for _person in range(30):
        survey.answer(1, tempo=1, fag=2)
    assert survey.cells("fag")[1, ANSWERED, "", "2"].n == 30
    survey.answer(1, tempo=3)  # has not said the profession: all minus the parts would be this one
    assert (1, ANSWERED, "", "2") not in survey.cells("fag")


def test_a_block_may_hold_one_of_a_kind_where_nothing_singles_that_one_out():
    survey = Survey([(1, None), (2, 1), (3, 1)])
    for unit, kinds in ((2, {1: 20, 2: 1}), (3, {1: 19, 2: 20})):
        for kind, people in kinds.items():
            for _person in range(people):
                survey.answer(unit, tempo=3, fag=kind)
    cells = prove(survey, split="fag")
    assert {key[0] for key in cells if key[3]} == {1}
    survey.answer(2, fag=3)  # all of the kind in one unit: the rest of it would be known of the others
    assert not any(key[3] for key in prove(survey, split="fag"))


def test_the_proof_sees_what_it_is_to_see():
    people = {"a": 6, "b": 2, "c": 9}
    assert list(small_groups([{"a": 1, "b": 1}, {"a": 1}, {"c": 1}], people, 5)) == [{"b"}]
    assert list(small_groups([{"a": 1, "b": 1}, {"c": 1}], people, 5)) == []
    table = {("x", 1): 3, ("x", 2): 9, ("y", 1): 4, ("y", 2): 9}
    sums = [{one: 1 for one in table if one[0] == row} for row in "xy"] + [{one: 1 for one in table if one[1] == value} for value in (1, 2)]
    assert list(small_groups(sums, table, 5)) == []
    del table["y", 1]
    assert list(small_groups([{c: 1 for c in row if c in table} for row in sums], table, 5)) == [{("x", 1)}]


def test_no_split_below_fifty():
    survey = one_unit(24, fag=1)
    for _person in range(25):
        survey.answer(1, fag=2)
    assert not any(split for *_key, split in survey.cells("fag"))


def test_halves_are_rounded_up():
    assert (rounded(62.5), rounded(62.49), rounded(0)) == (63, 62, 0)


def test_two_trees_together_would_tell_what_one_does_not():
    """Why results stay in the frozen tree: the same answers on a second tree isolate those who were moved."""
    old = Survey([(1, None), (2, 1), (3, 1)])
    for n in range(12):
        old.answer(2 if n < 6 else 3, tempo=3)
    moved = Survey(old.tree, [(3 if n == 0 else unit, values) for n, (unit, values) in enumerate(old.people)])
    rows = defaultdict(dict)
    for name, survey in (("old", old), ("new", moved)):
        for unit, subject, *_rest in survey.cells():
            if subject == ANSWERED:
                rows[name, unit] = {person: 1 for person, (at, _values) in enumerate(survey.people) if at in survey.inside(unit)}
    assert Known(rows.values()).tells({0: 1})
