"""Units changed by hand: made, renamed, moved with all under them, merged and closed, each as periods from a day on.

Runs inside the caller's transaction and lock (`safetynet/operations/reorganise.py`). What is decided here is held: the
feed does not take it back (`feed/held.py`). History keeps the old names: the stretch before the day is only ended.
"""

import uuid
from collections.abc import Collection
from datetime import date, timedelta

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext as _

from orgstructure.models import Coverage, Engagement, Origin, RoleHolding, Unit, UnitPeriod, UnitSuccession
from orgstructure.models.roles import HoldingSource
from orgstructure.models.units import MAX_DEPTH
from safetynet.common.fields import valid_on

BY_HAND = (HoldingSource.APPOINTMENT, HoldingSource.DEPUTY, HoldingSource.MANUAL)
ONE_DAY = timedelta(days=1)

# Every path under the moved unit, closed ones too: a path is always its parent's path and the unit's own key.
PATHS = """
UPDATE orgstructure_unit SET path = %(new)s || substr(path, length(%(old)s) + 1), depth = depth + %(deeper)s
WHERE path LIKE %(old)s || '%%'
"""
END_STRETCHES = """
UPDATE orgstructure_unitperiod SET valid_to = %(on)s
WHERE unit_id = ANY(%(units)s) AND valid_from < %(on)s AND (valid_to IS NULL OR valid_to > %(on)s)
"""
CORRECT_STRETCHES = """
UPDATE orgstructure_unitperiod period SET name = unit.name, parent_id = unit.parent_id, path = unit.path
FROM orgstructure_unit unit WHERE unit.id = period.unit_id AND unit.id = ANY(%(units)s) AND period.valid_from >= %(on)s
"""
OPEN_STRETCHES = """
INSERT INTO orgstructure_unitperiod (unit_id, name, parent_id, path, manager_id, valid_from)
SELECT id, name, parent_id, path, manager_id, %(on)s FROM orgstructure_unit unit
WHERE id = ANY(%(units)s)
    AND NOT EXISTS (SELECT FROM orgstructure_unitperiod WHERE unit_id = unit.id AND (valid_to IS NULL OR valid_to > %(on)s))
"""


class ReorganiseError(Exception):
    """The change cannot be made; the text says why, to the person who asks for it."""


def create_unit(*, name: str, parent: Unit, on: date) -> Unit:
    """A new unit that the feed does not know, led by whoever leads the one above until it has a manager of its own."""
    _must_exist(parent, on)
    _must_be_free(name, parent, on)
    if parent.depth + 1 >= MAX_DEPTH:
        raise ReorganiseError(_("The tree would become too deep."))
    columns = {"name": name, "parent": parent, "depth": parent.depth + 1, "manager_id": parent.manager_id, "valid_from": on}
    unit = Unit.objects.create(source_key=uuid.uuid4(), path=f"new-{uuid.uuid4()}", origin=Origin.HAND, held_since=on, **columns)
    unit.path = f"{parent.path}{unit.pk}/"
    unit.save(update_fields=["path"])
    _begin_stretches([unit.pk], on)
    return unit


def rename_unit(*, unit: Unit, name: str, on: date) -> None:
    """Another name from that day on."""
    _must_exist(unit, on)
    _must_be_free(name, unit.parent, on, other_than=unit)
    unit.name, unit.held_since = name, on
    unit.save(update_fields=["name", "held_since"])
    _begin_stretches([unit.pk], on)


