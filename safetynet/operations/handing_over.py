"""Nothing is owned by somebody who has left: open plans go to the next who is responsible, with a card that tells of it.

Run after each reading of the feed and every night; changes nothing that is right already.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pghistory
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from actionplans.models import ActionPlan, HandOver, HandOverItem, Measure
from actionplans.models.choices import OPEN_STATUSES
from actionplans.usecases.endings import ask_somebody_else
from actionplans.usecases.handing_over import tell
from orgstructure.models import UnitPeriod, User
from orgstructure.succession import Successor, Successors
from safetynet.common.clock import at_hour
from safetynet.common.fields import valid_on

LOCK = 7_231_003
SEEN_FOR = timedelta(days=30)  # a change of manager longer ago was dealt with, or was before our time
Part = HandOverItem.Part
Why = HandOver.Why
Heir = tuple[int, int, Successor, Why]  # unit, from whom, to whom, why
Units = Collection[int] | None  # None is everywhere


@dataclass(frozen=True)
class Left:
    """One thing that somebody leaves behind; `to_id` is whoever owns the plan, where it is not the plan itself."""

    plan_id: int
    unit_id: int
    person_id: int
    part: Part
    why: Why
    to_id: int | None = None
    measure_id: int | None = None


@transaction.atomic(savepoint=False)  # part of its caller's whole: it fails with it
def hand_over(*, today: date, now: datetime, units: Units = None) -> Counter[str]:
    """Bring every open plan, or those of these `units`, into the hands of somebody who works here; how many things of each part moved.

    What nobody can be found for stays where it is, and stands on the list of what is without anybody (`ownerless.py`).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    with pghistory.context(user=None, at=now.isoformat(), because="hand_over"):
        moved = _pass_on_from_stand_ins(today, now, units)
        moved += make_cards([*_of_leavers(today, units), *_of_former_managers(today, units)], today, now)
        moved += make_cards([*_evaluations(today, units), *_measures(today, units)], today, now)
        if units is None:
            moved += Counter(confirmation=ask_somebody_else(today=today))
    tell(today=today, now=now)
    return moved


# --- What is left behind --------------------------------------------------------------------------------
def _within(rows: "QuerySet[Any]", units: Units, column: str = "unit") -> "QuerySet[Any]":
    return rows if units is None else rows.filter(**{f"{column}__in": units})


def _of_leavers(today: date, units: Units) -> Iterator[Left]:
    rows = _within(ActionPlan.objects.orphaned(today), units).order_by("pk").values_list("pk", "unit", "owner", "created_by")
    for plan_id, unit_id, owner_id, author_id in rows:
        yield Left(plan_id, unit_id, owner_id or author_id, Part.OWNER, Why.LEFT)


def _of_former_managers(today: date, units: Units) -> Iterator[Left]:
    """Open plans of a unit whose owner led it until lately; not what came to them after that."""
    ended = _within(UnitPeriod.objects.all(), units).filter(valid_on(today, "unit__"), valid_to__gt=today - SEEN_FOR, valid_to__lte=today)
    former = ended.exclude(manager=None).exclude(unit__manager=None).exclude(manager=F("unit__manager")).order_by("valid_to")
    until = {(unit_id, person_id): day or today for unit_id, person_id, day in former.values_list("unit", "manager", "valid_to")}
    owned = ActionPlan.objects.open().filter(unit__in={unit for unit, _ in until}, owner__in={person for _, person in until})
    still_here = owned.exclude(owner__in=User.objects.departed(today).values("pk")).order_by("pk")
    found = {pk: (unit, person) for pk, unit, person in still_here.values_list("pk", "unit", "owner") if (unit, person) in until}
    came_later = _came_later({pk: (person, at_hour(until[unit, person], 0)) for pk, (unit, person) in found.items()})
    yield from (Left(pk, unit, person, Part.OWNER, Why.NEW_MANAGER) for pk, (unit, person) in found.items() if pk not in came_later)


def _came_later(had: Mapping[int, tuple[int, datetime]]) -> set[int]:
    """Of plans by owner and moment, those published, handed over, or owned by somebody else, after that moment."""
    if not had:
        return set()
    first = min(moment for _owner, moment in had.values())
    events = apps.get_model("actionplans", "ActionPlanEvent").objects.filter(pgh_obj__in=had, pgh_created_at__gte=first)
    owners = events.values_list("pgh_obj", "owner", "pgh_created_at")
    cards = HandOverItem.objects.filter(plan__in=had, part=Part.OWNER).values_list("plan", "hand_over__left", "hand_over__at")
    published = ActionPlan.objects.filter(pk__in=had, published_at__gte=first).values_list("pk", "published_at")
    return {
        *(pk for pk, owner, at in owners if owner != had[pk][0] and at >= had[pk][1]),
        *(pk for pk, left, at in cards if left == had[pk][0] and at >= had[pk][1]),
        *(pk for pk, at in published if at >= had[pk][1]),
    }


