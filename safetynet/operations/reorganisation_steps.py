"""A reviewed reorganisation: tried out for the preview, applied in one transaction, undone for a day where nothing was touched since."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan, HandOver, PlanPlacement, PlanShare, SavedView
from actionplans.usecases.placing import UNFINISHED
from orgstructure.models import (
    Coverage,
    Engagement,
    Origin,
    Reorganisation,
    ReorganisationLine,
    RoleHolding,
    Unit,
    UnitPeriod,
    UnitSuccession,
    User,
)
from orgstructure.usecases.units import BY_HAND, ReorganiseError, close_made
from safetynet.operations import reorganise
from safetynet.operations.reorganise import hold_lock, settle

Kind = ReorganisationLine.Kind
Row = dict[str, Any]
Kept = dict[tuple[str, int], Row]

# What is compared and put back: columns of the rows that a reorganisation writes.
COLUMNS: dict[type[models.Model], tuple[str, ...]] = {
    Unit: ("name", "parent_id", "path", "depth", "valid_to", "held_since"),
    UnitPeriod: ("unit_id", "name", "parent_id", "path", "manager_id", "valid_from", "valid_to"),
    UnitSuccession: ("predecessor_id", "successor_id", "on"),
    Coverage: ("unit_id", "committee_id", "origin", "valid_from", "valid_to"),
    Engagement: (
        *("user_id", "unit_id", "number", "username", "title", "profession", "manager_number"),
        *("hired_on", "valid_from", "valid_to"),
    ),
    RoleHolding: (
        *("user_id", "role", "unit_id", "source", "seat_id", "valid_from", "valid_to", "by_id", "reason"),
        *("deputy_for_id", "ended_by_id", "ended_reason", "submission_id"),
    ),
    ActionPlan: ("unit_id",),
    PlanPlacement: ("plan_id", "unit_id", "valid_from", "valid_to"),
    PlanShare: ("unit_id",),
    SavedView: ("unit_id",),
    HandOver: ("unit_id",),
}
MODELS = {model._meta.label: model for model in COLUMNS}
UNIT, PERIOD = Unit._meta.label, UnitPeriod._meta.label


@dataclass(frozen=True)
class Tried:
    """What applying the step would do, or why it cannot be done."""

    counts: dict[str, int]
    before: list[tuple[int, int, str, str]]
    after: list[tuple[int, int, str, str]]
    fault: str = ""
    changes: list[Row] = field(default_factory=list)
    waits: dict[str, list[int]] = field(default_factory=dict)


@transaction.atomic
def add_line(step: Reorganisation, line: ReorganisationLine) -> None:
    """One change more of a draft; the same form sent twice adds one. Nothing is added to what is carried out already."""
    fresh = Reorganisation.objects.select_for_update().get(pk=step.pk)
    if fresh.applied_at or fresh.lines.filter(submission_id=line.submission_id).exists():
        return
    line.reorganisation = fresh
    line.save()


def preview(step: Reorganisation, *, by: User, today: date, now: datetime) -> Tried:
    """Do it and take it back: the picture shows exactly what applying would write, faults included."""
    before = _tree(_places(step))
    found = Tried({}, before, before)
    try:
        with transaction.atomic():
            counts, changes = _run_and_compare(step, by=by, today=today, now=now)
            found = Tried(counts, before, _tree(_places(step)), "", _as_json(changes), _waits(step, today))
            transaction.set_rollback(True)
    except ReorganiseError as error:
        return Tried({}, before, before, str(error))
    return found


@transaction.atomic
def apply(step: Reorganisation, *, by: User, today: date, now: datetime) -> None:
    """All lines or none, grants included. `ReorganiseError` when one cannot be done, or somebody applied it a moment ago."""
    hold_lock()
    fresh = Reorganisation.objects.select_for_update().get(pk=step.pk)
    if fresh.applied_at:
        raise ReorganiseError(_("Somebody has carried it out already."))
    counts, changes = _run_and_compare(step, by=by, today=today, now=now)
    Reorganisation.objects.filter(pk=step.pk).update(applied_at=now, applied_by=by, changes=_as_json(changes), counts=counts)
    settle(today, now, _and_made(_reached(step)), _and_made(_emptied(step)))


@transaction.atomic
def undo(step: Reorganisation, *, by: User, today: date, now: datetime) -> list[Row]:
    """Put back every row that is as the step left it; returns the changes whose row was touched since and stays.

    `ReorganiseError` when it is too late, or a unit itself was changed since: a tree is put back whole or not.
    """
    hold_lock()
    touched = [unit for line in step.lines.select_related("unit", "into") for unit in (line.unit, line.into) if unit]
    if not reorganise.may_reorganise(by, *touched):
        raise PermissionError
    fresh = Reorganisation.objects.select_for_update().get(pk=step.pk)
    if not fresh.may_be_undone(now):
        raise ReorganiseError(_("It can be undone for 24 hours, and once."))
    stays: list[Row] = []
    good: list[Row] = []
    standing = _standing(fresh.changes)
    for change in fresh.changes:
        if standing.get((change["model"], change["pk"])) == change["after"]:
            good.append(change)
        elif change["model"] in {UNIT, PERIOD}:
            raise ReorganiseError(_("A unit has been changed since. Make a new reorganisation instead."))
        else:
            stays.append(change)
    reached, emptied = _and_made(_reached(step)), _and_made(_emptied(step))
    _put_back(good)
    Reorganisation.objects.filter(pk=step.pk).update(undone_at=now, undone_by=by)
    settle(today, now, reached, emptied)
    return stays


# --- Doing ----------------------------------------------------------------------------------------------
def _run_and_compare(step: Reorganisation, *, by: User, today: date, now: datetime) -> tuple[dict[str, int], list[Row]]:
    """Do every line; how much of each kind, and every row that became another."""
    units, emptied = _and_made(_reached(step)), _and_made(_emptied(step))
    before = _snapshot(units, emptied)
    counts = _run(step, by=by, today=today, now=now)
    return counts, _changes(before, _snapshot(_and_made(units), _and_made(emptied)))


def _run(step: Reorganisation, *, by: User, today: date, now: datetime) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for line in step.lines.select_related("unit", "into"):
        counts += _do(line, by=by, today=today, now=now)
    return dict(counts)


def _do(line: ReorganisationLine, *, by: User, today: date, now: datetime) -> Counter[str]:
    how: dict[str, Any] = {"by": by, "today": today, "now": now, "settles": False}
    into = line.into or line.unit
    match line.kind:
        case Kind.RENAME:
            reorganise.rename(unit=line.unit, name=line.name, by=by, today=today)
            return Counter(units=1)
        case Kind.MOVE:
            return Counter(units=reorganise.move(unit=line.unit, parent=into, **how))
        case Kind.MERGE:
            people = Engagement.objects.current(today).filter(unit=line.unit).count()
            return Counter(units=1, people=people) + reorganise.merge(sources=[line.unit], into=into, **how)
        case Kind.SPLIT:
            return Counter(units=1) + reorganise.split(unit=line.unit, name=line.name, takes=line.takes, **how)
        case Kind.CREATE:
            reorganise.create(name=line.name, parent=line.unit, **how)
            return Counter(units=1)
        case _:
            return Counter(units=1, waiting=reorganise.close(unit=line.unit, **how))


# --- Pictures -------------------------------------------------------------------------------------------
def _places(step: Reorganisation) -> set[int]:
    """The units above those touched, under which the picture is drawn."""
    found = set()
    for line in step.lines.select_related("unit", "into"):
        for unit in (line.unit, line.into):
            if unit:
                found.add(unit.parent_id or unit.pk)
    return found


def _tree(tops: Iterable[int]) -> list[tuple[int, int, str, str]]:
    """(id, depth below the topmost, name, path) of those units and what lies right below them and their children that exist."""
    units = Unit.objects.filter(Q(pk__in=tops) | Q(parent__in=tops) | Q(parent__parent__in=tops), valid_to=None).order_by("path")[:200]
    rows = list(units.values_list("pk", "depth", "name", "path"))
    least = min((depth for _pk, depth, _name, _path in rows), default=0)
    return [(pk, depth - least, name, path) for pk, depth, name, path in rows]


# --- What was written -----------------------------------------------------------------------------------
def _reached(step: Reorganisation) -> set[int]:
    lines = list(step.lines.select_related("unit", "into"))
    touched = {unit.pk for line in lines for unit in (line.unit, line.into) if unit}
    below = Q(pk__in=touched)
    for line in lines:
        below |= Q(path__startswith=line.unit.path)
    return set(Unit.objects.filter(below).values_list("pk", flat=True))


def _and_made(units: set[int]) -> set[int]:
    """With those that carry on from them, and those made by hand under them."""
    made = Q(predecessions__predecessor__in=units) | Q(parent__in=units, origin=Origin.HAND)
    return units | set(Unit.objects.filter(made).values_list("pk", flat=True))


def _emptied(step: Reorganisation) -> set[int]:
    """The units from and to which what hangs on a unit moves: moving or renaming a unit leaves it where it is."""
    lines = step.lines.filter(kind__in=(Kind.MERGE, Kind.SPLIT, Kind.CLOSE))
    return {pk for pair in lines.values_list("unit", "into") for pk in pair if pk}


def _waits(step: Reorganisation, today: date) -> dict[str, list[int]]:
    """What hangs on the units that close without a successor, by kind."""
    closed = {"unit__in": step.lines.filter(kind=Kind.CLOSE).values("unit"), "unit__valid_to__isnull": False}
    found = {
        "plans": ActionPlan.objects.filter(**closed, status__in=UNFINISHED).order_by("pk").values_list("pk", flat=True),
        "roles": RoleHolding.objects.current(today).filter(**closed, source__in=BY_HAND).order_by("pk").values_list("pk", flat=True),
        "people": Engagement.objects.current(today).filter(**closed).order_by("pk").values_list("user", flat=True),
    }
    return {kind: list(rows) for kind, rows in found.items()}


def _snapshot(units: set[int], emptied: set[int]) -> Kept:
    here = Q(unit__in=emptied)
    plans = ActionPlan.objects.filter(here, status__in=UNFINISHED)
    found: dict[type[models.Model], models.QuerySet[Any]] = {
        Unit: Unit.objects.filter(pk__in=units),
        UnitPeriod: UnitPeriod.objects.filter(unit__in=units),
        UnitSuccession: UnitSuccession.objects.filter(predecessor__in=units),
        Coverage: Coverage.objects.filter(here),
        Engagement: Engagement.objects.filter(here),
        RoleHolding: RoleHolding.objects.filter(here, source__in=BY_HAND),
        ActionPlan: plans,
        PlanPlacement: PlanPlacement.objects.filter(plan__in=plans.values("pk")),
        PlanShare: PlanShare.objects.current().filter(here),
        SavedView: SavedView.objects.filter(here),
        HandOver: HandOver.objects.filter(here),
    }
    return {(model._meta.label, row["pk"]): row for model, rows in found.items() for row in rows.values("pk", *COLUMNS[model]).iterator()}


def _changes(before: Kept, after: Kept) -> list[Row]:
    keys = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    return [{"model": key[0], "pk": key[1], "before": before.get(key), "after": after.get(key)} for key in sorted(keys)]


def _as_json(rows: object) -> Any:
    return json.loads(json.dumps(rows, cls=DjangoJSONEncoder))


def _standing(changes: list[Row]) -> Kept:
    """The rows of those changes as they are now, one query for each table."""
    found: Kept = {}
    for label, model in MODELS.items():
        keys = [change["pk"] for change in changes if change["model"] == label]
        for row in model.objects.filter(pk__in=keys).values("pk", *COLUMNS[model]):  # type: ignore[attr-defined]  # all have one
            found[label, row["pk"]] = _as_json(row)
    return found


def _put_back(changes: list[Row]) -> None:
    """Rows that were made go first, so that no two stretches overlap on the way; a unit that was made is closed instead."""
    made = [change["pk"] for change in changes if change["before"] is None and change["model"] == UNIT]
    for change in changes:
        of_made = change["model"] == UNIT or (change["model"] == PERIOD and change["after"]["unit_id"] in made)
        if change["before"] is None and not of_made:
            MODELS[change["model"]].objects.filter(pk=change["pk"]).delete()  # type: ignore[attr-defined]  # all have one
    for change in changes:
        if change["before"] is not None:
            _write(MODELS[change["model"]], change["before"])
    for unit in Unit.objects.filter(pk__in=made):
        close_made(unit)


def _write(model: type[models.Model], row: Row) -> None:
    columns = {column: row[column] for column in COLUMNS[model]}
    rows = model.objects  # type: ignore[attr-defined]  # all have one
    if not rows.filter(pk=row["pk"]).update(**columns):
        rows.create(pk=row["pk"], **columns)
