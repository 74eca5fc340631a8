"""The line organisation: identity, today's copy, and every stretch of history."""

from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgstructure.permissions import Perm
from safetynet.common.fields import Words, no_overlap, period_is_forward, sort_key, valid_on

MAX_DEPTH = 20


class Origin(models.TextChoices):
    """Who keeps a row of the organisation: what a person made by hand is not ended by the next reading of the feed."""

    FEED = "feed", _("the organisation feed")
    HAND = "hand", _("made by hand")


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units by place in the tree."""

    def existing(self, today: date) -> Self:
        """Not closed on that day."""
        return self.filter(valid_on(today))

    def within(self, scope: Q) -> Self:
        """Those that a scope of rights reaches (`scope_of(user, perm).where("")`), topmost first."""
        return self.filter(scope).order_by("depth", "name_sort", "pk")

    def below(self, path: str) -> Self:
        """The unit with that path and everything under it."""
        return self.filter(path__startswith=path)

    def above(self, unit: "Unit") -> Self:
        """The units over this one, topmost first; not itself."""
        return self.filter(pk__in=unit.ancestor_ids()).order_by("depth")

    def called(self, text: str) -> Self:
        """Every word occurs in the name, small or capital letters alike."""
        found = self
        for word in text.split()[:5]:
            found = found.filter(name__icontains=word)
        return found

    def named(self) -> Self:
        """In the order Danes look for names."""
        return self.order_by("name_sort", "pk")


class Unit(models.Model):
    """One unit (enhed) of the line organisation: its identity and a copy of today's name, place and manager.

    `path` holds the ids from the root, `/1/23/456/`; a subtree is a prefix. `UnitPeriod` holds history.
    `held_since` says that name, place or end were decided by hand that day: the feed changes them again only when it
    has come to say the same, or somebody lets it.
    """

    source_key = models.UUIDField(unique=True, help_text="The feed's Afdelingskode.")
    name = models.CharField(max_length=200)
    name_sort = sort_key("name")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=400, db_collation="C", unique=True)
    depth = models.PositiveSmallIntegerField()
    p_number = models.CharField(max_length=20, blank=True)
    manager = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="managed_units")
    origin = models.CharField(max_length=4, choices=Origin, default=Origin.FEED)
    held_since = models.DateField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        permissions = [(perm.value, perm.value) for perm in Perm]
        default_permissions = ()
        constraints = [
            period_is_forward("unit_ends_after_it_began"),
            models.CheckConstraint(name="unit_depth_within_bounds", condition=Q(depth__lt=MAX_DEPTH)),
            models.CheckConstraint(name="unit_is_not_its_own_parent", condition=~Q(parent=F("pk"))),
        ]
        indexes = [
            models.Index(fields=["parent", "name_sort"], name="unit_children_by_name"),
            models.Index(fields=["name_sort", "id"], name="unit_by_name"),
            GinIndex(Words("name"), name="unit_by_word"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The unit's page."""
        return reverse("unit-detail", args=[self.pk])

    def ancestor_ids(self) -> list[int]:
        """Ids of the units above, topmost first; read from the path, no query."""
        return [int(part) for part in self.path.strip("/").split("/")[:-1]]


class UnitPeriod(models.Model):
    """Name, place and manager of a unit for a stretch of days: the tree of day D is `as_of(D)`."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="periods")
    name = models.CharField(max_length=200)
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    path = models.CharField(max_length=400, db_collation="C")
    manager = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            period_is_forward("unit_period_ends_after_it_began"),
            no_overlap("unit_has_one_period_a_day", "unit_id"),
        ]
        indexes = [models.Index(fields=["path"], name="unit_period_by_path")]

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}"


class UnitSuccession(models.Model):
    """Merge and split (sammenlægning, opdeling): which unit carries on from which."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="predecessions")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="unit_succession_is_said_once"),
            models.CheckConstraint(name="unit_does_not_succeed_itself", condition=~Q(predecessor=F("successor"))),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"
