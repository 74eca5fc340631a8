"""The notes on a self-audit: what is worth a second look, and what is not. No database."""

from datetime import timedelta

import pytest

from apv.audit_patterns import Seen, notes
from tests.factories import NOW

HOUR = timedelta(hours=1)


def found(*answered, others=2, began_at=NOW - HOUR):
    return {note.kind: note.numbers for note in notes(answered, began_at=began_at, others=others)}


def slowly(answer="yes", number=6, **more):
    return [Seen(n, answer, at=NOW + n * HOUR, **more) for n in range(1, number + 1)]


def test_nothing_is_said_about_an_audit_with_thought_in_it():
    assert found(*slowly(), Seen(7, "no", "Vi mangler en lift", NOW, is_followed=True)) == {}


def test_all_yes_without_a_word_is_asked_about_also_where_some_are_not_relevant():
    assert found(*slowly()) == {"all-yes": ()}
    assert found(*slowly(), Seen(7, "not_relevant", at=NOW)) == {"all-yes": ()}


@pytest.mark.parametrize("other", [Seen(7, "yes", "Vi holder møde hver uge"), Seen(7, "partly", is_followed=True)])
def test_one_comment_or_one_other_answer_is_enough_not_to_be_asked(other):
    assert found(*slowly(), other) == {}


def test_only_not_relevant_is_not_all_yes():
    assert found(*slowly("not_relevant")) == {}


def test_the_same_comment_three_years_in_a_row_is_asked_about_whatever_its_spaces_and_capitals():
    told = Seen(7, "yes", "Vi  holder møde", before=[{"vi holder møde"}, {"Noget andet", "Vi holder møde"}])

    assert found(*slowly(), told) == {"same-again": (7,)}


@pytest.mark.parametrize("before", [[], [{"Vi holder møde"}], [{"Vi holder møde"}, {"Andet"}], [set(), {"Vi holder møde"}]])
def test_twice_in_a_row_or_with_a_year_between_is_not(before):
    assert found(*slowly(), Seen(7, "yes", "Vi holder møde", before=before)) == {}


def test_nobody_beside_the_manager_is_asked_about():
    assert found(*slowly(), Seen(7, "yes", "Ord"), others=0) == {"alone": ()}


def test_all_answers_within_a_minute_are_asked_about_but_not_a_page_that_was_sent_as_a_whole():
    fast = [Seen(n, "yes", "Ord", NOW + timedelta(seconds=n)) for n in range(1, 7)]
    at_once = [Seen(n, "yes", "Ord", NOW) for n in range(1, 7)]

    assert found(*fast) == {"fast": ()}
    assert found(*at_once) == {}
    assert found(*at_once, began_at=NOW - timedelta(seconds=30)) == {"fast": ()}
    assert found(*fast[:4]) == {}


def test_gaps_that_lead_to_nothing_are_named():
    gaps = [Seen(7, "no", at=NOW), Seen(8, "partly", at=NOW), Seen(9, "partly", at=NOW, is_followed=True)]

    assert found(*slowly(), *gaps) == {"gaps": (7, 8)}


def test_an_audit_without_answers_gets_no_note_but_that_nobody_took_part():
    assert found(others=0) == {"alone": ()}


def test_no_note_is_a_number_of_points():
    told = notes(slowly(), began_at=NOW, others=0)

    assert all(note.text.endswith(("?", ".")) and not any(sign.isdigit() for sign in note.text) for note in told)
