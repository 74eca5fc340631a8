"""One plan shown in several units: owned and counted once."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from actionplans.errors import RefusedError
from actionplans.models import PlanShare
from actionplans.reports import LevelReport, Period
from actionplans.usecases import sharing
from orgstructure.levels import Level
from orgstructure.permissions import Perm
from tests.factories import NOW, TODAY, DraftFactory, EngagementFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return UnitFactory(name="Bygning 7")


@pytest.fixture
def ward(house):
    return UnitFactory(name="Afsnit A", parent=house)


@pytest.fixture
def neighbour(house):
    return UnitFactory(name="Afsnit B", parent=house)


@pytest.fixture
def manager(ward, person_with):
    return person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward)


def test_who_may_edit_the_plan_finds_the_neighbour_by_name_shows_it_there_and_stops(client_of, ward, neighbour, manager):
    plan, client = PlanFactory(unit=ward, title="Støj fra ventilationen"), client_of(manager)
    colleague = client_of(EngagementFactory(unit=neighbour).user)

    assert "Afsnit B" in client.get(f"/plans/{plan.pk}/share/?q=afsnit b").content.decode()
    client.post(f"/plans/{plan.pk}/share/", {"unit": neighbour.pk})
    client.post(f"/plans/{plan.pk}/share/", {"unit": neighbour.pk})

    assert "Støj fra ventilationen" in colleague.get(f"/units/{neighbour.pk}/").content.decode()
    assert "Afsnit B" in colleague.get(f"/plans/{plan.pk}/").content.decode()
    assert PlanShare.objects.count() == 1
    client.post(f"/plans/{plan.pk}/share/", {"stop": neighbour.pk})
    assert "Støj fra ventilationen" not in colleague.get(f"/units/{neighbour.pk}/").content.decode()
    assert PlanShare.objects.get().ended_by == manager


def test_a_shown_plan_gives_the_neighbour_no_rights_and_is_counted_once(client_of, person_with, house, ward, neighbour, manager):
    plan = PlanFactory(unit=ward)
    sharing.show_in(plan, neighbour, by=manager, now=NOW)
    other = person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=neighbour)
    year = Period(TODAY.replace(year=2025), TODAY)

    assert client_of(other).get(f"/plans/{plan.pk}/edit/").status_code == 403
    assert client_of(other).post(f"/plans/{plan.pk}/share/", {"stop": neighbour.pk}).status_code == 403
    assert [LevelReport.of(Level.of_unit(unit, TODAY), year, TODAY).total.open for unit in (house, ward, neighbour)] == [1, 1, 0]


def test_a_draft_a_confidential_plan_and_a_unit_that_has_it_already_are_refused_with_a_sentence(client_of, ward, neighbour, manager):
    below = UnitFactory(parent=ward)
    secret, draft = PlanFactory(unit=ward, is_confidential=True), DraftFactory(unit=ward, created_by=manager)

    for plan, unit in ((secret, neighbour), (draft, neighbour), (PlanFactory(unit=ward), below)):
        answer = client_of(manager).post(f"/plans/{plan.pk}/share/", {"unit": unit.pk})
        assert answer.status_code == 422
    assert not PlanShare.objects.exists()


def test_a_plan_made_confidential_later_disappears_from_the_neighbours_page(client_of, ward, neighbour, manager):
    plan = PlanFactory(unit=ward, title="Kvabbelsnask")
    sharing.show_in(plan, neighbour, by=manager, now=NOW)
    plan.change(version=plan.version, is_confidential=True)

    assert "Kvabbelsnask" not in client_of(EngagementFactory(unit=neighbour).user).get(f"/units/{neighbour.pk}/").content.decode()


@pytest.mark.parametrize("given", ["", "x", "-1", str(10**30), "\x00", "999999"])
def test_a_unit_that_is_none_is_answered_with_what_to_do(client_of, ward, manager, given):
    plan = PlanFactory(unit=ward)

    assert client_of(manager).post(f"/plans/{plan.pk}/share/", {"unit": given}).status_code == 422
    assert client_of(manager).get(f"/plans/{plan.pk}/share/", {"q": given}).status_code == 200


def test_a_plan_is_shown_in_at_most_thirty_units_and_once_in_each(ward, manager, neighbour):
    plan = PlanFactory(unit=ward)
    for _ in range(sharing.MOST_UNITS):
        sharing.show_in(plan, UnitFactory(), by=manager, now=NOW)

    with pytest.raises(RefusedError):
        sharing.show_in(plan, neighbour, by=manager, now=NOW)
    there = PlanShare.objects.first()
    with pytest.raises(IntegrityError, match="plan_is_shown_once_in_a_unit"), transaction.atomic():
        PlanShare.objects.create(plan=plan, unit=there.unit, at=NOW, by=manager)


def test_the_units_page_costs_the_same_with_one_shown_plan_and_with_many(client_of, ward, neighbour, manager):
    client = client_of(manager)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/units/{neighbour.pk}/")
        return len(captured)

    sharing.show_in(PlanFactory(unit=ward), neighbour, by=manager, now=NOW)
    queries()
    one = queries()
    for _ in range(5):
        sharing.show_in(PlanFactory(unit=ward), neighbour, by=manager, now=NOW)

    assert queries() == one
