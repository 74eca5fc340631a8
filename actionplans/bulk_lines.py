"""What a change of many plans would do or has done, line by line, as its pages show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan, BulkChange, BulkKind, BulkRow, DeadlineReason, EndedCode, Status
from actionplans.usecases.bulk import Asked, Outcome
from orgstructure.models import User

COLUMN = {BulkKind.OWNER: "owner_id", BulkKind.DATE: "expected_closing_on"}


@dataclass(frozen=True)
class Line:
    """One plan: what it was and became (or would become), or why not."""

    plan: ActionPlan
    outcome: str
    before: str
    after: str
    why: str
    is_preview: bool = False

    @property
    def mark(self) -> tuple[str, str]:
        """The badge: a shape and a word."""
        if self.is_preview and self.outcome == "done":
            return "active", _("Will be changed")
        shape = {"done": "closed", "refused": "not_carried_out", "undone": "draft", "waiting": "awaiting"}[self.outcome]
        return shape, str(capfirst(BulkRow.Outcome(self.outcome).label))


@dataclass(frozen=True)
class Lines:
    """All lines of one change, those that were not changed first: they need a look."""

    refused: list[Line]
    others: list[Line]

    @property
    def may_be_undone(self) -> bool:
        """Some plan is changed and not back yet."""
        return any(line.outcome == "done" for line in (*self.refused, *self.others))

    @property
    def changed(self) -> int:
        """How many plans are changed, or would be."""
        return sum(line.outcome == "done" for line in self.others)

    @property
    def waiting(self) -> int:
        """How many were not reached, because something interrupted the change."""
        return sum(line.outcome == "waiting" for line in self.others)

    @property
    def undone(self) -> int:
        """How many are back as they were."""
        return sum(line.outcome == "undone" for line in self.others)


def lines_of_preview(kind: BulkKind, outcomes: Iterable[Outcome], by: User) -> Lines:
    """What would happen: two queries."""
    told = [(one.plan_id, "refused" if one.why else "done", one.before, one.after, one.why) for one in outcomes]
    return _lines(kind, told, by, is_preview=True)


def lines_of(change: BulkChange, by: User) -> Lines:
    """What has happened, in three queries; plans that the person may no longer see are left out."""
    told = [(row.plan_id, row.outcome, row.before, row.after, row.why) for row in change.rows.all()]
    return _lines(BulkKind(change.kind), told, by)


def sentence_of(asked: Asked) -> str:
    """What is asked for, in one sentence."""
    return sentences_of([asked])[0]


def sentences_of(many: Sequence[Asked]) -> list[str]:
    """What each asks for, with one query for the names among them."""
    owners = {asked.words["owner"] for asked in many if asked.kind == BulkKind.OWNER}
    people = User.objects.in_bulk(owners) if owners else {}
    return [_sentence(asked.kind, asked.words, people) for asked in many]


def _sentence(kind: BulkKind, words: Mapping[str, Any], people: Mapping[int, User]) -> str:
    if kind == BulkKind.OWNER:
        return _("New owner: %(who)s") % {"who": people.get(words["owner"], "")}
    if kind == BulkKind.DATE:
        told = {"day": _day(words["new_on"]), "why": DeadlineReason(words["code"]).label}
        return _("New expected closing date: %(day)s, because: %(why)s") % told
    if kind == BulkKind.STANDING:
        return _("Standing, looked at again on %(day)s") % {"day": _day(words["review_on"])}
    if kind == BulkKind.LEAVE:
        return _("Ended as not carried out: %(why)s") % {"why": EndedCode(words["ended_code"]).label}
    return _("The measures are carried out")


Told = tuple[int, str, Mapping[str, Any], Mapping[str, Any], str]


def _lines(kind: BulkKind, told: Sequence[Told], by: User, *, is_preview: bool = False) -> Lines:
    plans = ActionPlan.objects.visible_to(by).for_rows().in_bulk([one[0] for one in told])
    column = COLUMN.get(kind, "status")
    people = User.objects.in_bulk({state[column] for one in told for state in one[2:4] if column == "owner_id" and state.get(column)})
    found = [
        Line(plans[pk], outcome, _said(before.get(column), column, people), _said(after.get(column), column, people), why, is_preview)
        for pk, outcome, before, after, why in told
        if pk in plans
    ]
    return Lines([line for line in found if line.why], [line for line in found if not line.why])


def _said(value: Any, column: str, people: Mapping[int, User]) -> str:
    if value is None:
        return ""
    if column == "owner_id":
        return str(people.get(value, ""))
    return _day(value) if column == "expected_closing_on" else str(capfirst(Status(value).label))


def _day(value: Any) -> str:
    return date_format(date.fromisoformat(value) if isinstance(value, str) else value, "SHORT_DATE_FORMAT")
