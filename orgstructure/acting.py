"""For whom a deputy acts: decided when the act is written, from the roles that the person holds that day (A1-17).

Whoever has the right without being anybody's deputy acts in his or her own name.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from orgstructure.models import Committee, Coverage, DeputyAct, RoleHolding, Unit, User
from orgstructure.permissions import Perm, Reach, Role
from orgstructure.roles import ROLES
from safetynet.common.clock import COPENHAGEN

Held = tuple[int | None, str, int, str]  # deputy for whom, role, unit, the unit's path
Subject = DeputyAct.Subject


def principal_of(user: User, perm: Perm, units: Iterable[Unit], at: datetime) -> tuple[User, Unit] | None:
    """Whom the person stands for on the first of these units where the right comes by being a deputy alone; None in own name."""
    rows = RoleHolding.objects.current(at.astimezone(COPENHAGEN).date()).filter(user=user).order_by("-unit__depth", "pk")
    held: list[Held] = list(rows.values_list("deputy_for", "role", "unit", "unit__path"))
    if all(principal is None for principal, *_rest in held):
        return None
    for unit in units:
        giving = [one for one in held if _gives(one, perm, unit)]
        if giving and all(principal is not None for principal, *_rest in giving):
            return User.objects.get(pk=giving[0][0]), unit
    return None


class Standing:
    """For whom one person acts that day, asked with one query: of many rows at a time, as a list of them is read."""

    def __init__(self, user: User, at: datetime) -> None:
        """Read the roles that hold that day."""
        rows = RoleHolding.objects.current(at.astimezone(COPENHAGEN).date()).filter(user=user)
        held: list[Held] = list(rows.order_by("-unit__depth", "pk").values_list("deputy_for", "role", "unit", "unit__path"))
        self._held = held if any(one[0] is not None for one in held) else []

    def principal(self, perm: Perm, unit_id: int, path: str) -> int | None:
        """Whose deputy the person is on that unit; None in own name."""
        giving = [one for one in self._held if _reaches(one, perm, unit_id, path)]
        return giving[0][0] if giving and all(one[0] is not None for one in giving) else None


def note(user: User, perm: Perm, units: Iterable[Unit], subject: DeputyAct.Subject, subject_id: int, at: datetime) -> None:
    """Write both names where the person acts for another, once for each instant; call it in the transaction of the act."""
    if found := principal_of(user, perm, units, at):
        principal, unit = found
        kept = {"deputy_for": principal, "unit": unit}
        DeputyAct.objects.get_or_create(by=user, subject=subject, subject_id=subject_id, at=at, defaults=kept)


def note_in(committee: Committee, user: User, subject: DeputyAct.Subject, subject_id: int, at: datetime) -> None:
    """The same for what is done in a committee or group: the right is on every unit that it and those below it cover."""
    day = at.astimezone(COPENHAGEN).date()  # a unit that was taken off by this very act counts
    live = Coverage.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
    covered = Unit.objects.filter(pk__in=live.filter(committee__path__startswith=committee.path).values("unit")).order_by("depth", "pk")
    note(user, Perm.KEEP_ORGANISATION, _lazily(covered), subject, subject_id, at)


def acts_around(person: User, most: int) -> list[DeputyAct]:
    """The latest that the person did for others, and that others did for the person."""
    acts = DeputyAct.objects.filter(Q(by=person) | Q(deputy_for=person)).select_related("by", "deputy_for", "unit")
    return list(acts.order_by("-at", "-pk")[:most])


class StoodIn:
    """Who acted for whom at which instant, read from the acts of one subject: names a person as “X for Y” where it was so."""

    def __init__(self, acts: Iterable[DeputyAct]) -> None:
        """The acts know their people by name already."""
        self._whom = {(act.by_id, act.at): act.deputy_for for act in acts}

    def named(self, person: User, at: datetime) -> str:
        """The person's name, and whose deputy he or she acted as then."""
        whom = self._whom.get((person.pk, at))
        return _("%(who)s for %(whom)s") % {"who": person, "whom": whom} if whom else str(person)


def stood_in(subject: DeputyAct.Subject, subject_id: int) -> StoodIn:
    """The acts on one thing."""
    return StoodIn(DeputyAct.objects.filter(subject=subject, subject_id=subject_id).select_related("by", "deputy_for"))


def _lazily(units: Iterable[Unit]) -> Iterable[Unit]:
    """Asked only when the person is anybody's deputy."""
    yield from units


def _gives(held: Held, perm: Perm, unit: Unit) -> bool:
    return _reaches(held, perm, unit.pk, unit.path)


def _reaches(held: Held, perm: Perm, unit_id: int, path: str) -> bool:
    _principal, role, held_in, held_path = held
    reach = ROLES[Role(role)].get(perm)
    return reach is not None and (held_in == unit_id or (reach == Reach.SUBTREE and path.startswith(held_path)))
