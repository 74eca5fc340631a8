"""The APV duty by mail: what is due is told once to manager and representative, and nothing to anybody else."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from apv.models import TopicCover
from orgstructure.models import RoleHolding, Unit
from orgstructure.models.roles import HoldingSource
from orgstructure.permissions import Role
from safetynet.common.models import OutboxMail
from safetynet.common.outbox import NoLongerDueError
from safetynet.operations.duty_mail import KIND, queue_duty_mails, render_duty
from tests.factories import LONG_AGO, NOW, TODAY, EngagementFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
MONDAY = TODAY + timedelta(days=1)
MONDAY_NOW = NOW + timedelta(days=1)


def holder(unit: Unit, role: Role):
    """Somebody employed in the unit who holds the role on it."""
    person = UserFactory()
    EngagementFactory(unit=unit, user=person)
    source = HoldingSource.SEAT if role == Role.AMR else HoldingSource.ENGAGEMENT
    RoleHolding.objects.create(user=person, unit=unit, role=role, valid_from=LONG_AGO, source=source)
    return person


@pytest.fixture
def ward():
    return UnitFactory(name="Stue 4")


@pytest.fixture
def manager(ward):
    return holder(ward, Role.MANAGER)


@pytest.fixture
def amr(ward):
    return holder(ward, Role.AMR)


def covered(unit: Unit, topic: str, on: date) -> None:
    TopicCover.objects.create(unit=unit, topic=topic, covered_on=on, source=TopicCover.Source.EARLIER, note="Papir", by=UserFactory())


def queue(today: date = MONDAY, days: int = 0) -> int:
    return queue_duty_mails(today=today + timedelta(days=days), now=MONDAY_NOW + timedelta(days=days))


def receivers() -> set[int]:
    return set(OutboxMail.objects.filter(kind=KIND).values_list("recipient", flat=True))


def test_a_topic_due_within_ninety_days_is_told_once_to_manager_and_representative(ward, manager, amr):
    stranger = holder(UnitFactory(), Role.MANAGER)
    holder(ward, Role.COORDINATOR)
    covered(ward, "chemical", MONDAY.replace(year=MONDAY.year - 3) + timedelta(days=60))

    assert queue_duty_mails(today=TODAY, now=NOW) == 0  # a Sunday
    assert queue() == 2
    assert queue() == 0
    assert queue(days=35) == 0  # another month, told already
    assert receivers() == {manager.pk, amr.pk}
    assert stranger.pk not in receivers()


def test_over_time_is_another_stage_and_is_told_in_the_next_month(ward, manager):
    covered(ward, "chemical", MONDAY.replace(year=MONDAY.year - 3) + timedelta(days=1))

    assert queue() == 1
    assert queue(days=3) == 0  # over time, but the month has had its mail
    assert queue(days=10) == 1


def test_what_was_never_covered_and_what_is_far_off_is_told_to_nobody(ward, manager):
    assert queue() == 0
    covered(ward, "chemical", MONDAY - timedelta(days=30))
    assert queue() == 0


def test_the_mail_names_unit_topics_and_day_and_only_what_still_holds(ward, manager):
    due = MONDAY + timedelta(days=60)
    for topic in ("chemical", "ergonomic"):
        covered(ward, topic, due.replace(year=due.year - 3))
    queue()
    mail = OutboxMail.objects.get(kind=KIND)

    told = render_duty(mail, MONDAY_NOW).text
    assert "Stue 4" in told
    assert "ergonomisk arbejdsmiljø, kemisk arbejdsmiljø" in told
    assert "senest 22. januar 2027" in told
    assert f"/apv/units/{ward.pk}/" in told

    covered(ward, "chemical", MONDAY)
    assert "kemisk" not in render_duty(mail, MONDAY_NOW).text
    covered(ward, "ergonomic", MONDAY)
    with pytest.raises(NoLongerDueError):
        render_duty(mail, MONDAY_NOW)


def test_nothing_is_sent_to_whoever_is_no_longer_responsible(ward, manager):
    covered(ward, "chemical", MONDAY.replace(year=MONDAY.year - 3) + timedelta(days=60))
    queue()
    RoleHolding.objects.filter(user=manager).update(valid_to=TODAY)

    with pytest.raises(NoLongerDueError), transaction.atomic():
        render_duty(OutboxMail.objects.get(kind=KIND), MONDAY_NOW)


def test_many_units_are_asked_about_at_once(django_assert_max_num_queries):
    for number in range(12):
        unit = UnitFactory(name=f"Afsnit {number}")
        holder(unit, Role.MANAGER)
        covered(unit, "chemical", MONDAY.replace(year=MONDAY.year - 3) + timedelta(days=60))

    with django_assert_max_num_queries(12):
        assert queue() == 12
