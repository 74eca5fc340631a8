"""The list of cases: by state and unit, a page at a time, each row logged, and no more told than the role opens."""

import pytest
from django.urls import reverse

from injuries.models import CaseRead
from injuries.usecases import clockwork
from tests.factories import NOW, AbsenceFactory, CaseFactory, SignedCaseFactory

pytestmark = pytest.mark.django_db


def listed(client_of, person, **words):
    page = client_of(person).get(reverse("injury-list"), words)
    assert page.status_code == 200
    return page.content.decode()


def test_the_manager_sees_number_state_clock_and_what_waits(house, client_of):
    AbsenceFactory(case=house.case)
    clockwork.keep(house.case, now=NOW)
    elsewhere = CaseFactory(unit=house.other_ward)

    text = listed(client_of, house.manager)

    assert house.case.number in text
    assert elsewhere.number not in text
    assert "14 dage tilbage" in text
    assert "Venter på dig" in text
    assert "Skadet" not in text
    assert CaseRead.objects.filter(case_id=house.case.pk, part="line", channel="list").count() == 1


def test_the_group_sees_no_clock(house, client_of):
    AbsenceFactory(case=house.case)
    clockwork.keep(house.case, now=NOW)

    text = listed(client_of, house.amr)

    assert house.case.number in text
    assert "tilbage" not in text


@pytest.mark.parametrize(
    ("state", "shown"), [("open", [0, 1]), ("to-sign", [0]), ("closed", [2]), ("all", [0, 1, 2]), ("junk\x00", [0, 1])]
)
def test_the_list_is_asked_by_state(house, client_of, state, shown):
    cases = [
        house.case,
        SignedCaseFactory(unit=house.ward, signed_by=house.manager),
        SignedCaseFactory(unit=house.ward, signed_by=house.manager, state="closed", closed_at=NOW),
    ]

    text = listed(client_of, house.manager, state=state)

    assert [place for place, case in enumerate(cases) if case.number in text] == shown


def test_the_list_is_asked_by_unit_and_junk_is_no_error(house, client_of):
    other = CaseFactory(unit=house.other_ward)

    assert other.number not in listed(client_of, house.administrator, unit=house.ward.pk)
    assert other.number in listed(client_of, house.administrator, unit=house.hospital.pk)
    for junk in ("0", "-1", "9" * 40, "x"):
        listed(client_of, house.administrator, unit=junk, page=junk)


def test_an_empty_list_says_what_to_do(house, client_of):
    assert "Ingen sager her" in listed(client_of, house.employee_elsewhere)
    assert not CaseRead.objects.exists()


def test_many_cases_cost_no_more_queries_than_few_and_come_a_page_at_a_time(house, client_of, count_queries):
    few = count_queries(lambda: listed(client_of, house.manager))
    CaseFactory.create_batch(40, unit=house.ward, injured=house.injured)

    assert count_queries(lambda: listed(client_of, house.manager)) == few
    assert listed(client_of, house.manager).count('class="cell-main"') == 25
    assert listed(client_of, house.manager, page="2").count('class="cell-main"') == 16
