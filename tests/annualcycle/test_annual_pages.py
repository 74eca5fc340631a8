"""The annual report in its pages: made and written by who runs the place's year, published once, read by everybody."""

from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from actionplans.models import ActionPlan
from annualcycle import annual_tables as tables
from annualcycle.annual_page import AnnualPage
from annualcycle.annual_parts import Link
from annualcycle.errors import NotNowError, StaleError
from annualcycle.models import AnnualReport, AnnualReportText
from annualcycle.usecases import annual_reports as usecases
from apv.models import CLOCKED
from orgstructure.permissions import Perm, Reach
from tests.annualcycle.test_annual_figures import asked_why, due_plan, judged, shown
from tests.factories import (
    NOW,
    TODAY,
    AnnualReportFactory,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    GoalFactory,
    SeatFactory,
    ThemeFactory,
    TopicCoverFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
END = date(2025, 12, 31)
SECRET = "Kvabbelsnask"


@pytest.fixture
def ward():
    return UnitFactory(name="Afsnit M2")


@pytest.fixture
def committee(ward):
    made = CommitteeFactory(name="HMU Nord", parent=CommitteeFactory(name="RMU"))
    CoverageFactory(committee=made, unit=ward)
    return made


@pytest.fixture
def chair(committee):
    person = EngagementFactory().user
    SeatFactory(committee=committee, user=person, role="chair")
    return person


@pytest.fixture
def report(committee, chair, ward):
    """A draft with something in every chapter."""
    EngagementFactory(unit=ward)
    judged(due_plan(ward, theme=ThemeFactory(name={"da": "Tunge løft"})), date(2025, 6, 1))
    asked_why(due_plan(ward), date(2025, 9, 1))
    shown(ward, 2018, "new", "new", 20)
    shown(ward, 2025, "new", "new", 8)
    shown(ward, 2025, "injury", "", 30)
    GoalFactory(committee=committee, title="Færre løft", adopted_on=date(2024, 12, 1))
    return usecases.begin(place=committee, year=2025, as_of=END, by=chair, now=NOW, today=TODAY)[0]


def publish(report, by):
    for chapter in ("summary", "why"):
        usecases.write(report=report, chapter=chapter, text=f"Vores ord om {chapter}", version=0, by=by, now=NOW)
    usecases.publish(report=report, version=report.version, by=by, now=NOW)
    return report


def text_of(response):
    return unescape(response.content.decode())


def test_from_beginning_to_published(committee, chair, client_of):
    client = client_of(chair)
    place = reverse("annual-committee", args=[committee.pk])
    assert "Lav en rapport" in text_of(client.get(place))

    made = client.post(reverse("annual-committee-new", args=[committee.pk]), {"year": "2025"})
    report = AnnualReport.objects.get()
    assert (made["Location"], report.as_of, report.status) == (report.get_absolute_url(), END, "draft")
    assert client.post(reverse("annual-committee-new", args=[committee.pk]), {"year": "2025"})["Location"] == report.get_absolute_url()

    publishing = reverse("annual-publish", args=[report.pk])
    assert "skal først have jeres egne ord" in text_of(client.get(publishing))
    client.post(publishing, {"version": report.version})
    assert AnnualReport.objects.get().status == "draft"
    for chapter in ("summary", "why"):
        address = reverse("annual-chapter", args=[report.pk, chapter])
        drafted = client.get(address).context["form"].initial["text"]
        assert drafted
        client.post(address, {"text": f"{drafted} Og vores egne ord.", "version": "0"})
    assert "Alle medarbejdere kan læse den" in text_of(client.get(publishing))
    client.post(publishing, {"version": report.version})

    report.refresh_from_db()
    assert (report.status, report.published_by) == ("published", chair)
    page = text_of(client_of(EngagementFactory().user).get(report.get_absolute_url()))
    assert "Og vores egne ord." in page
    assert "Skriv" not in page


@pytest.mark.parametrize("version", ["9" * 5000, "-1", "x", "", "٣"])
def test_a_version_that_is_none_publishes_nothing_and_breaks_nothing(report, chair, client_of, version):
    for chapter in ("summary", "why"):
        usecases.write(report=report, chapter=chapter, text="Vores egne ord.", version=0, by=chair, now=NOW)

    answer = client_of(chair).post(reverse("annual-publish", args=[report.pk]), {"version": version})

    assert answer.status_code == 302
    assert AnnualReport.objects.get().status == "draft"


def test_a_draft_is_read_by_who_runs_the_place_alone_and_a_published_one_by_everybody(report, chair, client_of):
    employee = client_of(EngagementFactory().user)
    addresses = [report.get_absolute_url(), reverse("annual-picture", args=[report.pk, "in-time"])]
    table = reverse("annual-table", args=[report.pk])
    assert employee.get(table).status_code == 404
    assert [employee.get(address).status_code for address in addresses] == [404, 404]
    assert "Årsrapport 2025, HMU Nord" not in text_of(employee.get(reverse("annual-list")))

    publish(report, chair)

    assert [employee.get(address).status_code for address in addresses] == [200, 200]
    assert b"".join(employee.get(table))
    assert "Årsrapport 2025, HMU Nord" in text_of(employee.get(reverse("annual-list")))
    for name in ("annual-publish", "annual-refresh", "annual-throw-away", "annual-take-back"):
        assert employee.post(reverse(name, args=[report.pk])).status_code == 403
    assert employee.post(reverse("annual-chapter", args=[report.pk, "why"]), {"text": "Mine", "version": "1"}).status_code == 403


def test_every_chapter_shows_its_words_figures_and_the_rows_behind_them(report, chair, client_of):
    page = text_of(client_of(chair).get(report.get_absolute_url()))

    for label in AnnualReportText.Chapter.labels:
        assert str(label) in page
    for said in ("1 af 2 handleplaner blev vurderet senest 14 dage", "Tunge løft", "På sporet: 8 ulykker", "Færre løft", "BEK 65/2024"):
        assert said in page
    assert "figure=in-time" in page
    assert "known_on=2025-12-31" in page
    assert page.count('<img src="/year/reports/') == 4


def test_the_row_behind_a_number_is_what_it_counted(report, chair, client_of):
    client = client_of(chair)
    links = [key.url for said in client.get(report.get_absolute_url()).context["page"].chapters for key in said.chapter.keys if key.url]
    counted = {
        url.partition("figure=")[2].partition("&")[0]: client.get(url).context["page"].paginator.count for url in links if "figure=" in url
    }

    assert counted == {"in-time": 1, "published": 2, "helped": 1, "found": 1, "ended": 0, "overdue": 2}


def opening(page):
    """Every number of the page's tables with the address of its list."""
    for said in page.chapters:
        for table in (*said.tables, *(picture.table for picture in said.chapter.pictures)):
            for row in table.rows:
                yield from ((cell.value, cell.url) for cell in row if isinstance(cell, Link) and cell.url and isinstance(cell.value, int))


def listed(client, url):
    """How many rows the list shows, and how many it says it has counted without showing."""
    context = client.get(url).context
    if "figure=" in url:
        return context["page"].paginator.count + context["list"].confidential
    if "late=" in url:
        return context["page"].paginator.count
    return sum(number for kind, number in context["counts"] if kind == context["chosen"])


def lived(ward):
    """Plans of one year with every turn they can take, among them a confidential one, and one about nothing."""
    theme = ThemeFactory(code="loft", name={"da": "Tunge løft"})
    for verdict in ("solved", "partly", "no_effect", "worse"):
        judged(due_plan(ward, theme=theme), date(2025, 6, 1), verdict)
    judged(due_plan(ward), date(2025, 9, 1), "solved")  # too late
    judged(due_plan(ward, title=SECRET, theme=theme, is_confidential=True), date(2025, 6, 1))
    asked_why(due_plan(ward, theme=theme), date(2025, 10, 1))
    asked_why(due_plan(ward), date(2026, 2, 1))  # after the day
    due_plan(ward)
    closed = {"status": "closed", "ended_at": datetime(2025, 7, 1, 12, tzinfo=UTC)}
    plan = due_plan(ward)
    verdict = judged(plan, date(2025, 6, 1))
    ActionPlan.objects.filter(pk=plan.pk).update(closing_evaluation=verdict, **closed)


def test_every_number_that_leads_to_plans_leads_to_as_many_as_it_says(committee, chair, ward, client_of):
    lived(ward)
    judged(due_plan(UnitFactory()), date(2025, 6, 1))  # elsewhere
    SeatFactory(committee=committee.parent, user=chair, role="chair")
    report, _is_new = usecases.begin(place=committee.parent, year=2025, as_of=END, by=chair, now=NOW, today=TODAY)
    client = client_of(chair)
    cells = [(value, url) for value, url in opening(client.get(report.get_absolute_url()).context["page"]) if "figure=" in url]

    assert {url.partition("figure=")[2].partition("&")[0] for value, url in cells if value} == {
        "due", "published", "found", "ended", "open", "overdue", "missed", "missed-said", "missed-silent",
        *(f"found-{verdict}" for verdict in ("solved", "partly", "no_effect", "worse")),
    }  # fmt: skip
    assert [(url, value) for value, url in cells] == [(url, listed(client, url)) for _value, url in cells]
    helped = next(key for key in tables.summary_keys(AnnualPage(report).figures) if "figure=helped" in key.url)
    assert (helped.value, listed(client, helped.url)) == ("71\u00a0%", 5)


def test_a_report_of_today_leads_to_as_many_late_units_and_gaps_as_it_says_and_an_older_one_says_of_which_day_it_is(client_of, person_with):
    hospital = UnitFactory(name="Hospital Nord")
    inside, ward = UnitFactory(parent=hospital), UnitFactory(parent=hospital)
    EngagementFactory(unit=UnitFactory(parent=inside))
    EngagementFactory(unit=ward)
    for topic in CLOCKED:
        TopicCoverFactory(unit=ward, topic=topic)
    by = person_with(Perm.RUN_YEAR, on=hospital, reach=Reach.SUBTREE)
    report, _is_new = usecases.begin(place=hospital, year=2026, as_of=TODAY, by=by, now=NOW, today=TODAY)
    client = client_of(by)
    page = client.get(report.get_absolute_url())
    cells = [(value, url) for value, url in opening(page.context["page"]) if "figure=" not in url]

    assert {url.partition("?")[0].split("/")[1] for _value, url in cells} == {"apv", "organisation"}
    assert [value for value, url in cells if "late=1" in url] == [1, 0]
    assert [(url, value) for value, url in cells] == [(url, listed(client, url)) for _value, url in cells]
    assert "Tallene er pr. 22. november 2026." in text_of(page)


def test_published_it_is_frozen_until_it_is_taken_back(report, chair, ward, client_of):
    publish(report, chair)
    judged(due_plan(ward, date(2025, 5, 1)), date(2025, 5, 1))
    client = client_of(chair)
    client.post(reverse("annual-refresh", args=[report.pk]), {"as_of": "31-12-2025"})
    stale = client.post(reverse("annual-chapter", args=[report.pk, "why"]), {"text": "Andet", "version": "1"})

    assert (stale.status_code, "ligger fast" in text_of(stale)) == (422, True)
    assert "Andet" in text_of(stale)
    assert "1 af 2 handleplaner" in text_of(client.get(report.get_absolute_url()))

    client.post(reverse("annual-take-back", args=[report.pk]))
    assert client_of(EngagementFactory().user).get(report.get_absolute_url()).status_code == 404
    client.post(reverse("annual-refresh", args=[report.pk]), {"as_of": "31-12-2025"})
    page = text_of(client.get(report.get_absolute_url()))
    assert "2 af 3 handleplaner" in page
    assert "Vores ord om why" in page


def test_a_published_report_is_not_thrown_away_and_a_draft_is_with_its_words(report, chair):
    publish(report, chair)
    with pytest.raises(NotNowError):
        usecases.throw_away(report=report)
    usecases.take_back(report=report)
    usecases.throw_away(report=report)

    assert not AnnualReport.objects.exists()
    assert not AnnualReportText.objects.exists()


def test_two_who_write_the_same_chapter_lose_nothing(report, chair, client_of):
    usecases.write(report=report, chapter="why", text="Først", version=0, by=chair, now=NOW)
    answer = client_of(chair).post(reverse("annual-chapter", args=[report.pk, "why"]), {"text": "Sidst", "version": "0"})

    assert answer.status_code == 422
    page = text_of(answer)
    assert "Først" in page
    assert "Sidst" in page
    assert 'name="version" value="1"' in page


def test_what_is_published_is_what_was_looked_at(report, chair):
    for chapter in ("summary", "why"):
        usecases.write(report=report, chapter=chapter, text="Ord", version=0, by=chair, now=NOW)
    looked_at = report.version
    usecases.fetch_figures(report=report, as_of=END, now=NOW, today=TODAY)

    with pytest.raises(StaleError):
        usecases.publish(report=report, version=looked_at, by=chair, now=NOW)
    assert AnnualReport.objects.get().status == "draft"


@pytest.mark.parametrize(
    "given",
    [{"year": "2027"}, {"year": "1999"}, {"year": "2025", "as_of": "1-1-2024"}, {"year": "2025", "as_of": "1-1-2027"}, {"year": ""}],
)
def test_a_year_or_a_day_that_cannot_be_is_said_beside_the_field(committee, chair, client_of, given):
    answer = client_of(chair).post(reverse("annual-committee-new", args=[committee.pk]), given)

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not AnnualReport.objects.exists()


def test_words_are_escaped_and_no_cpr_number_gets_in(report, chair, client_of):
    client, address = client_of(chair), reverse("annual-chapter", args=[report.pk, "summary"])
    assert client.post(address, {"text": "Peter 070761-4285", "version": "0"}).status_code == 422
    client.post(address, {"text": "<script>alert(1)</script>", "version": "0"})

    page = client.get(report.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_spreadsheet_has_a_sheet_for_each_table_and_no_formula(report, chair, client_of):
    usecases.write(report=report, chapter="why", text="=1+1", version=0, by=chair, now=NOW)
    book = load_workbook(BytesIO(b"".join(client_of(chair).get(reverse("annual-table", args=[report.pk])))))

    assert {"Ord", "Handleplaner efter emne", "Årsager efter trin", "Skader", "Det, der kræves"} <= set(book.sheetnames)
    words = {row[0].value: row[1].value for row in book["Ord"].iter_rows(min_row=2)}
    assert words["Hvorfor planer ikke bliver effektvurderet og afsluttet til tiden"] == "'=1+1"
    assert [cell.value for cell in book["Skader"][6]][:2] == ["2025", 30]


def test_a_report_leads_to_the_published_reports_of_the_levels_below_only(committee, chair, client_of):
    by = UserFactory()
    done = {"status": "published", "published_at": NOW, "published_by": by}
    above = AnnualReportFactory(committee=committee.parent, **done)
    AnnualReportFactory(committee=committee, **done)
    AnnualReportFactory(committee=CommitteeFactory(name=SECRET, parent=committee))
    AnnualReportFactory(committee=CommitteeFactory(name=f"{SECRET} elsewhere"), **done)

    page = text_of(client_of(EngagementFactory().user).get(above.get_absolute_url()))

    assert "Årsrapport 2025, HMU Nord" in page
    assert SECRET not in page


def test_of_a_unit_it_is_made_by_who_plans_that_units_year(ward, client_of, person_with):
    plans = client_of(person_with(Perm.RUN_YEAR, on=ward, reach=Reach.SUBTREE))
    other = client_of(person_with(Perm.RUN_YEAR, on=UnitFactory(), reach=Reach.SUBTREE))
    address = reverse("annual-unit-new", args=[ward.pk])

    assert other.post(address, {"year": "2025"}).status_code == 403
    assert plans.post(address, {"year": "2025"}).status_code == 302
    assert AnnualReport.objects.get().unit == ward
    assert "Årsrapport 2025, Afsnit M2" in text_of(plans.get(reverse("annual-unit", args=[ward.pk])))


def test_the_page_asks_for_no_figures_anew_and_the_list_no_more_for_more(report, chair, client_of, django_assert_max_num_queries):
    client, by = client_of(chair), UserFactory()
    for _number in range(5):
        committee = CommitteeFactory(parent=report.committee)
        AnnualReportFactory(committee=committee, status="published", published_at=NOW, published_by=by)
    for address in (report.get_absolute_url(), reverse("annual-list"), reverse("annual-committee", args=[report.committee_id])):
        client.get(address)
        with django_assert_max_num_queries(22):
            client.get(address)


def test_one_report_for_each_place_and_year_whoever_begins_at_once(committee, chair):
    begun = [usecases.begin(place=committee, year=2025, as_of=END, by=chair, now=NOW, today=TODAY) for _number in range(2)]

    assert [is_new for _report, is_new in begun] == [True, False]
    assert begun[0][0] == begun[1][0]
