"""Where one may stand with the figures: the unit, those above that one may see, and those below."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Q

from orgstructure.access import Scope, scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm

MOST = 200


@dataclass(frozen=True)
class Places:
    """A unit between what lies above and below it, as far as the reader may make reports."""

    unit: Unit
    above: tuple[Unit, ...]
    below: tuple[Unit, ...]

    @classmethod
    def around(cls, unit: Unit, user: User, *, today: date) -> Self:
        """One query."""
        scope = scope_of(user, Perm.RUN_REPORTS)
        related = Unit.objects.filter(Q(pk__in=unit.ancestor_ids()) | Q(parent=unit)).filter(_existing(today)).order_by("depth", "name")
        near = [one for one in related if one.pk != unit.pk and scope.covers(one.pk, one.path)]
        return cls(unit, tuple(one for one in near if one.parent_id != unit.pk), tuple(one for one in near if one.parent_id == unit.pk))

    @staticmethod
    def tops(user: User, *, today: date) -> list[Unit]:
        """The highest units one may make reports for."""
        scope = scope_of(user, Perm.RUN_REPORTS)
        units = Unit.objects.filter(Q(path__in=scope.paths) | Q(pk__in=scope.unit_ids)).filter(_existing(today)).order_by("depth", "name")
        return [one for one in units[:MOST] if one.path in scope.paths or not one.path.startswith(scope.paths)]

    @staticmethod
    def highest(scope: Scope) -> Unit:
        """The highest unit of a scope that is not empty."""
        return Unit.objects.filter(scope.where("")).order_by("depth", "pk")[:1].get()


def _existing(today: date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gt=today)
