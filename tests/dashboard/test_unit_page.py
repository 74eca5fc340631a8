"""A unit's page: who is who, what is open, what came of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from actionplans.models import PlanRank, Verdict
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    NOW,
    TODAY,
    ClosedPlanFactory,
    CommitteeFactory,
    CoverageFactory,
    DraftFactory,
    EngagementFactory,
    PlanFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward(db):
    return UnitFactory(name="Afsnit M2", parent=UnitFactory(name="Medicinsk afdeling", parent=UnitFactory(name="Hospitalet")))


@pytest.fixture
def employee(ward):
    return EngagementFactory(unit=ward).user


@pytest.fixture
def page_of(client_of, employee):
    def ask(unit, user=None):
        response = client_of(user or employee).get(reverse("unit-detail", args=[unit.pk]))
        assert response.status_code == 200
        return response.context["page"]

    return ask


def plans_in(rows):
    return [row.plan for row in rows]


def test_the_path_leads_from_the_top_to_the_unit(page_of, ward):
    assert [text for text, _url in page_of(ward).trail] == ["Hospitalet", "Medicinsk afdeling"]


def test_who_is_who_names_manager_representative_and_leader(client_of, employee, ward):
    group = CoverageFactory(unit=ward, committee=CommitteeFactory(name="AMG M2")).committee
    SeatFactory(committee=group, user=UserFactory(first_name="Anna", last_name="Amr", phone="12 34 56 78"))
    ward.manager = UserFactory(first_name="Birgit", last_name="Leder")
    ward.save(update_fields=["manager"])

    page = client_of(employee).get(reverse("unit-detail", args=[ward.pk])).content.decode()
    assert page.index("Birgit Leder") < page.index("Anna Amr") < page.index("AMG M2")
    assert 'href="tel:12345678"' in page


def test_acute_plans_come_first_and_waiting_ones_stand_by_themselves(page_of, ward, employee):
    later, acute, waiting = (
        PlanFactory(unit=ward),
        PlanFactory(unit=ward, urgency="acute", immediate_measure="Lukket", immediate_measure_by=employee),
        PlanFactory(unit=ward),
    )
    waiting.move("carry_out", by=waiting.owner, at=NOW)
    ended = ClosedPlanFactory(unit=ward)
    PlanFactory()

    page = page_of(ward)
    assert plans_in(page.going_on) == [acute, later]
    assert plans_in(page.waiting) == [waiting]
    assert plans_in(page.ended) == [ended]


def test_the_order_that_the_level_has_chosen_goes_before_the_date(page_of, ward):
    sooner, chosen = (
        PlanFactory(unit=ward, evaluate_on=TODAY + timedelta(days=40)),
        PlanFactory(unit=ward, evaluate_on=TODAY + timedelta(days=90)),
    )
    PlanRank.objects.create(level=ward, plan=chosen, position=1)

    assert plans_in(page_of(ward).going_on) == [chosen, sooner]


def test_figures_add_up_the_units_below_and_open_exactly_their_rows(client_of, page_of, ward, employee):
    below = UnitFactory(parent=ward)
    past = TODAY - timedelta(days=1)
    PlanFactory(unit=below, starts_on=past, implement_by=past, evaluate_on=past)
    PlanFactory(unit=ward).move("carry_out", by=employee, at=NOW)
    ClosedPlanFactory(unit=below)
    ClosedPlanFactory()

    figures = page_of(ward).figures
    assert (figures.open, figures.overdue, figures.waiting, figures.worked, figures.judged) == (2, 1, 1, 1, 1)
    for figure, url in [
        (figures.open, figures.open_url),
        (figures.overdue, figures.overdue_url),
        (figures.waiting, figures.waiting_url),
        (figures.worked, figures.worked_url),
    ]:
        assert len(client_of(employee).get(url).context["list"].rows) == figure
    line = page_of(ward).below[0]
    assert (line.unit, line.figures.open, line.figures.overdue) == (below, 1, 1)


def test_closed_plans_of_others_change_no_figure(page_of, ward):
    before = page_of(ward)
    DraftFactory(unit=ward)
    PlanFactory(unit=ward, is_confidential=True)
    assert page_of(ward) == before


def test_only_who_may_edit_plans_is_offered_a_new_one(page_of, ward, person_with):
    manager = person_with(Perm.EDIT_PLANS, on=ward)
    beside = person_with(Perm.EDIT_PLANS, on=UnitFactory(), reach=Reach.UNIT)

    assert page_of(ward, manager).new_url == f"/plans/new/?unit={ward.pk}"
    assert page_of(ward, beside).new_url == ""
    assert page_of(ward).new_url == ""


def test_a_closed_unit_says_so_and_offers_no_new_plan(client_of, ward, person_with):
    manager = person_with(Perm.EDIT_PLANS, on=ward)
    ward.valid_to = TODAY
    ward.save(update_fields=["valid_to"])

    response = client_of(manager).get(reverse("unit-detail", args=[ward.pk]))
    assert response.context["page"].new_url == ""
    assert "Enheden blev lukket den 22-11-2026" in response.content.decode()


def test_an_empty_unit_says_what_one_can_do(client_of, employee, ward, person_with):
    address = reverse("unit-detail", args=[ward.pk])
    assert "Sig det til jeres arbejdsmiljørepræsentant" in client_of(employee).get(address).content.decode()
    manager = person_with(Perm.EDIT_PLANS, on=ward)
    assert "Begynd med det, som folk taler mest om" in client_of(manager).get(address).content.decode()


def test_a_unit_that_is_not_there_is_not_found(client_of, employee):
    assert client_of(employee).get(reverse("unit-detail", args=[999_999])).status_code == 404


def test_many_plans_and_units_cost_no_more_queries_than_few(client_of, employee, ward, django_assert_num_queries):
    client, address = client_of(employee), reverse("unit-detail", args=[ward.pk])
    for many in (1, 6):
        for _ in range(many):
            PlanFactory(unit=UnitFactory(parent=ward))
            PlanFactory(unit=ward).move("carry_out", by=employee, at=NOW)
            ClosedPlanFactory(unit=ward)
        with django_assert_num_queries(16):
            client.get(address)


# --- Finding a unit by name -------------------------------------------------------------------------------
def test_units_are_found_by_parts_of_the_name_in_danish_order(client_of, employee):
    for name in ("Ørsted afsnit", "Afsnit Ærø", "Zoologisk afsnit", "Lukket afsnit"):
        UnitFactory(name=name, valid_to=TODAY if name.startswith("Lukket") else None)

    response = client_of(employee).get(reverse("unit-search"), {"q": "AFSNIT"})
    assert [one.unit.name for one in response.context["found"].units] == ["Afsnit M2", "Afsnit Ærø", "Zoologisk afsnit", "Ørsted afsnit"]
    assert "Medicinsk afdeling" in response.content.decode()


@pytest.mark.parametrize("text", ["", " ", "\x00", "%", "finnes-ikke" * 30])
def test_odd_searches_find_nothing_and_break_nothing(client_of, employee, text):
    response = client_of(employee).get(reverse("unit-search"), {"q": text})
    assert response.status_code == 200
    assert response.context["found"].units == []


def test_the_fragment_holds_the_same_units_as_the_page(client_of, employee):
    UnitFactory(name="Afsnit 7", parent=UnitFactory(name="Hospital <b>"))
    client = client_of(employee)
    page = client.get(reverse("unit-search"), {"q": "afsnit 7"})
    fragment = client.get(reverse("unit-search"), {"q": "afsnit 7"}, headers={"HX-Request": "true"})

    assert fragment.content.decode().strip() in page.content.decode()
    assert "<html" not in fragment.content.decode()
    assert "HX-Request" in fragment.headers["Vary"]


def test_a_unit_is_not_named_again_in_its_own_rows_and_one_below_is(client_of, employee, ward):
    below = UnitFactory(name="Dagafsnittet", parent=ward)
    PlanFactory(unit=ward)
    PlanFactory(unit=below)
    html = client_of(employee).get(reverse("unit-detail", args=[ward.pk])).content.decode()
    rows = html.split('<table class="table table-cards">')[1].split("</table>")[0]
    assert "Dagafsnittet" in rows
    assert "Afsnit M2" not in rows


def test_a_tick_says_that_it_helped_and_nothing_else(page_of, ward):
    ClosedPlanFactory(unit=ward, closed=Verdict.NO_EFFECT)
    ClosedPlanFactory(unit=ward, closed=Verdict.SOLVED)
    assert {row.state[0] for row in page_of(ward).ended} == {"no_effect", "closed"}
