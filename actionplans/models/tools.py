"""Where staff keep what helps a writer: links to guides, tools and examples, by theme and by field of the template."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from actionplans.models.themes import Theme
from safetynet.common.fields import valid_on


class ResourceQuerySet(models.QuerySet["Resource"]):
    """Resources by day."""

    def in_use(self, today: date) -> Self:
        """Those shown to writers on that day, in the region's order."""
        return self.filter(valid_on(today)).order_by("order", "pk")

    def for_settings(self, today: date) -> Self:
        """All of them with `is_in_use`, those in use first."""
        in_use = ExpressionWrapper(valid_on(today), output_field=BooleanField())
        return self.annotate(is_in_use=in_use).select_related("theme").order_by("-is_in_use", "order", "pk")


class Resource(models.Model):
    """One link (værktøjer og eksempler): shown beside a field, or beside the plan, for one theme or for all."""

    class Kind(models.TextChoices):
        """What one finds there."""

        GUIDE = "guide", _("guide")
        TOOL = "tool", _("tool")
        EXAMPLE = "example", _("example")

    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="resources")
    field = models.CharField(max_length=40, blank=True, help_text="A field of the template; empty stands beside the whole plan.")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.GUIDE)
    title = models.JSONField(help_text="Text by language, at least Danish or Swedish.")
    description = models.JSONField(default=dict, blank=True)
    url = models.URLField(max_length=500)
    order = models.PositiveSmallIntegerField(default=100)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="resource_has_a_danish_or_swedish_title", condition=Q(title__has_key="da") | Q(title__has_key="sv")
            ),
            models.CheckConstraint(name="resource_is_reached_by_https", condition=Q(url__startswith="https://")),
            models.CheckConstraint(
                name="resource_ends_no_earlier_than_it_began", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return _in_readers_language(self.title)

    @property
    def explanation(self) -> str:
        """One sentence on what it is good for, if staff wrote one."""
        return _in_readers_language(self.description)


def _in_readers_language(texts: dict[str, str]) -> str:
    return texts.get(translation.get_language() or "da") or texts.get("da") or next(iter(texts.values()), "")
