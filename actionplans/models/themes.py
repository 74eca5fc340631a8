"""What plans are about, and what a region demands before publishing."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from safetynet.common.fields import valid_on


class Topic(models.TextChoices):
    """The topics an APV must cover (domain, 1.1)."""

    ACCIDENT = "accident", _("accident risk")
    ERGONOMIC = "ergonomic", _("ergonomic work environment")
    PHYSICAL = "physical", _("physical work environment")
    CHEMICAL = "chemical", _("chemical work environment")
    BIOLOGICAL = "biological", _("biological work environment")
    PSYCHOSOCIAL = "psychosocial", _("psychosocial work environment")
    ABSENCE = "absence", _("sickness absence")
    OTHER = "other", _("other")


class ThemeQuerySet(models.QuerySet["Theme"]):
    """Themes by day."""

    def in_use(self, today: date) -> Self:
        """Those a plan may choose on that day, in the region's order."""
        return self.filter(valid_on(today)).order_by("order", "code")

    def with_use(self, today: date) -> Self:
        """All of them with `plan_count` and `is_in_use`, those in use first."""
        in_use = ExpressionWrapper(valid_on(today), output_field=BooleanField())
        rows = self.annotate(plan_count=Count("plans"), is_in_use=in_use).select_related("replaced_by")
        return rows.order_by("-is_in_use", "order", "code")

    def for_form(self, today: date, kept: int | None) -> Self:
        """Those in use, and the one that the plan has had since before it was retired."""
        return self.filter(valid_on(today) | Q(pk=kept)).order_by("order", "code")


class Theme(models.Model):
    """A theme (emne) under a statutory topic; its code never changes, its name may."""

    code = models.SlugField(max_length=40, unique=True)
    topic = models.CharField(max_length=20, choices=Topic)
    name = models.JSONField(help_text="Text by language, at least Danish or Swedish.")
    order = models.PositiveSmallIntegerField(default=100)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    objects = ThemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="theme_has_a_danish_or_swedish_name", condition=Q(name__has_key="da") | Q(name__has_key="sv")),
            models.CheckConstraint(name="theme_is_not_replaced_by_itself", condition=~Q(replaced_by=F("pk"))),
        ]

    def __str__(self) -> str:
        """The name in the reader's language, else Danish, else whatever there is."""
        names: dict[str, str] = self.name
        return names.get(translation.get_language() or "da") or names.get("da") or next(iter(names.values()))

    @classmethod
    def codes_of(cls, topic: str) -> list[str]:
        """The codes of every theme of the topic, retired ones too."""
        return list(cls.objects.filter(topic=topic).values_list("code", flat=True))


class PublishRequirement(models.Model):
    """A field that this region demands before publishing, beyond the six that are always demanded."""

    field = models.CharField(max_length=40, unique=True)
    is_required = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.field
