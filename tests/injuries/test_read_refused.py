"""The log cannot be written: no page, no part and no file shows anything, and the answer is calm and Danish (A3-04)."""

import pytest
from django.db import connection, transaction

from injuries.models import CaseRead


@pytest.fixture
def read_only_log(house):
    """The log refuses every row, as a full disk or a read-only table does."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE FUNCTION no_log() RETURNS trigger AS 'BEGIN RAISE EXCEPTION ''read only''; END' LANGUAGE plpgsql")
        cursor.execute("CREATE TRIGGER no_log BEFORE INSERT ON injuries_caseread EXECUTE FUNCTION no_log()")


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize("who", ["injured", "manager", "administrator", "amr"])
def test_a_read_that_cannot_be_logged_shows_a_calm_page_and_nothing_of_the_case(house, read_only_log, client_of, who, headers):
    answer = client_of(getattr(house, who)).get(house.case.get_absolute_url(), headers=headers)

    assert answer.status_code == 503
    assert "ikke blev skrevet i loggen" in answer.text
    for word in (house.case.course, house.case.number, house.ward.name, "Signe", "Skadet"):
        assert word not in answer.text
    assert answer["Cache-Control"] == "no-store"
    assert ("HX-Retarget" in answer) == bool(headers)
    assert not CaseRead.objects.exists()


def test_the_web_role_without_the_right_to_insert_reads_nothing(house, client_of):
    with connection.cursor() as cursor:
        cursor.execute("REVOKE INSERT ON injuries_caseread FROM safetynet_web")

    answer = client_of(house.administrator).get(house.case.get_absolute_url())

    assert answer.status_code == 503
    assert house.case.course not in answer.text


def test_a_stranger_still_gets_404_when_the_log_cannot_be_written(house, read_only_log, client_of):
    assert client_of(house.employee_elsewhere).get(house.case.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("role", ["safetynet_web", "safetynet_worker"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE injuries_caseread SET criterion = 'x'",
        "DELETE FROM injuries_caseread",
        "TRUNCATE injuries_caseread",
        "UPDATE injuries_readbatch SET digest = 'x'",
        "DELETE FROM injuries_readbatch",
        "TRUNCATE injuries_readbatch",
        "ALTER TABLE injuries_caseread DISABLE TRIGGER ALL",
    ],
)
def test_no_role_of_the_running_system_changes_or_removes_a_row_of_the_log(db, role, statement):
    from django.db import ProgrammingError

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
            cursor.execute(statement)
