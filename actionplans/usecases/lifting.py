"""Lifted matters: asked upwards or sideways with a date for an answer; the answer comes back, the plan keeps its owner (R34)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from actionplans.errors import IllegalMoveError, RefusedError, StaleError
from actionplans.models import ActionPlan, LiftedMatter
from actionplans.models.querysets import ActionPlanQuerySet
from actionplans.proposals import working_day
from orgstructure import acting
from orgstructure.access import Scope, scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm

ANSWER_WITHIN = timedelta(days=30)
LONGEST_AHEAD = timedelta(days=366)
NEIGHBOURS_AT_MOST = 60


def own_scope(user: User) -> Scope:
    """The units whose matters are the person's own to answer: those he or she leads or represents; else wherever plans are his or hers.

    A manager edits plans in the whole subtree, but a matter lifted to a ward is the ward's.
    """
    return scope_of(user, Perm.VIEW_CLOSED_PLANS) or scope_of(user, Perm.EDIT_PLANS)


def with_lifted_flag(plans: ActionPlanQuerySet) -> ActionPlanQuerySet:
    """Add `is_lifted` to each row: something of it was lifted, answered or not."""
    flagged: ActionPlanQuerySet = plans.annotate(is_lifted=Exists(LiftedMatter.objects.filter(plan=OuterRef("pk"), withdrawn_at=None)))
    return flagged


@dataclass(frozen=True)
class Asked:
    """What is asked, of whom, and by when an answer is needed."""

    from_unit: Unit
    to_unit: Unit
    title: str
    question: str
    answer_by: date
    submission_id: UUID
    plan: ActionPlan | None = None


@dataclass(frozen=True)
class Receivers:
    """Who may be asked: the units above, those who can decide nearest first, and the neighbours."""

    above: list[Unit]
    beside: list[Unit]

    @property
    def all(self) -> list[Unit]:
        """Both, those above first."""
        return [*self.above, *self.beside]


def receivers_for(unit: Unit, today: date) -> Receivers:
    """Above: every unit with another manager than this one's, the nearest first. Beside: under the same unit, or in the same building."""
    over = Unit.objects.existing(today).above(unit).exclude(manager=None).select_related("manager")
    above = [one for one in reversed(over) if one.manager_id != unit.manager_id]
    near = Q(parent=unit.parent_id) if unit.parent_id else Q(pk__in=[])
    if unit.p_number:
        near |= Q(p_number=unit.p_number)
    beside = Unit.objects.existing(today).filter(near).exclude(pk__in=[unit.pk, *(one.pk for one in above)])
    return Receivers(above, list(beside.named()[:NEIGHBOURS_AT_MOST]))


def answer_day(today: date) -> date:
    """What is proposed as the date for an answer."""
    return working_day(today + ANSWER_WITHIN)


@transaction.atomic
def ask(asked: Asked, *, by: User, now: datetime, today: date) -> LiftedMatter:
    """Lift a matter. Sent twice, it is one; `RefusedError` says by field what cannot stand, `StaleError` when the number is another's."""
    if faults := _faults(asked, today):
        raise RefusedError(faults)
    acting.note(by, Perm.EDIT_PLANS, [asked.from_unit], acting.Subject.ASSESSMENT, asked.from_unit.pk, now)
    columns = {"to_unit": asked.to_unit, "title": asked.title, "question": asked.question, "answer_by": asked.answer_by}
    try:
        with transaction.atomic():
            return LiftedMatter.objects.create(
                from_unit=asked.from_unit, plan=asked.plan, asked_at=now, asked_by=by, submission_id=asked.submission_id, **columns
            )
    except IntegrityError as error:
        there = LiftedMatter.objects.filter(submission_id=asked.submission_id, from_unit=asked.from_unit, asked_by=by).first()
        if there is None:
            raise StaleError from error
        return there


def _faults(asked: Asked, today: date) -> dict[str, str]:
    faults = {} if asked.question.strip() else {"question": _("Write what you ask for, and what you have tried yourselves.")}
    if asked.from_unit.pk == asked.to_unit.pk:
        faults["to_unit"] = _("Choose another unit than your own.")
    if asked.answer_by <= today:
        faults["answer_by"] = _("Choose a date after today.")
    elif asked.answer_by > today + LONGEST_AHEAD:
        faults["answer_by"] = _("Choose a date within a year.")
    return faults


@transaction.atomic
def answer(matter: LiftedMatter, *, text: str, by: User, now: datetime) -> None:
    """The answer, which comes back to whoever asked. `IllegalMoveError` when somebody answered before, or it was taken back."""
    acting.note(by, Perm.EDIT_PLANS, [matter.to_unit], acting.Subject.MATTER, matter.pk, now)
    rows = LiftedMatter.objects.waiting().filter(pk=matter.pk)
    if not rows.update(answer=text, answered_at=now, answered_by=by, version=F("version") + 1):
        raise IllegalMoveError(_("Somebody has answered it already, or it was taken back. Your text is not sent."))
    matter.refresh_from_db()


@transaction.atomic
def withdraw(matter: LiftedMatter, *, by: User, now: datetime) -> None:
    """Taken back by those who asked, while nobody has answered. `IllegalMoveError` when somebody has."""
    acting.note(by, Perm.EDIT_PLANS, [matter.from_unit], acting.Subject.MATTER, matter.pk, now)
    if not LiftedMatter.objects.waiting().filter(pk=matter.pk).update(withdrawn_at=now, version=F("version") + 1):
        raise IllegalMoveError(_("It is answered already, or was taken back."))
    matter.refresh_from_db()
