"""The demo's post: each mail is a file under var/mail, which the page of mails reads back."""

import email
import email.policy
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage as OutgoingMessage
from django.core.mail.backends.base import BaseEmailBackend


class DemoMailBackend(BaseEmailBackend):
    """Writes each message to one file named by its Message-ID: sent again it is the same file."""

    def send_messages(self, email_messages: Sequence[OutgoingMessage]) -> int:
        """Atomically, so that the page never reads half a mail."""
        Path(settings.DEMO_MAIL_DIR).mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            content = message.message()
            place = _place(str(content["Message-ID"]).strip("<>").partition("@")[0])
            half = place.with_suffix(".part")
            half.write_bytes(content.as_bytes())
            half.replace(place)
        return len(email_messages)


@dataclass(frozen=True)
class StoredMail:
    """One mail as it was sent."""

    subject: str
    to: str
    date: str
    message_id: str
    text: str
    html: str
    calendar: str


def read(message_id: UUID) -> StoredMail | None:
    """The mail with that id; None when it was not sent by this demo."""
    place = _place(str(message_id))
    if not place.is_file():
        return None
    message = email.message_from_bytes(place.read_bytes(), policy=email.policy.default)
    return StoredMail(
        subject=str(message["Subject"]),
        to=str(message["To"]),
        date=str(message["Date"]),
        message_id=str(message["Message-ID"]),
        text=_part(message, "text/plain"),
        html=_part(message, "text/html"),
        calendar=_part(message, "text/calendar"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    for part in message.walk():
        if part.get_content_type() == kind:
            content = part.get_payload(decode=True)
            return content.decode() if isinstance(content, bytes) else ""
    return ""


def _place(name: str) -> Path:
    return Path(settings.DEMO_MAIL_DIR) / f"{UUID(name)}.eml"
