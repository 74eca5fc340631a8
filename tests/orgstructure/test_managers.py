"""Who manages a unit: the number that most of its current employments name."""

from datetime import date
from uuid import UUID, uuid5

from orgstructure.feed.managers import managers
from orgstructure.feed.rows import EngagementRow, UnitRow
from tests.factories import TODAY

SPACE = UUID(int=1)
TOP, HOSPITAL, WARD = (uuid5(SPACE, name) for name in ("top", "hospital", "ward"))
UNITS = [UnitRow(2, TOP, "Top", None, "", ()), UnitRow(3, HOSPITAL, "Hospital", TOP, "", ()), UnitRow(4, WARD, "Ward", HOSPITAL, "", ())]


def employed(number: str, unit: UUID, manager: str = "", *, starts: int = 2015, ends: date | None = None, cpr: str = "") -> EngagementRow:
    return EngagementRow(2, number, cpr or f"cpr{number}", "A", "B", "", unit, date(starts, 1, 1), ends, manager, "", "", "")


def found(*rows: EngagementRow) -> dict[str, str]:
    names = {TOP: "top", HOSPITAL: "hospital", WARD: "ward"}
    return {names[unit]: number for unit, number in managers(UNITS, rows, TODAY).items()}


def test_the_number_that_most_name_manages():
    rows = [employed(n, WARD, "m1") for n in "ab"] + [employed("c", WARD, "m2"), employed("m1", TOP), employed("m2", TOP)]

    assert found(*rows) == {"ward": "m1"}


def test_ones_own_number_is_not_counted_nor_that_of_ones_other_employment():
    rows = [employed("m1", WARD, "m1"), employed("m1b", WARD, "m1", cpr="cprm1"), employed("a", WARD, "m2"), employed("m2", TOP)]

    assert found(*rows) == {"ward": "m2"}


def test_on_a_tie_the_longest_employed_manages():
    rows = [employed("a", WARD, "m1"), employed("b", WARD, "m2"), employed("m1", TOP, starts=2019), employed("m2", TOP, starts=2001)]

    assert found(*rows) == {"ward": "m2"}


def test_where_nobody_names_one_the_manager_of_the_nearest_unit_above_counts():
    rows = [employed("a", HOSPITAL, "m1"), employed("m1", TOP), employed("b", WARD)]

    assert found(*rows) == {"hospital": "m1", "ward": "m1"}


def test_neither_ended_nor_future_employments_are_counted():
    rows = [
        employed("m1", TOP),
        employed("m2", TOP),
        employed("a", WARD, "m1"),
        employed("b", WARD, "m2", ends=TODAY),
        employed("c", WARD, "m2", ends=TODAY),
        employed("d", WARD, "m2", starts=2030),
    ]

    assert found(*rows) == {"ward": "m1"}


def test_a_number_that_is_not_employed_manages_nothing():
    assert found(employed("a", WARD, "gone"), employed("gone", TOP, ends=TODAY), employed("b", WARD, "unheard of")) == {}
