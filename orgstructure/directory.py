"""The organisation as one reads it, on any day: what a committee or group is, covers and holds."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from orgstructure.headcount import ids_of
from orgstructure.models import Committee, CommitteePeriod, Coverage, Engagement, Seat, SeatRole, Unit
from orgstructure.tree import unit_then, units_on
from safetynet.common.fields import DanishSortKey, valid_on

ORDER = {
    role: place for place, role in enumerate((SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.LEADER, SeatRole.AMR, SeatRole.COORDINATOR))
}


@dataclass(frozen=True)
class CoveredUnit:
    """A unit that a committee or group covers, with those employed in it."""

    unit: Unit
    employees: int


@dataclass(frozen=True)
class CommitteeView:
    """One committee or group on a day: who sits in it, what it covers itself, and its area with those below it."""

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


def view_of(pk: int, day: date) -> CommitteeView | None:
    """None where it was not there that day. Six queries, whatever the size; a sub-committee covers what its parent covers."""
    here = committees_on(day).filter(committee=pk).first()
    if here is None:
        return None
    ids = ids_of(here.path)[:-1]
    near = list(committees_on(day).filter(Q(committee__in=ids) | Q(parent=pk)).order_by(DanishSortKey(F("name")), "committee"))
    above = sorted((one for one in near if one.committee_id in ids), key=lambda one: one.path)
    live = Coverage.objects.filter(valid_on(day), valid_on(day, "unit__"))
    own = live.filter(committee=_covering(here, above)).values("unit")
    under = committees_on(day).filter(path__startswith=here.path).values("committee")
    area = (live.filter(committee__in=under) | live.filter(unit__in=own)).values("unit")
    staff, people = Engagement.objects.current(day), Count("user", distinct=True)
    employed = dict(staff.filter(unit__in=own).values("unit").annotate(n=people).values_list("unit", "n"))
    total = staff.filter(unit__in=area).aggregate(area=people, own=Count("user", distinct=True, filter=Q(unit__in=own)))
    rows = units_on(day).filter(unit__in=own).select_related("manager").order_by(DanishSortKey(F("name")), "unit")
    covered = tuple(CoveredUnit(unit_then(row), employed.get(row.unit_id, 0)) for row in rows)
    below = tuple(committee_then(one) for one in near if one.parent_id == pk)
    return CommitteeView(
        committee=committee_then(here),
        trail=tuple(committee_then(one) for one in above),
        seats=_seats(pk, day),
        covered=covered,
        employees=total["own"],
        area_units=units_on(day).filter(unit__in=area).count() if below else len(covered),
        area_employees=total["area"],
        below=below,
    )


def _covering(here: CommitteePeriod, above: list[CommitteePeriod]) -> int:
    """The committee whose coverage counts: itself, or for a sub-committee the nearest above that is none."""
    way = [*above, here]
    return next((one.committee_id for one in reversed(way) if not one.committee.is_sub_committee), here.committee_id)


def _seats(pk: int, day: date) -> tuple[Seat, ...]:
    rows = Seat.objects.current(day).filter(committee=pk).select_related("user", "deputy_for")
    return tuple(sorted(rows, key=lambda seat: (ORDER.get(SeatRole(seat.role), len(ORDER)), seat.user.name_sort)))


def top_committees(day: date) -> list[Committee]:
    """The committees a reader starts from: the top and those right below it."""
    top = committees_on(day).filter(parent=None).values("committee")
    rows = committees_on(day).filter(parent=None) | committees_on(day).filter(parent__in=top)
    found = [committee_then(row) for row in rows.order_by(DanishSortKey(F("name")), "committee")]
    return sorted(found, key=lambda one: one.depth)


def committees_on(day: date) -> QuerySet[CommitteePeriod]:
    """The committees and groups that were there that day, as they were; the level is today's."""
    live = CommitteePeriod.objects.filter(valid_on(day), valid_on(day, "committee__"))
    return live.select_related("committee__level")


def committee_then(row: CommitteePeriod) -> Committee:
    """The committee as it was that day, to be read and never saved."""
    now = row.committee
    return Committee(
        pk=now.pk,
        name=row.name,
        parent_id=row.parent_id,
        path=row.path,
        depth=row.path.count("/") - 2,
        level=now.level,
        is_sub_committee=now.is_sub_committee,
        valid_from=now.valid_from,
        valid_to=now.valid_to,
    )
