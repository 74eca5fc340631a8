"""Everything twice and at once, on real transactions: one key, one opening, one mail each."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections

from apv import sealing
from apv.models import Invitation, KeyHalf, RawAnswer, Round, RoundAct, RoundReminder, RoundStatus, SealedAnswer
from apv.usecases import inviting, keys
from apv.usecases.freezing import freeze_tree
from safetynet.common.models import OutboxMail
from tests.factories import NOW, ROUND_KEY, TODAY, EngagementFactory, OpenRoundFactory, RoundFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
WORKDAY = NOW + timedelta(days=8)


def at_once(*acts):
    """Each in its own thread and connection, begun together; what they gave."""
    together = Barrier(len(acts))

    def run(act):
        together.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def open_round(people):
    survey_round = OpenRoundFactory(opens_on=TODAY, closes_on=TODAY + timedelta(days=20))
    for _ in range(people):
        EngagementFactory(unit=survey_round.top)
    freeze_tree(survey_round)
    return survey_round


def test_two_halves_fetched_at_once_are_one_key_and_one_of_the_two_tells_the_worker():
    draft = RoundFactory(key_holder=UserFactory(), key_deputy=UserFactory())
    holder, deputy = draft.key_holder, draft.key_deputy

    given = at_once(lambda: keys.make_half(draft, by=holder, now=NOW), lambda: keys.make_half(draft, by=deputy, now=NOW))
    made = at_once(*[lambda: keys.join(draft.pk, now=NOW)] * 4)

    assert sorted(both for _written, both in given) == [False, True]
    assert sorted(made) == [False, False, False, True]
    draft.refresh_from_db()
    halves = [sealing.read_half(written) for written, _both in given]
    assert bytes(draft.public_key) == sealing.public_key_of(sealing.joined(*halves))
    assert RoundAct.objects.filter(verb="keys").count() == 1


def test_the_same_half_fetched_twice_at_once_waits_once():
    draft = RoundFactory(key_holder=UserFactory(), key_deputy=UserFactory())
    at_once(*[lambda: keys.make_half(draft, by=draft.key_holder, now=NOW)] * 3)
    assert KeyHalf.objects.count() == 1


def test_two_openings_at_once_count_every_answer_once():
    survey_round = open_round(12)
    inviting.invite(survey_round.pk, now=NOW)
    unit = survey_round.units.get()
    SealedAnswer.objects.bulk_create(
        SealedAnswer(
            token_hash=one.token_hash,
            round=survey_round,
            sealed=sealing.seal(survey_round.public_key, {"v": 1, "unit": unit.pk, "answers": {}}),
        )
        for one in Invitation.objects.all()
    )
    Round.objects.update(status=RoundStatus.CLOSED, closed_on=TODAY)
    half = sealing.new_half()
    keys.give_half(survey_round, sealing.written_half(half), by=survey_round.key_holder, now=NOW)
    keys.give_half(survey_round, sealing.written_half(sealing.joined(half, ROUND_KEY)), by=survey_round.key_deputy, now=NOW)

    opened = at_once(*[lambda: keys.open_answers(survey_round.pk, now=NOW, today=TODAY)] * 3)

    assert sorted(opened) == [False, False, True]
    survey_round.refresh_from_db()
    assert survey_round.status == RoundStatus.COUNTED
    assert (RawAnswer.objects.count(), SealedAnswer.objects.count(), KeyHalf.objects.count()) == (12, 0, 0)


def test_invitations_and_reminders_from_several_workers_are_one_mail_each():
    survey_round = open_round(30)

    planned = at_once(*[lambda: inviting.invite(survey_round.pk, now=NOW)] * 3)
    reminded = at_once(*[lambda: inviting.queue_reminders(now=WORKDAY, today=WORKDAY.date())] * 3)

    assert sum(planned) == 30
    assert sum(reminded) == 30
    assert Invitation.objects.count() == 30
    assert OutboxMail.objects.count() == 60
    assert RoundReminder.objects.count() == 1
