"""Taking a reading of the feed back: every row it touched and nobody has touched since becomes what it was.

Triggers (`feed_keeps_*`) keep each row that the import's own transaction writes, as it was and as it became. `undo` compares
what is there now with what the import left: what has changed since stays, with everything that hangs on it, and is listed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pghistory
import structlog
from django.db import connection, models, transaction
from kombu.exceptions import OperationalError

from actionplans.models import ActionPlan, HandOver, HandOverItem, Measure, PlanPlacement
from orgstructure.models import (
    Committee,
    CommitteePeriod,
    Coverage,
    DirectoryUse,
    Engagement,
    FeedChange,
    FeedRun,
    RoleHolding,
    Seat,
    Unit,
    UnitPeriod,
    UnitSuccession,
    UnitUserPermission,
    User,
)
from orgstructure.usecases.grants import bring_in_step

log = structlog.get_logger(__name__)
LOCK = 7_231_001  # the import's own: an undo and an import never mix
UNDER_WAY = (FeedRun.Undo.ASKED, FeedRun.Undo.WORKING)
LOST_AFTER = timedelta(minutes=15)
Key = tuple[str, int]
Group = tuple[object, ...]
# Whole rows, but of people and plans only what an import writes.
ORGANISATION = (Unit, UnitPeriod, UnitSuccession, Committee, CommitteePeriod, Coverage, Engagement, Seat, RoleHolding)
WHOLE = (*ORGANISATION, HandOver, HandOverItem, PlanPlacement)
IN_PART: dict[type[models.Model], tuple[str, ...]] = {
    User: ("first_name", "last_name", "email", "cpr_hash", "cpr_encrypted"),
    ActionPlan: ("unit_id", "owner_id", "evaluator_id", "confirm_by_id"),
    Measure: ("responsible_id",),
}
# Which thing a row is part of, and by which column; without a column it is the thing itself.
GROUPS: dict[type[models.Model], tuple[str, str]] = {
    Unit: ("unit", ""),
    UnitPeriod: ("unit", "unit_id"),
    Committee: ("committee", ""),
    CommitteePeriod: ("committee", "committee_id"),
    Engagement: ("number", "number"),
    Seat: ("seat", ""),
    RoleHolding: ("seat", "seat_id"),
    HandOver: ("card", ""),
    HandOverItem: ("card", "hand_over_id"),
    PlanPlacement: (ActionPlan._meta.db_table, "plan_id"),
    User: ("person", ""),
}
EVERY: tuple[type[models.Model], ...] = (*WHOLE, *IN_PART)
PASSING = (UnitUserPermission, DirectoryUse)  # what points to a row without being a reason to keep it
TABLES: dict[str, type[models.Model]] = {model._meta.db_table: model for model in EVERY}


class CannotUndoError(Exception):
    """More than 24 hours have passed, or the run was taken back already, or it changed nothing."""


def columns_of(model: type[models.Model]) -> list[str]:
    """What of a row is kept and put back; never its key, nor what the database computes."""
    whole = [str(f.column) for f in model._meta.concrete_fields if not f.generated and not f.primary_key]
    return list(IN_PART.get(model, whole))


def _document(model: type[models.Model]) -> str:
    """SQL for a row's kept columns as one JSON value."""
    columns = ", ".join(f'"{column}"' for column in columns_of(model))
    return f'SELECT id, (SELECT to_jsonb(kept) FROM (SELECT {columns}) AS kept) AS doc FROM "{model._meta.db_table}"'  # noqa: S608


# --- Keeping --------------------------------------------------------------------------------------------
def begin_keeping() -> int:
    """From here to `end_keeping` each row this transaction writes is kept; returns the key that the run is to have."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('safetynet.feed_run', nextval(pg_get_serial_sequence(%s, 'id'))::text, true)", [FeedRun._meta.db_table]
        )
        return int(cursor.fetchone()[0])


def end_keeping(run_id: int) -> None:
    """Keep no more, and forget what ended as it began."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('safetynet.feed_run', '', true)")
    FeedChange.objects.filter(run=run_id).filter(models.Q(before=models.F("after")) | models.Q(before=None, after=None)).delete()


