"""What an overview says of the course of things: taken on against ended, a year before, who is clearly behind, and who waits for an answer."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from actionplans.models import LiftedMatter
from actionplans.reports import Behind, BurnUp, InTime, Past, Period, Quarter
from actionplans.reports.past import FEWEST_UNITS
from orgstructure.access import Scope
from orgstructure.permissions import Perm
from tests.dashboard.random_region import SECRET, make_region
from tests.dashboard.test_overview import LINKED_NUMBER, rows_and_hidden
from tests.factories import NOW, TODAY, ClosedPlanFactory, EngagementFactory, EvaluationFactory, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def region(db):
    return UnitFactory(name="Region")


def lift(to_unit, days, answer_in, **fields):
    asked = {"asked_at": NOW - days * DAY, "asked_by": UserFactory(), "answer_by": TODAY + answer_in * DAY}
    return LiftedMatter.objects.create(
        **{"to_unit": to_unit, "from_unit": UnitFactory(), "title": "Ventilation", "question": "?"} | asked | fields
    )


def with_date(unit, *, in_time: int, late: int):
    """Plans whose date fell in the last year: so many evaluated by then, so many not."""
    for number in range(in_time + late):
        on = TODAY - 100 * DAY
        days = {"starts_on": on - 60 * DAY, "implement_by": on - 30 * DAY, "evaluate_on": on, "expected_closing_on": on}
        plan = PlanFactory(unit=unit, published_at=NOW - 170 * DAY, **days)
        if number < in_time:
            EvaluationFactory(plan=plan, verdict="solved", on=on, at=NOW - 100 * DAY)


def test_what_was_taken_on_and_not_ended_is_open(region):
    make_region(31, plans=40)
    scope = Scope((), frozenset(PlanFactory._meta.model.objects.values_list("unit_id", flat=True)))
    burn_up = BurnUp.of(scope, TODAY)
    open_now = PlanFactory._meta.model.objects.published().filter(ended_at=None).count()
    assert burn_up.quarters[-1].open == open_now
    assert burn_up.quarters[-1].taken == burn_up.before + sum(row.published for row in burn_up.quarters)


def test_each_quarter_counts_what_was_published_and_ended_in_it(region):
    ward = UnitFactory(parent=region)
    PlanFactory(unit=ward, published_at=NOW - 900 * DAY)
    PlanFactory(unit=ward, published_at=NOW - 10 * DAY)
    ended = ClosedPlanFactory(unit=ward, published_at=NOW - 120 * DAY)
    burn_up = BurnUp.of(Scope((ward.path,)), TODAY)
    by_quarter = {row.quarter: (row.published, row.ended) for row in burn_up.quarters if row.published or row.ended}
    expected = {Quarter.of(TODAY - 10 * DAY): [1, 0], Quarter.of(TODAY - 120 * DAY): [1, 0]}
    expected.setdefault(Quarter.of(ended.ended_at.date()), [0, 0])[1] += 1
    assert by_quarter == {quarter: tuple(counts) for quarter, counts in expected.items()}
    assert (burn_up.before, burn_up.quarters[-1].open) == (1, 2)


def test_the_main_figures_stand_beside_those_of_a_year_before(client_of, region):
    ward = UnitFactory(parent=region)
    with_date(ward, in_time=1, late=1)
    period = Period.year_to(TODAY)
    assert Past.of(Scope((ward.path,)), period).first == InTime(2, 1)
    assert Past.of(Scope((ward.path,)), period).effects.worked == 1
    assert Past.of(Scope((ward.path,)), period.a_year_before()).first == InTime()
    strip = client_of(UserFactory()).get(reverse("overview-unit", args=[ward.pk])).context["overview"].strip
    assert "året før: –" in strip[0].note


def test_a_unit_is_clearly_behind_only_against_enough_units_of_its_level_and_size(region):
    behind, *others = (UnitFactory(parent=region, name=f"Afdeling {n}") for n in range(FEWEST_UNITS + 1))
    for unit in (behind, *others):
        EngagementFactory(unit=UnitFactory(parent=unit))
    with_date(behind, in_time=1, late=5)
    for unit in others[:-1]:
        with_date(unit, in_time=4, late=1)
    assert Behind.of(behind, TODAY) is None

    with_date(others[-1], in_time=3, late=2)
    found = Behind.of(behind, TODAY)
    assert (found.own, found.units, found.low, found.high) == (InTime(6, 1), FEWEST_UNITS, 80, 80)
    assert Behind.of(others[0], TODAY) is None

    for _ in range(3):  # now it is more than twice as large as they are
        EngagementFactory(unit=behind)
    assert Behind.of(behind, TODAY) is None


def test_the_course_is_fetched_into_the_overview_and_names_no_other_unit(client_of, person_with, region):
    behind, *others = (UnitFactory(parent=region, name=f"Afdeling {n}") for n in range(FEWEST_UNITS + 1))
    for unit in (behind, *others):
        EngagementFactory(unit=unit)
    with_date(behind, in_time=0, late=6)
    for unit in others:
        with_date(unit, in_time=5, late=0)
    PlanFactory(unit=behind, is_confidential=True, title=SECRET)
    manager = person_with(Perm.EDIT_PLANS, on=behind)
    address = reverse("figures-unit", args=[behind.pk])
    assert f'hx-get="{address}"' in client_of(manager).get(reverse("overview-unit", args=[behind.pk])).content.decode()

    part = client_of(manager).get(address, **HTMX).content.decode()
    assert f"{reverse('plan-new')}?unit={behind.pk}" in part
    assert "<html" not in part
    assert "Afdeling 3" not in part
    assert SECRET not in part
    assert reverse("plan-new") not in client_of(UserFactory()).get(address, **HTMX).content.decode()
    for url, number in LINKED_NUMBER.findall(part):
        assert sum(rows_and_hidden(client_of(manager), unescape(url))) == int(number)


def test_lifted_matters_say_how_long_they_wait_and_which_are_late(client_of, region):
    ward = UnitFactory(parent=region, name="Afsnit")
    late, new, top = lift(ward, 40, -5), lift(ward, 10, 5), lift(region, 20, 9)
    lift(ward, 60, -30, answer="Ja", answered_at=NOW - 56 * DAY, answered_by=UserFactory())
    lift(ward, 60, -30, withdrawn_at=NOW)
    lift(UnitFactory(), 99, -50)
    secret = PlanFactory(is_confidential=True)
    lift(ward, 300, -200, plan=secret, title=SECRET)

    response = client_of(UserFactory()).get(reverse("overview-unit", args=[region.pk]))
    lifted = response.context["lifted"]
    assert [(one.unit, [row.matter for row in one.rows], one.late) for one in lifted.units] == [(region, [top], 0), (ward, [late, new], 1)]
    assert (max(row.days for row in lifted.rows), lifted.answered) == (40, [4])
    assert SECRET not in response.content.decode()
