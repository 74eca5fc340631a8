"""“I want help with this”: asked with an answer, changed or withdrawn until somebody takes it, taken by one, ended with words.

The one who asked is told when it is taken and when it is ended: two receipts of a wish of one's own, sent on working days.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from apv.errors import RefusedError
from apv.models import AuditAnswer, AuditHelp, SelfAudit
from orgstructure import acting
from orgstructure.access import scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN, at_hour
from safetynet.common.workdays import working_day_from

TAKEN, ENDED = "audit-help-taken", "audit-help-ended"
FROM_HOUR = 8


def may_ask(audit: SelfAudit, user: User) -> bool:
    """Who answers the audit asks, also after it was sent in, as long as the year is open; one query at most."""
    scope = scope_of(user, Perm.ANSWER_AUDITS)
    if not scope or not audit.year.is_open:
        return False
    return any(scope.covers(unit_id, path) for unit_id, path in audit.places.values_list("unit", "unit__path"))


@transaction.atomic
def ask(*, answer: AuditAnswer, hindrance: str, note: str, by: User, now: datetime) -> AuditHelp:
    """A new wish, or other words of the one that waits. `RefusedError` once somebody has taken it."""
    try:
        with transaction.atomic():
            wish = AuditHelp.objects.create(answer=answer, hindrance=hindrance, note=note, asked_at=now, asked_by=by)
    except IntegrityError:  # asked before, by whoever of those who answer
        if not AuditHelp.objects.waiting().filter(answer=answer).update(hindrance=hindrance, note=note):
            raise RefusedError(
                _("Somebody has taken your wish already, so it is no longer changed. Talk to the one who took it.")
            ) from None
        wish = AuditHelp.objects.get(answer=answer)
    _note(answer.audit, by, now)
    return wish


@transaction.atomic
def withdraw(*, answer: AuditAnswer, by: User, now: datetime) -> None:
    """Take the wish back; safe twice. `RefusedError` once somebody has taken it."""
    gone, _kinds = AuditHelp.objects.waiting().filter(answer=answer).delete()
    if not gone and AuditHelp.objects.filter(answer=answer).exists():
        raise RefusedError(_("Somebody has taken your wish already. Tell them that you no longer need help."))
    _note(answer.audit, by, now)


@transaction.atomic
def take(*, wish: AuditHelp, by: User, now: datetime) -> None:
    """Of two who take it at once one gets it; taking what one has changes nothing."""
    if AuditHelp.objects.waiting().filter(pk=wish.pk).update(taken_at=now, taken_by=by):
        wish.refresh_from_db()
        _tell(TAKEN, wish, now)
        return
    there = AuditHelp.objects.select_related("taken_by").filter(pk=wish.pk).first()
    if there is None:
        raise RefusedError(_("The wish was withdrawn."))
    if there.taken_by_id != by.pk:
        raise RefusedError(_("%(person)s has taken it.") % {"person": there.taken_by})


@transaction.atomic
def give_back(*, wish: AuditHelp, by: User) -> None:
    """Back on the list, at its old place. `RefusedError` when it is not one's own, or ended."""
    if not AuditHelp.objects.taken().filter(pk=wish.pk, taken_by=by).update(taken_at=None, taken_by=None):
        raise RefusedError(_("It is not yours to give back (any more)."))


@transaction.atomic
def end(*, wish: AuditHelp, words: str, by: User, now: datetime) -> None:
    """Say what came of it. `RefusedError` when it is not one's own, or ended with other words."""
    if AuditHelp.objects.taken().filter(pk=wish.pk, taken_by=by).update(ended_at=now, ended_note=words):
        wish.refresh_from_db()
        _tell(ENDED, wish, now)
    elif not AuditHelp.objects.filter(pk=wish.pk, taken_by=by, ended_note=words).exists():
        raise RefusedError(_("It is not yours to end (any more)."))


def _tell(kind: str, wish: AuditHelp, now: datetime) -> None:
    """One mail, within working days; what no longer holds when it is sent is dropped."""
    if wish.asked_by_id == wish.taken_by_id:
        return
    day = working_day_from(now.astimezone(COPENHAGEN).date())
    payload: dict[str, object] = {"wish": wish.pk, "by": wish.taken_by_id}
    key = f"{kind}:{wish.pk}:{wish.taken_by_id}"
    outbox.queue(outbox.NewMail(kind, key, wish.asked_by_id, payload, max(now, at_hour(day, FROM_HOUR))), now=now)


def _note(audit: SelfAudit, by: User, now: datetime) -> None:
    units = [place.unit for place in audit.places.select_related("unit")]
    acting.note(by, Perm.ANSWER_AUDITS, units, acting.Subject.AUDIT, audit.pk, now)
