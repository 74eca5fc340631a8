"""The MED and work-environment organisation: committees, groups, seats, and what they cover."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from orgstructure.models.units import Origin
from safetynet.common.fields import no_overlap, period_is_forward, sort_key, valid_on

ALWAYS = date(1900, 1, 1)


class SeatRole(models.TextChoices):
    """What a seat is for; the region's own words map to these (`RoleWord`)."""

    AMR = "amr", _("work-environment representative")
    LEADER = "leader", _("work-environment leader")
    CHAIR = "chair", _("chair")
    VICE_CHAIR = "vice_chair", _("vice-chair")
    MEMBER = "member", _("member")
    STEWARD = "steward", _("shop steward")
    DEPUTY = "deputy", _("deputy")
    COORDINATOR = "coordinator", _("local work-environment coordinator")
    OTHER = "other", _("other role")


class Chosen(models.TextChoices):
    """How somebody came to a seat."""

    ELECTED = "elected", _("elected")
    DESIGNATED = "designated", _("designated")


CHOSEN_AS = {
    SeatRole.AMR: Chosen.ELECTED,
    SeatRole.STEWARD: Chosen.ELECTED,
    SeatRole.LEADER: Chosen.DESIGNATED,
    SeatRole.CHAIR: Chosen.DESIGNATED,
}


class RoleWord(models.Model):
    """Which seat role the feed's word (Hverv) stands for; an unknown word is kept and shown."""

    word = models.CharField(max_length=80, unique=True, help_text="Lower case.")
    role = models.CharField(max_length=20, choices=SeatRole)

    class Meta:
        constraints = [models.CheckConstraint(name="role_word_is_lower_case", condition=Q(word=models.functions.Lower("word")))]

    def __str__(self) -> str:
        return self.word


class Level(models.Model):
    """A level of the MED organisation (RMU, VMU/HMU, LMU, AMG): names and rules are the region's (R6).

    A committee's level is the first, by `order`, whose name pattern fits, else whose depth does.
    """

    code = models.CharField(max_length=20, unique=True)
    name = models.JSONField(help_text="Text by language.")
    order = models.PositiveSmallIntegerField(unique=True)
    is_group = models.BooleanField(default=False, help_text="A work-environment group (AMG), not a committee.")
    name_pattern = models.CharField(max_length=120, blank=True, help_text="Regular expression on the name.")
    depth = models.PositiveSmallIntegerField(null=True, help_text="Depth in the MED tree, the top is 0.")
    valid_from = models.DateField(default=ALWAYS)
    valid_to = models.DateField(null=True, help_text="No committee is recognised by it from this day on.")

    class Meta:
        constraints = [period_is_forward("level_ends_after_it_began")]

    def __str__(self) -> str:
        return self.code

    @property
    def last_day(self) -> date | None:
        """The last day the level is in use; None while it goes on."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None

    def name_in(self, language: str | None) -> str:
        """In that language, else Danish, else whichever there is."""
        return self.name.get(language or "da") or self.name.get("da") or next(iter(self.name.values()), "")


class CommitteeQuerySet(models.QuerySet["Committee"]):
    """Committees and groups by place and kind."""

    def existing(self, today: date) -> Self:
        """Not closed on that day."""
        return self.filter(valid_on(today))

    def groups(self) -> Self:
        """Work-environment groups only."""
        return self.filter(level__is_group=True)

    def covering(self, unit_id: int, today: date) -> Self:
        """Those that the feed says cover the unit, group first."""
        ids = Coverage.objects.filter(valid_on(today), unit_id=unit_id).values("committee")
        return self.filter(pk__in=ids).order_by("-depth", "name_sort")


class Committee(models.Model):
    """One MED committee (udvalg) or work-environment group (arbejdsmiljøgruppe, AMG).

    A sub-committee (underudvalg) stands under a committee, with seats of its own over the same units.
    """

    source_key = models.UUIDField(unique=True)
    name = models.CharField(max_length=200)
    name_sort = sort_key("name")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=400, db_collation="C", unique=True)
    depth = models.PositiveSmallIntegerField()
    level = models.ForeignKey(Level, models.PROTECT, null=True, related_name="+", help_text="Empty: unknown.")
    origin = models.CharField(max_length=4, choices=Origin, default=Origin.FEED)
    is_sub_committee = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        constraints = [
            period_is_forward("committee_ends_after_it_began"),
            models.CheckConstraint(name="committee_is_not_its_own_parent", condition=~Q(parent=F("pk"))),
            models.CheckConstraint(
                name="sub_committee_stands_under_another", condition=Q(is_sub_committee=False) | Q(parent__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The committee's or group's page."""
        return reverse("committee-detail", args=[self.pk])

    @property
    def level_name(self) -> str:
        """What the region calls its level, in the reader's language; empty where no rule fits."""
        return self.level.name_in(get_language()) if self.level else ""

    def ancestor_ids(self) -> list[int]:
        """Ids of the committees above, topmost first."""
        return [int(part) for part in self.path.strip("/").split("/")[:-1]]


