"""An election is called, people stand, and the result becomes a seat with its rights and its training clock."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from orgstructure import acting
from orgstructure.models import (
    Candidate,
    Chosen,
    Committee,
    Coverage,
    Election,
    Engagement,
    Origin,
    OutboxKind,
    Seat,
    SeatRole,
    UnitPeriod,
    User,
)
from orgstructure.usecases import files
from orgstructure.usecases.grants import bring_in_step
from safetynet.common import outbox
from safetynet.common.fields import valid_on

State = Election.State


class ElectionError(Exception):
    """The step cannot be taken; the message says why to a person."""


@dataclass(frozen=True)
class Call:
    """What an election is called with."""

    role: str
    seats: int
    held_on: date
    valid_from: date
    valid_to: date
    agreement: str
    submission_id: uuid.UUID


@dataclass(frozen=True)
class Result:
    """What the show of hands gave: votes where they were counted, and whose seats end by it."""

    elected: Sequence[int]
    votes: Mapping[int, int]
    ending_seats: Sequence[int]
    minutes: str
    minutes_name: str = ""
    minutes_content: bytes = b""


def electorate_of(committee: Committee, day: date) -> QuerySet[User]:
    """Who may vote and stand: employees of the covered units on that day without managerial power (R5).

    Without managerial power: no manager of a unit, no designated leader. The units are those the committee covers itself;
    of one that covers none, those of the committees and groups below it. For a shop steward the same: who belongs to
    which union is not known here, so whoever holds the election reads the names and leaves out the others.
    """
    live = Coverage.objects.filter(valid_on(day))
    own = live.filter(committee=committee)
    area = own if own.exists() else live.filter(valid_on(day, "committee__"), committee__path__startswith=committee.path)
    staff = Engagement.objects.current(day).filter(unit__in=area.values("unit")).values("user")
    managers = UnitPeriod.objects.filter(valid_on(day), manager__isnull=False).values("manager")
    leaders = Seat.objects.current(day).filter(role=SeatRole.LEADER).values("user")
    people: QuerySet[User] = User.objects.filter(pk__in=staff, is_active=True).exclude(pk__in=managers).exclude(pk__in=leaders)
    return people.order_by("name_sort", "pk")


def call_election(committee: Committee, call: Call, *, by: User, now: datetime) -> Election:
    """One of each role at a time; the same form sent twice is one election."""
    there = Election.objects.filter(submission_id=call.submission_id, called_by=by).first()
    if there:
        return there
    columns = {"role": call.role, "seats": call.seats, "held_on": call.held_on, "valid_from": call.valid_from, "valid_to": call.valid_to}
    try:
        with transaction.atomic():
            made = Election.objects.create(
                committee=committee, agreement=call.agreement, submission_id=call.submission_id, called_by=by, called_at=now, **columns
            )
            acting.note_in(committee, by, acting.Subject.ELECTION, made.pk, now)
            return made
    except IntegrityError as error:
        raise ElectionError(_("An election of this role is called already. Record its result first, or cancel it.")) from error


@transaction.atomic
def stand(election: Election, user: User) -> None:
    """Put up as a candidate; who had withdrawn stands again. ElectionError for who is not of the electorate (R5)."""
    election = _called(election)
    if not electorate_of(election.committee, election.held_on).filter(pk=user.pk).exists():
        raise ElectionError(_("%(name)s is not an employee here without managerial power.") % {"name": user.get_full_name()})
    Candidate.objects.update_or_create(election=election, user=user, defaults={"withdrawn_at": None})


@transaction.atomic
def withdraw(election: Election, user: User, *, now: datetime) -> None:
    """No longer a candidate; the row stays."""
    _called(election).candidates.filter(user=user, withdrawn_at=None).update(withdrawn_at=now)


@transaction.atomic
def record_result(election: Election, result: Result, *, by: User, today: date, now: datetime) -> None:
    """The elected get their seats, the former ones end, rights follow at once, and the training clock reads the seat."""
    election = _called(election)
    if today < election.held_on:
        raise ElectionError(_("The election has not been held yet."))
    columns = write_result(election, result)
    count = electorate_of(election.committee, election.held_on).count()
    _end(election, State.HELD, by=by, now=now, electorate=count, **columns)
    tell(election, result.elected, now)
    leaving = Seat.objects.filter(pk__in=result.ending_seats).values_list("user", flat=True)
    bring_in_step(today=today, people={*result.elected, *leaving})


@transaction.atomic
def close_without_result(election: Election, state: Election.State, reason: str, *, by: User, now: datetime) -> None:
    """Nobody stood, or it was cancelled: the seat stays a gap, and the reason is kept."""
    if state not in (State.NOBODY, State.CANCELLED):
        raise ElectionError(_("Choose what happened."))
    election = _called(election)
    if state == State.NOBODY and election.candidates.filter(withdrawn_at=None).exists():
        raise ElectionError(_("Somebody stands. Record the result, or cancel the election."))
    _end(election, state, by=by, now=now, reason=reason)


def write_result(election: Election, result: Result, kept: Mapping[int, Seat] | None = None) -> dict[str, object]:
    """Seats and candidates as the result says; the columns of the election that follow. `kept`: the seats some have already."""
    standing = {candidate.user_id: candidate for candidate in election.candidates.filter(withdrawn_at=None)}
    _check(election, result, standing.keys())
    ended = _end_seats(election, result.ending_seats)
    for user_id, candidate in standing.items():
        candidate.votes = result.votes.get(user_id)
        if user_id in result.elected:
            candidate.is_elected, candidate.seat = True, (kept or {}).get(user_id) or _seat(election, user_id)
        candidate.save(update_fields=["votes", "is_elected", "seat"])
    columns: dict[str, object] = {"minutes": result.minutes, "ended_seats": ended}
    if result.minutes_content:
        stored, file = files.keep("minutes", result.minutes_name, result.minutes_content)
        columns |= {"minutes_file": stored, "minutes_file_name": file.name, "minutes_file_kind": file.kind}
    return columns


def tell(election: Election, elected: Sequence[int], now: datetime) -> None:
    """Each elected once, however often the result is corrected."""
    mails = [
        outbox.NewMail(OutboxKind.ELECTED, f"elected:{election.pk}:{pk}", pk, {"election": election.pk}, now) for pk in sorted(elected)
    ]
    outbox.queue_all(mails, now=now)


def _called(election: Election) -> Election:
    """Locked: of two people who record at once, one is told."""
    fresh = Election.objects.select_for_update(of=("self",)).select_related("committee").get(pk=election.pk)
    if not fresh.is_called:
        raise ElectionError(_("The election has ended already."))
    return fresh


def _check(election: Election, result: Result, standing: object) -> None:
    elected = set(result.elected)
    if not elected or not elected <= set(standing):  # type: ignore[call-overload]
        raise ElectionError(_("Choose who was elected among those who stand."))
    if len(elected) > election.seats:
        raise ElectionError(_("More are chosen than there are seats."))
    fewest = min((result.votes[pk] for pk in elected if pk in result.votes), default=None)
    most_of_others = max((votes for pk, votes in result.votes.items() if pk not in elected), default=None)
    if fewest is not None and most_of_others is not None and most_of_others > fewest:
        raise ElectionError(_("Somebody with more votes is not chosen. Check the votes."))
    if fewest is not None and most_of_others == fewest and not result.minutes.strip():
        raise ElectionError(_("The votes are equal. Write in the minutes how it was decided, for example by drawing lots."))


def _end_seats(election: Election, ids: Sequence[int]) -> list[dict[str, object]]:
    """Former seats end on the day the elected take office; each with the end it had before."""
    ended: list[dict[str, object]] = []
    for seat in Seat.objects.filter(pk__in=ids, committee=election.committee, role=election.role):
        if seat.valid_from >= election.valid_from:
            raise ElectionError(_("A seat that is to end began later than the new one. Check the day of taking office."))
        if seat.valid_to is None or seat.valid_to > election.valid_from:
            ended.append({"seat": seat.pk, "valid_to": seat.valid_to.isoformat() if seat.valid_to else None})
            seat.valid_to, seat.end_is_held = election.valid_from, True
            seat.save(update_fields=["valid_to", "end_is_held"])
    return ended


def _seat(election: Election, user_id: int) -> Seat:
    word = {SeatRole.AMR: "AMR", SeatRole.STEWARD: "TR"}[SeatRole(election.role)]
    columns = {"committee": election.committee, "role": election.role, "chosen": Chosen.ELECTED, "origin": Origin.HAND}
    held = Seat.objects.filter(user=user_id, committee=election.committee, role=election.role)
    overlapping = held.filter(valid_from__lt=election.valid_to).exclude(valid_to__lte=election.valid_from)
    if overlapping.exists():
        raise ElectionError(_("Somebody elected holds the seat already on that day. Let the former seat end."))
    return Seat.objects.create(user_id=user_id, role_word=word, valid_from=election.valid_from, valid_to=election.valid_to, **columns)


def _end(election: Election, state: Election.State, *, by: User, now: datetime, **columns: object) -> None:
    Election.objects.filter(pk=election.pk).update(state=state, ended_by=by, ended_at=now, **columns)
    acting.note_in(election.committee, by, acting.Subject.ELECTION, election.pk, now)
