"""The pages of goals: read by everybody, written by who plans that place's year."""

import uuid
from html import unescape

import pytest
from django.urls import reverse

from annualcycle.goal_page import SHOWN_BELOW
from annualcycle.models import Goal, GoalJudgement, GoalLink
from annualcycle.usecases import goals
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    NOW,
    ClosedPlanFactory,
    CommitteeFactory,
    CoverageFactory,
    DraftFactory,
    EngagementFactory,
    GoalFactory,
    PlanFactory,
    SeatFactory,
    TargetFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "Kvabbelsnask"


@pytest.fixture
def committee():
    made = CommitteeFactory(name="LMU Medicin", parent=CommitteeFactory(name="RMU"))
    CoverageFactory(committee=made, unit=UnitFactory(name="Afsnit M2"))
    return made


@pytest.fixture
def chair(committee, client_of):
    person = EngagementFactory().user
    SeatFactory(committee=committee, user=person, role="chair")
    return client_of(person)


@pytest.fixture
def employee(client_of):
    return client_of(EngagementFactory().user)


def written(**changes):
    return {
        "title": "Færre løft alene", "kind": "focus", "first_year": "2027", "last_year": "2028", "is_lower_better": "1",
        "submission_id": str(uuid.uuid4()), **changes,
    }  # fmt: skip


def test_the_chair_takes_up_a_goal_from_above_and_adopts_it(committee, chair):
    above = GoalFactory(committee=committee.parent, title="Fra oven", last_year=2030)
    page = chair.get(reverse("goal-committee", args=[committee.pk])).content.decode()
    assert "Fra oven" in page
    form = chair.get(reverse("goal-committee-new", args=[committee.pk]), {"serves": above.pk})
    assert form.context["form"].initial["parents"] == [above.pk]

    chair.post(reverse("goal-committee-new", args=[committee.pk]), written(parents=[above.pk]))
    goal = Goal.objects.get(committee=committee)
    chair.post(reverse("goal-adopt", args=[goal.pk]))

    goal.refresh_from_db()
    assert (goal.status, list(goal.parents.all())) == ("adopted", [above])
    assert "Fra oven" in chair.get(goal.get_absolute_url()).content.decode()


def test_a_target_without_numbers_is_told_beside_each_field_and_nothing_typed_is_lost(committee, chair):
    answer = chair.post(reverse("goal-committee-new", args=[committee.pk]), written(kind="target", title="Halvt så mange"))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"measured_by", "target_year", "target_change"}
    assert "Halvt så mange" in answer.content.decode()
    assert not Goal.objects.filter(committee=committee).exists()


def test_new_goals_wait_until_last_years_are_judged(committee, chair):
    old = GoalFactory(committee=committee, first_year=2025, adopted_on="2024-12-01")
    new = GoalFactory(committee=committee, status="draft", first_year=2027)

    chair.post(reverse("goal-adopt", args=[new.pk]))
    new.refresh_from_db()
    assert new.status == "draft"
    refused = chair.post(reverse("goal-judge", args=[old.pk, 2025]), {"verdict": "not_reached", "words": "", "version": "0"})
    assert "words" in refused.context["form"].errors
    chair.post(reverse("goal-judge", args=[old.pk, 2025]), {"verdict": "partly", "words": "Om dagen", "version": "0"})
    chair.post(reverse("goal-adopt", args=[new.pk]))

    new.refresh_from_db()
    assert new.status == "adopted"
    assert GoalJudgement.objects.get().words == "Om dagen"


def test_everybody_reads_adopted_goals_and_nobody_else_the_proposed_ones(committee, chair, employee):
    GoalFactory(committee=committee, title="Åbent mål")
    draft = GoalFactory(committee=committee, title=SECRET, status="draft")

    page = employee.get(reverse("goal-committee", args=[committee.pk])).content.decode()

    assert "Åbent mål" in page
    assert SECRET not in page
    assert employee.get(draft.get_absolute_url()).status_code == 404
    assert SECRET in chair.get(draft.get_absolute_url()).content.decode()


def test_the_employee_changes_nothing(committee, employee):
    goal = GoalFactory(committee=committee)
    for name in ("goal-edit", "goal-plans", "goal-end", "goal-adopt", "goal-throw-away"):
        assert employee.post(reverse(name, args=[goal.pk])).status_code == 403, name
    assert employee.get(reverse("goal-nation-new")).status_code == 403
    assert employee.post(reverse("goal-committee-new", args=[committee.pk]), written()).status_code == 403


