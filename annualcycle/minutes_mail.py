"""The wording of the mail about approved minutes: which meeting, when and where, and the way to them; nothing of what was said."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from actionplans.wording import Button, Wording, address, letter
from annualcycle.models import Meeting
from annualcycle.usecases.minutes_mailing import MINUTES
from orgstructure.models import User
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.letters import Letter, one_line
from safetynet.common.models import OutboxMail


def render_minutes(mail: OutboxMail, now: datetime) -> Letter:
    """Dropped when the person has left, or the meeting is gone."""
    today = now.astimezone(COPENHAGEN).date()
    meeting = Meeting.objects.filter(pk=mail.payload["meeting"], approved_at__isnull=False).select_related("committee").first()
    if meeting is None or not User.objects.employed(today).filter(pk=mail.recipient_id).exists():
        raise outbox.NoLongerDueError
    return letter(_wording(meeting), because=_("You get this mail because you are a member, were there, or are to do something."))


def _wording(meeting: Meeting) -> Wording:
    begins = localtime(meeting.starts_at)
    told = {"committee": one_line(meeting.committee.name, 80), "day": date_format(begins, "DATE_FORMAT")}
    facts = [(_("Committee"), one_line(meeting.committee.name, 120)), (_("Day"), date_format(begins, "DATETIME_FORMAT"))]
    facts += [(_("Meeting"), one_line(meeting.title, 120))] if meeting.title else []
    facts += [(_("Place"), one_line(meeting.place, 120))] if meeting.place else []
    return Wording(
        subject=_("Minutes: %(committee)s, %(day)s") % told,
        question=_("The minutes of the meeting are approved."),
        facts=facts,
        buttons=[Button(_("Read the minutes"), address("meeting-detail", meeting.pk))],
    )


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(MINUTES)(render_minutes)
