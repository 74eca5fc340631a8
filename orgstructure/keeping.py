"""Who keeps the seats, elections and training of a committee or group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from orgstructure.access import scope_of
from orgstructure.levels import Level
from orgstructure.models import Committee, Coverage, Election, Seat, Unit, User
from orgstructure.permissions import Perm
from orgstructure.training import TrainingLine, lines_for
from safetynet.common.fields import valid_on


def may_keep(user: User, committee: Committee, today: date) -> bool:
    """Who holds the permission on every unit that the committee and those below it cover.

    Of one that covers nothing, only who keeps the organisation of the whole region does.
    """
    scope = scope_of(user, Perm.KEEP_ORGANISATION)
    if not scope:
        return False
    place = Level.of_committee(committee.pk, today)
    return place.is_within(scope) if place.covered else scope.reaches_all


def kept_committee_of(keeper: User, member_id: int, today: date) -> Committee | None:
    """A committee or group the member sits in whose training this person keeps; None where there is none."""
    seats = Seat.objects.current(today).filter(user=member_id)
    there = Committee.objects.existing(today).filter(pk__in=seats.values("committee")).order_by("-depth", "pk")
    return next((one for one in there if may_keep(keeper, one, today)), None)


def kept_seats_under(unit: Unit, keeper: User, today: date) -> QuerySet[Seat]:
    """Seats where the unit or one below it is covered, without committees that reach beyond what this person keeps."""
    live = Coverage.objects.filter(valid_on(today), valid_on(today, "committee__"), valid_on(today, "unit__"))
    beyond = live.exclude(scope_of(keeper, Perm.KEEP_ORGANISATION).where("unit"))
    there = live.filter(unit__path__startswith=unit.path).exclude(committee__in=beyond.values("committee"))
    return Seat.objects.current(today).filter(committee__in=there.values("committee"))


@dataclass(frozen=True)
class Keeping:
    """What a committee's page says of elections and training."""

    committee: Committee
    may_keep: bool
    elections: tuple[Election, ...]
    lines: tuple[TrainingLine, ...]


def keeping_of(committee: Committee, reader: User, today: date, *, seats: Iterable[Seat]) -> Keeping:
    """Its latest five elections, and how the mandatory course stands for each of its own members, which all may see.

    `seats` are those of that day with their people, as the page has read them.
    """
    elections = tuple(Election.objects.filter(committee=committee).order_by("-held_on", "-pk")[:5])
    lines = lines_for(sorted({seat.user for seat in seats}, key=lambda user: (user.name_sort, user.pk)), today)
    own = tuple(line for line in lines if committee.pk in line.state.committees)
    return Keeping(committee, may_keep(reader, committee, today), elections, own)
