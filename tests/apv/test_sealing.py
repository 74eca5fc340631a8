"""The keys of a survey: a token tells nothing, a half opens nothing, and a length says nothing."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv import sealing
from apv.errors import KeyMismatchError

SECRET = b"s" * 32


def test_a_token_holds_130_bits_and_is_the_same_when_a_reminder_repeats_it():
    key, invitation = sealing.round_token_key(SECRET, uuid.uuid4()), uuid.uuid4()

    token = sealing.token_of(key, invitation)

    assert len(token) * 5 >= 128
    assert token == sealing.token_of(key, invitation)


def test_the_named_part_and_another_round_and_another_person_share_nothing_with_a_token():
    key, invitation = sealing.round_token_key(SECRET, uuid.uuid4()), uuid.uuid4()
    tokens = {
        sealing.token_of(key, invitation),
        sealing.token_of(key, invitation, is_named=True),
        sealing.token_of(key, uuid.uuid4()),
        sealing.token_of(sealing.round_token_key(SECRET, uuid.uuid4()), invitation),
    }

    assert len(tokens) == 4


def test_a_token_is_read_as_people_type_it():
    token = sealing.token_of(SECRET, uuid.uuid4())

    assert sealing.read_token(sealing.in_groups(token)) == token
    assert sealing.read_token(f" {token.upper()} ".replace("0", "O").replace("1", "l")) == token
    assert sealing.read_token(token[:-1]) == ""
    assert sealing.read_token(token + "a") == ""
    assert sealing.read_token("ø" * 26) == ""


def test_a_draft_is_read_with_its_own_token_only():
    token, other = (sealing.token_of(SECRET, uuid.uuid4()) for _ in range(2))

    sealed = sealing.seal_draft(token, {"pace": 3})

    assert sealing.open_draft(token, sealed) == {"pace": 3}
    assert sealing.open_draft(other, sealed) == {}
    assert b"pace" not in sealed


def test_an_answer_is_opened_by_both_halves_and_by_nothing_less():
    one, other = sealing.new_half(), sealing.new_half()
    private = sealing.joined(one, other)

    sealed = sealing.seal(sealing.public_key_of(private), {"pace": 3, "text": "Kvabbelsnask"})

    assert sealing.open_sealed(private, sealed) == {"pace": 3, "text": "Kvabbelsnask"}
    for wrong in (one, other, sealing.joined(one, sealing.new_half())):
        with pytest.raises(KeyMismatchError):
            sealing.open_sealed(wrong, sealed)


def test_the_length_of_a_sealed_answer_does_not_tell_how_much_was_written():
    key = sealing.public_key_of(SECRET)

    assert len(sealing.seal(key, {"text": ""})) == len(sealing.seal(key, {"text": "x" * 900}))


@given(st.binary(min_size=32, max_size=32))
def test_a_printed_half_is_read_back_and_a_wrong_letter_is_noticed(half):
    written = sealing.written_half(half)

    assert sealing.read_half(written.lower()) == half
    first = next(at for at, letter in enumerate(written) if letter != " ")
    changed = ("Z" if written[first] != "Z" else "Y") + written[1:]
    assert sealing.read_half(changed) is None
    assert sealing.read_half(written[:-1]) is None


def test_a_half_on_its_way_is_for_the_worker_alone():
    half = sealing.new_half()
    sealed = sealing.seal_half(sealing.public_key_of(SECRET), half)

    assert sealing.open_half(SECRET, sealed) == half
    with pytest.raises(KeyMismatchError):
        sealing.open_half(b"x" * 32, sealed)
