"""Work plans: drafted from the goals, written, adopted, kept as versions, and who may do what."""

import pytest
from django.urls import reverse

from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.models import Goal, GoalLink, WorkPlan, WorkPlanGoal
from annualcycle.usecases import goals, workplans
from annualcycle.workplan_content import changes, content_of
from safetynet.operations.seed.year.goals import write_goals
from safetynet.operations.seed.year.workplans import write_work_plans
from tests.factories import (
    NOW,
    TODAY,
    ClosedPlanFactory,
    CommitteeFactory,
    CompletedDiscussionFactory,
    CoverageFactory,
    EngagementFactory,
    GoalFactory,
    PlanFactory,
    SeatFactory,
    TargetFactory,
    UnitFactory,
    UserFactory,
    WheelActivityFactory,
    WorkPlanFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "Kvabbelsnask"
NASTY = "Vi vil <script>alert(1)</script> løfte"


@pytest.fixture
def committee():
    region = CommitteeFactory(name="RMU")
    made = CommitteeFactory(name="HMU Fjordhospitalet", parent=region)
    CoverageFactory(committee=made, unit=UnitFactory(name="Fjordhospitalet"))
    return made


@pytest.fixture
def chair(committee, client_of):
    person = EngagementFactory().user
    SeatFactory(committee=committee, user=person, role="chair")
    return client_of(person)


@pytest.fixture
def employee(client_of):
    return client_of(EngagementFactory().user)


def period(first=2027, last=2028):
    return {"title": f"Handleplan {first}–{last}", "first_year": first, "last_year": last}


def with_lines(committee, *said, **columns):
    plan = WorkPlanFactory(committee=committee, **columns)
    for position, will in enumerate(said, 1):
        WorkPlanGoal.objects.create(work_plan=plan, goal=GoalFactory(committee=committee), position=position, will=will)
    return plan


def adopt(plan, **words):
    plan.refresh_from_db()
    given = {"on": TODAY, "discussion": None, "version": plan.version, "by": UserFactory(), "now": NOW, **words}
    return workplans.adopt(plan=plan, **given)


def written(plan, **changes):
    lines = {f"will-{line.pk}": line.will for line in plan.lines.all()}
    return {"title": plan.title, "first_year": plan.first_year, "last_year": plan.last_year, "version": plan.version, **lines, **changes}


def test_a_plan_is_drafted_from_the_goals_above_and_ones_own_each_once(committee):
    national = GoalFactory(committee=None, title="Nationalt")
    region = GoalFactory(committee=committee.parent, title="Regionalt")
    own = GoalFactory(committee=committee, title="Vores")
    GoalLink.objects.create(goal=own, parent=region)
    GoalFactory(committee=committee, status="draft")
    GoalFactory(committee=committee, last_year=2026)
    GoalFactory(committee=CommitteeFactory(parent=committee.parent))  # the neighbour's
    by = UserFactory()

    plan, is_new = workplans.draft(committee=committee, given=period(), by=by, now=NOW)
    again = workplans.draft(committee=committee, given=period(), by=by, now=NOW)

    assert is_new
    assert again == (plan, False)
    assert [(line.goal, line.will) for line in plan.lines.all()] == [(national, ""), (own, "")]
    assert content_of(plan)["lines"][1]["serves"] == [{"title": "Regionalt", "place": "RMU"}]


def test_a_goal_without_we_will_is_named_and_nothing_is_adopted(committee):
    plan = with_lines(committee, "Vi vil løfte sammen", "")
    missing = plan.lines.last().goal.title

    with pytest.raises(RefusedError) as refused:
        adopt(plan)
    with pytest.raises(RefusedError):
        adopt(WorkPlanFactory(committee=committee, first_year=2030, last_year=2031))

    assert missing in refused.value.faults["lines"]
    assert not plan.versions.exists()


def test_what_is_adopted_stays_as_it_stood_and_the_next_version_says_what_changed(committee):
    plan = with_lines(committee, "Vi vil løfte sammen", background="Før")
    discussion = CompletedDiscussionFactory(committee=committee)
    first = adopt(plan, discussion=discussion)
    line = plan.lines.get()
    plan.refresh_from_db()
    workplans.write(
        plan=plan,
        given={**period(2026, 2027), "background": "Nu", "organisation": "", "related": ""},
        lines={line.pk: ("Vi vil løfte med lift", "")},
        version=plan.version,
        by=UserFactory(),
        now=NOW,
    )
    assert plan.is_draft
    second = adopt(plan)

    first.refresh_from_db()
    assert (first.number, second.number, first.discussion) == (1, 2, discussion)
    assert (first.content["background"], first.content["lines"][0]["will"]) == ("Før", "Vi vil løfte sammen")
    said = " ".join(changes(first.content, second.content))
    assert "Baggrund" in said
    assert line.goal.title in said
    with pytest.raises(NotNowError):
        adopt(plan)
    with pytest.raises(NotNowError):
        workplans.throw_away(plan=plan)


def test_who_adopts_what_another_has_just_written_in_is_told(committee):
    plan = with_lines(committee, "Vi vil")
    seen = plan.version
    workplans.add_line(plan=plan, goal=GoalFactory(committee=committee), by=UserFactory(), now=NOW)

    with pytest.raises(StaleError):
        adopt(plan, version=seen)


def test_lines_move_within_the_plan_and_go_out_of_it(committee):
    plan, by = with_lines(committee, "A", "B", "C"), UserFactory()
    first, second, third = plan.lines.all()

    workplans.move_line(line=third, step=-1, by=by, now=NOW)
    workplans.move_line(line=first, step=-1, by=by, now=NOW)
    assert [line.will for line in plan.lines.all()] == ["A", "C", "B"]
    workplans.remove_line(line=second, by=by, now=NOW)
    workplans.add_line(plan=plan, goal=first.goal, by=by, now=NOW)

    assert [line.will for line in plan.lines.all()] == ["A", "C"]


def test_the_chair_drafts_writes_and_adopts_and_everybody_reads(committee, chair, employee):
    GoalFactory(committee=None, title="Stærk sikkerhedskultur")
    WheelActivityFactory(committee=committee, kind="theme_day", title="Temadag om støj", month=5)
    page = chair.get(reverse("work-plan-new", args=[committee.pk]))
    assert "Stærk sikkerhedskultur" in page.content.decode()
    chair.post(reverse("work-plan-new", args=[committee.pk]), page.context["form"].initial)
    plan = WorkPlan.objects.get()
    address = plan.get_absolute_url()
    assert employee.get(address).status_code == 404
    refused = chair.post(reverse("work-plan-adopt", args=[plan.pk]), {"on": "22-11-2026", "version": plan.version})
    assert (refused.status_code, "Stærk sikkerhedskultur" in refused.content.decode()) == (422, True)

    line = plan.lines.get()
    chair.post(reverse("work-plan-edit", args=[plan.pk]), written(plan, **{f"will-{line.pk}": NASTY, f"follow-{line.pk}": "AMR i marts"}))
    plan.refresh_from_db()
    future = chair.post(reverse("work-plan-adopt", args=[plan.pk]), {"on": "01-01-2031", "version": plan.version})
    assert list(future.context["form"].errors) == ["on"]
    chair.post(reverse("work-plan-adopt", args=[plan.pk]), {"on": "22-11-2026", "version": plan.version})

    html = employee.get(address).content.decode()
    assert "AMR i marts" in html
    assert "Temadag om støj" in html
    assert "&lt;script&gt;alert" in html
    assert "<script>alert" not in html
    assert "sn-year-ways" not in html
    assert plan.title in employee.get(reverse("work-plan-committee", args=[committee.pk])).content.decode()


def test_what_is_written_after_the_adoption_is_read_by_nobody_else_until_it_is_adopted_too(committee, chair, employee):
    plan = with_lines(committee, "Vi vil løfte sammen", background="Vedtaget")
    adopt(plan)
    WorkPlan.objects.filter(pk=plan.pk).update(background=SECRET, is_draft=True)

    theirs = employee.get(plan.get_absolute_url()).content.decode()
    assert (SECRET in theirs, "Vedtaget" in theirs) == (False, True)
    assert SECRET in chair.get(plan.get_absolute_url()).content.decode()
    first = chair.get(reverse("work-plan-version", args=[plan.pk, 1])).content.decode()
    assert (SECRET in first, "Vedtaget" in first) == (False, True)
    assert chair.get(reverse("work-plan-version", args=[plan.pk, 2])).status_code == 404


def test_two_who_write_at_once_lose_nothing(committee, chair):
    plan = with_lines(committee, "Vi vil", background="Den andens")
    answer = chair.post(reverse("work-plan-edit", args=[plan.pk]), written(plan, version=plan.version - 1, background="Min egen"))

    assert answer.status_code == 422
    assert {"Min egen" in answer.content.decode(), "Den andens" in answer.content.decode()} == {True}
    assert list(answer.context["form"].errors) == ["__all__"]
    chair.post(reverse("work-plan-edit", args=[plan.pk]), written(plan, background="Min egen"))
    plan.refresh_from_db()
    assert plan.background == "Min egen"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"last_year": "2020"}, "last_year"),
        ({"last_year": "2040"}, "last_year"),
        ({"first_year": "2025"}, "first_year"),
    ],
)
def test_what_cannot_stand_is_told_beside_its_field_and_nothing_typed_is_lost(committee, chair, changes, field):
    WorkPlanFactory(committee=committee, first_year=2025, last_year=2025)
    plan = with_lines(committee, "Vi vil")
    answer = chair.post(reverse("work-plan-edit", args=[plan.pk]), written(plan, organisation="Alle er med", **changes))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "Alle er med" in answer.content.decode()


