"""A manager reads the unit's report at a desk and on a phone; who is above goes through the heat map."""

import pytest
from django.urls import reverse

from apv.models import UnitAssessment
from orgstructure.permissions import Perm, Reach
from tests.apv.surveys import a_questionnaire, a_released_round
from tests.factories import TODAY, EngagementFactory, UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def survey():
    region = UnitFactory(name="Regionen")
    for number in range(1, 5):
        UnitFactory(name=f"Medicinsk afsnit M{number}, Universitetshospitalet", parent=region)
    questionnaire = a_questionnaire()
    before, *_rest = a_released_round(region, 30, 25, 18, 8, questionnaire=questionnaire)
    survey_round, top, places = a_released_round(region, 32, 24, 17, 3, questionnaire=questionnaire, compared_with=before)
    top.round.units.update(invited_below=40)
    survey_round.top_place, survey_round.places = top, places
    return survey_round


@pytest.fixture
def manager(person_with, survey):
    place = survey.places[0]
    person = person_with(Perm.READ_COMMENTS, Perm.EDIT_PLANS, on=place.unit, reach=Reach.UNIT)
    EngagementFactory(unit=place.unit, user=person)
    UnitAssessment.objects.create(unit=place.unit, round_unit=place, method="survey", begun_on=TODAY)
    return person


def test_every_page_of_results_passes_axe_and_scrolls_one_way(page_as, phone_as, manager, survey, axe, scrolls_one_way):
    page, phone = page_as(manager), phone_as(manager)
    addresses = [
        *(reverse("unit-report", args=[survey.pk, place.pk]) for place in (survey.places[0], survey.places[3], survey.top_place)),
        reverse("round-heatmap", args=[survey.pk]),
        reverse("result-list"),
    ]
    for address in addresses:
        for opened in (page, phone):
            assert opened.goto(address).status == 200
            for fold in opened.locator("main details").all():
                fold.evaluate("node => node.open = true")
            axe(opened)
        scrolls_one_way(phone)


def test_a_manager_finds_the_report_in_one_click_and_says_it_is_read(phone_as, manager, survey):
    page = phone_as(manager)
    page.goto(reverse("start"))
    page.get_by_role("link", name="Min enheds undersøgelser").click()
    assert page.get_by_role("heading", level=1).inner_text() == survey.places[0].name
    assert "Vi mangler en lift" in page.locator("#comments + p + h3 + ul").inner_text()
    page.get_by_role("button", name="Vi har læst den").click()
    assert page.get_by_text("Tal nu om den med medarbejderne").is_visible()
    assert UnitAssessment.objects.get(round_unit=survey.places[0]).report_read_on == TODAY


def test_a_cell_of_the_heat_map_opens_the_unit_without_javascript(open_context, manager, survey):
    page = open_context(manager, java_script_enabled=False).new_page()
    page.goto(reverse("round-heatmap", args=[survey.pk]))
    page.get_by_role("link", name=f"{survey.places[1].name}, Krav:").click()
    assert page.get_by_role("heading", level=1).inner_text() == survey.places[1].name
    page.get_by_role("button", name="Som PDF til snakken").click()
    assert "/documents/" in page.url
