"""The yearly self-audit: its question sets, its years, who is expected to answer, and what came of being asked."""

import uuid
from datetime import date
from typing import Final, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgstructure.access import NOTHING, scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.common.texts import has_a_text, in_language

FIRST_YEAR, LAST_YEAR = 1990, 2200


class AuditSetQuerySet(models.QuerySet["AuditSet"]):
    """Question sets by what may be done with them."""

    def usable(self) -> Self:
        """Finished and not retired: a year may be opened with them, newest first."""
        return self.filter(finished_at__isnull=False, retired_at=None).order_by("-year", "-pk")

    def finished(self) -> Self:
        """Never changed any more, also those that are retired, newest first: what a later set may continue."""
        return self.filter(finished_at__isnull=False).order_by("-year", "-pk")

    def for_list(self) -> Self:
        """All, with how many questions each has and whether a year uses it."""
        used = Exists(AuditYear.objects.filter(question_set=OuterRef("pk")))
        return self.annotate(question_count=Count("questions"), is_used=used).order_by("-year", "-pk")


class AuditSet(models.Model):
    """The questions of one year (spørgsmål til egenkontrol). Finished, it is never changed: a change is a new set (R65)."""

    year = models.PositiveSmallIntegerField()
    name = models.JSONField(help_text="Text by language.")
    intro = models.JSONField(default=dict, blank=True, help_text="One or two sentences above the questions, by language.")
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    is_imported = models.BooleanField(default=False, help_text="Made from the table of an earlier year.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="Empty for the one that came with the product."
    )
    finished_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)
    edit_stamp = models.PositiveIntegerField(default=1, help_text="Posted back by the editor and compared.")
    edited_at = models.DateTimeField(null=True, editable=False)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = AuditSetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="audit_set_has_a_name", condition=has_a_text("name")),
            models.CheckConstraint(name="audit_set_is_of_a_year", condition=Q(year__range=(FIRST_YEAR, LAST_YEAR))),
            models.CheckConstraint(name="audit_set_is_not_based_on_itself", condition=~Q(based_on=F("pk"))),
        ]

    def __str__(self) -> str:
        return in_language(self.name)

    def get_absolute_url(self) -> str:
        """The set's page."""
        return reverse("audit-set-detail", args=[self.pk])

    @property
    def is_finished(self) -> bool:
        """Never changed any more."""
        return self.finished_at is not None