def test_the_employee_and_the_neighbours_chair_change_nothing(committee, employee, client_of):
    plan = with_lines(committee, "Vi vil")
    adopt(plan)
    draft = with_lines(committee, SECRET, first_year=2028, last_year=2029, title=SECRET)
    neighbour = EngagementFactory().user
    SeatFactory(committee=CommitteeFactory(parent=committee.parent), user=neighbour, role="chair")

    for client in (employee, client_of(neighbour)):
        for name in ("edit", "adopt", "line-add", "throw-away"):
            assert client.post(reverse(f"work-plan-{name}", args=[plan.pk]), written(plan)).status_code == 403, name
            assert client.post(reverse(f"work-plan-{name}", args=[draft.pk]), written(draft)).status_code == 404, name
        assert client.post(reverse("work-plan-line-remove", args=[plan.lines.get().pk])).status_code == 403
        assert client.post(reverse("work-plan-new", args=[committee.pk]), period()).status_code == 403
        assert SECRET not in client.get(reverse("work-plan-committee", args=[committee.pk])).content.decode()
    assert plan.lines.count() == 1


def test_goals_are_put_in_moved_taken_out_and_a_draft_thrown_away(committee, chair):
    plan = with_lines(committee, "A", "B")
    extra = GoalFactory(committee=committee.parent)
    elsewhere = GoalFactory()
    add = reverse("work-plan-line-add", args=[plan.pk])
    assert chair.post(add, {"goal": elsewhere.pk}).status_code == 422
    chair.post(add, {"goal": extra.pk})
    chair.post(reverse("work-plan-line-up", args=[plan.lines.last().pk]))
    chair.post(reverse("work-plan-line-down", args=[plan.lines.first().pk]))
    assert [line.goal == extra for line in plan.lines.all()] == [True, False, False]
    chair.post(reverse("work-plan-line-remove", args=[plan.lines.first().pk]))
    assert [line.will for line in plan.lines.all()] == ["A", "B"]
    chair.post(reverse("work-plan-throw-away", args=[plan.pk]))

    assert not WorkPlan.objects.exists()


