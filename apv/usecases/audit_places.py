"""Who is expected to answer: each unit that has employees or a manager of its own, with the manager the organisation gives it.

Laid when the year is opened and brought up every night until it is closed (R64, decision 0132).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db import transaction

from apv.models import AuditPlace, AuditYear, SelfAudit, YearStatus
from orgstructure.models import Engagement, Unit

BATCH = 2000


@dataclass(frozen=True)
class Expected:
    """One unit that should answer: where it lies, and who leads it."""

    path: str
    manager: int | None


def expected(top: Unit, today: date) -> dict[int, Expected]:
    """By unit, of the subtree as it is today; three queries.

    A unit without employees that is led by whoever leads the unit above has nobody to ask: it is a line on the chart.
    """
    columns = ("pk", "path", "parent", "manager")
    rows = list(Unit.objects.existing(today).below(top.path).order_by("path").values_list(*columns))
    led_by = dict(Unit.objects.existing(today).filter(pk__in=top.ancestor_ids()).order_by("depth").values_list("pk", "manager"))
    staffed = Engagement.objects.current(today).filter(unit__path__startswith=top.path)
    with_staff = set(staffed.order_by().values_list("unit", flat=True).distinct())
    leads: dict[int, int | None] = _nearest(led_by, top)
    found = {}
    for pk, path, parent, own in rows:
        above = leads.get(parent or 0)
        leads[pk] = own or above
        if pk in with_staff or (own and own != above):
            found[pk] = Expected(path, leads[pk])
    return found


@dataclass(frozen=True)
class Foreseen:
    """What opening a year today would ask: units, and different managers; and units nobody leads."""

    units: int
    managers: int
    without_manager: int

    @classmethod
    def of(cls, top: Unit, today: date) -> Self:
        """As the organisation is today."""
        leads = [one.manager for one in expected(top, today).values()]
        return cls(len(leads), len(set(leads) - {None}), leads.count(None))


def _nearest(led_by: Mapping[int, int | None], top: Unit) -> dict[int, int | None]:
    """Of each unit above the top its manager, else the next one's above."""
    found: dict[int, int | None] = {}
    nearest = None
    for pk in top.ancestor_ids():
        nearest = led_by.get(pk) or nearest
        found[pk] = nearest
    return found


@transaction.atomic
def lay_places(year: AuditYear, *, today: date) -> int:
    """Bring the places of an open year up to the organisation of today; how many are new. Safe to call twice, and at once.

    What was sent in stays as it was. A place that nobody answers any more ends; what was begun goes on to the next manager.
    """
    locked = AuditYear.objects.select_for_update(no_key=True, of=("self",)).select_related("top").get(pk=year.pk)
    if locked.status != YearStatus.OPEN:
        return 0
    rows = AuditPlace.objects.standing().filter(year=locked).select_for_update(no_key=True, of=("self",))
    laid = _Laid(list(rows.select_related("audit").order_by("pk")), expected(locked.top, today), today)
    AuditPlace.objects.bulk_update(laid.ended, ["ended_on", "audit"], batch_size=BATCH)
    AuditPlace.objects.bulk_update(laid.moved, ["path"], batch_size=BATCH)
    new = [AuditPlace(year=locked, unit_id=unit, manager_id=one.manager, path=one.path, audit=begun) for unit, one, begun in laid.new]
    AuditPlace.objects.bulk_create(new, batch_size=BATCH)
    AuditYear.objects.filter(pk=locked.pk).update(tree_on=today)
    year.tree_on = today
    return len(new)


def lay_all(*, today: date) -> int:
    """Every night: all open years; how many places are new."""
    return sum(lay_places(year, today=today) for year in AuditYear.objects.filter(status=YearStatus.OPEN).order_by("pk"))


class _Laid:
    """What is to be done, decided without a query."""

    def __init__(self, standing: list[AuditPlace], wanted: Mapping[int, Expected], today: date) -> None:
        self.today = today
        self.ended: list[AuditPlace] = []
        self.new: list[tuple[int, Expected, SelfAudit | None]] = []
        self.moved = [place for place in standing if (one := wanted.get(place.unit_id)) and one.path != place.path]
        for place in self.moved:
            place.path = wanted[place.unit_id].path
        self.places_of = Counter(place.audit_id for place in standing)
        by_unit: dict[int, list[AuditPlace]] = defaultdict(list)
        for place in standing:
            by_unit[place.unit_id].append(place)
        for unit in by_unit.keys() - wanted.keys():
            self._end_closed([place for place in by_unit[unit] if not _is_sent_in(place)])
        for unit, one in wanted.items():
            self._keep(unit, one, by_unit.get(unit, []))

    def _keep(self, unit: int, wanted: Expected, places: list[AuditPlace]) -> None:
        """The manager of today has the place, and goes on with what the one before began."""
        left = [place for place in places if place.manager_id != wanted.manager and not _is_sent_in(place)]
        begun = [place.audit for place in left if place.audit]
        self._end(left)
        if len(left) == len(places):
            self.new.append((unit, wanted, begun[0] if begun else None))
            for place in left:
                place.audit = None

    def _end_closed(self, places: list[AuditPlace]) -> None:
        """A unit that is no more leaves a joint audit; what it began alone stays readable."""
        self._end(places)
        for place in places:
            if self.places_of[place.audit_id] > 1:
                place.audit = None

    def _end(self, places: list[AuditPlace]) -> None:
        for place in places:
            place.ended_on = self.today
        self.ended += places


def _is_sent_in(place: AuditPlace) -> bool:
    return place.audit is not None and place.audit.is_sent_in
