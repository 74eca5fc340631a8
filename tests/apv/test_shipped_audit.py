"""The questions of the yearly self-audit that come with the product."""

import re

from apv.blueprint import LANGUAGES
from apv.shipped.audit import GROUPS, QUESTIONS

LONGEST = 130


def test_there_are_26_questions_each_whole_in_three_languages():
    assert len(QUESTIONS) == 26
    for question in QUESTIONS:
        assert tuple(question.text) == LANGUAGES, question.code
        assert tuple(question.hint) == LANGUAGES, question.code
        assert all(len(text) <= LONGEST for text in question.text.values()), question.code


def test_codes_are_one_each_and_every_group_is_used():
    assert len({question.code for question in QUESTIONS}) == len(QUESTIONS)
    assert {question.group for question in QUESTIONS} == set(GROUPS)


def test_a_question_rests_on_a_law_or_on_the_regions_own_policy():
    assert all(question.is_policy or question.law.get("SE") for question in QUESTIONS)
    assert {country for question in QUESTIONS for country in question.law} == {"SE", "DK"}


def test_every_question_asks_in_every_language():
    assert all(text.endswith("?") for question in QUESTIONS for text in question.text.values())


def test_each_country_names_its_own_acts():
    swedish = r"AFS 20\d\d:\d+(, \d+ kap\.)?|AML \d kap\. \d+( [a-z])? §"
    danish = r"(AML|BEK \d+/20\d\d|Lov om [\wæøå ]+)( §§? \d+( [a-z])?(–\d+)?)?"
    for question in QUESTIONS:
        for country, pattern in (("SE", swedish), ("DK", danish)):
            law = question.law.get(country, "")
            assert not law or re.fullmatch(f"({pattern})(, ({pattern}))*", law), (question.code, law)
