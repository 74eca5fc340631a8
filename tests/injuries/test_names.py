"""Texts of a case as the group reads them: without the names of the injured and the reporter."""

import pytest

from injuries.names import without_names
from injuries.sealing import Health, Identity
from tests.factories import CaseFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    injured = UserFactory(first_name="Anne-Marie", last_name="von Bülow Skov")
    return CaseFactory(injured=injured, reporter=UserFactory(first_name="Åse", last_name="Ærø"))


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Anne-Marie gled.", "[navn] gled."),
        ("anne marie gled", "[navn] gled"),
        ("ANNE-MARIE VON BÜLOW SKOV faldt", "[navn] VON [navn] faldt"),
        ("Annes fod og Skov's arm, set af Åse Ærø", "[navn] fod og [navn] arm, set af [navn]"),
        ("Marie\nSkov", "[navn]\n[navn]"),
        ("Hun gik i skoven med Åsenøgle", "Hun gik i skoven med Åsenøgle"),
        ("Åse så det", "[navn] så det"),  # the same letters, written in two signs
        ("", ""),
    ],
)
def test_names_are_masked_and_other_words_stay(case, told, shown):
    assert without_names(case, told) == shown


def test_a_name_that_stands_in_the_sealed_half_alone_is_masked_too():
    case = CaseFactory(injured=None, reporter=None, sealed=(Identity(name="Karoline Vikar"), Health()))

    assert without_names(case, "Karoline tabte den på Vikars fod") == "[navn] tabte den på [navn] fod"


def test_without_anybody_the_text_is_as_it_was_told():
    case = CaseFactory(kind="near_miss", injured=None, reporter=None)

    assert without_names(case, "Anne gled næsten") == "Anne gled næsten"


def test_a_name_made_of_signs_of_a_pattern_breaks_nothing():
    case = CaseFactory(injured=UserFactory(first_name="A(b", last_name="[c+"))

    assert without_names(case, "A(b og [c+ faldt") == "[navn] og [navn] faldt"
