"""The law's clocks: right over weekends, month ends, leap days and the nights the clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from injuries.clocks import Due, Duty, Facts, due, first_absence
from safetynet.common.clock import COPENHAGEN
from safetynet.common.law.injuries import injury_law

DAYS = st.dates(date(2018, 1, 1), date(2032, 12, 31))


@pytest.fixture
def law(settings):
    """Denmark's."""
    settings.COUNTRY = "DK"
    return injury_law()


@pytest.fixture
def swedish(settings):
    settings.COUNTRY = "SE"
    return injury_law()


def test_absence_is_told_within_fourteen_days_of_its_first_day(law):
    found = due(Facts(date(2026, 11, 20), absent_from=(date(2026, 11, 23),)), law)

    assert found == Due(datetime(2026, 12, 7, 23, 59, tzinfo=COPENHAGEN), Duty.ABSENCE)


def test_the_day_of_injury_never_counts_and_a_day_off_does(law):
    saturday = date(2026, 11, 21)

    assert first_absence(Facts(saturday, absent_from=(saturday,))) == date(2026, 11, 22)
    assert due(Facts(saturday, absent_from=(saturday,)), law).on == date(2026, 12, 6)


def test_absence_registered_later_moves_the_day_from_the_injury_to_the_absence(law):
    injured = date(2026, 11, 2)
    before = due(Facts(injured, may_claim=True), law)
    after = due(Facts(injured, may_claim=True, absent_from=(date(2026, 12, 1),)), law)

    assert (before.duty, before.on) == (Duty.CLAIM, date(2026, 11, 16))
    assert (after.duty, after.on) == (Duty.ABSENCE, date(2026, 12, 15))


def test_an_injury_without_absence_or_claim_has_no_clock_and_neither_has_a_near_miss(law):
    assert due(Facts(date(2026, 11, 2)), law) is None
    assert due(Facts(date(2026, 11, 2), is_injury=False, absent_from=(date(2026, 11, 3),), may_claim=True), law) is None


def test_a_death_is_told_within_48_hours_also_over_the_night_the_clock_is_set_back(law):
    known = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)

    found = due(Facts(date(2026, 10, 24), died_at=known, absent_from=(date(2026, 10, 25),)), law)

    assert found == Due(known + timedelta(hours=48), Duty.DEATH)
    assert found.until.astimezone(COPENHAGEN).hour == 11


def test_late_is_the_minute_after_the_last_one(law):
    found = due(Facts(date(2026, 11, 2), may_claim=True), law)
    now = datetime(2027, 1, 1, tzinfo=UTC)

    assert not found.is_late(datetime(2026, 11, 16, 22, 59, tzinfo=UTC), now)
    assert found.is_late(datetime(2026, 11, 16, 23, 0, tzinfo=UTC), now)
    assert found.is_late(None, now)


@given(injured=DAYS, after=st.integers(-3, 400))
def test_the_last_day_is_fourteen_days_after_the_first_day_of_absence_whatever_the_calendar(injured, after):
    facts = Facts(injured, absent_from=(injured + timedelta(days=after),))

    found = due(facts, injury_law())

    assert found.on - first_absence(facts) == timedelta(days=14)
    assert first_absence(facts) > injured
    assert found.until.astimezone(COPENHAGEN).strftime("%H:%M") == "23:59"


@given(injured=DAYS, days=st.lists(st.integers(0, 60), min_size=1, max_size=4))
def test_only_the_first_period_of_absence_counts(injured, days):
    periods = tuple(injured + timedelta(days=1 + at) for at in days)

    assert first_absence(Facts(injured, absent_from=periods)) == min(periods)


def test_in_sweden_the_serious_is_told_the_same_day_and_every_injury_is_told(swedish):
    day = date(2026, 11, 2)

    assert due(Facts(day, is_serious=True), swedish).duty == Duty.SERIOUS
    assert due(Facts(day), swedish).duty == Duty.EVERY_INJURY
    assert due(Facts(day, is_serious=True), swedish).on == day


@pytest.mark.parametrize(
    ("absent", "last"),
    [
        (date(2026, 1, 17), date(2026, 1, 31)),  # the last day of a month
        (date(2026, 1, 31), date(2026, 2, 14)),
        (date(2026, 12, 24), date(2027, 1, 7)),  # over the year
        (date(2028, 2, 15), date(2028, 2, 29)),  # a leap day is the last day
        (date(2028, 2, 16), date(2028, 3, 1)),
        (date(2027, 2, 15), date(2027, 3, 1)),  # the same days where there is none
        (date(2026, 3, 28), date(2026, 4, 11)),  # the night the clock is put forward lies between
        (date(2026, 10, 24), date(2026, 11, 7)),  # and back
        (date(2026, 11, 21), date(2026, 12, 5)),  # a Saturday to a Saturday: no day off prolongs it
    ],
)
def test_fourteen_days_are_fourteen_days_over_months_leap_days_weekends_and_clock_changes(law, absent, last):
    found = due(Facts(absent - timedelta(days=1), absent_from=(absent,)), law)

    assert found.on == last
    assert found.until == datetime(last.year, last.month, last.day, 23, 59, tzinfo=COPENHAGEN)


def test_the_minute_is_copenhagens_in_summer_and_in_winter(law):
    in_summer = due(Facts(date(2026, 3, 14), absent_from=(date(2026, 3, 15),)), law).until
    in_winter = due(Facts(date(2026, 10, 10), absent_from=(date(2026, 10, 11),)), law).until

    assert in_summer.astimezone(UTC) == datetime(2026, 3, 29, 21, 59, tzinfo=UTC)
    assert in_winter.astimezone(UTC) == datetime(2026, 10, 25, 22, 59, tzinfo=UTC)


def test_a_death_is_48_hours_also_over_the_night_the_clock_is_put_forward(law):
    known = datetime(2026, 3, 28, 10, 0, tzinfo=UTC)

    assert due(Facts(date(2026, 3, 28), died_at=known), law).until == known + timedelta(hours=48)
