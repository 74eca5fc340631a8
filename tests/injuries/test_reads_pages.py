"""Who sees who has read: the injured without names, the data-protection reader with them, nobody else (A3-07, C-579/21)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from injuries.models import CaseRead, LegalHold, ReadNote
from injuries.reading import opened
from tests.factories import NOW, CaseFactory

READERS = ("manager", "administrator", "amr")


@pytest.fixture
def read_by_many(house):
    """The case was opened by everybody who may; two days ago by the manager as well."""
    opened(house.manager, house.case.public_id, now=NOW - timedelta(days=2))
    for who in READERS:
        opened(getattr(house, who), house.case.public_id, now=NOW)
    other = CaseFactory(unit=house.ward)
    opened(house.administrator, other.public_id, now=NOW)
    return house


def reads_address(house):
    return reverse("injury-reads", args=[house.case.public_id])


def test_the_injured_sees_day_role_and_purpose_of_every_read_and_no_employees_name(read_by_many, client_of):
    page = client_of(read_by_many.injured).get(reads_address(read_by_many)).text

    for words in (
        "20. november 2026",
        "22. november 2026",
        "Enhedens leder",
        "Arbejdsskadeadministratoren",
        "Arbejdsmiljøgruppen",
        "For at underskrive",
    ):
        assert words.lower() in page.lower(), words
    for who in READERS:
        person = getattr(read_by_many, who)
        assert person.get_full_name() not in page
        assert person.username not in page


@pytest.mark.parametrize(
    "who", ["manager", "amr", "administrator", "protection", "colleague", "employee_elsewhere", "superuser", "manager_above"]
)
def test_nobody_else_sees_who_has_seen_the_case(read_by_many, client_of, who):
    assert client_of(getattr(read_by_many, who)).get(reads_address(read_by_many)).status_code == 404


def test_the_data_protection_reader_finds_reads_with_names_by_number_reader_and_day(read_by_many, client_of):
    client = client_of(read_by_many.protection)
    number = read_by_many.case.number

    everything = client.get(reverse("injury-read-log")).text
    by_number = client.get(reverse("injury-read-log"), {"number": number}).text
    by_reader = client.get(reverse("injury-read-log"), {"reader": read_by_many.administrator.last_name})
    by_day = client.get(reverse("injury-read-log"), {"on": "20-11-2026"}).text

    assert "5 opslag" in everything
    assert "4 opslag" in by_number
    assert read_by_many.manager.get_full_name() in by_number
    assert by_reader.status_code == 200
    assert "1 opslag" in by_day
    for page in (everything, by_number, by_reader.text, by_day):
        assert read_by_many.case.course not in page
        assert "Skadet" not in page


def test_looking_at_the_log_reads_no_case(read_by_many, client_of):
    before = CaseRead.objects.count()

    client_of(read_by_many.protection).get(reverse("injury-read-log"))

    assert CaseRead.objects.count() == before


@pytest.mark.parametrize("who", ["manager", "amr", "administrator", "injured", "superuser", "manager_above"])
@pytest.mark.parametrize("name", ["injury-read-log", "injury-read-notes"])
def test_log_and_notes_are_for_the_data_protection_reader_alone(house, client_of, who, name):
    assert client_of(getattr(house, who)).get(reverse(name)).status_code == 403


@pytest.mark.parametrize(
    "given", [{"number": "x"}, {"number": "2026-" + "9" * 40}, {"on": "i går"}, {"number": "\x00"}, {"reader": "\x00" * 5}]
)
def test_what_cannot_be_read_is_said_and_never_an_error(house, client_of, given):
    assert client_of(house.protection).get(reverse("injury-read-log"), given).status_code in (200, 422)


def test_a_page_of_the_log_asks_as_often_for_many_rows_as_for_few(read_by_many, client_of, django_assert_max_num_queries):
    client = client_of(read_by_many.protection)
    for _ in range(20):
        opened(read_by_many.administrator, CaseFactory(unit=read_by_many.ward).public_id, now=NOW)

    with django_assert_max_num_queries(14):
        client.get(reverse("injury-read-log"))


def test_a_note_is_handled_once_with_an_outcome(house, client_of):
    note = ReadNote.objects.create(kind="night", reader=house.administrator, day=NOW.date(), reads=2, made_at=NOW)
    client = client_of(house.protection)
    address = reverse("injury-read-note", args=[note.public_id])
    assert house.administrator.get_full_name() in client.get(reverse("injury-read-notes")).text

    assert client.post(address, {"outcome": "", "comment": "Han var på vagt"}).status_code == 422
    assert client.post(address, {"outcome": "in_order", "comment": "Han var på vagt"}).status_code == 302
    assert client.post(address, {"outcome": "passed_on"}).status_code == 302

    note.refresh_from_db()
    assert (note.outcome, note.comment, note.seen_by) == ("in_order", "Han var på vagt", house.protection)


def test_nobody_handles_a_note_about_the_own_reading(house, client_of):
    note = ReadNote.objects.create(kind="night", reader=house.protection, day=NOW.date(), reads=2, made_at=NOW)

    assert client_of(house.protection).get(reverse("injury-read-note", args=[note.public_id])).status_code == 404


@pytest.mark.parametrize("who", ["administrator", "protection"])
def test_administrator_and_data_protection_reader_hold_a_case_by_its_number_and_lift_it(house, client_of, who):
    client = client_of(getattr(house, who))
    given = {"number": house.case.number, "reason": "Krav rejst", "submission_id": "0fbb6a6e-6d84-4cf2-8f4c-6e3b7d0a0001"}

    for _twice in range(2):
        assert client.post(reverse("injury-holds"), given).status_code == 302
    held = LegalHold.objects.get()
    assert "Krav rejst" in client.get(reverse("injury-holds")).text
    assert client.post(reverse("injury-hold-lift", args=[held.pk])).status_code == 302

    held.refresh_from_db()
    assert held.lifted_by == getattr(house, who)


def test_a_case_of_another_hospital_is_neither_held_nor_lifted(house, client_of):
    client = client_of(house.other_administrator)
    given = {"number": house.case.number, "reason": "Krav", "submission_id": "0fbb6a6e-6d84-4cf2-8f4c-6e3b7d0a0002"}
    held = LegalHold.objects.create(case=house.case, reason="Krav", at=NOW, by=house.administrator)

    assert client.post(reverse("injury-holds"), given).status_code == 422
    assert "Krav" not in client.get(reverse("injury-holds")).text
    assert client.post(reverse("injury-hold-lift", args=[held.pk])).status_code == 404


@pytest.mark.parametrize("who", ["manager", "amr", "injured", "superuser"])
def test_nobody_else_holds_a_case(house, client_of, who):
    assert client_of(getattr(house, who)).get(reverse("injury-holds")).status_code == 403


def test_a_rule_of_retention_is_decided_with_its_legal_basis(house, client_of):
    client = client_of(house.protection)
    assert "SafetyNets forslag: regionen skal selv beslutte det" in client.get(reverse("injury-retention")).text

    refused = client.post(reverse("injury-retention"), {"kind": "injury", "months": "0", "legal_basis": ""})
    assert refused.status_code == 422
    assert "Mindst én måned." in refused.text
    answer = client.post(reverse("injury-retention"), {"kind": "injury", "months": "72", "legal_basis": "Direktionen 12-11-2026"})

    assert answer.status_code == 302
    page = client.get(reverse("injury-retention")).text
    assert "Gemmes i 72 måneder. Besluttet af regionen." in page
    assert "Direktionen 12-11-2026" in page


@pytest.mark.parametrize("who", ["manager", "administrator", "injured", "superuser"])
def test_others_do_not_decide_how_long_things_are_kept(house, client_of, who):
    assert client_of(getattr(house, who)).post(reverse("injury-retention"), {"kind": "injury", "months": "1"}).status_code == 403