def test_the_nations_goals_are_written_by_who_plans_the_whole_regions_year(person_with, client_of):
    staff = client_of(person_with(Perm.RUN_YEAR, on=UnitFactory(), reach=Reach.SUBTREE))

    staff.post(reverse("goal-nation-new"), written(title="Nationalt"))

    assert Goal.objects.get(title="Nationalt").is_national


def test_plans_are_chosen_among_those_of_the_units_and_their_verdicts_are_told(committee, chair):
    goal = GoalFactory(committee=committee)
    unit = committee.coverages.get().unit
    mine, closed = PlanFactory(unit=unit), ClosedPlanFactory(unit=unit, title="Lukket")
    PlanFactory(unit=unit, is_confidential=True, title=SECRET)
    DraftFactory(unit=unit, title=SECRET)
    elsewhere = PlanFactory(title="Fjern plan")

    page = chair.get(reverse("goal-plans", args=[goal.pk])).content.decode()
    assert (SECRET in page, "Fjern plan" in page, "Lukket" in page) == (False, False, True)
    assert f"Lukket ({closed.reference}, {unit.name})" in unescape(page)
    refused = chair.post(reverse("goal-plans", args=[goal.pk]), {"plans": [elsewhere.pk]})
    assert refused.status_code == 422
    chair.post(reverse("goal-plans", args=[goal.pk]), {"plans": [mine.pk, closed.pk]})
    chair.post(reverse("goal-plans", args=[goal.pk]), {"plans": [closed.pk]})

    assert set(goal.plans.all()) == {closed}
    assert "1 er effektvurderet, 1 af dem løste" in chair.get(goal.get_absolute_url()).content.decode()


def test_a_number_is_written_in_and_drawn_against_the_line(committee, chair):
    goal = TargetFactory(committee=committee)
    assert chair.get(reverse("goal-picture", args=[goal.pk])).status_code == 404

    chair.post(reverse("goal-value", args=[goal.pk]), {"year": "2025", "value": "13,5", "source": "Årsrapport"})

    assert "13,5" in chair.get(goal.get_absolute_url()).content.decode()
    assert chair.get(reverse("goal-picture", args=[goal.pk])).headers["Content-Type"] == "image/svg+xml"
    assert chair.get(reverse("goal-value", args=[GoalFactory(committee=committee).pk])).status_code == 404


def test_two_who_change_a_goal_at_once_lose_nothing(committee, chair):
    goal = GoalFactory(committee=committee)
    goals.change(goal=goal, given={"title": "Den andens"}, parents=[], version=goal.version)

    answer = chair.post(reverse("goal-edit", args=[goal.pk]), written(title="Min egen", version="1"))

    assert answer.status_code == 422
    assert "Min egen" in answer.content.decode()
    goal.refresh_from_db()
    assert goal.title == "Den andens"


@pytest.mark.parametrize("count", [1, 7])
def test_a_places_goals_ask_as_many_questions_for_many_as_for_one(committee, client_of, count, django_assert_max_num_queries):
    reader = client_of(UserFactory())
    for _ in range(count):
        goal = GoalFactory(committee=committee, first_year=2026, adopted_on="2025-12-01")
        goals.contribute(goal=goal, plan=PlanFactory(), by=goal.made_by, now=NOW)
        GoalFactory(committee=committee.parent)

    with django_assert_max_num_queries(18):
        reader.get(reverse("goal-committee", args=[committee.pk]))


def test_a_goal_from_above_that_is_served_through_the_level_between_is_taken_up(committee, chair):
    top = GoalFactory(title="Regionens mål", last_year=2030)
    between = GoalFactory(committee=committee.parent, title="Hospitalets mål", last_year=2030)
    between.parents.add(top)
    GoalFactory(committee=committee, title="Vores eget", last_year=2030).parents.add(between)
    GoalFactory(committee=committee.parent, title="Ikke taget op", last_year=2030)

    told = chair.get(reverse("goal-committee", args=[committee.pk])).context["page"].not_taken_up

    assert [goal.title for goal in told] == ["Ikke taget op"]


def test_a_goal_that_many_serve_lists_some_and_counts_the_rest(client_of):
    national = GoalFactory(committee=None)
    below = [GoalFactory(title=f"Færre fald {number}") for number in range(SHOWN_BELOW + 2)]
    GoalLink.objects.bulk_create(GoalLink(goal=goal, parent=national) for goal in below)

    said = client_of(UserFactory()).get(national.get_absolute_url()).content.decode()

    assert said.count("Færre fald") == SHOWN_BELOW
    assert "og 2 mål mere" in said
