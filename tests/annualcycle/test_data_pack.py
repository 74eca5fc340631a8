"""The data pack of discussions: each figure of exactly the place's units, against the year before, and nothing that only some may see."""

import json
from datetime import date, datetime

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionplans.models import ActionPlan
from annualcycle.data_pack import DataPack, pack_of
from annualcycle.models import DataSource
from apv.models import AuditReport, ResultCell
from injuries.models import CauseAnalysis, Factor, ShownCount
from injuries.reports.figures import InjuryFigures
from orgstructure.gaps import GapKind
from orgstructure.permissions import Perm
from tests.factories import (
    NOW,
    TODAY,
    AssessmentFactory,
    AuditReportFactory,
    AuditYearFactory,
    CaseFactory,
    ClosedPlanFactory,
    CommitteeFactory,
    CoverageFactory,
    DimensionFactory,
    EngagementFactory,
    OpenRoundFactory,
    PlanFactory,
    ReactionFactory,
    ReleasedRoundFactory,
    RoundUnitFactory,
    SubmittedAuditFactory,
    UnitFactory,
    UserFactory,
)

EXACT = "37"  # figures that could leak
pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    made = CommitteeFactory(name="Gruppe M1")
    CoverageFactory(committee=made, unit=UnitFactory(name="Afsnit M1"))
    return made


def unit_of(committee):
    return committee.coverages.get().unit


def pack(place, year=TODAY.year, reader=None):
    return pack_of(place, year, reader=reader or UserFactory(), today=TODAY)


def published(plan, day):
    at = timezone.make_aware(datetime.combine(day, datetime.min.time()).replace(hour=12))
    ActionPlan.objects.filter(pk=plan.pk).update(published_at=at)


def test_plans_are_counted_of_the_covered_units_alone_and_against_the_same_days_a_year_before(group):
    ward = unit_of(group)
    this_year, last_year, late_last_year = (PlanFactory(unit=ward) for _number in range(3))
    published(this_year, date(2026, 3, 1))
    published(last_year, date(2025, 3, 1))
    published(late_last_year, date(2025, 12, 20))
    PlanFactory(unit=UnitFactory(parent=ward))  # below the unit, and covered by nobody
    PlanFactory()

    part = pack(group).part("plans")

    assert (part.lines[0].now, part.lines[0].before) == ("1", "1")
    assert [one.now for one in part.lines if f"committee={group.pk}&state=open" in one.url] == ["3"]


