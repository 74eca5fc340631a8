"""The annual report of a level: figures drafted by the system as of a date, words by people."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from annualcycle.models.places import flag, of_one_place, runs_place
from orgstructure.models import Committee, Unit, User


class AnnualReportQuerySet(models.QuerySet["AnnualReport"]):
    """Reports: published ones are open to every employee."""

    def visible_to(self, user: User, today: date) -> Self:
        """Published ones, and those of one's own places."""
        return self.filter(Q(status="published") | runs_place(user, today)) if user.is_active else self.none()

    def with_rights_of(self, user: User, today: date) -> Self:
        """Add `may_write` to each row."""
        return self.annotate(may_write=flag(runs_place(user, today)))


class AnnualReport(models.Model):
    """One level's report of one year (årsrapport) as of a date; published, figures and words are kept as they stood."""

    class Status(models.TextChoices):
        """Where it is."""

        DRAFT = "draft", _("being written")
        PUBLISHED = "published", _("published")

    committee = models.ForeignKey(Committee, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    figures = models.JSONField(default=dict, editable=False, help_text="As they stood when it was published.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = AnnualReportQuerySet.as_manager()
    may_write: bool  # on each row of `with_rights_of(user)`

    class Meta:
        constraints = [
            of_one_place("annual_report_is_of_one_place"),
            models.UniqueConstraint(fields=["committee", "year"], name="annual_report_of_a_committee_is_one"),
            models.UniqueConstraint(fields=["unit", "year"], name="annual_report_of_a_unit_is_one"),
            models.CheckConstraint(
                name="annual_report_published_says_when_and_by_whom",
                condition=Q(status="draft", published_at=None, published_by=None)
                | Q(status="published", published_at__isnull=False, published_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee or self.unit} {self.year}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("annual-report", args=[self.pk])

    @property
    def place(self) -> Committee | Unit | None:
        """Whose it is."""
        return self.committee or self.unit


class AnnualReportText(models.Model):
    """What people write in one chapter."""

    class Chapter(models.TextChoices):
        """The chapters, in their order."""

        SUMMARY = "summary", _("In short")
        PLANS = "plans", _("Plans made, evaluated and closed in time")
        EFFECTS = "effects", _("Did it help?")
        WHY = "why", _("Why plans are not evaluated and closed in time")
        APV = "apv", _("APV")
        INJURIES = "injuries", _("Injuries and the goal for new employees")
        ORGANISATION = "organisation", _("Organisation and training")
        SELF_AUDIT = "self_audit", _("Self-audit")
        GOALS = "goals", _("Goals")
        NEXT = "next", _("What next year")
        ASKED = "asked", _("What the law and the region ask for")

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="texts")
    chapter = models.CharField(max_length=12, choices=Chapter)
    text = models.TextField(max_length=8000, blank=True)
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "chapter"], name="annual_report_text_is_one_a_chapter")]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.chapter}"
