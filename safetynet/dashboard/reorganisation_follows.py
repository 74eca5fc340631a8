"""What follows from a reorganisation, kind by kind and thing by thing, read from the rows that it writes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import ActionPlan, Measure
from orgstructure.models import Committee, RoleHolding, Seat, SeatRole, User
from orgstructure.models.roles import HoldingSource
from orgstructure.permissions import Role

SHOWN = 12
Changes = Collection[Mapping[str, Any]]
Named = tuple[str, str]  # what it is called, and the address of its page


@dataclass(frozen=True)
class Followed:
    """One kind of thing: how many, the first of them by name, and what is said of them."""

    label: str | Promise
    number: int
    things: list[Named] = field(default_factory=list)
    waits: bool = False

    @property
    def more(self) -> int:
        """How many are not named: beyond the first, or not for this reader to see."""
        return self.number - len(self.things) if self.things else 0


def followed(changes: Changes, user: User, today: date) -> list[Followed]:
    """What gets another place, each kind once; plans by name only where the reader may see them."""
    rows: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for change in changes:
        rows[change["model"].rsplit(".", 1)[-1]].append(change)
    plans = [row["pk"] for row in rows["ActionPlan"]]
    committees = {row["after"]["committee_id"] for row in rows["Coverage"] if row["after"] and not row["before"]}
    given = [row["after"] for row in rows["RoleHolding"] if row["after"] and not row["before"]]
    people = {(row["after"] or row["before"])["user_id"] for row in rows["Engagement"]}
    own = [row for row in given if row["source"] != HoldingSource.DEPUTY]
    measures = Measure.objects.undone().filter(plan__in=plans).count() if plans else 0
    found = [
        Followed(gettext_lazy("Plans and drafts"), len(plans), _plans(plans, user)),
        Followed(gettext_lazy("Measures that are not done yet, with their plans"), measures),
        Followed(gettext_lazy("Groups and committees that cover the unit"), len(committees), _committees(committees)),
        *_seats(committees, today),
        Followed(gettext_lazy("People"), len(people), _people(people)),
        Followed(gettext_lazy("Roles given by hand"), len(own), _roles(own)),
        Followed(gettext_lazy("Deputies"), len(given) - len(own), _roles([row for row in given if row not in own])),
        Followed(gettext_lazy("Plans shown there as well"), len(rows["PlanShare"])),
        Followed(gettext_lazy("Saved lists"), len(rows["SavedView"])),
        Followed(gettext_lazy("Hand-over cards"), len(rows["HandOver"])),
    ]
    return [one for one in found if one.number]


def left_waiting(waits: Mapping[str, list[int]], user: User) -> list[Followed]:
    """What has no successor: a named person decides afterwards where it goes."""
    held = RoleHolding.objects.filter(pk__in=waits.get("roles", ())).values("user_id", "role")
    people = set(waits.get("people", ()))
    found = [
        Followed(gettext_lazy("Plans and drafts"), len(waits.get("plans", ())), _plans(waits.get("plans", ()), user), waits=True),
        Followed(gettext_lazy("People"), len(people), _people(people), waits=True),
        Followed(gettext_lazy("Roles given by hand"), len(waits.get("roles", ())), _roles(held), waits=True),
    ]
    return [one for one in found if one.number]


def in_words(stays: Changes, user: User, today: date) -> str:
    """What an undo left as it is, since somebody changed it meanwhile: names where there are few."""
    said = []
    for one in followed(stays, user, today):
        names = ", ".join(name for name, _address in one.things[:5])
        said.append(f"{one.label}: {names}" if names and not one.more else f"{one.label}: {one.number}")
    return "; ".join(said) or _("%(number)d rows of history") % {"number": len(stays)}


def _plans(ids: Iterable[int], user: User) -> list[Named]:
    seen = ActionPlan.objects.visible_to(user).filter(pk__in=list(ids)).order_by("pk")[:SHOWN]
    return [(str(plan), plan.get_absolute_url()) for plan in seen]


def _committees(ids: Iterable[int]) -> list[Named]:
    found = Committee.objects.filter(pk__in=list(ids)).order_by("name", "pk")[:SHOWN]
    return [(one.name, reverse("committee-detail", args=[one.pk])) for one in found]


def _seats(committees: Iterable[int], today: date) -> list[Followed]:
    """Their members: the seats stay, and the units they are for become others."""
    seats = Seat.objects.current(today).filter(committee__in=list(committees)).select_related("user").order_by("user__name_sort", "pk")
    named = [
        (f"{seat.user}, {SeatRole(seat.role).label if seat.role else seat.role_word}", reverse("person-detail", args=[seat.user_id]))
        for seat in seats[:SHOWN]
    ]
    return [Followed(gettext_lazy("Seats whose units change"), seats.count(), named)]


def _people(ids: Iterable[int]) -> list[Named]:
    return [
        (str(one), reverse("person-detail", args=[one.pk]))
        for one in User.objects.filter(pk__in=list(ids)).order_by("name_sort", "pk")[:SHOWN]
    ]


def _roles(rows: Iterable[Mapping[str, Any]]) -> list[Named]:
    some = list(rows)[:SHOWN]
    people = User.objects.in_bulk({row["user_id"] for row in some})
    return [
        (f"{people[row['user_id']]}, {Role(row['role']).label}", reverse("person-detail", args=[row["user_id"]]))
        for row in some
        if row["user_id"] in people
    ]
