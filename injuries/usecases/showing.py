"""What readers without rows may be shown of a finished year, reckoned at night and kept in `ShownCount` (R50, docs/decisions/0112).

A year is shown when it is over, in the tree of its last day, so that neither a report more nor a unit that moved can be
worked out of two pages. A year never becomes more open than it was first shown: a lowered limit holds for years to come.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Min

from injuries import sealing
from injuries.models import TOLD, Case, HealthPart, InjuryPolicy, Part, Purpose, ShownCount
from injuries.reading import record_by_system
from injuries.reports.axes import AXES, SEALED
from injuries.reports.counts import Asked, counted_by_unit
from injuries.reports.shown import Cell, Own, cells_of
from injuries.reports.trees import parents_of
from injuries.sealing import Health

AT_ONCE = 500


def keep_shown(*, now: datetime, today: date) -> int:
    """Reckon every finished year again and put right what is kept; how many cells changed. Safe to call twice."""
    first = Case.objects.aggregate(day=Min("happened_on"))["day"]
    years = range(first.year, today.year) if first else range(0)
    return sum(keep_year(year, now=now, today=today, with_sealed=_is_sealed_due(year, today)) for year in years)


def keep_year(year: int, *, now: datetime, today: date, with_sealed: bool = False) -> int:
    """One year; with what is sealed where asked for, else those cells stay as they are."""
    policy = InjuryPolicy.in_force()
    kept = {(row.unit_id, row.axis, row.code): row for row in ShownCount.objects.filter(year=year)}
    k = max([policy.hidden_below, *(row.hidden_below for row in kept.values())])
    own: Own = counted_by_unit(Asked(date(year, 1, 1), date(year, 12, 31), now, today, policy.new_employee_months))
    if with_sealed:
        own = {**own, **sealed_of(year, now=now)}
    cells = cells_of(parents_of(year), own, k)
    if not with_sealed:
        whole = {unit for unit, axis, _code in cells if axis == "injury"}
        there = {cell: row for cell, row in kept.items() if row.axis in SEALED and row.hidden_below >= k and cell[0] in whole}
        cells |= {cell: row.cases for cell, row in there.items()}
    return _put_right(year, kept, cells, k)


def sealed_of(year: int, *, now: datetime) -> dict[str, dict[int, dict[str, int]]]:
    """Part of the body and type of injury of each unit's own injuries, opened one by one after the log has a row for each."""
    found: dict[str, dict[int, dict[str, int]]] = {axis: defaultdict(lambda: defaultdict(int)) for axis in SEALED}
    rows = Case.objects.that_count().filter(happened_on__year=year, kind__in=TOLD).order_by("pk").values_list("pk", "unit_id")
    waiting = list(rows)
    for begin in range(0, len(waiting), AT_ONCE):
        some = dict(waiting[begin : begin + AT_ONCE])
        parts = HealthPart.objects.filter(pk__in=some)
        sealed = set(parts.values_list("pk", flat=True))
        record_by_system(sorted(sealed), purpose=Purpose.FIGURES, part=Part.WHOLE, now=now)
        told = {part.pk: _codes(part) for part in parts.only("data_key", "health").filter(pk__in=sealed)}
        for case, unit in some.items():
            body, kind = told.get(case, ("00", "000"))
            found["body"][unit][body] += 1
            found["type"][unit][kind] += 1
    return found


def _codes(part: HealthPart) -> tuple[str, str]:
    """Group of the part of the body hurt worst, and of the type of injury; as not told where the code is none of ours."""
    health = Health.read(sealing.opened(bytes(part.data_key), part.health))
    body = f"{health.body[0][:1]}0" if health.body and health.body[0] != "99" else "99" if health.body else "00"
    kind = health.injury if health.injury == "999" else f"{health.injury[:2]}0" if health.injury else "000"
    return body if body in AXES["body"].leaves else "00", kind if kind in AXES["type"].leaves else "000"


def _is_sealed_due(year: int, today: date) -> bool:
    """Once for each finished year, and for the last one once a month, since reports come late: every opening is a read of the case."""
    is_last = year == today.year - 1
    return (is_last and today.day == 1) or not ShownCount.objects.filter(year=year, axis__in=SEALED).exists()


@transaction.atomic
def _put_right(year: int, kept: Mapping[Cell, ShownCount], cells: Mapping[Cell, int], k: int) -> int:
    gone = [row.pk for cell, row in kept.items() if (row.cases, row.hidden_below) != (cells.get(cell), k)]
    stays = {cell for cell, row in kept.items() if (row.cases, row.hidden_below) == (cells.get(cell), k)}
    new = [cell for cell in cells if cell not in stays]
    ShownCount.objects.filter(pk__in=gone).delete()
    ShownCount.objects.bulk_create((_row(year, cell, cells[cell], k) for cell in new), batch_size=2000)
    return len(gone) + len(new)


def _row(year: int, cell: Cell, cases: int, k: int) -> ShownCount:
    unit, axis, code = cell
    return ShownCount(unit_id=unit, year=year, axis=axis, code=code, cases=cases, hidden_below=k)
