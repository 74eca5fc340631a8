"""The heat map of a round, its spreadsheet, and the way to results."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from apv.models import Round, RoundStatus
from apv.reports.heat_map import HeatMap, shade
from tests.apv.surveys import a_questionnaire, a_released_round
from tests.factories import EngagementFactory, RoundUnitFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    region = UnitFactory(name="Regionen")
    for name in ("Stort afsnit", "Andet afsnit", "=Lille afsnit"):
        UnitFactory(name=name, parent=region)
    return region


@pytest.fixture
def survey(region):
    survey_round, top, places = a_released_round(region, 30, 25, 2)
    survey_round.top_place, survey_round.places = top, places
    top.round.units.update(invited_below=30)
    return survey_round


def heat(survey, **words):
    return reverse("round-heatmap", args=[survey.pk]) + (f"?unit={words['unit'].pk}" if words else "")


def test_hidden_cells_are_hatched_and_say_so(client_of, survey):
    html = client_of(UserFactory()).get(heat(survey)).content.decode()
    assert html.count("heat-cell heat-hidden") == 2 * 2 + 1  # two themes of two hidden units, and the key
    assert "skjult" in html
    assert reverse("unit-report", args=[survey.pk, survey.places[0].pk]) in html


def test_the_worst_stands_first_and_burdens_are_turned():
    assert (shade(90, is_burden=True), shade(90, is_burden=False), shade(0, is_burden=False), shade(100, is_burden=False)) == (5, 1, 5, 1)


def test_one_goes_down_and_up_again(client_of, region):
    hospital = UnitFactory(parent=region, name="Hospitalet")
    survey_round, top, places = a_released_round(region, 20, 20, 20, 20)
    ward = RoundUnitFactory(round=survey_round, unit=UnitFactory(parent=hospital), parent=places[3], invited_below=9)
    html = client_of(UserFactory()).get(heat(survey_round)).content.decode()
    assert f'href="{heat(survey_round, unit=places[3])}"' in html
    assert HeatMap(survey_round, places[3]).trail == [
        ("Resultater af undersøgelser", reverse("result-list")),
        (top.name, heat(survey_round, unit=top)),
    ]
    assert [line.place for line in HeatMap(survey_round, places[3]).lines] == [ward]


def test_a_unit_where_nobody_was_asked_is_left_out(region):
    survey_round, top, _places = a_released_round(region, 20, 20, 0)
    assert {line.place.name for line in HeatMap(survey_round, top).lines} == {"Stort afsnit", "Andet afsnit"}


def test_before_the_release_there_is_none(client_of, survey):
    Round.objects.filter(pk=survey.pk).update(status=RoundStatus.COUNTED)
    for name in ("round-heatmap", "round-heatmap-table"):
        assert client_of(UserFactory()).get(reverse(name, args=[survey.pk])).status_code == 404


@pytest.mark.parametrize("unit", ["", "x", "999999999", "-1", "9" * 40])
def test_a_unit_that_is_not_there_is_not_found(client_of, survey, unit):
    assert client_of(UserFactory()).get(reverse("round-heatmap", args=[survey.pk]), {"unit": unit}).status_code == 404


def test_the_spreadsheet_has_the_same_figures_and_no_formula(client_of, survey):
    response = client_of(UserFactory()).get(reverse("round-heatmap-table", args=[survey.pk]))
    rows = list(load_workbook(io.BytesIO(b"".join(response.streaming_content))).active.values)
    assert rows[0] == ("Enhed", "Svar", "Krav", "Støtte og ros")
    by_name = {row[0]: row[1:] for row in rows[1:]}
    map_ = HeatMap(survey, survey.top_place)
    assert by_name["Regionen"][1:] == tuple(cell.mean for cell in map_.own.cells)
    assert by_name["'=Lille afsnit"] == ("for få svar",) * 3


@pytest.mark.parametrize("wards", [2, 60])
def test_the_page_asks_as_much_for_many_units_as_for_few(client_of, wards, django_assert_max_num_queries):
    region = UnitFactory()
    for _ in range(wards):
        UnitFactory(parent=region)
    survey_round, _top, _places = a_released_round(region, *[6] * wards, questionnaire=a_questionnaire())
    client = client_of(UserFactory())
    with django_assert_max_num_queries(12):
        assert client.get(heat(survey_round)).status_code == 200


def test_results_are_listed_with_the_way_to_ones_own_unit(client_of, survey):
    person = EngagementFactory(unit=survey.places[0].unit).user
    html = client_of(person).get(reverse("result-list")).content.decode()
    assert reverse("unit-report", args=[survey.pk, survey.places[0].pk]) in html
    nobody = client_of(UserFactory()).get(reverse("result-list")).content.decode()
    assert reverse("unit-report", args=[survey.pk, survey.places[0].pk]) not in nobody


def test_a_units_results_are_its_newest_report(client_of, survey, region):
    client = client_of(UserFactory())
    place = survey.places[0]
    assert client.get(reverse("unit-results", args=[place.unit_id])).url == reverse("unit-report", args=[survey.pk, place.pk])
    elsewhere = UnitFactory()
    assert client.get(reverse("unit-results", args=[elsewhere.pk])).url == reverse("result-list")
