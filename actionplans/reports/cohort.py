"""The cohorts of the one figure, counted in one pass over plans, places and first verdicts.

Written in SQL because the ORM cannot join a grouped table: asked plan by plan whether a verdict came in time, the same
figures of a region cost two seconds. `actionplans.models.measured` says the same rules for the rows behind a figure, and the
tests hold the two together.
"""

from datetime import date
from typing import Any

from django.db import connection

from actionplans.models.choices import FINAL_VERDICTS, Status
from actionplans.models.measured import GRACE_DAYS
from orgstructure.access import Scope

LEFT_OUT = (Status.STANDING, Status.NOT_CARRIED_OUT)

# A measure: the day it goes by. Each day has the verdict of the plan and the unit that owned the plan then.
DAYS = {"first": "first_day", "strict": "strict_day", "current": "current_day"}

COHORT = """
FROM (
    SELECT id, status, first_expected_closing_on + %(grace)s AS first_day, first_expected_closing_on AS strict_day,
        expected_closing_on + %(grace)s AS current_day, NOT status = ANY(%(left_out)s) AS is_counted
    FROM actionplans_actionplan
    WHERE status <> 'draft' AND {wanted}
) plan
JOIN actionplans_planplacement place ON place.plan_id = plan.id
JOIN orgstructure_unit unit ON unit.id = place.unit_id
LEFT JOIN (
    SELECT plan_id, min("on") AS day
    FROM actionplans_effectevaluation
    WHERE undone_at IS NULL AND verdict IN ({verdicts})
    GROUP BY plan_id
) verdict ON verdict.plan_id = plan.id
WHERE {area}
"""
IN_COHORT = """
    plan.{day} BETWEEN %(start)s AND %(end)s
    AND place.valid_from <= plan.{day} AND (place.valid_to IS NULL OR place.valid_to > plan.{day})
"""
DUE = "count(*) FILTER (WHERE plan.is_counted AND {cohort})"
DONE = "count(*) FILTER (WHERE plan.is_counted AND verdict.day <= plan.{day} AND {cohort})"
BESIDE = "count(*) FILTER (WHERE plan.status = '{status}' AND {cohort})"

NEAR = "(first_expected_closing_on BETWEEN %(start)s - %(grace)s AND %(end)s)"
NEAR_NOW = "(expected_closing_on BETWEEN %(start)s - %(grace)s AND %(end)s - %(grace)s)"


def in_time_by_unit(area: Scope, start: date, end: date) -> list[tuple[Any, ...]]:
    """Unit and path, then due and done by `first`, `strict`, `current`, then left and standing of `first`. One query."""
    counts = [count for day in DAYS.values() for count in _due_and_done(day)]
    cohort = IN_COHORT.format(day=DAYS["first"])
    counts += [BESIDE.format(status=status, cohort=cohort) for status in (Status.NOT_CARRIED_OUT, Status.STANDING)]
    return _asked(f"SELECT place.unit_id, unit.path, {', '.join(counts)}", f"({NEAR} OR {NEAR_NOW})", "GROUP BY 1, 2", area, start, end)


def in_time_by_quarter(area: Scope, start: date, end: date) -> list[tuple[str, date, int, int]]:
    """Measure, a day of the quarter, due and done by `first` and by `strict`. One query."""
    first, strict = _due_and_done(DAYS["first"]), _due_and_done(DAYS["strict"])
    quarters = [f"date_trunc('quarter', plan.{DAYS[name]}::timestamp)::date" for name in ("first", "strict")]
    columns = ", ".join((*quarters, *first, *strict))
    rows = _asked(f"SELECT {columns}", NEAR, "GROUP BY GROUPING SETS ((1), (2))", area, start, end)
    by_first = [("first", quarter, due, done) for quarter, _other, due, done, _due, _done in rows if quarter and due]
    return by_first + [("strict", quarter, due, done) for _other, quarter, _due, _done, due, done in rows if quarter and due]


def _due_and_done(day: str) -> tuple[str, str]:
    cohort = IN_COHORT.format(day=day)
    return DUE.format(cohort=cohort), DONE.format(day=day, cohort=cohort)


def _asked(select: str, wanted: str, group: str, area: Scope, start: date, end: date) -> list[tuple[Any, ...]]:
    """Only names and codes of our own are part of the text; everything asked for is a parameter."""
    where, words = _of_area(area)
    verdicts = ", ".join(f"'{verdict.value}'" for verdict in FINAL_VERDICTS)
    with connection.cursor() as cursor:
        cursor.execute(
            select + COHORT.format(wanted=wanted, verdicts=verdicts, area=where) + group,
            {"start": start, "end": end, "grace": GRACE_DAYS, "left_out": [status.value for status in LEFT_OUT], **words},
        )
        return list(cursor.fetchall())


def _of_area(area: Scope) -> tuple[str, dict[str, Any]]:
    """Literal prefixes and ids, as `Scope.where` says them."""
    asked = [f"unit.path LIKE %(path_{number})s" for number, _path in enumerate(area.paths)]
    asked += ["place.unit_id = ANY(%(units)s)"] if area.unit_ids else []
    words: dict[str, Any] = {f"path_{number}": f"{path}%" for number, path in enumerate(area.paths)}
    return f"({' OR '.join(asked) or 'false'})", words | {"units": sorted(area.unit_ids)}
