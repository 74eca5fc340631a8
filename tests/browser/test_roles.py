"""Roles in a browser: an administrator finds why, gives and takes back; a manager names a deputy on a phone; a head begins with what stands still."""

import pytest

from orgstructure.models import DeputyAct, RoleHolding
from orgstructure.usecases.grants import bring_in_step
from tests.factories import LONG_AGO, TODAY, EngagementFactory, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def given(user, role, unit):
    RoleHolding.objects.create(
        user=user, role=role, unit=unit, source="appointment", by=UserFactory(), reason="Udpeget", valid_from=LONG_AGO
    )
    bring_in_step(today=TODAY)


@pytest.fixture
def ward(transactional_db):
    hospital = UnitFactory(name="Fjordhospitalet", parent=UnitFactory(name="Region"))
    manager = EngagementFactory(unit=hospital, user=UserFactory(first_name="Mette", last_name="Bak")).user
    return UnitFactory(name="Afsnit B3", parent=hospital, manager=manager)


@pytest.fixture
def nurse(ward):
    return EngagementFactory(unit=ward.parent, user=UserFactory(first_name="Asta", last_name="Holm")).user


def test_a_role_is_given_used_and_taken_back_and_then_the_act_is_refused(ward, nurse, page_as, open_context, axe):
    admin = EngagementFactory(unit=ward.parent).user
    given(admin, "safetynet_administrator", ward.parent)
    plan = PlanFactory(unit=ward)
    page = page_as(admin)

    page.goto("/organisation/people/?q=asta")
    axe(page)
    page.get_by_role("link", name="Asta Holm").click()
    page.get_by_role("link", name="Roller og rettigheder").click()
    page.get_by_text("Ingen rettigheder ud over dem").wait_for()
    page.get_by_role("link", name="Giv en rolle").click()
    page.get_by_label("Enhedens navn").fill("B3")
    page.get_by_role("button", name="Søg", exact=True).last.click()
    page.get_by_role("link", name="Afsnit B3").click()
    page.get_by_label("Rolle", exact=True).select_option("manager")
    page.get_by_role("button", name="Giv rollen").click()
    axe(page)
    page.get_by_label("Sidste dag").fill("31-12-2026")
    page.get_by_label("Begrundelse").fill("Barsel i afsnittet")
    page.get_by_role("button", name="Giv rollen").click()
    page.locator("details.folded summary").first.click()
    page.get_by_text("Barsel i afsnittet").first.wait_for()
    axe(page)

    other = open_context(nurse).new_page()
    assert other.goto(f"/plans/{plan.pk}/edit/").status == 200

    page.get_by_role("link", name="Tag tilbage").first.click()
    axe(page)
    page.get_by_label("Begrundelse").fill("Lederen er tilbage")
    page.get_by_role("button", name="Tag rollen tilbage").click()
    page.wait_for_load_state()
    assert other.goto(f"/plans/{plan.pk}/edit/").status == 403


def test_a_manager_names_a_deputy_on_a_phone_and_reads_what_was_done(ward, nurse, phone_as, open_context, axe, scrolls_one_way):
    bring_in_step(today=TODAY)
    plan = PlanFactory(unit=ward)
    page = phone_as(ward.manager)
    page.goto("/organisation/my-rights/")
    scrolls_one_way(page)
    page.get_by_role("link", name="Udpeg en stedfortræder").click()
    page.get_by_label("Navn, stilling eller enhed").fill("asta")
    page.get_by_role("button", name="Søg", exact=True).last.click()
    page.get_by_role("link", name="Asta Holm").click()
    page.get_by_label("Hvilken af dine roller").select_option(index=1)
    page.get_by_label("Sidste dag").fill("30-11-2026")
    page.get_by_label("Begrundelse").fill("Ferie")
    axe(page)
    scrolls_one_way(page)
    page.get_by_role("button", name="Udpeg en stedfortræder").click()
    page.wait_for_load_state()

    deputy = open_context(nurse).new_page()
    deputy.goto(f"/plans/{plan.pk}/")
    deputy.get_by_label("Hvordan går det?").first.fill("Liften er bestilt")
    deputy.get_by_role("button", name="Gem noten").click()
    deputy.get_by_text("Asta Holm for Mette Bak").first.wait_for()

    assert DeputyAct.objects.get().deputy_for == ward.manager
    page.goto("/organisation/my-rights/")
    page.get_by_text("Asta Holm for Mette Bak").wait_for()
    axe(page)


def test_the_head_of_work_environment_comes_from_the_start_page_to_the_causes(ward, page_as, axe):
    head = EngagementFactory(unit=ward.parent).user
    given(head, "head_of_work_environment", ward.parent)
    PlanFactory(unit=ward, title="Tunge løft i B3")
    page = page_as(head)
    page.goto("/")
    axe(page)
    page.get_by_role("link", name="1 åben plan").click()
    page.get_by_role("link", name="Tunge løft i B3").first.wait_for()
    page.goto("/")
    page.get_by_role("link", name="Hvorfor planer ikke bliver færdige").click()
    page.get_by_role("heading", level=1).wait_for()
    assert "Fjordhospitalet" in page.content()
