"""A plan that has stopped: from the start page over the cause to help, as a person clicks it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from actionplans.models import HelpRequest, StallCheck
from tests.browser.conftest import DESK, PHONE
from tests.factories import NOW, EngagementFactory, MeasureFactory, PlanFactory, default_checklist

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


@pytest.fixture
def quiet():
    """A plan that its owner has not touched for more than sixty days."""
    default_checklist()
    owner = EngagementFactory().user
    plan = PlanFactory(title="For mange løft på stue 4", unit=owner.engagements.get().unit, owner=owner, touched_at=NOW - 70 * DAY)
    MeasureFactory(plan=plan)
    return plan


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_from_standing_still_over_the_cause_to_help(open_context, quiet, scripts, viewport, axe, scrolls_one_way):
    page = open_context(quiet.owner, viewport=viewport, java_script_enabled=scripts).new_page()
    page.goto("/")
    page.get_by_role("link", name="Hvad står i vejen?").click()
    question = page.get_by_role("radiogroup", name="Er der sat tid og penge af?")
    question.get_by_label("Nej").check()
    page.get_by_role("radiogroup", name="Er I enige om, hvad I vil opnå?").get_by_label("Delvist").check()
    page.get_by_label("Hvad gør I nu?").fill("Mette taler med Lars")
    if scripts:
        axe(page)
        scrolls_one_way(page)
    page.get_by_role("button", name="Se, hvad der hjælper").click()

    page.get_by_role("heading", name="Der er ikke sat tid eller penge af").wait_for()
    if scripts:
        axe(page)
        scrolls_one_way(page)
    page.get_by_label("Hvad vil I gerne have hjælp til?").fill("Kan I hjælpe os med at få timer?")
    page.get_by_role("button", name="Bed om hjælp").click()

    page.get_by_text("Du har bedt om hjælp").wait_for()
    check = StallCheck.objects.get(plan=quiet)
    assert (check.cause, check.stage, check.next_step) == ("means", "not_begun", "Mette taler med Lars")
    assert HelpRequest.objects.get(plan=quiet).text == "Kan I hjælpe os med at få timer?"


def test_when_only_the_evaluation_was_put_aside_one_click_leads_to_it(page_as, quiet):
    page = page_as(quiet.owner)
    page.goto(reverse("plan-stall", args=[quiet.pk]))
    page.get_by_role("button", name="Det er gjort, kun effektvurderingen blev lagt til side").click()

    page.get_by_role("heading", name="Hjalp det?").wait_for()
    assert StallCheck.objects.get().cause == "evaluation_put_aside"


def test_the_figure_of_the_causes_leads_to_the_plan(page_as, quiet, axe):
    page = page_as(quiet.owner)
    page.goto(reverse("plan-stall", args=[quiet.pk]))
    page.get_by_label("Hvad står mest i vejen?").select_option("means")
    page.get_by_role("button", name="Se, hvad der hjælper").click()
    page.goto(reverse("overview-unit-causes", args=[quiet.unit_id]))
    axe(page)
    page.get_by_text("Vis tallene som tabel").click()
    page.get_by_role("row", name="Der er ikke sat tid eller penge af").get_by_role("link").first.click()

    page.get_by_role("link", name=quiet.title).first.wait_for()
