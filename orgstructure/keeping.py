"""Who keeps the seats, elections and training of a committee or group."""

from dataclasses import dataclass
from datetime import date

from orgstructure.access import scope_of
from orgstructure.levels import Level
from orgstructure.models import Committee, Election, Seat, User
from orgstructure.permissions import Perm
from orgstructure.training import TRAINED_ROLES, TrainingLine, lines_of


def may_keep(user: User, committee: Committee, today: date) -> bool:
    """Who holds the permission on every unit that the committee and those below it cover.

    Of one that covers nothing, only who keeps the organisation of the whole region does.
    """
    scope = scope_of(user, Perm.KEEP_ORGANISATION)
    if not scope:
        return False
    place = Level.of_committee(committee.pk, today)
    return place.is_within(scope) if place.covered else scope.reaches_all


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
