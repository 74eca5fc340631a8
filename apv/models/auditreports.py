"""The report of a year's self-audit for one level: texts by people beside figures of the system, and the proposals for next year."""

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan
from apv.models.auditanswers import AuditAnswer
from apv.models.audits import AuditQuestion, AuditYear
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm


class AuditReportQuerySet(models.QuerySet["AuditReport"]):
    """Reports by reader: published ones are open, those being written are for whom the level's reports are."""

    def visible_to(self, user: User) -> Self:
        """Published ones for every employee; the others for those who make reports of the level."""
        mine = scope_of(user, Perm.RUN_REPORTS).where("unit") | scope_of(user, Perm.RUN_AUDITS).where("unit")
        return self.filter(Q(status="published") | mine) if user.is_active else self.none()

    def with_rights_of(self, user: User) -> Self:
        """Add `may_write` (texts, proposals, publishing) and `may_choose` (comments, which asks for reading the answers)."""
        scope, runs = scope_of(user, Perm.RUN_REPORTS), scope_of(user, Perm.RUN_AUDITS)
        return self.annotate(may_write=(scope | runs).flag(), may_choose=runs.flag())


class AuditReport(models.Model):
    """A level's report of one year (årsrapport om egenkontrol): figures are computed, these are its words.

    Published, its words are fixed; its figures stand still when the year is closed.
    """

    class Status(models.TextChoices):
        """Where it is."""

        DRAFT = "draft", _("being written")
        PUBLISHED = "published", _("published")

    year = models.ForeignKey(AuditYear, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="The level it is about.")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    purpose = models.TextField(max_length=4000, blank=True)
    taking_part = models.TextField(max_length=4000, blank=True, help_text="Analysis of who took part.")
    conclusion = models.TextField(max_length=6000, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(null=True, editable=False)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = AuditReportQuerySet.as_manager()
    may_write: bool  # on each row of `with_rights_of(user)`
    may_choose: bool

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "unit"], name="audit_report_of_a_level_is_one"),
            models.CheckConstraint(
                name="audit_report_published_says_when_and_by_whom",
                condition=Q(status="draft", published_at=None, published_by=None)
                | Q(status="published", published_at__isnull=False, published_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year_id}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("audit-report", args=[self.year_id, self.unit_id])


class AuditReportText(models.Model):
    """What people write about one question: the analysis, and the numbers of questions it hangs together with."""

    report = models.ForeignKey(AuditReport, models.CASCADE, related_name="texts")
    question = models.ForeignKey(AuditQuestion, models.PROTECT, related_name="+")
    analysis = models.TextField(max_length=4000, blank=True)
    see_also = ArrayField(models.SlugField(max_length=40), default=list, blank=True, help_text="Codes of other questions of the set.")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "question"], name="audit_report_text_is_one_a_question")]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.question_id}"


class ChosenComment(models.Model):
    """A representative comment, chosen by a person, in the words it is shown with: names and places taken out where needed."""

    report = models.ForeignKey(AuditReport, models.CASCADE, related_name="comments")
    answer = models.ForeignKey(AuditAnswer, models.CASCADE, related_name="+")
    text = models.TextField(max_length=2000)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "answer"], name="audit_comment_is_chosen_once"),
            models.CheckConstraint(name="audit_chosen_comment_has_words", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.answer_id}"


class AuditProposalQuerySet(models.QuerySet["AuditProposal"]):
    """Proposals by reader and by the level whose report shows them."""

    def visible_to(self, user: User) -> Self:
        """Those of the reports that the person reads."""
        return self.filter(report__in=AuditReport.objects.visible_to(user))

    def with_rights_of(self, user: User) -> Self:
        """Add `may_write` (while its report is a draft), `may_follow` (say what became of it) and `may_plan` to each row."""
        reports = scope_of(user, Perm.RUN_REPORTS) | scope_of(user, Perm.RUN_AUDITS)
        plans = scope_of(user, Perm.EDIT_PLANS)
        writes = reports.where("report__unit")
        follows = (
            writes | reports.where("unit") | (reports | plans).where("responsible_unit") | plans.where("unit") | Q(responsible=user.pk)
        )
        return self.annotate(
            may_write=_flag(writes & Q(report__status="draft")),
            may_follow=_flag(follows),
            may_plan=plans.flag(),
        )

    def of_level(self, unit: Unit) -> Self:
        """Those of the unit's own report, and those that other levels' reports make to it."""
        return self.filter(Q(report__unit=unit) | Q(unit=unit))


def _flag(condition: Q) -> "ExpressionWrapper[Q]":
    return ExpressionWrapper(condition, output_field=BooleanField())


class AuditProposal(models.Model):
    """A proposal of a report (forbedringsforslag) for a level: who is responsible, by when, and next year what became of it.

    It becomes a plan with an owner (`plan`), or a goal, which points to it from above.
    """

    class State(models.TextChoices):
        """What became of it, as said by a person; a plan behind it tells more."""

        OPEN = "open", _("not begun")
        STARTED = "started", _("under way")
        DONE = "done", _("done")
        PARTLY = "partly", _("partly done")
        DROPPED = "dropped", _("given up")

    report = models.ForeignKey(AuditReport, models.PROTECT, related_name="proposals")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="The level that is to act on it.")
    question = models.ForeignKey(AuditQuestion, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=500)
    responsible_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    responsible = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    plan = models.OneToOneField(ActionPlan, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    state_note = models.CharField(max_length=500, blank=True)
    state_on = models.DateField(null=True, editable=False)
    state_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = AuditProposalQuerySet.as_manager()
    may_write: bool  # on each row of `with_rights_of(user)`
    may_follow: bool
    may_plan: bool

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="audit_proposal_has_somebody_responsible", condition=Q(responsible__isnull=False) | Q(responsible_unit__isnull=False)
            ),
            models.CheckConstraint(name="audit_proposal_has_words", condition=~Q(text="")),
            models.CheckConstraint(
                name="audit_proposal_given_up_says_why", condition=~Q(state__in=("dropped", "partly")) | ~Q(state_note="")
            ),
            models.CheckConstraint(
                name="audit_proposal_state_says_when_and_by_whom",
                condition=Q(state="open") | Q(state_on__isnull=False, state_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="audit_proposal_by_unit")]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Where it stands in its report."""
        return f"{self.report.get_absolute_url()}#proposal-{self.pk}"

    @property
    def is_unsettled(self) -> bool:
        """Nobody has said that it is done or given up."""
        return self.state in (self.State.OPEN, self.State.STARTED, self.State.PARTLY)
