"""What helps a writer, in a real browser: the ladder and plans like this one while one types, names before publishing, tools, copies."""

import pytest

from actionplans.models import ActionPlan, ConfidentialNote, Resource
from orgstructure.permissions import Perm
from tests.factories import TODAY, ClosedPlanFactory, EngagementFactory, MeasureFactory, PlanFactory, ThemeFactory, UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward(transactional_db):
    ward = UnitFactory(name="Medicinsk afsnit M2", parent=UnitFactory(name="Medicinsk Afdeling"))
    ThemeFactory(code="lifting", topic="ergonomic")
    EngagementFactory(unit=ward, user__first_name="Bente", user__last_name="Dahlgaard")
    tool = {"title": {"da": "Loftlifte på alle stuer: sådan gjorde et afsnit"}, "url": "https://region-eksempel.invalid/loftlifte"}
    for field in ("", "measures"):
        Resource.objects.create(field=field, valid_from=TODAY, description={"da": "Hvad det kostede, og hvad det gav."}, **tool)
    return ward


@pytest.fixture
def manager(ward, person_with):
    return person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward, first_name="Mette", last_name="Skov")


def tried_before(ward):
    plan = ClosedPlanFactory(unit=ward, title="Tunge løft på stue 2", closed="no_effect")
    plan.evaluations.update(wanted_effects="Liften stod på depotet")
    return plan


def test_the_ladder_and_plans_like_this_one_appear_while_one_types(ward, manager, page_as, axe):
    tried_before(ward)
    page = page_as(manager)
    page.goto(f"/plans/new/?unit={ward.pk}")
    page.fill("#id_title", "Tunge løft på stue 4")
    page.get_by_role("heading", name="Det er prøvet før").wait_for()
    page.get_by_role("link", name="1 plan ligner den her").wait_for()
    assert "Liften stod på depotet" in page.locator("#beside").inner_text()

    page.fill("#id_measures-0-text", "Kursus i løfteteknik")
    page.get_by_text("Trin 2 af 5 på forebyggelsestrappen").wait_for()
    assert "Skaf et hjælpemiddel" in page.locator("#ladder-measures-0").inner_text()
    axe(page)

    page.fill("#id_measures-0-text", "Udskift sengen")
    page.get_by_text("Trin 5 af 5 på forebyggelsestrappen").wait_for()
    page.fill("#id_title", "Kulde")
    page.get_by_text("Ingen anden plan her eller ovenover ligner den her.").wait_for()
    assert page.locator("#beside-said").inner_text() == ""


def test_a_name_is_pointed_out_and_the_plan_goes_out_when_the_writer_says_so(ward, manager, open_context, axe, scrolls_one_way):
    page = open_context(manager, viewport={"width": 320, "height": 700}).new_page()
    page.goto(f"/plans/new/?unit={ward.pk}")
    page.fill("#id_title", "Bente løfter alene")
    page.fill("#id_measures-0-text", "Fast makker")
    page.get_by_role("button", name="Offentliggør", exact=True).click()
    page.get_by_role("heading", name="Der står navne på kolleger i teksten").wait_for()
    assert page.evaluate("document.activeElement.classList.contains('named')")
    axe(page)
    scrolls_one_way(page)

    page.get_by_role("button", name="Offentliggør med navnene").click()
    page.wait_for_url("**/plans/*/")
    assert ActionPlan.objects.get().status == "active"


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_with_everything_beside_the_plan(ward, manager, person_with, open_context, axe, scrolls_one_way, width):
    old = tried_before(ward)
    noted = PlanFactory(unit=ward, owner=manager, copied_from=old)
    MeasureFactory(plan=noted, text="Kursus i løft")
    ConfidentialNote.objects.create(plan=noted, text="Kun for gruppen")
    page = open_context(manager, viewport={"width": width, "height": 700}).new_page()
    for address in (f"/plans/{noted.pk}/", f"/plans/{old.pk}/", f"/plans/{noted.pk}/edit/", f"/plans/{old.pk}/copy/?q=findes-ikke"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach((fold) => { fold.open = true })")
        axe(page)
        scrolls_one_way(page)
    page.goto(f"/plans/new/?unit={ward.pk}&copy={old.pk}")
    assert "Kopieret fra" in page.locator(".alert").first.inner_text()
    axe(page)
    scrolls_one_way(page)

    page = open_context(person_with(Perm.CONFIGURE, on=ward), viewport={"width": width, "height": 700}).new_page()
    for address in ("", f"{Resource.objects.first().pk}/"):
        page.goto(f"/plans/settings/resources/{address}")
        axe(page)
        scrolls_one_way(page)
    page.fill("#id_url", "ftp://x")
    page.get_by_role("button", name="Gem ændringer").click()
    page.locator("[data-error-summary]").wait_for()
    axe(page)


def test_without_javascript_the_button_looks_and_the_ladder_stands_after_saving(ward, manager, page_as):
    tried_before(ward)
    page = page_as(manager, java_script_enabled=False)
    page.goto(f"/plans/new/?unit={ward.pk}")
    page.fill("#id_title", "Tunge løft på stue 4")
    page.fill("#id_measures-0-text", "Kursus i løfteteknik")
    page.get_by_role("button", name="Find planer, der ligner").click()
    assert "Tunge løft på stue 2" in page.locator("#beside").inner_text()
    assert "Trin 2 af 5" in page.locator("#ladder-measures-0").inner_text()
    assert page.input_value("#id_title") == "Tunge løft på stue 4"
