"""What the pages of a reorganisation show: what may be chosen, the picture before and after, and what follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan
from actionplans.usecases.placing import UNFINISHED
from orgstructure.access import scope_of
from orgstructure.models import Engagement, Reorganisation, Unit, User
from orgstructure.permissions import Perm
from orgstructure.unit_search import units_called
from safetynet.dashboard.reorganisation_follows import Followed, followed, left_waiting
from safetynet.operations import reorganisation_steps as steps

MOST = 300
COUNTED: dict[str, str | Promise] = {
    "units": _("Units changed"),
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
    follows: list[Followed] = field(default_factory=list)
    waits: list[Followed] = field(default_factory=list)


def step_page(step: Reorganisation, user: User, *, today: date, now: datetime) -> StepPage:
    """A draft is tried and taken back; one that is done tells what it did."""
    if step.applied_at:
        return StepPage(step, [], [], _counts(step.counts), "", step.may_be_undone(now), followed(step.changes, user, today))
    tried = steps.preview(step, by=user, today=today, now=now)
    follows, waits = followed(tried.changes, user, today), left_waiting(tried.waits, user)
    return StepPage(step, *_pictures(tried.before, tried.after), _counts(tried.counts), tried.fault, False, follows, waits)


def _counts(counts: dict[str, int]) -> list[tuple[str | Promise, int]]:
    return [(label, counts[key]) for key, label in COUNTED.items() if counts.get(key)]


def _pictures(before: Sequence[Place], after: Sequence[Place]) -> tuple[list[Node], list[Node]]:
    """What changes, what lies beside, below and above it; the rest of the tree is left out."""
    was = {pk: (name, path) for pk, _depth, name, path in before}
    now = {pk: (name, path) for pk, _depth, name, path in after}
    touched = [place[1] for pk in was.keys() | now.keys() if was.get(pk) != now.get(pk) for place in (was.get(pk), now.get(pk)) if place]
    beside = {_above(path) for path in touched}

    def is_near(path: str) -> bool:
        return _above(path) in beside or any(one.startswith(path) or path.startswith(one) for one in touched)

    left = [Node(name, depth, "" if pk in now else _("closes or leaves")) for pk, depth, name, path in before if is_near(path)]
    right = [Node(name, depth, _mark(was.get(pk), (name, path))) for pk, depth, name, path in after if is_near(path)]
    return left, right


def _above(path: str) -> str:
    """The path of the unit above."""
    return path.rstrip("/").rsplit("/", 1)[0] + "/"


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