class AuditQuestion(models.Model):
    """One question, answered yes, partly, no or not relevant.

    `continues` is the question of an earlier set that asks the same: years are compared along it and nowhere else (R65).
    `law` names the source by country, `{"DK": "BEK 65/2024 § 33"}`; `is_policy` says that the region's own policy asks for it.
    """

    question_set = models.ForeignKey(AuditSet, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(help_text="Its number, from 1.")
    code = models.SlugField(max_length=40)
    group = models.JSONField(default=dict, blank=True, help_text="Heading above it, by language; the same heading is one group.")
    text = models.JSONField()
    hint = models.JSONField(default=dict, blank=True)
    law = models.JSONField(default=dict, blank=True)
    is_policy = models.BooleanField(default=False)
    theme_code = models.SlugField(max_length=40, blank=True, help_text="The theme that an action from it gets.")
    continues = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="continued_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question_set", "code"], name="audit_question_code_is_one"),
            models.UniqueConstraint(
                fields=["question_set", "position"], name="audit_question_number_is_one", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(name="audit_question_has_a_text", condition=has_a_text("text")),
            models.CheckConstraint(name="audit_question_is_numbered_from_one", condition=Q(position__gte=1)),
            models.CheckConstraint(name="audit_question_does_not_continue_itself", condition=~Q(continues=F("pk"))),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return in_language(self.text)


class YearStatus(models.TextChoices):
    """Where a year of self-audit is in its life; that its last day has passed is computed."""

    DRAFT = "draft", _("being prepared")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class AuditYearQuerySet(models.QuerySet["AuditYear"]):
    """Years by reader and by state."""

    def run_by(self, user: User) -> Self:
        """Those whose top unit lies where the person runs self-audits: to prepare, open and close."""
        return self.filter(scope_of(user, Perm.RUN_AUDITS).where("top"))

    def seen_by(self, user: User) -> Self:
        """Those the person runs; once opened also those whose coverage managers see, of the whole or of their own part."""
        mine = scope_of(user, Perm.RUN_AUDITS).where("top")
        near = NOTHING
        for path in scope_of(user, Perm.RUN_AUDITS).paths + scope_of(user, Perm.RUN_REPORTS).paths:
            near |= Q(top__path__startswith=path) | Q(top__in=[int(part) for part in path.strip("/").split("/")])
        return self.filter(mine | (near & ~Q(status=YearStatus.DRAFT)))

    def of_units_in(self, unit: Unit) -> Self:
        """Those that ask units at, above or below this one."""
        above = [*unit.ancestor_ids(), unit.pk]
        return self.filter(Q(top__in=above) | Q(top__path__startswith=unit.path))

    def opened(self) -> Self:
        """Open or closed: something may have been answered; newest first."""
        return self.exclude(status=YearStatus.DRAFT).order_by("-question_set__year", "-pk")


class AuditYear(models.Model):
    """One year's self-audit (egenkontrol) of a subtree: every manager × unit below its top is expected to answer (R64).

    `tree_on` is the day whose organisation its places show: brought up every night while it is open, then still.
    """

    question_set = models.ForeignKey(AuditSet, models.PROTECT, related_name="years")
    top = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="The subtree that is asked.")
    status = models.CharField(max_length=10, choices=YearStatus, default=YearStatus.DRAFT)
    opens_on = models.DateField()
    due_on = models.DateField(help_text="Answer by; answers are taken until the year is closed.")
    tree_on = models.DateField()
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by", help_text="Last year's.")
    is_imported = models.BooleanField(default=False, help_text="From an earlier system: who was expected is not known.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, editable=False)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = AuditYearQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="audit_year_is_due_after_it_opens", condition=Q(due_on__gte=F("opens_on"))),
            models.CheckConstraint(name="audit_year_does_not_follow_itself", condition=~Q(follows=F("pk"))),
            models.CheckConstraint(
                name="audit_year_opened_and_closed_as_its_status_says",
                condition=Q(status="draft", opened_at=None, closed_at=None)
                | Q(status="open", opened_at__isnull=False, closed_at=None)
                | Q(status="closed", opened_at__isnull=False, closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="audit_year_says_who_opened_and_closed_it",
                condition=(Q(opened_at=None, opened_by=None) | Q(opened_at__isnull=False, opened_by__isnull=False))
                & (Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False)),
            ),
            models.UniqueConstraint(fields=["top", "question_set"], name="audit_year_asks_a_subtree_once"),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="audit_year_by_state")]

    def __str__(self) -> str:
        return f"{self.top_id} {self.opens_on:%Y}"

    def get_absolute_url(self) -> str:
        """The year's page."""
        return reverse("audit-year-detail", args=[self.pk])

    @property
    def year(self) -> int:
        """The year its questions are about."""
        return self.question_set.year

    @property
    def is_open(self) -> bool:
        """Takes answers, also late ones."""
        return self.status == YearStatus.OPEN


class NotAnswered(models.TextChoices):
    """Why it was not answered: asked, never guessed."""

    TIME = "time", _("there was no time")
    NO_USE = "no_use", _("we do not see what it is good for")
    NO_ACCESS = "no_access", _("I could not get in")
    NEW_IN_JOB = "new_in_job", _("I am new in the job")
    OTHER = "other", _("something else")


NOT_BEGUN: Final = "not_begun"
NO_REASON: Final = "no_reason"
MOST_WORDS: Final = 5


class AuditPlaceQuerySet(models.QuerySet["AuditPlace"]):
    """Places by where they lie and whether they are answered."""

    def standing(self) -> Self:
        """Expected still, or answered."""
        return self.filter(ended_on=None)

    def of_level(self, year: AuditYear, path: str) -> Self:
        """Standing places of the year at or below the path its tree gave that level."""
        return self.standing().filter(year=year, path__startswith=path)

    def answered(self) -> Self:
        """Their audit was sent in, or closed."""
        return self.filter(audit__status__in=("submitted", "closed"))

    def unanswered(self) -> Self:
        """Not begun, not sent in, or sent back."""
        return self.exclude(audit__status__in=("submitted", "closed"))

    def with_state(self) -> Self:
        """Add `state`: not begun, or the state of its audit."""
        return self.annotate(state=Coalesce("audit__status", Value(NOT_BEGUN)))

    def with_progress(self) -> Self:
        """Add `state`, and how many of how many questions have an answer."""
        counted = AuditQuestion.objects.filter(question_set=OuterRef("year__question_set")).order_by()
        questions = counted.values("question_set").annotate(number=Count("pk")).values("number")
        same = AuditPlace.objects.filter(pk=OuterRef("pk")).values("pk")
        answered = same.annotate(number=Count("audit__answers", filter=~Q(audit__answers__answer=""))).values("number")
        return self.with_state().annotate(questions=Coalesce(Subquery(questions), Value(0)), answered=Subquery(answered))

    def to_be_told(self) -> Self:
        """Those whose manager is reminded: of an open year, and nothing sent in."""
        return self.standing().unanswered().filter(year__status=YearStatus.OPEN, manager__isnull=False)

    def told_by(self, user: User) -> Self:
        """Those of which the person may say why nothing came: who answers, and who runs self-audits there, while the year is open."""
        scope = scope_of(user, Perm.ANSWER_AUDITS) | scope_of(user, Perm.RUN_AUDITS)
        return self.standing().filter(scope.where("unit"), year__status=YearStatus.OPEN)

    def beside(self, place: "AuditPlace", user: User) -> Self:
        """The person's other places of the same year that nothing was sent in from and nobody gave a reason for."""
        rows = self.of_person(user).unanswered().filter(year=place.year_id, reason="").exclude(pk=place.pk)
        return rows.select_related("unit").order_by("unit__name_sort", "pk")

    def called(self, text: str) -> Self:
        """Every word occurs in the name of the unit or of its manager."""
        found = self
        for word in text.split()[:MOST_WORDS]:
            named = Q(manager__first_name__icontains=word) | Q(manager__last_name__icontains=word)
            found = found.filter(Q(unit__name__icontains=word) | named)
        return found

    def in_state(self, state: str) -> Self:
        """Not begun, or with an audit in that state."""
        return self.filter(audit=None) if state == NOT_BEGUN else self.filter(audit__status=state)

    def with_reason(self, reason: str) -> Self:
        """Not answered, for that reason; `no_reason` where nobody has told one."""
        return self.unanswered().filter(reason="" if reason == NO_REASON else reason)

    def of_person(self, user: User) -> Self:
        """Those the person may answer for, in years that are open: by right, or asked as the nearest manager of a unit nobody leads."""
        return self.standing().filter(answered_by(user, Perm.ANSWER_AUDITS), year__status=YearStatus.OPEN)


