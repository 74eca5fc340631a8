"""The figures of an annual report: as of a date, by level and theme, suppressed where they must be, and kept as they stood."""

import json
import uuid
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import StallCheck, StallChecklist
from annualcycle.annual_page import AnnualPage
from annualcycle.annual_tables import themes_table
from annualcycle.annual_words import drafted
from annualcycle.reports.annual_figures import AnnualFigures
from annualcycle.usecases import annual_reports, goals
from apv.models import CLOCKED
from injuries.models import InjuryPolicy, ShownCount
from tests.factories import (
    NOW,
    TODAY,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    EvaluationFactory,
    GoalFactory,
    PlanFactory,
    ThemeFactory,
    TopicCoverFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
END = date(2025, 12, 31)
SECRET = "Kvabbelsnask"


def at(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))


def made(place, year=2025, as_of=END):
    return AnnualFigures.of(place, year, as_of, now=NOW, today=TODAY)


@pytest.fixture
def region():
    return UnitFactory(name="Region Eksempel")


@pytest.fixture
def hospital(region):
    return UnitFactory(name="Hospital Nord", parent=region)


def due_plan(unit, day=date(2025, 6, 1), **columns):
    """Published in January, to be closed that day."""
    begun = date(day.year, 1, 10)
    dates = {"starts_on": begun, "implement_by": begun, "evaluate_on": day, "expected_closing_on": day}
    return PlanFactory(unit=unit, published_at=at(begun), **dates, **columns)


def judged(plan, day, verdict="solved", **columns):
    return EvaluationFactory(plan=plan, on=day, at=at(day), verdict=verdict, **columns)


def asked_why(plan, day, cause="means", stage="begun"):
    StallCheck.objects.create(
        plan=plan,
        checklist=StallChecklist.objects.current(TODAY),
        by=plan.owner,
        at=at(day),
        stage=stage,
        cause=cause,
        submission_id=uuid.uuid4(),
    )


def test_the_one_figure_is_as_of_the_day_and_stands_beside_the_year_before(region, hospital):
    judged(due_plan(hospital), date(2025, 6, 10))
    judged(due_plan(hospital), date(2026, 3, 1))  # known only later, and too late
    due_plan(hospital)
    judged(due_plan(hospital, date(2024, 5, 1)), date(2024, 5, 1))
    judged(due_plan(UnitFactory()), date(2025, 6, 1))  # elsewhere

    found = made(region).plans

    assert (found.now.due, found.now.in_time, found.now.made, found.now.evaluated) == (3, 1, 3, 1)
    assert (found.before.due, found.before.in_time) == (1, 1)
    assert [(one.year, one.due, one.done) for one in found.years][-2:] == [(2024, 1, 1), (2025, 3, 1)]
    assert sum(one.due for one in found.quarters if one.year == 2025) == 3
    assert [(one.name, one.now.due) for one in found.parts] == [("Hospital Nord", 3)]
    assert made(region, as_of=date(2026, 4, 1)).plans.now.evaluated == 1


def test_effects_say_which_rest_on_a_named_source(hospital):
    judged(due_plan(hospital), date(2025, 6, 1), "solved", source="count")
    judged(due_plan(hospital), date(2025, 6, 1), "no_effect")

    found = {one.verdict: (one.plans, one.named) for one in made(hospital).plans.effects}

    assert found == {"solved": (1, 1), "partly": (0, 0), "no_effect": (1, 0), "worse": (0, 0)}
    assert made(hospital).plans.quarters[5].verdicts == {"solved": 1, "no_effect": 1}


def test_why_not_in_time_counts_causes_by_stage_and_those_who_said_nothing(region, hospital):
    for _number in range(2):
        asked_why(due_plan(hospital), date(2025, 9, 1))
    twice = due_plan(hospital)
    asked_why(twice, date(2025, 9, 1), cause="means", stage="not_begun")
    asked_why(twice, date(2025, 10, 1), cause="decided_against", stage="not_begun")
    asked_why(due_plan(hospital), date(2026, 2, 1), cause="time")  # said after the day
    due_plan(hospital)
    judged(due_plan(hospital), date(2025, 6, 1))

    figures = made(region)

    assert [(one.code, one.by_stage) for one in figures.plans.causes] == [("means", {"begun": 2}), ("decided_against", {"not_begun": 1})]
    assert (figures.plans.now.first.missed, figures.plans.now.said, figures.plans.now.silent) == (5, 3, 2)
    assert (figures.plans.parts[0].cause, figures.plans.parts[0].cause_plans, figures.plans.parts[0].causes) == ("means", 2, 3)
    words = drafted("why", figures)
    assert words.startswith("5 handleplaner blev ikke vurderet til tiden. For 3 af dem har nogen sagt hvorfor, for 2 har ingen.")
    assert "2 af 3" in words


