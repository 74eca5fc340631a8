"""Writes the two trees: identity and today's copy of each node, and a period for every stretch of its history."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.models import Q

from orgstructure.feed.differences import Difference, Kind, NodeChange, PersonKey
from orgstructure.models import Committee, CommitteePeriod, Unit, UnitPeriod

BATCH = 2000
ONE_DAY = timedelta(days=1)
N = TypeVar("N", Unit, Committee)


def write_units(difference: Difference, user_ids: Mapping[PersonKey, int]) -> dict[UUID, int]:
    """Make, move, rename and close units; the key of every unit by its code."""
    writer = _TreeWriter(Unit, UnitPeriod, "unit", difference, in_period=("manager_id",))
    for change in writer.told(difference.units):
        manager = user_ids[change.manager] if change.manager else None
        writer.place(change, p_number=change.p_number, manager_id=manager)
    return writer.write(difference.units)


def write_committees(difference: Difference) -> dict[UUID, int]:
    """The same for committees and groups."""
    writer = _TreeWriter(Committee, CommitteePeriod, "committee", difference)
    for change in writer.told(difference.committees):
        is_sub = change.parent is not None and writer.nodes[change.key].is_sub_committee
        writer.place(change, level_id=change.level_id, is_sub_committee=is_sub)
    return writer.write(difference.committees)


def reserve_ids(model: type[models.Model], number: int) -> list[int]:
    """Keys from the table's own sequence, so that rows can point at each other before they are written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [model._meta.db_table, number])
        return [row[0] for row in cursor.fetchall()]


class _TreeWriter(Generic[N]):
    """All nodes in memory, closed ones too: a path is always its parent's path and the node's own key."""

    def __init__(self, model: type[N], period: type[Any], owner: str, difference: Difference, in_period: tuple[str, ...] = ()) -> None:
        self.model: type[N] = model
        self.period, self.owner = period, owner
        self.today, self.since = difference.today, difference.since
        self.in_period = ("name", "parent_id", "path", *in_period)
        self.columns: tuple[str, ...] = ("name", "parent_id", "path", "depth", "origin", "valid_to")
        self.nodes: dict[UUID, N] = {node.source_key: node for node in model.objects.all()}
        self.before: dict[int, dict[str, Any]] = {node.pk: dict(vars(node)) for node in self.nodes.values()}
        self.new: list[N] = []

    def told(self, changes: Sequence[NodeChange]) -> list[NodeChange]:
        """What the feed holds, each with a row to write to: parents can be named before they exist."""
        told = [change for change in changes if change.kind != Kind.CLOSED]
        fresh = [change for change in told if change.key not in self.nodes]
        for change, pk in zip(fresh, reserve_ids(self.model, len(fresh)) if fresh else [], strict=True):
            self.nodes[change.key] = self.model(pk=pk, source_key=change.key, valid_from=self.since)
            self.new.append(self.nodes[change.key])
        return told

    def place(self, change: NodeChange, **columns: object) -> None:
        """Set what the feed says of one node."""
        node = self.nodes[change.key]
        node.name, node.origin, node.valid_to = change.name, change.origin, None
        node.parent_id = self.nodes[change.parent].pk if change.parent else None
        self.columns = tuple(dict.fromkeys((*self.columns, *columns)))
        for column, value in columns.items():
            setattr(node, column, value)

    def write(self, changes: Sequence[NodeChange]) -> dict[UUID, int]:
        """Write rows and periods; the key of every node by its code."""
        closed = [self.nodes[change.key] for change in changes if change.kind == Kind.CLOSED]
        for node in closed:
            node.valid_to = max(self.today, node.valid_from + ONE_DAY)
        self._lay_paths()
        self.model.objects.bulk_create(self.new, batch_size=BATCH)
        known = [node for node in self.nodes.values() if node.pk in self.before]
        changed = [node for node in known if self._differs(node, self.columns)]
        fields = [column.removesuffix("_id") for column in self.columns]
        self.model.objects.bulk_update(changed, fields, batch_size=BATCH)
        self._write_periods(closed, [node for node in changed if node.valid_to is None])
        return {key: node.pk for key, node in self.nodes.items()}

    def _differs(self, node: N, columns: Sequence[str]) -> bool:
        before = self.before[node.pk]
        return any(before[column] != getattr(node, column) for column in columns)

    def _lay_paths(self) -> None:
        by_pk = {node.pk: node for node in self.nodes.values()}
        laid: set[int] = set()

        def lay(node: N) -> None:
            if node.pk in laid:
                return
            above = by_pk[node.parent_id] if node.parent_id else None
            if above:
                lay(above)
            node.path, node.depth = (f"{above.path}{node.pk}/", above.depth + 1) if above else (f"/{node.pk}/", 0)
            laid.add(node.pk)

        for node in self.nodes.values():
            lay(node)

    def _write_periods(self, closed: list[N], changed: list[N]) -> None:
        """Close the stretch that ends today and open the next; what began today is only corrected."""
        open_again = [node for node in changed if self.before[node.pk]["valid_to"] is not None]
        turned: list[N] = [node for node in changed if node in open_again or self._differs(node, self.in_period)]
        affected = [node.pk for node in (*closed, *turned)]
        live = Q(valid_to=None) | Q(valid_to__gt=self.today)
        periods = {getattr(p, f"{self.owner}_id"): p for p in self.period.objects.filter(live, **{f"{self.owner}__in": affected})}
        opened, amended = [self._period(node, self.since) for node in self.new], []
        for node in turned:
            period = periods.get(node.pk)
            if period and period.valid_from >= self.today:
                amended.append(self._period(node, period.valid_from, period.pk))
                continue
            if period:
                period.valid_to = self.today
                amended.append(period)
            opened.append(self._period(node, self.today))
        for node in closed:
            if period := periods.get(node.pk):
                period.valid_to = max(self.today, period.valid_from + ONE_DAY)
                amended.append(period)
        fields: list[str] = [column.removesuffix("_id") for column in self.in_period]
        self.period.objects.bulk_update(amended, [*fields, "valid_to"], batch_size=BATCH)
        self.period.objects.bulk_create(opened, batch_size=BATCH)

    def _period(self, node: N, valid_from: date, pk: int | None = None) -> Any:
        values = {column: getattr(node, column) for column in self.in_period}
        return self.period(pk=pk, **{f"{self.owner}_id": node.pk}, valid_from=valid_from, valid_to=None, **values)
