"""What is published: one cube, computed once at release, already suppressed. Nothing else of a survey is ever shown."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apv.models.rounds import Round, RoundStatus, RoundUnit


class Subject(models.TextChoices):
    """What a cell is about."""

    ANSWERED = "answered", _("how many answered")
    DIMENSION = "dimension", _("a dimension, 0–100")
    QUESTION = "question", _("one question")


class ResultCellQuerySet(models.QuerySet["ResultCell"]):
    """Cells that may be shown: those there are, once the round is released."""

    def published(self) -> Self:
        """Of released rounds only; a released cell is open to every employee (architecture, section 3)."""
        return self.filter(round__status=RoundStatus.RELEASED)

    def whole(self) -> Self:
        """Without splits."""
        return self.filter(split="")


class ResultCell(models.Model):
    """One figure of one unit with everything below: written at counting, never changed.

    A row that is not there is hidden: a page says “too few answers”, never how many. `n` is who answered this subject;
    `distribution` maps a value (as text) to how many chose it, only for questions. `mean` is 0–100, higher as the
    dimension is named (a burden's high mean is bad); for a question in its own direction, reversed ones turned.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="cells")
    round_unit = models.ForeignKey(RoundUnit, models.PROTECT, related_name="cells")
    subject = models.CharField(max_length=10, choices=Subject)
    code = models.CharField(max_length=40, blank=True, help_text="Of the dimension or question; empty for how many answered.")
    split = models.CharField(max_length=40, blank=True, help_text="Value of the round's split question; empty for everybody.")
    n = models.PositiveIntegerField()
    mean = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    distribution = models.JSONField(default=dict)

    objects = ResultCellQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "round_unit", "subject", "code", "split"], name="result_cell_is_one"),
            models.CheckConstraint(name="result_cell_is_of_three_at_least", condition=Q(n__gte=3)),
            models.CheckConstraint(name="result_mean_is_of_a_hundred", condition=Q(mean=None) | Q(mean__gte=0, mean__lte=100)),
        ]
        indexes = [models.Index(fields=["round", "subject", "code"], include=["round_unit", "n", "mean"], name="result_by_subject")]

    def __str__(self) -> str:
        return f"{self.subject} {self.code}"
