"""Who sees how much of a case, and that every read is in the log before it happens (R49, R67)."""

import pytest
from django.db import connection

from injuries.errors import ReadRefusedError
from injuries.models import Case, CaseRead, Channel, Part, Purpose, ReadAs
from injuries.reading import Read, health_of, listed, opened
from tests.factories import NOW, SPRAIN, CaseFactory

NOBODY = ("manager_above", "other_administrator", "protection", "employee_elsewhere", "superuser", "colleague")
SEEN = {
    "injured": (ReadAs.INJURED, Part.WHOLE, True, True),
    "manager": (ReadAs.MANAGER, Part.REPORT, True, False),
    "amr": (ReadAs.GROUP, Part.EVENT, False, False),
    "administrator": (ReadAs.ADMINISTRATOR, Part.WHOLE, True, True),
}


@pytest.mark.parametrize("who", SEEN)
def test_each_role_opens_its_part_and_the_log_says_which(house, who):
    read_as, part, sees_report, sees_health = SEEN[who]

    case = opened(getattr(house, who), house.case.public_id, now=NOW)

    assert (case.may_see_report, case.may_see_health) == (sees_report, sees_health)
    row = CaseRead.objects.get()
    assert (row.case_id, row.reader, row.read_as, row.part) == (house.case.pk, getattr(house, who), read_as, part)


@pytest.mark.parametrize("who", NOBODY)
def test_everybody_else_opens_nothing(house, who):
    with pytest.raises(Case.DoesNotExist):
        opened(getattr(house, who), house.case.public_id, now=NOW)

    assert not Case.objects.visible_to(getattr(house, who)).exists()


@pytest.mark.parametrize("who", ["manager", "amr"])
def test_a_case_kept_from_the_manager_is_not_there_for_manager_and_group(house, who):
    hidden = CaseFactory(unit=house.ward, injured=house.injured, is_kept_from_manager=True)

    assert list(Case.objects.visible_to(getattr(house, who))) == [house.case]
    assert set(Case.objects.visible_to(house.administrator)) == {house.case, hidden}
    assert set(Case.objects.visible_to(house.injured)) == {house.case, hidden}


def test_the_health_part_opens_for_the_injured_and_the_administrator_only(house):
    assert health_of(opened(house.administrator, house.case.public_id, now=NOW))[1] == SPRAIN
    assert health_of(opened(house.injured, house.case.public_id, now=NOW))[1] == SPRAIN
    with pytest.raises(PermissionError):
        health_of(opened(house.manager, house.case.public_id, now=NOW))


def test_the_one_who_reported_a_colleagues_accident_sees_what_was_told_and_not_the_report(house):
    case = CaseFactory(unit=house.ward, injured=house.injured, reporter=house.colleague, sealed=True)

    seen = opened(house.colleague, case.public_id, now=NOW)

    assert (seen.may_see_report, seen.may_see_health) == (False, False)
    assert CaseRead.objects.get().read_as == ReadAs.REPORTER


def test_a_list_logs_every_row_of_it_as_a_line(house, django_assert_num_queries):
    cases = [house.case, *CaseFactory.create_batch(3, unit=house.ward)]
    CaseFactory(unit=house.other_ward)

    found = listed(house.manager, Case.objects.visible_to(house.manager).by_clock()[:10], now=NOW)

    assert {case.pk for case in found} == {case.pk for case in cases}
    assert {(row.case_id, row.part) for row in CaseRead.objects.all()} == {(case.pk, Part.LINE) for case in cases}


def test_a_search_that_finds_nothing_is_logged_with_its_words(house):
    none = Case.objects.visible_to(house.administrator).filter(pk=0)

    assert listed(house.administrator, none, now=NOW, read=Read(Channel.SEARCH, Purpose.REPORTING, "Jensen")) == []

    assert CaseRead.objects.get().criterion == "Jensen"


@pytest.mark.django_db(transaction=True)
def test_without_a_log_nothing_is_read():
    from tests.injuries.conftest import make_injury_house

    house = make_injury_house()
    with connection.cursor() as cursor:
        cursor.execute("CREATE FUNCTION no_log() RETURNS trigger AS 'BEGIN RAISE EXCEPTION ''read only''; END' LANGUAGE plpgsql")
        cursor.execute("CREATE TRIGGER no_log BEFORE INSERT ON injuries_caseread EXECUTE FUNCTION no_log()")
    try:
        with pytest.raises(ReadRefusedError):
            opened(house.administrator, house.case.public_id, now=NOW)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER no_log ON injuries_caseread; DROP FUNCTION no_log")
