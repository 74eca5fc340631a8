"""The cohorts of the one figure, counted in one pass over an index of plans (`actionplans.models.outcome`).

Written in SQL because the ORM cannot name a flag once and count by it often: asked plan by plan whether a verdict came in
time, the same figures of a region cost two seconds. `actionplans.models.measured` says the same rules for the rows behind a figure, and the
tests hold the two together.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from actionplans.models.choices import Status
from actionplans.models.measured import GRACE_DAYS
from orgstructure.access import Scope

LEFT_OUT = (Status.STANDING, Status.NOT_CARRIED_OUT)

# A measure: the day it goes by. Each day has the verdict of the plan and the unit that owned the plan then.
DAYS = {"first": "first_day", "strict": "strict_day", "current": "current_day"}

# A plan stands where it is now from `placed_on` on; the few that were moved stand again where they were before.
PLANS = """
    SELECT plan.status, plan.first_expected_closing_on, plan.expected_closing_on, plan.first_verdict_on,
        unit.path, plan.placed_on AS since, NULL::date AS until
    FROM actionplans_actionplan plan JOIN orgstructure_unit unit ON unit.id = plan.unit_id AND {area}
    WHERE plan.status <> 'draft' AND {wanted}
    UNION ALL
    SELECT plan.status, plan.first_expected_closing_on, plan.expected_closing_on, plan.first_verdict_on,
        unit.path, place.valid_from, place.valid_to
    FROM actionplans_planplacement place
    JOIN actionplans_actionplan plan ON plan.id = place.plan_id
    JOIN orgstructure_unit unit ON unit.id = place.unit_id AND {area}
    WHERE place.valid_to IS NOT NULL AND plan.status <> 'draft' AND {wanted}
"""
# OFFSET 0 keeps the planner from writing each flag out again in every count that asks for it.
COHORT = """
FROM (
    SELECT dated.*, {flags}
    FROM (
        SELECT status, first_verdict_on, path, since, until, first_expected_closing_on + %(grace)s AS first_day,
            first_expected_closing_on AS strict_day, expected_closing_on + %(grace)s AS current_day,
            NOT status = ANY(%(left_out)s) AS is_counted
        FROM ({plans}) placed
    ) dated
    OFFSET 0
) plan
"""
FLAG = """(
    {day} BETWEEN %(start)s AND %(end)s AND since <= {day} AND (until IS NULL OR until > {day})
) AS in_{day}"""
DUE = "count(*) FILTER (WHERE is_counted AND in_{day})"
DONE = "count(*) FILTER (WHERE is_counted AND in_{day} AND first_verdict_on <= {day})"
BESIDE = "count(*) FILTER (WHERE status = '{status}' AND in_first_day)"

NEAR = "(plan.first_expected_closing_on BETWEEN %(start)s - %(grace)s AND %(end)s)"
NEAR_NOW = "(plan.expected_closing_on BETWEEN %(start)s - %(grace)s AND %(end)s - %(grace)s)"


def in_time_by(key: str, area: Scope, start: date, end: date) -> list[tuple[Any, ...]]:
    """The key of the unit, an expression on its `path`; due and done by `first`, `strict`, `current`; left and standing of `first`."""
    counts = [count for day in DAYS.values() for count in _due_and_done(day)]
    counts += [BESIDE.format(status=status) for status in (Status.NOT_CARRIED_OUT, Status.STANDING)]
    return _asked(f"SELECT {key}, {', '.join(counts)}", f"({NEAR} OR {NEAR_NOW})", "GROUP BY 1", area, start, end)


def in_time_by_day(area: Scope, start: date, end: date) -> list[tuple[date, int, int, int, int]]:
    """The date as first published; due and done by `first`, which goes by that date plus the grace, and by `strict`. One query."""
    counts = ", ".join((*_due_and_done(DAYS["first"]), *_due_and_done(DAYS["strict"])))
    return _asked(f"SELECT strict_day, {counts}", NEAR, "GROUP BY 1", area, start, end, ("first", "strict"))


def _due_and_done(day: str) -> tuple[str, str]:
    return DUE.format(day=day), DONE.format(day=day)


def _asked(
    select: str, wanted: str, group: str, area: Scope, start: date, end: date, measures: Iterable[str] = DAYS
) -> list[tuple[Any, ...]]:
    """Only names and codes of our own are part of the text; everything asked for is a parameter."""
    where, words = _of_area(area)
    flags = ", ".join(FLAG.format(day=DAYS[measure]) for measure in measures)
    with connection.cursor() as cursor:
        cursor.execute(
            select + COHORT.format(plans=PLANS.format(wanted=wanted, area=where), flags=flags) + group,
            {"start": start, "end": end, "grace": GRACE_DAYS, "left_out": [status.value for status in LEFT_OUT], **words},
        )
        return list(cursor.fetchall())


def _of_area(area: Scope) -> tuple[str, dict[str, Any]]:
    """Literal prefixes and ids, as `Scope.where` says them."""
    asked = [f"unit.path LIKE %(path_{number})s" for number, _path in enumerate(area.paths)]
    asked += ["unit.id = ANY(%(units)s)"] if area.unit_ids else []
    words: dict[str, Any] = {f"path_{number}": f"{path}%" for number, path in enumerate(area.paths)}
    return f"({' OR '.join(asked) or 'false'})", words | {"units": sorted(area.unit_ids)}
