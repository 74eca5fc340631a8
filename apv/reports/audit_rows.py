"""The answers behind a figure of a self-audit's report, for those who may read them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
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


def answers_behind(year: AuditYear, unit: Unit, asked: Asked, user: User) -> "QuerySet[AuditAnswer, Any]":
    """Of audits sent in with a place on the level that the person may read; by question, then as they came in."""
    path = path_on(unit, year.tree_on) + (f"{asked.part}/" if asked.part else "")
    here = AuditPlace.objects.of_level(year, path).filter(audit=OuterRef("audit"))
    rows = AuditAnswer.objects.filter(Exists(here), audit__in=SelfAudit.objects.visible_to(user).sent_in().filter(year=year))
    acted = AuditAction.objects.filter(Q(plan=None) | ~Q(plan__status="draft"), answer=OuterRef("pk"))
    number = acted.order_by().values("answer").annotate(number=Count("pk")).values("number")
    rows = rows.annotate(action_count=Coalesce(Subquery(number), 0))
    rows = rows.filter(question=asked.question) if asked.question else rows
    rows = rows.filter(answer=asked.answer) if asked.answer else rows.exclude(answer="", comment="")
    rows = rows.exclude(comment="") if asked.with_comment else rows
    rows = rows.filter(Exists(acted)) if asked.with_action else rows
    rows = rows.select_related("question", "audit").prefetch_related("audit__places__unit", "audit__places__manager")
    return rows.order_by("question__position", "audit__submitted_at", "pk")
