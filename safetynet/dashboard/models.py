"""Documents that a worker makes while the person who asked waits; tokens that other systems read with."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from safetynet.common.fields import period_is_forward, valid_on

CLAIM_LASTS = timedelta(minutes=2)
MOST_ATTEMPTS = 3
KEPT_FOR = timedelta(days=7)
CODES_KEPT_FOR = timedelta(days=1)  # a letter's code answers instead of the person


class DocumentJobQuerySet(models.QuerySet["DocumentJob"]):
    """Documents by what has become of them."""

    def to_make(self, now: datetime) -> Self:
        """Asked for and not begun, or begun by a worker that has been silent for two minutes."""
        silent = Q(state=DocumentJob.State.RUNNING, claimed_at__lte=now - CLAIM_LASTS)
        return self.filter(Q(state=DocumentJob.State.QUEUED) | silent, attempts__lt=MOST_ATTEMPTS)

    def given_up(self, now: datetime) -> Self:
        """Begun for the last time allowed, by a worker that has been silent since."""
        return self.filter(state=DocumentJob.State.RUNNING, claimed_at__lte=now - CLAIM_LASTS, attempts__gte=MOST_ATTEMPTS)

    def expired(self, now: datetime) -> Self:
        """To be deleted with their files."""
        return self.filter(expires_at__lte=now)


class DocumentJob(models.Model):
    """One document that one person has asked for; only that person may fetch it, for seven days."""

    class Kind(models.TextChoices):
        """What is in it."""

        PLAN = "plan", _("one plan")
        LEVEL = "level", _("report for a level")
        POSTER = "poster", _("poster of a unit")
        FIGURES = "figures", _("figures in depth")
        INJURIES = "injuries", _("figures of injuries")
        STATUTORY = "statutory", _("plan of the work-environment organisation")
        ASSESSMENT = "assessment", _("a unit's APV")
        FOLDER = "folder", _("inspection folder of a unit")
        RESULTS = "results", _("a unit's survey report")
        LETTERS = "letters", _("letters with codes")
        CODE_PAGE = "code_page", _("poster of a survey")
        UNNAMED = "unnamed", _("poster for telling without a name")
        AUDIT = "audit", _("report of the yearly self-audit")
        WORK_PLAN = "work_plan", _("work-environment plan of a committee")
        WHEEL = "wheel", _("year wheel")
        MEETING = "meeting", _("package for a meeting")
        MINUTES = "minutes", _("minutes of a meeting")
        DISCUSSION = "discussion", _("annual discussion")
        COMPETENCE = "competence", _("competence plan")
        ANNUAL = "annual", _("annual report")
        REACTION = "reaction", _("answer to the labour inspectorate")

    class State(models.TextChoices):
        """How far it is."""

        QUEUED = "queued", _("waiting for its turn")
        RUNNING = "running", _("being made")
        DONE = "done", _("ready")
        FAILED = "failed", _("could not be made")

    class Failure(models.TextChoices):
        """Why it could not be made, as the reader is told."""

        NOT_ALLOWED = "not_allowed", _("What you asked for is no longer there, or you may no longer see it.")
        UNAVAILABLE = "unavailable", _("PDFs cannot be made on this machine: a system library (pango) is missing. Tell support.")
        GAVE_UP = "gave_up", _("It was tried three times without success. Try again; if it fails again, tell support.")

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.JSONField(help_text="Ids and days of what is in it; never its text.")
    language = models.CharField(max_length=5)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent.")
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=20, choices=Failure, blank=True)
    file = models.CharField(max_length=200, blank=True, help_text="Its name in the storage.")
    created_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    objects = DocumentJobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="document_is_done_exactly_with_a_file", condition=Q(state="done") ^ Q(file="")),
            models.CheckConstraint(name="document_failed_exactly_with_a_reason", condition=Q(state="failed") ^ Q(failure="")),
            models.CheckConstraint(name="document_progress_is_per_cent", condition=Q(progress__lte=100)),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="document_to_make", condition=Q(state__in=("queued", "running"))),
            models.Index(fields=["expires_at"], name="document_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    def get_absolute_url(self) -> str:
        """Where it is waited for and fetched."""
        return reverse("document-detail", args=[self.public_id])

    @property
    def is_finished(self) -> bool:
        """Nothing more will happen by itself."""
        return self.state in (self.State.DONE, self.State.FAILED)

    def claim(self, now: datetime) -> bool:
        """Take it to be made; False when another worker has it."""
        rows = DocumentJob.objects.to_make(now).filter(pk=self.pk)
        changes: dict[str, Any] = {"state": self.State.RUNNING, "claimed_at": now, "progress": 5, "attempts": F("attempts") + 1}
        return rows.update(**changes) == 1

    def advance(self, progress: int) -> None:
        """Tell how far it is."""
        DocumentJob.objects.filter(pk=self.pk, state=self.State.RUNNING).update(progress=progress)

    def finish(self, content: Any, *, now: datetime) -> None:
        """Keep the file; of two workers that made it, the second one's file is thrown away."""
        name = default_storage.save(f"documents/{self.public_id}.pdf", content)
        unfinished = DocumentJob.objects.filter(pk=self.pk, state=self.State.RUNNING)
        if not unfinished.update(state=self.State.DONE, file=name, progress=100, finished_at=now):
            default_storage.delete(name)

    def fail(self, failure: Failure, *, now: datetime) -> None:
        """Say why it will not be made."""
        unfinished = DocumentJob.objects.filter(pk=self.pk, state=self.State.RUNNING)
        unfinished.update(state=self.State.FAILED, failure=failure, finished_at=now)

    def ask_again(self, *, now: datetime) -> None:
        """Put a failed one back in the queue."""
        fresh: dict[str, Any] = {"failure": "", "attempts": 0, "progress": 0, "claimed_at": None, "finished_at": None}
        failed = DocumentJob.objects.filter(pk=self.pk, state=self.State.FAILED)
        failed.update(state=self.State.QUEUED, created_at=now, expires_at=now + KEPT_FOR, **fresh)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens by what they open."""

    def living(self, today: date) -> Self:
        """Those that open something on that day: begun, not ended, not revoked, of a client that is active."""
        return self.filter(valid_on(today), revoked_at=None, client__is_active=True, client__kind="system")


class ApiToken(models.Model):
    """What one other system reads with, below one unit: only its SHA-256 is kept, the token itself is shown once.

    `valid_to` is the first day it opens nothing, at most a year after `confirmed_on` (issued, or prolonged).
    The calls of the present minute are counted here, so that the limit holds over all processes.
    """

    client = models.ForeignKey("orgstructure.User", models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=120)
    unit = models.ForeignKey("orgstructure.Unit", models.PROTECT, related_name="+", help_text="Reads this unit and all below it.")
    reason = models.CharField(max_length=300)
    prefix = models.CharField(max_length=12, help_text="The beginning of the token, to know it by.")
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    created_by = models.ForeignKey("orgstructure.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    confirmed_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+")
    last_used_on = models.DateField(null=True)
    minute = models.DateTimeField(null=True)
    calls = models.PositiveIntegerField(default=0)
    submission_id = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = [
            period_is_forward("api_token_ends_after_it_began"),
            models.CheckConstraint(
                name="api_token_lasts_at_most_a_year", condition=Q(valid_to__lte=F("confirmed_on") + timedelta(days=366))
            ),
            models.CheckConstraint(
                name="api_token_revoked_by_somebody",
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.prefix}…"

    @property
    def last_day(self) -> date:
        """The last day it opens anything."""
        return self.valid_to - timedelta(days=1)


class ApiTokenAct(models.Model):
    """Who issued, prolonged or revoked a token, and when: a trace that is only added to."""

    class Verb(models.TextChoices):
        """What was done."""

        ISSUE = "issue", _("issued")
        PROLONG = "prolong", _("prolonged")
        REVOKE = "revoke", _("revoked")

    token = models.ForeignKey(ApiToken, models.PROTECT, related_name="acts")
    verb = models.CharField(max_length=10, choices=Verb)
    at = models.DateTimeField()
    by = models.ForeignKey("orgstructure.User", models.PROTECT, related_name="+")
    valid_to = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.token_id}"