def test_confidential_plans_are_counted_and_are_in_no_theme(hospital):
    theme = ThemeFactory(code="loft", name={"da": "Tunge løft"})
    due_plan(hospital, theme=theme)
    due_plan(hospital, theme=theme, title=SECRET, is_confidential=True)

    figures = made(hospital)

    assert figures.plans.now.made == 2
    assert [row[:1] + row[3:4] for row in themes_table(figures).plain] == [["Tunge løft", 1], ["Fortrolige handleplaner", 1]]
    assert SECRET not in json.dumps(figures.to_keep())


def test_apv_is_late_by_the_law_as_it_was_that_day(region, hospital):
    for topic in CLOCKED:
        TopicCoverFactory(unit=hospital, topic=topic, covered_on=date(2022, 6, 1))
    late = UnitFactory(name="Aldrig", parent=region)
    for unit in (hospital, late):
        EngagementFactory(unit=unit)
    UnitFactory(name="Uden ansatte", parent=region)

    before = made(region, 2024, date(2024, 12, 31)).apv
    found = made(region).apv

    assert (before.now.late, before.now.units) == (1, 2)
    assert (found.now.late, found.before.late) == (2, 1)
    assert [(one.name, one.units, one.late) for one in found.parts] == [("Aldrig", 1, 1), ("Hospital Nord", 1, 1)]
    assert found.by_topic == {topic.value: 2 for topic in CLOCKED}


def shown(unit, year, axis, code, cases):
    ShownCount.objects.create(unit=unit, year=year, axis=axis, code=code, cases=cases, hidden_below=5)


def test_injuries_are_what_everybody_may_see_and_hidden_in_one_part_they_are_hidden(region, hospital):
    other = UnitFactory(name="Hospital Syd", parent=region)
    both = CommitteeFactory(name="HMU")
    for unit in (hospital, other):
        CoverageFactory(committee=both, unit=unit)
        EngagementFactory(unit=unit)
        shown(unit, 2018, "new", "new", 20)
        shown(unit, 2025, "injury", "", 30)
    shown(hospital, 2025, "new", "new", 8)
    EngagementFactory(unit=UnitFactory(name="Hospital Vest", parent=region))

    one, together = made(hospital).injuries, made(both).injuries

    assert (one.year(2025).injuries, one.year(2025).absent_new, one.year(2025).absent, one.target) == (30, 8, None, 10.0)
    assert one.year(2025).line == 14.2
    assert (together.year(2025).injuries, together.year(2025).absent_new, together.baseline) == (60, None, 40.0)
    assert "På sporet: 8 ulykker" in drafted("injuries", made(hospital))
    assert made(hospital, 2026, TODAY).injuries.year(2026).injuries is None


def test_a_year_that_is_not_shown_is_neither_on_track_nor_off_it(hospital):
    for year, cases in ((2018, 20), (2023, 9)):
        shown(hospital, year, "new", "new", cases)
    shown(hospital, 2025, "injury", "", 30)

    words = drafted("injuries", made(hospital))

    assert "i 2025, vises ikke" in words
    assert "Det nyeste, der vises: 9 i 2023" in words
    assert "sporet" not in words


def test_pictures_begin_with_the_first_quarter_that_has_a_figure_and_goals_are_told_as_they_went(hospital):
    judged(due_plan(hospital), date(2025, 6, 10))
    for verdict in ("reached", "reached", "partly"):
        goal = GoalFactory(committee=None, unit=hospital, adopted_on=date(2024, 12, 1))
        goals.judge(goal=goal, year=2025, verdict=verdict, words="Næsten.", version=0, by=UserFactory(), now=NOW)

    figures = made(hospital)

    assert [(one.year, one.number) for one in figures.plans.trend] == [(2025, 2), (2025, 3), (2025, 4)]
    assert figures.plans.judged_quarters == figures.plans.trend
    assert drafted("goals", figures) == "Vi havde 3 egne mål for 2025: 2 nået, 1 delvist nået."