class CommitteePeriod(models.Model):
    """Name and place of a committee for a stretch of days."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="periods")
    name = models.CharField(max_length=200)
    parent = models.ForeignKey(Committee, models.PROTECT, null=True, related_name="+")
    path = models.CharField(max_length=400, db_collation="C")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            period_is_forward("committee_period_ends_after_it_began"),
            no_overlap("committee_has_one_period_a_day", "committee_id"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}"


class Coverage(models.Model):
    """This committee or group covers (dækker) this unit: what the feed or a person says, never inherited."""

    unit = models.ForeignKey("orgstructure.Unit", models.PROTECT, related_name="coverages")
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="coverages")
    origin = models.CharField(max_length=4, choices=Origin, default=Origin.FEED)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            period_is_forward("coverage_ends_after_it_began"),
            models.UniqueConstraint(fields=["unit", "committee", "valid_from"], name="coverage_starts_once_a_day"),
            models.UniqueConstraint(fields=["unit", "committee"], condition=Q(valid_to=None), name="coverage_is_open_once"),
        ]

    def __str__(self) -> str:
        return f"{self.committee_id} covers {self.unit_id}"


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats by day."""

    def current(self, today: date) -> Self:
        """Those held on that day."""
        return self.filter(valid_on(today))


class Seat(models.Model):
    """One person's seat (plads, hverv) in a committee or group for a stretch of days."""

    user = models.ForeignKey("orgstructure.User", models.PROTECT, related_name="seats")
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=20, choices=SeatRole, default=SeatRole.OTHER)
    role_word = models.CharField(max_length=80, help_text="The feed's own word, shown when the role is unknown.")
    union = models.CharField(max_length=120, blank=True)
    is_deputy = models.BooleanField(default=False)
    deputy_for = models.ForeignKey("orgstructure.User", models.PROTECT, null=True, related_name="+")
    chosen = models.CharField(max_length=10, choices=Chosen, blank=True, help_text="Empty: as the role is usually filled.")
    origin = models.CharField(max_length=4, choices=Origin, default=Origin.FEED)
    end_is_held = models.BooleanField(
        default=False, help_text="A person ended or prolonged it: a feed that tells another last day does not change it."
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            period_is_forward("seat_ends_after_it_began"),
            models.UniqueConstraint(fields=["user", "committee", "role_word", "valid_from"], name="seat_starts_once_a_day"),
        ]
        indexes = [models.Index(fields=["committee", "valid_to"], name="seat_by_committee")]

    def __str__(self) -> str:
        return f"{self.role_word} {self.committee_id}"

    @property
    def last_day(self) -> date | None:
        """The last day of the seat; None while it is open."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None

    @property
    def how_chosen(self) -> Chosen | None:
        """Elected or designated; None where the role says neither."""
        return Chosen(self.chosen) if self.chosen else CHOSEN_AS.get(SeatRole(self.role))

    @property
    def role_name(self) -> str:
        """The role in the reader's language; the region's own word where the role is not known."""
        return self.role_word if self.role == SeatRole.OTHER else self.get_role_display()
