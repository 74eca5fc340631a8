"""Two people hold a round's key: made from their halves when it opens, put together again when it has closed.

A half is shown to its holder once, on a page that is printed. On its way it waits sealed to the worker's own key, an hour
at most; the worker joins the two in memory. After that the server has the public key only: no backup opens an answer.
"""

from datetime import date, datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from apv import sealing
from apv.errors import RefusedError
from apv.models import KeyHalf, Round, RoundAct, RoundKind, RoundStatus
from apv.usecases.inviting import forget_reminders
from apv.usecases.rounds import act
from orgstructure.models import User

HALF_WAITS = timedelta(hours=1)
Purpose = KeyHalf.Purpose
Verb = RoundAct.Verb


def is_key_person(survey_round: Round, person: User) -> bool:
    """One of the two named on the round."""
    return person.pk in _two(survey_round)


def _two(survey_round: Round) -> tuple[int | None, int | None]:
    return survey_round.key_holder_id, survey_round.key_deputy_id


@transaction.atomic
def make_half(survey_round: Round, *, by: User, now: datetime) -> tuple[str, bool]:
    """A new half as it is printed, shown this once, and whether both wait now: then the worker is told.

    Fetched again before the key is made, the one before is void.
    Raises `RefusedError` for anybody but the two, and once the key is made.
    """
    row = _locked(survey_round.pk)
    _may_give_or_refuse(row, by)
    if row.status != RoundStatus.DRAFT or row.public_key is not None:
        raise RefusedError(_("The key of this round is made already."))
    half = sealing.new_half()
    return sealing.written_half(half), _lay(row, Purpose.MAKE, half, by=by, now=now)


@transaction.atomic
def give_half(survey_round: Round, typed: str, *, by: User, now: datetime) -> bool:
    """One's half again, to open the answers; whether both wait now. Raises `RefusedError`: a mistake in typing loses nothing."""
    row = _locked(survey_round.pk)
    _may_give_or_refuse(row, by)
    if row.status != RoundStatus.CLOSED:
        raise RefusedError(_("The answers can be opened when the round is closed, and once only."))
    half = sealing.read_half(typed)
    if half is None:
        raise RefusedError(
            _("This is not a whole half: a letter is wrong, missing or one too many. Compare with your sheet and try again.")
        )
    return _lay(row, Purpose.OPEN, half, by=by, now=now)


def _may_give_or_refuse(row: Round, by: User) -> None:
    if by.pk not in _two(row) or row.key_holder_id == row.key_deputy_id:
        raise RefusedError(_("Only the key holder and the deputy of this round have a half."))


def _lay(row: Round, purpose: Purpose, half: bytes, *, by: User, now: datetime) -> bool:
    """Seal it and let it wait; whether both are there."""
    forget_old_halves(now=now, only=row)
    KeyHalf.objects.filter(round=row, purpose=purpose, holder=by).delete()
    KeyHalf.objects.create(round=row, purpose=purpose, holder=by, sealed=sealing.seal_half(settings.SURVEY.worker_public_key, half), at=now)
    return KeyHalf.objects.filter(round=row, purpose=purpose).count() == len(_two(row))


@transaction.atomic
def start_over(survey_round: Round, *, by: User, now: datetime) -> None:
    """Throw the key or the halves away before the round opens: the sheets printed so far are void. Raises `RefusedError`."""
    row = _locked(survey_round.pk)
    if row.status != RoundStatus.DRAFT or row.kind != RoundKind.FULL:
        raise RefusedError(_("The round is open: its key stays."))
    KeyHalf.objects.filter(round=row).delete()
    Round.objects.filter(pk=row.pk).update(public_key=None)
    act(row, Verb.KEYS_AGAIN, by=by, now=now)


@transaction.atomic
def join(round_id: int, *, now: datetime) -> bool:
    """In the worker: make the round's key of the two halves, keep the public one, forget the rest. Safe to call twice, and at once."""
    row = _locked(round_id)
    halves = _pair(row, Purpose.MAKE, now)
    if halves is None or row.status != RoundStatus.DRAFT or row.public_key is not None:
        return False
    Round.objects.filter(pk=row.pk).update(public_key=sealing.public_key_of(sealing.joined(*halves)))
    KeyHalf.objects.filter(round=row).delete()
    act(row, Verb.KEYS, by=None, now=now)
    return True


@transaction.atomic
def open_answers(round_id: int, *, now: datetime, today: date) -> bool:
    """In the worker: join the two halves and open every answer, in one transaction. Safe to call twice, and at once.

    A pair that does not make the round's key opens nothing; the halves are forgotten and the page says so.
    """
    row = _locked(round_id)
    if row.status != RoundStatus.CLOSED:
        return False
    halves = None if row.worker_key else _pair(row, Purpose.OPEN, now)
    if halves is None and not row.worker_key:
        return False
    private = sealing.joined(*halves) if halves else settings.SURVEY.worker_key
    KeyHalf.objects.filter(round=row).delete()
    if sealing.public_key_of(private) != bytes(row.public_key or b""):
        act(row, Verb.WRONG_PAIR, by=None, now=now)
        return False
    import_module("apv.usecases.opening").open_round(survey_round=row, private_key=private, now=now, today=today)
    forget_reminders(row.pk)
    Round.objects.filter(pk=row.pk, status=RoundStatus.CLOSED).update(status=RoundStatus.COUNTED, counted_on=today)
    act(row, Verb.COUNTED, by=None, now=now)
    return True


def _pair(row: Round, purpose: Purpose, now: datetime) -> tuple[bytes, bytes] | None:
    """Both halves, not older than an hour, in the worker's hands."""
    fresh = KeyHalf.objects.filter(round=row, purpose=purpose, at__gt=now - HALF_WAITS)
    found = {half.holder_id: bytes(half.sealed) for half in fresh}
    if len(found) != len(_two(row)) or set(found) != set(_two(row)):
        return None
    one, other = (sealing.open_half(settings.SURVEY.worker_key, sealed) for sealed in found.values())
    return one, other


def waiting_pairs(*, now: datetime) -> list[tuple[int, str]]:
    """(round, purpose) where both halves wait though nobody joined them: the broker was gone, or a worker died."""
    fresh = KeyHalf.objects.filter(at__gt=now - HALF_WAITS).values_list("round", "purpose")
    seen = list(fresh)
    return sorted({pair for pair in seen if seen.count(pair) > 1})


@transaction.atomic
def forget_old_halves(*, now: datetime, only: Round | None = None) -> int:
    """Delete halves that have waited an hour, with the other half of the pair: the two start over. How many rounds."""
    old = KeyHalf.objects.filter(at__lte=now - HALF_WAITS)
    if only is not None:
        old = old.filter(round=only)
    pairs = set(old.values_list("round", "purpose"))
    for round_id, purpose in pairs:
        KeyHalf.objects.filter(round=round_id, purpose=purpose).delete()
        RoundAct.objects.create(round_id=round_id, verb=Verb.EXPIRED, at=now)
    return len(pairs)


def _locked(round_id: int) -> Round:
    """One at a time, without keeping anybody from answering."""
    return Round.objects.select_for_update(no_key=True).get(pk=round_id)
