"""The weekly overview: Tuesday, five lines, the most overdue first, nothing told twice, and calm weeks are calm."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail as postbox

from actionplans.models import MailKind, PlanMail
from actionplans.usecases import life
from actionplans.usecases.digest import digest_day, queue_digests
from actionplans.usecases.playing import play_day, queue_everything
from safetynet.common import outbox
from safetynet.common.models import OutboxMail
from tests.factories import NOW, EngagementFactory, MeasureFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)
DAY = timedelta(days=1)


def morning(on, hour=6):
    return datetime(on.year, on.month, on.day, hour, tzinfo=UTC)


def employee(**fields):
    return EngagementFactory(user=UserFactory(**fields)).user


def a_plan(evaluate_on, **fields):
    owner = fields.pop("owner", None) or employee()
    dates = {"starts_on": date(2026, 5, 1), "implement_by": min(date(2026, 6, 1), evaluate_on), "evaluate_on": evaluate_on}
    return PlanFactory(**({"owner": owner, "status": "awaiting", "expected_closing_on": evaluate_on + 14 * DAY} | dates | fields))


def lines(person):
    digest = OutboxMail.objects.filter(kind=MailKind.DIGEST, recipient=person).order_by("pk").last()
    return [(plan_id, code) for plan_id, code, _on, _reason in digest.payload["lines"]] if digest else []


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (MONDAY, TUESDAY),
        (TUESDAY, TUESDAY),
        (date(2026, 11, 29), TUESDAY),
        (date(2024, 12, 27), date(2024, 12, 27)),  # Tuesday the 24th to Thursday the 26th are holidays
        (date(2026, 12, 31), date(2026, 12, 29)),
        (date(2021, 1, 3), date(2020, 12, 29)),  # week 53
    ],
)
def test_the_day_of_the_overview_is_tuesday_or_the_next_working_day(today, day):
    assert digest_day(today) == day


def test_nothing_before_tuesday_and_nothing_before_half_past_seven():
    a_plan(MONDAY + 10 * DAY)

    assert queue_digests(now=morning(MONDAY)) == 0
    assert queue_digests(now=datetime(2026, 11, 24, 5, 5, tzinfo=UTC)) == 1  # 06:05 in Copenhagen
    assert outbox.deliver(now=datetime(2026, 11, 24, 6, 29, tzinfo=UTC)).sent == 0
    assert outbox.deliver(now=datetime(2026, 11, 24, 6, 30, tzinfo=UTC)).sent == 1


def test_one_overview_a_week_however_often_one_looks_also_after_three_days_without_a_scheduler():
    plan = a_plan(MONDAY + 10 * DAY)

    late = [queue_digests(now=morning(TUESDAY + 3 * DAY)), queue_digests(now=morning(TUESDAY + 3 * DAY, 9))]

    assert late == [1, 0]
    assert lines(plan.owner) == [(plan.pk, "due_soon")]


def test_the_most_overdue_first_at_most_five_and_the_rest_as_a_number():
    owner = employee()
    plans = [a_plan(MONDAY - days * DAY, owner=owner) for days in (20, 50, 30, 10, 70, 60, 40)]

    queue_digests(now=morning(TUESDAY))

    by_age = sorted(plans, key=lambda plan: plan.evaluate_on)
    assert [plan_id for plan_id, _code in lines(owner)] == [plan.pk for plan in by_age[:5]]
    assert OutboxMail.objects.get(recipient=owner).payload["rest"] == 2
    outbox.deliver(now=morning(TUESDAY, 8))
    assert "Hvad er dit næste skridt? 7 planer venter på dig" in postbox.outbox[0].body
    assert "Og 2 mere." in postbox.outbox[0].body
    assert postbox.outbox[0].subject == "Din uge: 7 planer venter"


def test_a_calm_week_brings_no_mail():
    a_plan(MONDAY + 60 * DAY)
    assert queue_digests(now=morning(TUESDAY)) == 0


def test_what_a_single_mail_told_within_seven_days_is_left_out():
    plan, other = a_plan(MONDAY), a_plan(MONDAY + 10 * DAY)
    play_day(MONDAY, now=NOW)

    queue_everything(now=morning(TUESDAY))

    assert lines(plan.owner) == []
    assert lines(other.owner) == [(other.pk, "due_soon")]


def test_what_still_waits_is_told_again_the_week_after():
    plan = a_plan(MONDAY - 50 * DAY)
    queue_digests(now=morning(TUESDAY))
    assert queue_digests(now=morning(TUESDAY + 7 * DAY)) == 1
    assert lines(plan.owner) == [(plan.pk, "closure_overdue")]


def test_a_responsible_person_sees_the_own_measure_and_nobody_elses():
    plan = a_plan(MONDAY + 60 * DAY, status="active", implement_by=MONDAY + 40 * DAY)
    anna, bo = employee(), employee()
    MeasureFactory(plan=plan, responsible=anna, due_on=MONDAY - 9 * DAY)
    MeasureFactory(plan=plan, responsible=bo, due_on=MONDAY + 30 * DAY)

    queue_digests(now=morning(TUESDAY))

    assert lines(anna) == [(plan.pk, "measure_overdue")]
    assert lines(bo) == []


def test_followers_hear_of_publishing_new_dates_and_verdicts_the_informed_of_beginning_and_end():
    plan = a_plan(MONDAY + 90 * DAY, published_at=NOW - timedelta(days=2), created_by=employee())
    follower, informed, stranger = employee(), employee(), employee()
    plan.followers.create(user=follower, since=NOW - timedelta(days=3))
    plan.people.create(user=informed, part="informed")

    queue_digests(now=morning(TUESDAY))
    assert (lines(follower), lines(informed), lines(stranger)) == ([(plan.pk, "published")], [(plan.pk, "published")], [])

    life.extend(
        plan, new_on=plan.expected_closing_on + 30 * DAY, code="waiting", reason="", by=plan.owner, now=morning(WEDNESDAY), today=WEDNESDAY
    )
    queue_digests(now=morning(TUESDAY + 7 * DAY))
    assert lines(follower) == [(plan.pk, "moved")]
    assert OutboxMail.objects.filter(kind=MailKind.DIGEST, recipient=informed).count() == 1

    life.leave(plan, code="decided_against", reason="Vi flytter.", by=plan.owner, now=morning(TUESDAY + 8 * DAY))
    queue_digests(now=morning(TUESDAY + 14 * DAY))
    assert (lines(follower), lines(informed)) == ([(plan.pk, "left")], [(plan.pk, "left")])
    assert queue_digests(now=morning(TUESDAY + 21 * DAY)) == 0


def test_nobody_hears_what_they_did_themselves_or_what_was_before_they_followed():
    plan = a_plan(MONDAY + 90 * DAY, published_at=NOW - timedelta(days=2))
    plan.followers.create(user=plan.owner, since=NOW - timedelta(days=3))
    plan.followers.create(user=employee(), since=NOW)

    assert queue_digests(now=morning(TUESDAY)) == 0


def test_a_confidential_plan_makes_no_news():
    plan = a_plan(MONDAY + 90 * DAY, published_at=NOW - timedelta(days=2), is_confidential=True)
    plan.people.create(user=employee(), part="informed")
    assert queue_digests(now=morning(TUESDAY)) == 0


def test_what_was_done_since_tuesday_morning_falls_out_and_is_not_listed_as_told():
    owner = employee()
    done, waiting = a_plan(MONDAY - 50 * DAY, owner=owner), a_plan(MONDAY - 40 * DAY, owner=owner)
    queue_digests(now=morning(TUESDAY, 5))
    life.leave(done, code="decided_against", reason="Vi flytter.", by=owner, now=morning(TUESDAY, 5))

    outbox.deliver(now=morning(TUESDAY, 7))

    assert done.title not in postbox.outbox[0].body
    assert waiting.title in postbox.outbox[0].body
    assert list(PlanMail.objects.values_list("plan", flat=True)) == [waiting.pk]


def test_an_overview_of_which_nothing_is_left_is_not_sent():
    plan = a_plan(MONDAY - 50 * DAY)
    queue_digests(now=morning(TUESDAY, 5))
    life.leave(plan, code="decided_against", reason="Vi flytter.", by=plan.owner, now=morning(TUESDAY, 5))

    assert outbox.deliver(now=morning(TUESDAY, 7)).dropped == 1


def test_people_who_have_left_get_no_overview():
    a_plan(MONDAY - 50 * DAY, owner=EngagementFactory(user=UserFactory(), valid_to=TUESDAY).user)
    assert queue_digests(now=morning(TUESDAY)) == 0


def test_the_ceiling_holds_for_the_overview_too(settings):
    settings.MAILS_PER_WEEK = 0
    a_plan(MONDAY - 50 * DAY)
    assert queue_digests(now=morning(TUESDAY)) == 0


def test_the_number_of_queries_does_not_grow_with_the_people(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        OutboxMail.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            queue_digests(now=morning(TUESDAY))
        return len(captured)

    a_plan(MONDAY - 50 * DAY).followers.create(user=employee(), since=NOW - timedelta(days=30))
    few = queries()
    for _n in range(25):
        a_plan(MONDAY - 50 * DAY).followers.create(user=employee(), since=NOW - timedelta(days=30))

    assert queries() == few
