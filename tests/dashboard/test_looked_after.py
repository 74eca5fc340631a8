"""The head of work environment of a hospital, and a coordinator, begin with what stands still there and why."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.models import StallChecklist
from actionplans.usecases import stalling
from actionplans.usecases.helping import ask_for_help
from orgstructure.levels import level_of_reader
from orgstructure.models import RoleHolding, Unit, User
from orgstructure.usecases.grants import bring_in_step
from tests.factories import LONG_AGO, NOW, TODAY, EngagementFactory, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hospital() -> Unit:
    return UnitFactory(name="Fjordhospitalet", parent=UnitFactory(name="Region"))


@pytest.fixture
def ward(hospital) -> Unit:
    return UnitFactory(name="Afsnit B3", parent=hospital)


@pytest.fixture
def with_role(hospital):
    def make(role: str, unit: Unit) -> User:
        user = EngagementFactory(unit=hospital).user
        given = {"by": UserFactory(), "reason": "Udpeget", "source": "appointment", "valid_from": LONG_AGO}
        RoleHolding.objects.create(user=user, role=role, unit=unit, **given)
        bring_in_step(today=TODAY)
        return user

    return make


def stopped(unit: Unit, cause: str, **fields):
    plan = PlanFactory(unit=unit, touched_at=NOW - timedelta(days=61), **fields)
    said = stalling.StallSaid(StallChecklist.objects.current(TODAY), uuid.uuid4(), cause=cause)
    stalling.check(plan, said, by=plan.owner, now=NOW)
    return plan


def test_the_head_of_work_environment_finds_the_unclosed_plans_with_their_causes_across_the_hospital(client_of, with_role, hospital, ward):
    for _n in range(2):
        stopped(ward, "means", title="Mangler penge")
    stopped(ward, "evaluation_put_aside", title="Mangler tid")
    stopped(UnitFactory(name="Andet hospital", parent=hospital.parent), "means", title="Andetsteds")
    PlanFactory(unit=ward, title="Hemmelig", is_confidential=True)
    head = with_role("head_of_work_environment", hospital)
    client = client_of(head)

    after = client.get(reverse("start")).context["looked_after"]

    assert (after.unit, after.open) == (hospital, 3)
    assert [cause.plans for cause in after.causes] == [2, 1]
    listed = client.get(after.causes[0].url).content.decode()
    assert listed.count("Mangler penge") >= 2
    assert "Mangler tid" not in listed
    assert "Andetsteds" not in listed
    assert "Hemmelig" not in client.get(after.open_url).content.decode()
    assert level_of_reader(head, TODAY) == hospital
    assert client.get(after.causes_url).status_code == client.get(after.overview_url).status_code == 200


def test_figures_on_the_start_page_are_the_rows_they_lead_to(client_of, with_role, hospital, ward):
    PlanFactory.create_batch(2, unit=ward, expected_closing_on=TODAY - timedelta(days=1), evaluate_on=TODAY - timedelta(days=1), implement_by=TODAY - timedelta(days=9), starts_on=TODAY - timedelta(days=20))  # fmt: skip
    PlanFactory(unit=ward)
    client = client_of(with_role("head_of_work_environment", hospital))
    after = client.get(reverse("start")).context["looked_after"]
    assert after.stalled == client.get(after.stalled_url).context["page"].paginator.count == 2
    assert after.open == client.get(after.open_url).context["page"].paginator.count == 3


def test_a_coordinator_gets_the_offers_of_help_of_the_department_and_of_no_other(client_of, with_role, hospital, ward):
    for unit in (ward, UnitFactory(name="Andet afsnit", parent=hospital)):
        plan = PlanFactory(unit=unit, title=f"Hjælp til {unit.name}")
        ask_for_help(plan, text="Vi sidder fast", by=plan.owner, now=NOW)
    client = client_of(with_role("coordinator", ward))
    page = client.get(reverse("start"))
    assert page.context["page"].waiting_for_help == 1
    assert page.context["looked_after"].unit == ward
    offers = client.get(reverse("help-offer-list")).content.decode()
    assert "Afsnit B3" in offers
    assert "Andet afsnit" not in offers


def test_nobody_else_is_shown_an_area_to_look_after(client_of, with_role, hospital, ward):
    for reader in (EngagementFactory(unit=ward).user, with_role("consultant", hospital.parent), with_role("manager", ward)):
        assert client_of(reader).get(reverse("start")).context["looked_after"] is None


def test_the_start_page_asks_no_more_with_many_plans_than_with_few(client_of, with_role, hospital, ward, django_assert_num_queries):
    client = client_of(with_role("head_of_work_environment", hospital))
    stopped(ward, "means")
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("start"))
    for number in range(8):
        stopped(ward, "means" if number % 2 else "evaluation_put_aside")
    with django_assert_num_queries(len(few)):
        client.get(reverse("start"))
