"""The demo's clock: one reading a request, and a moved clock is seen at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safetynet.common import clock
from safetynet.common.models import DemoClock

pytestmark = pytest.mark.django_db


@pytest.fixture
def real_clock(monkeypatch, settings):
    monkeypatch.setattr(clock, "now", lambda: timezone.now() + clock._offset())
    settings.DEMO = True


@pytest.mark.usefixtures("real_clock")
def test_within_one_request_the_demo_asks_the_table_once(django_assert_num_queries):
    DemoClock.move(3)
    with clock.reading_once(), django_assert_num_queries(1):
        days = {clock.today() for _ in range(5)}
    assert days == {(timezone.now() + timedelta(days=3)).astimezone(clock.COPENHAGEN).date()}


@pytest.mark.usefixtures("real_clock")
def test_a_clock_moved_within_the_request_is_seen_at_once():
    with clock.reading_once():
        before = clock.today()
        DemoClock.move(1)
        assert clock.today() == before + timedelta(days=1)


def test_outside_the_demo_no_table_is_asked(settings, django_assert_num_queries):
    settings.DEMO = False
    with django_assert_num_queries(0):
        assert clock._offset() == timedelta(0)
