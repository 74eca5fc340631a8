"""Invitations, reminders and response rates: the worker's work, as it alone can make a code and may see which were used.

Who has answered is never a mark on anything: a reminder is planned for everybody who was asked, the worker leaves out at
delivery who has answered, and the outbox shows both as sent (docs/decisions/0074). A day later the rows are gone.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db import connection, transaction

from apv import sealing
from apv.models import Invitation, Round, RoundReminder, RoundStatus, SurveyMail
from apv.usecases.freezing import asked_people
from orgstructure.models import User
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN, at_hour
from safetynet.common.models import OutboxMail
from safetynet.common.workdays import is_working_day, working_day_from

T = TypeVar("T")
BATCH = 2000
FIRST_HOUR, LAST_HOUR = 8, 20
WAVE = 1000  # so many mails at once, then room for everybody else's
WAVE_LASTS = timedelta(minutes=2)
REMINDERS_KEPT = timedelta(days=2)
APART = timedelta(days=3)
SHARES = """
WITH answered AS (
    SELECT one.round_unit_id, count(*) AS n
    FROM apv_invitation one JOIN apv_sealedanswer answer ON answer.token_hash = one.token_hash
    WHERE one.round_id = %(round)s GROUP BY one.round_unit_id
), below AS (
    SELECT place.unit_id::bigint AS unit_id, sum(answered.n) AS n
    FROM answered JOIN apv_roundunit one ON one.id = answered.round_unit_id
    CROSS JOIN LATERAL unnest(string_to_array(trim(both '/' from one.path), '/')) AS place(unit_id)
    GROUP BY 1
)
UPDATE apv_roundunit one
SET answered_share = CASE
    WHEN one.invited_below >= 40 THEN greatest(5, least(95, 5 * round(20.0 * coalesce(below.n, 0) / one.invited_below)))
    WHEN one.invited_below >= 10 THEN greatest(20, least(80, 20 * round(5.0 * coalesce(below.n, 0) / one.invited_below)))
    END