def test_a_limit_raised_later_hides_the_injuries_of_a_published_report_again(hospital):
    shown(hospital, 2025, "injury", "", 37)
    by = UserFactory()
    report, _is_new = annual_reports.begin(place=hospital, year=2025, as_of=END, by=by, now=NOW, today=TODAY)
    assert AnnualPage(report).figures.injuries.year(2025).injuries == 37

    InjuryPolicy.objects.create(hidden_below=InjuryPolicy.in_force().hidden_below + 1, made_at=NOW)

    assert AnnualPage(report).figures.injuries.year(2025).injuries is None
    assert "37" not in AnnualPage(report).chapter("injuries").words


def test_goals_of_the_place_and_those_below_are_reached_partly_or_not():
    above = CommitteeFactory(name="RMU")
    group = CommitteeFactory(name="AMG", parent=above)
    own, theirs = GoalFactory(committee=above, title="Vores"), GoalFactory(committee=group)
    GoalFactory(committee=CommitteeFactory(), title=SECRET)
    GoalFactory(committee=above, status="draft", title=SECRET)
    for goal in GoalFactory._meta.model.objects.exclude(status="draft"):
        GoalFactory._meta.model.objects.filter(pk=goal.pk).update(adopted_on=date(2024, 12, 1))
    goals.judge(goal=own, year=2025, verdict="partly", words="Om dagen, ikke om natten", version=0, by=UserFactory(), now=NOW)

    found = made(above).goals

    assert [(one.title, one.verdict, one.words) for one in found.own] == [("Vores", "partly", "Om dagen, ikke om natten")]
    assert [(one.goals, one.unsaid) for one in found.below] == [(1, 1)]
    assert [one.pk for one in made(group).goals.own] == [theirs.pk]
    assert [one.title for one in found.next_year] == ["Vores"]


def test_what_is_kept_as_json_is_read_as_it_was(region, hospital):
    judged(due_plan(hospital, theme=ThemeFactory()), date(2025, 6, 10))
    asked_why(due_plan(hospital), date(2025, 9, 1))
    EngagementFactory(unit=hospital)
    figures = made(region)

    kept = json.loads(json.dumps(figures.to_keep()))

    assert AnnualFigures.kept(kept, year=2025, as_of=END) == figures


def test_the_number_of_queries_does_not_grow(region):
    committee = CommitteeFactory(name="RMU")

    def add(number):
        for _each in range(number):
            unit = UnitFactory(parent=region)
            CoverageFactory(committee=CommitteeFactory(parent=committee), unit=unit)
            EngagementFactory(unit=unit)
            judged(due_plan(unit, theme=ThemeFactory()), date(2025, 6, 10))
            asked_why(due_plan(unit), date(2025, 9, 1))
            GoalFactory(committee=committee, adopted_on=date(2024, 12, 1))
            shown(unit, 2025, "injury", "", 10)

    def queries(place):
        with CaptureQueriesContext(connection) as context:
            made(place)
        return len(context)

    add(2)
    few = queries(region), queries(committee)
    add(6)
    assert (queries(region), queries(committee)) == few
    assert max(few) < 90


def test_a_unit_clearly_behind_similar_ones_is_told_so_and_others_are_not(region):
    hospitals = [UnitFactory(parent=region, name=f"Hospital {number}") for number in range(9)]
    for number, unit in enumerate(hospitals):
        EngagementFactory(unit=unit)
        for _each in range(5):
            plan = due_plan(unit)
            if number:
                judged(plan, date(2025, 6, 1))

    behind = made(hospitals[0])
    assert (behind.plans.peers.units, behind.plans.peers.low) == (8, 100)
    assert made(hospitals[1]).plans.peers.units == 0
    assert "klart bagud" in drafted("plans", behind)


def test_a_committee_that_covers_the_regions_own_office_is_not_told_the_whole_regions_injuries(region, hospital):
    committee = CommitteeFactory(name="HMU")
    for unit in (region, hospital):
        CoverageFactory(committee=committee, unit=unit)
    for unit in (region, hospital, UnitFactory(name="Hospital Syd", parent=region)):
        EngagementFactory(unit=unit)
    shown(region, 2025, "injury", "", 90)
    shown(hospital, 2025, "injury", "", 30)

    found = made(committee).injuries

    assert (found.unit, found.year(2025).injuries) == ("Hospital Nord", 30)
