"""A self-audit as it is answered: by whom, with whom, what, with which actions and which wish for help, and what was done with it."""

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan, Theme
from apv.models.audits import AuditPlace, AuditQuestion, AuditYear, answered_by
from orgstructure.access import NOTHING, scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm


class AuditStatus(models.TextChoices):
    """Where an audit is on its way."""

    DRAFT = "draft", _("being answered")
    SUBMITTED = "submitted", _("sent in")
    SENT_BACK = "sent_back", _("sent back")
    CLOSED = "closed", _("closed")


OPEN_AUDITS = (AuditStatus.DRAFT, AuditStatus.SENT_BACK)
KEPT_UNFINISHED_FOR = timedelta(days=7)
SENT_IN = (AuditStatus.SUBMITTED, AuditStatus.CLOSED)


class AuditImportQuerySet(models.QuerySet["AuditImport"]):
    """Imports by person and age."""

    def visible_to(self, user: User) -> Self:
        """Only the person's own: the table may hold anything."""
        return self.filter(by=user) if user.is_active else self.none()

    def for_list(self) -> Self:
        """Newest first, without what is large."""
        return self.defer("table", "left_out", "answers").order_by("-at", "-pk")

    def with_year(self) -> Self:
        """With the year that was made, its set and its top."""
        return self.select_related("year__question_set", "year__top")

    def past_their_time(self, now: datetime) -> Self:
        """Read a week ago, and never brought in."""
        return self.filter(state=AuditImport.State.READ, at__lte=now - KEPT_UNFINISHED_FOR)


class AuditImport(models.Model):
    """One table of an earlier year that was brought in (indlæsning); undone, its audits and year are taken out again."""

    class State(models.TextChoices):
        """How far it is."""

        READ = "read", _("read, nothing made yet")
        DONE = "done", _("brought in")
        UNDONE = "undone", _("undone")

    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=120, help_text="What the file was called; shown, never opened.")
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    table = models.JSONField(null=True, help_text="[line, [cell, …]], the headings first; empty once brought in or undone.")
    columns = models.JSONField(default=dict, help_text="Field: number of its column.")
    answers = models.JSONField(default=dict, help_text="Kind: {text of the file: what it means}.")
    year = models.ForeignKey(AuditYear, models.SET_NULL, null=True, related_name="imports")
    facts = models.JSONField(default=dict, help_text="Of the year: number, top unit, set it belongs to.")
    made = models.PositiveIntegerField(default=0, help_text="Audits brought in.")
    left_out = models.JSONField(default=list, help_text="[line, why].")
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = AuditImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="audit_import_done_and_undone_at_as_its_state_says",
                condition=Q(state="read", done_at=None, undone_at=None)
                | Q(state="done", done_at__isnull=False, undone_at=None)
                | Q(state="undone", undone_at__isnull=False),
            ),
            models.CheckConstraint(name="audit_import_keeps_its_table_while_read", condition=Q(state="read") | Q(table=None)),
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("audit-import-detail", args=[self.pk])

    @property
    def headings(self) -> list[str]:
        """Of the answers."""
        return next((cells for _line, cells in self._rows("answers")), [])

    @property
    def lines(self) -> list[tuple[int, list[str]]]:
        """Of the answers, each with its number in the file."""
        return self._rows("answers")[1:]

    @property
    def people_headings(self) -> list[str]:
        """Of the participants; none where they have no table of their own."""
        return next((cells for _line, cells in self._rows("people")), [])

    @property
    def people(self) -> list[tuple[int, list[str]]]:
        """Of the participants, each with its number in the file."""
        return self._rows("people")[1:]

    def _rows(self, name: str) -> list[tuple[int, list[str]]]:
        table: dict[str, list[tuple[int, list[str]]]] = self.table or {}
        return table.get(name) or []

    def understand(self, **changes: Any) -> None:
        """Facts, columns or answers as the person has said; nothing where it was brought in meanwhile."""
        AuditImport.objects.filter(pk=self.pk, state=self.State.READ).update(**changes)
        self.refresh_from_db(fields=list(changes))


class SelfAuditQuerySet(models.QuerySet["SelfAudit"]):
    """Audits by reader; their answers are closed: those who answer, and who runs self-audits there."""

    def visible_to(self, user: User) -> Self:
        """Of units whose self-audit the person answers, and of those whose self-audits the person runs."""
        if not user.is_active:
            return self.none()
        return self.filter(_has_place(answered_by(user, Perm.ANSWER_AUDITS) | scope_of(user, Perm.RUN_AUDITS).where("unit")))

    def with_rights_of(self, user: User) -> Self:
        """Add `may_answer`, `may_submit` (while it is open) and `may_review` (who runs it, but did not answer it) to each row."""
        open_now = Q(status__in=OPEN_AUDITS, year__status="open")
        return self.annotate(
            may_answer=_flag(Q(_has_place(answered_by(user, Perm.ANSWER_AUDITS))) & open_now),
            may_submit=_flag(Q(_has_place(answered_by(user, Perm.SUBMIT_AUDITS))) & open_now),
            may_review=_flag(Q(_has_place(scope_of(user, Perm.RUN_AUDITS).where("unit"))) & ~Q(submitted_by=user.pk or 0)),
        )

    def to_review_by(self, user: User) -> Self:
        """Sent in, of open years, and waiting for this person's look."""
        runs = Q(_has_place(scope_of(user, Perm.RUN_AUDITS).where("unit")))
        return self.filter(runs, status=AuditStatus.SUBMITTED, year__status="open").exclude(submitted_by=user.pk or 0)

    def sent_in(self) -> Self:
        """Those that count in figures."""
        return self.filter(status__in=SENT_IN)


