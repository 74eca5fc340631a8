"""The regional goal, half by 2030 of 2018: its page says what is counted from the injuries, as a count by hand does."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from annualcycle.models import Goal
from injuries.models import Absence, CaseKind
from injuries.usecases.showing import keep_shown
from tests.factories import NOW, TODAY, CaseFactory, CommitteeFactory, CoverageFactory, EngagementFactory, GoalFactory, UnitFactory

pytestmark = pytest.mark.django_db


def injuries(unit, year, *, hired_before, away=True, kind=CaseKind.ACCIDENT, number=1):
    for place in range(number):
        day = date(year, 2, 1) + timedelta(days=9 * place)
        case = CaseFactory(unit=unit, kind=kind, happened_on=day, hired_on=day - timedelta(days=hired_before))
        if away:
            Absence.objects.create(case=case, starts_on=day + timedelta(days=1), ends_on=day + timedelta(days=3), noted_at=NOW)


def test_the_goals_page_says_the_number_that_a_count_by_hand_gives(client_of):
    region = UnitFactory(name="Region")
    ward = UnitFactory(parent=region)
    committee = CommitteeFactory(name="RMU")
    CoverageFactory(committee=committee, unit=region)
    injuries(ward, 2018, hired_before=30, number=20)
    injuries(ward, 2025, hired_before=30, number=8)
    injuries(ward, 2025, hired_before=30, kind=CaseKind.VIOLENCE, number=5)
    injuries(ward, 2025, hired_before=3000, number=7)  # not new
    injuries(ward, 2025, hired_before=30, away=False, number=6)  # no absence
    keep_shown(now=NOW, today=TODAY)
    goal = GoalFactory(
        committee=committee, kind=Goal.Kind.TARGET, measured_by=Goal.MeasuredBy.NEW_WITH_ABSENCE,
        baseline_year=2018, target_year=2030, target_change=-50,
    )  # fmt: skip

    page = client_of(EngagementFactory().user).get(reverse("goal-detail", args=[goal.pk])).context["page"]

    found = {point.year: point.value for point in page.progress.points}
    assert (found[2018], found[2025]) == (20, 8 + 5)
    assert (page.progress.baseline, page.progress.target) == (20, 10)
    assert page.progress.share == 70
    assert "13" in page.sentence
