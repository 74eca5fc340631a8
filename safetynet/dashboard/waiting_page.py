"""What waits for a decision: what hangs on closed units, and the plans that nobody has; each with who decides."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from actionplans.models import ActionPlan
from actionplans.people import Directory
from orgstructure.access import scope_of
from orgstructure.models import RoleHolding, Unit, User
from orgstructure.permissions import Perm
from safetynet.dashboard.forms.reorganisation import DecideForm, OwnerForm
from safetynet.dashboard.reorganisation_page import MOST, choices
from safetynet.operations.ownerless import Ownerless, ownerless
from safetynet.operations.reorganise import on_closed
from safetynet.operations.waiting import Proposal, Waiting, waiting


@dataclass(frozen=True)
class WaitingUnit:
    """A closed unit, what waits on it, and the form of whoever decides; `hidden` plans are not for this reader to see."""

    unit: Unit
    plans: list[ActionPlan]
    hidden: int
    roles: tuple[RoleHolding, ...]
    people: tuple[User, ...]
    decides: User | None
    proposed: Proposal | None
    form: DecideForm


@dataclass(frozen=True)
class OwnerlessUnit:
    """A unit with plans that nobody has, and the form that says whose they are."""

    unit: Unit
    plans: list[ActionPlan]
    hidden: int
    decides: User | None
    form: OwnerForm


@dataclass(frozen=True)
class WaitingPage:
    """All that waits for this reader, or lies where he or she may decide."""

    units: list[WaitingUnit]
    ownerless: list[OwnerlessUnit]


def waiting_page(user: User, *, today: date, looked_for: str = "", data: Any = None, sent: str = "") -> WaitingPage:
    """`sent` names the form that was sent with `data`: `into-12` or `owner-12`, by the unit's number."""
    places = _mine(waiting(today), user, scope_of(user, Perm.REORGANISE))
    orphans = _mine(ownerless(today), user, scope_of(user, Perm.EDIT_PLANS), scope_of(user, Perm.CONFIGURE))
    ids = [plan.pk for one in (*places, *orphans) for plan in one.plans]
    seen = set(ActionPlan.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    return WaitingPage(
        [_place(one, seen, today, data if sent == f"into-{one.unit.pk}" else None) for one in places],
        [_owner(one, seen, today, looked_for, data if sent == f"owner-{one.unit.pk}" else None) for one in orphans],
    )


def number_to_decide(user: User, *, today: date) -> int:
    """On how many closed units something waits that this person is named to decide; one query where nothing lies below them."""
    scope = scope_of(user, Perm.KEEP_ORGANISATION)
    if not scope or not on_closed(today).filter(scope.where()).exists():
        return 0
    return sum(one.decides == user for one in waiting(today))


def _mine(found: list[Any], user: User, *scopes: Any) -> list[Any]:
    """Those that the reader is to decide, or has the right for."""
    return [one for one in found if one.decides == user or any(scope.covers(one.unit.pk, one.unit.path) for scope in scopes)]


def _place(one: Waiting, seen: set[int], today: date, data: Any) -> WaitingUnit:
    ids = one.unit.ancestor_ids()
    near = Q(pk__in=ids) | Q(parent__in=ids[-2:]) | Q(pk=one.proposed.unit.pk if one.proposed else 0)
    units = Unit.objects.existing(today).filter(near).select_related("parent").order_by("depth", "name_sort")[:MOST]
    initial = {"into": one.proposed.unit.pk if one.proposed else None}
    form = DecideForm(data, places=choices(units), initial=initial, prefix=f"into-{one.unit.pk}")
    plans = [plan for plan in one.plans if plan.pk in seen]
    return WaitingUnit(one.unit, plans, len(one.plans) - len(plans), one.roles, one.people, one.decides, one.proposed, form)


def _owner(one: Ownerless, seen: set[int], today: date, looked_for: str, data: Any) -> OwnerlessUnit:
    form = OwnerForm(data, directory=Directory(one.unit, today, looked_for=looked_for), prefix=f"owner-{one.unit.pk}")
    plans = [plan for plan in one.plans if plan.pk in seen]
    return OwnerlessUnit(one.unit, plans, len(one.plans) - len(plans), one.decides, form)