def test_one_step_asks_its_own_sources_alone(group, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        shown = pack_of(group, 2026, reader=UserFactory.build(), today=TODAY, only=["plans"])
    assert [part.code for part in shown.parts] == ["plans"]


def test_what_was_kept_reads_as_it_was(group):
    ClosedPlanFactory(unit=unit_of(group))
    shown = pack(group)

    kept = DataPack.from_json(json.loads(json.dumps(shown.as_json())))

    assert kept == shown
    assert DataPack.from_json({}).parts == ()


def test_a_source_is_left_out_when_it_is_off_and_has_the_regions_own_name_and_place(group):
    DataSource.objects.filter(code="plans").update(label={"da": "Vores planer"}, position=0)
    DataSource.objects.filter(code="stalls").update(is_on=False)

    shown = pack(group)

    assert (shown.parts[0].code, shown.parts[0].label) == ("plans", "Vores planer")
    assert shown.part("stalls") is None
    assert "Vores planer" in render_to_string("annualcycle/_data_pack_part.html", {"part": shown.parts[0]})


def kept(unit, year, axis, code, cases):
    ShownCount.objects.create(unit=unit, year=year, axis=axis, code=code, cases=cases, hidden_below=5)


def test_injuries_are_those_of_the_last_finished_year_that_everybody_may_see_each_against_the_year_before(group):
    ward = unit_of(group)
    for year, cases in ((2024, 12), (2025, 9), (2026, 37)):
        kept(ward, year, "injury", "", cases)
        kept(ward, year, "kind", "violence", cases - 4)
        kept(ward, year, "deviation", "80", cases - 4)

    shown = pack(group)

    accidents, violence = shown.part("accidents"), shown.part("violence")
    assert [(one.now, one.before) for one in accidents.lines][:2] == [("9", "12"), ("skjult", "skjult")]
    assert [(one.now, one.before) for one in accidents.lines][-1] == ("5", "8")
    assert [(one.now, one.before) for one in violence.lines] == [("5", "8")]
    assert EXACT not in json.dumps(shown.as_json())
    assert (shown.part("offences").lines, bool(shown.part("offences").missing)) == ((), True)


def test_who_reads_the_cases_themselves_gets_no_more_of_them_in_the_pack(group, person_with):
    ward = unit_of(group)
    CaseFactory.create_batch(3, unit=ward, kind="violence", happened_on=date(2025, 5, 2))
    manager = person_with(Perm.VIEW_EVENTS, Perm.SIGN_INJURIES, Perm.RUN_REPORTS, on=ward)

    shown = pack(ward, reader=manager)

    assert InjuryFigures.of(ward, 2025, manager, now=NOW, today=TODAY).now.injuries == 3
    for code in ("accidents", "violence", "offences"):
        assert shown.part(code).lines == ()
        assert "3" not in shown.part(code).missing.replace("2025", "")


def test_the_page_of_injury_figures_is_linked_for_who_may_open_it_and_never_in_what_is_kept(group, person_with):
    ward = unit_of(group)
    kept(ward, 2025, "injury", "", 9)

    shown = pack(ward, reader=person_with(Perm.RUN_REPORTS, on=ward))

    assert shown.part("accidents").lines[0].url == f"/injuries/figures/{ward.pk}/?year=2025"
    assert DataPack.from_json(shown.as_json()).part("accidents").lines[0].url == ""
    assert pack(ward).part("accidents").lines[0].url == ""


def test_factors_of_analyses_are_told_in_steps_and_only_where_the_unit_may_be_shown(group):
    ward, other = unit_of(group), UnitFactory()
    kept(ward, 2025, "injury", "", 9)
    analyses(ward, 7, ["time", "routine"])
    analyses(ward, 4, ["patient"])
    analyses(other, 6, ["space"])

    found = [one for one in pack(group).part("accidents").lines if one.now.startswith("mindst")]

    assert [one.now for one in found] == ["mindst 5", "mindst 5"]
    assert not [one for one in found if str(Factor.PATIENT.label) in one.label or str(Factor.SPACE.label) in one.label]


def analyses(unit, number, factors):
    for case in CaseFactory.create_batch(number, unit=unit, happened_on=date(2025, 5, 2)):
        CauseAnalysis.objects.create(
            case=case, factors=factors, made_at=NOW, made_by=case.reporter, finished_at=NOW, finished_by=case.reporter
        )


def test_what_is_published_of_whole_units_is_not_shown_of_a_group_that_has_a_part_of_one(group):
    ward = unit_of(group)
    kept(ward, 2025, "injury", "", 37)
    CoverageFactory(committee=CommitteeFactory(), unit=EngagementFactory(unit=UnitFactory(parent=ward, name="Team A")).unit)

    shown = pack(group)

    for code in ("accidents", "violence", "survey", "self_audit"):
        assert shown.part(code).lines == ()
        assert "Afsnit M1" in shown.part(code).missing
    assert EXACT not in json.dumps(shown.as_json())


def test_the_groups_other_units_are_shown_and_the_one_that_others_have_a_part_of_is_named(group):
    department = unit_of(group)
    ward = UnitFactory(parent=department, name="Afsnit A")
    CoverageFactory(committee=group, unit=ward)
    CoverageFactory(committee=CommitteeFactory(), unit=EngagementFactory(unit=UnitFactory(parent=department)).unit)
    kept(department, 2025, "injury", "", 37)
    kept(ward, 2025, "injury", "", 9)

    part = pack(group).part("accidents")

    assert part.lines[0].now == "9"
    assert "Afsnit M1" in part.missing
    assert EXACT not in json.dumps(pack(group).as_json())


def test_a_committee_above_adds_up_its_units_and_hides_the_sum_where_one_is_hidden():
    above = CommitteeFactory()
    one, two = (UnitFactory() for _number in range(2))
    for unit in (one, two):
        CoverageFactory(committee=CommitteeFactory(parent=above), unit=unit)
        kept(unit, 2025, "injury", "", 8)
    kept(one, 2025, "kind", "accident", 6)

    lines = pack(above).part("accidents").lines

    assert [line.now for line in lines[:2]] == ["16", "skjult"]


def test_reactions_apv_and_gaps_are_of_the_covered_units(group):
    ward = unit_of(group)
    EngagementFactory(unit=ward)
    EngagementFactory()
    ReactionFactory(unit=ward)
    ReactionFactory(unit=ward, received_on=date(2025, 3, 1), deadline_on=date(2025, 4, 1))
    ReactionFactory(title="Andetsteds")
    AssessmentFactory(unit=ward, begun_on=date(2025, 2, 1))

    shown = pack(group)

    assert [(one.now, one.before) for one in shown.part("reactions").lines] == [("1", "1"), ("2", ""), ("1", "")]
    assert [(one.now, one.before) for one in shown.part("apv").lines[2:3]] == [("0", "1")]
    assert shown.part("apv").lines[0].now == "1"
    assert str(GapKind.NO_LEADER.label) in [one.label for one in shown.part("gaps").lines]


def test_the_survey_shows_published_themes_alone(group):
    ward = unit_of(group)
    theme = DimensionFactory(name={"da": "Ledelse"})
    hidden = DimensionFactory(questionnaire=theme.questionnaire, name={"da": "Mobning"})
    released = ReleasedRoundFactory(top=ward, questionnaire=theme.questionnaire, name={"da": "Trivsel 2026"})
    waiting = OpenRoundFactory(top=ward, questionnaire=theme.questionnaire, name={"da": "Ikke frigivet"})
    for one, mean in ((released, 71), (waiting, 37)):
        place = RoundUnitFactory(round=one)
        ResultCell.objects.create(round=one, round_unit=place, subject="dimension", code=theme.code, n=9, mean=mean)

    part = pack(group).part("survey")

    assert [(one.label, one.now) for one in part.lines] == [("Ledelse", "71")]
    assert "Trivsel 2026" in part.sentence
    assert str(hidden) not in json.dumps(pack(group).as_json())
    assert EXACT not in json.dumps(pack(group).as_json())


def test_the_self_audit_shows_the_published_report_and_no_answers_of_few(group):
    ward = unit_of(group)
    year = AuditYearFactory(top=ward)
    SubmittedAuditFactory(year=year)
    report = AuditReportFactory(year=year, unit=ward)
    assert pack(group).part("self_audit").lines == ()

    AuditReport.objects.filter(pk=report.pk).update(status="published", published_at=NOW, published_by=report.made_by)
    part = pack(group).part("self_audit")

    assert part.lines[0].now == "1"
    assert len(part.lines) == 2  # the actions of one audit would tell whose they are


def test_it_asks_no_more_of_many_rows_than_of_few(group):
    ward = unit_of(group)
    with CaptureQueriesContext(connection) as few:
        pack(group)
    for _number in range(3):
        CoverageFactory(committee=CommitteeFactory(parent=group), unit=UnitFactory())
        PlanFactory(unit=ward)
        ReactionFactory(unit=ward)
        EngagementFactory(unit=ward)
        kept(UnitFactory(), 2025, "injury", "", 9)
    analyses(ward, 6, ["time"])
    with CaptureQueriesContext(connection) as many:
        pack(group)

    assert len(many) <= len(few) + 4  # what is asked only once there are people and reports
    assert len(many) < 90
