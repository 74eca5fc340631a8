"""The administrator's queue: the law's clock decides the order, late stands out, and searching is logged."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from injuries import queue
from injuries.clocks import Duty
from injuries.models import Case, CaseRead, CaseState, Channel, Part
from tests.factories import NOW, TODAY, CaseFactory, ReportFactory, SignedCaseFactory, UserFactory

pytestmark = pytest.mark.django_db
QUEUE = "/injuries/queue/"


def clocked(case, days, duty=Duty.CLAIM):
    Case.objects.filter(pk=case.pk).update(due_at=NOW + timedelta(days=days), duty=duty)
    return case


@pytest.fixture
def cases(house):
    """One of each kind of waiting, and one of another hospital that could leak."""
    Case.objects.all().delete()
    made = {
        "no_clock": CaseFactory(unit=house.ward, happened_on=TODAY - timedelta(days=90)),
        "later": clocked(CaseFactory(unit=house.ward), 10),
        "late": clocked(CaseFactory(unit=house.other_ward), -2),
        "soon": clocked(CaseFactory(unit=house.ward), 2),
        "ready": clocked(SignedCaseFactory(unit=house.ward), 5),
        "sent": clocked(SignedCaseFactory(unit=house.ward, state=CaseState.SENT), -30),
        "closed": CaseFactory(unit=house.ward, state=CaseState.CLOSED, closed_at=NOW),
    }
    Case.objects.filter(pk=made["ready"].pk).update(missing_fields=0)
    clocked(CaseFactory(), -5)
    return made


def shown(client, words=""):
    page = client.get(QUEUE + words)
    assert page.status_code == 200
    return [line.case for line in page.context["lines"]]


@pytest.fixture
def client(house, client_of, monkeypatch):
    monkeypatch.setattr("safetynet.common.clock.now", lambda: NOW)
    return client_of(house.administrator)


def test_late_cases_come_first_then_the_nearest_deadline_and_what_waits_for_the_authority_last(client, cases):
    assert shown(client) == [cases[name] for name in ("late", "soon", "ready", "later", "no_clock", "sent")]


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("late", ["late"]),
        ("soon", ["soon"]),
        ("unsigned", ["late", "soon", "later", "no_clock"]),
        ("ready", ["ready"]),
        ("receipt", ["sent"]),
        ("nonsense", ["late", "soon", "ready", "later", "no_clock", "sent"]),
    ],
)
def test_each_filter_shows_what_its_number_counts(client, cases, show, names):
    assert shown(client, f"?show={show}") == [cases[name] for name in names]
    numbers = client.get(QUEUE).context["numbers"]
    assert getattr(numbers, show if show != "nonsense" else "all") == len(names)


def test_a_sent_case_past_its_day_is_not_called_late(client, cases):
    lines = {line.case.pk: line for line in client.get(QUEUE).context["lines"]}

    assert lines[cases["late"].pk].is_late
    assert not lines[cases["sent"].pk].is_late


def test_late_is_said_in_words_on_the_page(client, cases):
    text = client.get(QUEUE).content.decode()

    assert "2 dage over fristen" in text
    assert "1 sag er over lovens frist" in text


def test_every_line_is_logged_and_tells_no_name_and_no_health(client, cases, house):
    Case.objects.filter(pk=cases["late"].pk).update(injured=UserFactory(first_name="Signe", last_name="Skadet"))
    text = client.get(QUEUE).content.decode()

    assert {(row.case_id, row.part) for row in CaseRead.objects.all()} == {
        (case.pk, Part.LINE) for name, case in cases.items() if name != "closed"
    }
    assert "Skadet" not in text
    assert "anklen" not in text


def test_a_case_is_found_by_number_person_and_unit_also_when_closed_and_the_words_are_logged(client, cases, house):
    person = UserFactory(first_name="Signe", last_name="Skadet")
    Case.objects.filter(pk=cases["closed"].pk).update(injured=person, reporter=person)

    assert shown(client, f"?q={cases['closed'].number}") == [cases["closed"]]
    assert shown(client, "?q=signe+skad") == [cases["closed"]]
    assert shown(client, "?q=S5") == [cases["late"]]
    assert set(CaseRead.objects.filter(channel=Channel.SEARCH).values_list("criterion", flat=True)) == {
        cases["closed"].number, "signe skad", "S5",
    }  # fmt: skip


def test_a_search_that_finds_nothing_and_one_for_a_cpr_number_are_logged_the_latter_masked(client, cases):
    assert shown(client, "?q=Ingenmand") == []
    assert shown(client, "?q=010190-1234") == []

    assert list(CaseRead.objects.order_by("pk").values_list("criterion", flat=True)) == ["Ingenmand", "••••••-••••"]


@pytest.mark.parametrize("words", ["?page=0", "?page=99999999999999999999", "?q=%00", "?q=" + "9" * 200, "?show=", "?q=2026-000"])
def test_junk_in_the_address_breaks_nothing(client, cases, words):
    assert client.get(QUEUE + words).status_code == 200


def test_the_queue_asks_as_often_for_many_cases_as_for_few(client, cases, house):
    with CaptureQueriesContext(connection) as few:
        client.get(QUEUE)
    for _each in range(20):
        ReportFactory(case=CaseFactory(unit=house.ward, sealed=True, state=CaseState.SENT))
    with CaptureQueriesContext(connection) as many:
        client.get(QUEUE)

    assert len(many) == len(few)


@pytest.mark.parametrize("who", ["manager", "amr", "manager_above", "employee_elsewhere", "superuser", "protection"])
def test_nobody_else_has_a_queue(house, cases, client_of, who):
    assert client_of(getattr(house, who)).get(QUEUE).status_code == 403


def test_the_other_hospitals_administrator_sees_an_own_queue_without_these(house, cases, client_of):
    assert shown(client_of(house.other_administrator)) == []
    assert shown(client_of(house.other_administrator), f"?q={cases['late'].number}") == []


def test_the_days_left_are_said_by_the_last_day(house):
    with override("da"):
        assert queue.days_in_words(refreshed(clocked(house.case, 0)).due, NOW) == "i dag inden kl. 10:00"
        assert queue.days_in_words(refreshed(clocked(house.case, 1)).due, NOW) == "1 dag tilbage"
        assert queue.days_in_words(refreshed(clocked(house.case, -1)).due, NOW) == "1 dag over fristen"


def refreshed(case):
    case.refresh_from_db()
    return case


def test_the_address_is_the_one_of_the_menu():
    assert reverse("injury-queue") == QUEUE
