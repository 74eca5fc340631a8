"""Five hundred words of health are found nowhere but by the injured and the injury administrator; a thousand reads are a thousand rows (A3-01, A3-03).

The walk takes every address of the house, so that a new page is looked at without being listed here.
"""

import gc
import statistics
import time

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client

from injuries.models import CaseRead, Part
from injuries.reading import Read, opened, record
from injuries.sealing import Health, Identity
from injuries.usecases import filing
from tests.factories import NOW, CaseFactory
from tests.injuries.conftest import make_injury_house
from tests.security.house import addresses, build_house

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WORDS = [f"helbredsord{number:03d}x" for number in range(500)]
OUTSIDERS = ("manager", "amr", "colleague", "manager_above", "other_administrator", "protection", "employee_elsewhere", "superuser")


@pytest.fixture
def planted(db, person_with):
    """An injury house in which each word stands in a health part, a document and its name; and one of everything else."""
    house = make_injury_house()
    cases = []
    for begin in range(0, 500, 50):
        words = " ".join(WORDS[begin : begin + 50])
        sealed = (Identity(occupation=words[:200]), Health(harm=words, treatment=words, note=words))
        case = CaseFactory(unit=house.ward, injured=house.injured, sealed=sealed)
        filing.add(case, name=f"{WORDS[begin]}.pdf", content=b"%PDF-1.7 " + words.encode(), part=Part.WHOLE, by=house.injured, now=NOW)
        cases.append(case)
    everything = build_house(person_with)
    everything.keys["injuries/"] = cases[0].public_id
    everything.keys["injuries/number/"] = cases[0].pk
    everything.keys["injuries/files/"] = cases[0].files.get().public_id
    everything.keys["my-data/"] = house.injured.pk
    everything.keys["units/"] = house.ward.pk
    return house, cases, addresses(everything.keys)


def found_in(content):
    return b"helbredsord" in content


def told(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_address_tells_an_outsider_a_word_of_health(planted, who):
    house, cases, pages = planted
    client = Client(raise_request_exception=False)
    client.force_login(getattr(house, who), backend="orgstructure.signin.EngagementBackend")

    leaks = [name for name, address in pages.items() if name != "logout" and found_in(told(client.get(address)))]
    leaks += [case.number for case in cases if found_in(told(client.get(case.get_absolute_url())))]

    assert leaks == []


def test_the_injured_and_the_administrator_do_find_the_words(planted, client_of):
    house, cases, _pages = planted

    for who in (house.injured, house.administrator):
        assert found_in(client_of(who).get(cases[0].get_absolute_url()).content)


def test_no_table_holds_a_word_in_clear_and_no_file_its_name_or_bytes(planted):
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM \"{name}\" t WHERE t::text LIKE '%%helbredsord%%'")  # noqa: S608  our own tables' names
            assert cursor.fetchone()[0] == 0, name
    _house, cases, _pages = planted
    for case in cases:
        for file in case.files.all():
            assert "helbredsord" not in file.file
            with default_storage.open(file.file) as kept:
                assert not found_in(kept.read())


def test_a_thousand_reads_leave_exactly_a_thousand_rows(planted, client_of):
    house, cases, _pages = planted
    before = CaseRead.objects.count()
    for number in range(1000):
        who = (house.manager, house.amr, house.administrator, house.injured)[number % 4]
        if number % 10:
            opened(who, cases[number % 10].public_id, now=NOW, read=Read())
        else:
            client_of(who).get(cases[number // 100].get_absolute_url())

    assert CaseRead.objects.count() - before == 1000


@pytest.mark.django_db(transaction=True)
def test_a_row_of_the_log_costs_five_milliseconds_at_most_at_the_median():
    """With a real commit, as a page pays it."""
    house = make_injury_house()
    row = {"pk": house.case.pk, "unit_id": house.ward.pk, "unit__path": house.ward.path, "is_mine": True, "is_my_report": True,
           "may_administer": False, "may_sign": False, "may_follow_up": False}  # fmt: skip
    took = []
    gc.disable()
    for _ in range(300):
        began = time.perf_counter()
        record([row], house.injured, now=NOW, read=Read())
        took.append(time.perf_counter() - began)
    gc.enable()

    print(f"log row p50 {statistics.median(took) * 1000:.2f} ms, p95 {sorted(took)[285] * 1000:.2f} ms")
    assert statistics.median(took) <= 0.005
