"""How often what was answered in self-audits, counted by the database: what the report's figures are put together from.

`HERE` is the audits sent in of a level, each once, with `key`: the parts of the organisation it has a place in, joined by commas.
Counting by key takes one pass for the whole and for each part, and a joint audit is once in each part and once in the whole.
A part is the unit right below the level on the way to the place; the level's own places have the empty part.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from apv.models import Answer

PLACED = """
WITH placed AS (
  SELECT p.year_id, p.audit_id, p.unit_id, p.manager_id, p.reason, s.status IN ('submitted', 'closed') AS is_answered,
    split_part(substr(p.path, length(level.path) + 1), '/', 1) AS part
  FROM unnest(%(years)s::bigint[], %(paths)s::text[]) AS level(year, path)
  JOIN apv_auditplace p ON p.year_id = level.year AND starts_with(p.path, level.path) AND p.ended_on IS NULL
  LEFT JOIN apv_selfaudit s ON s.id = p.audit_id
), here AS MATERIALIZED (
  SELECT year_id, audit_id, string_agg(DISTINCT part, ',') AS key FROM placed WHERE is_answered GROUP BY year_id, audit_id
)
"""
PLACES = f"""{PLACED} SELECT year_id, part, count(*), count(*) FILTER (WHERE is_answered),
  count(DISTINCT audit_id) FILTER (WHERE is_answered), count(DISTINCT manager_id) FILTER (WHERE is_answered),
  count(DISTINCT unit_id) FILTER (WHERE is_answered)
FROM placed GROUP BY GROUPING SETS ((year_id), (year_id, part))"""  # noqa: S608
REASONS = f"{PLACED} SELECT reason, count(*) FROM placed WHERE is_answered IS NOT TRUE GROUP BY reason"  # noqa: S608
JOINT = f"""{PLACED} SELECT count(*) FROM here WHERE
  (SELECT count(*) FROM apv_auditplace p WHERE p.audit_id = here.audit_id AND p.ended_on IS NULL) > 1"""  # noqa: S608
ANSWERS = f"""{PLACED} SELECT here.year_id, a.question_id, here.key, a.answer, count(*), count(*) FILTER (WHERE a.comment <> '')
FROM here JOIN apv_auditanswer a ON a.audit_id = here.audit_id GROUP BY 1, 2, 3, 4"""  # noqa: S608
# Actions are few beside answers, so the way goes from them; without the second MATERIALIZED every answer was looked at for each.
ACTIONS = f"""{PLACED}, acted AS MATERIALIZED (
  SELECT a.audit_id, a.question_id, coalesce(plan.theme_id, x.theme_id) AS theme, coalesce(plan.status, '') AS status,
    coalesce(plan.status IN ('active', 'awaiting') AND plan.expected_closing_on < %(today)s, false) AS is_overdue,
    coalesce(plan.last_verdict, '') AS verdict
  FROM apv_auditaction x JOIN apv_auditanswer a ON a.id = x.answer_id LEFT JOIN actionplans_actionplan plan ON plan.id = x.plan_id
  WHERE x.plan_id IS NULL OR plan.status <> 'draft'
) SELECT here.year_id, acted.question_id, here.key, theme, status, is_overdue, verdict, count(*)
FROM here JOIN acted ON acted.audit_id = here.audit_id GROUP BY 1, 2, 3, 4, 5, 6, 7"""  # noqa: S608
HELP = f"""{PLACED} SELECT a.question_id, h.hindrance, count(*)
FROM here JOIN apv_auditanswer a ON a.audit_id = here.audit_id JOIN apv_audithelp h ON h.answer_id = a.id GROUP BY 1, 2"""  # noqa: S608
# A manager counts where one of the places he or she answered for lies; those without a name count wherever the audit does.
TAKING_PART = f"""{PLACED} SELECT t.part, t.role, sum(t.number)
FROM here JOIN apv_auditparticipation t ON t.audit_id = here.audit_id
WHERE t.part <> 'manager' OR t.person_id IS NULL
  OR EXISTS (SELECT FROM placed WHERE placed.audit_id = here.audit_id AND placed.manager_id = t.person_id)
  OR NOT EXISTS (SELECT FROM apv_auditplace p WHERE p.audit_id = here.audit_id AND p.manager_id = t.person_id)
GROUP BY 1, 2"""  # noqa: S608


@dataclass(frozen=True)
class Level:
    """One unit in the trees of one or more years: which path each year's tree gave it."""

    paths: Mapping[int, str]

    def of(self, year: int) -> "Level":
        """The level in one year alone."""
        return Level({year: self.paths[year]})


@dataclass(frozen=True)
class Placed:
    """Places expected, places answered, and how many audits, managers and units those are."""

    expected: int = 0
    answered: int = 0
    audits: int = 0
    managers: int = 0
    units: int = 0


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


@dataclass
class Tally:
    """Answers as they are added up."""

    by_answer: Counter[str] = field(default_factory=Counter)
    comments: int = 0

    def add(self, answer: str, number: int, comments: int) -> None:
        """Some more."""
        self.by_answer[answer] += number
        self.comments += comments

    @property
    def answers(self) -> Answers:
        """As figures; what was only commented on is not answered."""
        return Answers(**{one.value: self.by_answer[one] for one in Answer}, comments=self.comments)


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


def places(level: Level) -> dict[int, dict[str | None, Placed]]:
    """By year and part; None is the whole. One query."""
    found: dict[int, dict[str | None, Placed]] = defaultdict(dict)
    for year, part, *numbers in _rows(PLACES, level):
        found[year][part] = Placed(*numbers)
    return found


def reasons(level: Level) -> dict[str, int]:
    """How many places were not answered, by the reason told; "" where none was told. One query."""
    return dict(_rows(REASONS, level))


def joint(level: Level) -> int:
    """Audits that several places answered together, wherever those lie. One query."""
    return int(next(_rows(JOINT, level))[0])


def answers(level: Level) -> dict[tuple[int, int], dict[str | None, Answers]]:
    """By year and question, then by part; None is the whole. One query."""
    found: dict[tuple[int, int], dict[str | None, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for year, question, key, answer, number, comments in _rows(ANSWERS, level):
        for part in (None, *key.split(",")):
            found[year, question][part].add(answer, number, comments)
    return {one: {part: tally.answers for part, tally in parts.items()} for one, parts in found.items()}


def actions(level: Level, today: date) -> list[ActionGroup]:
    """Published plans, and actions brought in. One query."""
    rows = _rows(ACTIONS, level, today=today)
    return [ActionGroup(year, question, tuple(key.split(",")), *rest) for year, question, key, *rest in rows]


def help_wanted(level: Level) -> dict[int, dict[str, int]]:
    """By question and hindrance. One query."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for question, hindrance, number in _rows(HELP, level):
        found[question][hindrance] = number
    return found


def taking_part(level: Level) -> list[tuple[str, str, int]]:
    """Part, role and number of those who took part. One query."""
    return list(_rows(TAKING_PART, level))


def _rows(statement: str, level: Level, **words: Any) -> Iterator[Any]:
    given: dict[str, Any] = {"years": list(level.paths), "paths": list(level.paths.values()), **words}
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        yield from cursor.fetchall()
