"""The answers behind a figure of a self-audit's report, for those who may read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict  # noqa: TID251  the type of what is read

from apv.models import Answer, AuditAction, AuditAnswer, AuditPlace, AuditYear, SelfAudit, path_on
from orgstructure.models import Unit, User
from safetynet.common.given import read_id


@dataclass(frozen=True)
class Asked:
    """Which of the answers: of a question, with an answer, of a part of the level, with a comment, with actions."""

    question: int | None = None
    answer: str = ""
    part: int | None = None
    with_comment: bool = False
    with_action: bool = False

    @classmethod
    def of(cls, given: QueryDict) -> "Asked":
        """From the address; what means nothing is left out."""
        answer = given.get("answer", "")
        return cls(
            read_id(given.get("question", "")),
            answer if answer in Answer.values else "",
            read_id(given.get("part", "")),
            with_comment=given.get("comment") == "1",
            with_action=given.get("action") == "1",
        )


@dataclass(frozen=True)
class Behind(Sequence[AuditAnswer]):
    """Answers by question, then as they came in. A page reads the rows of its own questions alone; how many there are is counted."""

    rows: "QuerySet[AuditAnswer, Any]"

    def __len__(self) -> int:
        return sum(number for _question, number in self.by_question)

    @cached_property
    def by_question(self) -> list[tuple[int, int]]:
        """How many each question has, in the order of the set."""
        counted = self.rows.values("question", "question__position").annotate(number=Count("*")).order_by("question__position")
        return [(one["question"], one["number"]) for one in counted]

    @overload
    def __getitem__(self, place: int) -> AuditAnswer: ...
    @overload
    def __getitem__(self, place: slice) -> list[AuditAnswer]: ...
    def __getitem__(self, place: int | slice) -> AuditAnswer | list[AuditAnswer]:
        """One, or those of a page."""
        return self._page(place.start, place.stop) if isinstance(place, slice) else self._page(place, place + 1)[0]

    def _page(self, start: int, stop: int) -> list[AuditAnswer]:
        """With what a page tells of them; the questions before the first row are passed over by their number of rows."""
        first, last, passed, wanted = start, stop, 0, []
        for question, number in self.by_question:
            if passed + number <= start:
                first, last = first - number, last - number
            elif passed < stop:
                wanted.append(question)
            passed += number
        places = AuditPlace.objects.select_related("unit", "manager").order_by("pk")
        rows = self.rows.filter(question__in=wanted).select_related("question", "audit").annotate(action_count=_number_of_actions())
        rows = rows.prefetch_related(Prefetch("audit__places", places))
        return list(rows.order_by("question__position", "audit__submitted_at", "pk")[first:last])


def answers_behind(year: AuditYear, unit: Unit, asked: Asked, user: User) -> Behind:
    """Of audits sent in with a place on the level that the person may read."""
    path = path_on(unit, year.tree_on) + (f"{asked.part}/" if asked.part else "")
    here = AuditPlace.objects.of_level(year, path).filter(audit=OuterRef("audit"))
    audits = SelfAudit.objects.visible_to(user).sent_in().filter(year=year)
    rows = AuditAnswer.objects.filter(Exists(here), audit__in=audits, question__question_set=year.question_set_id)
    rows = rows.filter(question=asked.question) if asked.question else rows
    rows = rows.filter(answer=asked.answer) if asked.answer else rows.exclude(answer="", comment="")
    rows = rows.exclude(comment="") if asked.with_comment else rows
    return Behind(rows.filter(Exists(_actions())) if asked.with_action else rows)


def _actions() -> "QuerySet[AuditAction]":
    return AuditAction.objects.filter(Q(plan=None) | ~Q(plan__status="draft"), answer=OuterRef("pk"))


def _number_of_actions() -> Coalesce:
    number = _actions().order_by().values("answer").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), 0)
