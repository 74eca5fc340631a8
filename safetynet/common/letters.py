"""What a mail consists of, and how it becomes a message that no text of a person can break out of."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from safetynet.common.models import OutboxMail

SUBJECT_LIMIT = 50
_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


@dataclass(frozen=True)
class CalendarPart:
    """A calendar entry that the mail program offers to accept; `method` is REQUEST or CANCEL."""

    method: str
    content: bytes
    filename: str = "effektvurdering.ics"


@dataclass(frozen=True)
class Letter:
    """A mail's text, made at delivery in the receiver's language."""

    subject: str
    text: str
    html: str
    calendar: CalendarPart | None = None


def one_line(text: str, limit: int) -> str:
    """One printable line of at most `limit` characters, cut between words: safe in a header."""
    line = _UNPRINTABLE.sub(" ", text).strip()
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,.:;–-") + "…"


def message_id(mail: OutboxMail) -> str:
    """The same for each try, so that the receiver's mail program folds a second copy into the first."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "safetynet.invalid"
    return f"<{mail.message_id}@{domain}>"


def message_of(mail: OutboxMail, letter: Letter, now: datetime) -> EmailMultiAlternatives:
    """The message with its plain and its HTML form; says of itself that a machine wrote it."""
    message = EmailMultiAlternatives(
        subject=one_line(letter.subject, SUBJECT_LIMIT),
        body=letter.text,
        to=[mail.recipient.email],
        headers={
            "To": formataddr((one_line(mail.recipient.get_full_name(), 70), mail.recipient.email)),
            "Message-ID": message_id(mail),
            "Date": format_datetime(now),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    message.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        _add_calendar(message, letter.calendar)
    return message


def _add_calendar(message: EmailMultiAlternatives, calendar: CalendarPart) -> None:
    """As an attachment whose type names the method: what Outlook, Gmail and Apple Mail offer to accept."""
    part = MIMEText(calendar.content.decode(), "calendar", "utf-8")
    part.set_param("method", calendar.method)
    part.add_header("Content-Disposition", "attachment", filename=calendar.filename)
    message.attach(part)
