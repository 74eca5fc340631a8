"""Dates as people write them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from safetynet.common.dates import DateField, read_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "12-03-2027",
        "12.3.2027",
        "12/3/2027",
        "12/3-2027",
        "12-3-27",
        "12.03.27",
        " 12 3 2027 ",
        "2027-03-12",
        "2027-3-12",
        "12/3",
        "12.3.",
        "12-03",
    ],
)
def test_every_common_way_of_writing_a_date_is_read(text):
    assert read_date(text, TODAY) == date(2027, 3, 12)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("22/11", date(2026, 11, 22)), ("21/11", date(2027, 11, 21)), ("31/12", date(2026, 12, 31)), ("29/2", date(2028, 2, 29))],
)
def test_a_date_without_a_year_is_the_next_such_day(text, meant):
    assert read_date(text, TODAY) == meant


@pytest.mark.parametrize(
    "text", ["31-02-2027", "12-13-2027", "32/1", "30/2", "0-0-2027", "i morgen", "12", "12-03-202", "2027", "12-03-2027 kl. 8", "99999-1-1"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        read_date(text, TODAY)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_what_the_field_shows_it_also_reads(day):
    assert read_date(f"{day:%d-%m-%Y}", TODAY) == day


@given(st.text(max_size=30))
def test_no_text_breaks_the_field(text):
    try:
        found = DateField(required=False).clean(text)
    except ValidationError:
        return
    assert found is None or isinstance(found, date)


def test_a_wrong_date_is_answered_with_an_example_in_danish():
    with translation.override("da"), pytest.raises(ValidationError) as refused:
        DateField().clean("snart")
    assert refused.value.messages == ["Skriv datoen som dag-måned-år, for eksempel 12-03-2027."]
