"""The list of plans: what it shows to whom, and that its address is its state."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from actionplans import paging
from actionplans.filters import plan_list_url
from actionplans.models import ActionPlan, PlanPlacement
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    NOW,
    TODAY,
    ClosedPlanFactory,
    DraftFactory,
    EngagementFactory,
    EvaluationFactory,
    MeasureFactory,
    PlanFactory,
    ThemeFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
CANARY = "kvabletrold"


@pytest.fixture
def ward(db):
    return UnitFactory(name="Afsnit 1", parent=UnitFactory(name="Hospitalet"))


@pytest.fixture
def employee(ward):
    return EngagementFactory(unit=ward).user


@pytest.fixture
def listed(client_of, employee):
    """The plans a list shows, in order, on all its pages: `listed(state="open")`."""

    def ask(user=None, **words):
        found, client = [], client_of(user or employee)
        for number in range(1, 10):
            response = client.get(plan_list_url(**words, page=number))
            assert response.status_code == 200, response.content.decode()
            found += [row.plan for row in response.context["list"].rows]
            if not response.context["list"].page.has_next():
                break
        return found

    return ask


# --- Where it begins ----------------------------------------------------------------------------------
def test_a_bare_address_leads_to_the_open_plans_of_the_own_unit(client_of, employee, ward):
    response = client_of(employee).get(reverse("plan-list"))
    assert response.url == f"/plans/?unit={ward.pk}&state=open"


def test_a_manager_of_two_wards_begins_at_both_and_not_at_what_lies_below(client_of):
    one, two = UnitFactory(), UnitFactory()
    manager = EngagementFactory(unit=one).user
    for unit in (one, two, UnitFactory(parent=one)):
        unit.manager = manager
        unit.save(update_fields=["manager"])

    query = parse_qs(urlsplit(client_of(manager).get(reverse("plan-list")).url).query)
    assert query["unit"] == [str(one.pk), str(two.pk)]


def test_somebody_without_a_unit_begins_at_all_units(client_of):
    assert client_of(UserFactory()).get(reverse("plan-list")).url == "/plans/?unit=all&state=open"


def test_the_own_unit_is_a_filter_and_no_fence(listed):
    elsewhere = PlanFactory()
    assert listed(unit="all") == [elsewhere]


def test_strangers_are_asked_to_sign_in(client):
    assert client.get(plan_list_url(unit="all")).status_code == 302


# --- What each word finds ------------------------------------------------------------------------------
def test_a_unit_holds_the_plans_below_it(listed, ward):
    inside, _outside = PlanFactory(unit=ward), PlanFactory()
    assert listed(unit=ward.parent) == [inside]


def test_several_units_may_be_asked_for(listed, ward):
    here, there = PlanFactory(unit=ward), PlanFactory()
    PlanFactory()
    assert set(listed(unit=[ward, there.unit])) == {here, there}


def test_open_stands_for_three_states(listed):
    active, awaiting, standing = PlanFactory(), PlanFactory(), PlanFactory()
    awaiting.move("carry_out", by=awaiting.owner, at=NOW)
    standing.move("make_standing", by=standing.owner, at=NOW, review_on=TODAY)
    ClosedPlanFactory()

    assert set(listed(state="open")) == {active, awaiting, standing}
    assert listed(state="awaiting") == [awaiting]
    assert set(listed(state=["awaiting", "standing"])) == {awaiting, standing}
    assert listed(standing="yes") == [standing]


def late(**fields):
    past = TODAY - timedelta(days=1)
    return PlanFactory(**({"starts_on": past, "implement_by": past, "evaluate_on": past} | fields))


def test_the_three_kinds_of_overdue_are_three_lists(listed):
    closing = late()
    evaluation = late(expected_closing_on=TODAY)
    evaluation.move("carry_out", by=evaluation.owner, at=NOW)
    measure = MeasureFactory(due_on=TODAY - timedelta(days=1)).plan
    MeasureFactory(due_on=TODAY - timedelta(days=1), done_on=TODAY, done_by=measure.owner)
    MeasureFactory(due_on=TODAY)

    assert listed(overdue="plan") == [closing]
    assert listed(overdue="evaluation") == [evaluation]
    assert listed(overdue="measure") == [measure]


def test_theme_source_owner_and_acute(listed, employee):
    plan = PlanFactory(
        theme=ThemeFactory(),
        source="apv",
        owner=employee,
        urgency="acute",
        immediate_measure="Lukket",
        immediate_measure_by=employee,
    )
    other = PlanFactory()

    assert listed(theme="test-theme") == [plan]
    assert listed(theme="none") == [other]
    assert listed(source="apv") == [plan]
    assert listed(owner="me") == [plan]
    assert listed(owner=other.owner) == [other]
    assert listed(is_acute=True) == [plan]


def test_verdicts_and_the_day_of_closing(listed):
    solved, partly = ClosedPlanFactory(), ClosedPlanFactory(closed="partly")
    PlanFactory()

    assert listed(verdict="solved") == [solved]
    assert set(listed(verdict=["solved", "partly"])) == {solved, partly}
    assert set(listed(closed_from=TODAY, closed_to=TODAY)) == {solved, partly}
    assert listed(closed_from=TODAY + timedelta(days=1)) == []


def test_periods_of_closing_date_and_publishing(listed):
    plan = PlanFactory(evaluate_on=TODAY + timedelta(days=90))
    PlanFactory(published_at=NOW - timedelta(days=5))

    assert listed(due_from=TODAY + timedelta(days=90), due_to=TODAY + timedelta(days=90)) == [plan]
    assert listed(published_to=TODAY - timedelta(days=6)) == [plan]


def test_a_cohort_and_its_parts_open_exactly_the_rows_that_were_counted(listed, ward):
    first = TODAY - timedelta(days=14)
    dates = {"starts_on": first, "implement_by": first, "evaluate_on": first, "unit": ward}
    in_time, too_late, never, standing = (PlanFactory(**dates) for _ in range(4))
    EvaluationFactory(plan=in_time)
    EvaluationFactory(plan=too_late, on=TODAY + timedelta(days=1))
    standing.move("make_standing", by=standing.owner, at=NOW, review_on=TODAY)
    PlanFactory(unit=ward)
    ActionPlan.objects.filter(pk=never.pk).update(unit=UnitFactory())  # moved away later: it still counts where it belonged
    PlanPlacement.objects.filter(plan=never).update(valid_from=first, valid_to=TODAY + timedelta(days=1))
    cohort = {"unit": ward, "first_due_from": TODAY, "first_due_to": TODAY}

    assert set(listed(**cohort)) == {in_time, too_late, never}
    assert listed(**cohort, in_time="yes") == [in_time]
    assert set(listed(**cohort, in_time="no")) == {too_late, never}
    assert listed(**cohort, in_time="late") == [too_late]
    assert listed(**cohort, standing="yes") == [standing]
    assert listed(first_due_from=first, first_due_to=first, grace=0, in_time="yes") == []


def test_the_cohort_by_current_date_forgives_extensions(listed):
    plan = PlanFactory(
        first_expected_closing_on=TODAY - timedelta(days=60),
        evaluate_on=TODAY - timedelta(days=14),
        starts_on=TODAY - timedelta(days=90),
        implement_by=TODAY - timedelta(days=60),
    )
    EvaluationFactory(plan=plan)

    assert listed(current_due_from=TODAY, current_due_to=TODAY, in_time="yes") == [plan]
    assert listed(first_due_from=TODAY, first_due_to=TODAY, in_time="yes") == []


# --- What cannot be read ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "query",
    [
        "ordering=owner__cpr_hash",
        "title__startswith=a",
        "fields=description",
        "expand=owner",
        "owner__email=a",
        "sort=owner__email",
        "sort=search",
        "state=overdue",
        "overdue=everything",
        "theme=unknown",
        "owner=999999",
        "owner=%C2%B2",
        "unit=999999",
        "unit=1%20OR%201",
        "unit=99999999999999999999999",
        "due_from=soon",
        "grace=365",
        "in_time=perhaps",
        "page=first",
        "page=0",
        "q=%00",
        "q=" + "a" * 201,
    ],
)
@pytest.mark.parametrize("route", ["plan-list", "plan-export-csv", "plan-export-xlsx"])
def test_what_the_page_does_not_know_is_refused_with_a_sentence(client_of, employee, route, query):
    response = client_of(employee).get(f"{reverse(route)}?{query}")
    assert response.status_code == 400
    assert "Adressen kunne ikke læses" in response.content.decode()


# --- Who may see what -------------------------------------------------------------------------------------
def hidden_plans(unit, **words):
    """A draft and a confidential plan of others, full of a word that must not get out."""
    text = {"title": f"Hemmelig {CANARY}", "description": CANARY, "causes": CANARY} | words
    return DraftFactory(unit=unit, **text), PlanFactory(unit=unit, is_confidential=True, **text)


@pytest.mark.parametrize("route", ["plan-list", "plan-export-csv"])
@pytest.mark.parametrize("words", [{}, {"q": CANARY}, {"state": "draft"}, {"theme": "test-theme"}, {"sort": "title"}, {"is_acute": ""}])
def test_closed_plans_change_neither_rows_nor_numbers_nor_choices(client_of, employee, ward, route, words):
    PlanFactory(unit=ward)

    def answer():
        response = client_of(employee).get(plan_list_url(route, unit=ward, **words))
        return b"".join(response) if response.streaming else response.content.split(b"<main")[1].split(b"</main>")[0]

    ThemeFactory()
    before = answer()
    hidden_plans(ward, theme=ThemeFactory())
    assert answer() == before
    asked_for = words.get("q") == CANARY  # what was typed is shown again, in the field and in the answer
    assert (CANARY.encode() in before) == (asked_for and route == "plan-list")


def test_the_reference_of_a_closed_plan_is_the_same_as_of_none(client_of, employee, ward):
    draft, confidential = hidden_plans(ward)
    for plan in (draft, confidential):
        assert client_of(employee).get(plan_list_url(unit="all", q=plan.reference)).status_code == 200


def test_who_may_see_closed_plans_finds_them(listed, ward, person_with):
    draft, confidential = hidden_plans(ward)
    manager = person_with(Perm.VIEW_CLOSED_PLANS, on=ward, reach=Reach.UNIT)

    assert set(listed(manager, q=CANARY)) == {draft, confidential}
    assert listed(draft.created_by, state="draft") == [draft]


# --- Order and pages ---------------------------------------------------------------------------------------
def test_acute_plans_come_first_then_the_nearest_date(listed, employee):
    later = PlanFactory(evaluate_on=TODAY + timedelta(days=80))
    sooner = PlanFactory(evaluate_on=TODAY + timedelta(days=50))
    acute = PlanFactory(evaluate_on=TODAY + timedelta(days=90), urgency="acute", immediate_measure="Lukket", immediate_measure_by=employee)

    assert listed(state="open") == [acute, sooner, later]


def test_titles_units_and_people_sort_as_danes_sort_them(listed):
    names = ["Zoo", "Ædelsten", "Øl", "Aabenraa", "Åkande", "anden"]
    for name in names:
        PlanFactory(title=name, unit=UnitFactory(name=name), owner=UserFactory(first_name=name))

    right = ["anden", "Zoo", "Ædelsten", "Øl", "Aabenraa", "Åkande"]
    assert [plan.title for plan in listed(unit="all", sort="title")] == right
    assert [plan.unit.name for plan in listed(unit="all", sort="unit")] == right
    assert [plan.owner.first_name for plan in listed(unit="all", sort="owner")] == right
    assert [plan.title for plan in listed(unit="all", sort="-title")] == right[::-1]


@pytest.mark.parametrize("sort", ["due", "title", "unit", "owner", "published", "ended"])
def test_pages_hold_every_plan_once_whatever_the_order(listed, sort):
    unit, owner = UnitFactory(), UserFactory()
    plans = {PlanFactory(unit=unit, owner=owner, title="Ens") for _ in range(53)}

    for sign in ("", "-"):
        found = listed(unit="all", sort=sign + sort)
        assert len(found) == 53
        assert set(found) == plans


def test_a_page_beyond_the_end_is_the_last_page(client_of, employee):
    plan = PlanFactory()
    response = client_of(employee).get(plan_list_url(unit="all", page=4000))
    assert [row.plan for row in response.context["list"].rows] == [plan]


@pytest.mark.parametrize(
    "words", [{"unit": "all"}, {"unit": "all", "q": "løft"}, {"unit": "all", "sort": "unit"}, {"unit": "all", "overdue": "measure"}]
)
def test_many_rows_cost_no_more_queries_than_few(client_of, employee, django_assert_num_queries, words):
    client, queries = client_of(employee), 8
    for many in (1, 24):
        for _ in range(many):
            MeasureFactory(due_on=TODAY - timedelta(days=1))
        with django_assert_num_queries(queries):
            client.get(plan_list_url(**words))


# --- Long lists -------------------------------------------------------------------------------------------
def test_a_very_long_list_says_more_than_and_turns_as_far_as_it_counts(client_of, employee, monkeypatch):
    monkeypatch.setattr(paging, "COUNTED", 30)
    unit = UnitFactory()
    PlanFactory.create_batch(32, unit=unit)

    response = client_of(employee).get(plan_list_url(unit=unit, page=9))
    assert len(response.context["list"].rows) == 5
    assert "26–30 af flere end 30 planer" in " ".join(response.content.decode().split())

    behind_a_figure = client_of(employee).get(plan_list_url(unit=unit, confidential="counted", page=9))
    assert len(behind_a_figure.context["list"].rows) == 7
    assert "26–32 af 32 planer" in " ".join(behind_a_figure.content.decode().split())


@pytest.mark.parametrize("sort", ["owner", "-owner"])
def test_sorted_by_owner_drafts_without_owner_stand_at_the_end_on_every_page(listed, employee, sort):
    unit = UnitFactory()
    owned = {PlanFactory(unit=unit).pk for _ in range(24)}
    drafts = [DraftFactory(unit=unit, owner=None, created_by=employee).pk for _ in range(30)]

    found = [plan.pk for plan in listed(unit=unit, sort=sort)]
    assert set(found[:24]) == owned
    assert found[24:] == drafts
