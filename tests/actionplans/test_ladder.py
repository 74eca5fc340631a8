"""The ladder by help: who is told when, never two steps in a week, and it stops at any action."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.core import mail as post

from actionplans.committee_text import committee_items
from actionplans.ladder import AtRest, days_counted, is_holiday_week, next_step
from actionplans.models import ActionPlan, HelpCode, HelpReached, HelpRequest, HelpStep, MailKind
from actionplans.usecases import helping, life
from actionplans.usecases.helping import climb
from orgstructure.access import Scope
from safetynet.common import outbox
from safetynet.common.models import OutboxMail
from safetynet.common.workdays import is_working_day
from tests.factories import EngagementFactory, PlanFactory

DAY = timedelta(days=1)
MONDAY = date(2026, 8, 31)
EVERYWHERE = Scope(("/",))


def morning(on, hour=8):
    return datetime(on.year, on.month, on.day, hour - 1, tzinfo=UTC)


def steps(**days):
    return [
        HelpStep(code=code, days=days.get(code, standard))
        for code, standard in (("pair", 7), ("committee", 21), ("card", 45), ("offer", 90))
    ]


def overdue_plan(ward, since=MONDAY, **fields):
    """Its date passed on that day, and nobody has noted anything since well before."""
    owner = fields.pop("owner", None) or EngagementFactory(unit=ward).user
    dates = {"starts_on": since - 90 * DAY, "implement_by": since - 40 * DAY, "evaluate_on": since, "expected_closing_on": since}
    return PlanFactory(unit=ward, owner=owner, touched_at=morning(since - 50 * DAY), **(dates | fields))


def walk(start, days):
    """Let each of these days pass, twice a day as the scheduler does."""
    for number in range(days):
        for hour in (8, 12):
            climb(now=morning(start + number * DAY, hour))


def reached(plan):
    return [(row.code, row.at.date()) for row in HelpReached.objects.filter(plan=plan).order_by("at")]


@pytest.mark.parametrize(("since", "today", "counted"), [
    (date(2026, 8, 31), date(2026, 9, 7), 7),
    (date(2026, 7, 3), date(2026, 8, 3), 10),  # weeks 28 to 30 do not count
    (date(2026, 12, 18), date(2027, 1, 4), 10),  # nor does week 52
    (date(2026, 9, 1), date(2026, 9, 1), 0),
])  # fmt: skip
def test_holiday_weeks_do_not_count(since, today, counted):
    assert days_counted(since, today) == counted


def test_a_step_is_taken_one_at_a_time_in_order():
    plan = AtRest(1, 1, 1, since=MONDAY - 200 * DAY)
    later = AtRest(1, 1, 1, since=MONDAY - 200 * DAY, reached=("pair", "committee"), last_step_on=MONDAY - 7 * DAY)

    assert next_step(plan, steps(), MONDAY).code == "pair"
    assert next_step(later, steps(), MONDAY).code == "card"
    assert next_step(later, steps(), MONDAY - DAY) is None  # six days after the last
    assert next_step(later, steps(card=250), MONDAY) is None


def test_a_step_that_the_region_does_not_want_is_passed_over():
    ladder = steps()
    ladder[1].is_on = False
    plan = AtRest(1, 1, 1, since=MONDAY - 90 * DAY, reached=("pair",), last_step_on=MONDAY - 30 * DAY)

    assert next_step(plan, ladder, MONDAY).code == "card"


@pytest.mark.django_db
def test_an_overdue_plan_reaches_every_step_on_its_day(ward, amr):
    plan = overdue_plan(ward)

    walk(MONDAY, 100)

    assert reached(plan) == [
        ("pair", MONDAY + 7 * DAY),
        ("committee", MONDAY + 21 * DAY),
        ("card", MONDAY + 45 * DAY),
        ("offer", MONDAY + 91 * DAY),
    ]  # fmt: skip  the ninetieth day is a Sunday
    assert HelpRequest.objects.get(plan=plan).by is None


@pytest.mark.django_db
def test_owner_and_representative_get_one_mail_a_week_about_all_their_plans(ward, amr):
    owner = EngagementFactory(unit=ward).user
    plans = [overdue_plan(ward, owner=owner) for _ in range(7)]

    walk(MONDAY, 14)

    told = OutboxMail.objects.filter(kind=MailKind.PAIR)
    assert sorted(told.values_list("recipient", flat=True)) == sorted([owner.pk, amr.pk])
    assert told[0].payload == {"plans": [plan.pk for plan in plans[:5]], "rest": 2}
    assert {mail.about_plans.count() for mail in told} == {5}
    walk(MONDAY + 14 * DAY, 1)
    assert list(told.order_by("-pk").values_list("payload__plans", flat=True))[:2] == [[plan.pk for plan in plans[5:]]] * 2


@pytest.mark.django_db
@pytest.mark.parametrize("act", [
    lambda plan, now: life.add_note(plan, text="Vi har bestilt liften", submission_id=plan.submission_id, by=plan.owner, now=now),
    lambda plan, now: life.extend(plan, new_on=now.date() + 30 * DAY, code="waiting", reason="", by=plan.owner, now=now, today=now.date()),
    lambda plan, now: life.snooze(plan, until=now.date() + 9 * DAY, code="absence", reason="", by=plan.owner, now=now, today=now.date()),
])  # fmt: skip
def test_any_action_stops_the_ladder_and_takes_the_plan_off_the_list(ward, act):
    plan = overdue_plan(ward)
    today = MONDAY + 22 * DAY
    walk(MONDAY, 22)
    on_list = list(ActionPlan.objects.for_committees(today))

    act(plan, morning(today, 13))

    assert on_list == [plan]
    assert not ActionPlan.objects.for_committees(today).exists()
    walk(today, 7)
    assert [code for code, _on in reached(plan)] == ["pair", "committee"]


@pytest.mark.django_db
def test_after_an_action_the_ladder_begins_anew_seven_days_later(ward):
    plan = overdue_plan(ward)
    walk(MONDAY, 10)
    life.add_note(plan, text="Vi venter på svar", submission_id=plan.submission_id, by=plan.owner, now=morning(MONDAY + 10 * DAY, 13))

    walk(MONDAY + 11 * DAY, 9)

    assert reached(plan) == [("pair", MONDAY + 7 * DAY), ("pair", MONDAY + 17 * DAY)]


@pytest.mark.django_db
def test_nothing_happens_on_weekends_holidays_and_in_holiday_weeks(ward):
    for offset in range(0, 60, 3):
        overdue_plan(ward, since=date(2026, 6, 10) + offset * DAY)

    walk(date(2026, 6, 10), 120)
    walk(date(2026, 12, 1), 45)

    days = {row.at.date() for row in HelpReached.objects.all()} | {mail.created_at.date() for mail in OutboxMail.objects.all()}
    assert days
    assert [day for day in days if is_holiday_week(day) or not is_working_day(day)] == []


@pytest.mark.django_db
def test_a_scheduler_that_was_off_sends_one_step_and_not_all_of_them(ward):
    plan = overdue_plan(ward, since=MONDAY - 300 * DAY)

    walk(MONDAY, 5)
    first = reached(plan)
    walk(MONDAY + 5 * DAY, 25)

    assert first == [("pair", MONDAY)]
    assert [code for code, _on in reached(plan)] == list(HelpCode)
    days = [on for _code, on in reached(plan)]
    assert all(later - earlier >= 7 * DAY for earlier, later in pairwise(days))


@pytest.mark.django_db
def test_the_mail_says_nothing_that_is_no_longer_true(ward, amr):
    quiet, moved = overdue_plan(ward), overdue_plan(ward)
    walk(MONDAY, 8)
    life.add_note(moved, text="Nu sker der noget", submission_id=moved.submission_id, by=moved.owner, now=morning(MONDAY + 7 * DAY, 13))

    outbox.deliver(now=morning(MONDAY + 7 * DAY, 14))

    to_amr = next(message for message in post.outbox if message.to == [amr.email])
    assert quiet.title in to_amr.body
    assert moved.title not in to_amr.body
    assert not moved.mails.filter(mail__kind=MailKind.PAIR, mail__recipient=amr).exists()
    assert not [message for message in post.outbox if message.to == [moved.owner.email]]


@pytest.mark.django_db
def test_the_title_of_a_confidential_plan_stands_in_no_mail_and_on_no_list(ward, amr):
    plan = overdue_plan(ward, title="Kvabbelsnask", is_confidential=True)
    walk(MONDAY, 22)
    outbox.deliver(now=morning(MONDAY + 22 * DAY))

    assert post.outbox
    assert "Kvabbelsnask" not in "".join(message.body + message.subject for message in post.outbox)
    assert list(ActionPlan.objects.for_committees(MONDAY + 22 * DAY)) == [plan]
    assert not committee_items(EVERYWHERE, MONDAY + 22 * DAY)


@pytest.mark.django_db
def test_the_committees_list_says_why_in_ready_words(ward):
    plan = overdue_plan(ward, title="Lift i alle stuer")
    walk(MONDAY, 22)

    found = committee_items(EVERYWHERE, MONDAY + 22 * DAY)

    assert (found.total, found.items[0].plan, found.items[0].since) == (1, plan, MONDAY + 21 * DAY)
    assert "Lift i alle stuer" in found.items[0].text
    assert "22" in found.items[0].why


@pytest.mark.django_db
def test_planning_takes_as_many_queries_for_many_plans_as_for_few(ward, amr, django_assert_max_num_queries):
    overdue_plan(ward)
    with django_assert_max_num_queries(40) as few:
        climb(now=morning(MONDAY + 8 * DAY))
    for _ in range(30):
        overdue_plan(ward)
    with django_assert_max_num_queries(len(few.captured_queries)):
        climb(now=morning(MONDAY + 8 * DAY))


@pytest.mark.django_db
def test_help_that_is_asked_for_waits_once_and_is_answered_once(ward, amr):
    plan, now = overdue_plan(ward), morning(MONDAY)
    first = helping.ask_for_help(plan, text="Vi mangler en lift", by=plan.owner, now=now)
    again = helping.ask_for_help(plan, text="Igen", by=amr, now=now)

    answers = [
        helping.answer_help(first, text="Vi tales ved på torsdag", submission_id=plan.submission_id, by=amr, now=now) for _ in range(2)
    ]

    assert first == again
    assert answers == [True, False]
    assert plan.follow_ups.count() == 1
