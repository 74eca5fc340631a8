"""The page of figures in depth: every number opens its plans, any day can be asked for, nothing closed shows."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.dashboard.random_lives import Lives
from tests.dashboard.random_region import SECRET, make_region
from tests.dashboard.test_overview import rows_and_hidden
from tests.factories import TODAY, EngagementFactory, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
CELL = re.compile(r'<a href="(/plans/\?[^"]+)">(\d+)</a>')
GAP = re.compile(r'<a href="(/plans/\?[^"]*lacks=[^"]+)">[^<0-9]*(\d*)')
PICTURE = re.compile(r'src="([^"]*time-to-close\.svg[^"]*)"')
ROUTES = ("figures-unit", "figures-committee")


def place_of(region, route):
    return region.top if route == "figures-unit" else region.committee


def page_of(client, route, place, **query):
    response = client.get(reverse(route, args=[place.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("route", "query"),
    [
        ("figures-unit", {}),
        ("figures-unit", {"first": "2026-01-01", "last": "2026-06-30", "against": "before"}),
        ("figures-committee", {"on": "2026-08-31"}),
    ],
)
def test_every_figure_opens_exactly_the_plans_it_counted(client_of, route, query):
    region = make_region(1, plans=40)
    client = client_of(UserFactory())
    page = page_of(client, route, place_of(region, route), **query)

    found = [(unescape(address), int(number or 1)) for address, number in (*CELL.findall(page), *GAP.findall(page))]
    assert len(found) > 12
    for address, figure in found:
        rows, hidden = rows_and_hidden(client, address)
        assert rows + hidden == figure, address


def test_a_past_day_is_shown_with_the_units_of_that_day_and_without_what_can_only_be_mended_today(client_of):
    top = UnitFactory(name="Region Eksempel")
    hospitals = [UnitFactory(name=name, parent=top) for name in ("Hospitalet Øst", "Hospitalet Vest")]
    wards = [UnitFactory(parent=hospitals[number % 2]) for number in range(4)]
    Lives(3, wards, hospitals, TODAY - timedelta(days=400)).play(TODAY)
    client = client_of(UserFactory())
    then = page_of(client, "figures-unit", hospitals[0], on=(TODAY - timedelta(days=200)).isoformat())

    for address, number in CELL.findall(then):
        rows, hidden = rows_and_hidden(client, unescape(address))
        assert rows + hidden == int(number), address
    assert 'id="gaps"' not in then
    assert 'id="gaps"' in page_of(client, "figures-unit", top)


@pytest.mark.parametrize("route", ROUTES)
def test_drafts_and_confidential_plans_never_show(client_of, route):
    region = make_region(4, plans=40)
    client = client_of(UserFactory(is_superuser=True))

    assert SECRET not in page_of(client, route, place_of(region, route))


@pytest.mark.parametrize("plans", [3, 60])
@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("query", [{}, {"on": "2026-03-31"}])
def test_the_page_costs_few_queries_however_many_plans(client_of, plans, route, query):
    region = make_region(5, plans)
    client = client_of(EngagementFactory(unit=region.top).user)
    address = reverse(route, args=[place_of(region, route).pk])
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        assert client.get(address, query).status_code == 200
    assert len(queries) <= MOST_QUERIES


@pytest.mark.parametrize(
    "query",
    [
        *("on=2026-11-23", "on=2010-01-01", "on=i+går", "on=31-02-2026", "on=%00", "on=0001-01-01", "against=nobody"),
        *("first=2026-05-01&last=2026-04-01", "last=2026-11-23", "first=2018-01-01", "on=2026-03-01&last=2026-04-01"),
        *("first=1900-01-01&last=1900-02-01", "last=1900-01-01&against=before"),
    ],
)
def test_days_that_cannot_be_are_refused_with_a_sentence_and_shown_again(client_of, query):
    unit = UnitFactory()
    PlanFactory(unit=unit)

    response = client_of(UserFactory()).get(f"{reverse('figures-unit', args=[unit.pk])}?{query}")
    assert response.status_code == 400
    assert "form-error-message" in response.content.decode()


@pytest.mark.parametrize("query", ["on=2024-02-29", "on=29-02-2024&against=before", "last=2026-03-31", "first=2022-01-01", "on=&first="])
def test_days_that_have_been_are_understood(client_of, query):
    unit = UnitFactory()
    PlanFactory(unit=unit)

    assert client_of(UserFactory()).get(f"{reverse('figures-unit', args=[unit.pk])}?{query}").status_code == 200


@pytest.mark.parametrize("word", ["figure=nothing", "figure=open&known_on=i+g%C3%A5r", "lacks=everything", "figure=open&figure_from=%00"])
def test_a_figure_that_is_none_is_refused_by_the_list(client_of, word):
    assert client_of(UserFactory()).get(f"{reverse('plan-list')}?unit=all&{word}").status_code == 400


def test_the_list_knows_a_figure_of_the_whole_region_too(client_of):
    make_region(2, plans=10)

    assert client_of(UserFactory()).get(f"{reverse('plan-list')}?unit=all&figure=open").status_code == 200


def test_a_place_that_is_not_there_is_not_found(client_of):
    client = client_of(UserFactory())
    for route in ROUTES:
        assert client.get(reverse(route, args=[987654])).status_code == 404
        assert client.get(reverse(f"{route}-picture", args=[987654])).status_code == 404


def test_an_empty_place_says_so_and_offers_a_way_on(client_of):
    page = page_of(client_of(UserFactory()), "figures-unit", UnitFactory())

    assert "empty-state" in page
    assert "kpi-row" not in page


@pytest.mark.parametrize("route", ROUTES)
def test_the_curve_is_an_svg_of_its_own_address_kept_by_the_readers_browser_only(client_of, route):
    region = make_region(8, plans=60)
    client = client_of(UserFactory())
    page = page_of(client, route, place_of(region, route), on="2026-10-31")

    response = client.get(unescape(PICTURE.search(page)[1]))
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["Cache-Control"].startswith("private, max-age=")
    assert response.content.startswith(b"<svg")


def test_few_plans_make_no_curve(client_of):
    unit = UnitFactory()
    PlanFactory(unit=unit)
    client = client_of(UserFactory())

    assert not PICTURE.search(page_of(client, "figures-unit", unit))
    assert client.get(reverse("figures-unit-picture", args=[unit.pk])).status_code == 404


def test_the_overview_leads_to_the_figures_of_the_same_period(client_of):
    unit = UnitFactory()
    PlanFactory(unit=unit)
    page = client_of(UserFactory()).get(f"{reverse('overview-unit', args=[unit.pk])}?first=2026-01-01&last=2026-03-31").content.decode()

    assert f"{reverse('figures-unit', args=[unit.pk])}?first=2026-01-01&amp;last=2026-03-31" in page
