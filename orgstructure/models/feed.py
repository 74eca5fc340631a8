"""What came in, when, and what it changed."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from orgstructure.models.people import User

PARTS = {
    "units": _("Units"),
    "committees": _("Committees and groups"),
    "coverage": _("Coverage"),
    "people": _("People"),
    "engagements": _("Employments"),
    "seats": _("Seats"),
}


UNDONE_WITHIN = timedelta(hours=24)
KEPT_FOR = timedelta(hours=24)


class FeedRunQuerySet(models.QuerySet["FeedRun"]):
    """Runs by what they left here."""

    def standing(self) -> Self:
        """Brought in and not taken back, the newest first."""
        return self.filter(outcome=FeedRun.Outcome.APPLIED, undone_at=None).order_by("-finished_at", "-pk")

    def by_night(self) -> Self:
        """Those of the nights, the newest first."""
        return self.filter(is_nightly=True).order_by("-finished_at", "-pk")


class FeedRun(models.Model):
    """One reading of the organisation's four files; kept whether it was applied or not."""

    class Outcome(models.TextChoices):
        """What became of the run."""

        APPLIED = "applied", _("applied")
        DRY_RUN = "dry_run", _("only tried")
        REFUSED = "refused", _("refused because of problems")
        STOPPED = "stopped", _("stopped: too large a change without a yes")
        SAME = "same", _("nothing new: the files were those of last time")
        FAILED = "failed", _("the files could not be fetched")

    class Undo(models.TextChoices):
        """How far taking it back is."""

        ASKED = "asked", _("waits for its turn")
        WORKING = "working", _("is being taken back")
        DONE = "done", _("taken back")
        FAILED = "failed", _("could not be taken back")

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    on = models.DateField(help_text="The day the changes hold from.")
    by = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=200, help_text="Folder or upload; shown, never opened again.")
    is_nightly = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=Outcome)
    counts = models.JSONField(default=dict)
    story = models.JSONField(default=list, help_text="Units and committees created, moved, renamed, closed; no people.")
    problems = models.JSONField(default=list, help_text="File, line, code and parameters; worded when shown.")

    fingerprint = models.CharField(max_length=64, blank=True, help_text="Keyed hash of the four files and of what they are read by.")
    good_until = models.DateField(null=True, help_text="The first day on which the same files say something else: a period begins or ends.")
    read_as = models.JSONField(default=dict, help_text="Charset and delimiter of each file.")
    confirmed_by = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True, help_text="Why a change beyond the limits is right.")
    undo = models.CharField(max_length=10, choices=Undo, blank=True)
    undo_asked_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+")
    kept_back = models.JSONField(default=list, help_text="What the undo left as it was, because it had changed since.")

    objects = FeedRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(name="feed_run_undone_only_when_applied", condition=Q(undone_at=None) | Q(outcome="applied")),
            models.CheckConstraint(name="feed_run_undone_at_set_exactly_when_done", condition=Q(undo="done") ^ Q(undone_at=None)),
            models.CheckConstraint(
                name="feed_run_undo_has_been_asked_for",
                condition=Q(undo="") | Q(undo_asked_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d} {self.outcome}"

    def get_absolute_url(self) -> str:
        """The run's page."""
        return reverse("feed-run-detail", args=[self.pk])

    @property
    def did(self) -> list[tuple[str, dict[str, int]]]:
        """What it counted, by the kind of thing, named in the reader's language."""
        return [(str(label), self.counts[part]) for part, label in PARTS.items() if part in self.counts]

    @property
    def number_changed(self) -> int:
        """Of all things together, how many are not as they were."""
        return sum(number for counts in self.counts.values() for kind, number in counts.items() if kind != "unchanged")

    @property
    def undone_until(self) -> datetime:
        """From then on it stays."""
        return self.finished_at + UNDONE_WITHIN

    @property
    def is_being_undone(self) -> bool:
        """A worker has it, or will have."""
        return self.undo in {self.Undo.ASKED, self.Undo.WORKING}

    def may_be_undone(self, now: datetime) -> bool:
        """It was brought in within 24 hours, changed something, and has not been taken back."""
        is_in_time = (self.undo_asked_at if self.is_being_undone and self.undo_asked_at else now) < self.undone_until
        return self.outcome == self.Outcome.APPLIED and self.undone_at is None and is_in_time and self.number_changed > 0

    def ask_for_undo(self, *, by: "User", now: datetime) -> bool:
        """Compare and set; False when somebody else was first, or it is too late."""
        free = FeedRun.objects.filter(pk=self.pk, undone_at=None, undo__in=("", self.Undo.FAILED))
        asked = self.may_be_undone(now) and free.update(undo=self.Undo.ASKED, undo_asked_at=now, undone_by=by) == 1
        self.refresh_from_db()
        return asked


class FeedChange(models.Model):
    """One row that one run made, changed or removed, as it was and as it became; kept for the 24 hours of the undo."""

    run = models.ForeignKey(FeedRun, models.CASCADE, related_name="changes")
    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "table", "row"], name="feed_change_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


