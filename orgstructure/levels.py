"""A level of the organisation as overviews see it: a unit with all below it, or a committee with what it covers."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from orgstructure.access import Scope, scope_of
from orgstructure.models import Committee, Coverage, Engagement, Seat, SeatRole, Unit, User
from orgstructure.permissions import Perm
from safetynet.common.fields import valid_on


@dataclass(frozen=True)
class Part:
    """One line of a level's table: a unit or committee below, or the level's own."""

    name: str
    area: Scope
    words: dict[str, Any]
    url: str = ""


@dataclass(frozen=True)
class Level:
    """A place to stand in the organisation: what lies above, what it holds, what is below.

    `words` ask the plan list for exactly the plans of the level (`actionplans.filters`); the areas of the parts
    together are the level's area, and where committees cover the same unit the parts overlap.
    """

    name: str
    area: Scope
    words: dict[str, Any]
    route: str
    pk: int
    unit: Unit | None = None
    committee: Committee | None = None
    above: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    covered: tuple[tuple[int, str], ...] = ()

    @property
    def url(self) -> str:
        """The level's overview."""
        return reverse(self.route, args=[self.pk])

    @property
    def order_id(self) -> int | None:
        """The unit whose chosen order holds at this level; committees choose none of their own."""
        return self.unit.pk if self.unit else None

    def is_within(self, scope: Scope) -> bool:
        """Whether the scope reaches the whole level: the unit, or every unit that the committee covers."""
        if self.unit:
            return scope.covers(self.unit.pk, self.unit.path)
        return bool(self.area) and all(scope.covers(pk, path) for pk, path in self.covered)

    @classmethod
    def of_unit(cls, unit: Unit, today: date) -> Self:
        """The unit with all below it. One query."""
        related = Unit.objects.filter(Q(pk__in=unit.ancestor_ids()) | Q(parent=unit)).named()
        above = sorted((one for one in related if one.parent_id != unit.pk), key=lambda one: one.depth)
        below = [one for one in related if one.parent_id == unit.pk and (one.valid_to is None or one.valid_to > today)]
        gone = [one for one in related if one.parent_id == unit.pk and one not in below]
        own = Part(_("%(unit)s itself") % {"unit": unit.name}, Scope((), frozenset({unit.pk})), {"unit": unit.pk, "below": "no"})
        parts = tuple(
            Part(
                one.name if one in below else _("%(unit)s (closed)") % {"unit": one.name},
                Scope((one.path,)),
                {"unit": one.pk},
                overview_of(one),
            )
            for one in [*below, *gone]
        )
        return cls(
            name=unit.name,
            area=Scope((unit.path,)),
            words={"unit": unit.pk},
            route="overview-unit",
            pk=unit.pk,
            unit=unit,
            above=tuple((one.name, overview_of(one)) for one in above),
            parts=(own, *parts) if parts else (),
        )

    @classmethod
    def of_committee(cls, pk: int, today: date) -> Self:
        """What the committee and the committees and groups below it cover; `DoesNotExist` for an unknown id. Two queries."""
        upwards = Exists(Committee.objects.filter(pk=pk, path__startswith=OuterRef("path")))
        related = list(Committee.objects.filter(upwards | Q(valid_on(today), parent=pk)).order_by("depth", "name_sort"))
        committee = next((one for one in related if one.pk == pk), None)
        if committee is None:
            raise Committee.DoesNotExist
        found = _coverage(committee, today)
        pairs = [(held_by, unit_id) for held_by, unit_id, _path in found]
        below = [one for one in related if one.depth > committee.depth]
        own = Part(
            _("Covered by the committee itself"), _units(pairs, committee.path, exactly=True), {"committee": committee.pk, "below": "no"}
        )
        parts = [Part(one.name, _units(pairs, one.path), {"committee": one.pk}, overview_of(one)) for one in below]
        return cls(
            name=committee.name,
            area=_units(pairs, committee.path),
            words={"committee": committee.pk},
            route="overview-committee",
            pk=committee.pk,
            committee=committee,
            above=tuple((one.name, overview_of(one)) for one in related if one.depth < committee.depth),
            parts=(own, *parts) if parts else (),
            covered=tuple({(unit_id, path) for _held_by, unit_id, path in found}),
        )


def covered_by(committee: Committee, today: date, *, itself_only: bool = False) -> Scope:
    """The units that the committee and those below it cover, or the committee alone. One query."""
    pairs = [(held_by, unit_id) for held_by, unit_id, _path in _coverage(committee, today)]
    return _units(pairs, committee.path, exactly=itself_only)


def where_covered(committee: Committee, today: date, unit: str = "unit") -> Q:
    """The same units as `covered_by` as a condition, read by the database itself; `unit` is the relation to the unit, "pk" on Unit."""
    return Q(**{f"{unit}__in": _live(committee, today).values("unit")})


def level_of_reader(user: User, today: date) -> Unit | Committee | None:
    """Where a reader's overview begins: the committee one chairs, else the widest unit one makes reports for, else home."""
    chairs = Seat.objects.current(today).filter(user=user, role=SeatRole.CHAIR, committee__level__is_group=False)
    if seat := chairs.select_related("committee").order_by("committee__depth").first():
        return seat.committee
    scope = scope_of(user, Perm.RUN_REPORTS)
    if scope:
        return Unit.objects.existing(today).filter(scope.where("")).order_by("depth", "name_sort").first()
    home = Engagement.objects.current(today).filter(user=user).home_first().select_related("unit").first()
    return home.unit if home else Unit.objects.existing(today).filter(parent=None).first()


def overview_of(place: Unit | Committee) -> str:
    """The address of the place's overview."""
    return reverse("overview-unit" if isinstance(place, Unit) else "overview-committee", args=[place.pk])


def _coverage(committee: Committee, today: date) -> list[tuple[str, int, str]]:
    """Path of the covering committee, id and path of the covered unit."""
    return list(_live(committee, today).values_list("committee__path", "unit_id", "unit__path"))


def _live(committee: Committee, today: date) -> QuerySet[Coverage]:
    return Coverage.objects.filter(valid_on(today), valid_on(today, "committee__"), committee__path__startswith=committee.path)


def _units(pairs: list[tuple[str, int]], path: str, *, exactly: bool = False) -> Scope:
    return Scope((), frozenset(unit for held_by, unit in pairs if (held_by == path if exactly else held_by.startswith(path))))
