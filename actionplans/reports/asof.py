"""Plans as they were known at the end of a day, in SQL: one frame under the figures, and under the rows behind each of them.

The row as it is now is right unless something has happened after the day: then the first move after it tells the state
the plan was in, and the first change of date the date it had. So a report of today reads no trace at all, and one of a
past day only those written since.
"""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from actionplans.models.choices import ENDED_STATUSES, FINAL_VERDICTS, NAMED_SOURCES, OPEN_STATUSES
from actionplans.models.measured import GRACE_DAYS
from actionplans.reports.cohort import LEFT_OUT
from actionplans.reports.periods import Period
from safetynet.common import clock

FEW_UNITS = 200  # so few that looking plans up by their ids costs less than reading all of them through
_NAMED = re.compile(r"%\((\w+)\)s")

# `known`: each published plan with its state, date and verdicts. `placed`: with the unit that owned it that day.
# `due`: the cohort of the one figure, with the unit that owned the plan on its day (`actionplans.reports.cohort`).
FRAME = """
WITH place AS MATERIALIZED (
    SELECT plan_id, valid_from, coalesce(valid_to, 'infinity') AS valid_to FROM actionplans_planplacement WHERE unit_id = ANY(%(units)s)
), later AS (
    SELECT DISTINCT ON (plan_id) plan_id, from_status FROM actionplans_planmove
    WHERE at >= %(until)s {of_few}
    ORDER BY plan_id, at, id
), moved AS (
    SELECT DISTINCT ON (plan_id) plan_id, old_on FROM actionplans_deadlinechange
    WHERE at >= %(until)s {of_few}
    ORDER BY plan_id, at, id
), found AS (
    SELECT plan_id, min("on") AS first_on, min("on") FILTER (WHERE source = ANY(%(named)s)) AS named_on,
        (array_agg(verdict ORDER BY at DESC, id DESC))[1] AS verdict, (array_agg("on" ORDER BY at DESC, id DESC))[1] AS verdict_on
    FROM actionplans_effectevaluation
    WHERE at < %(until)s AND (undone_at IS NULL OR undone_at >= %(until)s) AND verdict = ANY(%(final)s)
        {of_few}
    GROUP BY plan_id
), known AS MATERIALIZED (
    SELECT plan.id, plan.is_confidential, coalesce(later.from_status, plan.status) AS status,
        plan.published_at, plan.published_at >= %(begin)s AND plan.published_at < %(close)s AS is_new,
        plan.first_expected_closing_on + %(grace)s AS first_day,
        coalesce(moved.old_on, plan.expected_closing_on) AS closing_on,
        found.first_on, found.named_on, found.verdict, found.verdict_on, found.verdict_on BETWEEN %(start)s AND %(end)s AS is_found,
        CASE WHEN coalesce(later.from_status, plan.status) = ANY(%(ended)s) THEN (
            CASE WHEN later.plan_id IS NULL THEN plan.ended_at ELSE (
                SELECT max(move.at) FROM actionplans_planmove move
                WHERE move.plan_id = plan.id AND move.at < %(until)s
                    AND move.to_status = ANY(%(ended)s) AND NOT move.from_status = ANY(%(ended)s)
            ) END
        ) END AS ended_at
    FROM actionplans_actionplan plan
    LEFT JOIN later ON later.plan_id = plan.id
    LEFT JOIN moved ON moved.plan_id = plan.id
    LEFT JOIN found ON found.plan_id = plan.id
    WHERE plan.published_at < %(until)s {few}
), placed AS (
    SELECT known.* FROM known
    JOIN place ON place.plan_id = known.id AND place.valid_from <= %(day)s AND place.valid_to > %(day)s
), due AS (
    SELECT known.* FROM known
    JOIN place ON place.plan_id = known.id AND place.valid_from <= known.first_day AND place.valid_to > known.first_day
    WHERE known.first_day BETWEEN %(start)s AND %(end)s AND NOT known.status = ANY(%(left_out)s)
)
"""

