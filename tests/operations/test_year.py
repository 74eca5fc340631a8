"""A whole year of mails: nobody above the ceiling, no plan forgotten, never two steps in a week, nothing on free days."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from actionplans.models import HelpCode, HelpReached, HelpStep, MailKind
from actionplans.usecases import life
from safetynet.common.models import OutboxMail
from safetynet.operations.year import play_year
from tests.actionplans.test_ladder import morning, overdue_plan
from tests.factories import (
    CommitteeFactory,
    CoverageFactory,
    DraftFactory,
    EngagementFactory,
    EvaluationFactory,
    MeasureFactory,
    PlanFactory,
    SeatFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
START = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def manager():
    """Manages a department with wards below, whose plans are all hers."""
    manager = EngagementFactory().user
    department = UnitFactory(manager=manager, parent=UnitFactory(manager=EngagementFactory().user))
    group = CommitteeFactory()
    SeatFactory(committee=group, user=EngagementFactory(unit=department).user)
    for _ in range(3):
        ward = UnitFactory(parent=department, manager=EngagementFactory(unit=department).user)
        CoverageFactory(unit=ward, committee=group)
    return manager


@pytest.fixture
def thirty(manager):
    """Overdue for weeks and for years, due all through the year, put off, acute, standing, awaiting, confidential, a draft."""
    wards = list(manager.managed_units.get().children.all())
    made = [overdue_plan(wards[n % 3], since=START - n * 40 * DAY, owner=manager, is_confidential=n == 4) for n in range(6)]
    for n in range(20):
        due = START + n * 14 * DAY
        dates = {
            "starts_on": due - 80 * DAY,
            "implement_by": due - 40 * DAY,
            "evaluate_on": due,
            "expected_closing_on": due + (n % 3) * 7 * DAY,
        }
        state = {"status": "awaiting"} if n % 4 == 0 else {}
        acute = {"urgency": "acute", "immediate_measure": "Stoppet", "immediate_measure_by": manager} if n % 7 == 3 else {}
        plan = PlanFactory(
            unit=wards[n % 3],
            owner=manager,
            touched_at=morning(due - 60 * DAY) if due - 60 * DAY < START else morning(START),
            **dates,
            **state,
            **acute,
        )
        MeasureFactory(plan=plan, due_on=due - 45 * DAY)
        made.append(plan)
    made.append(overdue_plan(wards[0], since=START - 10 * DAY, owner=manager, snoozed_until=START + 50 * DAY))
    made.append(PlanFactory(unit=wards[1], owner=manager, status="standing", review_on=START + 30 * DAY))
    made.append(DraftFactory(unit=wards[2], owner=manager))
    made.append(EvaluationFactory(plan=PlanFactory(unit=wards[0], owner=manager)).plan)
    return made


def test_a_manager_with_thirty_plans_of_all_kinds_gets_no_more_than_the_ceiling_and_every_plan_takes_every_step(thirty, manager):
    year = play_year(START)

    assert len(thirty) == 30
    assert year.faults == []
    assert year.most_in_a_week <= 10
    late = [plan for plan in thirty if plan.status in ("active", "awaiting") and plan.expected_closing_on < START + 200 * DAY]
    steps = {plan.pk: list(HelpReached.objects.filter(plan=plan).order_by("at").values_list("code", flat=True)) for plan in late}
    assert len(late) > 15
    assert {pk: codes for pk, codes in steps.items() if codes != list(HelpCode)} == {}
    cards = OutboxMail.objects.filter(kind=MailKind.CARD, recipient=manager)
    assert cards.count() == 12


def test_the_ceiling_holds_also_where_a_region_sets_it_low(thirty, settings):
    settings.MAILS_PER_WEEK = 3

    year = play_year(START, 120)

    assert (year.too_many, year.most_in_a_week) == (0, 3)


def test_a_plan_that_is_looked_after_climbs_no_further(manager):
    plan = overdue_plan(manager.managed_units.get(), since=START - 20 * DAY, owner=manager)
    for number in range(12):
        play_year(START + number * 6 * DAY, 6)
        at = morning(START + number * 6 * DAY + 5 * DAY, 14)
        life.add_note(plan, text="Vi er i gang", submission_id=f"5f1b4d2e-0000-4000-8000-0000000000{number:02}", by=manager, now=at)

    assert list(HelpReached.objects.values_list("code", flat=True)) == ["pair"]


def test_the_command_says_what_the_year_brought_takes_it_back_and_fails_when_a_promise_is_broken(manager):
    plan = overdue_plan(manager.managed_units.get(), since=START - 300 * DAY, owner=manager)
    said = StringIO()
    call_command("simulate_year", days=60, stdout=said)

    assert "60 days" in said.getvalue()
    assert not OutboxMail.objects.exists()
    HelpReached.objects.create(plan=plan, code="pair", counted_from=START - 30 * DAY, at=morning(START - 5 * DAY))
    HelpStep.objects.filter(code="offer").update(days=7)
    HelpReached.objects.create(plan=plan, code="card", counted_from=START - 30 * DAY, at=morning(START - 3 * DAY))
    with pytest.raises(CommandError, match="within a week"):
        call_command("simulate_year", days=2, stdout=said)
