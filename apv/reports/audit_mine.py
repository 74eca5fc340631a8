"""What the self-audit asks of one person: each audit or place of the open years, how far it is, and the one button on."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from apv.audit_words import look_of, state_words
from apv.models import NOT_BEGUN, SENT_IN, AuditAct, AuditPlace, AuditStatus, AuditYear
from orgstructure.models import User
from safetynet.common.navigation import address

ORDER: Final = (AuditStatus.SENT_BACK, AuditStatus.DRAFT, NOT_BEGUN, AuditStatus.SUBMITTED, AuditStatus.CLOSED)


@dataclass(frozen=True)
class MyAudit:
    """One audit with the person's units in it, or a unit whose audit is not begun."""

    places: tuple[AuditPlace, ...]
    others: tuple[str, ...]
    remark: str

    @property
    def place(self) -> AuditPlace:
        """The first of the person's own: it stands for all, as they share the audit."""
        return self.places[0]

    @property
    def year(self) -> AuditYear:
        """The year that asks."""
        return self.place.year

    @property
    def units(self) -> str:
        """The person's units in it, then those of the others who answer jointly."""
        return ", ".join([*(place.unit.name for place in self.places), *self.others])

    @property
    def is_sent_in(self) -> bool:
        """Nothing is asked any more."""
        return self.place.state in SENT_IN

    @property
    def is_begun(self) -> bool:
        """There is something to go on with."""
        return self.place.state != NOT_BEGUN

    @property
    def state_words(self) -> str:
        """How far it is."""
        return state_words(self.place)

    @property
    def look(self) -> str:
        """The mark beside it."""
        return look_of(self.place.state)

    @property
    def url(self) -> str:
        """The audit's page; nothing while it is not begun."""
        return address("audit-detail", self.place.audit_id) if self.place.audit_id else ""

    @property
    def begin_url(self) -> str:
        """Where a press begins it (POST)."""
        return "" if self.is_begun else address("audit-begin", self.place.pk)


def my_audits(user: User) -> list[MyAudit]:
    """What was sent back first, then what is begun; three queries at most."""
    rows = AuditPlace.objects.of_person(user).with_progress()
    rows = rows.select_related("year__question_set", "unit").order_by("year__due_on", "unit__name_sort", "pk")
    found: dict[tuple[int, int], list[AuditPlace]] = defaultdict(list)
    for place in rows:
        found[(place.audit_id, 0) if place.audit_id else (0, place.pk)].append(place)
    others, remarks = _others([place for places in found.values() for place in places]), _remarks(found)
    cards = [MyAudit(tuple(places), tuple(others[audit]), remarks.get(audit, "")) for (audit, _place), places in found.items()]
    return sorted(cards, key=lambda card: ORDER.index(card.place.state))


def _remarks(found: Mapping[tuple[int, int], list[AuditPlace]]) -> dict[int, str]:
    """By audit that was sent back the words it was last sent back with."""
    audits = [audit for (audit, _place), places in found.items() if places[0].state == AuditStatus.SENT_BACK]
    acts = AuditAct.objects.filter(audit__in=audits, verb=AuditAct.Verb.SEND_BACK).order_by("pk")
    return dict(acts.values_list("audit", "remark")) if audits else {}


def _others(mine: list[AuditPlace]) -> dict[int, list[str]]:
    """By audit the names of the units of other managers in it."""
    audits = {place.audit_id for place in mine if place.audit_id}
    found: dict[int, list[str]] = defaultdict(list)
    if audits:
        rest = AuditPlace.objects.standing().filter(audit__in=audits).exclude(pk__in=[place.pk for place in mine])
        for audit, name in rest.order_by("unit__name_sort", "pk").values_list("audit", "unit__name"):
            found[audit].append(name)
    return found
