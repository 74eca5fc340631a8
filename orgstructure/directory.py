"""The organisation as one reads it: the line tree a step at a time, and what a committee or group is, covers and holds."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, F, Func, QuerySet, Value
from django.db.models.functions import Cast

from orgstructure.models import Committee, Coverage, Engagement, Seat, SeatRole, Unit
from safetynet.common.fields import valid_on

ORDER = {
    role: place for place, role in enumerate((SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.LEADER, SeatRole.AMR, SeatRole.COORDINATOR))
}


@dataclass(frozen=True)
class UnitLine:
    """One unit in a list: how much lies below it."""

    unit: Unit
    units_below: int
    employees: int


@dataclass(frozen=True)
class Step:
    """One unit with those right below it, and the way up."""

    unit: Unit
    trail: tuple[Unit, ...]
    lines: tuple[UnitLine, ...]
    units: int
    employees: int


def root_unit(today: date) -> Unit | None:
    """The top of the line organisation; None before the first import."""
    return Unit.objects.existing(today).filter(parent=None).order_by("pk").first()


def step_at(unit: Unit, today: date) -> Step:
    """The unit and its children, with five queries whatever their number."""
    below = Unit.objects.existing(today).filter(path__startswith=unit.path).exclude(pk=unit.pk)
    staff = Engagement.objects.current(today).filter(unit__path__startswith=unit.path)
    units = dict(_by_child(below, "path", unit).annotate(n=Count("pk")).values_list("child", "n"))
    people = dict(_by_child(staff, "unit__path", unit).annotate(n=Count("user", distinct=True)).values_list("child", "n"))
    children = Unit.objects.existing(today).filter(parent=unit).select_related("manager").named()
    lines = tuple(UnitLine(child, units.get(str(child.pk), 1) - 1, people.get(str(child.pk), 0)) for child in children)
    employees = staff.aggregate(n=Count("user", distinct=True))["n"]
    return Step(unit, tuple(Unit.objects.above(unit)), lines, sum(units.values()), employees)


def _by_child(rows: QuerySet[Unit] | QuerySet[Engagement], path: str, unit: Unit) -> QuerySet[Unit] | QuerySet[Engagement]:
    """Group by the unit right below: its key is the next part of the path."""
    place = Value(unit.depth + 3)
    part = Func(F(path), Value("/"), place, function="split_part", output_field=CharField())
    return rows.annotate(child=Cast(part, CharField())).values("child")  # type: ignore[return-value]


@dataclass(frozen=True)
class CoveredUnit:
    """A unit that a committee or group covers."""

    unit: Unit
    employees: int


@dataclass(frozen=True)
class CommitteeView:
    """One committee or group: who sits in it, what it covers itself, and its area with those below it."""

    committee: Committee
    trail: tuple[Committee, ...]
    seats: tuple[Seat, ...]
    covered: tuple[CoveredUnit, ...]
    employees: int
    area_units: int
    area_employees: int
    below: tuple[Committee, ...]

    @property
    def has_wider_area(self) -> bool:
        """Committees below cover more than this one does itself."""
        return self.area_units > len(self.covered)


def view_of(committee: Committee, today: date) -> CommitteeView:
    """Eight queries, whatever the size."""
    live = Coverage.objects.filter(valid_on(today), valid_on(today, "unit__"))
    own = Unit.objects.filter(pk__in=live.filter(committee=committee).values("unit")).named()
    area = live.filter(valid_on(today, "committee__"), committee__path__startswith=committee.path).values("unit")
    staff = Engagement.objects.current(today)
    here = dict(staff.filter(unit__in=own.values("pk")).values("unit").annotate(n=Count("user")).values_list("unit", "n"))
    seats = Seat.objects.current(today).filter(committee=committee).select_related("user", "deputy_for")
    in_area = staff.filter(unit__in=area).aggregate(units=Count("unit", distinct=True), people=Count("user", distinct=True))
    return CommitteeView(
        committee=committee,
        trail=tuple(Committee.objects.filter(pk__in=committee.ancestor_ids()).order_by("depth")),
        seats=tuple(sorted(seats, key=lambda seat: (ORDER.get(SeatRole(seat.role), len(ORDER)), seat.user.name_sort))),
        covered=tuple(CoveredUnit(unit, here.get(unit.pk, 0)) for unit in own),
        employees=staff.filter(unit__in=own.values("pk")).aggregate(n=Count("user", distinct=True))["n"],
        area_units=Unit.objects.filter(pk__in=area).count(),
        area_employees=in_area["people"],
        below=tuple(Committee.objects.existing(today).filter(parent=committee).order_by("name_sort")),
    )


def top_committees(today: date) -> QuerySet[Committee]:
    """The committees a reader starts from: the top and those right below it."""
    return Committee.objects.existing(today).filter(depth__lte=1).order_by("depth", "name_sort")
