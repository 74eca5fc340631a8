"""A manager makes a plan from the unit's page: at a desk, on a phone, without JavaScript, and with a closed browser in between."""

import pytest

from actionplans.models import ActionPlan, Theme
from orgstructure.permissions import Perm
from tests.factories import (
    CommitteeFactory,
    CoverageFactory,
    CriterionFactory,
    EngagementFactory,
    MeasureFactory,
    PlanFactory,
    SeatFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward(transactional_db):
    ward = UnitFactory(name="Medicinsk afsnit M2", parent=UnitFactory(name="Medicinsk Afdeling"))
    group = CommitteeFactory(name="AMG M2")
    CoverageFactory(unit=ward, committee=group)
    SeatFactory(user=EngagementFactory(unit=ward, user__first_name="Anna", user__last_name="Holm").user, committee=group)
    Theme.objects.get_or_create(code="lifting", defaults={"topic": "ergonomic", "name": {"da": "Tunge løft"}, "valid_from": "2015-01-01"})
    return ward


@pytest.fixture
def manager(ward, person_with):
    return person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward, first_name="Mette", last_name="Skov")


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_plan_is_published_in_at_most_six_interactions(ward, manager, page_as, java_script_enabled):
    page = page_as(manager, java_script_enabled=java_script_enabled)
    page.goto(f"/units/{ward.pk}/")
    interactions = [
        page.get_by_role("link", name="Ny handleplan").first.click,
        lambda: page.fill("#id_title", "Tunge løft på stue 4"),
        lambda: page.fill("#id_measures-0-text", "Lift i alle seks stuer"),
        lambda: page.get_by_role("button", name="Offentliggør").click(),
    ]
    for interaction in interactions:
        interaction()
    page.wait_for_url("**/plans/*/")

    plan = ActionPlan.objects.get()
    assert len(interactions) <= 6
    assert (plan.status, str(plan.evaluator), plan.measures.count()) == ("active", "Anna Holm", 1)
    assert "Tunge løft på stue 4" in page.get_by_role("heading", level=1).inner_text()


def test_a_draft_survives_a_closed_browser(ward, manager, open_context):
    context = open_context(manager)
    page = context.new_page()
    page.goto(f"/plans/new/?unit={ward.pk}")
    page.fill("#id_title", "Fald på gangen")
    with page.expect_response("**/plans/autosave/**"):
        page.locator("#id_title").blur()
    page.get_by_text("Kladden er gemt").wait_for()
    context.close()

    page = open_context(manager).new_page()
    page.goto(f"/plans/new/?unit={ward.pk}")
    page.get_by_role("link", name="Fald på gangen").click()
    assert page.input_value("#id_title") == "Fald på gangen"
    assert ActionPlan.objects.count() == 1


def test_rows_are_added_in_place_and_the_sentence_follows_what_is_typed(ward, manager, page_as):
    page = page_as(manager)
    page.goto(f"/plans/new/?unit={ward.pk}")
    page.fill("#id_title", "Tunge løft")
    page.get_by_role("button", name="En indsats mere").click()
    page.locator("#id_measures-1-text").wait_for()
    page.fill("#id_measures-1-text", "Vogn ved hver seng")
    page.fill("[name=evaluation_question]", "liften bruges hver gang")
    page.get_by_text("spørger Anna Holm kollegerne, om liften bruges hver gang.").wait_for()

    assert page.input_value("#id_title") == "Tunge løft"
    assert "»Tunge løft«" in page.locator(".proposed-text").inner_text()
    assert page.locator(".six .is-there").count() == 6


def test_axe_finds_nothing_and_nothing_sticks_out_in_any_state(ward, manager, page_as, open_context, axe, scrolls_one_way):
    plan = PlanFactory(unit=ward, owner=manager, title="Første overskrift")
    MeasureFactory(plan=plan)
    CriterionFactory(plan=plan)
    page = open_context(manager, viewport={"width": 320, "height": 700}).new_page()
    page.goto(f"/plans/new/?unit={ward.pk}")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { if (!fold.closest('header')) fold.open = true })")
    page.get_by_label("Akut").check()
    axe(page)
    scrolls_one_way(page)

    page.fill("#id_starts_on", "engang")
    page.get_by_role("button", name="Offentliggør").click()
    page.locator("[data-error-summary]").wait_for()
    axe(page)
    scrolls_one_way(page)

    page.goto(f"/plans/{plan.pk}/edit/")
    page.fill("#id_title", "Min overskrift")
    ActionPlan.objects.get(pk=plan.pk).change(version=plan.version, title="Annas overskrift")
    page.get_by_role("button", name="Gem ændringer").click()
    page.get_by_text("En anden har gemt de samme felter").wait_for()
    axe(page)
    scrolls_one_way(page)
    page.get_by_label("Den tekst, der er gemt").check()
    page.get_by_role("button", name="Gem ændringer").click()
    page.wait_for_url(f"**/plans/{plan.pk}/")
    assert ActionPlan.objects.get(pk=plan.pk).title == "Annas overskrift"


def test_axe_finds_nothing_on_the_settings(ward, person_with, page_as, axe, scrolls_one_way):
    page = page_as(person_with(Perm.CONFIGURE, on=ward))
    theme = Theme.objects.get(code="lifting")
    for address in ("", "themes/", f"themes/{theme.pk}/", f"themes/{theme.pk}/retire/", "publishing/"):
        assert page.goto(f"/plans/settings/{address}").status == 200
        axe(page)
        scrolls_one_way(page)
