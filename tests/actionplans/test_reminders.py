"""Which reminder a plan calls for on a day: every stage the day before it is due, the day it is, and long after."""

from datetime import date, timedelta

import pytest

from actionplans.models import MailKind, MailReason
from actionplans.reminders import reminders_of
from tests.factories import MeasureFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db

STARTS = date(2026, 9, 1)
IMPLEMENT_BY = date(2026, 10, 1)
EVALUATE_ON = date(2026, 12, 1)
CLOSING = date(2026, 12, 15)
DATES = {"starts_on": STARTS, "implement_by": IMPLEMENT_BY, "evaluate_on": EVALUATE_ON, "expected_closing_on": CLOSING}
DAY = timedelta(days=1)


def a_plan(**fields):
    return PlanFactory(**(DATES | fields))


def asked(plan, on, person=None):
    """What is asked on that day of that person (the owner, unless named)."""
    person = person or plan.owner
    return [r.kind for r in reminders_of(plan, on, publisher_id=plan.created_by_id) if r.person_id == person.pk]


@pytest.mark.parametrize(
    ("status", "on", "kinds"),
    [
        ("active", IMPLEMENT_BY, []),
        ("active", IMPLEMENT_BY + DAY, [MailKind.CARRY_OUT]),
        ("active", EVALUATE_ON - 4 * DAY, [MailKind.CARRY_OUT]),
        ("active", EVALUATE_ON - 3 * DAY, [MailKind.DUE_SOON]),
        ("active", EVALUATE_ON - DAY, [MailKind.DUE_SOON]),
        ("active", EVALUATE_ON, [MailKind.EVALUATE]),
        ("active", CLOSING, [MailKind.EVALUATE]),
        ("active", CLOSING + DAY, [MailKind.CLOSURE_OVERDUE]),
        ("active", CLOSING + 400 * DAY, [MailKind.CLOSURE_OVERDUE]),
        ("awaiting", EVALUATE_ON - 4 * DAY, []),
        ("awaiting", EVALUATE_ON - 3 * DAY, [MailKind.DUE_SOON]),
        ("awaiting", EVALUATE_ON, [MailKind.EVALUATE]),
        ("awaiting", EVALUATE_ON + DAY, [MailKind.EVALUATION_OVERDUE]),
        ("awaiting", CLOSING, [MailKind.EVALUATION_OVERDUE]),
        ("awaiting", CLOSING + DAY, [MailKind.CLOSURE_OVERDUE]),
    ],
)
def test_the_owner_is_asked_for_the_last_stage_reached(status, on, kinds):
    assert asked(a_plan(status=status), on) == kinds


@pytest.mark.parametrize(
    ("days", "kind"), [(1, MailKind.EVALUATION_OVERDUE), (7, MailKind.EVALUATION_OVERDUE), (8, MailKind.CLOSURE_OVERDUE)]
)
def test_where_both_dates_are_one_the_evaluation_is_asked_for_a_week_before_the_closing(days, kind):
    plan = a_plan(status="awaiting", expected_closing_on=EVALUATE_ON)
    assert asked(plan, EVALUATE_ON + days * DAY) == [kind]


@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        (EVALUATE_ON - 4 * DAY, []),
        (EVALUATE_ON - 3 * DAY, [MailKind.DUE_SOON]),
        (EVALUATE_ON, [MailKind.EVALUATE]),
        (EVALUATE_ON + DAY, [MailKind.EVALUATION_OVERDUE]),
        (CLOSING + DAY, []),  # the closing is the owner's
    ],
)
def test_the_evaluator_is_asked_about_the_effect_only(on, kinds):
    plan = a_plan(status="awaiting", evaluator=UserFactory())
    assert asked(plan, on, plan.evaluator) == kinds


def test_an_evaluator_who_is_the_owner_is_asked_once():
    owner = UserFactory()
    assert asked(a_plan(owner=owner, evaluator=owner), EVALUATE_ON) == [MailKind.EVALUATE]


@pytest.mark.parametrize(("on", "kinds"), [(CLOSING - DAY, []), (CLOSING, [MailKind.REVIEW]), (CLOSING + 90 * DAY, [MailKind.REVIEW])])
def test_a_standing_plan_is_asked_for_its_review_and_nothing_else(on, kinds):
    assert asked(a_plan(status="standing", review_on=CLOSING), on) == kinds


