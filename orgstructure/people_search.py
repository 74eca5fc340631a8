"""People by name, title or unit: what a colleague may know of a colleague, a few at a time; never a list of everybody."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from orgstructure.models import Engagement, RoleHolding, Seat, Unit, User
from safetynet.common.fields import Words, beginning_with, valid_on, words_of

MOST = 30
SHORTEST = 2
MOST_WORDS = 5


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
    """Employed today; with every word begins a word of the name, of a title or of the unit's name.

    Each of the three is found by its own index (`Words`). Three queries, whatever is found.
    """
    words = [word for word in words_of(text)[:MOST_WORDS] if len(word) >= SHORTEST]
    if not words:
        return FoundPeople((), has_more=False, is_too_short=True)
    found = User.objects.employed(today).filter(kind=User.Kind.PERSON)
    for word in words:
        found = found.filter(pk__in=_with(word, today))
    users = list(found.defer("cpr_hash", "cpr_encrypted").order_by("name_sort", "pk")[: MOST + 1])
    return FoundPeople(tuple(_described(users[:MOST], today)), has_more=len(users) > MOST)


def _with(word: str, today: date) -> QuerySet[User]:
    begins = beginning_with(word)
    named = User.objects.alias(words=Words("first_name", "last_name")).filter(words=begins).values("pk")
    engaged = Engagement.objects.current(today).values("user")
    titled = engaged.alias(words=Words("title")).filter(words=begins)
    works = engaged.filter(unit__in=Unit.objects.alias(words=Words("name")).filter(words=begins).values("pk"))
    either: QuerySet[User] = named.union(titled, works, all=True)
    return either


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
