"""Where the self-audits themselves point to help: the same gap two years running, and actions of earlier years that are overdue.

Rows of single units, for who runs self-audits there; never counted together into an order of units.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from actionplans.models import ActionPlan
from apv.models import GAPS, SENT_IN, Answer, AuditAction, AuditAnswer, AuditPlace, AuditYear
from orgstructure.access import Scope, scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm
from safetynet.common.texts import in_language


@dataclass(frozen=True)
class GapTwice:
    """A question that a unit answered “no” or “partly” this year and the year before, along the questions' own thread (R65)."""

    unit_id: int
    number: int
    question: str
    answer: str
    year: int
    audit_id: int
    question_id: int
    before: str
    before_year: int
    before_audit_id: int
    before_question_id: int


@dataclass(frozen=True)
class OverdueAction:
    """An action of an earlier year whose plan is past its date; `is_seen`: the reader may open the plan."""

    unit_id: int
    plan: ActionPlan
    year: int
    due_on: date
    is_seen: bool


def current_years() -> list[AuditYear]:
    """The newest opened year of each subtree that is asked."""
    newest: dict[int, AuditYear] = {}
    for year in AuditYear.objects.opened().select_related("question_set"):
        newest.setdefault(year.top_id, year)
    return list(newest.values())


def gaps_twice(reader: User, years: list[AuditYear]) -> list[GapTwice]:
    """Of the units whose self-audits the reader runs; one query."""
    scope = scope_of(reader, Perm.RUN_AUDITS)
    if not scope or not years:
        return []
    rows = _sent_in_gaps(scope).filter(audit__year__in=years, question__continues__isnull=False)
    before = AuditAnswer.objects.filter(
        answer__in=GAPS,
        audit__status__in=SENT_IN,
        question=OuterRef("question__continues"),
        audit__places__unit=OuterRef("audit__places__unit"),
    ).order_by("-audit__year__question_set__year", "-pk")
    rows = rows.annotate(
        before=Subquery(before.values("answer")[:1]),
        before_year=Subquery(before.values("audit__year__question_set__year")[:1]),
        before_audit=Subquery(before.values("audit")[:1]),
        before_question=Subquery(before.values("question")[:1]),
    ).filter(before__isnull=False)
    names = ("before", "before_year", "before_audit", "before_question")
    columns = (
        "audit__places__unit",
        "question__position",
        "question__text",
        "answer",
        "audit__year__question_set__year",
        "audit",
        "question",
    )
    found = rows.order_by("question__position", "audit").values_list(*columns, *names).distinct()
    return [_gap(*row) for row in found]


def _sent_in_gaps(scope: Scope) -> QuerySet[AuditAnswer]:
    return AuditAnswer.objects.filter(scope.where("audit__places__unit"), answer__in=GAPS, audit__status__in=SENT_IN)


def _gap(unit: int, number: int, text: dict[str, str], answer: str, year: int, *rest: object) -> GapTwice:
    audit, question, before, before_year, before_audit, before_question = rest
    said, said_before = str(Answer(answer).label), str(Answer(str(before)).label)
    ids = [int(str(one)) for one in (audit, question, before_year, before_audit, before_question)]
    return GapTwice(unit, number, in_language(text), said, year, ids[0], ids[1], said_before, *ids[2:])


def overdue_actions(reader: User, years: list[AuditYear], today: date) -> list[OverdueAction]:
    """Of years before these; plans of units whose self-audits the reader runs. One query."""
    scope = scope_of(reader, Perm.RUN_AUDITS)
    if not scope or not years:
        return []
    late = ActionPlan.objects.overdue(today)
    rows = AuditAction.objects.filter(scope.where("plan__unit"), plan__in=late).exclude(answer__audit__year__in=years)
    seen = Exists(ActionPlan.objects.visible_to(reader).filter(pk=OuterRef("plan")))
    rows = rows.annotate(is_seen=seen, asked_in=F("answer__audit__year__question_set__year")).select_related("plan__unit")
    return [
        OverdueAction(row.plan.unit_id, row.plan, row.asked_in, row.plan.expected_closing_on, row.is_seen)
        for row in rows.order_by("plan__expected_closing_on", "pk")
        if row.plan and row.plan.expected_closing_on
    ]


def units_asked(reader: User, years: list[AuditYear]) -> set[int]:
    """The units whose self-audits the reader runs and that these years ask; one query."""
    scope = scope_of(reader, Perm.RUN_AUDITS)
    if not scope or not years:
        return set()
    places = AuditPlace.objects.standing().filter(scope.where("unit"), year__in=years)
    return set(places.order_by().values_list("unit", flat=True).distinct())