# --- Taking back ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Change:
    """A kept change, and whether the row is still what the import left."""

    pk: int
    table: str
    row: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    is_touched: bool

    @property
    def key(self) -> Key:
        return self.table, self.row

    @property
    def known(self) -> dict[str, Any]:
        return self.after or self.before or {}

    @property
    def group(self) -> Group:
        """What must go back together or not at all."""
        model, known = TABLES[self.table], self.known
        if model is RoleHolding and not known["seat_id"]:
            return (self.table, self.row)
        kind, column = GROUPS.get(model, (self.table, ""))
        return (kind, known[column] if column else self.row)

    def leans_on(self) -> Iterator[Group]:
        """The units and committees it stood or stands in or under; for a card's item its plan."""
        for doc in (self.before or {}, self.after or {}):
            for what in ("unit", "committee"):
                if doc.get(f"{what}_id"):
                    yield (what, doc[f"{what}_id"])
            if "path" in doc:
                kind = self.group[0]
                yield from ((kind, int(part)) for part in doc["path"].strip("/").split("/"))
            if TABLES[self.table] is HandOverItem:
                yield (ActionPlan._meta.db_table, doc.get("plan_id"))


Piles = defaultdict[str, list[_Change]]


def ask(run: FeedRun, *, by: User, now: datetime) -> None:
    """Let a worker take the run back. Raises CannotUndoError, also where somebody has asked already."""
    with transaction.atomic():
        if not run.ask_for_undo(by=by, now=now):
            raise CannotUndoError
        transaction.on_commit(partial(_send, run.pk))


def work_on(run: FeedRun, *, now: datetime, today: date) -> None:
    """What was asked for. Called twice, it is done once: the second waits for the first and finds nothing left to do."""
    by = run.undone_by
    if by is None or not FeedRun.objects.filter(pk=run.pk, undo__in=UNDER_WAY).update(undo=FeedRun.Undo.WORKING):
        return
    try:
        undo(run, by=by, now=now, today=today)
    except Exception as error:
        FeedRun.objects.filter(pk=run.pk, undone_at=None).update(undo=FeedRun.Undo.FAILED)
        if not isinstance(error, CannotUndoError):
            raise


def send_waiting(*, now: datetime) -> int:
    """What beat does: the broker was gone when it was asked for, or the worker was killed."""
    lost = models.Q(undo=FeedRun.Undo.ASKED) | models.Q(undo=FeedRun.Undo.WORKING, undo_asked_at__lte=now - LOST_AFTER)
    waiting = list(FeedRun.objects.filter(lost).values_list("pk", flat=True))
    for pk in waiting:
        _send(pk)
    return len(waiting)


def _send(pk: int) -> None:
    from safetynet.operations.tasks import take_back  # noqa: PLC0415  the task calls this module

    try:
        take_back.delay(pk)
    except OperationalError:
        log.warning("broker_gone", run=pk)


