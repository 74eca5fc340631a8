"""Why plans are not finished: counted once, by cause, stage, unit, theme and quarter, each figure with its rows."""

import uuid
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import translation

from actionplans.models import ActionPlan, StallChecklist
from actionplans.reports import Causes, CausesReport, LevelReport, Period
from actionplans.usecases import stalling
from actionplans.usecases.stalling import StallSaid
from orgstructure.levels import Level
from safetynet.dashboard import pictures
from safetynet.dashboard.causes_page import CausesPage
from tests.factories import (
    NOW,
    TODAY,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    MeasureFactory,
    PlanFactory,
    ThemeFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LONG_AGO = NOW - 61 * DAY
YEAR = Period.year_to(TODAY)


@pytest.fixture
def hospital(db):
    return UnitFactory(name="Hospitalet")


@pytest.fixture
def ward(hospital):
    return UnitFactory(name="Afsnit 1", parent=hospital)


@pytest.fixture
def reader(client_of, ward):
    return client_of(EngagementFactory(unit=ward).user)


@pytest.fixture
def stopped(ward):
    """A plan whose people said why it stopped: `stopped("means", at=…)`."""

    def make(cause, at=NOW, plan=None, **fields):
        plan = plan or PlanFactory(**{"unit": ward, "touched_at": LONG_AGO} | fields)
        said = StallSaid(StallChecklist.objects.current(TODAY), uuid.uuid4(), cause=cause)
        stalling.check(plan, said, by=plan.owner, now=at)
        return plan

    return make


def report_of(unit, period=YEAR):
    return CausesReport.of(Level.of_unit(unit, TODAY), period, TODAY)


def test_each_plan_is_counted_once_with_its_last_cause_and_the_stage_of_then(stopped, hospital):
    plan = stopped("means", at=NOW - 9 * DAY)
    stopped("goal", plan=plan)
    stopped("goal", plan=MeasureFactory(plan__unit=plan.unit, done_on=TODAY, done_by=plan.owner).plan)
    stopped("simple")

    causes = report_of(hospital).causes

    assert [(row.code, dict(row.by_stage)) for row in causes.rows] == [("goal", {"not_begun": 1, "begun": 1}), ("simple", {"not_begun": 1})]
    assert causes.total == 3


def test_only_the_area_and_the_period_are_counted(stopped, hospital):
    stopped("means", unit=UnitFactory())
    stopped("goal", at=NOW - 400 * DAY)
    last = Period(TODAY - 401 * DAY, TODAY - 400 * DAY)

    assert not report_of(hospital).causes
    assert [row.code for row in report_of(hospital, last).causes.rows] == ["goal"]


def test_of_the_plans_that_have_stopped_it_is_told_how_many_said_why(stopped, hospital, ward):
    late = {"implement_by": TODAY - DAY, "evaluate_on": TODAY - DAY}
    stopped("means", **late)
    PlanFactory(unit=ward, **late)
    PlanFactory(unit=ward)

    report = report_of(hospital)

    assert (report.standstill.stalled, report.standstill.asked) == (2, 1)
    assert [(row.part.name, row.standstill.stalled, row.heap.most) for row in report.parts] == [("Afsnit 1", 2, ("means", 1))]


def test_confidential_plans_are_counted_but_not_by_theme(stopped, hospital):
    theme = ThemeFactory(code="noise")
    stopped("means", theme=theme)
    stopped("means", theme=theme, is_confidential=True)

    report = report_of(hospital)

    assert report.causes.total == 2
    assert [(row.theme.code, row.heap.total) for row in report.themes] == [("noise", 1)]
    assert report.confidential == 1


def test_quarters_are_copenhagens(stopped, hospital):
    stopped("means", at=NOW.replace(month=9, day=30, hour=21, minute=59))
    stopped("goal", at=NOW.replace(month=9, day=30, hour=22, minute=1))

    found = {str(quarter.number): heap.most for quarter, heap in report_of(hospital).quarters if heap.total}

    assert found == {"3": ("means", 1), "4": ("goal", 1)}


def test_every_number_of_the_page_leads_to_exactly_its_plans(stopped, hospital, reader):
    late = {"implement_by": TODAY - DAY, "evaluate_on": TODAY - DAY}
    stopped("means", theme=ThemeFactory(), **late)
    stopped("means", is_confidential=True)
    stopped("goal", at=NOW - 100 * DAY, plan=MeasureFactory(plan__unit=hospital, done_on=TODAY, done_by=EngagementFactory().user).plan)
    PlanFactory(unit=hospital, **late)
    page = reader.get(reverse("overview-unit-causes", args=[hospital.pk])).content.decode()

    links = [part.split("</a>")[0].split('">') for part in page.split('<a href="')[1:]]
    numbers = {url.replace("&amp;", "&"): int(text) for url, text in (link for link in links if len(link) == 2) if text.isdecimal()}
    assert len(numbers) >= 10
    for url, number in numbers.items():
        listed = reader.get(url).context["list"]
        assert listed.page.paginator.count + listed.confidential == number, url


def test_a_committee_has_the_page_too(stopped, ward, reader):
    committee = CoverageFactory(unit=ward, committee=CommitteeFactory(parent=CommitteeFactory())).committee
    stopped("means")

    page = reader.get(reverse("overview-committee-causes", args=[committee.parent_id]))

    assert page.context["report"].causes.total == 1
    assert "Der er ikke sat tid eller penge af" in page.content.decode()
    assert reader.get(reverse("overview-committee-causes", args=[999_999])).status_code == 404


def test_a_place_without_anything_says_so_and_bad_days_are_refused(reader, ward):
    address = reverse("overview-unit-causes", args=[ward.pk])

    assert not reader.get(address).context["report"]
    assert reader.get(address, {"first": "i går"}).status_code == 400


def test_the_overview_shows_the_causes_with_a_picture_and_its_table(stopped, hospital, reader):
    stopped("means")

    page = reader.get(reverse("overview-unit", args=[hospital.pk]))
    picture = next(one for one in page.context["overview"].pictures if one.name == "causes")

    assert reverse("overview-unit-causes", args=[hospital.pk]) in page.content.decode()
    assert reader.get(picture.image_url).headers["Content-Type"] == "image/svg+xml"
    assert picture.rows[0][0] == "Der er ikke sat tid eller penge af"


def test_the_report_on_paper_draws_them(stopped, hospital):
    stopped("evaluation_put_aside")
    report = LevelReport.of(Level.of_unit(hospital, TODAY), YEAR, TODAY)

    with translation.override("sv"):
        assert "Det är gjort" in pictures.drawn("causes", report)


def test_the_sentence_says_how_many_have_said_why(stopped, hospital, ward):
    with translation.override("en"):
        assert CausesPage(report_of(hospital)).sentence == "No plan is at a standstill today."
        PlanFactory(unit=ward, touched_at=LONG_AGO)
        assert CausesPage(report_of(hospital)).sentence == "1 plan is at a standstill today; 0 has said why."


def test_the_figures_cost_the_same_with_few_and_many_plans(
    stopped, hospital, reader, django_assert_max_num_queries, django_assert_num_queries
):
    level = Level.of_unit(hospital, TODAY)
    for _round in range(2):
        for cause in ("means", "goal", "simple", "evaluation_put_aside"):
            stopped(cause)
        with django_assert_num_queries(1):
            Causes.of(level.area, YEAR)
        with django_assert_num_queries(6):
            CausesReport.of(level, YEAR, TODAY)
        with django_assert_max_num_queries(12):
            reader.get(reverse("overview-unit-causes", args=[hospital.pk]))


# --- The list ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("stalled=yes", ["quiet"]),
        ("cause=means", ["means"]),
        ("cause=any", ["means", "goal"]),
        ("cause=none", ["quiet"]),
        ("cause=any&stage=not_begun", ["means", "goal"]),
        ("cause=any&stage=begun", []),
        ("stage=not_begun&checked_from=22-11-2026", ["means"]),
        ("checked_to=2026-11-21", ["goal"]),
    ],
)
def test_the_list_is_asked_for_plans_that_stopped_and_why(stopped, reader, ward, words, found):
    stopped("means", title="means")
    stopped("goal", at=NOW - 5 * DAY, title="goal")
    PlanFactory(unit=ward, title="quiet", touched_at=LONG_AGO)

    rows = reader.get(f"/plans/?unit=all&{words}").context["list"].rows

    assert {row.plan.title for row in rows} == set(found)