def test_when_the_last_measure_is_done_the_owner_is_asked_whether_the_plan_is_carried_out():
    plan = a_plan()
    MeasureFactory(plan=plan, due_on=IMPLEMENT_BY, done_on=STARTS, done_by=plan.owner)
    undone = MeasureFactory(plan=plan, due_on=IMPLEMENT_BY)
    assert asked(plan, STARTS + DAY) == []

    undone.done_on, undone.done_by = STARTS, plan.owner
    undone.save(update_fields=["done_on", "done_by"])

    assert asked(plan, STARTS + DAY) == [MailKind.CARRY_OUT]


def test_a_plan_without_measures_is_not_taken_for_done():
    assert asked(a_plan(), STARTS + DAY) == []


@pytest.mark.parametrize(
    ("due", "kinds"),
    [
        (4, []),
        (3, [MailKind.MEASURE_SOON]),
        (0, [MailKind.MEASURE_SOON]),
        (-1, [MailKind.MEASURE_OVERDUE]),
        (-300, [MailKind.MEASURE_OVERDUE]),
    ],
)
def test_the_responsible_is_asked_about_the_measure_by_its_own_date(due, kinds):
    person, on = UserFactory(), date(2026, 9, 20)
    plan = a_plan(created_by=person)
    MeasureFactory(plan=plan, responsible=person, due_on=on + due * DAY)

    assert asked(plan, on, person) == kinds


def test_a_person_with_several_late_measures_is_asked_once():
    person, on = UserFactory(), date(2026, 9, 20)
    plan = a_plan()
    for days in (1, 5, 9):
        MeasureFactory(plan=plan, responsible=person, due_on=on - days * DAY)

    reminders = [r for r in reminders_of(plan, on, publisher_id=None) if r.person_id == person.pk]

    assert [(r.kind, r.on) for r in reminders] == [(MailKind.MEASURE_OVERDUE, on - DAY)]


@pytest.mark.parametrize("status", ["awaiting", "standing"])
def test_measures_of_a_plan_that_is_carried_out_are_asked_about_no_more(status):
    person = UserFactory()
    plan = a_plan(status=status, review_on=CLOSING if status == "standing" else None)
    MeasureFactory(plan=plan, responsible=person, due_on=STARTS)

    assert asked(plan, IMPLEMENT_BY, person) == []


def test_owner_and_responsible_hear_that_the_plan_is_theirs_but_nobody_hears_what_they_did_themselves():
    author, owner, helper = UserFactory(), UserFactory(), UserFactory()
    given = a_plan(owner=owner, created_by=author)
    own = a_plan(owner=author, created_by=author)
    for plan in (given, own):
        MeasureFactory(plan=plan, responsible=helper, due_on=IMPLEMENT_BY)
        MeasureFactory(plan=plan, responsible=author, due_on=IMPLEMENT_BY)

    assert asked(given, STARTS, owner) == [MailKind.ASSIGNED]
    assert asked(given, STARTS, helper) == [MailKind.ASSIGNED]
    assert asked(given, STARTS, author) == []
    assert asked(own, STARTS, author) == []


def test_an_owner_who_published_the_plan_needs_no_telling():
    plan = a_plan(created_by=UserFactory())
    assert list(reminders_of(plan, STARTS, publisher_id=plan.owner_id)) == []


def test_a_snoozed_plan_is_left_in_peace_until_the_day_it_chose():
    plan = a_plan(snoozed_until=EVALUATE_ON + 5 * DAY)
    assert asked(plan, EVALUATE_ON + 4 * DAY) == []
    assert asked(plan, EVALUATE_ON + 5 * DAY) == [MailKind.EVALUATE]


def test_another_date_is_another_reminder_and_the_same_date_is_the_same():
    plan = a_plan()
    first = {r.key for r in reminders_of(plan, EVALUATE_ON, publisher_id=plan.created_by_id)}
    again = {r.key for r in reminders_of(plan, EVALUATE_ON + DAY, publisher_id=plan.created_by_id)}
    plan.evaluate_on += 7 * DAY
    moved = {r.key for r in reminders_of(plan, EVALUATE_ON + 7 * DAY, publisher_id=plan.created_by_id)}

    assert first == again
    assert moved & first == set()


def test_each_reminder_says_why_this_person():
    plan = a_plan(evaluator=UserFactory())
    reasons = {r.person_id: r.reason for r in reminders_of(plan, EVALUATE_ON, publisher_id=None)}
    assert reasons == {plan.owner_id: MailReason.OWNER, plan.evaluator_id: MailReason.EVALUATOR}
