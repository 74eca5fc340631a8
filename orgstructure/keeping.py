"""Who keeps the seats, elections and training of a committee or group."""

from dataclasses import dataclass
from datetime import date

from orgstructure.access import scope_of
from orgstructure.models import Committee, Coverage, Election, Seat, User
from orgstructure.permissions import Perm
from orgstructure.training import TRAINED_ROLES, TrainingLine, lines_of
from safetynet.common.fields import valid_on


def may_keep(user: User, committee: Committee, today: date) -> bool:
    """Who holds the permission on every unit of its area; where it covers none, nobody by this way."""
    scope = scope_of(user, Perm.KEEP_ORGANISATION)
    if not scope:
        return False
    live = Coverage.objects.filter(valid_on(today), valid_on(today, "committee__"), valid_on(today, "unit__"))
    area = live.filter(committee__path__startswith=committee.path).values_list("unit", "unit__path")
    units = list(area)
    return bool(units) and all(scope.covers(unit_id, path) for unit_id, path in units)


@dataclass(frozen=True)
class Keeping:
    """What a committee's page says of elections and training."""

    committee: Committee
    may_keep: bool
    elections: tuple[Election, ...]
    lines: tuple[TrainingLine, ...]


def keeping_of(committee: Committee, reader: User, today: date) -> Keeping:
    """Its latest five elections, and how the mandatory course stands for each of its own members, which all may see."""
    elections = tuple(Election.objects.filter(committee=committee).order_by("-held_on", "-pk")[:5])
    seats = Seat.objects.current(today).filter(committee=committee, role__in=TRAINED_ROLES, committee__level__is_group=True)
    return Keeping(committee, may_keep(reader, committee, today), elections, tuple(lines_of(seats, today)))
