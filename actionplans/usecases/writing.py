"""Writing a plan: a draft is saved, published, changed or thrown away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from uuid import UUID

import pghistory
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from actionplans import origins
from actionplans.content import (
    COLUMNS,
    CRITERION,
    MEASURE,
    NOTE,
    PEOPLE,
    REFERENCE_COLUMNS,
    RISK,
    CriterionRow,
    MeasureRow,
    Parts,
    merge,
    parts_of,
)
from actionplans.errors import IllegalMoveError, NotPublishableError, OverlapError
from actionplans.models import ActionPlan, ConfidentialNote, Measure, PlanPerson, Status, SuccessCriterion
from actionplans.models.risk import Risk
from actionplans.requirements import gaps
from actionplans.usecases import standing_in
from orgstructure import acting
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm


@dataclass(frozen=True)
class Writing:
    """What a person has written, and what the form had shown: by stamps and version."""

    parts: Parts
    base: Mapping[str, str] = field(default_factory=dict)
    version: int = 0
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Beginning:
    """Where a new plan begins: its unit, the form's own number, the plan it carries on from or is a copy of, what it springs from."""

    unit: Unit
    submission_id: UUID
    follows: ActionPlan | None = None
    copied_from: ActionPlan | None = None
    cause: str = ""


@transaction.atomic
def begin(*, beginning: Beginning, writing: Writing, is_to_publish: bool, by: User, now: datetime, today: date) -> ActionPlan:
    """A new draft, published at once if wanted. Sent twice, also at the same moment, it is one plan and one answer.

    Raises as `save` and `publish` do, and then there is no plan; `ActionPlan.DoesNotExist` when the number is another's.
    """
    if _is_first(beginning, writing, by, now):
        plan = ActionPlan.objects.get(submission_id=beginning.submission_id)
        acting.note(by, Perm.EDIT_PLANS, [plan.unit], acting.Subject.PLAN, plan.pk, now)
    else:
        plan = ActionPlan.objects.get(submission_id=beginning.submission_id, created_by=by)
        save(plan=plan, writing=writing, by=by, now=now, today=today)
    if beginning.cause:
        origins.begun(beginning.cause, plan, by=by, now=now)
    if is_to_publish and plan.status == Status.DRAFT:
        publish(plan=plan, by=by, now=now, today=today)
    return plan


def _is_first(beginning: Beginning, writing: Writing, by: User, now: datetime) -> bool:
    try:
        with transaction.atomic():
            plan = ActionPlan.objects.create(
                unit=beginning.unit,
                submission_id=beginning.submission_id,
                follows=beginning.follows,
                copied_from=beginning.copied_from,
                created_by=by,
                created_at=now,
                touched_at=now,
                **_columns(writing.parts),
            )
            _write_rows(plan, writing.parts)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def save_and_publish(*, plan: ActionPlan, writing: Writing, by: User, now: datetime, today: date) -> None:
    """The draft with its last changes goes out, or nothing is saved."""
    save(plan=plan, writing=writing, by=by, now=now, today=today)
    publish(plan=plan, by=by, now=now, today=today)


@transaction.atomic
def save(*, plan: ActionPlan, writing: Writing, by: User, now: datetime, today: date) -> list[str]:
    """Write what was changed since the form was shown; gives the parts that somebody else has changed meanwhile.

    Raises `OverlapError` where both changed the same part, `NotPublishableError` when a published plan would lack
    something, `IllegalMoveError` when the plan has ended. Then nothing is written.
    """
    locked = ActionPlan.objects.select_for_update().get(pk=plan.pk)
    if locked.status != Status.DRAFT and not locked.is_open:
        raise IllegalMoveError(_("This plan has ended, so it is no longer changed. Reopen it first."))
    current = parts_of(locked) | (_note_of(locked) if NOTE in writing.parts else {})
    merged = merge(mine=writing.parts, base=writing.base, current=current, unread=writing.unread)
    if merged.overlaps and locked.version != writing.version:
        raise OverlapError(merged.overlaps)
    changes = merged.changes | {name: mine for name, (_theirs, mine) in merged.overlaps.items()}
    if locked.status != Status.DRAFT and (missing := gaps(current | changes, today=today, is_new=False)):
        raise NotPublishableError(missing)
    if changes:
        standing_in.note("save", locked, by=by, now=now)
        with pghistory.context(user=by.pk, at=now.isoformat()):
            locked.change(version=locked.version, touched_at=now, **_columns(changes))
            _write_rows(locked, changes)
    plan.refresh_from_db()
    return merged.kept


