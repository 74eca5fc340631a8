"""What beat calls in this room, and what a page asks of the worker."""

from celery import shared_task

from apv import worker
from apv.models import KeyHalf
from apv.usecases import audit_importing, audit_places, audit_reminding, inviting, keys, pulsing, rounds
from safetynet.common import clock


@shared_task
def invite(round_id: int) -> None:
    """Everybody asked gets a right to answer and a mail."""
    inviting.invite(round_id, now=clock.now())


@shared_task
def join_key(round_id: int) -> None:
    """Two halves become the round's key."""
    keys.join(round_id, now=clock.now())


@shared_task
def open_answers(round_id: int) -> None:
    """Two halves open the answers."""
    keys.open_answers(round_id, now=clock.now(), today=clock.today())


@shared_task
def look_for_rounds() -> None:
    """Every minute: close what is past its day, finish pulses, forget old halves, join pairs that wait, invite who was not invited."""
    now, today = clock.now(), clock.today()
    rounds.close_those_past(now=now, today=today)
    keys.forget_old_halves(now=now)
    pulsing.finish_those_closed(now=now, today=today)
    for round_id, purpose in keys.waiting_pairs(now=now):
        worker.send("join_key" if purpose == KeyHalf.Purpose.MAKE else "open_answers", round_id)
    for round_id in inviting.not_invited(today=today):
        worker.send("invite", round_id)


@shared_task
def remind_of_rounds() -> None:
    """On working days: reminders whose day has come."""
    inviting.queue_reminders(now=clock.now(), today=clock.today())


@shared_task
def bring_up_shares() -> None:
    """Each morning: response rates; and rows of reminders that are two days old."""
    inviting.bring_up_shares(today=clock.today())
    inviting.forget_old_reminders(now=clock.now())


@shared_task
def lay_audit_places() -> None:
    """Every night: who is expected to answer the open self-audits, as the organisation is today."""
    audit_places.lay_all(today=clock.today())


@shared_task
def queue_audit_mails() -> None:
    """On working days: who has not sent the self-audit in is told, one mail a stage."""
    audit_reminding.queue_audit_mails(today=clock.today(), now=clock.now())


@shared_task
def forget_unfinished_audit_imports() -> None:
    """Every night: tables of earlier years that were read a week ago and never brought in."""
    audit_importing.forget_unfinished(now=clock.now())
