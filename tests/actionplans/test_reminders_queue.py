"""The mails that are due, planned: once each, with manners, in a constant number of queries."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections

from actionplans.models import MailKind, PlanMail
from actionplans.usecases.reminding import queue_reminders
from safetynet.common.models import OutboxMail
from tests.factories import EngagementFactory, MeasureFactory, PlanFactory, UserFactory

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def morning(on, hour=8):
    return datetime(on.year, on.month, on.day, hour - 1, tzinfo=UTC)


def employee(**fields):
    return EngagementFactory(user=UserFactory(**fields)).user


def a_plan(evaluate_on=MONDAY, **fields):
    owner = fields.pop("owner", None) or employee()
    dates = {"starts_on": date(2026, 9, 1), "implement_by": min(date(2026, 10, 1), evaluate_on), "evaluate_on": evaluate_on}
    return PlanFactory(**({"owner": owner, "status": "awaiting", "expected_closing_on": evaluate_on + 14 * DAY} | dates | fields))


def planned(*kinds):
    return sorted(
        OutboxMail.objects.filter(kind__in=kinds or [k for k in MailKind if k != MailKind.CALENDAR]).values_list("kind", flat=True)
    )


@pytest.mark.django_db
def test_looking_twice_plans_once():
    a_plan()

    first, second = queue_reminders(now=morning(MONDAY)), queue_reminders(now=morning(MONDAY, 9))

    assert first[MailKind.EVALUATE] == 1
    assert not second
    assert planned() == ["evaluate"]


@pytest.mark.django_db
def test_the_plan_lists_the_mail_with_receiver_and_reason():
    plan = a_plan()

    queue_reminders(now=morning(MONDAY))

    listed = PlanMail.objects.for_page().get(plan=plan, mail__kind=MailKind.EVALUATE)
    assert (listed.mail.recipient, listed.reason) == (plan.owner, "owner")
    assert set(listed.mail.payload) == {"plan", "on", "reason"}


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 11, 22), date(2026, 12, 24), date(2026, 12, 25)])
def test_weekends_and_holidays_are_quiet_and_the_next_working_day_catches_up(day):
    a_plan(evaluate_on=day)

    assert not queue_reminders(now=morning(day))
    assert queue_reminders(now=morning(date(2026, 11, 23) if day.month == 11 else date(2026, 12, 28)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 3, 29, 22, 30, tzinfo=UTC),  # 00:30 on Monday the 30th, summer time since the night before
        datetime(2026, 10, 25, 23, 30, tzinfo=UTC),  # 00:30 on Monday the 26th, winter time again
    ],
)
def test_the_day_is_the_day_in_copenhagen_also_when_the_clocks_change(now):
    day = (now + timedelta(hours=2)).date()
    a_plan(evaluate_on=day, starts_on=date(2026, 1, 1), implement_by=date(2026, 2, 1))
    a_plan(evaluate_on=day + DAY, starts_on=date(2026, 1, 1), implement_by=date(2026, 2, 1))

    assert queue_reminders(now=now)[MailKind.EVALUATE] == 1


@pytest.mark.django_db
def test_the_last_night_of_the_year_belongs_to_the_next_year_when_it_does_in_copenhagen():
    a_plan(evaluate_on=date(2025, 12, 30), starts_on=date(2025, 1, 1), implement_by=date(2025, 2, 1))

    assert not queue_reminders(now=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))  # New Year's Day in Copenhagen
    assert queue_reminders(now=datetime(2026, 1, 1, 23, 30, tzinfo=UTC))[MailKind.EVALUATION_OVERDUE] == 1


@pytest.mark.django_db
def test_where_several_stages_were_missed_only_the_last_is_sent():
    a_plan(status="active", evaluate_on=MONDAY - 60 * DAY)

    queue_reminders(now=morning(MONDAY))

    assert planned() == ["closure_overdue"]


@pytest.mark.django_db
def test_an_overdue_mail_waits_three_days_after_the_last_one_about_the_plan():
    a_plan()
    days = [MONDAY + n * DAY for n in range(5)]

    new = [sum(queue_reminders(now=morning(day)).values()) for day in days]

    assert new == [1, 0, 0, 1, 0]
    assert planned() == ["evaluate", "evaluation_overdue"]


@pytest.mark.django_db
def test_one_person_gets_one_mail_about_one_plan_a_day():
    plan = a_plan(status="active")
    MeasureFactory(plan=plan, responsible=plan.owner, due_on=MONDAY - DAY)

    queue_reminders(now=morning(MONDAY))

    assert planned() == ["evaluate"]


@pytest.mark.django_db
def test_people_who_have_left_get_nothing():
    left = EngagementFactory(user=UserFactory(), valid_to=MONDAY).user
    a_plan(owner=left)
    a_plan(owner=employee(is_active=False))
    a_plan()

    assert queue_reminders(now=morning(MONDAY))[MailKind.EVALUATE] == 1


@pytest.mark.django_db
def test_drafts_and_ended_plans_call_for_nothing(django_user_model):
    from tests.factories import ClosedPlanFactory, DraftFactory

    DraftFactory(owner=employee(), evaluate_on=MONDAY - DAY)
    ClosedPlanFactory(owner=employee())

    assert not queue_reminders(now=morning(MONDAY))


@pytest.mark.django_db
def test_nobody_gets_more_than_the_ceiling_in_a_week_and_the_most_urgent_come_first(settings):
    settings.MAILS_PER_WEEK = 3
    owner = employee()
    for days in range(4):
        a_plan(owner=owner, evaluate_on=MONDAY + 3 * DAY - days * DAY)
    a_plan(owner=owner, evaluate_on=MONDAY - 60 * DAY)
    other = a_plan().owner

    queue_reminders(now=morning(MONDAY))

    kinds = list(OutboxMail.objects.filter(recipient=owner).values_list("kind", flat=True))
    assert sorted(kinds) == ["closure_overdue", "evaluate"]  # the third place is kept for the weekly overview
    assert OutboxMail.objects.filter(recipient=other).count() == 1
    assert not queue_reminders(now=morning(MONDAY, 10))
    assert queue_reminders(now=morning(MONDAY + 7 * DAY, 10))


@pytest.mark.django_db
def test_a_new_date_is_asked_about_anew():
    plan = a_plan()
    queue_reminders(now=morning(MONDAY))
    plan.change(version=plan.version, evaluate_on=MONDAY + 7 * DAY)

    queue_reminders(now=morning(MONDAY + 7 * DAY))

    assert planned() == ["evaluate", "evaluate"]


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_plans(django_assert_num_queries):
    a_plan()
    queue_reminders(now=morning(MONDAY))
    few = count_queries()
    for _n in range(30):
        MeasureFactory(plan=a_plan(status="active"), responsible=employee(), due_on=MONDAY - DAY)

    assert count_queries() == few


def count_queries():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    OutboxMail.objects.all().delete()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        queue_reminders(now=morning(MONDAY))
    return len(captured)


@pytest.mark.django_db(transaction=True)
def test_two_beats_and_four_workers_plan_each_mail_exactly_once():
    for _n in range(40):
        a_plan(evaluator=employee())
    together = Barrier(4)

    def look(_n):
        together.wait()
        try:
            return queue_reminders(now=morning(MONDAY))[MailKind.EVALUATE]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(look, range(4))) == 80
    assert PlanMail.objects.filter(mail__kind=MailKind.EVALUATE).count() == 80
