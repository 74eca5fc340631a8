"""A self-audit from its beginning to its end: answered alone or jointly, sent in, taken or sent back, closed, opened again.

Every move locks the audit first, so that of two people at once one gets a sentence; who may do it is asked by the view.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apv.errors import RefusedError, StaleAnswerError, UnansweredError
from apv.models import AuditAct, AuditAnswer, AuditPlace, AuditQuestion, AuditStatus, AuditYear, SelfAudit, YearStatus
from apv.usecases import audit_mailing
from apv.usecases.audit_participants import write_managers
from orgstructure import acting
from orgstructure.models import DeputyAct, Unit, User
from orgstructure.permissions import Perm

Verb = AuditAct.Verb
SAID = ~Q(answer="", comment="", view="")
BY_WHICH = {
    Verb.START: Perm.ANSWER_AUDITS,
    Verb.JOIN: Perm.SUBMIT_AUDITS,
    Verb.LEAVE: Perm.SUBMIT_AUDITS,
    Verb.SUBMIT: Perm.SUBMIT_AUDITS,
    Verb.TAKE_BACK: Perm.SUBMIT_AUDITS,
}


@dataclass(frozen=True)
class Given:
    """What is answered to one question."""

    answer: str = ""
    comment: str = ""
    view: str = ""


# --- answered -------------------------------------------------------------------------------------------
@transaction.atomic
def begin(*, place: AuditPlace, by: User, now: datetime) -> SelfAudit:
    """The place's audit, made if there is none. Safe to call twice, and at once; `RefusedError` when nothing is asked there (any more)."""
    locked = AuditPlace.objects.select_for_update(no_key=True, of=("self",)).select_related("year").get(pk=place.pk)
    if locked.audit_id:
        return SelfAudit.objects.get(pk=locked.audit_id)
    if locked.ended_on:
        raise RefusedError(_("No answer is expected here any more: the unit has closed, or it has got another manager."))
    _refuse_unless_open(locked.year)
    audit = SelfAudit.objects.create(year=locked.year, started_at=now, started_by=by, touched_at=now)
    AuditPlace.objects.filter(pk=locked.pk).update(audit=audit)
    _told(audit, Verb.START, by, now)
    return audit


@transaction.atomic
def save_answer(*, audit: SelfAudit, question: AuditQuestion, given: Given, version: int, by: User, now: datetime) -> AuditAnswer:
    """Keep it. `version` is that of the answer it was made from, 0 for none; `StaleAnswerError` tells what somebody else wrote meanwhile.

    The same words again are no change, whoever wrote them.
    """
    locked = _lock_to_answer(audit)
    if question.question_set_id != locked.year.question_set_id:
        raise RefusedError(_("This question is not one of this self-audit."))
    told = {"answer": given.answer, "comment": given.comment, "view": given.view, "answered_at": now, "answered_by": by}
    row, is_new = AuditAnswer.objects.get_or_create(audit=locked, question=question, defaults=told)
    if not is_new and Given(row.answer, row.comment, row.view) == given:
        return row
    if not is_new:
        if row.version != version:
            raise StaleAnswerError(row)
        AuditAnswer.objects.filter(pk=row.pk).update(version=F("version") + 1, **told)
        row.refresh_from_db()
    SelfAudit.objects.filter(pk=locked.pk).update(touched_at=now)
    if not DeputyAct.objects.filter(by=by, subject=acting.Subject.AUDIT, subject_id=locked.pk).exists():
        acting.note(by, Perm.ANSWER_AUDITS, units_of(locked), acting.Subject.AUDIT, locked.pk, now)
    return row


