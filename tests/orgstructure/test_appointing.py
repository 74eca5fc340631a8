"""Roles given by hand: only within one's scope, never to oneself, never further than one's own kind, and over at once when taken back."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from orgstructure import cpr, rights
from orgstructure.access import scope_of
from orgstructure.models import CprRead, RoleHolding, Unit, User
from orgstructure.permissions import Perm, Role
from orgstructure.role_table import role_document
from orgstructure.usecases import appointing, reading_cpr
from orgstructure.usecases.appointing import Appointment, AppointmentError
from orgstructure.usecases.grants import bring_in_step
from tests.factories import LONG_AGO, NOW, TODAY, EngagementFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW, LATER = TODAY - timedelta(days=1), TODAY + timedelta(days=1), TODAY + timedelta(days=30)
NUMBER = "0107801234"


def units_where(user: User, perm: Perm) -> set[Unit]:
    return set(Unit.objects.filter(scope_of(User.objects.get(pk=user.pk), perm).where("")))


def holds(user: User, role: str, unit: Unit, **fields: object) -> RoleHolding:
    fields = {"source": "appointment", "valid_from": LONG_AGO, "by": UserFactory(), "reason": "Udpeget", **fields}
    return RoleHolding.objects.create(user=user, role=role, unit=unit, **fields)


def wanted(user: User, role: str, unit: Unit, **fields: object) -> Appointment:
    return Appointment(**{"user": user, "role": Role(role), "unit": unit, "begins": TODAY, "last_day": LATER, "reason": "Vikar", **fields})


@pytest.fixture
def region() -> Unit:
    return UnitFactory(name="Region")


@pytest.fixture
def hospital(region) -> Unit:
    return UnitFactory(name="Fjordhospitalet", parent=region)


@pytest.fixture
def ward(hospital) -> Unit:
    return UnitFactory(name="Afsnit B3", parent=hospital, manager=EngagementFactory(unit=hospital).user)


@pytest.fixture
def nurse(ward) -> User:
    return EngagementFactory(unit=ward, user=UserFactory(first_name="Asta", last_name="Holm")).user


@pytest.fixture
def admin(hospital) -> User:
    user = EngagementFactory(unit=hospital).user
    holds(user, "safetynet_administrator", hospital)
    bring_in_step(today=TODAY)
    return user


@pytest.fixture
def top(region) -> User:
    user = EngagementFactory(unit=region).user
    holds(user, "system_administrator", region)
    bring_in_step(today=TODAY)
    return user


def refused(deed) -> dict[str, str]:
    with pytest.raises(AppointmentError) as error:
        deed()
    return error.value.faults


def test_a_role_given_by_hand_works_at_once_and_gives_nothing_when_taken_back(admin, nurse, ward):
    holding = appointing.appoint(wanted(nurse, "manager", ward), by=admin, today=TODAY)
    assert units_where(nurse, Perm.EDIT_PLANS) == {ward}

    appointing.take_back(holding, by=admin, reason="Vikariatet er slut", today=TODAY)

    assert units_where(nurse, Perm.EDIT_PLANS) == set()
    kept = RoleHolding.objects.get(pk=holding.pk)
    assert (kept.ended_by, kept.ended_reason, kept.was_never_held) == (admin, "Vikariatet er slut", True)


def test_the_same_form_sent_twice_gives_one_role(admin, nurse, ward):
    once = wanted(nurse, "coordinator", ward, submission_id=uuid.uuid4())
    assert appointing.appoint(once, by=admin, today=TODAY) == appointing.appoint(once, by=admin, today=TODAY)


def test_nobody_gives_outside_the_own_scope(admin, region, nurse):
    elsewhere = UnitFactory(parent=region)
    assert "unit" in refused(lambda: appointing.appoint(wanted(nurse, "coordinator", elsewhere), by=admin, today=TODAY))
    assert "unit" in refused(lambda: appointing.appoint(wanted(nurse, "coordinator", region), by=admin, today=TODAY))


def test_nobody_gives_themselves_a_role(admin, hospital):
    assert "user" in refused(lambda: appointing.appoint(wanted(admin, "coordinator", hospital), by=admin, today=TODAY))
    with pytest.raises(IntegrityError), transaction.atomic():
        holds(admin, "coordinator", hospital, by=admin)


@pytest.mark.parametrize("role", ["system_administrator", "consultant"])
def test_only_a_system_administrator_makes_system_administrators_and_consultants(admin, top, nurse, hospital, role):
    assert "role" in refused(lambda: appointing.appoint(wanted(nurse, role, hospital), by=admin, today=TODAY))
    assert appointing.appoint(wanted(nurse, role, hospital), by=top, today=TODAY)


def test_the_last_system_administrator_is_not_taken_away(top, nurse, region):
    deputy = appointing.appoint(wanted(nurse, "system_administrator", region), by=top, today=TODAY)
    first = RoleHolding.objects.get(user=top)
    appointing.take_back(deputy, by=top, reason="Fejl", today=TODAY)
    assert "sidste" in refused(lambda: appointing.take_back(first, by=top, reason="Fejl", today=TODAY))["reason"]


def test_a_role_of_the_line_is_given_for_a_while_only(admin, nurse, ward):
    assert "last_day" in refused(lambda: appointing.appoint(wanted(nurse, "manager", ward, last_day=None), by=admin, today=TODAY))
    with pytest.raises(IntegrityError), transaction.atomic():
        holds(nurse, "manager", ward, source="manual")
    assert appointing.appoint(wanted(nurse, "coordinator", ward, last_day=None), by=admin, today=TODAY).valid_to is None


def test_a_role_that_ended_yesterday_gives_nothing_today_although_no_job_ran(nurse, ward):
    holds(nurse, "manager", ward, source="manual", valid_to=TODAY)
    bring_in_step(today=YESTERDAY)
    assert units_where(nurse, Perm.EDIT_PLANS) == set()


def test_a_deputy_acts_from_the_first_to_the_last_day(nurse, ward):
    bring_in_step(today=TODAY)
    appointing.name_deputy(wanted(nurse, "manager", ward, begins=TOMORROW, last_day=TOMORROW), by=ward.manager, today=TODAY)
    assert units_where(nurse, Perm.EDIT_PLANS) == set()
    bring_in_step(today=TOMORROW)
    assert units_where(nurse, Perm.EDIT_PLANS) == {ward}
    bring_in_step(today=TOMORROW + timedelta(days=1))
    assert units_where(nurse, Perm.EDIT_PLANS) == set()


def test_the_deputy_loses_the_role_with_the_one_deputised_for(nurse, ward):
    bring_in_step(today=TODAY)
    appointing.name_deputy(wanted(nurse, "manager", ward), by=ward.manager, today=TODAY)
    assert units_where(nurse, Perm.VIEW_CLOSED_PLANS) == {ward}

    Unit.objects.filter(pk=ward.pk).update(manager=None)
    bring_in_step(today=TODAY)

    assert units_where(nurse, Perm.VIEW_CLOSED_PLANS) == set()


def test_nobody_names_a_deputy_for_what_is_not_the_own_role(nurse, ward, hospital, admin):
    other = EngagementFactory(unit=ward).user
    bring_in_step(today=TODAY)
    assert "role" in refused(lambda: appointing.name_deputy(wanted(other, "manager", ward), by=nurse, today=TODAY))
    assert "role" in refused(lambda: appointing.name_deputy(wanted(nurse, "safetynet_administrator", hospital), by=admin, today=TODAY))
    appointing.name_deputy(wanted(nurse, "manager", ward), by=ward.manager, today=TODAY)
    assert "role" in refused(lambda: appointing.name_deputy(wanted(other, "manager", ward), by=nurse, today=TODAY))


# --- Pages ----------------------------------------------------------------------------------------------
def text(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def main_of(response) -> str:
    return text(response).partition("<main")[2].partition("</main")[0]


def test_an_administrator_finds_why_gives_a_role_and_takes_it_back(admin, nurse, ward, client_of):
    client = client_of(admin)
    address = f"{reverse('appoint-new')}?unit={ward.pk}&role=coordinator"
    assert "Asta Holm" in text(client.get(address, {"q": "asta", "unit": ward.pk}))
    form = {
        "role": "coordinator",
        "begins": "22-11-2026",
        "last_day": "31-12-2026",
        "reason": "Dækker for Bo",
        "submission_id": uuid.uuid4(),
    }
    assert client.post(f"{address}&person={nurse.pk}", form).status_code == 302
    assert "Dækker for Bo" in text(client.get(reverse("unit-rights", args=[ward.pk])))
    assert "Dækker for Bo" in text(client.get(reverse("person-rights", args=[nurse.pk])))
    assert "Dækker for Bo" in text(client_of(nurse).get(reverse("my-rights")))
    holding = RoleHolding.objects.get(user=nurse)
    assert client.post(reverse("role-end", args=[holding.pk]), {"reason": "Bo er tilbage"}).status_code == 302
    assert "Bo er tilbage" in text(client.get(reverse("person-rights", args=[nurse.pk])))
    assert units_where(nurse, Perm.EDIT_PLANS) == set()


def test_a_refused_role_keeps_what_was_typed_and_says_why(admin, nurse, ward, client_of):
    address = f"{reverse('appoint-new')}?unit={ward.pk}&person={nurse.pk}"
    form = {"role": "manager", "begins": "22-11-2026", "last_day": "", "reason": "Barsel i afsnittet", "submission_id": uuid.uuid4()}
    assert "Barsel i afsnittet" in text(client_of(admin).post(address, form))
    assert not RoleHolding.objects.filter(user=nurse).exists()


def test_rights_are_shown_to_the_person_the_manager_and_the_appointer_alone(admin, nurse, ward, client_of):
    other = EngagementFactory(unit=ward).user
    assert client_of(other).get(reverse("person-rights", args=[nurse.pk])).status_code == 404
    assert client_of(other).get(reverse("unit-rights", args=[ward.pk])).status_code == 404
    assert client_of(ward.manager).get(reverse("unit-rights", args=[ward.pk])).status_code == 200
    assert client_of(nurse).get(reverse("person-rights", args=[nurse.pk])).status_code == 200


def test_the_pages_of_rights_ask_no_more_with_many_roles(admin, nurse, ward, client_of, django_assert_max_num_queries):
    for _n in range(12):
        holds(EngagementFactory(unit=ward).user, "coordinator", ward)
    client = client_of(admin)
    for route in ("unit-rights", "person-rights"):
        with django_assert_max_num_queries(10):
            client.get(reverse(route, args=[ward.pk if route == "unit-rights" else nurse.pk]))


def test_what_does_not_fit_on_the_page_is_said_and_the_units_own_roles_come_first(admin, nurse, ward, hospital, monkeypatch):
    monkeypatch.setattr(rights, "MOST", 3)
    monkeypatch.setattr(rights, "MOST_ENDED", 1)
    for unit in (hospital, hospital, ward, ward):
        holds(EngagementFactory(unit=ward).user, "coordinator", unit)
        holds(nurse, "coordinator", unit, valid_to=TODAY)
    answer = rights.rights_in(ward, admin, TODAY)
    shown = [one.holding.unit for one in answer.today]
    assert shown[:2] == [ward, ward]
    assert (len(shown), len(answer.over)) == (3, 1)
    assert answer.not_shown == RoleHolding.objects.current(TODAY).filter(unit__in=(ward, hospital, hospital.parent)).count() - 3
    assert answer.ended_not_shown == 3


# --- Directory and CPR -----------------------------------------------------------------------------------
def test_colleagues_are_found_by_name_title_and_unit_but_never_all_and_never_who_left(nurse, ward, client_of):
    gone = EngagementFactory(unit=ward, user=UserFactory(first_name="Asta", last_name="Borte"), valid_to=TODAY).user
    client = client_of(nurse)
    for words in ("asta", "holm", "asta b3", "Sygeplejerske asta"):
        found = text(client.get(reverse("person-search"), {"q": words}))
        assert "Asta Holm" in found
        assert "Borte" not in found
    assert "Afsnit B3</" not in main_of(client.get(reverse("person-search")))
    assert "Asta" not in main_of(client.get(reverse("person-search")))
    assert client.get(reverse("person-detail", args=[gone.pk])).status_code == 404
    assert "Afsnit B3" in text(client.get(reverse("person-detail", args=[nurse.pk])))


def test_the_search_shows_thirty_at_most_with_the_same_queries(nurse, ward, client_of, django_assert_max_num_queries):
    for _n in range(40):
        EngagementFactory(unit=ward)
    client = client_of(nurse)
    with django_assert_max_num_queries(8):
        found = text(client.get(reverse("person-search"), {"q": "sygeplejerske"}))
    assert found.count("@region-eksempel.invalid") <= 62


@pytest.fixture
def numbered(nurse) -> User:
    User.objects.filter(pk=nurse.pk).update(cpr_hash=cpr.hashed(NUMBER), cpr_encrypted=cpr.encrypt(NUMBER))
    return nurse


def test_a_number_is_read_with_a_reason_and_the_person_sees_who_read_it(admin, numbered, client_of):
    address = reverse("person-cpr", args=[numbered.pk])
    client = client_of(admin)
    assert NUMBER not in text(client.get(address))
    assert NUMBER not in text(client.post(address, {"reason": ""}))
    answer = client.post(address, {"reason": "Anmeldelse af ulykke"})
    assert NUMBER in text(answer)
    assert "no-store" in answer["Cache-Control"]
    assert CprRead.objects.get().by == admin
    assert "Anmeldelse af ulykke" in text(client_of(numbered).get(reverse("my-cpr-reads")))


def test_no_number_without_a_line_in_the_log(admin, numbered, monkeypatch):
    monkeypatch.setattr(CprRead.objects, "create", lambda **_: (_ for _ in ()).throw(IntegrityError))
    monkeypatch.setattr(cpr, "decrypt", lambda _: pytest.fail("decrypted without a log"))
    with pytest.raises(IntegrityError):
        reading_cpr.read_cpr(numbered, by=admin, reason="Ulykke", today=TODAY, now=NOW)


def test_no_number_for_those_without_the_right_there(nurse, numbered, ward, region, client_of):
    address = reverse("person-cpr", args=[numbered.pk])
    assert client_of(ward.manager).post(address, {"reason": "Nysgerrig"}).status_code == 403
    other = UnitFactory(parent=region)
    stranger = EngagementFactory(unit=other).user
    holds(stranger, "safetynet_administrator", other)
    bring_in_step(today=TODAY)
    assert client_of(stranger).post(address, {"reason": "Nysgerrig"}).status_code == 404
    assert not CprRead.objects.exists()


def test_the_page_of_roles_in_the_documentation_is_what_the_table_says():
    assert Path("docs/roles.md").read_text() == role_document()


def test_the_log_of_numbers_read_is_never_changed_by_the_processes():
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('safetynet_web', 'orgstructure_cprread', 'UPDATE')")
        assert cursor.fetchone() == (False,)