@transaction.atomic
def publish(*, plan: ActionPlan, by: User, now: datetime, today: date) -> None:
    """From draft to in progress; the expected closing date is frozen. `NotPublishableError` says what is missing."""
    locked = ActionPlan.objects.select_for_update().get(pk=plan.pk)
    missing = gaps(parts_of(locked), today=today, is_new=True)
    if missing and locked.status == Status.DRAFT:
        raise NotPublishableError(missing)
    standing_in.note("publish", locked, by=by, now=now)
    plan.status = locked.status
    plan.move("publish", by=by, at=now, published_at=now, first_expected_closing_on=locked.expected_closing_on)
    plan.placements.create(unit_id=plan.unit_id, valid_from=today)
    origins.published(plan, by=by, now=now)


@transaction.atomic
def delete_draft(*, plan: ActionPlan) -> None:
    """Throw a draft away: the only row that is ever deleted. `IllegalMoveError` when it has been published meanwhile."""
    locked = ActionPlan.objects.select_for_update().filter(pk=plan.pk, status=Status.DRAFT).first()
    if locked is None:
        raise IllegalMoveError(_("This plan has been published, so it cannot be deleted."))
    files = list(locked.attachments.values_list("file", flat=True))
    locked.delete()
    transaction.on_commit(partial(_throw_away, files))


def _throw_away(files: Iterable[str]) -> None:
    for file in files:
        default_storage.delete(file)


def _columns(parts: Mapping[str, object]) -> dict[str, object]:
    columns = {f"{name}_id" if name in REFERENCE_COLUMNS else name: parts[name] for name in COLUMNS if name in parts}
    return columns | (_risk_columns(str(parts[RISK])) if RISK in parts else {})


def _risk_columns(code: str) -> dict[str, object]:
    risk = Risk.read(code)
    return {"risk_likelihood": risk and risk.likelihood, "risk_consequence": risk and risk.consequence}


def _write_rows(plan: ActionPlan, changes: Parts) -> None:
    for name, row in changes.items():
        if name.startswith(MEASURE):
            _write_row(plan, Measure, name.removeprefix(MEASURE), row)
        elif name.startswith(CRITERION):
            _write_row(plan, SuccessCriterion, name.removeprefix(CRITERION), row)
    if NOTE in changes:
        _write_note(plan, changes[NOTE])
    for part in PEOPLE:
        if part in changes:
            _write_people(plan, part, set(changes[part]))


def _note_of(plan: ActionPlan) -> Parts:
    return {NOTE: ConfidentialNote.objects.filter(plan=plan).values_list("text", flat=True).first() or ""}


def _write_note(plan: ActionPlan, text: str) -> None:
    if text:
        ConfidentialNote.objects.update_or_create(plan=plan, defaults={"text": text})
    else:
        ConfidentialNote.objects.filter(plan=plan).delete()


def _write_row(plan: ActionPlan, model: type[Measure] | type[SuccessCriterion], key: str, row: MeasureRow | CriterionRow | None) -> None:
    there = model.objects.filter(plan=plan, form_key=key)
    if row is None:
        _take_out(there)
        return
    columns = {("responsible_id" if name == "responsible" else name): value for name, value in row._asdict().items()}
    if not there.update(**columns):
        model.objects.create(plan=plan, form_key=key, order=model.objects.filter(plan=plan).count(), **columns)


def _take_out(rows: QuerySet[Measure] | QuerySet[SuccessCriterion]) -> None:
    """A measure that is done stays: it is what happened."""
    if any(getattr(row, "done_on", None) for row in rows):
        raise NotPublishableError({"measures": _("A measure that is done cannot be taken out.")})
    rows.delete()


def _write_people(plan: ActionPlan, part: str, wanted: set[int]) -> None:
    there = set(plan.people.filter(part=part).values_list("user", flat=True))
    plan.people.filter(part=part, user__in=there - wanted).delete()
    PlanPerson.objects.bulk_create(PlanPerson(plan=plan, user_id=pk, part=part) for pk in sorted(wanted - there))
