"""The outbox: a mail is a row, written in the transaction of its cause; a worker claims, renders, sends and marks it.

Claims are committed before anything is sent. A row whose worker died in between is free again after 15 minutes and
goes out with the same Message-ID: at worst twice, never lost. Text, links and calendar entries are made here and not kept.
"""

import logging
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from smtplib import SMTPResponseException

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q
from django.utils import translation

from safetynet.common.letters import Letter, message_of
from safetynet.common.models import PARK_AFTER_ATTEMPTS, MailGate, OutboxMail

log = logging.getLogger(__name__)

BATCH = 25
RUN_MAY_LAST = 300.0  # seconds from the moment that stands on the claims, well within their 15 minutes
GIVE_UP_AFTER = 3  # failures in a row: then it is the server and not the mails
BACKOFF_MINUTES = (2, 5, 15, 30, 60, 120, 240)
NO_ADDRESS = "NoAddress"

Renderer = Callable[[OutboxMail, datetime], Letter]
_renderers: dict[str, Renderer] = {}


class NoLongerDueError(Exception):
    """The cause has gone since the mail was planned: it is dropped, which the row shows."""


class NotToBeToldError(Exception):
    """Nothing is sent, and the row must not tell so: it is marked as every other one (a survey's reminder to who has answered)."""


class UnknownKindError(Exception):
    """No renderer is registered for the mail's kind."""


class MailServerError(Exception):
    """The mail server cannot be reached; nothing was tried."""


@dataclass(frozen=True)
class NewMail:
    """One mail to plan; `key` says what makes it the same mail as another."""

    kind: str
    key: str
    recipient_id: int
    payload: dict[str, object]
    available_at: datetime


@dataclass
class Delivered:
    """What one run of the delivery did."""

    sent: int = 0
    dropped: int = 0
    failed: int = 0
    server_down: bool = False
    failures_in_a_row: int = field(default=0, repr=False)
    started: float = field(default_factory=time.monotonic, repr=False)

    @property
    def may_go_on(self) -> bool:
        """The server takes mails, and the claims of this run are still young."""
        return self.failures_in_a_row < GIVE_UP_AFTER and time.monotonic() - self.started < RUN_MAY_LAST

    def add(self, other: "Delivered") -> None:
        """Count another run in."""
        self.sent += other.sent
        self.dropped += other.dropped
        self.failed += other.failed
        self.server_down = self.server_down or other.server_down


def renders(kind: str) -> Callable[[Renderer], Renderer]:
    """Register the function that words mails of this kind; it may raise `NoLongerDueError`."""

    def register(renderer: Renderer) -> Renderer:
        _renderers[kind] = renderer
        return renderer

    return register


def queue(mail: NewMail, *, now: datetime) -> OutboxMail | None:
    """Plan one mail; None when it is planned already."""
    planned = queue_all([mail], now=now)
    return planned[0] if planned else None


def queue_all(mails: Iterable[NewMail], *, now: datetime) -> list[OutboxMail]:
    """Plan many mails in one statement; returns those that were not planned before, by us or by anybody at the same time."""
    rows = [
        OutboxMail(
            kind=mail.kind,
            key=mail.key,
            recipient_id=mail.recipient_id,
            payload=mail.payload,
            created_at=now,
            available_at=mail.available_at,
            message_id=uuid.uuid4(),
        )
        for mail in mails
    ]
    OutboxMail.objects.bulk_create(rows, ignore_conflicts=True)
    return list(OutboxMail.objects.filter(message_id__in=[row.message_id for row in rows])) if rows else []


def deliver(*, now: datetime, limit: int = 1000) -> Delivered:
    """Send what is due, at most `limit` mails. Any number of workers may do this at once."""
    done = Delivered()
    if settings.MAIL_PAUSED or not MailGate.is_open(now):
        return done
    _free_those_with_an_address_now()
    while done.sent + done.dropped + done.failed < limit:
        batch = _claim(now, min(BATCH, limit))
        if not batch or not _deliver_batch(batch, now, done):
            break
    if done.sent or done.dropped or done.failed or done.server_down:
        log.info("mail delivered sent=%d dropped=%d failed=%d server_down=%s", done.sent, done.dropped, done.failed, done.server_down)
    return done


@transaction.atomic
def _claim(now: datetime, size: int) -> list[OutboxMail]:
    """Mark the oldest due rows as ours; rows another worker is marking are passed over."""
    due = OutboxMail.objects.deliverable(now).order_by("available_at", "pk")
    ids = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:size])
    OutboxMail.objects.filter(pk__in=ids).update(claimed_at=now, attempts=F("attempts") + 1)
    return list(OutboxMail.objects.filter(pk__in=ids).select_related("recipient").order_by("available_at", "pk"))


def _deliver_batch(batch: Sequence[OutboxMail], now: datetime, done: Delivered) -> bool:
    """False when there is no use in going on; what was claimed but not tried is given back."""
    left = list(batch)
    try:
        connection = _open_connection()
        while left and done.may_go_on:
            connection = _deliver_one(left.pop(0), connection, now, done)
        connection.close()
    except MailServerError:
        done.server_down = True
    _give_back(left)
    return not left


