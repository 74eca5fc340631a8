"""Who is told what of which case: asked of the grants of the day, for many cases with a few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from injuries import rights
from injuries.models import Case
from orgstructure.models import Unit, UnitUserPermission, User
from orgstructure.permissions import Perm, Reach

ASKED = (Perm.SIGN_INJURIES, Perm.VIEW_EVENTS, Perm.ADMINISTER_INJURIES)


@dataclass
class Addressees:
    """People employed today by what they may do in one unit."""

    managers: set[int] = field(default_factory=set)
    group: set[int] = field(default_factory=set)
    administrators: set[int] = field(default_factory=set)

    def signers(self, case: Case) -> set[int]:
        """Who is to sign: the manager, or the administrator where the case is left to him or her; never the injured."""
        left = rights.is_left_to_administrator(case) or not self.managers - {case.injured_id}
        return {pk for pk in (self.administrators if left else self.managers) if pk != case.injured_id}

    def hurried(self, case: Case) -> set[int]:
        """Whom the law's clock is told to: administrator and manager, the manager not where it was kept from him or her."""
        managers = set() if rights.is_left_to_administrator(case) else self.managers
        return {pk for pk in managers | self.administrators if pk != case.injured_id}

    def followers(self, case: Case) -> set[int]:
        """The group that follows an event up: without the manager, who is asked to sign, and without whom it happened to."""
        if case.is_kept_from_manager:
            return set()
        return self.group - self.managers - {case.injured_id, case.reporter_id}


def addressees(units: Collection[Unit], today: date) -> Mapping[int, Addressees]:
    """By unit id."""
    above = {pk for unit in units for pk in (*unit.ancestor_ids(), unit.pk)}
    live = Q(until=None) | Q(until__gte=today)
    rows = UnitUserPermission.objects.filter(live, content_object__in=above, permission__codename__in=ASKED)
    held = list(rows.values_list("permission__codename", "reach", "content_object", "user"))
    employed = set(User.objects.employed(today).filter(pk__in={row[3] for row in held}).values_list("pk", flat=True))
    by_unit: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for perm, reach, unit_id, user in held:
        if user in employed:
            by_unit[unit_id].append((perm, reach, user))
    return {unit.pk: _of(unit, by_unit) for unit in units}


def _of(unit: Unit, by_unit: Mapping[int, Iterable[tuple[str, str, int]]]) -> Addressees:
    found = Addressees()
    places = {Perm.SIGN_INJURIES: found.managers, Perm.VIEW_EVENTS: found.group, Perm.ADMINISTER_INJURIES: found.administrators}
    for place in (*unit.ancestor_ids(), unit.pk):
        for perm, reach, user in by_unit.get(place, ()):
            if place == unit.pk or reach == Reach.SUBTREE:
                places[Perm(perm)].add(user)
    return found
