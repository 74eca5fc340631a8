"""The list as CSV and XLSX: the same plans, in the same order, and never a formula."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from actionplans.columns import cells_of
from actionplans.filters import plan_list_url
from actionplans.listing import export_head
from orgstructure.permissions import Perm, Reach
from safetynet.common.tablefiles import plain_text
from tests.factories import ClosedPlanFactory, DraftFactory, EngagementFactory, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward(db):
    return UnitFactory(name='Afsnit æ;ø"å', parent=UnitFactory())


@pytest.fixture
def reader(ward):
    return EngagementFactory(unit=ward).user


def csv_rows(client, **words):
    response = client.get(plan_list_url("plan-export-csv", **words))
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";"))


def xlsx_rows(client, **words):
    response = client.get(plan_list_url("plan-export-xlsx", **words))
    assert response.status_code == 200
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.parametrize(
    "words", [{}, {"state": "open"}, {"sort": "title"}, {"sort": "-owner"}, {"q": "løft"}, {"overdue": "plan"}, {"verdict": "solved"}]
)
@pytest.mark.parametrize("rows_of", [csv_rows, xlsx_rows])
def test_a_file_holds_exactly_the_plans_of_the_list_on_all_its_pages(client_of, reader, ward, person_with, words, rows_of):
    for _ in range(30):
        PlanFactory(unit=ward, title="Tunge løft")
    ClosedPlanFactory(unit=ward)
    PlanFactory()
    hidden = [DraftFactory(unit=ward), PlanFactory(unit=ward, is_confidential=True)]

    for user in (reader, person_with(Perm.VIEW_CLOSED_PLANS, on=ward, reach=Reach.UNIT)):
        client = client_of(user)
        pages = [client.get(plan_list_url(unit=ward, **words, page=number)).context["list"] for number in (1, 2)]
        on_the_list = [row.plan.reference for page in pages[: pages[0].page.paginator.num_pages] for row in page.rows]
        assert [row[0] for row in rows_of(client, unit=ward, **words)[1:]] == on_the_list
    assert len(hidden) == 2


def test_csv_is_as_danish_excel_opens_it(client_of, reader, ward):
    owner = UserFactory(first_name="Åse", last_name="Østergaard")
    plan = PlanFactory(unit=ward, owner=owner, title='Støj; "larm"\nog æøå')
    response = client_of(reader).get(plan_list_url("plan-export-csv", unit=ward))
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="handleplaner-2026-11-22.csv"'

    head, row = csv_rows(client_of(reader), unit=ward)
    assert head[:3] == ["Nummer", "Plan", "Akut"]
    assert row[:6] == [plan.reference, plan.title, "", ward.name, "Åse Østergaard", "2027-01-21"]


def test_dates_in_a_spreadsheet_are_dates(client_of, reader, ward):
    PlanFactory(unit=ward)
    _head, row = xlsx_rows(client_of(reader), unit=ward)
    assert row[5].date() == date(2027, 1, 21)


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "  =1",
    "\u00a0=1",
    '=HYPERLINK("http://x";"y")',
    "-2+3+cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_and_every_text_can_be_had_back(client_of, reader, ward, text):
    PlanFactory(unit=ward, title=text)
    client = client_of(reader)

    in_csv = csv_rows(client, unit=ward)[1][1]
    assert in_csv == f"'{text}"
    assert plain_text(in_csv) == text
    response = client.get(plan_list_url("plan-export-xlsx", unit=ward))
    cell = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active.cell(2, 2)
    assert cell.data_type == "s"
    assert not str(cell.value).lstrip().startswith(("=", "＝", "+", "-", "@"))


def test_many_rows_cost_no_more_queries_than_few(client_of, reader, ward, django_assert_num_queries):
    client = client_of(reader)
    for many in (1, 30):
        for _ in range(many):
            PlanFactory(unit=ward)
        with django_assert_num_queries(6):
            csv_rows(client, unit=ward)


def test_the_head_comes_before_the_first_row_is_read(client_of, reader, ward, django_assert_num_queries):
    response = client_of(reader).get(plan_list_url("plan-export-csv", unit=ward))
    with django_assert_num_queries(0):
        first = next(iter(response.streaming_content)).decode()
    assert first.count(";") == len(export_head(cells_of([]))) - 1


def test_strangers_get_no_file(client):
    for route in ("plan-export-csv", "plan-export-xlsx"):
        assert client.get(reverse(route)).status_code == 302
