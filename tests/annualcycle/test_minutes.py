"""Minutes: guests, and the one mail when they are approved, which says nothing of what was said."""

import pytest
from django.core import mail as postbox
from django.urls import reverse

from annualcycle import minutes_mail
from annualcycle.errors import NotNowError
from annualcycle.models import Attendance, Decision, Meeting
from annualcycle.usecases import meetings, minutes_mailing
from safetynet.common import outbox
from safetynet.common.models import OutboxMail
from tests.factories import NOW, TODAY, AgendaItemFactory, CommitteeFactory, EngagementFactory, HeldMeetingFactory, SeatFactory, UserFactory

pytestmark = pytest.mark.django_db
SECRET = "Kvabbelsnask"


@pytest.fixture
def committee():
    return CommitteeFactory(name="LMU Medicin")


@pytest.fixture
def leader(committee):
    person = EngagementFactory().user
    SeatFactory(committee=committee, user=person, role="chair")
    return person


@pytest.fixture
def meeting(committee, leader):
    made = HeldMeetingFactory(committee=committee, place="Lokale 4", opening_words=SECRET, title="Forårsmødet")
    item = AgendaItemFactory(meeting=made, title=SECRET, said=SECRET, outcome=SECRET, done_at=NOW, done_by=leader)
    Decision.objects.create(item=item, text=SECRET, responsible=EngagementFactory().user, due_on=TODAY, at=NOW, by=leader)
    return made


def test_approved_minutes_are_sent_once_to_members_and_to_who_is_to_do_something(committee, leader, meeting, client_of):
    member = EngagementFactory().user
    SeatFactory(committee=committee, user=member)
    SeatFactory(committee=committee, user=UserFactory())  # has left
    SeatFactory(user=EngagementFactory().user)  # sits elsewhere
    url = reverse("minutes-send", args=[meeting.pk])
    chair = client_of(leader)
    chair.post(url)
    assert not OutboxMail.objects.exists()
    assert client_of(EngagementFactory().user).post(url).status_code == 403

    meetings.approve(meeting=meeting, by=leader, now=NOW)
    for _ in range(2):
        chair.post(url)

    told = set(OutboxMail.objects.values_list("recipient", flat=True))
    assert told == {member.pk, Decision.objects.get().responsible_id}
    assert Meeting.objects.get().sent_at == NOW
    with pytest.raises(NotNowError):
        minutes_mailing.send(meeting=meeting, by=leader, now=NOW)


def test_the_mail_has_title_date_and_place_and_a_link_and_nothing_of_what_was_said(leader, meeting):
    meetings.approve(meeting=meeting, by=leader, now=NOW)
    minutes_mailing.send(meeting=meeting, by=leader, now=NOW)
    outbox.deliver(now=NOW)

    sent = postbox.outbox[0]
    whole = sent.subject + sent.body + "".join(str(part[0]) for part in sent.alternatives)
    assert sent.subject == "Referat: LMU Medicin, 23. oktober 2026"
    assert "Forårsmødet" in sent.body
    assert "Lokale 4" in sent.body
    assert meeting.get_absolute_url() in sent.body
    assert SECRET not in whole


def test_the_mail_is_dropped_for_who_has_left_meanwhile(meeting, leader):
    meetings.approve(meeting=meeting, by=leader, now=NOW)
    row = OutboxMail(kind=minutes_mailing.MINUTES, recipient=UserFactory(), payload={"meeting": meeting.pk})
    with pytest.raises(outbox.NoLongerDueError):
        minutes_mail.render_minutes(row, NOW)


def test_guests_are_typed_one_a_line_and_members_not_ticked_stand_as_apologies(meeting, leader, client_of):
    member = EngagementFactory().user
    there = [Attendance.objects.create(meeting=meeting, person=person) for person in (leader, member)]
    chair, url = client_of(leader), reverse("meeting-minutes", args=[meeting.pk])
    given = {"present": [there[0].pk], "version": meeting.version}
    wrong = chair.post(url, given | {"guests": f", {SECRET}\n{'x' * 121}"})
    assert (wrong.status_code, SECRET in wrong.content.decode()) == (422, True)
    chair.post(url, given | {"guests": "Ida Holm, fysioterapeut\n\nBo Lund"})

    guests = meeting.attendances.filter(person=None).values_list("name", "role", "was_there")
    assert sorted(guests) == [("Bo Lund", "", True), ("Ida Holm", "fysioterapeut", True)]
    page = chair.get(meeting.get_absolute_url()).content.decode()
    assert "Ida Holm (fysioterapeut)" in page
    assert page.index("Afbud") < page.index(member.get_full_name())
    assert "Ida Holm, fysioterapeut" in chair.get(url).content.decode()
    chair.post(url, {"present": [there[0].pk], "version": Meeting.objects.get().version, "guests": "Bo Lund"})
    assert list(meeting.attendances.filter(person=None).values_list("name", flat=True)) == ["Bo Lund"]
