"""A result that was recorded wrongly is put right within a week: seat, rights and training clock follow, and all is kept.

The wrong seat is closed today, or goes where it had not yet held a day; the rights it gave while it stood stay in the
history of roles, and what stood in the election is kept with the reason. Seats that had ended by the result get back
the end they had, before the right result ends those it should.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from orgstructure import acting
from orgstructure.models import Candidate, Election, ElectionCorrection, HandAct, OutboxKind, RoleHolding, Seat, User
from orgstructure.usecases.electing import ElectionError, Result, electorate_of, tell, write_result
from orgstructure.usecases.grants import bring_in_step
from safetynet.common import outbox


@dataclass(frozen=True)
class Correction:
    """The right result, why the former was wrong, and somebody elected who had not been put up."""

    result: Result
    reason: str
    submission_id: uuid.UUID
    also: int | None = None


@transaction.atomic
def correct_result(election: Election, correction: Correction, *, by: User, today: date, now: datetime) -> None:
    """The same form twice is one correction. ElectionError where it is too late, or the result cannot be."""
    if ElectionCorrection.objects.filter(submission_id=correction.submission_id).exists():
        return
    election = Election.objects.select_for_update(of=("self",)).select_related("committee").get(pk=election.pk)
    if not election.is_correctable(now):
        raise ElectionError(_("A result can be corrected for seven days. Hold a new election, or fill the seat by hand."))
    before = _as_it_stood(election)
    was_elected = {row["user"] for row in before["elected"]}
    result = correction.result
    standing = _take_back(election, {*result.elected}, today)
    if correction.also is not None:
        _put_up(election, correction.also)
    Election.objects.filter(pk=election.pk).update(**write_result(election, result, standing))
    kept = ElectionCorrection.objects.create(
        election=election, before=before, reason=correction.reason, by=by, at=now, submission_id=correction.submission_id
    )
    tell(election, [pk for pk in result.elected if pk not in was_elected], now)
    _tell_not_elected(election, kept, sorted(was_elected - set(result.elected)), now)
    acting.note_in(election.committee, by, acting.Subject.ELECTION, election.pk, now)
    bring_in_step(today=today)


def _as_it_stood(election: Election) -> dict[str, Any]:
    elected = election.candidates.filter(is_elected=True).select_related("user", "seat").order_by("pk")
    return {
        "elected": [
            {
                "user": row.user_id,
                "name": row.user.get_full_name(),
                "seat": row.seat_id,
                "from": row.seat.valid_from.isoformat() if row.seat else None,
                "to": row.seat.valid_to.isoformat() if row.seat and row.seat.valid_to else None,
            }
            for row in elected
        ],
        "votes": {str(pk): votes for pk, votes in election.candidates.order_by("pk").values_list("user", "votes")},
        "ended_seats": election.ended_seats,
        "minutes": election.minutes,
        "minutes_file": election.minutes_file,
        "minutes_file_name": election.minutes_file_name,
    }


def _take_back(election: Election, elected: set[int], today: date) -> dict[int, Seat]:
    """The seats of the wrong result end or go, and those it ended stand as before; the seats of who is elected still."""
    seats = list(Seat.objects.filter(candidate__election=election))
    wrong = [seat for seat in seats if seat.user_id not in elected]
    election.candidates.update(is_elected=False, seat=None, votes=None)
    never_held = [seat.pk for seat in wrong if seat.valid_from >= today]
    if HandAct.objects.filter(seat__in=never_held).exists():
        raise ElectionError(_("The seat has been changed by hand since. Change it there."))
    RoleHolding.objects.filter(seat__in=never_held).delete()
    Seat.objects.filter(pk__in=never_held).delete()
    Seat.objects.filter(pk__in=[seat.pk for seat in wrong if seat.valid_from < today]).update(valid_to=today)
    for row in election.ended_seats:
        Seat.objects.filter(pk=row["seat"], valid_to=election.valid_from).update(valid_to=row["valid_to"], end_is_held=False)
    return {seat.user_id: seat for seat in seats if seat.user_id in elected}


def _put_up(election: Election, user_id: int) -> None:
    """Somebody who was elected though nobody had written the name down."""
    if not electorate_of(election.committee, election.held_on).filter(pk=user_id).exists():
        raise ElectionError(_("The person is not an employee here without managerial power."))
    Candidate.objects.update_or_create(election=election, user_id=user_id, defaults={"withdrawn_at": None})


def _tell_not_elected(election: Election, kept: ElectionCorrection, people: list[int], now: datetime) -> None:
    payload: dict[str, object] = {"election": election.pk, "correction": kept.pk}
    mails = [outbox.NewMail(OutboxKind.NOT_ELECTED, f"not-elected:{kept.pk}:{pk}", pk, payload, now) for pk in people]
    outbox.queue_all(mails, now=now)
