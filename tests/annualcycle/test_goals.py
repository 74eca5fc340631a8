"""Goals: written, linked, adopted when last year's are judged; and how they stand."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest

from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.models import Goal, GoalCount, GoalJudgement, GoalLink
from annualcycle.reports.progress import Progress, count_goals
from annualcycle.reports.rollup import RollUp
from annualcycle.usecases import goals
from tests.factories import (
    NOW,
    TODAY,
    ClosedPlanFactory,
    CommitteeFactory,
    CoverageFactory,
    DraftFactory,
    EvaluationFactory,
    GoalFactory,
    PlanFactory,
    TargetFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
GIVEN = {"title": "Færre ulykker", "first_year": 2027, "last_year": 2028}


def propose(place=None, parents=(), **words):
    words = {"place": place or CommitteeFactory(), "given": GIVEN, "submission_id": uuid.uuid4(), "by": UserFactory(), **words}
    return goals.propose(parents=parents, now=NOW, **words)


def test_a_goal_sent_twice_is_one_and_serves_the_goals_above():
    above, key, place, by = GoalFactory(), uuid.uuid4(), CommitteeFactory(), UserFactory()

    first = propose(place, [above], submission_id=key, by=by)
    again = propose(place, [above], submission_id=key, by=by)

    assert first == again
    assert list(first.parents.all()) == [above]
    assert first.status == Goal.Status.DRAFT


def test_links_that_go_round_are_refused_with_words_and_nothing_is_changed():
    above = GoalFactory(title="Det øverste")
    below = propose(parents=[above])

    with pytest.raises(RefusedError):
        goals.change(goal=above, given={"title": "Andet"}, parents=[below], version=above.version)
    above.refresh_from_db()
    assert (above.title, above.version, above.parents.count()) == ("Det øverste", 1, 0)


def test_writing_over_what_another_wrote_is_told():
    goal = propose()
    goals.change(goal=goal, given={"title": "Først"}, parents=[], version=1)

    with pytest.raises(StaleError):
        goals.change(goal=goal, given={"title": "Sidst"}, parents=[], version=1)
    assert Goal.objects.get().title == "Først"


def test_new_goals_are_adopted_only_when_last_years_are_judged_at_that_place():
    place = CommitteeFactory()
    old = GoalFactory(committee=place, first_year=2025, adopted_on=date(2024, 12, 1))
    GoalFactory(first_year=2025, adopted_on=date(2024, 12, 1))  # another place's
    new = propose(place)

    with pytest.raises(NotNowError, match=old.title):
        goals.adopt(goal=new, by=UserFactory(), today=TODAY)
    goals.judge(goal=old, year=2025, verdict="partly", words="Halvvejs", version=0, by=UserFactory(), now=NOW)
    goals.adopt(goal=new, by=UserFactory(), today=TODAY)

    assert (new.status, new.adopted_on) == (Goal.Status.ADOPTED, TODAY)
    with pytest.raises(NotNowError):
        goals.adopt(goal=new, by=UserFactory(), today=TODAY)


def test_a_goal_ended_before_last_year_is_not_asked_for():
    place = CommitteeFactory()
    GoalFactory(
        committee=place, first_year=2023, status="ended", ended_on=date(2024, 6, 1), ended_because="Nået", adopted_on=date(2023, 1, 1)
    )

    assert goals.not_judged(place, 2025) == []


def test_a_proposed_goal_is_not_judged():
    with pytest.raises(NotNowError):
        goals.judge(goal=propose(), year=2026, verdict="reached", words="", version=0, by=UserFactory(), now=NOW)
    assert not GoalJudgement.objects.exists()


def test_two_who_judge_at_once_are_told_and_the_first_stands():
    goal, by = GoalFactory(), UserFactory()
    goals.judge(goal=goal, year=2025, verdict="reached", words="", version=0, by=by, now=NOW)

    with pytest.raises(StaleError):
        goals.judge(goal=goal, year=2025, verdict="not_reached", words="Nej", version=0, by=by, now=NOW)
    goals.judge(goal=goal, year=2025, verdict="partly", words="Næsten", version=1, by=by, now=NOW)
    assert GoalJudgement.objects.get().verdict == "partly"


def test_a_goal_ends_with_a_reason_and_a_proposed_one_is_thrown_away_unless_others_serve_it():
    goal, draft, held = GoalFactory(), propose(), propose()
    GoalLink.objects.create(goal=goal, parent=held)

    goals.end(goal=goal, because="Afløst", today=TODAY)
    goals.throw_away(goal=draft)
    with pytest.raises(NotNowError):
        goals.throw_away(goal=held)
    with pytest.raises(NotNowError):
        goals.end(goal=held, because="x", today=TODAY)
    assert set(Goal.objects.all()) == {goal, held}


def test_half_of_2018_by_2030_is_measured_against_a_straight_line():
    goal = TargetFactory(baseline_value=Decimal(20), target_change=-50)
    for year, value in ((2018, Decimal(20)), (2024, Decimal(16)), (2025, Decimal(13))):
        goals.note_value(goal=goal, year=year, value=value, source="Årsrapport", by=goal.made_by, now=NOW)

    progress = Progress.of(goal, now=NOW, today=TODAY)

    assert progress.target == Decimal("10.0")
    assert [point.line for point in progress.points] == [Decimal("20.0"), Decimal("15.0"), Decimal("14.2")]
    assert progress.newest.value == 13
    assert progress.share == 70
    assert progress.is_on_track is True


def test_a_goal_in_words_has_no_figures_and_a_goal_without_baseline_no_line():
    assert Progress.of(GoalFactory(), now=NOW, today=TODAY) is None
    goal = TargetFactory(baseline_year=None, baseline_value=None)
    goals.note_value(goal=goal, year=2025, value=4, source="Talt", by=goal.made_by, now=NOW)
    progress = Progress.of(goal, now=NOW, today=TODAY)

    assert (progress.target, progress.share, progress.is_on_track) == (None, None, None)


def test_plans_that_helped_are_counted_from_the_units_the_committee_covers():
    committee, ward, elsewhere = CommitteeFactory(), UnitFactory(), UnitFactory()
    CoverageFactory(committee=committee, unit=ward)
    for unit, verdict in ((ward, "solved"), (ward, "no_effect"), (ward, "partly"), (elsewhere, "worse")):
        EvaluationFactory(plan=PlanFactory(unit=unit, status="awaiting"), verdict=verdict, on=date(2025, 5, 1))
    goal = GoalFactory(committee=committee, measured_by="helped", is_lower_better=False, first_year=2024)

    progress = Progress.of(goal, now=NOW, today=TODAY)

    assert [(point.year, point.value) for point in progress.points] == [(2025, Decimal(67))]


def test_plans_roll_up_through_the_goals_below_each_once_with_their_verdicts():
    nation, region, ward = GoalFactory(), GoalFactory(), GoalFactory()
    GoalLink.objects.create(goal=region, parent=nation)
    GoalLink.objects.create(goal=ward, parent=region)
    by = UserFactory()
    days = {"starts_on": date(2025, 1, 1), "implement_by": date(2025, 6, 1), "evaluate_on": date(2025, 9, 1)}
    late = PlanFactory(expected_closing_on=date(2026, 1, 1), **days)
    closed = ClosedPlanFactory()
    for goal, plan in ((ward, late), (ward, closed), (region, closed), (region, PlanFactory()), (region, DraftFactory())):
        goals.contribute(goal=goal, plan=plan, by=by, now=NOW)
    goals.contribute(goal=GoalFactory(), plan=PlanFactory(), by=by, now=NOW)

    found = RollUp.of_each([nation, ward], TODAY)

    assert (found[nation.pk].plans, found[nation.pk].open, found[nation.pk].overdue, found[nation.pk].judged) == (3, 2, 1, 1)
    assert found[nation.pk].goals_below == 2
    assert (found[ward.pk].plans, found[ward.pk].goals_below) == (2, 0)


@pytest.mark.parametrize("count", [1, 6])
def test_rolling_up_asks_as_many_questions_for_many_goals_as_for_one(count, django_assert_num_queries):
    found = [GoalFactory() for _ in range(count)]
    for goal in found:
        goals.contribute(goal=goal, plan=PlanFactory(), by=goal.made_by, now=NOW)

    with django_assert_num_queries(1):
        RollUp.of_each(found, TODAY)


def test_figures_of_our_own_data_are_counted_once_a_day_and_anew_when_the_goal_is_written_anew(django_assert_num_queries):
    committee, ward = CommitteeFactory(), UnitFactory()
    CoverageFactory(committee=committee, unit=ward)
    GoalFactory(committee=committee, measured_by="helped", is_lower_better=False, first_year=2024)

    def figures(day=TODAY):
        return [int(point.value) for point in Progress.of(Goal.objects.with_figures().get(), now=NOW, today=day).points]

    def judge(verdict):
        EvaluationFactory(plan=PlanFactory(unit=ward, status="awaiting"), verdict=verdict, on=date(2025, 5, 1))

    judge("solved")
    count_goals(now=NOW, today=TODAY)
    judge("no_effect")
    goal = Goal.objects.with_figures().get()
    with django_assert_num_queries(0):
        assert [int(point.value) for point in Progress.of(goal, now=NOW, today=TODAY).points] == [100]
    assert figures(TODAY + timedelta(days=1)) == [50]
    judge("no_effect")
    goals.change(goal=goal, given={"title": "Nyt navn"}, parents=[], version=goal.version)
    assert figures(TODAY + timedelta(days=1)) == [33]
    assert GoalCount.objects.get().counted_on == TODAY  # looking writes nothing
    count_goals(now=NOW, today=TODAY + timedelta(days=1))
    assert GoalCount.objects.get().goal_version == goal.version


def test_a_goal_that_has_ended_or_is_long_past_is_not_counted_by_night():
    for fields in ({"status": "ended", "ended_on": TODAY, "ended_because": "Afløst"}, {"first_year": 2020, "last_year": 2023}):
        GoalFactory(measured_by="helped", is_lower_better=False, **fields)

    count_goals(now=NOW, today=TODAY)

    assert not GoalCount.objects.exists()


def test_what_is_not_known_yet_is_asked_again_and_the_night_counts_what_was_kept_anew():
    committee, ward = CommitteeFactory(), UnitFactory()
    CoverageFactory(committee=committee, unit=ward)
    goal = GoalFactory(committee=committee, measured_by="helped", is_lower_better=False, first_year=2024)
    assert Progress.of(goal, now=NOW, today=TODAY).newest is None
    for kept, verdict in ((100, "solved"), (50, "no_effect")):
        EvaluationFactory(plan=PlanFactory(unit=ward, status="awaiting"), verdict=verdict, on=date(2025, 5, 1))
        count_goals(now=NOW, today=TODAY)

        assert Progress.of(Goal.objects.with_figures().get(), now=NOW, today=TODAY).newest.value == kept
