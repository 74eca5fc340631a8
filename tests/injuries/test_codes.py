"""The classification: whole in three languages, sub-codes under their groups, and found by the words people use."""

from datetime import date

import pytest

from injuries.codes import Code, Table, code_table
from injuries.codes.everyday import PHRASES, found
from injuries.codes.tables import in_use

DIGITS = {Table.INJURY: 3, Table.ENVIRONMENT: 3}
EVERY_CODE = [code for table in Table for code in code_table(table).values()]


@pytest.mark.parametrize("table", Table)
def test_every_code_has_its_digits_and_comes_once(table):
    codes = [row.code for row in code_table(table).values()]

    assert all(len(code) == DIGITS.get(table, 2) and code.isdigit() for code in codes)
    assert codes == sorted(set(codes))


def test_every_code_is_said_in_three_languages():
    assert [code for code in EVERY_CODE if set(code.texts) != {"en", "da", "sv"} or not all(code.texts.values())] == []


def test_a_part_begins_as_its_group_and_its_group_is_there():
    parts = [code for code in EVERY_CODE if not code.code.endswith("0") and code.group]

    assert parts
    assert all(code.code.startswith(code.group[:-1]) and code_table(code.table)[code.group].is_group for code in parts)


def test_a_code_out_of_use_is_not_offered_and_still_known():
    old = Code(Table.BODY, "98", "", {"da": "Gammel"}, valid_to=date(2020, 1, 1))

    assert old.holds_on(date(2019, 12, 31))
    assert not old.holds_on(date(2020, 1, 1))
    assert len(in_use(Table.BODY, date(2026, 1, 1))) == len(code_table(Table.BODY))


def test_every_phrase_leads_to_codes_that_are_there():
    missing = [(phrase.key, table, code) for phrase in PHRASES for table, code in phrase.codes.items() if code not in code_table(table)]

    assert missing == []
    assert len({phrase.key for phrase in PHRASES}) == len(PHRASES)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("nål", "needle"),
        ("stuck by a needle", "needle"),
        ("kanyle", "needle"),
        ("løftede patient", "lift-patient"),
        ("lifted a patient", "lift-patient"),
        ("sparket", "kick"),
        ("kicked by a patient", "kick"),
        ("sparkad", "kick"),
        ("vådt gulv", "slip-wet"),
        ("trussel telefon", "threat-net"),
        ("halkade is", "slip-ice"),
        ("bidt", "bite"),
    ],
)
def test_what_people_say_finds_what_happened_first(typed, key):
    assert found(typed)[0].key == key


def test_a_word_nobody_uses_finds_nothing_and_no_word_offers_the_commonest():
    assert found("kvabbelsnask") == []
    assert [phrase.key for phrase in found("")][:2] == ["needle", "scalpel"]
