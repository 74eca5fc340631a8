"""What people write in a plan, as flat parts that can be compared: so that two who write at once lose nothing.

A part is a column (`title`), a list of people (`informed`) or one row of the form (`measure:<key>`). A form carries a
stamp of each part as it was shown; whoever saves second is merged part by part, and asked only where both have
changed the same one.
"""

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from actionplans.models import ActionPlan, Measure, SuccessCriterion

PERSON_COLUMNS = ("owner", "evaluator", "immediate_measure_by")
TEXT_COLUMNS = (
    "title", "description", "nature", "seriousness", "extent", "causes", "immediate_measure", "evaluation_occasion",
    "evaluation_question", "evaluation_method", "equipping", "other_initiatives", "feedback_methods", "carrying_on",
    "if_not_working", "anything_else",
)  # fmt: skip
DATE_COLUMNS = ("starts_on", "implement_by", "evaluate_on", "expected_closing_on")
CHOICE_COLUMNS = ("source", "urgency", "is_confidential")
REFERENCE_COLUMNS = ("theme", *PERSON_COLUMNS)
COLUMNS = (*TEXT_COLUMNS, *DATE_COLUMNS, *CHOICE_COLUMNS, *REFERENCE_COLUMNS)
PEOPLE = ("informed", "involved")
RISK = "risk"  # one answer in two columns: a cell of the matrix
MEASURE, CRITERION = "measure:", "criterion:"
NOTE = "confidential_note"


class MeasureRow(NamedTuple):
    """One measure as written in the form."""

    text: str
    character: str
    ladder: str
    responsible: int | None
    due_on: date | None


class CriterionRow(NamedTuple):
    """One success criterion as written in the form."""

    text: str
    kind: str
    baseline: str
    target: str


Parts = dict[str, Any]


@dataclass(frozen=True)
class Merge:
    """What to write, where two people have changed the same part (theirs and mine), and what only they have changed."""

    changes: Parts
    overlaps: dict[str, tuple[Any, Any]]
    kept: list[str]


def parts_of(plan: ActionPlan) -> Parts:
    """The plan's content as it stands in the database; the confidential paragraph only where the row was read for its readers."""
    columns = {name: getattr(plan, f"{name}_id" if name in REFERENCE_COLUMNS else name) for name in COLUMNS}
    people = {part: tuple(sorted(row.user_id for row in plan.people.all() if row.part == part)) for part in PEOPLE}
    note = {NOTE: plan.note} if getattr(plan, "may_read_note", False) else {}
    return columns | {RISK: plan.risk.code if plan.risk else ""} | people | note | _rows_of(plan)


def _rows_of(plan: ActionPlan) -> Parts:
    measures = {f"{MEASURE}{row.form_key}": _measure(row) for row in plan.measures.all()}
    return measures | {f"{CRITERION}{row.form_key}": _criterion(row) for row in plan.criteria.all()}


def _measure(row: Measure) -> MeasureRow:
    return MeasureRow(row.text, row.character, row.ladder, row.responsible_id, row.due_on)


def _criterion(row: SuccessCriterion) -> CriterionRow:
    return CriterionRow(row.text, row.kind, row.baseline, row.target)


def rows(parts: Mapping[str, Any], kind: str) -> dict[UUID, Any]:
    """The rows of one kind by their key, deleted ones left out."""
    return {UUID(name.removeprefix(kind)): row for name, row in parts.items() if name.startswith(kind) and row is not None}


def stamps_of(parts: Mapping[str, Any]) -> dict[str, str]:
    """A short stamp of each part, to tell later whether it was changed."""
    return {name: stamp(value) for name, value in parts.items() if value is not None}


def stamp(value: Any) -> str:
    """Equal for equal content; empty for what is not there."""
    return "" if value is None else sha256(json.dumps(value, default=str).encode()).hexdigest()[:10]


def merge(*, mine: Mapping[str, Any], base: Mapping[str, str], current: Mapping[str, Any], unread: Container[str] = ()) -> Merge:
    """Part by part: what only I have changed is mine, what only they have changed stays, what both have changed overlaps.

    A row that is missing from `mine` was taken out; `unread` names those that could not be read and stay as they are.
    """
    changes: Parts = {}
    overlaps: dict[str, tuple[Any, Any]] = {}
    kept: list[str] = []
    for name in [*mine, *(name for name in current if name not in mine and name.startswith((MEASURE, CRITERION)))]:
        wanted, there, shown = mine.get(name), current.get(name), base.get(name, "")
        if wanted == there or name in unread:
            continue
        if stamp(wanted) == shown:
            kept.append(name)
        elif stamp(there) == shown:
            changes[name] = wanted
        else:
            overlaps[name] = (there, wanted)
    return Merge(changes, overlaps, kept)
