"""The nightly count: what it counts is what each case says, what it keeps tells of nobody, and its limit only ever rises."""

from datetime import date
from random import Random

import pytest
from django.db import IntegrityError, transaction

from injuries.models import CaseRead, InjuryPolicy, Part, Purpose, ReadAs, ShownCount
from injuries.reports.axes import AXES
from injuries.reports.counts import Asked, counted, counted_by_unit
from injuries.usecases.showing import keep_shown, keep_year
from tests.factories import NOW, TODAY, UnitFactory
from tests.injuries.figures import by_hand, make_cases

pytestmark = pytest.mark.django_db
YEAR = 2025


def asked(units=None, **words):
    return Asked(date(YEAR, 1, 1), date(YEAR, 12, 31), NOW, TODAY, 12, units=units, **words)


def make_tree(random, number=14):
    units = [UnitFactory()]
    for _n in range(number):
        units.append(UnitFactory(parent=random.choice(units)))
    return units


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_split_counts_what_each_case_says(seed):
    units = make_tree(Random(seed), 4)
    cases = make_cases(units, 250, seed=seed)
    make_cases(units, 20, seed=seed + 50, years=(2024, 2026))

    assert counted(asked()) == by_hand(cases)
    mine = [case for case in cases if case.unit in units[:2] and not case.is_kept_from_manager]
    assert counted(asked([unit.pk for unit in units[:2]], with_kept=False)) == by_hand(mine)


def test_counts_by_unit_add_up_to_the_whole():
    units = make_tree(Random(5), 6)
    make_cases(units, 150)

    whole = counted(asked())
    for axis, by_unit in counted_by_unit(asked()).items():
        for code, cases in whole[axis].items():
            assert sum(counts.get(code, 0) for counts in by_unit.values()) == cases


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_true_and_tells_of_nobody_or_at_least_the_limit(seed):
    random = Random(seed)
    units = make_tree(random)
    cases = make_cases(units, 300, seed=seed)

    keep_shown(now=NOW, today=TODAY)

    rows = ShownCount.objects.filter(year=YEAR).exclude(axis__in=["body", "type"])
    assert rows.filter(unit=units[0]).exists()
    parts = {(axis.code, part.code): part.leaves for axis in AXES.values() for part in axis.tree.inside()}
    hand = {unit.pk: by_hand([case for case in cases if case.unit.path.startswith(unit.path)]) for unit in units}
    for row in rows:
        there = hand[row.unit_id].get(row.axis, {})
        assert row.cases == sum(there.get(code, 0) for code in parts.get((row.axis, row.code), (row.code,)))
        assert row.axis == "days" or row.cases == 0 or row.cases >= 5
        assert row.unit.path.startswith(units[0].path)


def test_the_running_year_is_not_kept():
    units = make_tree(Random(1), 2)
    make_cases(units, 80, years=(2026,))

    keep_shown(now=NOW, today=TODAY)

    assert not ShownCount.objects.exists()


def test_the_body_is_counted_after_one_line_in_the_log_for_each_case_and_once():
    units = make_tree(Random(2), 2)
    cases = make_cases(units, 120, sealed=True)
    sealed = sum(1 for case in cases if hasattr(case, "health_part") and case.state != "withdrawn")

    keep_shown(now=NOW, today=TODAY)
    keep_shown(now=NOW, today=TODAY)

    reads = CaseRead.objects.filter(purpose=Purpose.FIGURES, part=Part.WHOLE, read_as=ReadAs.SYSTEM)
    assert reads.count() == sealed == reads.values("case_id").distinct().count()
    body = dict(ShownCount.objects.filter(unit=units[0], axis="body").values_list("code", "cases"))
    whole = ShownCount.objects.get(unit=units[0], axis="injury").cases
    assert sum(body.values()) == whole
    assert body["60"] > 10


def test_a_second_night_changes_nothing():
    units = make_tree(Random(3), 5)
    make_cases(units, 150)

    assert keep_shown(now=NOW, today=TODAY) > 0
    assert keep_shown(now=NOW, today=TODAY) == 0


def test_a_lowered_limit_opens_no_year_that_was_shown_already():
    units = make_tree(Random(4), 5)
    make_cases(units, 150, years=(2024, 2025))
    InjuryPolicy.objects.create(hidden_below=8, made_at=NOW)
    keep_year(2025, now=NOW, today=TODAY)
    InjuryPolicy.objects.create(hidden_below=3, made_at=NOW)

    keep_shown(now=NOW, today=TODAY)

    limits = dict(ShownCount.objects.order_by("year").values_list("year", "hidden_below").distinct())
    assert limits == {2024: 3, 2025: 8}


def test_the_database_refuses_a_cell_of_few():
    with pytest.raises(IntegrityError), transaction.atomic():
        ShownCount.objects.create(unit=UnitFactory(), year=YEAR, axis="kind", code="accident", cases=2, hidden_below=5)


def test_a_unit_that_moved_keeps_its_figures_of_the_years_before():
    top, left, right = (region := UnitFactory()), UnitFactory(parent=region), UnitFactory(parent=region)
    ward = UnitFactory(parent=left)
    make_cases([ward], 40)
    ward.periods.update(valid_to=date(2026, 2, 1))
    moved = f"{right.path}{ward.pk}/"
    type(ward).objects.filter(pk=ward.pk).update(path=moved, parent=right)
    ward.periods.create(name=ward.name, parent=right, path=moved, valid_from=date(2026, 2, 1))

    keep_shown(now=NOW, today=TODAY)

    totals = dict(ShownCount.objects.filter(axis="injury").values_list("unit", "cases"))
    assert totals[top.pk] == totals[left.pk] == totals[ward.pk]
    assert totals[right.pk] == 0
