"""How often what was answered in self-audits, counted by the database in one statement: what the report's figures are put together from.

`HERE` is the audits sent in of a level, each once, with `key`: the parts of the organisation it has a place in, joined by commas.
Counting by key takes one pass for the whole and for each part, and a joint audit is once in each part and once in the whole.
A part is the unit right below the level on the way to the place; the level's own places have the empty part. Earlier years are
counted as a whole, so their audits all have the empty key.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self

from django.db import connection

from apv.models import Answer

# `:` comes right after `/` and the digits that paths are made of: the planner can tell how many places lie between the two.
PLACED = """
  SELECT p.year_id, p.audit_id, p.unit_id, p.manager_id, p.reason, s.status IN ('submitted', 'closed') AS is_answered,
    CASE WHEN p.year_id = %(year)s THEN split_part(substr(p.path, length(level.path) + 1), '/', 1) ELSE '' END AS part
  FROM unnest(%(years)s::bigint[], %(paths)s::text[]) AS level(year, path)
  JOIN apv_auditplace p ON p.year_id = level.year AND p.path >= level.path AND p.path < level.path || ':' AND p.ended_on IS NULL
  LEFT JOIN apv_selfaudit s ON s.id = p.audit_id"""
HERE = "SELECT year_id, audit_id, string_agg(DISTINCT part, ',') AS key FROM placed WHERE is_answered GROUP BY year_id, audit_id"
# Joined by number: 156,000 rows are grouped by three short values, and each group gets its year and key afterwards.
RANKED = "SELECT audit_id, year_id, key, dense_rank() OVER (ORDER BY year_id, key) AS number FROM here"
COUNTED = """
  SELECT r.number, a.question_id, a.answer, count(*) AS answers, count(*) FILTER (WHERE a.comment <> '') AS comments
  FROM ranked r JOIN apv_auditanswer a ON a.audit_id = r.audit_id GROUP BY 1, 2, 3"""
# Actions and wishes for help are few beside answers, so the way goes from them; otherwise every answer was looked at for each.
ACTED = """
  SELECT a.audit_id, a.question_id, coalesce(plan.theme_id, x.theme_id) AS theme, coalesce(plan.status, '') AS status,
    coalesce(plan.status IN ('active', 'awaiting') AND plan.expected_closing_on < %(today)s, false) AS is_overdue,
    coalesce(plan.last_verdict, '') AS verdict
  FROM apv_auditaction x JOIN apv_auditanswer a ON a.id = x.answer_id LEFT JOIN actionplans_actionplan plan ON plan.id = x.plan_id
  WHERE x.plan_id IS NULL OR plan.status <> 'draft'"""
HELPED = "SELECT a.audit_id, a.question_id, h.hindrance FROM apv_audithelp h JOIN apv_auditanswer a ON a.id = h.answer_id"

PLACES = """
  SELECT year_id AS year, part, count(*) AS expected, count(*) FILTER (WHERE is_answered) AS answered,
    count(DISTINCT audit_id) FILTER (WHERE is_answered) AS audits, count(DISTINCT manager_id) FILTER (WHERE is_answered) AS managers,
    count(DISTINCT unit_id) FILTER (WHERE is_answered) AS units, count(*) FILTER (WHERE is_answered AND manager_id IS NULL) AS unnamed
  FROM placed GROUP BY GROUPING SETS ((year_id), (year_id, part))"""
REASONS = "SELECT reason, count(*) AS number FROM placed WHERE year_id = %(year)s AND is_answered IS NOT TRUE GROUP BY reason"
JOINT = """
  SELECT count(*) AS number FROM here JOIN (
    SELECT audit_id FROM apv_auditplace WHERE year_id = %(year)s AND ended_on IS NULL GROUP BY audit_id HAVING count(*) > 1
  ) AS several ON several.audit_id = here.audit_id"""
ANSWERS = """
  SELECT r.year_id AS year, c.question_id AS question, r.key, c.answer, c.answers, c.comments
  FROM counted c JOIN (SELECT DISTINCT number, year_id, key FROM ranked) r ON r.number = c.number"""
ACTIONS = """
  SELECT here.year_id AS year, acted.question_id AS question, here.key, theme, status, is_overdue, verdict, count(*) AS number
  FROM here JOIN acted ON acted.audit_id = here.audit_id GROUP BY 1, 2, 3, 4, 5, 6, 7"""
HELP = """
  SELECT helped.question_id AS question, helped.hindrance, count(*) AS number
  FROM here JOIN helped ON helped.audit_id = here.audit_id WHERE here.year_id = %(year)s GROUP BY 1, 2"""
# A manager counts where one of the places he or she answered for lies; those without a name count wherever the audit does.
TAKING_PART = """
  SELECT t.part, t.role, sum(t.number) AS number FROM here JOIN apv_auditparticipation t ON t.audit_id = here.audit_id
  WHERE here.year_id = %(year)s AND (t.part <> 'manager' OR t.person_id IS NULL
    OR EXISTS (SELECT FROM placed WHERE placed.audit_id = here.audit_id AND placed.manager_id = t.person_id)
    OR NOT EXISTS (SELECT FROM apv_auditplace p WHERE p.audit_id = here.audit_id AND p.manager_id = t.person_id))
  GROUP BY 1, 2"""
STEPS = {"placed": PLACED, "here": HERE, "ranked": RANKED, "counted": COUNTED, "acted": ACTED, "helped": HELPED}
LISTS = (PLACES, REASONS, JOINT, ANSWERS, ACTIONS, HELP, TAKING_PART)
STATEMENT = "WITH {} SELECT {}".format(
    ", ".join(f"{name} AS MATERIALIZED ({rows})" for name, rows in STEPS.items()),
    ", ".join(f"(SELECT json_agg(one) FROM ({rows}) AS one)" for rows in LISTS),  # noqa: S608
)


@dataclass(frozen=True)
class Level:
    """One unit in the trees of one or more years: which path each year's tree gave it."""

    paths: Mapping[int, str]


