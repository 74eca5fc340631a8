"""What an agenda says beside plans: results, injuries, gaps and goals, each once, only when new, and only what everybody may read."""

from datetime import date, timedelta

import pytest

from annualcycle.agenda_links import links_of
from annualcycle.models import GoalValue
from annualcycle.reports.since_last import SinceLast
from annualcycle.usecases import meetings
from injuries.models import ShownCount
from orgstructure.levels import covered_by
from tests.factories import (
    NOW,
    TODAY,
    AuditReportFactory,
    CommitteeFactory,
    CoverageFactory,
    GoalFactory,
    HeldMeetingFactory,
    MeetingFactory,
    PlanFactory,
    ReleasedRoundFactory,
    RoundUnitFactory,
    TargetFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "Kvabbelsnask"


def filled(committee, **columns):
    meeting = MeetingFactory(committee=committee, **columns)
    meetings.fill_agenda(meeting=meeting, reader=UserFactory(), today=TODAY, now=NOW)
    return meeting


def texts(meeting):
    return {item.kind: item.text for item in meeting.items.filter(kind__in=meetings.ONE_OF_A_KIND)}


def test_results_come_once_after_they_were_released_and_not_those_of_others(committee, ward):
    released = {"released_on": TODAY - timedelta(days=5)}
    for unit, name in ((ward, "Trivsel 2026"), (UnitFactory(), SECRET)):
        RoundUnitFactory(round=ReleasedRoundFactory(name={"da": name}, top=unit, **released), unit=unit)
    AuditReportFactory(unit=ward, status="published", published_at=NOW - timedelta(days=2), published_by=UserFactory())
    AuditReportFactory(unit=ward)

    meeting = filled(committee)
    said = texts(meeting)["results"]
    assert said.count("\n") == 1
    assert "“Trivsel 2026” blev frigivet 17. november 2026" in said
    assert SECRET not in said
    assert meetings.fill_agenda(meeting=meeting, reader=UserFactory(), today=TODAY, now=NOW) == 0
    HeldMeetingFactory(committee=committee, starts_at=NOW - timedelta(days=1), held_at=NOW)
    assert "results" not in texts(filled(committee))


def test_injuries_stand_as_everybody_may_read_them_and_come_back_with_a_new_quarter(committee, ward):
    ShownCount.objects.create(unit=ward, year=2025, axis="injury", code="", cases=12, hidden_below=5)
    ShownCount.objects.create(unit=ward, year=2024, axis="injury", code="", cases=9, hidden_below=5)
    hidden = UnitFactory(name="Afsnit M9")
    CoverageFactory(committee=committee, unit=hidden)

    said = texts(filled(committee))["injuries"]
    assert "Afsnit M2: 12 skader i 2025 (9 året før)" in said
    assert "Afsnit M9: så få i 2025, at tallet ikke vises." in said
    HeldMeetingFactory(committee=committee)  # after the quarter's end
    assert "injuries" not in texts(filled(committee))


def test_goals_nobody_has_judged_and_goals_behind_their_line_come_with_their_figures(committee):
    old = GoalFactory(committee=committee, title="Færre løft", adopted_on=date(2024, 12, 1))
    target = TargetFactory(committee=committee, title="Færre ulykker", first_year=2026, adopted_on=date(2026, 1, 5))
    GoalValue.objects.create(goal=target, year=2026, value=19, source="Egne tal", at=NOW - timedelta(days=3), by=UserFactory())
    GoalFactory(committee=committee, status="draft", title=SECRET)

    said = texts(filled(committee))["goals"]
    assert f"“{old.title}”: blev det nået i 2025?" in said
    assert "“Færre ulykker” er bagud: 19 i 2026, hvor linjen står på 13,3" in said
    assert SECRET not in said


def test_gaps_come_when_there_are_more_than_there_were_and_items_lead_to_their_rows(committee, ward):
    empty = CommitteeFactory(parent=committee, name="Gruppe uden folk", valid_from=TODAY - timedelta(days=3))
    CoverageFactory(committee=empty, unit=UnitFactory(parent=ward), valid_from=TODAY - timedelta(days=3))

    meeting = filled(committee)
    found = texts(meeting)
    assert found["gaps"]
    items = list(meeting.items.select_related("meeting"))
    assert links_of(items, TODAY)["gaps"][0][1] == f"/organisation/gaps/committee/{committee.pk}/"
    assert links_of([], TODAY) == {}


def test_what_changed_since_the_last_meeting_leaves_confidential_plans_out(committee, ward):
    assert SinceLast.of(committee, covered_by(committee, TODAY), today=TODAY) is None
    HeldMeetingFactory(committee=committee)
    PlanFactory(unit=ward, published_at=NOW - timedelta(days=3))
    PlanFactory(unit=ward, published_at=NOW - timedelta(days=3), is_confidential=True)
    PlanFactory(unit=ward, published_at=NOW - timedelta(days=90))

    assert SinceLast.of(committee, covered_by(committee, TODAY), today=TODAY).new == 1
