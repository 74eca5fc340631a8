"""Rows every app may use: the outbox of mails, heartbeats of processes, the demo's clock."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Max, Min, Q
from django.utils.translation import gettext_lazy as _

from safetynet.common import clock

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

CLAIM_LASTS = timedelta(minutes=15)
PARK_AFTER_ATTEMPTS = 8


class OutboxMailQuerySet(models.QuerySet["OutboxMail"]):
    """Mails by what has become of them."""

    def undelivered(self) -> Self:
        """Neither sent nor dropped."""
        return self.filter(sent_at=None, dropped_at=None)

    def parked(self) -> Self:
        """Tried too often: shown to the system administrator, tried again only when told."""
        return self.undelivered().filter(attempts__gte=PARK_AFTER_ATTEMPTS)

    def needing_a_hand(self) -> Self:
        """Parked mails with their receivers, the longest waiting first."""
        return self.parked().select_related("recipient").order_by("created_at", "pk")

    def sent_to(self, person: "AbstractBaseUser | None") -> Self:
        """Sent mails with their receivers, newest first: to that person, or to anybody."""
        sent = self.filter(sent_at__isnull=False).select_related("recipient").order_by("-sent_at", "-pk")
        return sent if person is None else sent.filter(recipient=person)

    def waiting_since(self, now: datetime) -> datetime | None:
        """When the longest waiting mail became due. Parked ones wait for a person and are left out."""
        waiting = self.undelivered().filter(available_at__lte=now, attempts__lt=PARK_AFTER_ATTEMPTS)
        since: datetime | None = waiting.aggregate(since=Min("available_at"))["since"]
        return since

    def deliverable(self, now: datetime) -> Self:
        """Due, and not in the hands of a worker that claimed it less than 15 minutes ago."""
        free = Q(claimed_at=None) | Q(claimed_at__lte=now - CLAIM_LASTS)
        return self.undelivered().filter(free, available_at__lte=now, attempts__lt=PARK_AFTER_ATTEMPTS)


class OutboxMail(models.Model):
    """One mail to one person, written in the transaction of its cause; a worker delivers it.

    Text, links and calendar entries are made at delivery and not kept. `key` is the lock: the same reminder
    computed by two schedulers is one row. `message_id` stays the same when a mail is sent again after a
    worker's death, so that the receiver's mail program folds the two.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    payload = models.JSONField(default=dict, help_text="Ids and dates the text is made from; never the text.")
    created_at = models.DateTimeField()
    available_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True, help_text="No longer due when its turn came.")
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True, help_text="Class and code of the failure; no address.")
    message_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="outbox_mail_is_planned_once"),
            models.CheckConstraint(name="outbox_mail_is_sent_or_dropped_not_both", condition=Q(sent_at=None) | Q(dropped_at=None)),
        ]
        indexes = [
            models.Index(fields=["available_at"], name="outbox_undelivered", condition=Q(sent_at=None, dropped_at=None)),
            models.Index(fields=["recipient", "-created_at"], name="outbox_by_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def claim(self, now: datetime) -> bool:
        """Take the mail for delivery; False when somebody else holds it."""
        rows = OutboxMail.objects.deliverable(now).filter(pk=self.pk)
        return rows.update(claimed_at=now, attempts=F("attempts") + 1) == 1


class MailGate(models.Model):
    """From which database at which address mail may leave. One row; a restored copy brings it along and does not match it.

    The mark is the cluster's own number, its timeline (a restore to a point in time and a promoted replica begin a new one),
    the database's number in it, and BASE_URL. The first worker of a new installation writes it.
    """

    mark = models.CharField(max_length=300)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="mail_gate_is_one_row", condition=Q(pk=1))]

    def __str__(self) -> str:
        return self.mark

    @classmethod
    def is_open(cls, now: datetime) -> bool:
        """True where mail was allowed from; an installation that never sent any is its own original."""
        gate, _made = cls.objects.get_or_create(pk=1, defaults={"mark": mark_of_this_place(), "opened_at": now})
        return gate.mark == mark_of_this_place()

    @classmethod
    def is_closed_copy(cls) -> bool:
        """Mail was allowed from somewhere else; for pages, writes nothing."""
        return cls.objects.exclude(mark=mark_of_this_place()).exists()

    @classmethod
    def open(cls, now: datetime) -> None:
        """A person has said that this is the installation that may send."""
        cls.objects.update_or_create(pk=1, defaults={"mark": mark_of_this_place(), "opened_at": now})


def mark_of_this_place() -> str:
    """What a copy cannot share with its original. The demo moves between ports, so there the address does not count."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT concat_ws('/', system_identifier, timeline_id, (SELECT oid FROM pg_database WHERE datname = current_database())) "
            "FROM pg_control_system(), pg_control_checkpoint()"
        )
        (place,) = cursor.fetchone()
    return f"{place} {'' if settings.DEMO else settings.BASE_URL}".strip()


class Erasure(models.Model):
    """One row that was erased: its table and its key, nothing of what stood there. Insert only.

    Each stands in the storage too (`safetynet.common.erasures`), so that a restored database is told what to erase again.
    """

    table = models.CharField(max_length=63)
    key = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="erasure_is_noted_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    """Signs of life."""

    def beat(self, name: str, now: datetime) -> None:
        """Note that the process is alive."""
        self.update_or_create(name=name, defaults={"at": now})

    def latest_beat(self) -> datetime | None:
        """The last sign of life of any background process."""
        at: datetime | None = self.aggregate(at=Max("at"))["at"]
        return at


class Heartbeat(models.Model):
    """When a background process was last seen; `/readyz` reads it."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    objects = HeartbeatQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class DemoClock(models.Model):
    """By how many days the demo is ahead of the calendar. One row; read in demo mode only."""

    days_ahead = models.PositiveIntegerField(_("days ahead"), default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="demo_clock_is_one_row", condition=Q(pk=1))]

    def __str__(self) -> str:
        return f"+{self.days_ahead}"

    @classmethod
    def offset_in_days(cls) -> int:
        """Days ahead; 0 where the demo's clock was never moved."""
        return cls.objects.filter(pk=1).values_list("days_ahead", flat=True).first() or 0

    @classmethod
    def move(cls, days: int) -> None:
        """Set the demo `days` further ahead."""
        cls.objects.get_or_create(pk=1)
        cls.objects.filter(pk=1).update(days_ahead=F("days_ahead") + days)
        clock.forget()
