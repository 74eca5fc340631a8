"""The annual discussions of a place: this year's and earlier ones, what comes before it, and how far those below are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.urls import reverse

from annualcycle.goal_page import may_set_goals
from annualcycle.models import Discussion
from annualcycle.usecases import discussions as usecases
from annualcycle.usecases.discussions import Place
from orgstructure.headcount import Headcount, ids_of
from orgstructure.models import Committee, Coverage, Unit, User
from safetynet.common.fields import valid_on

SHOWN_YEARS = 10


def place_url(place: Place) -> str:
    """The discussions of that place."""
    return reverse("discussion-committee" if isinstance(place, Committee) else "discussion-unit", args=[place.pk])


@dataclass(frozen=True)
class Held:
    """One committee, group or small workplace below, and how far this year's discussion is there."""

    place_url: str
    name: str
    state: str = ""
    discussion_pk: int | None = None
    held_on: date | None = None
    below: int = 0
    below_completed: int = 0

    @property
    def is_completed(self) -> bool:
        """This year's is held and open to everybody."""
        return self.state == Discussion.Status.COMPLETED

    @property
    def url(self) -> str:
        """Of a completed one itself; else of the place's page."""
        return reverse("discussion-detail", args=[self.discussion_pk]) if self.is_completed else self.place_url


def held_below(committee: Committee, year: int, today: date, small: Iterable[tuple[str, Held]]) -> list[Held]:
    """Those next below, each with a count of all below it, small workplaces among them. One query, however many."""
    this_year = FilteredRelation("discussions", condition=Q(discussions__year=year))
    rows = Committee.objects.existing(today).filter(path__startswith=committee.path, is_sub_committee=False).exclude(pk=committee.pk)
    found = rows.annotate(ours=this_year).annotate(state=F("ours__status"), held_pk=F("ours__pk"), held_on=F("ours__held_on"))
    lines = list(found.order_by("name_sort", "pk").values_list("pk", "parent", "path", "name", "state", "held_pk", "held_on"))
    deep: dict[str, list[bool]] = defaultdict(list)
    for _pk, _parent, path, _name, state, _held, _on in lines:
        child, *further = _way(committee, path)
        if further:
            deep[child].append(state == Discussion.Status.COMPLETED)
    for path, one in small:
        deep[_way(committee, path)[0]].append(one.is_completed)
    return [
        Held(_committee_url(pk), name, state or "", held, on, len(deep[str(pk)]), sum(deep[str(pk)]))
        for pk, parent, _path, name, state, held, on in lines
        if parent == committee.pk
    ]


def _way(committee: Committee, path: str) -> list[str]:
    """The ids from the committee down to the one with that path; of itself one empty text."""
    return path.removeprefix(committee.path).strip("/").split("/")


def small_within(committee: Committee, year: int, today: date) -> list[tuple[str, Held]]:
    """The workplaces that hold it on one page, by name, each with the path of its `level_above`: the committee or one below it.

    Five queries at most, however many.
    """
    live = Coverage.objects.filter(valid_on(today), valid_on(today, "committee__"))
    groups = live.filter(unit=OuterRef("pk"), committee__level__is_group=True)
    units = list(Unit.objects.existing(today).filter(~Exists(groups)).named())
    on_the_way = {pk for unit in units for pk in ids_of(unit.path)}
    lowest = dict(live.filter(unit__in=on_the_way).order_by("committee__depth", "-pk").values_list("unit", "committee__path"))
    above = {unit: next((lowest[pk] for pk in reversed(ids_of(unit.path)) if pk in lowest), "") for unit in units}
    mine = [unit for unit in units if above[unit].startswith(committee.path)]
    if not mine:
        return []
    count = Headcount.of(today, [unit.pk for unit in mine])
    ours = {one.unit_id: one for one in Discussion.objects.filter(unit__in=mine, year=year)}
    return [
        (above[unit], _held_in(unit, ours.get(unit.pk))) for unit in mine if unit.pk in ours or usecases.is_small(count.within([unit.pk]))
    ]


def _held_in(unit: Unit, ours: Discussion | None) -> Held:
    url = reverse("discussion-unit", args=[unit.pk])
    return Held(url, unit.name, ours.status, ours.pk, ours.held_on) if ours else Held(url, unit.name)


def _committee_url(pk: int) -> str:
    return reverse("discussion-committee", args=[pk])


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
    small: list[Held]  # those that hold it on one page, not done first
    may_begin: bool = True

    @classmethod
    def of(cls, place: Place, reader: User, *, today: date) -> Self:
        """A fixed number of queries."""
        of_place = Q(committee=place) if isinstance(place, Committee) else Q(unit=place)
        rows = list(Discussion.objects.filter(of_place).with_rights_of(reader, today).order_by("-year")[:SHOWN_YEARS])
        asks = _asking(place, today)
        committee = place if isinstance(place, Committee) else None
        small = small_within(committee, today.year, today) if committee else []
        return cls(
            place=place,
            year=today.year,
            may_hold=may_set_goals(reader, place, today),
            this_years=next((one for one in rows if one.year == today.year), None),
            earlier=[one for one in rows if one.year != today.year and one.may_read],
            waits_for=usecases.waits_for(place, today.year, today),
            opened_by=usecases.opened_by(place, today.year, today),
            asks_us=asks,
            has_given=bool(asks and asks.inputs.filter(committee=place.pk).exists()),
            below=held_below(committee, today.year, today, small) if committee else [],
            small=sorted((one for path, one in small if path == place.path), key=lambda one: one.is_completed),
            may_begin=committee is not None or (isinstance(place, Unit) and may_begin_in(place, today)),
        )

    @property
    def completed_below(self) -> int:
        """How many of those next below have completed it."""
        return sum(one.is_completed for one in self.below)

    @property
    def completed_small(self) -> int:
        """The same of the workplaces that hold it on one page."""
        return sum(one.is_completed for one in self.small)


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
