"""Approved minutes are sent: one mail to each member, to who was there, and to who is to do something; with a link and no content."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from annualcycle.errors import NotNowError
from annualcycle.models import Decision, Meeting
from annualcycle.models.places import members_of
from orgstructure.models import User
from safetynet.common import outbox

MINUTES = "minutes"


@transaction.atomic
def send(*, meeting: Meeting, by: User, now: datetime) -> int:
    """Plan the mails; how many. Sent once: `NotNowError` before the minutes are approved, or when they were sent already."""
    approved = Meeting.objects.filter(pk=meeting.pk, approved_at__isnull=False, sent_at=None)
    if not approved.update(sent_at=now, version=F("version") + 1):
        raise NotNowError(_("Minutes are sent once, when they are approved."))
    meeting.refresh_from_db()
    people = recipients(meeting, now) - {by.pk}
    mails = [outbox.NewMail(MINUTES, f"{MINUTES}:{meeting.pk}:{person}", person, {"meeting": meeting.pk}, now) for person in sorted(people)]
    return len(outbox.queue_all(mails, now=now))


def recipients(meeting: Meeting, now: datetime) -> set[int]:
    """Members of the day, who was asked to be there, and who is responsible for a decision; employed that day."""
    today = localdate(now)
    members = set(members_of(meeting.committee, today).values_list("user", flat=True))
    asked = set(meeting.attendances.filter(person__isnull=False).values_list("person", flat=True))
    doing = set(Decision.objects.filter(item__meeting=meeting, responsible__isnull=False).values_list("responsible", flat=True))
    return set(User.objects.employed(today).filter(pk__in=members | asked | doing).values_list("pk", flat=True))
