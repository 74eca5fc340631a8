"""The learning bank: what closed plans taught, told so that nobody can be recognised, for whoever writes the next plan."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models.choices import FINAL_VERDICTS, Verdict
from actionplans.models.plans import ActionPlan
from actionplans.models.themes import Theme
from orgstructure.models import User


class LearningExampleQuerySet(models.QuerySet["LearningExample"]):
    """Examples by what has become of them."""

    def shared(self) -> Self:
        """Those that a person has read and shared: open to every employee."""
        return self.filter(state=LearningExample.State.SHARED)

    def to_read(self) -> Self:
        """Drafted by the system, not yet read by a person; the oldest first."""
        return self.filter(state=LearningExample.State.DRAFTED).order_by("drafted_at", "pk")


class LearningExample(models.Model):
    """One closed plan as an example (eksempel): problem, what was done, whether it helped, in what kind of unit.

    Names of people and places, addresses and numbers are taken out by the system; a person reads it before others may (R68).
    The plan stays where it is and is not named: an example leads nobody to a unit.
    """

    class State(models.TextChoices):
        """What has become of it."""

        DRAFTED = "drafted", _("to be read before it is shared")
        SHARED = "shared", _("shared")
        WITHHELD = "withheld", _("not to be shared")

    plan = models.OneToOneField(ActionPlan, models.CASCADE, related_name="example")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")
    kind_of_unit = models.CharField(max_length=80, help_text="“A bed ward with 20 to 49 employees”: never its name.")
    problem = models.CharField(max_length=300)
    did = models.TextField(max_length=1500)
    verdict = models.CharField(max_length=10, choices=[(verdict.value, verdict.label) for verdict in FINAL_VERDICTS])
    learned = models.TextField(max_length=1500, blank=True, help_text="What those who closed it noticed.")
    closed_year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFTED)
    drafted_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, editable=False)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1)
    search = models.GeneratedField(
        expression=SearchVector("problem", config="danish", weight="A")
        + SearchVector("problem", config="swedish", weight="A")
        + SearchVector("did", "learned", config="danish", weight="B")
        + SearchVector("did", "learned", config="swedish", weight="B"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = LearningExampleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="example_says_problem_and_deed", condition=~Q(problem="") & ~Q(did="") & ~Q(kind_of_unit="")),
            models.CheckConstraint(
                name="example_is_read_before_it_is_shared",
                condition=Q(state="drafted", read_at=None, read_by=None)
                | (~Q(state="drafted") & Q(read_at__isnull=False, read_by__isnull=False)),
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="example_by_words"),
            models.Index(fields=["theme", "-closed_year"], name="example_by_theme", condition=Q(state="shared")),
            models.Index(fields=["drafted_at"], name="example_to_read", condition=Q(state="drafted")),
        ]

    def __str__(self) -> str:
        return self.problem

    @property
    def helped(self) -> bool:
        """It solved the problem, all of it or in part."""
        return self.verdict in (Verdict.SOLVED, Verdict.PARTLY)
