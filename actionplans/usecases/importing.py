"""Old plans come in: a spreadsheet is read, understood, brought in line by line as plans with their history, and undone."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256

from django.db import connection
from django.utils.translation import gettext as _

from actionplans.errors import IllegalMoveError, UndoTooLateError
from actionplans.importing.columns import FIELDS
from actionplans.importing.lines import Line, Planned
from actionplans.importing.preview import Preview
from actionplans.models import (
    ActionPlan,
    EffectEvaluation,
    EndedCode,
    FollowUp,
    Measure,
    NextStep,
    PlanImport,
    PlanImportRow,
    PlanMove,
    PlanPlacement,
    Status,
    SuccessCriterion,
    Verdict,
)
from actionplans.usecases.attribution import attributed
from actionplans.usecases.faults import WITHOUT_EFFECT
from orgstructure.access import Scope
from orgstructure.models import User
from safetynet.common.cells import guess
from safetynet.common.clock import at_hour
from safetynet.common.sheets import read_sheet

STARTED = (Status.CLOSED, Status.AWAITING)
Made = list[tuple[ActionPlan, Planned]]


def read_file(content: bytes, *, name: str, by: User, now: datetime) -> PlanImport:
    """The table and what its columns seem to be; makes no plan. Raises `SheetError`."""
    rows = read_sheet(content)
    return PlanImport.objects.create(
        by=by, at=now, name=name[-120:], digest=sha256(content).hexdigest(), table=rows, columns=guess(rows[0][1], FIELDS)
    )


@attributed
def bring_in(plan_import: PlanImport, *, scope: Scope, by: User, now: datetime, today: date) -> int:
    """Make the plans of all faultless lines; returns how many. The same line never becomes a second plan.

    Raises `IllegalMoveError` when it was brought in meanwhile.
    """
    plan_import.refresh_from_db(from_queryset=PlanImport.objects.select_for_update())
    if plan_import.state != PlanImport.State.READ:
        raise IllegalMoveError(_("This file has been brought in already."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('plan-imports', 0))")
    preview = Preview(plan_import, scope=scope, today=today)
    good = [(line, line.planned) for line in preview.good if line.planned]
    made = _make(good, by=by, now=now)
    PlanImportRow.objects.bulk_create(
        PlanImportRow(source=plan_import, line=line.number, key=line.key, plan=plan)
        for (line, _planned), (plan, _same) in zip(good, made, strict=True)
    )
    plan_import.state, plan_import.done_at, plan_import.table = PlanImport.State.DONE, now, []
    plan_import.left_out = [[line.number, _why(line)] for line in preview.lines if not line.planned]
    plan_import.save(update_fields=["state", "done_at", "table", "left_out"])
    return len(made)


@attributed
def undo(plan_import: PlanImport, *, scope: Scope, by: User, now: datetime) -> tuple[int, int]:  # noqa: ARG001  `by` is read by the decorator
    """Take the plans away that nobody has touched since, within seven days; returns how many went and how many stay.

    Only in units where the person may still bring plans in.

    Raises `UndoTooLateError`, and `IllegalMoveError` when it was undone meanwhile.
    """
    plan_import.refresh_from_db(from_queryset=PlanImport.objects.select_for_update())
    if plan_import.state != PlanImport.State.DONE:
        raise IllegalMoveError(_("This import has been undone already."))
    if not plan_import.may_be_undone(now):
        raise UndoTooLateError(_("It is more than seven days since these plans were brought in."))
    rows = plan_import.rows.count()
    untouched = ActionPlan.objects.brought_in_untouched(plan_import.pk).filter(scope.where())
    gone = _take_away(list(untouched.select_for_update(of=("self",)).values_list("pk", flat=True)))
    plan_import.state, plan_import.undone_at = PlanImport.State.UNDONE, now
    plan_import.save(update_fields=["state", "undone_at"])
    return gone, rows - gone


def _take_away(ids: list[int]) -> int:
    """Their moves first: only a function of the database may delete those, and only of plans that were brought in."""
    plans = ActionPlan.objects.filter(pk__in=ids)
    with connection.cursor() as cursor:
        cursor.execute("SELECT actionplans_forget_moves_brought_in(%s)", [ids])
    plans.filter(status=Status.CLOSED).update(status=Status.AWAITING, closing_evaluation=None, ended_at=None)
    plans.delete()
    return len(ids)


def forget_unfinished(*, now: datetime) -> int:
    """Throw away what was read a week ago and never brought in."""
    return PlanImport.objects.forgotten(now).delete()[0]


def _why(line: Line) -> str:
    return " ".join([f"{problem.label}: {problem.sentence}" for problem in line.problems] or line.notes)


# --- Rows, in bulk --------------------------------------------------------------------------------------
def _make(good: Sequence[tuple[Line, Planned]], *, by: User, now: datetime) -> Made:
    plans = ActionPlan.objects.bulk_create([_plan(planned, by, now) for _line, planned in good])
    made = list(zip(plans, [planned for _line, planned in good], strict=True))
    PlanPlacement.objects.bulk_create(
        PlanPlacement(plan=plan, unit_id=planned.unit_id, valid_from=planned.created_on) for plan, planned in made
    )
    Measure.objects.bulk_create(measure for plan, planned in made for measure in _measures(plan, planned))
    SuccessCriterion.objects.bulk_create(
        SuccessCriterion(plan=plan, text=planned.texts["criterion"]) for plan, planned in made if planned.texts["criterion"]
    )
    FollowUp.objects.bulk_create(
        FollowUp(plan=plan, text=planned.texts["note"], at=now, by=by, submission_id=uuid.uuid4())
        for plan, planned in made
        if planned.texts["note"] and planned.verdict is None
    )
    PlanMove.objects.bulk_create(move for plan, planned in made for move in _moves(plan, planned, by))
    _close([(plan, planned) for plan, planned in made if planned.verdict], by)
    return made


def _plan(planned: Planned, by: User, now: datetime) -> ActionPlan:
    """A closed one waits for its verdict, which needs the plan first."""
    begun_at = at_hour(planned.created_on)
    plan = ActionPlan(
        unit_id=planned.unit_id, owner_id=planned.owner_id, evaluator_id=planned.owner_id, theme_id=planned.theme_id, source=planned.source,
        title=planned.texts["title"], description=planned.texts["description"], causes=planned.texts["causes"],
        starts_on=planned.created_on, implement_by=planned.implement_by, evaluate_on=planned.evaluate_on,
        expected_closing_on=planned.closing_on, first_expected_closing_on=planned.closing_on,
        evaluation_occasion=_("a meeting of the group"), evaluation_question=_("whether it helped"),
        created_at=begun_at, created_by=by, published_at=begun_at, touched_at=now, status=planned.status,
    )  # fmt: skip
    if planned.verdict:
        plan.status = Status.AWAITING
    if planned.status in STARTED:
        plan.carried_out_on = min(planned.implement_by, planned.ended_on or planned.implement_by)
    if planned.status == Status.NOT_CARRIED_OUT:
        plan.ended_at, plan.ended_code = _ended_at(planned), EndedCode.OTHER
        plan.ended_reason = planned.texts["reason"] or planned.texts["note"][:1000] or _("Ended in the old system.")
    return plan


def _measures(plan: ActionPlan, planned: Planned) -> Iterator[Measure]:
    is_done = planned.status in STARTED
    for order, text in enumerate(planned.measures):
        done = {"done_on": plan.carried_out_on, "done_by_id": planned.owner_id} if is_done else {}
        yield Measure(plan=plan, text=text, responsible_id=planned.owner_id, due_on=planned.implement_by, order=order, **done)


def _moves(plan: ActionPlan, planned: Planned, by: User) -> Iterator[PlanMove]:
    """As it went in the old system, as far as the file tells."""

    def move(verb: str, came_from: Status, to: Status, at: datetime, reason: str = "") -> PlanMove:
        return PlanMove(plan=plan, verb=verb, from_status=came_from, to_status=to, at=at, by=by, reason=reason)

    begun_at = at_hour(planned.created_on)
    yield move("publish", Status.DRAFT, Status.ACTIVE, begun_at, _("Brought in from a spreadsheet."))
    if plan.carried_out_on:
        yield move("carry_out", Status.ACTIVE, Status.AWAITING, max(begun_at, at_hour(plan.carried_out_on, 9)))
    if planned.verdict:
        yield move("evaluate", Status.AWAITING, Status.CLOSED, _ended_at(planned))
    elif plan.ended_at:
        yield move("leave", Status.ACTIVE, Status.NOT_CARRIED_OUT, plan.ended_at, plan.ended_reason)


def _close(made: Made, by: User) -> None:
    evaluations = EffectEvaluation.objects.bulk_create(_evaluation(plan, planned, by) for plan, planned in made)
    for (plan, planned), evaluation in zip(made, evaluations, strict=True):
        plan.status, plan.closing_evaluation, plan.ended_at = Status.CLOSED, evaluation, _ended_at(planned)
    ActionPlan.objects.bulk_update([plan for plan, _planned in made], ["status", "closing_evaluation", "ended_at"], batch_size=500)


def _evaluation(plan: ActionPlan, planned: Planned, by: User) -> EffectEvaluation:
    verdict = planned.verdict or Verdict.SOLVED
    return EffectEvaluation(
        plan=plan, verdict=verdict, on=planned.ended_on or planned.closing_on, at=_ended_at(planned), by=by,
        wanted_effects=planned.texts["note"],
        next_step=NextStep.NEW_PLAN if verdict in WITHOUT_EFFECT else NextStep.NONE, submission_id=uuid.uuid4(),
    )  # fmt: skip


def _ended_at(planned: Planned) -> datetime:
    return at_hour(planned.ended_on or planned.closing_on, 15)
