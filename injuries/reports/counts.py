"""How many cases fall in each value of each split, in one pass of the database: what figures, the nightly count and the bench ask.

One statement gives every case of the period its value in each split (`FACTS`), and counts them. Withdrawn cases do not count;
those past their time do, without being anybody's (R56). A case belongs to the day it happened on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from injuries.models import TOLD, WITHOUT_INJURED

Counts = dict[str, dict[str, int]]  # {axis: {code: cases}}

FACTS = """
WITH away AS (
  SELECT a.case_id, sum(least(coalesce(a.ends_on, %(today)s), %(today)s) - greatest(a.starts_on, c.happened_on + 1) + 1) AS days
  FROM injuries_absence a JOIN injuries_case c ON c.id = a.case_id
  WHERE c.happened_on BETWEEN %(first)s AND %(last)s AND a.starts_on <= %(today)s AND coalesce(a.ends_on, %(today)s) > c.happened_on
  GROUP BY a.case_id
), sent AS (
  SELECT DISTINCT ON (r.case_id) r.case_id, r.sent_at <= coalesce(r.due_at, c.due_at) AS in_time
  FROM injuries_report r JOIN injuries_case c ON c.id = r.case_id
  WHERE c.happened_on BETWEEN %(first)s AND %(last)s
  ORDER BY r.case_id, r.sent_at
), facts AS (
  SELECT c.id, c.unit_id, c.happened_on, c.kind,
    CASE WHEN c.kind = ANY(%(told)s) THEN 'injury' WHEN c.kind = ANY(%(near)s) THEN 'near' ELSE 'disease' END AS population,
    coalesce(nullif(left(c.deviation, 1), '') || CASE WHEN c.deviation LIKE '9%%' THEN '9' ELSE '0' END, '00') AS deviation,
    coalesce(nullif(left(c.contact, 1), '') || CASE WHEN c.contact LIKE '9%%' THEN '9' ELSE '0' END, '00') AS contact,
    c.place_kind,
    CASE WHEN c.happened_at IS NULL THEN 'na'
      ELSE CASE WHEN extract(hour FROM c.happened_at) BETWEEN 7 AND 10 THEN '07' WHEN extract(hour FROM c.happened_at) BETWEEN 11 AND 14
        THEN '11' WHEN extract(hour FROM c.happened_at) BETWEEN 15 AND 18 THEN '15' WHEN extract(hour FROM c.happened_at)
        BETWEEN 19 AND 22 THEN '19' ELSE '23' END || '-' || extract(isodow FROM c.happened_on) END AS hour,
    'q' || extract(quarter FROM c.happened_on) AS quarter,
    coalesce(away.days, 0) AS days,
    CASE WHEN c.hired_on + make_interval(months => %(months)s) > c.happened_on THEN 'new' ELSE 'not' END AS newness,
    CASE WHEN sent.in_time THEN 'in_time' WHEN sent.in_time IS FALSE OR c.due_at < %(now)s THEN 'late' ELSE 'waiting' END AS told
  FROM injuries_case c LEFT JOIN away ON away.case_id = c.id LEFT JOIN sent ON sent.case_id = c.id
  WHERE c.happened_on BETWEEN %(first)s AND %(last)s AND c.state <> 'withdrawn'
    AND (%(everywhere)s OR c.unit_id = ANY(%(units)s)) AND (%(kept)s OR NOT c.is_kept_from_manager)
)
"""
LENGTH = """CASE WHEN days < 4 THEN '1' WHEN days < 7 THEN '4' WHEN days < 14 THEN '7' WHEN days < 21 THEN '14' WHEN days < 30 THEN '21'
  WHEN days < 90 THEN '30' WHEN days < 183 THEN '90' ELSE '183' END"""
VALUES = f"""LATERAL (VALUES
  (population, ''),
  (CASE population WHEN 'injury' THEN 'kind' WHEN 'near' THEN 'near-kind' END, kind),
  (CASE population WHEN 'injury' THEN 'place' WHEN 'near' THEN 'near-place' END, place_kind),
  (CASE population WHEN 'injury' THEN 'deviation' END, deviation),
  (CASE population WHEN 'injury' THEN 'contact' END, contact),
  (CASE population WHEN 'injury' THEN 'hour' END, hour),
  (CASE population WHEN 'injury' THEN 'quarter' END, quarter),
  (CASE population WHEN 'injury' THEN 'absence' END, CASE WHEN days > 0 THEN 'some' ELSE 'none' END),
  (CASE WHEN population = 'injury' AND days > 0 THEN 'length' END, {LENGTH}),
  (CASE WHEN population = 'injury' AND days > 0 THEN 'new' END, newness),
  (CASE WHEN population = 'injury' AND days > 0 THEN 'told' END, told)
) AS split(axis, code)"""
IN_ALL = f"{FACTS} SELECT axis, code, count(*), sum(days) FROM facts, {VALUES} WHERE axis IS NOT NULL GROUP BY axis, code"  # noqa: S608
BY_UNIT = (
    f"{FACTS} SELECT unit_id, axis, code, count(*), sum(days) FROM facts, {VALUES} WHERE axis IS NOT NULL GROUP BY unit_id, axis, code"  # noqa: S608
)
BY_YEAR = f"""{FACTS} SELECT extract(year FROM happened_on)::int, population, count(*), count(*) FILTER (WHERE days > 0),
  count(*) FILTER (WHERE days > 0 AND newness = 'new') FROM facts GROUP BY 1, 2"""  # noqa: S608


@dataclass(frozen=True)
class Asked:
    """Which cases: days, units (None: all), and whether those kept from the manager count for this reader."""

    first: date
    last: date
    now: datetime
    today: date
    new_employee_months: int
    units: Collection[int] | None = None
    with_kept: bool = True
    words: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        words = {
            "first": self.first,
            "last": self.last,
            "now": self.now,
            "today": self.today,
            "months": self.new_employee_months,
            "everywhere": self.units is None,
            "units": sorted(self.units or ()),
            "kept": self.with_kept,
            "told": [kind.value for kind in TOLD],
            "near": [kind.value for kind in WITHOUT_INJURED],
        }
        object.__setattr__(self, "words", words)


@dataclass(frozen=True)
class YearCount:
    """One population in one year: all cases, those with absence, and of these those of new employees."""

    cases: int = 0
    absent: int = 0
    absent_new: int = 0


def counted(asked: Asked) -> Counts:
    """Every split of the cases asked for; absence days in all under `days`. One query."""
    found: Counts = defaultdict(dict)
    for axis, code, cases, days in _rows(IN_ALL, asked):
        found[axis][code] = cases
        if axis == "absence" and code == "some":
            found["days"][""] = int(days)
    return dict(found)


def counted_by_unit(asked: Asked) -> dict[str, dict[int, dict[str, int]]]:
    """The same for each unit's own cases: `{axis: {unit: {code: cases}}}`, absence days under `days`. One query."""
    found: dict[str, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for unit, axis, code, cases, days in _rows(BY_UNIT, asked):
        found[axis][unit][code] = cases
        if axis == "absence" and code == "some":
            found["days"][unit][""] = int(days)
    return found


def counted_by_year(asked: Asked) -> dict[str, dict[int, YearCount]]:
    """Each population by calendar year. One query."""
    found: dict[str, dict[int, YearCount]] = defaultdict(dict)
    for year, population, *numbers in _rows(BY_YEAR, asked):
        found[population][year] = YearCount(*numbers)
    return found


def _rows(statement: str, asked: Asked) -> Iterator[tuple]:  # type: ignore[type-arg]  # as the statement says
    with connection.cursor() as cursor:
        cursor.execute(statement, asked.words)
        yield from cursor.fetchall()
