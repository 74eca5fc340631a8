import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from orgstructure.models import SeatRole
from orgstructure.permissions import Perm, Reach
from safetynet.dashboard.overview import _acute
from tests.dashboard.random_region import SECRET, make_region
from tests.factories import NOW, TODAY, EngagementFactory, HeldMeetingFactory, PlanFactory, SeatFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20  # the newest report of the self-audit, burn-up, a year before (2), lifted matters, kept views (2), the last held meeting
AFTER_A_MEETING = 6  # what changed since: four figures, answers and where they are counted
LINKED_NUMBER = re.compile(r'<a (?:class="[^"]*" )?href="(/plans/\?[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
KPI = re.compile(r'class="kpi-value">([^<]+)')


def figures_and_addresses(page):
    """Every number of the page that is a link, with its address: the cells, and the strip at the top."""
    for address, shown in LINKED_NUMBER.findall(page):
        value = KPI.search(shown)
        number = re.search(r"\d+$", (value[1] if value else shown).strip())
        if number and "%" not in shown.split("</span>")[-2:][0]:
            yield unescape(address), int(number[0])


def rows_and_hidden(client, address):
    """How many plans the list shows at that address, over all pages, and how many it says are confidential."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.context["list"].page.paginator.count, response.context["list"].confidential


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("route", ["overview-unit", "overview-committee"])
def test_every_figure_opens_exactly_the_rows_it_counted(client_of, seed, route):
    region = make_region(seed, plans=40)
    HeldMeetingFactory(committee=region.committee, starts_at=NOW - timedelta(days=120), held_at=NOW)
    client = client_of(UserFactory())
    place = region.top if route == "overview-unit" else region.committee
    page = client.get(reverse(route, args=[place.pk])).content.decode()

    found = list(figures_and_addresses(page))
    assert len(found) > 30
    opened = {address: sum(rows_and_hidden(client, address)) for address in dict(found)}  # the same address stands in several cells
    for address, figure in found:
        assert opened[address] == figure, address


def test_a_reader_with_grants_sees_the_confidential_rows_that_others_only_see_counted(client_of, person_with):
    unit = UnitFactory()
    PlanFactory(unit=unit)
    PlanFactory(unit=unit, is_confidential=True, title=SECRET)
    manager = person_with(Perm.VIEW_CLOSED_PLANS, on=unit, reach=Reach.UNIT)
    stranger = UserFactory()

    def open_plans(user):
        client = client_of(user)
        page = client.get(reverse("overview-unit", args=[unit.pk])).content.decode()
        address, figure = next(pair for pair in figures_and_addresses(page) if "state=open" in pair[0])
        return figure, *rows_and_hidden(client, address), SECRET in page

    assert open_plans(stranger) == (2, 1, 1, False)
    assert open_plans(manager) == (2, 2, 0, True)


@pytest.mark.parametrize("route", ["overview-unit", "overview-committee"])
def test_drafts_and_confidential_plans_never_show_on_an_overview(client_of, route):
    region = make_region(4, plans=40)
    page = client_of(UserFactory(is_superuser=True)).get(
        reverse(route, args=[(region.top if route == "overview-unit" else region.committee).pk])
    )

    assert SECRET not in page.content.decode()


@pytest.mark.parametrize("plans", [3, 60])
@pytest.mark.parametrize("route", ["overview-unit", "overview-committee"])
def test_an_overview_costs_few_queries_however_many_plans(client_of, plans, route):
    region = make_region(5, plans)
    HeldMeetingFactory(committee=region.committee)
    client = client_of(EngagementFactory(unit=region.top).user)
    address = reverse(route, args=[(region.top if route == "overview-unit" else region.committee).pk])
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= MOST_QUERIES + (AFTER_A_MEETING if route == "overview-committee" else 0)


def test_the_strip_agrees_with_the_table_of_parts(client_of):
    region = make_region(6, plans=40)
    report = client_of(UserFactory()).get(reverse("overview-unit", args=[region.top.pk])).context["report"]

    parts = [line.figures for line in report.parts]
    assert tuple(map(sum, zip(*parts, strict=True))) == tuple(report.total)


@pytest.mark.parametrize(
    "period", ["first=2026-01-01&last=2026-03-31", "first=01-01-2026&last=31.3.2026", "first=2024-02-29", "last=2026-11-22", ""]
)
def test_the_address_is_the_period(client_of, period):
    unit = UnitFactory()

    response = client_of(UserFactory()).get(f"{reverse('overview-unit', args=[unit.pk])}?{period}")
    assert response.status_code == 200
    said = parse_qs(period)
    assert (response.context["report"].period.last == TODAY) is ("last" not in said or "22" in said["last"][0])


@pytest.mark.parametrize(
    "period", ["first=2026-05-01&last=2026-04-01", "last=2026-11-23", "first=2010-01-01", "first=i+går", "last=31-02-2026"]
)
def test_a_period_that_cannot_be_is_refused_with_a_sentence_and_shown_again(client_of, period):
    unit = UnitFactory()

    response = client_of(UserFactory()).get(f"{reverse('overview-unit', args=[unit.pk])}?{period}")
    assert response.status_code == 400
    assert "form-error-message" in response.content.decode()


def test_a_unit_that_is_not_there_is_not_found(client_of):
    client = client_of(UserFactory())
    assert client.get(reverse("overview-unit", args=[987654])).status_code == 404
    assert client.get(reverse("overview-committee", args=[987654])).status_code == 404


def test_an_empty_level_says_so_and_offers_a_way_on(client_of):
    unit = UnitFactory(name="Nyt afsnit")
    PlanFactory()

    page = client_of(UserFactory()).get(reverse("overview-unit", args=[unit.pk])).content.decode()
    assert "empty-state" in page
    assert "kpi-row" not in page


def test_an_overview_begins_where_the_reader_stands(client_of, person_with):
    region = make_region(7, plans=0)
    employee = EngagementFactory(unit=region.wards[0]).user
    coordinator = person_with(Perm.RUN_REPORTS, on=region.hospital)
    chair = EngagementFactory(unit=region.wards[0]).user
    SeatFactory(user=chair, committee=region.committee, role=SeatRole.CHAIR)

    def begins(user):
        return client_of(user).get(reverse("overview")).url

    assert begins(employee) == reverse("overview-unit", args=[region.wards[0].pk])
    assert begins(coordinator) == reverse("overview-unit", args=[region.hospital.pk])
    assert begins(chair) == reverse("overview-committee", args=[region.committee.pk])


@pytest.mark.parametrize("name", ["in-time", "effects", "themes", "burn-up"])
def test_a_picture_is_an_svg_of_its_own_address_kept_by_the_readers_browser_only(client_of, name):
    region = make_region(8, plans=40)
    client = client_of(UserFactory())
    page = client.get(reverse("overview-unit", args=[region.top.pk])).content.decode()
    address = unescape(re.search(rf'src="(/overview/[^"]*{name}\.svg[^"]*)"', page)[1])

    response = client.get(address)
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["Cache-Control"].startswith("private, max-age=")
    assert response.content.startswith(b"<svg")


def test_a_picture_changes_its_address_when_its_figures_change(client_of):
    region = make_region(9, plans=20)
    client = client_of(UserFactory())

    def themes():
        page = client.get(reverse("overview-unit", args=[region.top.pk])).content.decode()
        return urlsplit(unescape(re.search(r'src="(/overview/[^"]*themes\.svg[^"]*)"', page)[1])).query

    before = themes()
    assert themes() == before
    PlanFactory(unit=region.wards[0])
    assert themes() != before


def test_a_picture_with_nothing_to_show_or_an_unknown_name_is_not_found(client_of):
    unit = UnitFactory()
    client = client_of(UserFactory())

    for name in ("in-time", "effects", "themes", "passwd"):
        assert client.get(reverse("overview-unit-picture", args=[unit.pk, name])).status_code == 404


def test_one_acute_plan_is_not_said_in_the_plural():
    with override("da"):
        assert [_acute(number) for number in (0, 1, 2)] == ["", "1 akut plan", "2 akutte planer"]