def _has_place(where: Q, audit: str = "pk") -> Exists:
    return Exists(AuditPlace.objects.filter(where or NOTHING, audit=OuterRef(audit)))


def _flag(condition: Q) -> "ExpressionWrapper[Q]":
    return ExpressionWrapper(condition, output_field=BooleanField())


class SelfAudit(models.Model):
    """One answered self-audit (egenkontrol): of one manager and unit, or joint, of several; its places name them (R64).

    Draft → submitted → sent back with a remark → submitted → closed; `AuditAct` tells who did it. It counts once, however many
    managers and units it answers for.
    """

    year = models.ForeignKey(AuditYear, models.PROTECT, related_name="audits")
    status = models.CharField(max_length=10, choices=AuditStatus, default=AuditStatus.DRAFT)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", help_text="Empty where it was brought in.")
    touched_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    brought_in = models.ForeignKey(AuditImport, models.PROTECT, null=True, related_name="audits")
    earlier_number = models.CharField(max_length=40, blank=True, help_text="Its number in the table it was brought in from.")
    version = models.PositiveIntegerField(default=1, help_text="Goes up with every move, not with every answer.")
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = SelfAuditQuerySet.as_manager()
    may_answer: bool  # on each row of `with_rights_of(user)`
    may_submit: bool
    may_review: bool

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="self_audit_sent_in_says_when",
                condition=Q(status="draft", submitted_at=None, closed_at=None)
                | Q(status__in=("submitted", "sent_back"), submitted_at__isnull=False, closed_at=None)
                | Q(status="closed", submitted_at__isnull=False, closed_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["year", "earlier_number"], name="self_audit_is_brought_in_once", condition=~Q(earlier_number="")
            ),
        ]
        indexes = [models.Index(fields=["year", "status"], name="self_audit_by_year")]

    def __str__(self) -> str:
        return f"self-audit {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page: the questions, or what was answered."""
        return reverse("audit-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """May be answered."""
        return self.status in OPEN_AUDITS

    @property
    def is_sent_in(self) -> bool:
        """Counts in figures."""
        return self.status in SENT_IN


class AuditAct(models.Model):
    """What was done with an audit, by whom and when; only added to."""

    class Verb(models.TextChoices):
        """What was done."""

        START = "start", _("begun")
        JOIN = "join", _("one more manager and unit took part")
        LEAVE = "leave", _("a manager and unit no longer took part")
        SUBMIT = "submit", _("sent in")
        TAKE_BACK = "take_back", _("taken back by those who answer")
        SEND_BACK = "send_back", _("sent back")
        CLOSE = "close", _("closed")
        REOPEN = "reopen", _("opened again")

    audit = models.ForeignKey(SelfAudit, models.PROTECT, related_name="acts")
    verb = models.CharField(max_length=10, choices=Verb)
    remark = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", help_text="Empty where an import did it.")

    class Meta:
        constraints = [models.CheckConstraint(name="audit_sent_back_with_a_remark", condition=~Q(verb="send_back") | ~Q(remark=""))]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.audit_id}"


class Answer(models.TextChoices):
    """The four answers there are."""

    YES = "yes", _("yes")
    PARTLY = "partly", _("partly")
    NO = "no", _("no")
    NOT_RELEVANT = "not_relevant", _("not relevant")


GAPS = (Answer.PARTLY, Answer.NO)  # what asks for an action


class AuditAnswer(models.Model):
    """The answer to one question, with a comment and how the participants see it. Each saves itself, with a version of its own."""

    audit = models.ForeignKey(SelfAudit, models.CASCADE, related_name="answers")
    question = models.ForeignKey(AuditQuestion, models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    comment = models.TextField(max_length=2000, blank=True)
    view = models.TextField(max_length=2000, blank=True, help_text="How the participants see it, where they see it otherwise.")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audit", "question"], name="audit_question_is_answered_once")]
        indexes = [models.Index(fields=["question", "answer"], include=["audit"], name="audit_answer_by_question")]

    def __str__(self) -> str:
        return f"{self.audit_id}: {self.question_id} {self.answer}"

    @property
    def is_gap(self) -> bool:
        """Answered “partly” or “no”: it asks for an action."""
        return self.answer in GAPS


class Hindrance(models.TextChoices):
    """What is in the way of those who ask for help."""

    RESOURCES = "resources", _("time or resources")
    NEW_AS_MANAGER = "new_as_manager", _("I am new as a manager")
    OUTSIDE_MANDATE = "outside_mandate", _("it is outside what I can decide")
    DO_NOT_KNOW_HOW = "do_not_know_how", _("I do not know how")


class AuditHelpQuerySet(models.QuerySet["AuditHelp"]):
    """Wishes for help by who may take them, and how far they are."""

    def visible_to(self, user: User) -> Self:
        """Of audits of units whose self-audits the person runs."""
        return self.filter(_has_place(scope_of(user, Perm.RUN_AUDITS).where("unit"), audit="answer__audit"))

    def of_level(self, path: str) -> Self:
        """With a unit at or below that path."""
        return self.filter(_has_place(Q(unit__path__startswith=path), audit="answer__audit"))

    def waiting(self) -> Self:
        """Nobody has taken them."""
        return self.filter(taken_at=None)

    def taken(self) -> Self:
        """Somebody is at it."""
        return self.filter(taken_at__isnull=False, ended_at=None)

    def ended(self) -> Self:
        """It was said what came of it."""
        return self.filter(ended_at__isnull=False)

    def for_list(self) -> Self:
        """With what a list tells, the longest waiting first."""
        related = ("asked_by", "taken_by", "answer__question", "answer__audit__year__question_set")
        return self.select_related(*related).prefetch_related("answer__audit__places__unit").order_by("asked_at", "pk")


class AuditHelp(models.Model):
    """“I want help with this” (jeg vil gerne have hjælp): asked with an answer, taken by one of the staff, ended with words."""

    answer = models.OneToOneField(AuditAnswer, models.CASCADE, related_name="help")
    hindrance = models.CharField(max_length=20, choices=Hindrance)
    note = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True, editable=False)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_note = models.CharField(max_length=500, blank=True)

    objects = AuditHelpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="audit_help_taken_says_by_whom",
                condition=Q(taken_at=None, taken_by=None) | Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
            models.CheckConstraint(
                name="audit_help_ended_after_it_was_taken_with_words",
                condition=Q(ended_at=None, ended_note="") | (Q(ended_at__isnull=False, taken_at__isnull=False) & ~Q(ended_note="")),
            ),
        ]
        indexes = [models.Index(fields=["asked_at"], name="audit_help_open", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return f"help {self.answer_id}"

    @property
    def is_taken(self) -> bool:
        """Somebody is at it, or was."""
        return self.taken_at is not None

    @property
    def is_ended(self) -> bool:
        """It was said what came of it."""
        return self.ended_at is not None


class AuditAction(models.Model):
    """An action (handling) of one answer: a plan, full or short; or one that an earlier system told of and no plan stands behind.

    That it counts is computed: the plan is published, or it was brought in.
    """

    answer = models.ForeignKey(AuditAnswer, models.CASCADE, related_name="actions")
    plan = models.OneToOneField(ActionPlan, models.CASCADE, null=True, related_name="+")
    text = models.CharField(max_length=500, blank=True, help_text="Of those brought in; the plan has words of its own.")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+", help_text="Of those brought in.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", help_text="Empty where it was brought in.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="audit_action_has_a_plan_or_was_brought_in", condition=Q(plan__isnull=False) | Q(made_by=None))
        ]

    def __str__(self) -> str:
        return f"action {self.answer_id}"


class Part(models.TextChoices):
    """As what somebody took part."""

    MANAGER = "manager", _("manager")
    EMPLOYER = "employer", _("other representative of the employer")
    REPRESENTATIVE = "representative", _("work-environment representative")
    UNION = "union", _("union representative")
    STAFF = "staff", _("employees")
    NOT_STATED = "not_stated", _("role not stated")


EMPLOYER_PARTS = (Part.MANAGER, Part.EMPLOYER)


class AuditParticipation(models.Model):
    """Who took part (deltagere), by number, and where wished by name (R64). Managers come from the organisation as it is sent in.

    `role` is the manager's role as the organisation calls it (“head of section”), or as the table brought in said.
    """

    audit = models.ForeignKey(SelfAudit, models.CASCADE, related_name="participations")
    part = models.CharField(max_length=20, choices=Part)
    role = models.CharField(max_length=80, blank=True)
    number = models.PositiveSmallIntegerField(default=1)
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True, help_text="Where wished, of somebody the organisation does not know.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="audit_participation_is_of_somebody", condition=Q(number__gte=1)),
            models.CheckConstraint(name="audit_participation_named_is_one", condition=Q(person=None, name="") | Q(number=1)),
            models.UniqueConstraint(fields=["audit", "person"], name="audit_person_takes_part_once", condition=Q(person__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.part} × {self.number}"