@transaction.atomic
def undo(run: FeedRun, *, by: User, now: datetime, today: date) -> FeedRun:
    """Take the run back; `kept_back` then lists what stays. Raises CannotUndoError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    run = FeedRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    changes = list(_changes(run)) if run.may_be_undone(now) else []
    if not changes:
        raise CannotUndoError
    left = _left(changes, {("person", by.pk)})  # whoever takes it back stands on the run, and stays
    going = [change for change in changes if change.group not in left]
    with pghistory.context(user=by.pk, at=now.isoformat(), because="feed_undo"):
        _put_back(going)
    bring_in_step(today=today)
    run.undo, run.undo_asked_at = FeedRun.Undo.DONE, run.undo_asked_at or now
    run.undone_at, run.undone_by, run.kept_back = now, by, _told([c for c in changes if c.group in left])
    run.save(update_fields=["undo", "undo_asked_at", "undone_at", "undone_by", "kept_back"])
    return run


def _changes(run: FeedRun) -> Iterator[_Change]:
    with connection.cursor() as cursor:
        for table, model in TABLES.items():
            cursor.execute(
                f'SELECT c.id, c."row", n.doc IS DISTINCT FROM c.after FROM orgstructure_feedchange c '  # noqa: S608
                f'LEFT JOIN ({_document(model)}) n ON n.id = c."row" WHERE c.run_id = %s AND c."table" = %s',
                [run.pk, table],
            )
            touched = {pk: is_touched for pk, _row, is_touched in cursor.fetchall()}
            for kept in FeedChange.objects.filter(pk__in=touched).order_by("pk"):
                yield _Change(kept.pk, table, kept.row, kept.before, kept.after, touched[kept.pk])


def _left(changes: Sequence[_Change], staying: set[Group]) -> set[Group]:
    """Groups that stay: touched since, or leaning on what stays, or made by the import and in use by something newer."""
    left = staying & {change.group for change in changes} | {change.group for change in changes if change.is_touched}
    leaning = [(change.group, set(change.leans_on())) for change in changes]
    while True:
        more = {group for group, on in leaning if group not in left and on & left}
        more |= _in_use([change for change in changes if change.group not in left | more])
        if not more:
            return left
        left |= more


def _in_use(going: Sequence[_Change]) -> set[Group]:
    """Of rows that would be deleted, those at which a row points that stays as it is."""
    ours: dict[str, set[int]] = defaultdict(set)
    made: dict[str, dict[int, _Change]] = defaultdict(dict)
    for change in going:
        ours[change.table].add(change.row)
        if change.before is None:
            made[change.table][change.row] = change
    found = set()
    for table, rows in made.items():
        for model, field in _pointing_at(TABLES[table]):
            pointing = model._base_manager.filter(  # noqa: SLF001  every row, whatever its own manager hides
                **{f"{field.name}__in": list(rows)}
            ).values_list("pk", field.attname)
            safe = ours.get(model._meta.db_table, set())
            found |= {rows[at].group for pk, at in pointing if pk not in safe}
    return found


def _pointing_at(table: type[models.Model]) -> Iterator[tuple[type[models.Model], Any]]:
    """Every table with a foreign key to this one, and the key; not the grants, which are a projection, nor the count of look-ups."""
    for relation in table._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel) or not (relation.one_to_many or relation.one_to_one):
            continue
        model: type[models.Model] = relation.related_model
        if model not in PASSING and model._meta.managed and not model._meta.proxy:
            yield model, relation.field


def _put_back(going: Sequence[_Change]) -> None:
    """Delete what was made, then write what was changed, then what was removed; keys between tables are checked at the end."""
    made: Piles = defaultdict(list)
    changed: Piles = defaultdict(list)
    removed: Piles = defaultdict(list)
    for change in going:
        (made if change.before is None else removed if change.after is None else changed)[change.table].append(change)
    people = [c.row for c in made[User._meta.db_table]]
    units = [c.row for c in made[Unit._meta.db_table]]
    UnitUserPermission.objects.filter(models.Q(user__in=people) | models.Q(content_object__in=units)).delete()
    DirectoryUse.objects.filter(user__in=people).delete()
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f'DELETE FROM "{table}" WHERE id = ANY(%s)', [[c.row for c in made[table]]])  # noqa: S608
        for table, model in TABLES.items():
            columns = columns_of(model)
            put = ", ".join(f'"{column}" = r."{column}"' for column in columns)
            version = ", version = t.version + 1" if model is ActionPlan else ""
            source = f'orgstructure_feedchange c, jsonb_populate_record(NULL::"{table}", c.before) r'
            cursor.execute(
                f'UPDATE "{table}" t SET {put}{version} FROM {source} WHERE c.id = ANY(%s) AND t.id = c."row"',  # noqa: S608
                [[c.pk for c in changed[table]]],
            )
        for table, model in TABLES.items():
            names = ", ".join(f'"{column}"' for column in columns_of(model))
            values = ", ".join(f'r."{column}"' for column in columns_of(model))
            source = f'orgstructure_feedchange c, jsonb_populate_record(NULL::"{table}", c.before) r'
            cursor.execute(
                f'INSERT INTO "{table}" (id, {names}) SELECT c."row", {values} FROM {source} WHERE c.id = ANY(%s)',  # noqa: S608
                [[c.pk for c in removed[table]]],
            )


MOST_TOLD = 500


def _told(left: Sequence[_Change]) -> list[dict[str, Any]]:
    """What stays, each thing once: units and committees by name, people by key alone; whoever may see them is told the name."""
    once: dict[Group, dict[str, Any]] = {}
    for change in left:
        known, kind = change.known, str(change.group[0])
        told = once.setdefault(change.group, {"what": kind, "name": "", "person": None})
        told["name"] = told["name"] or str(known.get("name", ""))
        told["person"] = told["person"] or (change.row if kind == "person" else known.get("user_id"))
    return list(once.values())[:MOST_TOLD]