def test_plans_and_what_they_came_to_stand_under_their_goal_but_no_confidential_title(committee, employee):
    plan = with_lines(committee, "Vi vil")
    goal = plan.lines.get().goal
    helped = ClosedPlanFactory(title="Lift på hver etage")
    hidden = PlanFactory(title=SECRET, is_confidential=True)
    for one in (helped, hidden):
        goals.contribute(goal=goal, plan=one, by=goal.made_by, now=NOW)
    adopt(plan)

    html = employee.get(plan.get_absolute_url()).content.decode()
    assert "Lift på hver etage" in html
    assert SECRET not in html
    assert "2 planer" in html
    assert "1 er effektvurderet, 1 af dem løste" in html


@pytest.mark.parametrize("count", [1, 8])
def test_the_page_asks_as_many_questions_for_many_goals_as_for_one(committee, chair, count, django_assert_max_num_queries):
    plan = WorkPlanFactory(committee=committee)
    for position in range(count):
        goal = TargetFactory(committee=committee)
        goals.note_value(goal=goal, year=2025, value=13, source="Talt", by=goal.made_by, now=NOW)
        GoalLink.objects.create(goal=goal, parent=GoalFactory(committee=committee.parent))
        goals.contribute(goal=goal, plan=PlanFactory(), by=goal.made_by, now=NOW)
        WorkPlanGoal.objects.create(work_plan=plan, goal=goal, position=position, will="Vi vil")
    adopt(plan)

    with django_assert_max_num_queries(26):
        chair.get(plan.get_absolute_url())


def test_the_demo_has_the_hospitals_plan_with_four_we_will_and_both_regional_goals(committee):
    local = CommitteeFactory(name="LMU", parent=committee)
    group, ward = CommitteeFactory(parent=local), UnitFactory()
    CoverageFactory(committee=group, unit=ward)
    by = UserFactory()
    write_goals(ward.pk, by=by, today=TODAY)
    write_work_plans(ward.pk, by=by, today=TODAY)

    plan = WorkPlan.objects.get(committee=committee)
    newest, first = plan.versions.all()
    lines = newest.content["lines"]
    assert [line["will"][:7] for line in lines] == ["Vi vil "] * 4
    assert len({line["title"] for line in lines}) == 4
    region = set(Goal.objects.filter(committee=committee.parent).values_list("title", flat=True))
    assert {above["title"] for line in lines for above in line["serves"]} >= region
    assert len(region) == 2
    assert changes(first.content, newest.content)
    assert not plan.is_draft
    assert WorkPlan.objects.get(committee=local).versions.count() == 0
