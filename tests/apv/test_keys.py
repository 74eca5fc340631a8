"""Two halves make a key, two halves open it: by the two people named, within the hour, once."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from apv import sealing
from apv.errors import RefusedError
from apv.models import KeyHalf, Round, RoundAct, RoundStatus
from apv.usecases import keys
from tests.factories import NOW, ROUND_KEY, TODAY, OpenRoundFactory, RoundFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return RoundFactory(key_holder=UserFactory(), key_deputy=UserFactory())


@pytest.fixture
def opened(monkeypatch):
    """Stands where the counting is: what it was called with."""
    calls = []

    class Opening:
        @staticmethod
        def open_round(**given):
            calls.append(given)

    monkeypatch.setattr(keys, "import_module", lambda _name: Opening)
    return calls


@pytest.fixture
def closed():
    """A closed round and its two halves as printed."""
    half = sealing.new_half()
    other = sealing.joined(half, ROUND_KEY)
    survey_round = OpenRoundFactory(status=RoundStatus.CLOSED, closed_on=TODAY)
    return survey_round, sealing.written_half(half), sealing.written_half(other)


def test_two_halves_make_the_key_and_nothing_but_the_public_one_is_kept(draft):
    one, first_waits = keys.make_half(draft, by=draft.key_holder, now=NOW)
    assert not first_waits
    assert not keys.join(draft.pk, now=NOW)
    other, both_wait = keys.make_half(draft, by=draft.key_deputy, now=NOW + timedelta(minutes=20))
    assert both_wait

    assert keys.join(draft.pk, now=NOW + timedelta(minutes=21))

    draft.refresh_from_db()
    private = sealing.joined(sealing.read_half(one), sealing.read_half(other))
    assert bytes(draft.public_key) == sealing.public_key_of(private)
    assert not KeyHalf.objects.exists()
    assert not keys.join(draft.pk, now=NOW)


def test_a_half_on_its_way_is_readable_to_the_worker_alone(draft):
    written, _both = keys.make_half(draft, by=draft.key_holder, now=NOW)
    sealed = bytes(KeyHalf.objects.get().sealed)
    assert sealing.read_half(written) not in sealed
    assert sealing.open_half(settings.SURVEY.worker_key, sealed) == sealing.read_half(written)


def test_a_half_fetched_again_makes_the_sheet_before_void(draft):
    first, _both = keys.make_half(draft, by=draft.key_holder, now=NOW)
    second, _both = keys.make_half(draft, by=draft.key_holder, now=NOW)
    other, _both = keys.make_half(draft, by=draft.key_deputy, now=NOW)
    keys.join(draft.pk, now=NOW)
    draft.refresh_from_db()
    made = bytes(draft.public_key)
    assert sealing.public_key_of(sealing.joined(sealing.read_half(second), sealing.read_half(other))) == made
    assert sealing.public_key_of(sealing.joined(sealing.read_half(first), sealing.read_half(other))) != made


def test_only_the_two_have_a_half_and_none_after_the_key_is_made(draft):
    with pytest.raises(RefusedError):
        keys.make_half(draft, by=draft.made_by, now=NOW)
    Round.objects.update(public_key=b"k" * 32)
    with pytest.raises(RefusedError):
        keys.make_half(draft, by=draft.key_holder, now=NOW)


def test_after_an_hour_both_start_over(draft):
    keys.make_half(draft, by=draft.key_holder, now=NOW)
    late = NOW + timedelta(minutes=61)

    _written, both_wait = keys.make_half(draft, by=draft.key_deputy, now=late)

    assert not both_wait
    assert not keys.join(draft.pk, now=late)
    assert list(KeyHalf.objects.values_list("holder", flat=True)) == [draft.key_deputy_id]
    assert RoundAct.objects.get().verb == "expired"


def test_halves_that_a_late_worker_finds_make_no_key(draft):
    keys.make_half(draft, by=draft.key_holder, now=NOW)
    _written, both_wait = keys.make_half(draft, by=draft.key_deputy, now=NOW + timedelta(minutes=20))
    assert both_wait

    assert not keys.join(draft.pk, now=NOW + timedelta(minutes=61))

    draft.refresh_from_db()
    assert draft.public_key is None
    assert not RoundAct.objects.filter(verb=RoundAct.Verb.KEYS).exists()


def test_halves_that_a_late_worker_finds_open_nothing(closed, opened):
    survey_round, one, other = closed
    keys.give_half(survey_round, one, by=survey_round.key_holder, now=NOW)
    assert keys.give_half(survey_round, other, by=survey_round.key_deputy, now=NOW + timedelta(minutes=20))

    assert not keys.open_answers(survey_round.pk, now=NOW + timedelta(minutes=61), today=TODAY)

    survey_round.refresh_from_db()
    assert (opened, survey_round.status, survey_round.counted_on) == ([], RoundStatus.CLOSED, None)


def test_the_job_forgets_halves_that_waited_an_hour(draft):
    keys.make_half(draft, by=draft.key_holder, now=NOW)
    assert keys.forget_old_halves(now=NOW + timedelta(minutes=59)) == 0
    assert keys.forget_old_halves(now=NOW + timedelta(minutes=60)) == 1
    assert not KeyHalf.objects.exists()


def test_a_pair_nobody_joined_is_found(draft):
    keys.make_half(draft, by=draft.key_holder, now=NOW)
    assert keys.waiting_pairs(now=NOW) == []
    keys.make_half(draft, by=draft.key_deputy, now=NOW)
    assert keys.waiting_pairs(now=NOW) == [(draft.pk, "make")]


def test_start_over_throws_the_key_away_before_opening_only(draft):
    Round.objects.filter(pk=draft.pk).update(public_key=b"k" * 32)
    keys.start_over(draft, by=draft.made_by, now=NOW)
    draft.refresh_from_db()
    assert draft.public_key is None
    with pytest.raises(RefusedError):
        keys.start_over(OpenRoundFactory(), by=draft.made_by, now=NOW)


def test_two_typed_halves_open_the_answers_once(closed, opened):
    survey_round, half, other = closed
    assert not keys.give_half(survey_round, half.lower().replace(" ", "-"), by=survey_round.key_holder, now=NOW)
    assert keys.give_half(survey_round, other, by=survey_round.key_deputy, now=NOW)

    assert keys.open_answers(survey_round.pk, now=NOW, today=TODAY)
    assert not keys.open_answers(survey_round.pk, now=NOW, today=TODAY)

    assert opened == [{"survey_round": survey_round, "private_key": ROUND_KEY, "now": NOW, "today": TODAY}]
    survey_round.refresh_from_db()
    assert (survey_round.status, survey_round.counted_on) == (RoundStatus.COUNTED, TODAY)
    assert not KeyHalf.objects.exists()


def test_a_wrong_letter_is_told_and_loses_nothing(closed, opened):
    survey_round, half, other = closed
    keys.give_half(survey_round, half, by=survey_round.key_holder, now=NOW)
    with pytest.raises(RefusedError, match="bogstav"):
        keys.give_half(survey_round, ("A" if other[0] != "A" else "B") + other[1:], by=survey_round.key_deputy, now=NOW)
    assert KeyHalf.objects.get().holder == survey_round.key_holder


def test_a_wrong_pair_opens_nothing_is_told_and_can_be_tried_again(closed, opened):
    survey_round, half, other = closed
    keys.give_half(survey_round, half, by=survey_round.key_holder, now=NOW)
    keys.give_half(survey_round, sealing.written_half(sealing.new_half()), by=survey_round.key_deputy, now=NOW)

    assert not keys.open_answers(survey_round.pk, now=NOW, today=TODAY)

    assert opened == []
    assert RoundAct.objects.get().verb == "wrong_pair"
    survey_round.refresh_from_db()
    assert survey_round.status == RoundStatus.CLOSED
    keys.give_half(survey_round, half, by=survey_round.key_holder, now=NOW)
    keys.give_half(survey_round, other, by=survey_round.key_deputy, now=NOW)
    assert keys.open_answers(survey_round.pk, now=NOW, today=TODAY)


def test_nothing_is_opened_while_the_round_is_open():
    survey_round = OpenRoundFactory()
    with pytest.raises(RefusedError):
        keys.give_half(survey_round, sealing.written_half(ROUND_KEY), by=survey_round.key_holder, now=NOW)
    assert not keys.open_answers(survey_round.pk, now=NOW, today=TODAY)


def test_what_the_worker_alone_seals_it_opens_alone(opened):
    public = settings.SURVEY.worker_public_key
    pilot = OpenRoundFactory(kind="pilot", worker_key=True, public_key=public, status="closed", key_holder=None, key_deputy=None)
    assert keys.open_answers(pilot.pk, now=NOW, today=TODAY)
    assert opened[0]["private_key"] == settings.SURVEY.worker_key


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT sealed FROM apv_sealedanswer",
        "DELETE FROM apv_sealedanswer",
        "SELECT * FROM apv_rawanswer",
        "INSERT INTO apv_invitation DEFAULT VALUES",
        "UPDATE apv_invitation SET person_id = 1",
        "UPDATE apv_keyhalf SET sealed = ''",
        "DELETE FROM apv_roundact",
    ],
)
def test_what_the_web_role_may_not(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE safetynet_web")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute(statement)


def test_the_web_role_makes_a_half_and_the_worker_joins_it(draft):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE safetynet_web")
        keys.make_half(draft, by=draft.key_holder, now=NOW)
        keys.make_half(draft, by=draft.key_deputy, now=NOW)
        cursor.execute("SET LOCAL ROLE safetynet_worker")
        assert keys.join(draft.pk, now=NOW)