def _evaluations(today: date, units: Units) -> Iterator[Left]:
    gone = User.objects.departed(today).values("pk")
    plans = _within(ActionPlan.objects.open(), units).filter(evaluator__in=gone).exclude(owner__in=gone).order_by("pk")
    for plan_id, unit_id, person_id, owner_id in plans.values_list("pk", "unit", "evaluator", "owner"):
        yield Left(plan_id, unit_id, person_id, Part.EVALUATOR, Why.LEFT, owner_id)


def _measures(today: date, units: Units) -> Iterator[Left]:
    gone = User.objects.departed(today).values("pk")
    undone = (
        _within(Measure.objects.undone(), units, "plan__unit")
        .filter(responsible__in=gone, plan__status__in=OPEN_STATUSES)
        .exclude(plan__owner__in=gone)
    )
    for measure_id, plan_id, unit_id, person_id, owner_id in undone.order_by("plan", "pk").values_list(
        "pk", "plan", "plan__unit", "responsible", "plan__owner"
    ):
        yield Left(plan_id, unit_id, person_id, Part.MEASURE, Why.LEFT, owner_id, measure_id)


# --- Into whose hands -----------------------------------------------------------------------------------
def make_cards(left: Sequence[Left], today: date, now: datetime) -> Counter[str]:
    """One card for each unit, person, receiver and reason; a run that finds more for the same card adds to it."""
    moved: Counter[str] = Counter()
    for (unit_id, person_id, to, why), things in _by_heir(left, today).items():
        key = {"unit_id": unit_id, "left_id": person_id, "to_id": to.person_id, "why": why, "at": now}
        card, _made = HandOver.objects.get_or_create(**key, defaults={"is_stand_in": to.is_stand_in})
        HandOverItem.objects.bulk_create(
            [HandOverItem(hand_over=card, plan_id=one.plan_id, part=one.part, measure_id=one.measure_id) for one in things],
            ignore_conflicts=True,
        )
        moved += _put_in_hands(to.person_id, things)
    return moved


def _by_heir(left: Sequence[Left], today: date) -> dict[Heir, list[Left]]:
    successors = Successors({one.unit_id for one in left}, today)
    found: defaultdict[Heir, list[Left]] = defaultdict(list)
    for one in left:
        to = Successor(one.to_id, is_stand_in=False) if one.to_id else successors.next_for(one.unit_id, instead_of=one.person_id)
        if to:
            found[one.unit_id, one.person_id, to, one.why].append(one)
    return found


def _put_in_hands(person_id: int, things: Iterable[Left]) -> Counter[str]:
    """The same change for all of them at once; the history says that SafetyNet did it, and why."""
    ids: defaultdict[str, list[int]] = defaultdict(list)
    for one in things:
        ids[one.part].append(one.measure_id or one.plan_id)
    ActionPlan.objects.filter(pk__in=ids[Part.OWNER]).update(owner=person_id, version=F("version") + 1)
    ActionPlan.objects.filter(pk__in=ids[Part.EVALUATOR]).update(evaluator=person_id, version=F("version") + 1)
    Measure.objects.filter(pk__in=ids[Part.MEASURE]).update(responsible=person_id)
    return Counter({part: len(pks) for part, pks in ids.items()})


def _pass_on_from_stand_ins(today: date, now: datetime, units: Units) -> Counter[str]:
    """The unit has a manager of its own again: what the one above had for the time being goes to that one."""
    cards = (
        _within(HandOver.objects.waiting(), units).filter(valid_on(today, "unit__"), is_stand_in=True).select_related("unit").order_by("pk")
    )
    has_manager = Exists(User.objects.admitted(today).filter(pk=OuterRef("unit__manager")))
    moved: Counter[str] = Counter()
    for card in cards.filter(has_manager).exclude(unit__manager=F("to")).exclude(unit__manager=F("left")):
        waiting = card.items.filter(pk__in=card.items.waiting().values("pk")).values_list("plan", "part", "measure")
        things = [Left(plan, card.unit_id, card.to_id, Part(part), Why(card.why), None, measure) for plan, part, measure in waiting]
        moved += _put_in_hands(card.unit.manager_id, things)
        HandOver.objects.filter(pk=card.pk).update(to=card.unit.manager_id, is_stand_in=False, at=now, told_at=None)
    return moved
