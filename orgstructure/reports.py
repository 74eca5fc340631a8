"""What the organisation can be asked: who is my group, where is my home, who are my colleagues."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models

from orgstructure.models import Committee, Coverage, DemoPersona, Engagement, RoleHolding, Seat, SeatRole, Unit, User
from orgstructure.permissions import Role
from safetynet.common.fields import valid_on
from safetynet.common.gather import Gather, Parts, tie


@dataclass(frozen=True)
class UnitGroup:
    """A unit's work-environment group (AMG) with those one turns to; a gap where employees are covered by none (R1)."""

    committee: Committee | None
    leaders: tuple[User, ...] = ()
    amrs: tuple[User, ...] = ()
    is_gap: bool = False

    @property
    def is_complete(self) -> bool:
        """At least one designated leader and one elected representative (R2)."""
        return bool(self.leaders and self.amrs)


def group_of(unit: Unit, today: date) -> UnitGroup:
    """The group that covers the unit; of several the first by name."""
    return groups_of([unit.pk], today)[unit.pk]


def groups_of(unit_ids: Iterable[int], today: date) -> Mapping[int, UnitGroup]:
    """The same for many units, with one query for all, and one more where some are covered by none."""
    ids = list(unit_ids)
    found = GROUPS(units=ids, today=today)
    tie(found[Coverage], "committee", found[Committee])
    tie(found[Seat], "user", found[User])
    covering: dict[int, Committee] = {}
    for row in found[Coverage]:
        covering.setdefault(row.unit_id, row.committee)
    people: dict[tuple[int, str], dict[int, User]] = defaultdict(dict)
    for seat in found[Seat]:
        people[seat.committee_id, seat.role][seat.user_id] = seat.user
    staffed = set(
        Engagement.objects.current(today).filter(unit__in=[pk for pk in ids if pk not in covering]).values_list("unit", flat=True)
    )
    return {pk: _group(covering.get(pk), people, is_gap=pk in staffed) for pk in ids}


def _who_covers(units: list[int], today: date) -> Parts:
    live = Coverage.objects.filter(valid_on(today), valid_on(today, "committee__"), unit__pk__among=units, committee__level__is_group=True)
    groups = live.values("committee")
    seats = Seat.objects.current(today).filter(committee__in=groups, role__in=[SeatRole.LEADER, SeatRole.AMR])
    return (
        live.order_by("committee__name_sort", "committee"),
        Committee.objects.filter(pk__in=groups),
        seats.order_by("user__name_sort", "user"),
        User.objects.filter(pk__in=seats.values("user")).defer("cpr_hash", "cpr_encrypted"),
    )


GROUPS = Gather(_who_covers, units=list, today=date)


def _group(committee: Committee | None, people: Mapping[tuple[int, str], dict[int, User]], *, is_gap: bool) -> UnitGroup:
    if committee is None:
        return UnitGroup(None, is_gap=is_gap)
    leaders, amrs = people.get((committee.pk, SeatRole.LEADER), {}), people.get((committee.pk, SeatRole.AMR), {})
    return UnitGroup(committee, tuple(leaders.values()), tuple(amrs.values()))


def home_unit_of(user: User, today: date) -> Unit | None:
    """The unit of the person's longest current employment; the reader of a page is read with it."""
    kept: tuple[date, Unit | None] | None = getattr(user, "_home_unit", None)
    if kept and kept[0] == today:
        return kept[1]
    home = Engagement.objects.current(today).filter(user=user).home_first().select_related("unit").first()
    return home.unit if home else None


def helpers_of(unit: Unit, today: date, most: int = 2) -> list[User]:
    """Whom the unit can call for help with its plans: the nearest coordinator above it, else the consultants. One query."""
    above = [*unit.ancestor_ids(), unit.pk]
    roles = RoleHolding.objects.current(today).filter(role__in=(Role.COORDINATOR, Role.CONSULTANT), unit__in=above)
    rows = roles.filter(user__is_active=True).select_related("user", "unit").order_by("-unit__depth", "user__name_sort", "pk")
    found = list(rows)
    nearest = next((row.unit_id for row in found if row.role == Role.COORDINATOR), None)
    chosen = [row for row in found if row.role == Role.COORDINATOR and row.unit_id == nearest]
    return [row.user for row in (chosen or found)[:most]]


def keep_home_unit(user: User, today: date, unit: Unit | None) -> None:
    """The home unit that was read together with the person: not asked for again in this request."""
    user._home_unit = today, unit  # type: ignore[attr-defined]  # noqa: SLF001  lives as long as the request's user object


def colleagues_of(unit: Unit, today: date) -> models.QuerySet[User]:
    """Everybody employed in the unit that day, by name; a list to choose from, no rows in memory."""
    here = Engagement.objects.current(today).filter(unit=unit)
    found: models.QuerySet[User] = User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("name_sort", "pk")
    return found


def demo_personas() -> list[dict[str, str]]:
    """Whom the demo's sign-in page offers, as its template wants them."""
    rows = DemoPersona.objects.select_related("user")
    return [{"code": row.code, "role": row.get_code_display(), "name": row.user.get_full_name(), "try": row.invitation} for row in rows]
