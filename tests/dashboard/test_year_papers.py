"""A work plan on paper: the draft says draft and is made for nobody else; adopted it is everybody's, in the language asked for."""

import pytest
from django.urls import reverse

from annualcycle.models import WorkPlan, WorkPlanGoal
from annualcycle.usecases import goals, workplans
from safetynet.common.pdf import render_pdf
from safetynet.dashboard import documents, papers
from safetynet.dashboard.models import DocumentJob
from tests.dashboard.test_documents import text_of
from tests.factories import (
    NOW,
    TODAY,
    ClosedPlanFactory,
    CommitteeFactory,
    EngagementFactory,
    GoalFactory,
    PlanFactory,
    SeatFactory,
    WorkPlanFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "Kvabbelsnask"


@pytest.fixture
def plan():
    made = WorkPlanFactory(committee=CommitteeFactory(name="HMU Fjordhospitalet"), background="Derfor <b>har</b> vi en plan")
    goal = GoalFactory(committee=made.committee, title="Stærk sikkerhedskultur")
    WorkPlanGoal.objects.create(work_plan=made, goal=goal, position=1, will="Vi vil løfte sammen", follow_up="AMR i marts")
    for one in (ClosedPlanFactory(title="Lift på hver etage"), PlanFactory(title=SECRET, is_confidential=True)):
        goals.contribute(goal=goal, plan=one, by=made.made_by, now=NOW)
    return made


@pytest.fixture
def chair(plan):
    person = EngagementFactory().user
    SeatFactory(committee=plan.committee, user=person, role="chair")
    return person


def html_for(plan, by, language="da"):
    job = DocumentJob(kind=DocumentJob.Kind.WORK_PLAN, words={"pk": plan.pk}, by=by, language=language)
    return papers.html_of(job, today=TODAY, advance=lambda _progress: None)


def test_a_draft_says_draft_to_who_writes_it_and_is_there_for_nobody_else(plan, chair, client_of, monkeypatch):
    monkeypatch.setattr(documents, "wait_for", lambda job: job)
    stranger = EngagementFactory().user

    assert "Udkast" in html_for(plan, chair)
    with pytest.raises(papers.NoLongerAllowedError):
        html_for(plan, stranger)
    assert client_of(stranger).post(reverse("work-plan-pdf", args=[plan.pk])).status_code == 404
    assert client_of(chair).post(reverse("work-plan-pdf", args=[plan.pk])).status_code == 302


def test_the_adopted_plan_has_it_all_and_not_what_was_written_since(plan, chair):
    workplans.adopt(plan=plan, on=TODAY, discussion=None, version=plan.version, by=chair, now=NOW)
    WorkPlan.objects.filter(pk=plan.pk).update(organisation=SECRET, is_draft=True)

    html = html_for(plan, EngagementFactory().user)
    text = text_of(render_pdf(html))

    for said in ("HMU Fjordhospitalet", "Vi vil løfte sammen", "AMR i marts", "Lift på hver etage", "2 planer", "Version 1"):
        assert said in text, said
    assert (SECRET in text, "Udkast" in text) == (False, False)
    assert "Derfor &lt;b&gt;har&lt;/b&gt;" in html
    assert '<html lang="da">' in html