# Each figure that counts plans: the rows it is taken of, and what is asked of them.
PLACED: dict[str, str] = {
    "open": "status = ANY(%(open)s)",
    "overdue": "status IN ('active', 'awaiting') AND closing_on < %(day)s",
    "awaiting": "status = 'awaiting'",
    "standing": "status = 'standing'",
    "published": "is_new",
    "carried-out": "is_new AND (status IN ('awaiting', 'closed') OR verdict IS NOT NULL)",
    "evaluated": "is_new AND verdict IS NOT NULL",
    "worked": "is_new AND verdict IN ('solved', 'partly')",
    "closed": "is_new AND status = 'closed'",
    "left": "is_new AND status = 'not_carried_out'",
    "found": "is_found",
    "no-effect": "is_found AND verdict IN ('no_effect', 'worse')",
}
DUE: dict[str, str] = {
    "due": "true",
    "in-time": "first_on <= first_day",
    "in-time-named": "named_on <= first_day",
    "in-time-unnamed": "first_on <= first_day AND NOT coalesce(named_on <= first_day, false)",
}
CODES: tuple[str, ...] = (*PLACED, *DUE)
SAID_WHY = "EXISTS (SELECT FROM actionplans_stallcheck said WHERE said.plan_id = due.id AND said.at < %(until)s)"
MISSED = "NOT coalesce(first_on <= first_day, false)"

# Rows behind the figures of an annual report, which the figures in depth do not count.
OF_THE_YEAR: dict[str, tuple[str, str]] = {
    "ended": ("placed", "placed.status = 'closed' AND placed.ended_at >= %(begin)s AND placed.ended_at < %(close)s"),
    "helped": ("placed", "is_found AND verdict IN ('solved', 'partly')"),
    **{f"found-{verdict.value}": ("placed", f"is_found AND verdict = '{verdict.value}'") for verdict in FINAL_VERDICTS},
    "missed": ("due", MISSED),
    "missed-said": ("due", f"{MISSED} AND {SAID_WHY}"),
    "missed-silent": ("due", f"{MISSED} AND NOT {SAID_WHY}"),
}
BEHIND = {code: ("placed", asked) for code, asked in PLACED.items()} | {code: ("due", asked) for code, asked in DUE.items()} | OF_THE_YEAR


@dataclass(frozen=True)
class Standpoint:
    """Where figures are looked at from: the units of a level, a period, and the day on which one looks."""

    units: frozenset[int]
    period: Period
    day: date

    @property
    def words(self) -> dict[str, Any]:
        """What `FRAME` is asked with."""
        return {
            "units": sorted(self.units),
            "start": self.period.first,
            "end": self.period.last,
            "day": self.day,
            "until": _after(self.day),
            "begin": clock.at_hour(self.period.first, 0),
            "close": _after(self.period.last),
            "grace": GRACE_DAYS,
            "final": [verdict.value for verdict in FINAL_VERDICTS],
            "named": [source.value for source in NAMED_SOURCES],
            "open": [status.value for status in OPEN_STATUSES],
            "ended": [status.value for status in ENDED_STATUSES],
            "left_out": [status.value for status in LEFT_OUT],
        }

    @property
    def frame(self) -> str:
        """`FRAME` as it costs least for so many units."""
        is_few = len(self.units) <= FEW_UNITS
        return FRAME.format(
            few="AND plan.id IN (SELECT plan_id FROM place)" if is_few else "",
            of_few="AND plan_id IN (SELECT plan_id FROM place)" if is_few else "",
        )

    def rows_behind(self, code: str) -> RawSQL:
        """The ids of the plans that the figure has counted, to ask `pk__in` with."""
        source, condition = BEHIND[code]
        return _positional(f"{self.frame} SELECT id FROM {source} WHERE {condition}", self.words)  # noqa: S608  our own names and codes

    def ask(self, **parts: str) -> dict[str, Any]:
        """Each part (a SELECT of one JSON value over the frame), in one query."""
        asked = " UNION ALL ".join(f"SELECT '{name}', ({select})::text" for name, select in parts.items())
        with connection.cursor() as cursor:
            cursor.execute(self.frame + asked, self.words)
            return {name: json.loads(found) if found else None for name, found in cursor.fetchall()}


def counted(figures: dict[str, str], source: str) -> str:
    """A SELECT of one JSON object: each figure's code with its number of plans."""
    counts = ", ".join(f"""count(*) FILTER (WHERE {condition}) AS "{code}\"""" for code, condition in figures.items())
    return f"SELECT to_jsonb(c) FROM (SELECT {counts} FROM {source}) c"  # noqa: S608  our own names and codes


def _after(day: date) -> datetime:
    """The instant at which the day is over in Copenhagen."""
    return clock.at_hour(day + timedelta(days=1), 0)


def _positional(sql: str, words: dict[str, Any]) -> RawSQL:
    """Django's own queries know parameters by place only."""
    return RawSQL(_NAMED.sub("%s", sql), [words[name] for name in _NAMED.findall(sql)])  # noqa: S611  our own text, every value a parameter