# --- jointly --------------------------------------------------------------------------------------------
@transaction.atomic
def join(*, audit: SelfAudit, place: AuditPlace, by: User, now: datetime) -> None:
    """This place answers together with those of the audit; one that has answers of its own is never taken over (`RefusedError`)."""
    own = AuditPlace.objects.filter(pk=place.pk).values_list("audit", flat=True).first()
    list(SelfAudit.objects.select_for_update(no_key=True).filter(pk__in=[pk for pk in (audit.pk, own) if pk]).order_by("pk"))
    locked = _lock_to_answer(audit)
    places = AuditPlace.objects.select_for_update(no_key=True, of=("self",)).standing().select_related("unit", "manager")
    there = places.filter(pk=place.pk, year=locked.year_id).first()
    if there is None or there.audit_id != own:
        raise RefusedError(_("This place has changed just now. Search for it once more."))
    if there.audit_id == locked.pk:
        return
    if there.audit_id:
        _refuse_if_it_answers_elsewhere(there, SelfAudit.objects.get(pk=there.audit_id))
    AuditPlace.objects.filter(pk=there.pk).update(audit=locked)
    _told(locked, Verb.JOIN, by, now, remark=name_of(there))
    _moved(locked)
    audit_mailing.tell_joined(locked, there, by=by, now=now)


@transaction.atomic
def leave(*, audit: SelfAudit, place: AuditPlace, by: User, now: datetime) -> None:
    """This place answers alone again, and begins anew; what was answered stays with the others. The last one cannot leave."""
    locked = _lock_to_answer(audit)
    places = {one.pk: one for one in locked.places.select_related("unit", "manager")}
    if place.pk not in places:
        return
    if len(places) == 1:
        raise RefusedError(_("A self-audit answers for one unit at least, so the last one cannot be taken out."))
    _told(locked, Verb.LEAVE, by, now, remark=name_of(places[place.pk]))
    AuditPlace.objects.filter(pk=place.pk).update(audit=None)
    _moved(locked)


# --- sent in, and what is done with it then -------------------------------------------------------------
@transaction.atomic
def send_in(*, audit: SelfAudit, by: User, now: datetime) -> None:
    """Answered to the end: `UnansweredError` tells what is left, `RefusedError` that it was sent in or changed since it was read."""
    _lock_year(audit)
    locked = _lock_to_answer(audit)
    _refuse_if_moved(locked, audit)
    if left := unanswered(locked):
        raise UnansweredError([question.position for question in left])
    write_managers(locked, now=now)
    _move(locked, Verb.SUBMIT, by, now, status=AuditStatus.SUBMITTED, submitted_at=now, submitted_by=by, touched_at=now)


@transaction.atomic
def take_back(*, audit: SelfAudit, by: User, now: datetime) -> None:
    """Those who answer go on with it; not once it was sent back or closed."""
    locked = _lock_sent_in(audit, AuditStatus.SUBMITTED)
    _refuse_unless_open(locked.year)
    _move(locked, Verb.TAKE_BACK, by, now, status=AuditStatus.DRAFT, submitted_at=None, submitted_by=None)


@transaction.atomic
def send_back(*, audit: SelfAudit, remark: str, by: User, now: datetime) -> None:
    """With a remark, which those who answer read on top of it and in a mail."""
    locked = _lock_sent_in(audit, AuditStatus.SUBMITTED)
    _refuse_unless_open(locked.year)
    act = _move(locked, Verb.SEND_BACK, by, now, remark=remark, status=AuditStatus.SENT_BACK)
    audit_mailing.tell_sent_back(locked, act, now=now)


@transaction.atomic
def close(*, audit: SelfAudit, by: User, now: datetime) -> None:
    """Read and good as it is."""
    locked = _lock_sent_in(audit, AuditStatus.SUBMITTED)
    _move(locked, Verb.CLOSE, by, now, status=AuditStatus.CLOSED, closed_at=now)


@transaction.atomic
def reopen(*, audit: SelfAudit, by: User, now: datetime) -> None:
    """Sent in again, as before it was closed: it can be sent back or taken back."""
    _lock_year(audit)
    locked = _lock_sent_in(audit, AuditStatus.CLOSED)
    _refuse_unless_open(locked.year)
    _move(locked, Verb.REOPEN, by, now, status=AuditStatus.SUBMITTED, closed_at=None)


