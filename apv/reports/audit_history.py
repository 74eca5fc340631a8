"""Which earlier years a year of self-audit is held against, and which of their questions: along `follows` and `continues` only (R65)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from apv.models import AuditYear
from apv.reports.audit_counts import Level
from orgstructure.models import Unit, UnitPeriod

EARLIER = 4
CONTINUED = """
WITH RECURSIVE asked (question, earlier) AS (
  SELECT id, id FROM apv_auditquestion WHERE question_set_id = %s
  UNION
  SELECT asked.question, q.continues_id FROM asked JOIN apv_auditquestion q ON q.id = asked.earlier WHERE q.continues_id IS NOT NULL
) SELECT asked.question, q.question_set_id, asked.earlier FROM asked JOIN apv_auditquestion q ON q.id = asked.earlier"""


@dataclass(frozen=True)
class History:
    """The year and those before it, newest first, with the level's place in each year's tree."""

    years: Sequence[AuditYear]
    level: Level
    asked: Mapping[tuple[int, int], int]

    @classmethod
    def of(cls, year: AuditYear, unit: Unit) -> "History":
        """Three queries."""
        years = _followed(year)
        return cls(years, _level(years, unit), _continued(year.question_set_id))

    def question(self, question: int, year: AuditYear) -> int | None:
        """The question of that year's set that this one continues; itself in its own year."""
        return self.asked.get((question, year.question_set_id))


def _followed(year: AuditYear) -> list[AuditYear]:
    steps = ["__".join(["follows"] * number) for number in range(1, EARLIER + 1)]
    row = AuditYear.objects.select_related("question_set", *steps, *(f"{step}__question_set" for step in steps)).get(pk=year.pk)
    found: list[AuditYear] = []
    one: AuditYear | None = row
    while one is not None and len(found) <= EARLIER and one not in found:
        found.append(one)
        one = one.follows if len(found) <= EARLIER else None
    return found


def _level(years: Sequence[AuditYear], unit: Unit) -> Level:
    """As `path_on`, for all years at once."""
    periods = list(UnitPeriod.objects.filter(unit=unit).values_list("valid_from", "valid_to", "path"))
    paths = {
        year.pk: next((path for first, last, path in periods if first <= year.tree_on and (not last or last > year.tree_on)), unit.path)
        for year in years
    }
    return Level(paths)


def _continued(question_set: int) -> dict[tuple[int, int], int]:
    with connection.cursor() as cursor:
        cursor.execute(CONTINUED, [question_set])
        return {(question, earlier_set): earlier for question, earlier_set, earlier in cursor.fetchall()}
