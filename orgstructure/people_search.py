"""People by name, title or unit: what a colleague may know of a colleague, a few at a time; never a list of everybody."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from orgstructure.models import Engagement, RoleHolding, Seat, Unit, User
from safetynet.common.fields import valid_on

MOST = 30
SHORTEST = 2


@dataclass(frozen=True)
class Found:
    """One person: employments of today, and the roles in the work-environment organisation."""

    user: User
    engagements: tuple[Engagement, ...]
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class FoundPeople:
    """The first few, and whether there are more than is shown."""

    people: tuple[Found, ...]
    has_more: bool
    is_too_short: bool = False


def people_called(text: str, today: date) -> FoundPeople:
    """Employed today; every word stands in the name, in a title or in the unit's name. Three queries, whatever is found."""
    words = [word for word in text.split()[:5] if len(word) >= SHORTEST]
    if not words:
        return FoundPeople((), has_more=False, is_too_short=True)
    found = User.objects.employed(today).filter(kind=User.Kind.PERSON)
    employed = Engagement.objects.filter(valid_on(today), user=OuterRef("pk"))
    for word in words:
        named = Q(first_name__icontains=word) | Q(last_name__icontains=word)
        works = Q(title__icontains=word) | Q(unit__in=Unit.objects.filter(name__icontains=word))
        found = found.filter(named | Exists(employed.filter(works)))
    users = list(found.defer("cpr_hash", "cpr_encrypted").order_by("name_sort", "pk")[: MOST + 1])
    return FoundPeople(tuple(_described(users[:MOST], today)), has_more=len(users) > MOST)


def described(user: User, today: date) -> Found:
    """One person's employments and seats of today."""
    return _described([user], today)[0]


def roles_of(user: User, today: date) -> list[RoleHolding]:
    """The roles that colleagues may know: those in the work-environment organisation are no secret."""
    return list(RoleHolding.objects.current(today).filter(user=user).select_related("unit", "deputy_for").order_by("unit__depth", "pk"))


def _described(users: list[User], today: date) -> list[Found]:
    engagements: dict[int, list[Engagement]] = {user.pk: [] for user in users}
    seats: dict[int, list[Seat]] = {user.pk: [] for user in users}
    for one in Engagement.objects.current(today).filter(user__in=users).home_first().select_related("unit"):
        engagements[one.user_id].append(one)
    for seat in Seat.objects.current(today).filter(valid_on(today, "committee__"), user__in=users).select_related("committee"):
        seats[seat.user_id].append(seat)
    return [Found(user, tuple(engagements[user.pk]), tuple(seats[user.pk])) for user in users]
