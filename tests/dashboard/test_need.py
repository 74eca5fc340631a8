"""The heat map of where help is needed: every number opens exactly its plans, and nothing confidential shows by theme."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.models import ActionPlan
from orgstructure.models import Unit
from tests.dashboard.random_region import SECRET, make_region
from tests.dashboard.test_overview import LINKED_NUMBER, rows_and_hidden
from tests.factories import NOW, EngagementFactory, PlanFactory, ThemeFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 7  # the last two: kept views


def need_of(client, place, **words):
    route = "overview-unit-need" if isinstance(place, Unit) else "overview-committee-need"
    response = client.get(reverse(route, args=[place.pk]), words)
    assert response.status_code == 200
    return response


def stopped(days: int, **fields) -> ActionPlan:
    return PlanFactory(touched_at=NOW - timedelta(days=days), **fields)


@pytest.mark.parametrize("show", ["stalled", "overdue", "open"])
@pytest.mark.parametrize("by", ["", "units"])
def test_every_number_of_the_map_opens_exactly_its_plans(client_of, show, by):
    region = make_region(11, plans=30)
    client = client_of(UserFactory())
    opened = {}
    for place in (region.top, region.committee):
        page = need_of(client, place, show=show, by=by, themes="all").content.decode()
        found = [(unescape(url), int(text)) for url, text in LINKED_NUMBER.findall(page) if text.strip().isdigit()]
        assert found
        for address, number in found:
            opened[address] = opened.get(address) or sum(rows_and_hidden(client, address))
            assert opened[address] == number, address


def test_the_place_most_in_need_stands_first_and_the_longest_stopped_at_a_press(client_of):
    top = UnitFactory(name="Region")
    many, long, fine = (UnitFactory(name=name, parent=top) for name in ("Mange", "Længe", "Alt går vel"))
    for days in (70, 80):
        stopped(days, unit=many)
    stopped(400, unit=long)
    PlanFactory(unit=fine)
    client = client_of(UserFactory())

    def names(**words):
        return [line.name for line in need_of(client, top, **words).context["need"].lines]

    assert names() == ["Mange", "Længe", "Alt går vel"]
    assert names(sort="longest") == ["Længe", "Mange", "Alt går vel"]
    assert names(sort="name", by="units") == ["Alt går vel", "Længe", "Mange"]
    line = need_of(client, top, sort="longest", by="units").context["need"].lines[0]
    assert (line.days, line.total) == (400, 1)
    first = client.get(line.longest_url).context["list"].page.object_list
    assert len(first) == 1


def test_what_a_confidential_plan_is_about_is_in_no_cell(client_of):
    ward = UnitFactory(name="Afsnit")
    stopped(90, unit=ward, is_confidential=True, title=SECRET, theme=ThemeFactory(code="vold", name={"da": "Trusler"}))
    response = need_of(client_of(UserFactory()), ward)

    need = response.context["need"]
    assert (need.heads, need.lines[0].total, [cell.shade for cell in need.lines[0].cells]) == ([], 1, ["hidden"])
    assert "heat-hidden" in response.content.decode()
    assert SECRET not in response.content.decode()
    assert "Trusler" not in response.content.decode()


def test_a_cell_tells_nothing_open_from_none_of_these(client_of):
    top = UnitFactory(name="Region")
    noise, lift = (ThemeFactory(code=code, name={"da": code.title()}) for code in ("stoj", "loft"))
    for unit, theme in ((UnitFactory(name="A", parent=top), noise), (UnitFactory(name="B", parent=top), lift)):
        PlanFactory(unit=unit, theme=theme)
    need = need_of(client_of(UserFactory()), top).context["need"]
    assert {(line.name, head): cell.shade for line in need.lines for head, cell in zip(need.heads, line.cells, strict=True)} == {
        ("A", "Stoj"): "0",
        ("A", "Loft"): "none",
        ("B", "Loft"): "0",
        ("B", "Stoj"): "none",
    }


def test_an_empty_map_and_an_unknown_place_say_so(client_of):
    client = client_of(UserFactory())
    assert "empty-state" in need_of(client, UnitFactory(name="Nyt afsnit")).content.decode()
    assert [client.get(reverse(f"overview-{kind}-need", args=[987654])).status_code for kind in ("unit", "committee")] == [404, 404]


@pytest.mark.parametrize("by", ["", "units"])
def test_a_map_costs_few_queries_however_many_plans_and_units(client_of, by):
    region = make_region(13, plans=60)
    client = client_of(EngagementFactory(unit=region.top).user)
    for n in range(30):
        PlanFactory(unit=UnitFactory(name=f"Stue {n}", parent=region.hospital))
    for place in (region.top, region.committee):
        need_of(client, place)
        with CaptureQueriesContext(connection) as queries:
            page = need_of(client, place, by=by).context["page"]
        assert len(queries) <= MOST_QUERIES + (2 if by else 0)
        if place is region.top:
            assert (page.paginator.num_pages if page else 1) == (2 if by else 1)