def move_unit(*, unit: Unit, parent: Unit, on: date) -> int:
    """The unit and all under it go under another one; returns how many units moved. Four statements, whatever the size."""
    _must_exist(unit, on)
    _must_exist(parent, on)
    if parent.path.startswith(unit.path):
        raise ReorganiseError(_("“%(unit)s” cannot be moved under itself.") % {"unit": unit})
    _must_be_free(unit.name, parent, on, other_than=unit)
    below = Unit.objects.below(unit.path)
    deeper = parent.depth + 1 - unit.depth
    if (below.aggregate(deepest=Max("depth"))["deepest"] or 0) + deeper >= MAX_DEPTH:
        raise ReorganiseError(_("The tree would become too deep."))
    moved = list(below.existing(on).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(PATHS, {"old": unit.path, "new": f"{parent.path}{unit.pk}/", "deeper": deeper})
    Unit.objects.filter(pk=unit.pk).update(parent=parent, held_since=on)
    unit.refresh_from_db()
    _begin_stretches(moved, on)
    return len(moved)


def close_unit(*, unit: Unit, on: date, into: Unit | None = None) -> None:
    """No longer there from that day on; `into` carries on with its people, coverage, roles given by hand and units below.

    Without a successor the unit must be empty below it; what still hangs on it stands on the list of what needs a place.
    """
    _must_exist(unit, on)
    if into:
        _must_exist(into, on)
        if into.path.startswith(unit.path):
            raise ReorganiseError(_("“%(unit)s” cannot become part of a unit under itself.") % {"unit": unit})
        for child in unit.children.existing(on).exclude(pk=into.pk):
            move_unit(unit=child, parent=into, on=on)
        carry_on(unit=unit, into=into, on=on)
    elif unit.children.existing(on).exists():
        raise ReorganiseError(_("Units lie under “%(unit)s”. Move or close them first.") % {"unit": unit})
    ends = max(on, unit.valid_from + ONE_DAY)
    Unit.objects.filter(pk=unit.pk).update(valid_to=ends, held_since=on)
    UnitPeriod.objects.filter(unit=unit, valid_to=None, valid_from__gte=ends).delete()  # it has held no day
    UnitPeriod.objects.filter(unit=unit, valid_to=None).update(valid_to=ends)
    Coverage.objects.filter(unit=unit, valid_to=None, valid_from__lt=on).update(valid_to=on)
    unit.refresh_from_db()


def close_made(unit: Unit) -> None:
    """A unit whose making is undone: it was there for one day, so that what was written about it stays readable."""
    ends = unit.valid_from + ONE_DAY
    Unit.objects.filter(pk=unit.pk).update(valid_to=ends)
    UnitPeriod.objects.filter(unit=unit, valid_to=None).update(valid_to=ends)


def divide_unit(*, unit: Unit, name: str, on: date, teams: Collection[int], people: Collection[int]) -> Unit:
    """A new unit beside this one takes the chosen units below it and the chosen people; the groups cover both."""
    _must_exist(unit, on)
    if unit.parent is None:
        raise ReorganiseError(_("The topmost unit cannot be divided."))
    made = create_unit(name=name, parent=unit.parent, on=on)
    for team in unit.children.existing(on).filter(pk__in=teams):
        move_unit(unit=team, parent=made, on=on)
    UnitSuccession.objects.create(predecessor=unit, successor=made, on=on)
    _move_people(unit, made, on, only=people)
    covering = Coverage.objects.filter(valid_on(on), unit=unit).values_list("committee", flat=True)
    Coverage.objects.bulk_create(Coverage(unit=made, committee_id=pk, origin=Origin.HAND, valid_from=on) for pk in set(covering))
    return made


def carry_on(*, unit: Unit, into: Unit, on: date) -> None:
    """`into` is the successor: people who are still in `unit`, its groups and the roles given by hand there go along."""
    UnitSuccession.objects.get_or_create(predecessor=unit, successor=into, defaults={"on": on})
    _move_people(unit, into, on)
    covering = set(Coverage.objects.filter(valid_on(on), unit=into).values_list("committee", flat=True))
    follow = Coverage.objects.filter(valid_on(on), unit=unit).exclude(committee__in=covering).values_list("committee", flat=True)
    Coverage.objects.bulk_create(Coverage(unit=into, committee_id=pk, origin=Origin.HAND, valid_from=on) for pk in set(follow))
    given = list(RoleHolding.objects.current(on).filter(unit=unit, source__in=BY_HAND))
    RoleHolding.objects.filter(pk__in=[row.pk for row in given], valid_from__lt=on).update(valid_to=on)
    RoleHolding.objects.filter(pk__in=[row.pk for row in given], valid_from__gte=on).delete()
    for row in given:
        row.pk, row.submission_id, row.unit, row.valid_from = None, None, into, on
    RoleHolding.objects.bulk_create(given)


def _move_people(unit: Unit, into: Unit, on: date, only: Collection[int] | None = None) -> None:
    """Employments that go on are split at the day, as when the feed moves somebody; of `only` these people."""
    rows = [row for row in Engagement.objects.filter(valid_on(on), unit=unit) if only is None or row.user_id in only]
    split = [row for row in rows if row.valid_from < on]
    Engagement.objects.filter(pk__in=[row.pk for row in split]).update(valid_to=on)
    Engagement.objects.filter(pk__in=[row.pk for row in rows if row.valid_from >= on]).update(unit=into)
    for row in split:
        row.pk, row.unit, row.valid_from = None, into, on
    Engagement.objects.bulk_create(split)


def _begin_stretches(units: list[int], on: date) -> None:
    """From that day on the history says what the units say now; what began that day is only corrected."""
    with connection.cursor() as cursor:
        for statement in (END_STRETCHES, CORRECT_STRETCHES, OPEN_STRETCHES):
            cursor.execute(statement, {"units": units, "on": on})


def _must_exist(unit: Unit, on: date) -> None:
    if not Unit.objects.existing(on).filter(pk=unit.pk).exists():
        raise ReorganiseError(_("“%(unit)s” is closed.") % {"unit": unit})


def _must_be_free(name: str, parent: Unit | None, on: date, *, other_than: Unit | None = None) -> None:
    beside = Unit.objects.existing(on).filter(parent=parent, name__iexact=name)
    if beside.exclude(pk=other_than.pk if other_than else 0).exists():
        raise ReorganiseError(_("A unit called “%(name)s” is there already.") % {"name": name})


def successor_of(unit: Unit, on: date) -> Unit | None:
    """The one existing unit that carries on, over several steps; None when there is none, or more than one."""
    seen = {unit.pk}
    here = unit
    while True:
        after = list(Unit.objects.filter(predecessions__predecessor=here).exclude(pk__in=seen))
        if len(after) != 1:
            return None
        here = after[0]
        seen.add(here.pk)
        if here.valid_to is None or here.valid_to > on:
            return here


def let_the_feed_decide(*, unit: Unit) -> None:
    """The next reading of the feed sets name, place and end again."""
    Unit.objects.filter(pk=unit.pk).exclude(held_since=None).update(held_since=None)