class AuditPlace(models.Model):
    """One manager × unit that a year expects an answer from; a joint audit (fælles egenkontrol) answers several places.

    `path` is the unit's place in the year's tree. A place ends when its unit closes or gets another manager before anything was
    sent in; what was answered stays. `reason` says why nothing came, as those who were to answer told it.
    """

    year = models.ForeignKey(AuditYear, models.PROTECT, related_name="places")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    manager = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", help_text="Empty where the organisation names none.")
    path = models.CharField(max_length=400, db_collation="C")
    audit = models.ForeignKey("apv.SelfAudit", models.SET_NULL, null=True, related_name="places")
    ended_on = models.DateField(null=True)
    reason = models.CharField(max_length=20, choices=NotAnswered, blank=True)
    reason_note = models.CharField(max_length=300, blank=True)
    reason_at = models.DateTimeField(null=True, editable=False)
    reason_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = AuditPlaceQuerySet.as_manager()
    state: str  # on each row of `with_state()`
    questions: int  # on each row of `with_progress()`, as the next
    answered: int

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "unit", "manager"], name="audit_place_is_one", condition=Q(ended_on=None, manager__isnull=False)
            ),
            models.CheckConstraint(
                name="audit_place_reason_says_when_and_by_whom",
                condition=Q(reason="", reason_note="", reason_at=None, reason_by=None)
                | (~Q(reason="") & Q(reason_at__isnull=False, reason_by__isnull=False)),
            ),
            models.CheckConstraint(name="audit_place_other_reason_has_words", condition=~Q(reason="other") | ~Q(reason_note="")),
        ]
        indexes = [
            models.Index(fields=["year", "path"], name="audit_place_by_path", condition=Q(ended_on=None)),
            models.Index(fields=["unit", "year"], name="audit_place_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.year_id}: {self.unit_id}"

    def asks(self, user: User) -> bool:
        """It asks this person, who is a manager there still; the same as `answered_by` says in SQL."""
        is_manager = self.manager_id == user.pk and self.ended_on is None
        return is_manager and scope_of(user, Perm.EDIT_PLANS).covers(self.unit_id, self.unit.path)


class AuditMail(models.TextChoices):
    """The mail of a self-audit."""

    REMINDER = "audit", _("self-audit")


class AuditReminder(models.Model):
    """One mail about a place was planned: the lock against planning it twice. `stage` is `opened`, `before-7`, `due` or `after-14`."""

    place = models.ForeignKey(AuditPlace, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=20)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "person", "stage"], name="audit_reminder_is_planned_once")]

    def __str__(self) -> str:
        return f"{self.stage} {self.place_id}"


def answered_by(user: User, perm: Perm) -> Q:
    """Places where the person holds the right, and those of open years that ask the person: a unit nobody leads asks the next manager.

    Who is asked must be a manager there still (R68): the right to the unit's plans comes with that, and goes with it.
    """
    asked = Q(manager=user.pk, ended_on=None, year__status=YearStatus.OPEN) & scope_of(user, Perm.EDIT_PLANS).where("unit")
    return scope_of(user, perm).where("unit") | asked


def path_on(unit: Unit, day: date) -> str:
    """Where the unit lay in the tree of that day; its place today where it did not exist then."""
    period = unit.periods.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day).first()
    return period.path if period else unit.path