@pytest.mark.parametrize("words", ["cause=weather", "cause=%00", "cause=a%27b", "stage=tired", "stalled=no", "checked_from=tomorrow"])
def test_words_the_list_does_not_know_are_refused(reader, words):
    assert reader.get(f"/plans/?unit=all&{words}").status_code == 400


def test_the_chosen_cause_is_named_above_the_list(stopped, reader):
    stopped("means")

    assert "Der er ikke sat tid eller penge af" in reader.get("/plans/?unit=all&cause=means").content.decode()


# --- The start page ---------------------------------------------------------------------------------------
def test_the_start_page_asks_the_owner_of_an_untouched_plan_what_is_in_the_way(ward, client_of):
    owner = EngagementFactory(unit=ward).user
    quiet = PlanFactory(unit=ward, owner=owner, touched_at=LONG_AGO, implement_by=TODAY + 40 * DAY)
    page = client_of(owner).get("/").context["page"]

    assert (page.first.plan, urlsplit(page.first.url).path) == (quiet, reverse("plan-stall", args=[quiet.pk]))
    assert page.first.stall_url == ""


def test_an_overdue_plan_asks_for_its_evaluation_and_offers_the_checklist_beside(ward, client_of):
    owner = EngagementFactory(unit=ward).user
    late = PlanFactory(unit=ward, owner=owner, implement_by=TODAY - 20 * DAY, evaluate_on=TODAY - 9 * DAY)
    evaluator = EngagementFactory(unit=ward).user
    ActionPlan.objects.filter(pk=late.pk).update(evaluator=evaluator)

    response = client_of(owner).get("/")

    assert response.context["page"].first.stall_url == reverse("plan-stall", args=[late.pk])
    assert reverse("plan-stall", args=[late.pk]) in response.content.decode()
    assert client_of(evaluator).get("/").context["page"].first.stall_url == ""
