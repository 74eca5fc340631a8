"""The ladder by help in a browser: somebody asks for more time twice, the committee talks about it, the staff call."""

from datetime import timedelta

import pytest

from actionplans.models import HelpRequest
from orgstructure.permissions import Perm
from tests.factories import NOW, TODAY, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hospital(transactional_db):
    return UnitFactory(name="Fjordhospitalet")


@pytest.fixture
def plan(hospital, person_with):
    ward = UnitFactory(name="Medicinsk afsnit M2", parent=hospital)
    return PlanFactory(unit=ward, owner=person_with(Perm.EDIT_PLANS, on=ward, first_name="Mette"), title="Lift i alle stuer")


def more_time(page, plan, how, days):
    page.goto(f"/plans/{plan.pk}/extend/")
    page.get_by_text(how).click()
    page.get_by_label("Til hvornår?").fill(f"{TODAY + timedelta(days=days):%d-%m-%Y}")
    page.get_by_text("Fravær eller ferie").click()
    page.get_by_role("button", name="Gem").click()


def test_more_time_twice_puts_the_plan_before_the_committee_which_says_what_it_thinks(
    plan, hospital, person_with, page_as, axe, open_context, scrolls_one_way
):
    page = page_as(plan.owner)
    more_time(page, plan, "Flyt den forventede afslutning", 90)
    more_time(page, plan, "Behold datoen, og mind os om den senere", 20)
    page.get_by_role("heading", name="Hjælp på vej").wait_for()
    more_time(page, plan, "Behold datoen, og mind os om den senere", 30)
    page.locator(".alert-warning").wait_for()
    axe(page)

    above = person_with(Perm.EDIT_PLANS, Perm.PRIORITISE_PLANS, on=hospital)
    committee = page_as(above)
    committee.goto(f"/overview/{hospital.pk}/")
    axe(committee)
    committee.get_by_role("region", name="Tal om i udvalget").get_by_role("link", name="Lift i alle stuer").click()
    committee.get_by_role("link", name="Udvalget har talt om den").click()
    axe(committee)
    committee.get_by_label("Hvad sagde udvalget?").fill("Afdelingen finder pengene inden jul.")
    committee.get_by_role("button", name="Gem som note på planen").click()

    committee.get_by_text("Afdelingen finder pengene inden jul.").first.wait_for()
    plan.refresh_from_db()
    assert plan.lifted_to_committee_at is None
    small = open_context(above, viewport={"width": 320, "height": 640}).new_page()
    for address in (f"/plans/{plan.pk}/extend/", f"/plans/{plan.pk}/taken-up/", f"/plans/{plan.pk}/ask-committee/"):
        small.goto(address)
        scrolls_one_way(small)


def test_the_staff_see_on_their_first_page_who_waits_and_note_what_was_agreed(
    plan, hospital, person_with, page_as, axe, open_context, scrolls_one_way
):
    HelpRequest.objects.create(plan=plan, by=plan.owner, at=NOW, text="Vi mangler en lift")
    staff = person_with(Perm.OFFER_HELP, Perm.CONFIGURE, on=hospital)
    page = page_as(staff)
    page.goto("/")
    page.get_by_role("link", name="Se, hvem I skal ringe til").click()
    axe(page)
    page.get_by_role("link", name="Jeg har ringet").click()
    axe(page)
    small = open_context(staff, viewport={"width": 320, "height": 640}).new_page()
    for address in ("/", "/plans/help/", page.url, "/plans/settings/help/"):
        small.goto(address)
        scrolls_one_way(small)
        axe(small)
    page.get_by_label("Hvad har I aftalt?").fill("Vi taler sammen torsdag.")
    page.get_by_role("button", name="Gem som note på planen").click()

    page.get_by_text("Ingen venter på hjælp lige nu.").wait_for()
    assert plan.follow_ups.get().by == staff
