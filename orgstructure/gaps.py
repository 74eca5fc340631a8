"""Gaps of the statutory overview: what is missing, since when, by what rule, who is to act, and where.

A gap is computed from the organisation of a day, never stored. Readings (formats page, “What the data means”): coverage
is what is said, not inherited; only units with a current engagement can lack a group. A workplace (units with one
P-number, else the unit alone) of up to nine employees needs no group where the law holds; an agreement may ask for one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgstructure.access import scope_of
from orgstructure.gap_facts import Facts, GapScope, where
from orgstructure.gap_rules import Found, find
from orgstructure.models import User
from orgstructure.permissions import Perm


class GapKind(models.TextChoices):
    """What is missing or too much."""

    NO_GROUP = "no_group", _("Unit with employees and no work-environment group")
    TWO_GROUPS = "two_groups", _("Unit covered by more than one group")
    NO_LEADER = "no_leader", _("Group without a designated leader")
    NO_AMR = "no_amr", _("Group without an elected representative")
    TOO_LARGE = "too_large", _("Group over the agreed size")
    SEAT_ENDED = "seat_ended", _("Seat that has ended without a successor")
    SEAT_ENDING = "seat_ending", _("Seat that ends soon")
    TERM_OVER = "term_over", _("Representative whose term is over")
    AMR_ELSEWHERE = "amr_elsewhere", _("Representative who no longer works where the group covers")
    TWO_IN_ONE = "two_in_one", _("Representative and shop steward on one seat")
    TOO_FEW = "too_few", _("Committee with too few seats filled")
    TOO_MANY = "too_many", _("Committee with too many seats filled")
    UNKNOWN_ROLE = "unknown_role", _("Role word that nobody has explained")
    UNKNOWN_LEVEL = "unknown_level", _("Committee whose level is unknown")
    NO_ADMINISTRATOR = "no_administrator", _("Hospital without a SafetyNet administrator")
    NO_INJURY_ADMINISTRATOR = "no_injury_administrator", _("Hospital without an injury administrator")
    NO_COMMITTEE = "no_committee", _("No committee above the groups")


ACTS = {
    GapKind.NO_GROUP: _("Choose a group"),
    GapKind.TWO_GROUPS: _("Choose one group"),
    GapKind.NO_LEADER: _("Designate a leader"),
    GapKind.NO_AMR: _("Hold an election"),
    GapKind.AMR_ELSEWHERE: _("Hold an election"),
    GapKind.TOO_LARGE: _("Record the approval"),
    GapKind.SEAT_ENDED: _("Fill the seat"),
    GapKind.SEAT_ENDING: _("Prolong or replace"),
    GapKind.TERM_OVER: _("Hold an election"),
    GapKind.TWO_IN_ONE: _("Make two seats"),
    GapKind.TOO_FEW: _("Fill the seat"),
    GapKind.TOO_MANY: _("See the seats"),
    GapKind.UNKNOWN_ROLE: _("Explain the word"),
    GapKind.UNKNOWN_LEVEL: _("Set the level"),
    GapKind.NO_ADMINISTRATOR: _("Appoint one"),
    GapKind.NO_INJURY_ADMINISTRATOR: _("Appoint one"),
    GapKind.NO_COMMITTEE: _("Choose a committee"),
}


@dataclass(frozen=True)
class Gap:
    """One gap: what it is about, since when, its basis, and who is to act where."""

    kind: GapKind
    subject: str
    subject_url: str
    facts: str
    basis: str
    actor_role: str
    actor_id: int | None
    actor: str
    url: str
    since: date | None = None
    is_agreement: bool = False
    unit_id: int | None = None
    committee_id: int | None = None
    seat_id: int | None = None
    person_id: int | None = None

    @property
    def act(self) -> str:
        """What to do about it, as the link says it."""
        return str(ACTS.get(self.kind, _("Act")))


def gaps_of(scope: GapScope, day: date) -> list[Gap]:
    """Every gap within the scope that day, by kind and then by place. A fixed number of queries."""
    facts = Facts.of(scope, day)
    found = [_gap(one) for one in find(facts)]
    ids = {pk for gap in found for pk in (gap.actor_id, gap.person_id) if pk}
    people = {one.pk: one for one in User.objects.filter(pk__in=ids).only("username", "first_name", "last_name")} if ids else {}
    return [_named(gap, people) for gap in found]


def count_gaps(scope: GapScope, day: date) -> Mapping[GapKind, int]:
    """How many of each kind; no person's row is read."""
    return Counter(GapKind(one.kind) for one in find(Facts.of(scope, day)))


def gaps_to_act_on(user: User, day: date) -> list[Gap]:
    """Those the person is named to act on; nothing is read for who keeps no part of the organisation.

    Nor for who keeps all of it: the start page asks for that card afterwards (`views/gaps.py`).
    """
    scope = scope_of(user, Perm.KEEP_ORGANISATION)
    if not scope or scope.reaches_all:
        return []
    return gaps_of_actor(user, where(scope), day)


def gaps_of_actor(user: User, scope: GapScope, day: date) -> list[Gap]:
    """Those within the scope that the person is named to act on."""
    return [gap for gap in gaps_of(scope, day) if gap.actor_id == user.pk]


def units_needing_no_group(scope: GapScope, day: date) -> int:
    """Units with employees and no group which need none, because so few work there."""
    facts = Facts.of(scope, day)
    staffed = [unit for unit in facts.units.values() if facts.employees.get(unit.pk) and not facts.groups_of(unit.pk)]
    return len(staffed) - sum(one.kind == GapKind.NO_GROUP for one in find(facts))


def by_kind(gaps: list[Gap]) -> Iterator[tuple[GapKind, list[Gap]]]:
    """The kinds there are, each with its gaps."""
    for kind in GapKind:
        if some := [gap for gap in gaps if gap.kind == kind]:
            yield kind, some


def _gap(found: Found) -> Gap:
    subject_url = ""
    if found.committee_id:
        subject_url = reverse("committee-detail", args=[found.committee_id])
    elif found.unit_id:
        subject_url = reverse("organisation-under", args=[found.unit_id])
    return Gap(
        kind=GapKind(found.kind),
        subject=found.subject,
        subject_url=subject_url,
        facts=str(found.facts),
        basis=found.basis,
        actor_role=str(found.actor[0]),
        actor_id=found.actor[1],
        actor="",
        url=found.url,
        since=found.since,
        is_agreement=found.is_agreement,
        unit_id=found.unit_id,
        committee_id=found.committee_id,
        seat_id=found.seat_id,
        person_id=found.person_id,
    )


def _named(gap: Gap, people: Mapping[int, User]) -> Gap:
    actor = people.get(gap.actor_id or 0)
    person = people.get(gap.person_id or 0)
    facts = ": ".join(text for text in (person.get_full_name() if person else "", gap.facts) if text)
    return replace(gap, actor=actor.get_full_name() if actor else "", facts=facts)
