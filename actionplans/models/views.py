"""Lists of plans that people keep: under a name, with their own columns, for themselves or shared."""

import uuid
from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgstructure.models import Unit, User
from orgstructure.reports import home_unit_of


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Views by who may open them. What a view lists is asked again with the reader's own rights."""

    def shown_to(self, user: User, today: date, also: UUID | None = None) -> Self:
        """The person's own, those shared with the unit where the person is at home or one above it, and the one whose link was followed."""
        home = home_unit_of(user, today)
        shared = Q(sharing=SavedView.Sharing.UNIT, unit__in=[*home.ancestor_ids(), home.pk] if home else [])
        by_link = Q(sharing=SavedView.Sharing.LINK, public_id=also) if also else Q(pk__in=[])
        return self.filter(Q(owner=user) | shared | by_link).select_related("owner").order_by("name", "pk")

    def made_by(self, user: User) -> Self:
        """The person's own named ones."""
        return self.filter(owner=user).exclude(name="").order_by("name", "pk")


class SavedView(models.Model):
    """A list of plans or a page of figures kept under a name (gemt visning): the words of its address, and a list's columns.

    The one without a name holds the columns a person has chosen for all other lists.
    """

    class Sharing(models.TextChoices):
        """Who else finds it."""

        PRIVATE = "private", _("only me")
        UNIT = "unit", _("everybody in a unit and below it")
        LINK = "link", _("everybody who has the link")

    class Page(models.TextChoices):
        """What is kept."""

        PLANS = "plans", _("list of plans")
        OVERVIEW = "overview", _("overview")
        FIGURES = "figures", _("figures in depth")
        CAUSES = "causes", _("why plans come to a standstill")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60, blank=True)
    page = models.CharField(max_length=10, choices=Page, default=Page.PLANS)
    words = models.CharField(max_length=2000, blank=True, help_text="Of a list: the words of its address. Of a page: path and words.")
    columns = models.JSONField(default=list, blank=True)
    sharing = models.CharField(max_length=10, choices=Sharing, default=Sharing.PRIVATE)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    is_default = models.BooleanField(default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_view_name_is_used_once"),
            models.UniqueConstraint(fields=["owner"], condition=Q(is_default=True), name="saved_view_default_is_one"),
            models.CheckConstraint(
                name="saved_view_names_a_unit_exactly_when_shared_with_one",
                condition=Q(sharing="unit", unit__isnull=False) | (~Q(sharing="unit") & Q(unit=None)),
            ),
            models.CheckConstraint(
                name="saved_view_without_a_name_holds_only_columns",
                condition=~Q(name="") | Q(words="", sharing="private", is_default=False, page="plans"),
            ),
            models.CheckConstraint(name="saved_view_default_is_a_list", condition=Q(is_default=False) | Q(page="plans")),
            models.CheckConstraint(name="saved_view_of_a_page_is_a_path", condition=Q(page="plans") | Q(words__startswith="/")),
        ]
        indexes = [models.Index(fields=["unit"], name="saved_view_by_unit", condition=Q(sharing="unit"))]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """What it keeps."""
        if self.page != self.Page.PLANS:
            return self.words
        return f"{reverse('plan-list')}?{self.words}&view={self.public_id}"
