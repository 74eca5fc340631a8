"""The authority is told of a case: sent, receipt, decision; each can be put right, and each is an act of its own."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from injuries.completeness import missing_in
from injuries.errors import NotReadyError, RefusedError
from injuries.models import TOLD, Case, CaseState, Decision, ExportBatch, Feedback, Report
from injuries.reading import unsealed
from injuries.receivers import is_urgent, receivers_of, still_to_tell
from injuries.sealing import Health, Identity
from injuries.usecases import clockwork
from orgstructure.models import User
from safetynet.common.clock import COPENHAGEN

SENDABLE = (CaseState.REGISTERED, CaseState.SIGNED, CaseState.SENT, CaseState.RECEIPTED, CaseState.DECIDED)


@transaction.atomic
def send(
    case: Case, how: Report.How, *, receiver: str = "", submission_id: UUID, by: User, now: datetime, batch: ExportBatch | None = None
) -> Report:
    """Note that it was sent. `NotReadyError` says by field what is missing; `RefusedError` where it cannot be sent.

    A death or a serious injury may be told by telephone before everything is known. A corrected report, sent after a receipt,
    has no clock of its own.
    """
    if there := Report.objects.filter(submission_id=submission_id, case=case).first():
        return there
    Case.objects.select_for_update().get(pk=case.pk)
    case.refresh_from_db(fields=["state", "version", "due_at", "duty", "kind", "anonymised_on"])
    _refuse(case, how, receiver)
    is_first = receiver in still_to_tell(case)
    report = Report.objects.create(
        case=case,
        how=how,
        receiver=receiver,
        due_at=case.due_at if is_first else None,
        duty=case.duty if is_first else "",
        sent_at=now,
        sent_by=by,
        batch=batch,
        submission_id=submission_id,
    )
    was = case.state
    if was != CaseState.SENT and not still_to_tell(case):
        case.move("send")
    clockwork.act(case, "send" if is_first else "send_corrected", was, by=by, now=now)
    _say_where_the_copy_is(case, now)
    return report


def _say_where_the_copy_is(case: Case, now: datetime) -> None:
    """The injured reads on the case that a copy is there; somebody else who reported it is not told (R49)."""
    if case.injured_id and case.injured_id == case.reporter_id:
        with translation.override(settings.LANGUAGE_CODE):
            text = _("The case is reported to the authority. Your copy of the whole case is on its page.")
        Feedback.objects.create(case=case, kind=Feedback.Kind.STATUS, text=text, at=now)


def _refuse(case: Case, how: Report.How, receiver: str) -> None:
    if case.kind not in TOLD:
        raise RefusedError(_("A case of this kind is not reported to the authority. If somebody was hurt, change what it is."))
    if case.state not in SENDABLE or case.anonymised_on:
        raise RefusedError(_("The case is “%(state)s” now, so this can no longer be done.") % {"state": case.get_state_display()})
    if receiver not in receivers_of(case):
        raise RefusedError(_("Choose who was told."))
    if case.state == CaseState.SENT and receiver not in still_to_tell(case) and not _told_by_phone_only(case, receiver):
        raise RefusedError(_("It is sent already. Record the receipt first; after that a corrected report can be sent."))
    if how == Report.How.PHONE:
        if not is_urgent(case) or receiver not in still_to_tell(case):
            raise RefusedError(_("By telephone goes only for a death or a serious injury. Send the whole report."))
        return
    identity, health = unsealed(case.pk) or (Identity(), Health())
    if missing := missing_in(case, identity, health):
        raise NotReadyError(missing)


def _told_by_phone_only(case: Case, receiver: str) -> bool:
    return not case.reports.filter(receiver=receiver).exclude(how=Report.How.PHONE).exists()


@transaction.atomic
def note_receipt(report: Report, *, number: str, on: date, by: User, now: datetime, today: date) -> None:
    """Record the receipt, or put a wrong one right; the same one again is nothing. `NotReadyError` by field, `RefusedError` in words."""
    case = _locked(report)
    if (report.receipt_number, report.receipt_on) == (number, on):
        return
    if missing := _wrong_receipt(report, number, on, today):
        raise NotReadyError(missing)
    verb = "correct_receipt" if report.receipt_number else "receipt"
    Report.objects.filter(pk=report.pk).update(receipt_number=number, receipt_on=on, receipt_by=by)
    report.refresh_from_db()
    was = case.state
    if was == CaseState.SENT and not case.reports.filter(receipt_number="").exclude(how=Report.How.PHONE).exists():
        case.move("receipt")
    clockwork.act(case, verb, was, by=by, now=now)


def _wrong_receipt(report: Report, number: str, on: date, today: date) -> dict[str, str]:
    sent = report.sent_at.astimezone(COPENHAGEN).date()
    if not number:
        return {"number": _("Write the number that stands on the receipt.")}
    if Report.objects.filter(receipt_number=number).exclude(pk=report.pk).exists():
        return {"number": _("This number belongs to another case. Look at the receipt again.")}
    if not sent <= on <= today:
        words = {"day": date_format(sent, "DATE_FORMAT")}
        return {"on": _("Choose a day from when it was sent, %(day)s, until today.") % words}
    return {}


@transaction.atomic
def note_decision(report: Report, decision: Decision, *, on: date, by: User, now: datetime, today: date) -> None:
    """Record recognised or rejected, nothing more of it (R49); or put it right."""
    case = _locked(report)
    if (report.decision, report.decided_on) == (decision.value, on):
        return
    sent = report.sent_at.astimezone(COPENHAGEN).date()
    if not sent <= on <= today:
        words = {"day": date_format(sent, "DATE_FORMAT")}
        raise NotReadyError({"on": _("Choose a day from when it was sent, %(day)s, until today.") % words})
    verb = "correct_decision" if report.decision else "decide"
    Report.objects.filter(pk=report.pk).update(decision=decision, decided_on=on)
    report.refresh_from_db()
    was = case.state
    if was in (CaseState.SENT, CaseState.RECEIPTED):
        case.move("decide")
    clockwork.act(case, verb, was, by=by, now=now)


def _locked(report: Report) -> Case:
    """The case, held against everybody else; refused where it has ended."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=report.case_id)
    report.refresh_from_db()
    if case.state == CaseState.WITHDRAWN or case.anonymised_on:
        raise RefusedError(_("The case is “%(state)s” now, so this can no longer be done.") % {"state": case.get_state_display()})
    return case


@transaction.atomic
def begin_batch(cases: Iterable[Case], *, template_id: int | None, submission_id: UUID, by: User, now: datetime) -> ExportBatch:
    """Cases that go out in one file; the same form twice is one batch."""
    if there := ExportBatch.objects.filter(submission_id=submission_id, by=by).first():
        return there
    batch = ExportBatch.objects.create(template_id=template_id, at=now, by=by, submission_id=submission_id)
    batch.cases.set(cases)
    return batch
