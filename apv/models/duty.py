"""The duty of the workplace assessment: which topic of a unit was covered when, and what has changed at work since."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Final, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.functions import Least, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import Topic
from apv.models.assessments import UnitAssessment
from orgstructure.models import Unit, User

CLOCKED: Final = tuple(topic for topic in Topic if topic != Topic.OTHER)  # the topics that must be covered, each with its own clock


class TopicCoverQuerySet(models.QuerySet["TopicCover"]):
    """Covers by what they say today."""

    def standing(self) -> Self:
        """Without what was recorded before the clock of that unit and topic was set anew."""
        later = TopicCover.objects.filter(unit=OuterRef("unit"), topic=OuterRef("topic"), is_reset=True, pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later))

    def last_days(self, units: Collection[int]) -> models.QuerySet["TopicCover", tuple[int, str, date | None]]:
        """(unit, topic, the day last covered or None) of those units; a topic never covered is not there."""
        rows = self.standing().filter(unit__in=units).order_by().values("unit_id", "topic")
        return rows.annotate(last=Max("covered_on")).values_list("unit_id", "topic", "last")


class TopicCover(models.Model):
    """This topic of this unit was covered that day: a fact that is only added to, and the latest day counts (R17).

    A row that sets the clock anew (`is_reset`) makes moot what was recorded before: units that became one are covered as
    the least covered of them was, perhaps never; so is a day corrected that was told wrongly.
    """

    class Source(models.TextChoices):
        """What covered it."""

        ASSESSMENT = "assessment", _("an APV")
        RISK_ASSESSMENT = "risk_assessment", _("the risk assessment")
        EARLIER = "earlier", _("an APV kept elsewhere")
        CARRIED = "carried", _("the units it carries on from")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="covers")
    topic = models.CharField(max_length=20, choices=Topic)
    covered_on = models.DateField(null=True, help_text="Empty where the clock is set anew: not covered at all.")
    source = models.CharField(max_length=20, choices=Source)
    assessment = models.ForeignKey(UnitAssessment, models.PROTECT, null=True, related_name="covers")
    risk_version = models.ForeignKey("apv.RiskAssessmentVersion", models.PROTECT, null=True, related_name="covers")
    note = models.CharField(max_length=300, blank=True, help_text="Where an earlier APV is kept, or why the clock is set anew.")
    is_reset = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", help_text="Empty where the organisation feed did it.")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = TopicCoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="topic_cover_has_a_day_or_resets", condition=Q(covered_on__isnull=False) | Q(is_reset=True)),
            models.CheckConstraint(
                name="topic_cover_names_its_source",
                condition=Q(source="assessment", assessment__isnull=False, risk_version=None)
                | Q(source="risk_assessment", assessment=None, risk_version__isnull=False)
                | (Q(source="earlier", assessment=None, risk_version=None) & ~Q(note=""))
                | Q(source="carried", assessment=None, risk_version=None, is_reset=True),
            ),
            models.CheckConstraint(name="topic_cover_is_of_a_clocked_topic", condition=~Q(topic="other")),
        ]
        indexes = [
            models.Index(fields=["unit", "topic"], include=["covered_on"], name="topic_cover_by_unit"),
            models.Index(fields=["unit", "topic", "id"], name="topic_cover_reset", condition=Q(is_reset=True)),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.topic} {self.covered_on}"


class WorkChangeQuerySet(models.QuerySet["WorkChange"]):
    """Changes at work; every employee may read them (open zone)."""

    def standing(self) -> Self:
        """Not taken back, each with `covered`: the topics of its unit that were covered since it was known."""
        covers = TopicCover.objects.standing().exclude(source=TopicCover.Source.CARRIED)
        since = covers.filter(unit=OuterRef("unit"), covered_on__gte=Least(OuterRef("on"), OuterRef("registered_on")))
        return self.filter(withdrawn_on=None).annotate(covered=ArraySubquery(since.order_by().values("topic").distinct()))

    def open(self) -> Self:
        """Some of their topics have not been covered since (R18), the nearest day first."""
        return self.standing().exclude(topics__contained_by=F("covered")).order_by("on", "pk")


class WorkChange(models.Model):
    """A change of the work, its methods or its place (R18): it asks for an assessment of the topics it touches.

    Open until each topic was covered, before it comes where it was known in time; that it is handled is computed.
    """

    class Kind(models.TextChoices):
        """What changes."""

        WORK = "work", _("the work itself")
        METHOD = "method", _("how the work is done")
        PROCESS = "process", _("the order or course of the work")
        PREMISES = "premises", _("the premises")
        TECHNOLOGY = "technology", _("machines, aids or IT")
        ORGANISATION = "organisation", _("the organisation")

    covered: list[str]  # of `standing()`

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="changes_at_work")
    kind = models.CharField(max_length=20, choices=Kind)
    on = models.DateField(help_text="When it takes place.")
    description = models.CharField(max_length=1000)
    topics = ArrayField(models.CharField(max_length=20, choices=Topic), help_text="Touched, as those who know the work see it.")
    registered_on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)
    submission_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = WorkChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="work_change_touches_a_topic", condition=Q(topics__len__gte=1)),
            models.CheckConstraint(
                name="work_change_withdrawn_says_by_whom_and_why",
                condition=Q(withdrawn_on=None, withdrawn_by=None, withdrawn_because="")
                | (Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
            ),
        ]
        indexes = [models.Index(fields=["unit", "on"], name="work_change_by_unit", condition=Q(withdrawn_on=None))]

    def __str__(self) -> str:
        return self.description

    def get_absolute_url(self) -> str:
        """Where it stands on the page of its unit."""
        return f"{reverse('apv-unit', args=[self.unit_id])}#change-{self.pk}"

    @property
    def left(self) -> list[str]:
        """Topics not covered since; of a row of `standing()`."""
        return [str(Topic(topic).label) for topic in self.topics if topic not in self.covered]
