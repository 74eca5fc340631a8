"""Proposals of a year's report: made, changed, taken out; what became of each; and how one becomes a plan.

`actionplans` knows nothing of proposals: it is told by name (`actionplans/origins.py`). Goals of a room above point here.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from actionplans import origins
from actionplans.content import Parts
from actionplans.models import ActionPlan, Source, Theme, Urgency
from actionplans.proposals import months_after, working_day
from apv.errors import RefusedError, StaleError
from apv.models import AuditProposal, AuditReport
from apv.usecases.audit_reports import writable
from orgstructure.models import User
from safetynet.common.clock import COPENHAGEN

KIND = "proposal"
LONGEST_TITLE, LONGEST_TEXT = 160, 4000
EVALUATE_MONTHS_LATER = 2  # as a plan is proposed otherwise: carried out in one month, evaluated in three


@transaction.atomic
def propose(*, report: AuditReport, columns: Mapping[str, Any], submission_id: UUID, by: User, now: datetime) -> AuditProposal:
    """A proposal of the report; the same form sent twice makes one. `RefusedError` once the report is published."""
    there = AuditProposal.objects.filter(submission_id=submission_id, report=report, made_by=by).first()
    if there is not None:
        return there
    writable(report)
    try:
        with transaction.atomic():
            return AuditProposal.objects.create(report=report, submission_id=submission_id, made_at=now, made_by=by, **columns)
    except IntegrityError as error:
        if AuditProposal.objects.filter(submission_id=submission_id).exists():
            raise RefusedError(_("This form was used before. Open the page anew.")) from error
        raise


@transaction.atomic
def change(*, proposal: AuditProposal, columns: Mapping[str, Any], version: int) -> None:
    """Its words. `StaleError` when somebody saved meanwhile, `RefusedError` once the report is published."""
    writable(proposal.report)
    _write(proposal, version, columns)


@transaction.atomic
def remove(*, proposal: AuditProposal) -> None:
    """Taken out of the report; a plan that was made of it stays. `RefusedError` once the report is published."""
    writable(proposal.report)
    AuditProposal.objects.filter(pk=proposal.pk).delete()


@transaction.atomic
def say_state(*, proposal: AuditProposal, state: str, note: str, version: int, by: User, today: date) -> None:
    """What became of it, also long after the report went out. `StaleError` when somebody said otherwise meanwhile."""
    _write(proposal, version, {"state": state, "state_note": note, "state_on": today, "state_by": by})


def _write(proposal: AuditProposal, version: int, columns: Mapping[str, Any]) -> None:
    if not AuditProposal.objects.filter(pk=proposal.pk, version=version).update(version=F("version") + 1, **columns):
        raise StaleError
    proposal.refresh_from_db()


def read(pk: int, reader: User, today: date) -> origins.Cause | None:
    """The proposal as that of a plan of the level that acts; None where the reader does not see it."""
    rows = AuditProposal.objects.visible_to(reader).select_related("unit", "question", "report__year__question_set", "responsible_unit")
    proposal = rows.filter(pk=pk).first()
    if proposal is None:
        return None
    return origins.Cause(f"{KIND}-{pk}", proposal.unit, proposal.text, proposal.get_absolute_url(), parts_of(proposal, today))


def parts_of(proposal: AuditProposal, today: date) -> Parts:
    """What the plan is shown with."""
    said = _("Proposed in the report of the self-audit of %(year)s.") % {"year": proposal.report.year.year}
    asked = _("It comes from question %(number)s: %(text)s") % _about(proposal) if proposal.question else ""
    parts: Parts = {
        "title": proposal.text[:LONGEST_TITLE],
        "description": "\n\n".join(part for part in (proposal.text, said, asked) if part)[:LONGEST_TEXT],
        "source": Source.SELF_AUDIT.value,
        "urgency": Urgency.ORDINARY.value,
    }
    if proposal.due_on and proposal.due_on >= today:
        evaluate_on = working_day(months_after(proposal.due_on, EVALUATE_MONTHS_LATER))
        parts |= {"implement_by": proposal.due_on, "evaluate_on": evaluate_on, "expected_closing_on": evaluate_on}
    if owner := proposal.responsible_id or (proposal.responsible_unit and proposal.responsible_unit.manager_id):
        parts["owner"] = owner
    return parts | _theme(proposal, today)


def _about(proposal: AuditProposal) -> dict[str, object]:
    return {"number": proposal.question and proposal.question.position, "text": proposal.question}


def _theme(proposal: AuditProposal, today: date) -> Parts:
    code = proposal.question.theme_code if proposal.question else ""
    theme = Theme.objects.in_use(today).filter(code=code).values_list("pk", flat=True).first() if code else None
    return {"theme": theme} if theme else {}


def _begun(pk: int, plan: ActionPlan, by: User, now: datetime) -> None:  # noqa: ARG001  as every room is told
    """The first plan of it is its plan."""
    AuditProposal.objects.filter(pk=pk, unit=plan.unit_id, plan=None).update(plan=plan, version=F("version") + 1)


def _published(plan: ActionPlan, by: User, now: datetime) -> None:
    """What was not begun is under way now."""
    waiting = AuditProposal.objects.filter(plan=plan, state=AuditProposal.State.OPEN)
    day = now.astimezone(COPENHAGEN).date()
    waiting.update(state=AuditProposal.State.STARTED, state_on=day, state_by=by, version=F("version") + 1)


def register() -> None:
    """Called once, when the app is ready."""
    origins.register(KIND, origins.Room(read=read, begun=_begun, published=_published))
