"""The monthly card: praise first, on the first working day, once."""

from datetime import date, timedelta

import pytest
from django.core import mail as post

from actionplans.models import HelpCode, HelpReached, HelpStep, MailKind
from actionplans.reports.card import LeaderCard
from actionplans.usecases.cards import queue_cards
from safetynet.common import outbox
from safetynet.common.models import OutboxMail
from tests.actionplans.test_ladder import DAY, morning, overdue_plan
from tests.factories import ClosedPlanFactory, EngagementFactory, UnitFactory, UserFactory

FIRST = date(2026, 12, 1)


@pytest.fixture
def head():
    return EngagementFactory(user=UserFactory(first_name="Hanne", last_name="Krog")).user


@pytest.fixture
def leader():
    return EngagementFactory(user=UserFactory(first_name="Mette", last_name="Skov")).user


@pytest.fixture
def department(head):
    return UnitFactory(name="Medicinsk Afdeling", manager=head)


@pytest.fixture
def below(department, leader):
    return UnitFactory(name="Afsnit M2", parent=department, manager=leader)


def told():
    return sorted(OutboxMail.objects.filter(kind=MailKind.CARD).values_list("recipient__first_name", flat=True))


@pytest.mark.django_db
def test_leaders_of_leaders_get_one_card_a_month_from_the_first_working_day_on(below):
    days = [date(2026, 10, 30) + n * DAY for n in range(7)]  # 1 November is a Sunday

    new = [queue_cards(now=morning(day, hour)) for day in days for hour in (8, 12)]

    assert new == [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    assert told() == ["Hanne"]


@pytest.mark.django_db
def test_the_card_praises_first_then_shows_the_figures_and_whom_to_help(below, head, leader):
    ClosedPlanFactory(unit=below, title="Lift i alle stuer", owner__first_name="Anna")
    still = overdue_plan(below, since=FIRST - 60 * DAY, title="For travlt i vagten", owner=leader)
    HelpReached.objects.create(plan=still, code=HelpCode.CARD, counted_from=still.expected_closing_on, at=morning(FIRST - 5 * DAY))
    queue_cards(now=morning(FIRST))

    outbox.deliver(now=morning(FIRST))

    letter = next(message for message in post.outbox if message.to == [head.email])
    text = letter.body
    assert text.index("Lift i alle stuer") < text.index("For travlt i vagten")
    assert "Anna" in text
    assert "80 %" in text
    assert "/plans/new/" in text


@pytest.mark.django_db
@pytest.mark.parametrize(("owner", "receivers"), [("leader", ["Hanne"]), ("employee", ["Hanne", "Mette"])])
def test_a_plan_that_stands_still_is_on_the_card_of_the_nearest_leader_who_does_not_own_it(below, leader, owner, receivers):
    owners = {"leader": leader, "employee": EngagementFactory(unit=below).user}
    plan = overdue_plan(below, since=FIRST - 60 * DAY, owner=owners[owner])
    HelpReached.objects.create(plan=plan, code=HelpCode.CARD, counted_from=plan.expected_closing_on, at=morning(FIRST - 5 * DAY))

    queue_cards(now=morning(FIRST))

    assert told() == receivers
    assert plan.mails.get().mail.recipient.first_name == receivers[-1]


@pytest.mark.django_db
def test_a_confidential_plan_is_on_nobodys_card(below, leader, head):
    plan = overdue_plan(below, since=FIRST - 60 * DAY, owner=leader, is_confidential=True)
    HelpReached.objects.create(plan=plan, code=HelpCode.CARD, counted_from=plan.expected_closing_on, at=morning(FIRST - 5 * DAY))

    assert not LeaderCard.of(head, today=FIRST).waiting


@pytest.mark.django_db
def test_a_card_about_nothing_is_not_sent(below):
    queue_cards(now=morning(FIRST))

    outbox.deliver(now=morning(FIRST))

    assert not post.outbox


@pytest.mark.django_db
def test_a_region_may_do_without_cards_and_nobody_gets_one_above_the_ceiling(below, head, settings):
    settings.MAILS_PER_WEEK = 2
    OutboxMail.objects.create(kind="digest", key="one", recipient=head, created_at=morning(FIRST), available_at=morning(FIRST))
    no_room = queue_cards(now=morning(FIRST))
    HelpStep.objects.filter(code=HelpCode.CARD).update(is_on=False)
    switched_off = queue_cards(now=morning(FIRST + 8 * DAY))
    HelpStep.objects.filter(code=HelpCode.CARD).update(is_on=True)

    assert (no_room, switched_off) == (0, 0)
    assert queue_cards(now=morning(FIRST + 8 * DAY)) == 1


@pytest.mark.django_db
def test_as_many_queries_for_many_leaders_as_for_few(below, department, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as few:
        queue_cards(now=morning(FIRST))
    for _ in range(6):
        owner = EngagementFactory().user
        overdue_plan(UnitFactory(parent=UnitFactory(manager=EngagementFactory().user), manager=owner), owner=owner)
    with django_assert_max_num_queries(len(few.captured_queries)):
        queue_cards(now=morning(FIRST + timedelta(days=31)))
