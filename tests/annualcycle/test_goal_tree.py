"""The goal tree of a committee, the folded numbers of a goal's form, and a self-audit's proposal that becomes a goal."""

from datetime import date

import pytest
from django.urls import reverse

from annualcycle.goal_page import PlaceGoals
from annualcycle.goal_tree import MOST_A_LEVEL, GoalTree
from annualcycle.models import Goal, GoalLink
from annualcycle.usecases import goals
from tests.factories import (
    NOW,
    TODAY,
    AuditProposalFactory,
    AuditReportFactory,
    AuditYearFactory,
    ClosedPlanFactory,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    GoalFactory,
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
    CoverageFactory(committee=made, unit=UnitFactory(name="Medicin"))
    return made


@pytest.fixture
def chair(committee, client_of):
    person = EngagementFactory().user
    SeatFactory(committee=committee, user=person, role="chair")
    return client_of(person)


def tree_of(committee):
    return GoalTree.of(PlaceGoals.of(committee, UserFactory(), today=TODAY), now=NOW, today=TODAY)


def test_the_tree_has_a_level_a_place_a_line_a_link_and_says_how_each_goal_stands(committee, chair):
    national = GoalFactory(committee=None, title="Færre <i>ulykker</i>")
    region = TargetFactory(committee=committee.parent)
    own = GoalFactory(committee=committee)
    for below, above in ((region, national), (own, region)):
        GoalLink.objects.create(goal=below, parent=above)
    goals.note_value(goal=region, year=2025, value=13, source="Talt", by=region.made_by, now=NOW)
    goals.judge(goal=own, year=2025, verdict="not_reached", words="Nej", version=0, by=UserFactory(), now=NOW)
    goals.contribute(goal=own, plan=ClosedPlanFactory(), by=own.made_by, now=NOW)
    GoalFactory(committee=committee, status="draft", title=SECRET)
    GoalFactory(committee=CommitteeFactory(parent=committee.parent), title=SECRET)

    tree = tree_of(committee)

    boxes = {box.goal: box for level in tree.levels for box in level.boxes}
    assert [level.name for level in tree.levels][1:] == ["RMU", "LMU Medicin"]
    assert len(tree.paths) == 2
    assert [boxes[one].state for one in (national, region, own)] == ["", "on", "off"]
    assert boxes[own].serves == (region.title,)
    assert "1 plan" in boxes[national].plans
    assert SECRET not in str([box.goal.title for box in boxes.values()])
    html = chair.get(reverse("goal-committee", args=[committee.pk])).content.decode()
    assert "sn-year-tree-off" in html
    assert "<i>ulykker" not in html


def test_one_level_is_no_tree_and_a_level_with_many_goals_says_how_many_more(committee):
    assert tree_of(committee) is None
    for _ in range(MOST_A_LEVEL + 2):
        GoalFactory(committee=committee)
    assert tree_of(committee) is None
    GoalFactory(committee=None)

    assert [(len(level.boxes), level.more) for level in tree_of(committee).levels] == [(1, 0), (MOST_A_LEVEL, 2)]


@pytest.mark.parametrize("count", [1, 7])
def test_the_tree_asks_as_many_questions_for_many_goals_as_for_one(committee, count, django_assert_max_num_queries):
    for _ in range(count):
        above = TargetFactory(committee=committee.parent)
        goals.note_value(goal=above, year=2025, value=13, source="Talt", by=above.made_by, now=NOW)
        GoalLink.objects.create(goal=GoalFactory(committee=committee), parent=above)

    with django_assert_max_num_queries(11):
        tree_of(committee)


def test_numbers_stand_folded_for_a_focus_area_and_open_where_they_are_asked_for(committee, chair):
    new = reverse("goal-committee-new", args=[committee.pk])
    assert '<details class="folded">' in chair.get(new).content.decode()
    asked = chair.post(new, {"kind": "target", "title": "Halvt så mange", "first_year": "2027", "last_year": "2028"})

    assert asked.status_code == 422
    assert '<details class="folded" open>' in asked.content.decode()
    target = TargetFactory(committee=committee)
    assert '<details class="folded" open>' in chair.get(reverse("goal-edit", args=[target.pk])).content.decode()


def test_a_proposal_of_the_self_audit_becomes_a_goal_of_who_plans_that_year(committee, chair, client_of):
    unit = committee.coverages.get().unit
    report = AuditReportFactory(year=AuditYearFactory(top=unit), status="published", published_at=NOW, published_by=UserFactory())
    proposal = AuditProposalFactory(report=report, unit=unit, text="Tilbyd støtte efter vold")
    begin = reverse("goal-from-proposal", args=[proposal.pk])
    page = chair.get(reverse("audit-report", args=[report.year_id, unit.pk])).content.decode()
    assert begin in page
    other = client_of(EngagementFactory().user)
    assert begin not in other.get(reverse("audit-report", args=[report.year_id, unit.pk])).content.decode()
    assert other.get(begin).status_code == 403

    address = chair.get(begin).url
    form = chair.get(address).context["form"]
    assert form.initial["title"] == "Tilbyd støtte efter vold"
    chair.post(address, {key: value for key, value in form.initial.items() if key != "parents"})

    goal = Goal.objects.get()
    assert (goal.proposal, goal.committee, goal.first_year) == (proposal, committee, date(2027, 1, 1).year)