def _open_connection() -> BaseEmailBackend:
    connection = get_connection()
    try:
        connection.open()
    except Exception as error:
        log.warning("mail server does not answer error=%s", _code(error))
        raise MailServerError from error
    return connection


def _deliver_one(mail: OutboxMail, connection: BaseEmailBackend, now: datetime, done: Delivered) -> BaseEmailBackend:
    """Render, send, mark. Whatever goes wrong with this one mail is noted on its row and stops no other."""
    try:
        letter = _render(mail, now)
    except NoLongerDueError:
        _mark(mail, dropped_at=now)
        done.dropped += 1
        return connection
    except NotToBeToldError:
        _mark(mail, sent_at=now, last_error="")
        done.sent += 1
        return connection
    except Exception as error:  # noqa: BLE001  a poisoned row must not stop the others
        _note_failure(mail, error, now, done)
        return connection
    try:
        connection.send_messages([message_of(mail, letter, now)])
    except Exception as error:  # noqa: BLE001  refused, reset, timed out, unusable address: the row says which
        _note_failure(mail, error, now, done)
        done.failures_in_a_row += 1
        _close_quietly(connection)
        return _open_connection()
    _mark(mail, sent_at=now, last_error="")
    done.sent += 1
    done.failures_in_a_row = 0
    return connection


def _render(mail: OutboxMail, now: datetime) -> Letter:
    if not mail.recipient.is_active:
        raise NoLongerDueError
    if mail.kind not in _renderers:
        raise UnknownKindError
    language = mail.recipient.language or settings.LANGUAGE_CODE
    with translation.override(language), transaction.atomic():
        letter = _renderers[mail.kind](mail, now)
    if not mail.recipient.email:
        raise NoAddressError
    return letter


class NoAddressError(Exception):
    """The receiver has no mail address; the row waits, in sight, until there is one."""


def _note_failure(mail: OutboxMail, error: Exception, now: datetime, done: Delivered) -> None:
    """Try again later, with growing distance; after the eighth try, or without an address, the row is parked."""
    wait = BACKOFF_MINUTES[min(mail.attempts, len(BACKOFF_MINUTES)) - 1]
    parked = isinstance(error, NoAddressError | UnknownKindError)
    _mark(
        mail,
        claimed_at=None,
        available_at=now + timedelta(minutes=wait),
        attempts=PARK_AFTER_ATTEMPTS if parked else mail.attempts,
        last_error=_code(error),
    )
    done.failed += 1
    log.warning("mail failed id=%d kind=%s attempt=%d error=%s", mail.pk, mail.kind, mail.attempts, _code(error))


def _mark(mail: OutboxMail, **changes: object) -> None:
    """Only while the claim is still ours: a worker that slept for 15 minutes overwrites nobody."""
    OutboxMail.objects.filter(pk=mail.pk, claimed_at=mail.claimed_at, sent_at=None).update(**changes)


def _give_back(mails: Iterable[OutboxMail]) -> None:
    """Claimed but never tried: free at once, and the try does not count."""
    for mail in mails:
        _mark(mail, claimed_at=None, attempts=mail.attempts - 1)


def _free_those_with_an_address_now() -> None:
    parked = OutboxMail.objects.parked().filter(last_error=NO_ADDRESS).exclude(recipient__email="")
    parked.update(attempts=0, last_error="")


def _close_quietly(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError:
        log.info("mail server closed the connection itself")


def _code(error: Exception) -> str:
    """Class and number of the failure; its text may hold an address and is not kept."""
    if isinstance(error, NoAddressError):
        return NO_ADDRESS
    number = f" {error.smtp_code}" if isinstance(error, SMTPResponseException) else ""
    return type(error).__name__ + number


@dataclass(frozen=True)
class MailStatus:
    """How the mail stands, for the people who run the system and for `/readyz`."""

    waiting: int
    oldest: datetime | None
    parked: int
    without_address: int
    sent_today: int
    is_paused: bool
    is_copy: bool


def status(*, now: datetime) -> MailStatus:
    """Counted live."""
    waiting = OutboxMail.objects.undelivered().filter(attempts__lt=PARK_AFTER_ATTEMPTS)
    oldest = waiting.filter(available_at__lte=now).order_by("available_at").values_list("available_at", flat=True).first()
    parked = OutboxMail.objects.parked()
    return MailStatus(
        waiting=waiting.count(),
        oldest=oldest,
        parked=parked.exclude(last_error=NO_ADDRESS).count(),
        without_address=parked.filter(last_error=NO_ADDRESS).count(),
        sent_today=OutboxMail.objects.filter(sent_at__gte=now - timedelta(days=1)).count(),
        is_paused=settings.MAIL_PAUSED,
        is_copy=MailGate.is_closed_copy(),
    )


def retry(mail_ids: Sequence[int] | None, *, now: datetime) -> int:
    """Try parked mails again: these, or all of them."""
    parked = OutboxMail.objects.parked().filter(Q(pk__in=mail_ids) if mail_ids is not None else Q())
    return parked.update(attempts=0, claimed_at=None, available_at=now)
