"""What the pages of a reorganisation show: what may be chosen, the picture before and after, and what waits for a place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan
from actionplans.usecases.placing import UNFINISHED
from orgstructure.access import scope_of
from orgstructure.models import Engagement, Reorganisation, Unit, User
from orgstructure.permissions import Perm
from safetynet.dashboard.forms.reorganisation import DecideForm
from safetynet.dashboard.unit_search import units_called
from safetynet.operations import reorganisation_steps as steps
from safetynet.operations.reorganise import Proposal, Waiting, waiting

MOST = 300
COUNTED: dict[str, str | Promise] = {
    "units": _("Units changed"),
    "plans": _("Plans and drafts that go along"),
    "people": _("People who change unit"),
    "waiting": _("Plans that somebody must find a place for"),
}
Choice = tuple[int, str]
Place = tuple[int, int, str, str]


@dataclass(frozen=True)
class Node:
    """One unit in a picture; `indent` is how deep it lies, `mark` says in a word what is different."""

    name: str
    indent: int
    mark: str | Promise = ""


@dataclass(frozen=True)
class StepPage:
    """A step with its picture and what follows."""

    step: Reorganisation
    before: list[Node]
    after: list[Node]
    counts: list[tuple[str | Promise, int]]
    fault: str
    may_be_undone: bool


@dataclass(frozen=True)
class WaitingUnit:
    """A closed unit, what waits on it, and the form of whoever decides."""

    unit: Unit
    plans: list[ActionPlan]
    hidden: int
    decides: User | None
    proposed: Proposal | None
    form: DecideForm | None


def step_page(step: Reorganisation, user: User, *, today: date, now: datetime) -> StepPage:
    """A draft is tried and taken back; one that is done tells what it did."""
    if step.applied_at:
        return StepPage(step, [], [], _counts(step.counts), "", step.may_be_undone(now))
    tried = steps.preview(step, by=user, today=today, now=now)
    return StepPage(step, *_pictures(tried.before, tried.after), _counts(tried.counts), tried.fault, may_be_undone=False)


def _counts(counts: dict[str, int]) -> list[tuple[str | Promise, int]]:
    return [(label, counts[key]) for key, label in COUNTED.items() if counts.get(key)]


def _pictures(before: Sequence[Place], after: Sequence[Place]) -> tuple[list[Node], list[Node]]:
    was = {pk: (name, path) for pk, _depth, name, path in before}
    now = {pk: (name, path) for pk, _depth, name, path in after}
    left = [Node(name, depth, "" if pk in now else _("closes or leaves")) for pk, depth, name, _path in before]
    right = [Node(name, depth, _mark(was.get(pk), (name, path))) for pk, depth, name, path in after]
    return left, right


def _mark(was: tuple[str, str] | None, now: tuple[str, str]) -> str | Promise:
    if was is None:
        return _("new here")
    if was[1] != now[1]:
        return _("moved")
    return _("new name") if was[0] != now[0] else ""


def places_for(unit: Unit, user: User, text: str, *, today: date) -> list[Choice]:
    """Units near this one, and those found by name, within what the person may reorganise."""
    ids = unit.ancestor_ids()
    near = Q(pk__in=ids) | Q(parent__in=ids[-2:])
    found = [one.unit.pk for one in units_called(text, today=today).units]
    rows = Unit.objects.existing(today).within(scope_of(user, Perm.REORGANISE).where("")).filter(near | Q(pk__in=found))
    return choices(rows.exclude(path__startswith=unit.path).select_related("parent")[:MOST])


def choices(units: Iterable[Unit]) -> list[Choice]:
    """Each unit with the one above it, so that two of one name can be told apart."""
    return [(unit.pk, f"{unit.name} ({unit.parent.name})" if unit.parent else unit.name) for unit in units]


def takes_of(unit: Unit, user: User, *, today: date) -> dict[str, list[Choice]]:
    """What a division can take along: units, people, and the plans that the person may read."""
    units = unit.children.existing(today).named()
    people = Engagement.objects.current(today).filter(unit=unit).select_related("user").order_by("user__name_sort")
    plans = ActionPlan.objects.visible_to(user).filter(unit=unit, status__in=UNFINISHED).order_by("pk")
    return {
        "units": [(one.pk, one.name) for one in units[:MOST]],
        "people": list(dict.fromkeys((row.user_id, str(row.user)) for row in people[:MOST])),
        "plans": [(plan.pk, str(plan)) for plan in plans[:MOST]],
    }


def waiting_for(user: User, *, today: date) -> list[WaitingUnit]:
    """Closed units on which unfinished plans still hang, that this person is to decide or may reorganise."""
    scope = scope_of(user, Perm.REORGANISE)
    mine = [one for one in waiting(today) if one.decides == user or scope.covers(one.plan.unit_id, one.plan.unit.path)]
    readable = set(ActionPlan.objects.visible_to(user).filter(pk__in=[one.plan.pk for one in mine]).values_list("pk", flat=True))
    return [_waiting_unit(list(rows), readable, today) for _unit, rows in groupby(mine, key=lambda one: one.plan.unit_id)]


def _waiting_unit(rows: list[Waiting], readable: set[int], today: date) -> WaitingUnit:
    unit, proposed = rows[0].plan.unit, rows[0].proposed
    ids = unit.ancestor_ids()
    near = Unit.objects.existing(today).filter(Q(pk__in=ids) | Q(parent__in=ids[-2:]) | Q(pk=proposed.unit.pk if proposed else 0))
    form = DecideForm(
        places=choices(near.select_related("parent").order_by("depth", "name_sort")[:MOST]),
        initial={"into": proposed.unit.pk if proposed else None},
        auto_id=f"id_{unit.pk}_%s",
    )
    plans = [row.plan for row in rows if row.plan.pk in readable]
    return WaitingUnit(unit, plans, len(rows) - len(plans), rows[0].decides, proposed, form)
