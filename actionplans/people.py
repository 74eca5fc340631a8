"""The people a plan may name: those of the unit and its group, the managers above, and anybody who is looked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from orgstructure.models import Engagement, Unit, User
from orgstructure.reports import colleagues_of, group_of

FOUND_AT_MOST = 20


@dataclass(frozen=True)
class Named:
    """One person as the form shows them: never a number."""

    pk: int
    name: str
    title: str
    is_employed: bool = True

    def __str__(self) -> str:
        return f"{self.name}, {self.title.lower()}" if self.title else self.name


class Directory:
    """The people shown in one form, read with a fixed number of queries however many fields choose among them."""

    def __init__(self, unit: Unit, today: date, also: Iterable[int] = (), looked_for: str = "") -> None:
        """`also` are people already named on the plan; `looked_for` are words of a name or title, region-wide."""
        group = group_of(unit, today)
        self.amr_ids = [person.pk for person in group.amrs]
        self.leader_ids = [person.pk for person in group.leaders]
        self.manager_id = unit.manager_id
        self.colleague_ids = list(colleagues_of(unit, today).values_list("pk", flat=True))
        found = _found(looked_for, today)
        self.has_found = bool(found)
        near = [*self.amr_ids, *self.leader_ids, *_managers_of(unit)]
        self.by_pk = {person.pk: person for person in _named({*near, *self.colleague_ids, *found, *also}, today)}
        self.groups = self._grouped(
            (_("Found"), found),
            (_("Manager and work-environment group"), near),
            (_("Colleagues"), self.colleague_ids),
            (_("Others on the plan"), list(self.by_pk)),
        )

    def _grouped(self, *groups: tuple[str, list[int]]) -> list[tuple[str, list[Named]]]:
        """Each person in the first group that has them."""
        seen: set[int] = set()
        grouped = []
        for label, ids in groups:
            grouped.append((label, [self.by_pk[pk] for pk in dict.fromkeys(ids) if pk in self.by_pk and pk not in seen]))
            seen.update(ids)
        return grouped

    @property
    def choices(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """For a select: groups of people, empty ones left out."""
        return [(label, [(person.pk, str(person)) for person in people]) for label, people in self.groups if people]

    @property
    def everybody(self) -> list[tuple[int, str]]:
        """For tick boxes: each person once."""
        return sorted((pair for _label, people in self.choices for pair in people), key=lambda pair: list(self.by_pk).index(pair[0]))

    def employed(self, pk: int | None) -> int | None:
        """The id if it is somebody who works here today."""
        return pk if pk in self.by_pk and self.by_pk[pk].is_employed else None


def _managers_of(unit: Unit) -> list[int]:
    """The unit's own manager and those above, nearest first."""
    chain = Unit.objects.filter(pk__in=[unit.pk, *unit.ancestor_ids()]).order_by("-depth").values_list("manager", flat=True)
    return [pk for pk in chain if pk]


def _found(words: str, today: date) -> list[int]:
    if not words.strip():
        return []
    return list(User.objects.employed(today).search(words).values_list("pk", flat=True)[:FOUND_AT_MOST])


def _named(ids: Iterable[int], today: date) -> list[Named]:
    """Everybody with today's title, in the order of names."""
    titles: dict[int, str] = {}
    for user_id, title in Engagement.objects.current(today).filter(user__in=ids).home_first().values_list("user", "title"):
        titles.setdefault(user_id, title)
    people = User.objects.filter(pk__in=ids).order_by("name_sort", "pk")
    return [Named(user.pk, user.get_full_name(), titles.get(user.pk, ""), user.is_active and user.pk in titles) for user in people]
