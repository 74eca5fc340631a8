"""A set of questions of the self-audit as a table: one row for each question, in their order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from apv.blueprint import Texts
from apv.models import AuditQuestion, AuditSet

LONGEST: Final[Mapping[str, int]] = {"group": 120, "text": 300, "hint": 300}
LONGEST_LAW: Final = 200


@dataclass(frozen=True)
class SetRow:
    """One question. `continues` is the code of a question of the set it is based on, or “2025:code” for one of another set."""

    code: str
    text: Texts
    group: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    law: Mapping[str, str] = field(default_factory=dict)
    is_policy: bool = False
    theme_code: str = ""
    continues: str = ""


def rows_of(audit_set: AuditSet) -> list[SetRow]:
    """Two sets ask the same exactly when their rows are equal."""
    return [
        SetRow(row.code, row.text, row.group, row.hint, row.law, row.is_policy, row.theme_code, _continued(row, audit_set))
        for row in audit_set.questions.select_related("continues__question_set")
    ]


def _continued(row: AuditQuestion, audit_set: AuditSet) -> str:
    if row.continues is None:
        return ""
    source = row.continues
    return source.code if source.question_set_id == audit_set.based_on_id else f"{source.question_set.year}:{source.code}"