class FeedUploadQuerySet(models.QuerySet["FeedUpload"]):
    """Uploads by how far they are."""

    def waiting(self) -> Self:
        """A worker has something to do."""
        return self.filter(state__in=(FeedUpload.State.QUEUED, FeedUpload.State.CONFIRMED))

    def at_work(self) -> Self:
        """A worker has it in hand, or died with it."""
        return self.filter(state__in=(FeedUpload.State.READING, FeedUpload.State.COMPARING, FeedUpload.State.APPLYING))

    def by_night(self) -> Self:
        """Brought by no person."""
        return self.filter(by=None)

    def expired(self, now: datetime) -> Self:
        """Older than 24 hours: what is left of it goes."""
        return self.filter(created_at__lte=now - KEPT_FOR)


class FeedUpload(models.Model):
    """Four files on their way in: read, compared and shown before anything changes. Gone after 24 hours.

    The files lie in the storage under FIELD_KEYS, because they hold CPR numbers, and go when the run is over. Brought by
    nobody (`by`) it is the night's: brought in at once, unless there is a reason (`held_for`) to wait for a person's yes.
    """

    class State(models.TextChoices):
        """How far it is."""

        QUEUED = "queued", _("waits for its turn")
        READING = "reading", _("the files are read")
        COMPARING = "comparing", _("they are compared with what is here")
        READY = "ready", _("ready to be looked at")
        CONFIRMED = "confirmed", _("waits to be brought in")
        APPLYING = "applying", _("being brought in")
        APPLIED = "applied", _("brought in")
        REFUSED = "refused", _("refused because of problems")
        FAILED = "failed", _("stopped by a fault")

    class Held(models.TextChoices):
        """Why the night's files wait for a person, besides the limits."""

        TAKEN_BACK = "taken_back", _("the same files were brought in and taken back")
        NEW_SHAPE = "new_shape", _("the files are written in another way than those brought in last")

    MOST_ATTEMPTS = 3

    submission_id = models.UUIDField(unique=True)
    by = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+", help_text="Empty: fetched by night.")
    source = models.CharField(max_length=200, default="upload")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    files = models.JSONField(default=dict, help_text="Name in the feed: name in the storage.")
    run = models.ForeignKey(FeedRun, models.SET_NULL, null=True, related_name="+", help_text="The trial, then the run.")
    digest = models.CharField(max_length=64, blank=True, help_text="Of the difference that was shown.")
    held_for = models.CharField(max_length=12, choices=Held, blank=True)
    samples = models.JSONField(default=list, help_text="How each file was written, with five rows; no CPR numbers.")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="How often a worker died with it.")
    has_changed = models.BooleanField(default=False, help_text="Something changed after it was shown; it is shown again.")
    confirmed_by = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    objects = FeedUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["created_at"], name="feed_upload_by_age")]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d} {self.state}"

    def get_absolute_url(self) -> str:
        """Where it is followed and looked at."""
        return reverse("feed-upload-detail", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        """A worker has it, or will have."""
        return self.state in {"queued", "reading", "comparing", "confirmed", "applying"}

    @property
    def step(self) -> int:
        """Of five: kept, read, compared, said yes to, brought in."""
        return {"queued": 1, "reading": 2, "comparing": 3, "ready": 4, "confirmed": 4}.get(self.state, 5)

    def move(self, *, since: State, to: State, **changes: object) -> bool:
        """Compare and set; False when somebody else was first."""
        moved = FeedUpload.objects.filter(pk=self.pk, state=since).update(state=to, **changes) == 1
        if moved:
            self.refresh_from_db()
        return moved

    def take_up_again(self) -> bool:
        """After its worker died: back to where the step began, or failed for good the third time. False when it went on."""
        before = self.State.CONFIRMED if self.state == self.State.APPLYING else self.State.QUEUED
        tried = self.attempts + 1
        return self.move(since=self.State(self.state), to=before if tried < self.MOST_ATTEMPTS else self.State.FAILED, attempts=tried)


class FeedLine(models.Model):
    """One line of a preview: what would happen to one thing. Holds names of people, so it goes with its upload."""

    upload = models.ForeignKey(FeedUpload, models.CASCADE, related_name="lines")
    part = models.CharField(max_length=12)
    did = models.CharField(max_length=12)
    name = models.CharField(max_length=250)
    was = models.CharField(max_length=450, blank=True)
    to = models.CharField(max_length=450, blank=True)

    class Meta:
        indexes = [models.Index(fields=["upload", "part", "did"], name="feed_line_by_part")]

    def __str__(self) -> str:
        return f"{self.did} {self.part}"