FROM apv_roundunit same LEFT JOIN below ON below.unit_id = same.unit_id
WHERE same.id = one.id AND one.round_id = %(round)s
"""


def token_key_of(survey_round: Round) -> bytes:
    """What the codes of the round are made from; the worker alone can."""
    return sealing.round_token_key(settings.SURVEY.token_secret, survey_round.public_id)


@transaction.atomic
def invite(round_id: int, *, now: datetime) -> int:
    """Give everybody asked their right to answer, and plan the mails; how many mails were new. Safe to call twice, and at once.

    All or nothing: a worker that died half-way leaves a round without invitations, which the next look finds.
    """
    survey_round = Round.objects.get(pk=round_id)
    if survey_round.status != RoundStatus.OPEN:
        return 0
    today = now.astimezone(COPENHAGEN).date()
    if today > survey_round.closes_on:
        return 0
    key = token_key_of(survey_round)
    people = asked_people(survey_round)
    for batch in _batches(people):
        _give_rights(survey_round, key, batch)
    return _plan_mails(survey_round, SurveyMail.INVITATION, "", start=max(today, survey_round.opens_on), now=now)


def not_invited(*, today: date) -> list[int]:
    """Open rounds without a single invitation: the worker was not reached."""
    rows = Round.objects.filter(status=RoundStatus.OPEN, closes_on__gte=today, invitations=None)
    return list(rows.values_list("pk", flat=True))


def _give_rights(survey_round: Round, key: bytes, people: Iterable[tuple[int, int]]) -> None:
    rows = [Invitation(round=survey_round, round_unit_id=unit, person_id=person) for unit, person in people]
    for row in rows:
        row.token_hash = sealing.hash_of(sealing.token_of(key, row.pk))
        row.named_token_hash = sealing.hash_of(sealing.token_of(key, row.pk, is_named=True))
    Invitation.objects.bulk_create(rows, ignore_conflicts=True)


def _plan_mails(survey_round: Round, kind: SurveyMail, stage: str, *, start: date, now: datetime) -> int:
    """One row for everybody asked who has a mail address, in waves from eight on a working day, unit by unit."""
    asked = Invitation.objects.filter(round=survey_round, person__is_active=True).exclude(person__email="")
    people = list(asked.order_by("round_unit", "person").values_list("person", flat=True))
    first = _first_moment(start, now)
    planned = 0
    for number, batch in enumerate(_batches(people, WAVE)):
        at = first + number * WAVE_LASTS
        keys = {person: f"{kind}:{survey_round.pk}:{stage}:{person}" for person in batch}
        mails = [outbox.NewMail(kind, keys[person], person, {"round": survey_round.pk}, at) for person in batch]
        planned += len(outbox.queue_all(mails, now=now))
    return planned


def _first_moment(start: date, now: datetime) -> datetime:
    """By day on a working day: now where it is, else from eight on the next."""
    moment = at_hour(working_day_from(start), FIRST_HOUR)
    if moment >= now or now.astimezone(COPENHAGEN).hour < LAST_HOUR:
        return max(moment, now)
    return at_hour(working_day_from(now.astimezone(COPENHAGEN).date() + timedelta(days=1)), FIRST_HOUR)


def _batches(rows: list[T], size: int = BATCH) -> Iterator[list[T]]:
    return (rows[at : at + size] for at in range(0, len(rows), size))


# --- Reminders ------------------------------------------------------------------------------------------
def queue_reminders(*, now: datetime, today: date) -> int:
    """Plan each reminder whose day has come; how many mails. Nothing at weekends; of several that were missed, the last one."""
    if not is_working_day(today) or not FIRST_HOUR <= now.astimezone(COPENHAGEN).hour < LAST_HOUR:
        return 0
    return sum(_remind(survey_round, now=now, today=today) for survey_round in Round.objects.taking_answers(today))


@transaction.atomic
def _remind(survey_round: Round, *, now: datetime, today: date) -> int:
    """The row of the reminder is the lock: whoever writes it plans its mails, in the same transaction."""
    told = {one.stage: one.on for one in RoundReminder.objects.filter(round=survey_round)}
    due = [stage for stage, day in stages(survey_round) if day <= today and stage not in told]
    if not due or (told and max(told.values()) + APART > today):
        return 0
    rows = [RoundReminder(round=survey_round, stage=stage, on=today) for stage in due]
    RoundReminder.objects.bulk_create(rows, ignore_conflicts=True)
    return _plan_mails(survey_round, SurveyMail.REMINDER, due[-1], start=today, now=now)


def stages(survey_round: Round) -> list[tuple[str, date]]:
    """The reminders of a round with their working days, in order; an extended round gets another one before its end."""
    opens, closes = survey_round.opens_on, survey_round.closes_on
    found = [(f"after-{days}", working_day_from(opens + timedelta(days=days))) for days in survey_round.remind_after]
    if survey_round.remind_before:
        day = closes - timedelta(days=survey_round.remind_before)
        while not is_working_day(day):
            day -= timedelta(days=1)
        found.append((f"before-{closes:%Y%m%d}", day))
    return sorted((one for one in found if opens < one[1] <= closes), key=lambda one: one[1])


def forget_reminders(round_id: int) -> None:
    """No row tells afterwards who was reminded: called when the answers are opened."""
    OutboxMail.objects.filter(kind=SurveyMail.REMINDER, key__startswith=f"{SurveyMail.REMINDER}:{round_id}:").delete()


def forget_old_reminders(*, now: datetime) -> int:
    """Rows of reminders go after two days, sent or not."""
    return OutboxMail.objects.filter(kind=SurveyMail.REMINDER, available_at__lte=now - REMINDERS_KEPT).delete()[0]


# --- Response rates -------------------------------------------------------------------------------------
def bring_up_shares(*, today: date) -> int:
    """Once a day at most: how many answered, per unit, as coarsely as `shares.share_of` says; how many rounds.

    Nothing is shown as none or all: 5 stands for “at most 5”, 95 for “95 or more”.
    """
    done = 0
    for pk in Round.objects.filter(status__in=(RoundStatus.OPEN, RoundStatus.CLOSED), opens_on__lt=today).values_list("pk", flat=True):
        with transaction.atomic(), connection.cursor() as cursor:
            if not Round.objects.filter(pk=pk).exclude(shares_on=today).update(shares_on=today):
                continue
            cursor.execute(SHARES, {"round": pk})
            cursor.execute(
                "UPDATE apv_round one SET answered_share = top.answered_share FROM apv_roundunit top"
                " WHERE one.id = %(round)s AND top.round_id = one.id AND top.parent_id IS NULL",
                {"round": pk},
            )
        done += 1
    return done


def language_of(person: User, survey_round: Round) -> str:
    """The person's language where the round can be answered in it, else the round's first."""
    languages: list[str] = survey_round.languages
    return person.language if person.language in languages else languages[0]


def address_of(token: str, language: str, *, is_named: bool = False) -> str:
    """The link of one code: of the anonymous part, or of the one with one's name."""
    return f"{settings.SURVEY.url}/{'n' if is_named else 's'}/{token}/{language}/"
