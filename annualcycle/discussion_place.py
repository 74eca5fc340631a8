"""The annual discussions of a place: this year's and earlier ones, what comes before it, and how far those below are."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.urls import reverse

from annualcycle.goal_page import may_set_goals
from annualcycle.models import Discussion
from annualcycle.usecases import discussions as usecases
from annualcycle.usecases.discussions import Place
from orgstructure.headcount import Headcount
from orgstructure.models import Committee, Coverage, Unit, User
from safetynet.common.fields import valid_on

SHOWN_YEARS = 10


def place_url(place: Place) -> str:
    """The discussions of that place."""
    return reverse("discussion-committee" if isinstance(place, Committee) else "discussion-unit", args=[place.pk])


@dataclass(frozen=True)
class Held:
    """One committee or group below, and how far this year's discussion is there."""

    pk: int
    name: str
    state: str
    discussion_pk: int | None
    below: int = 0
    below_completed: int = 0

    @property
    def url(self) -> str:
        """A completed one is open to everybody; else the place's page."""
        if self.discussion_pk and self.state == Discussion.Status.COMPLETED:
            return reverse("discussion-detail", args=[self.discussion_pk])
        return reverse("discussion-committee", args=[self.pk])


def held_below(committee: Committee, year: int, today: date) -> list[Held]:
    """Those next below, each with a count of all below it. One query, however many."""
    this_year = FilteredRelation("discussions", condition=Q(discussions__year=year))
    rows = Committee.objects.existing(today).filter(path__startswith=committee.path, is_sub_committee=False).exclude(pk=committee.pk)
    found = rows.annotate(ours=this_year).annotate(state=F("ours__status"), held_pk=F("ours__pk")).order_by("name_sort", "pk")
    lines = list(found.values_list("pk", "parent", "path", "name", "state", "held_pk"))
    deep: dict[str, list[bool]] = {}
    for _pk, _parent, path, _name, state, _held in lines:
        rest = path.removeprefix(committee.path).strip("/").split("/")
        if len(rest) > 1:
            deep.setdefault(rest[0], []).append(state == Discussion.Status.COMPLETED)
    return [
        Held(pk, name, state or "", held, len(under := deep.get(path.removeprefix(committee.path).strip("/"), [])), sum(under))
        for pk, parent, path, name, state, held in lines
        if parent == committee.pk
    ]


@dataclass(frozen=True)
class PlaceDiscussions:
    """The discussions of one committee, group or small workplace, and what comes before and below."""

    place: Place
    year: int
    may_hold: bool
    this_years: Discussion | None
    earlier: list[Discussion]
    waits_for: Committee | None
    opened_by: Discussion | None
    asks_us: Discussion | None
    has_given: bool
    below: list[Held]
    may_begin: bool = True

    @classmethod
    def of(cls, place: Place, reader: User, *, today: date) -> Self:
        """A fixed number of queries."""
        of_place = Q(committee=place) if isinstance(place, Committee) else Q(unit=place)
        rows = list(Discussion.objects.filter(of_place).with_rights_of(reader, today).order_by("-year")[:SHOWN_YEARS])
        asks = _asking(place, today)
        is_committee = isinstance(place, Committee)
        return cls(
            place=place,
            year=today.year,
            may_hold=may_set_goals(reader, place, today),
            this_years=next((one for one in rows if one.year == today.year), None),
            earlier=[one for one in rows if one.year != today.year and (one.is_completed or one.may_hold)],
            waits_for=usecases.waits_for(place, today.year, today),
            opened_by=usecases.opened_by(place, today.year, today),
            asks_us=asks,
            has_given=bool(asks and asks.inputs.filter(committee=place.pk).exists()),
            below=held_below(place, today.year, today) if isinstance(place, Committee) else [],
            may_begin=is_committee or (isinstance(place, Unit) and may_begin_in(place, today)),
        )

    @property
    def completed_below(self) -> int:
        """How many of those next below have completed it."""
        return sum(one.state == Discussion.Status.COMPLETED for one in self.below)


def may_begin_in(unit: Unit, today: date) -> bool:
    """A workplace of 1–9 employees without a group."""
    return not usecases.has_a_group(unit, today) and usecases.is_small(usecases.employees_of(unit, today))


def _asking(place: Place, today: date) -> Discussion | None:
    """The open discussion above to which the place gives its input."""
    if isinstance(place, Unit) or place.parent_id is None or place.is_sub_committee:
        return None
    rows = Discussion.objects.filter(committee=place.parent_id, status=Discussion.Status.OPEN, year__gte=today.year - 1)
    return rows.select_related("committee").order_by("-year").first()


def small_places(reader: User, today: date) -> list[Unit]:
    """The workplaces the reader leads that hold a discussion of their own. Four queries."""
    groups = Coverage.objects.filter(valid_on(today), committee__level__is_group=True, unit=OuterRef("pk"))
    led = list(Unit.objects.existing(today).filter(~Exists(groups), manager=reader).named()[:SHOWN_YEARS])
    if not led:
        return []

    count = Headcount.of(today, [unit.pk for unit in led])
    return [unit for unit in led if usecases.is_small(count.within([unit.pk]))]