@dataclass(frozen=True)
class Placed:
    """Places expected, places answered, and how many audits, managers and units those are; `unnamed`: answered, without a manager."""

    expected: int = 0
    answered: int = 0
    audits: int = 0
    managers: int = 0
    units: int = 0
    unnamed: int = 0


@dataclass(frozen=True)
class Answers:
    """How often each answer was given to one question. Shares are of those that answered yes, partly or no."""

    yes: int = 0
    partly: int = 0
    no: int = 0
    not_relevant: int = 0
    comments: int = 0

    @property
    def answered(self) -> int:
        """Yes, partly or no."""
        return self.yes + self.partly + self.no

    def count(self, answer: str) -> int:
        """How often that answer."""
        number: int = getattr(self, answer)
        return number

    def percent(self, answer: str) -> int | None:
        """The answer's share of those answered; None where nobody answered, and of “not relevant”, which stands apart."""
        if answer == Answer.NOT_RELEVANT or not self.answered:
            return None
        return round(100 * self.count(answer) / self.answered)

    @property
    def yes_percent(self) -> int | None:
        """Never shown without coverage, comments and actions beside it."""
        return self.percent(Answer.YES)


SAID = [one.name for one in fields(Answers)]


@dataclass(frozen=True)
class ActionGroup:
    """Actions that are alike: where, of which theme, in which state of their plan (empty: brought in without a plan)."""

    year: int
    question: int
    parts: tuple[str, ...]
    theme: int | None
    status: str
    is_overdue: bool
    verdict: str
    number: int


@dataclass(frozen=True)
class Counts:
    """All that is counted of one level. Reasons, joint audits, help and those who took part are of the newest year alone."""

    places: Mapping[int, Mapping[str | None, Placed]]  # by year and part; None is the whole, here and with the answers
    reasons: Mapping[str, int]  # places not answered, by the reason told; "" where none was told
    joint: int  # audits that several places answered together, wherever those lie
    answers: Mapping[tuple[int, int], Mapping[str | None, Answers]]  # by year and question, then by part
    actions: list[ActionGroup]  # published plans, and actions brought in
    help_wanted: Mapping[int, Mapping[str, int]]  # by question and hindrance
    taking_part: list[tuple[str, str, int]]  # part, role and number

    @classmethod
    def of(cls, level: Level, year: int, today: date) -> Self:
        """One query."""
        given: dict[str, Any] = {"year": year, "years": list(level.paths), "paths": list(level.paths.values()), "today": today}
        with connection.cursor() as cursor:
            cursor.execute(STATEMENT, given)
            places, reasons, joint, answers, actions, wanted, taking_part = (rows or [] for rows in cursor.fetchone())
        return cls(
            _places(places),
            {one["reason"]: one["number"] for one in reasons},
            joint[0]["number"],
            _answers(answers, year),
            [ActionGroup(parts=tuple(one.pop("key").split(",")), **one) for one in actions],
            _help_wanted(wanted),
            [(one["part"], one["role"], one["number"]) for one in taking_part],
        )


def _places(rows: Iterable[dict[str, Any]]) -> dict[int, dict[str | None, Placed]]:
    found: dict[int, dict[str | None, Placed]] = defaultdict(dict)
    for one in rows:
        year, part = one.pop("year"), one.pop("part")
        found[year][part] = Placed(**one)
    return found


def _answers(rows: Iterable[dict[str, Any]], year: int) -> dict[tuple[int, int], dict[str | None, Answers]]:
    """Added up for the whole, and of the newest year for each part too; what was only commented on is not answered."""
    found: dict[tuple[int, int], dict[str | None, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: dict.fromkeys(("", *SAID), 0)))
    for one in rows:
        parts = found[one["year"], one["question"]]
        for part in (None, *one["key"].split(",")) if one["year"] == year else (None,):
            parts[part][one["answer"]] += one["answers"]
            parts[part]["comments"] += one["comments"]
    return {asked: {part: Answers(*(numbers[name] for name in SAID)) for part, numbers in parts.items()} for asked, parts in found.items()}


def _help_wanted(rows: Iterable[dict[str, Any]]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for one in rows:
        found[one["question"]][one["hindrance"]] = one["number"]
    return found
