"""The actions of a self-audit's answers: the short one that becomes a whole plan, and all of them with the state of their plans."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4, uuid5

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from actionplans import prevention, proposals
from actionplans.content import MEASURE, MeasureRow, Parts
from actionplans.models import ActionPlan, Character, Status
from actionplans.people import Directory
from actionplans.steps import badge_of
from actionplans.usecases import writing
from actionplans.usecases.writing import Beginning, Writing
from apv.models import AuditAction, AuditAnswer, SelfAudit
from apv.usecases import audit_planning
from orgstructure.models import Unit, User
from safetynet.common import clock
from safetynet.common.texts import in_language

EVALUATE_AFTER_MONTHS = 1
LONGEST_ACTION = 500


@dataclass(frozen=True)
class ShownAction:
    """One action as a reader sees it: without title and owner where the plan is not the reader's to see."""

    pk: int
    plan_id: int | None
    title: str
    url: str
    state: tuple[str, str] | None
    owner: str
    due_on: date | None
    is_overdue: bool
    is_draft: bool

    @property
    def is_seen(self) -> bool:
        """The reader may open it, or it was brought in with words of its own."""
        return bool(self.title)

    @property
    def counts(self) -> bool:
        """In figures: its plan is published, or it was brought in."""
        return not self.is_draft


@dataclass(frozen=True)
class Manner:
    """In which unit (else the first one the writer plans for), under which number of the form, and published or kept as a draft."""

    unit: Unit | None = None
    submission_id: UUID = field(default_factory=uuid4)
    is_to_publish: bool = True


def begin_short(
    *, answer: AuditAnswer, text: str, responsible: int, due_on: date, by: User, now: datetime, today: date, manner: Manner | None = None
) -> ActionPlan:
    """A plan of three fields, published at once; sent twice it is one. `NotPublishableError` says what the region asks for besides."""
    how = manner or Manner()
    unit = how.unit or (audit_planning.units_to_plan_in(answer.audit, by) or audit_planning.units_of(answer.audit))[0]
    measure = MeasureRow(text, Character.PREVENTIVE.value, prevention.step_of_words(text) or "", responsible, due_on)
    parts = short_parts(answer, unit, measure, today) | {f"{MEASURE}{uuid5(how.submission_id, 'measure')}": measure}
    beginning = Beginning(unit, how.submission_id, cause=f"{audit_planning.KIND}-{answer.pk}")
    return writing.begin(beginning=beginning, writing=Writing(parts), is_to_publish=how.is_to_publish, by=by, now=now, today=today)


def short_parts(answer: AuditAnswer, unit: Unit, measure: MeasureRow, today: date) -> Parts:
    """What else publishing demands, from the question and the defaults. The comment is not put in: it is closed."""
    due_on = measure.due_on or today
    evaluate_on = proposals.working_day(proposals.months_after(due_on, EVALUATE_AFTER_MONTHS))
    said = {"answer": answer.get_answer_display(), "question": in_language(answer.question.text)}
    directory = Directory(unit, today, also=[measure.responsible] if measure.responsible else ())
    return {
        "title": audit_planning.shortened(measure.text, audit_planning.LONGEST_TITLE),
        "description": _("We answered “%(answer)s” to: %(question)s") % said,
        "owner": measure.responsible,
        "starts_on": min(today, due_on),
        "implement_by": due_on,
        "evaluate_on": evaluate_on,
        "expected_closing_on": evaluate_on,
        "evaluation_occasion": _("the staff meeting"),
        "evaluator": proposals.evaluator_for(measure.responsible, directory),
        **audit_planning.asked_again(answer),
        **audit_planning.theme_part(answer, today),
    }


def actions_of(audit: SelfAudit, reader: User | None = None) -> dict[int, list[ShownAction]]:
    """By question, oldest first; a question without actions has an empty list. One query however many there are."""
    return _shown(AuditAction.objects.filter(answer__audit=audit), "question_id", reader)


def actions_of_answers(answer_ids: Iterable[int], reader: User | None = None) -> dict[int, list[ShownAction]]:
    """By answer, oldest first; one query. Without a reader no confidential plan and no draft shows its title."""
    return _shown(AuditAction.objects.filter(answer__in=list(answer_ids)), "pk", reader)


def _shown(rows: QuerySet[AuditAction], key: str, reader: User | None) -> dict[int, list[ShownAction]]:
    is_seen = Exists(_plans_of(reader).filter(pk=OuterRef("plan")))
    found: dict[int, list[ShownAction]] = defaultdict(list)
    related = ("answer", "plan__owner", "plan__closing_evaluation")
    for row in rows.select_related(*related).annotate(is_seen=is_seen).order_by("pk"):
        found[getattr(row.answer, key)].append(shown_action(row, is_seen=row.is_seen))
    return found


def _plans_of(reader: User | None) -> QuerySet[ActionPlan]:
    """Those whose title may be told: to this reader, or to everybody."""
    if reader is not None:
        return ActionPlan.objects.visible_to(reader)
    return ActionPlan.objects.published().filter(is_confidential=False)


def shown_action(row: AuditAction, *, is_seen: bool) -> ShownAction:
    """The open facts of its plan, or what the table it was brought in with said."""
    plan = row.plan
    if plan is None:
        return ShownAction(row.pk, None, row.text or _("Action of an earlier system"), "", None, "", None, is_overdue=False, is_draft=False)
    return ShownAction(
        pk=row.pk,
        plan_id=plan.pk,
        title=str(plan) if is_seen else "",
        url=plan.get_absolute_url() if is_seen else "",
        state=badge_of(plan),
        owner=str(plan.owner or "") if is_seen else "",
        due_on=plan.expected_closing_on,
        is_overdue=plan.is_overdue(clock.today()),
        is_draft=plan.status == Status.DRAFT,
    )
