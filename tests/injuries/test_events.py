"""The group's list of events: what waits, in which order, and without identity (R49, R51)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from injuries.following_up import events_of, events_to_follow_up
from injuries.models import CaseRead, CauseAnalysis, Part, ReportedAs
from tests.factories import NOW, TODAY, CaseFactory, PlanFactory

pytestmark = pytest.mark.django_db
URL = "/injuries/events/"


def analysed(case, *, finished=True):
    return CauseAnalysis.objects.create(case=case, whys=["Gulvet var vådt"], made_at=NOW, finished_at=NOW if finished else None)


def case_numbers(page):
    return [row.case.number for row in page.context["rows"]]


def test_what_waits_stands_first_the_longest_at_the_top_then_the_rest_and_last_what_is_done(house, client_of):
    done = CaseFactory(unit=house.ward, happened_on=TODAY)
    analysed(done)
    idea = CaseFactory(unit=house.ward, kind="observation")
    old = CaseFactory(unit=house.ward, kind="near_miss", registered_at=NOW - timedelta(days=9))

    page = client_of(house.amr).get(URL)

    assert case_numbers(page) == [old.number, house.case.number, idea.number, done.number]
    assert [row.is_waiting for row in page.context["rows"]] == [True, True, False, False]
    assert "ventet 9 dage" in page.content.decode()
    assert "2 hændelser venter på jeres opfølgning" in page.content.decode()


def test_neither_names_nor_the_course_stand_in_the_list(house, client_of):
    text = client_of(house.amr).get(URL).content.decode()

    assert house.case.number in text
    for hidden in ("Signe", "Skadet", "Gled på et vådt gulv ved sengen", "anklen", "Sygeplejerske"):
        assert hidden not in text


def test_every_event_listed_is_in_the_log_as_a_line(house, client_of):
    CaseFactory(unit=house.ward)

    client_of(house.amr).get(URL)

    assert [row.part for row in CaseRead.objects.filter(reader=house.amr)] == [Part.LINE, Part.LINE]


def test_cases_kept_from_the_manager_withdrawn_or_of_other_units_are_not_in_it(house, client_of):
    CaseFactory(unit=house.ward, is_kept_from_manager=True)
    CaseFactory(unit=house.ward, state="withdrawn", ended_reason="Dobbelt")
    CaseFactory(unit=house.other_ward, injured=house.amr)  # his or her own, but not the group's

    assert case_numbers(client_of(house.amr).get(URL)) == [house.case.number]
    assert events_to_follow_up(house.amr) == 1


def test_what_was_brought_in_or_needs_none_by_law_does_not_wait(house):
    CaseFactory(unit=house.ward, reported_as=ReportedAs.IMPORTED)
    CaseFactory(unit=house.ward, kind="offensive_act")
    analysed(CaseFactory(unit=house.ward))
    analysed(CaseFactory(unit=house.ward, kind="violence"), finished=False)

    assert events_to_follow_up(house.amr) == 2
    assert events_of(house.amr).count() == 5
    assert events_to_follow_up(house.employee_elsewhere) == 0


@pytest.mark.parametrize("who", ["employee_elsewhere", "colleague", "injured", "superuser", "administrator", "manager_above"])
def test_the_list_is_for_those_who_follow_events_up(house, client_of, who):
    assert client_of(getattr(house, who)).get(URL).status_code == 403


def test_kind_place_and_year_narrow_it_and_junk_asks_for_all(house, client_of):
    other = CaseFactory(unit=house.ward, kind="violence", place_kind="corridor", happened_on=TODAY.replace(year=TODAY.year - 1))
    client = client_of(house.amr)

    for words in ({"kind": "violence"}, {"place": "corridor"}, {"year": str(TODAY.year - 1)}):
        assert case_numbers(client.get(URL, words)) == [other.number]
    for words in ({"kind": "\x00"}, {"year": "9" * 40}, {"place": "nowhere"}, {"page": "x"}, {"page": "9" * 30}):
        assert len(case_numbers(client.get(URL, words))) == 2
    assert "Ingen hændelse er sådan" in client.get(URL, {"kind": "violence", "place": "office"}).content.decode()


def test_an_empty_list_says_so_kindly(house, client_of):
    house.case.health_part.delete()
    house.case.acts.all().delete()
    house.case.delete()

    assert "Der er ikke indberettet nogen hændelser" in client_of(house.amr).get(URL).content.decode()


def test_many_events_ask_no_more_queries_than_few(house, client_of):
    client = client_of(house.amr)
    client.get(URL)
    house.case.plans.add(PlanFactory(unit=house.ward))
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    for case in CaseFactory.create_batch(20, unit=house.ward):
        analysed(case)
        case.plans.add(PlanFactory(unit=house.ward))
    with CaptureQueriesContext(connection) as many:
        page = client.get(URL)

    assert len(page.context["rows"]) == 21
    assert len(many) == len(few)
