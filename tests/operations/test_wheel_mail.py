"""Reminders of the year wheel: to the person who sees to an activity, in time, once, and only while it holds."""

from datetime import date, datetime, timedelta

import pytest

from annualcycle.models import WheelActivity, WheelMark
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.models import OutboxMail
from safetynet.operations.wheel_mail import KIND, queue_wheel_mails, render_wheel
from tests.factories import CommitteeFactory, EngagementFactory, UserFactory, WheelActivityFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)


def queue(on=MONDAY):
    return queue_wheel_mails(today=on, now=datetime(on.year, on.month, on.day, 8, tzinfo=COPENHAGEN))


@pytest.fixture
def owner():
    return EngagementFactory().user


def test_the_owner_is_reminded_the_lead_time_before_once_and_in_one_mail(owner):
    group = CommitteeFactory(name="AMG M2")
    first = WheelActivityFactory(committee=group, month=12, owner=owner, lead_days=15, title="Lifteftersyn")
    second = WheelActivityFactory(committee=group, month=12, day=1, owner=owner, lead_days=15, title="Møde")
    WheelActivityFactory(committee=group, month=12, owner=owner, lead_days=10, title="Senere")
    WheelActivityFactory(committee=group, month=12, lead_days=15, owner_words="Formanden")
    WheelActivityFactory(committee=group, month=12, lead_days=15, owner=UserFactory(), title="Hos en, der er stoppet")
    WheelActivityFactory(committee=group, month=1, first_year=2027, owner=owner, lead_days=10, title="Næste år")

    assert queue(MONDAY - timedelta(days=3)) == 0
    assert [queue(), queue(), queue(MONDAY + timedelta(days=1))] == [1, 0, 0]

    mail = OutboxMail.objects.get(kind=KIND)
    assert (mail.recipient, mail.payload["activities"]) == (owner, sorted(f"{group.pk}:{one.pk}:2026" for one in (first, second)))
    text = render_wheel(mail, datetime(2026, 11, 16, 8, tzinfo=COPENHAGEN)).text
    assert ("Lifteftersyn" in text, "Møde" in text, "Senere" in text) == (True, True, False)


def test_nothing_is_told_on_a_free_day_nor_of_what_is_done_or_given_to_another(owner):
    activity = WheelActivityFactory(month=11, owner=owner)
    assert queue(date(2026, 11, 15)) == 0
    assert queue() == 1
    mail, now = OutboxMail.objects.get(kind=KIND), datetime(2026, 11, 16, 9, tzinfo=COPENHAGEN)
    WheelActivity.objects.update(owner=EngagementFactory().user)
    with pytest.raises(outbox.NoLongerDueError):
        render_wheel(mail, now)
    WheelActivity.objects.update(owner=owner)
    render_wheel(mail, now)
    WheelMark.objects.create(activity=activity, committee=activity.committee, year=2026, state="done", on=MONDAY, by=owner)
    with pytest.raises(outbox.NoLongerDueError):
        render_wheel(mail, now)


def test_what_is_handed_down_reminds_in_one_wheel_and_an_adaptation_reminds_whom_it_names(owner):
    region = CommitteeFactory()
    group, other = CommitteeFactory(parent=region), EngagementFactory().user
    above = WheelActivityFactory(committee=region, month=11, owner=owner, goes_down=True)
    WheelActivityFactory(committee=group, adapts=above, month=11, owner=other)
    CommitteeFactory(parent=region)

    assert queue() == 2
    found = dict(OutboxMail.objects.filter(kind=KIND).values_list("recipient", "payload"))
    assert found == {
        owner.pk: {"activities": [f"{region.pk}:{above.pk}:2026"]},
        other.pk: {"activities": [f"{group.pk}:{above.pk}:2026"]},
    }
