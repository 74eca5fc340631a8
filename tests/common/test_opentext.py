import pytest
from django.core.exceptions import ValidationError

from safetynet.common.opentext import OpenTextField, cpr_in, tidy


@pytest.mark.parametrize(
    "text",
    [
        "Bente 010190-1234 faldt",
        "0101901234",
        "cpr 010190 1234.",
        "(311299-4321)",
        "290200-5000",  # a leap day of 2000
        "010190–1234",  # en dash
        "010190 - 1234",
        "Ring til 12 34 56 78 om 010190-1234",
    ],
)
def test_a_cpr_shaped_number_is_refused_with_a_reason(text):
    with pytest.raises(ValidationError) as caught:
        OpenTextField().clean(text)
    assert caught.value.code == "cpr"


@pytest.mark.parametrize(
    "text",
    [
        "Ring 12 34 56 78",
        "+45 12345678",
        "tlf. 3011223344",
        "321390-1234",  # no such day
        "290201-4000",  # 2001 was no leap year
        "EAN 5798000420526",
        "2026-11-22",
        "den 22-11-2026 kl. 13",
        "sag 0101901234567",
        "10 stuer, 24 løft, 300 kg",
        "",
    ],
)
def test_other_numbers_pass(text):
    assert cpr_in(text) is None
    assert OpenTextField(required=False).clean(text) == text


def test_hidden_characters_are_taken_out_and_accents_composed():
    assert tidy("A\x00b\u202ec\u2066d\u200be\r\nf\x07") == "Abcde\nf"
    assert tidy("a\u030arhus") == "århus"


def test_a_number_hidden_by_unseen_characters_is_still_found():
    with pytest.raises(ValidationError, match="CPR"):
        OpenTextField().clean("010190\u200b-\u202a1234")


def test_the_limit_counts_what_is_kept():
    assert OpenTextField(max_length=3).clean("a\u200bb\u200bc") == "abc"
