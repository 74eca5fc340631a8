"""A person's own calendar: fetched without sign-in, by a secret that can be revoked."""

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from actionplans.models import CalendarFeed, PlanPerson
from actionplans.usecases.calendars import open_feed
from orgstructure.models import Engagement
from tests.factories import NOW, TODAY, ClosedPlanFactory, DraftFactory, EngagementFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=30)


@pytest.fixture
def person():
    return EngagementFactory(unit=UnitFactory()).user


def fetched(token):
    return Client().get(f"/calendar/{token}.ics")


def titles(token):
    return [str(event["summary"]) for event in Calendar.from_ical(fetched(token).content).walk("VEVENT")]


def test_the_calendar_shows_what_i_own_evaluate_and_take_part_in_and_nothing_else(person):
    plans = [
        PlanFactory(title="Mit", owner=person),
        PlanFactory(title="Mit at vurdere", evaluator=person),
        PlanFactory(title="Vedvarende", owner=person, status="standing", review_on=SOON),
    ]
    shared = PlanFactory(title="Jeg er med")
    PlanPerson.objects.create(plan=shared, user=person, part="involved")
    PlanFactory(title="Kvabbelsnask")
    ClosedPlanFactory(title="Kvabbelsnask", owner=person)
    DraftFactory(title="Kvabbelsnask", owner=person)

    found = titles(open_feed(by=person, now=NOW))

    assert {title.rpartition(" (")[0] for title in found} == {
        "Hjalp det? Mit",
        "Hjalp det? Mit at vurdere",
        "Årligt eftersyn: Vedvarende",
        "Hjalp det? Jeg er med",
    }
    assert len(found) == len(plans) + 1


def test_the_title_of_a_confidential_plan_is_left_out(person):
    plan = PlanFactory(title="Kvabbelsnask", evaluation_occasion="Kvabbelsmøde", owner=person, is_confidential=True)
    token = open_feed(by=person, now=NOW)

    assert titles(token) == [f"Hjalp det? HP-{plan.pk}"]
    assert b"Kvabbels" not in fetched(token).content


def test_a_new_address_closes_the_old_one_and_revoking_closes_it_too(client_of, person):
    old = open_feed(by=person, now=NOW)
    page = client_of(person).post("/plans/calendar/", {"open": "yes"}).content.decode()
    new = page.split(".ics")[0].rpartition("/calendar/")[2]

    assert (fetched(old).status_code, fetched(new).status_code) == (404, 200)
    client_of(person).post("/plans/calendar/", {"revoke": "yes"})
    assert fetched(new).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_the_secret_is_shown_once_and_only_its_hash_is_kept(client_of, person):
    token = open_feed(by=person, now=NOW)

    assert token not in client_of(person).get("/plans/calendar/").content.decode()
    assert token.encode() not in bytes(CalendarFeed.objects.get().token_hash)


def test_the_calendar_of_a_person_who_has_left_is_gone(person):
    PlanFactory(owner=person)
    token = open_feed(by=person, now=NOW)
    Engagement.objects.filter(user=person).update(valid_to=TODAY)

    assert fetched(token).status_code == 404


@pytest.mark.parametrize("token", ["x", "a" * 5000, "%00", "æøå"])
def test_an_address_that_is_none_answers_404(token):
    assert fetched(token).status_code == 404


def test_no_cache_keeps_the_calendar_and_opening_it_needs_one_query_for_the_person_and_few_for_the_days(
    person, django_assert_max_num_queries
):
    for _ in range(5):
        PlanFactory(owner=person)
    token = open_feed(by=person, now=NOW)

    with django_assert_max_num_queries(4):
        answer = fetched(token)

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert len(titles(token)) == 5
