"""The same figures on paper, as a spreadsheet and as data: one report, three ways out."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from actionplans.reports import Period
from actionplans.reports.depth import DepthReport
from orgstructure.levels import Level
from orgstructure.permissions import Perm, Reach
from safetynet.dashboard import documents
from safetynet.dashboard.models import DocumentJob
from tests.dashboard.random_region import SECRET, make_region
from tests.factories import NOW, TODAY, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
ON = "2026-09-30"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    """Files of a test go where the test ends."""
    storage = settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": storage}


@pytest.fixture
def region():
    return make_region(7, plans=40)


def report_of(level):
    on = date.fromisoformat(ON)
    period = Period.year_to(on)
    return DepthReport.of(level, period, on, before=(period.a_year_before(), date(2025, 9, 30)), today=TODAY)


@pytest.mark.parametrize("kind", ["unit", "committee"])
def test_the_data_are_the_figures_of_the_page(client_of, region, kind):
    place = region.top if kind == "unit" else region.committee
    level = Level.of_unit(place, TODAY) if kind == "unit" else Level.of_committee(place.pk, TODAY)
    response = client_of(UserFactory()).get(reverse(f"figures-{kind}-data", args=[place.pk]), {"on": ON})
    told, report = response.json(), report_of(level)

    assert told["level"] == {"kind": kind, "id": place.pk, "name": place.name}
    for name, depth in (("now", report.now), ("before", report.before)):
        assert told[name]["plans"] == depth.counts | {"drafts": depth.drafts}
        assert told[name]["known_on"] == depth.day.isoformat()
        assert told[name]["time_to_close"]["median_days"] == depth.survival.median
        assert len(told[name]["time_to_close"]["steps"]) == len(depth.survival.steps)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert SECRET not in json.dumps(told)


def test_data_asked_for_days_that_cannot_be_are_refused_with_the_reason(client_of, region):
    response = client_of(UserFactory()).get(reverse("figures-unit-data", args=[region.top.pk]), {"on": "i går"})

    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["on"]


def test_the_spreadsheet_has_every_figure_as_a_number(client_of, region):
    response = client_of(UserFactory()).get(reverse("figures-unit-table", args=[region.top.pk]), {"on": ON})
    rows = list(load_workbook(BytesIO(b"".join(response)), read_only=True).active.iter_rows(values_only=True))
    report = report_of(Level.of_unit(region.top, TODAY))

    assert rows[0] == ("Del", "Tal", "Nu", "Nu, af", "Før", "Før, af")
    found = {(part, label): values for part, label, *values in rows[1:]}
    counts = report.now.counts, report.before.counts
    assert found["Vurdering", "Vurderet til tiden"] == [counts[0]["in-time"], counts[0]["due"], counts[1]["in-time"], counts[1]["due"]]
    assert found["Handleplaner", "Åbne den dag"][:3] == [counts[0]["open"], None, counts[1]["open"]]
    assert found["Periode", "Som det så ud den"][0].date() == date.fromisoformat(ON)
    assert response.headers["Content-Disposition"].endswith(f'-{ON}.xlsx"')


def test_a_spreadsheet_of_days_that_cannot_be_is_the_page_that_says_why(client_of, region):
    response = client_of(UserFactory()).get(reverse("figures-unit-table", args=[region.top.pk]), {"on": "2099-01-01"})

    assert response.status_code == 400
    assert "form-error-message" in response.content.decode()


def test_a_spreadsheet_of_a_place_without_plans_still_opens(client_of):
    unit = UnitFactory()
    response = client_of(UserFactory()).get(reverse("figures-unit-table", args=[unit.pk]))

    assert load_workbook(BytesIO(b"".join(response))).active.max_row > 10


def made(words, by, ask):
    with ask(execute=True):
        job = documents.ask_for(DocumentJob.Kind.FIGURES, words, by=by, language="da", now=NOW)
    job.refresh_from_db()
    return job


def test_the_report_on_paper_says_what_the_page_says_and_lists_no_plan(client_of, person_with, region, django_capture_on_commit_callbacks):
    staff = person_with(Perm.RUN_REPORTS, on=region.top)
    client = client_of(staff)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("figures-unit-report", args=[region.top.pk]) + f"?on={ON}")
    job = DocumentJob.objects.get()
    written = b"".join(client.get(reverse("document-file", args=[job.public_id])))
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(written)).pages)
    counts = report_of(Level.of_unit(region.top, TODAY)).now.counts

    assert "30. september 2026" in text
    assert f"({counts['in-time']} af {counts['due']})" in text
    assert "Hvor længe går der" in text
    assert SECRET not in text


def test_the_report_of_a_committee_and_of_an_empty_place_can_be_made(person_with, region, django_capture_on_commit_callbacks):
    staff = person_with(Perm.RUN_REPORTS, on=region.top)
    days = {"on": ON, "first": "2025-10-01", "last": ON, "against": "before"}
    for place in ({"committee": region.committee.pk}, {"unit": UnitFactory(parent=region.top).pk}):
        assert made(place | days, staff, django_capture_on_commit_callbacks).state == "done"


def test_a_report_is_only_for_those_who_make_reports_for_the_whole_level(client_of, person_with, region):
    in_one_ward = person_with(Perm.RUN_REPORTS, on=region.wards[0], reach=Reach.UNIT)
    address = reverse("figures-unit-report", args=[region.top.pk])

    assert client_of(in_one_ward).get(address).status_code == 403
    assert client_of(UserFactory()).post(address).status_code == 403
    assert client_of(in_one_ward).get(reverse("figures-unit-report", args=[region.wards[0].pk])).status_code == 200
    assert not DocumentJob.objects.exists()


def test_the_page_offers_each_way_out_for_the_same_days(client_of, person_with):
    unit = UnitFactory()
    PlanFactory(unit=unit)
    page = (
        client_of(person_with(Perm.RUN_REPORTS, on=unit)).get(reverse("figures-unit", args=[unit.pk]) + "?on=2026-11-20").content.decode()
    )

    for name in ("table", "data", "report"):
        assert f"{reverse(f'figures-unit-{name}', args=[unit.pk])}?on=2026-11-20" in page