# --- what several of them ask ---------------------------------------------------------------------------
def unanswered(audit: SelfAudit) -> list[AuditQuestion]:
    """The questions that have no answer, in their order."""
    answered = AuditAnswer.objects.filter(audit=audit).exclude(answer="").values("question")
    left = AuditQuestion.objects.filter(question_set=audit.year.question_set_id).exclude(pk__in=answered)
    return list(left.order_by("position"))


def units_of(audit: SelfAudit) -> list[Unit]:
    """The units it answers for, topmost first."""
    return list(Unit.objects.filter(pk__in=audit.places.values("unit")).order_by("depth", "pk"))


def name_of(place: AuditPlace) -> str:
    """“Ward 4 (Anna Berg)”; the unit alone where the organisation names no manager."""
    return f"{place.unit.name} ({place.manager})" if place.manager else place.unit.name


def _lock(audit: SelfAudit) -> SelfAudit:
    rows = SelfAudit.objects.select_for_update(no_key=True, of=("self",)).select_related("year")
    if found := rows.filter(pk=audit.pk).first():
        return found
    raise RefusedError(_("This self-audit is no longer there."))


def _lock_year(audit: SelfAudit) -> None:
    """Before the audit, as closing the year does: what becomes “sent in” is closed with its year, or refused."""
    AuditYear.objects.select_for_update(no_key=True).get(pk=audit.year_id)


def _lock_to_answer(audit: SelfAudit) -> SelfAudit:
    locked = _lock(audit)
    _refuse_unless_open(locked.year)
    if not locked.is_open:
        raise RefusedError(_("The self-audit was sent in meanwhile, so it is not changed. Until it is read it can be taken back."))
    return locked


def _lock_sent_in(audit: SelfAudit, status: AuditStatus) -> SelfAudit:
    locked = _lock(audit)
    if locked.status != status:
        said = _("Somebody else was faster: the self-audit is “%(state)s” now.")
        raise RefusedError(said % {"state": locked.get_status_display()})
    _refuse_if_moved(locked, audit)
    return locked


def _refuse_if_moved(locked: SelfAudit, read: SelfAudit) -> None:
    if locked.version != read.version:
        raise RefusedError(_("Somebody has changed the self-audit since you opened this page. Look at it once more."))


def _refuse_unless_open(year: AuditYear) -> None:
    if year.status == YearStatus.DRAFT:
        raise RefusedError(_("This year's self-audit has not been opened yet."))
    if year.status == YearStatus.CLOSED:
        raise RefusedError(_("This year's self-audit is closed, so nothing is changed any more."))


def _refuse_if_it_answers_elsewhere(place: AuditPlace, other: SelfAudit) -> None:
    words = {"place": name_of(place)}
    if not other.is_open:
        raise RefusedError(_("%(place)s has sent in its own self-audit.") % words)
    if other.places.count() > 1:
        raise RefusedError(_("%(place)s answers together with others already. It has to leave them first.") % words)
    if answers := other.answers.filter(SAID).count():
        said = ngettext(
            "%(place)s has begun a self-audit of its own, with %(number)d answer. It is not taken over: agree on which of the two"
            " goes on, and let the other places join that one.",
            "%(place)s has begun a self-audit of its own, with %(number)d answers. It is not taken over: agree on which of the two"
            " goes on, and let the other places join that one.",
            answers,
        )
        raise RefusedError(said % (words | {"number": answers}))


def _move(audit: SelfAudit, verb: AuditAct.Verb, by: User, now: datetime, *, remark: str = "", **columns: object) -> AuditAct:
    SelfAudit.objects.filter(pk=audit.pk).update(version=F("version") + 1, **columns)
    return _told(audit, verb, by, now, remark=remark)


def _moved(audit: SelfAudit) -> None:
    SelfAudit.objects.filter(pk=audit.pk).update(version=F("version") + 1)


def _told(audit: SelfAudit, verb: AuditAct.Verb, by: User, now: datetime, *, remark: str = "") -> AuditAct:
    acting.note(by, BY_WHICH.get(verb, Perm.RUN_AUDITS), units_of(audit), acting.Subject.AUDIT, audit.pk, now)
    return AuditAct.objects.create(audit=audit, verb=verb, remark=remark, at=now, by=by)
