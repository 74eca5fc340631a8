"""Proposals of a year's report: who makes them, whose report shows them, how one becomes a plan, and what became of last year's."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan
from apv.audit_report_page import ReportWords
from apv.errors import RefusedError, StaleError
from apv.models import AuditProposal
from apv.usecases import audit_proposals, audit_reports
from orgstructure.models import Unit
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    NOW,
    TODAY,
    AuditProposalFactory,
    AuditQuestionFactory,
    AuditReportFactory,
    AuditSetFactory,
    AuditYearFactory,
    EngagementFactory,
    PlanFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return UnitFactory(name="Region Eksempel")


@pytest.fixture
def hospital(region):
    return UnitFactory(name="Sygehuset", parent=region)


@pytest.fixture
def year(region):
    return AuditYearFactory(top=region)


@pytest.fixture
def report(year):
    return AuditReportFactory(year=year)


@pytest.fixture
def consultant(region, person_with):
    return person_with(Perm.RUN_AUDITS, Perm.RUN_REPORTS, Perm.EDIT_PLANS, on=region, reach=Reach.SUBTREE)


@pytest.fixture
def employee():
    return EngagementFactory().user


def given(report, **more):
    return {
        "text": "Tilbyd støtte til nye ledere",
        "unit": report.unit_id,
        "responsible_unit": report.unit_id,
        "submission_id": str(uuid4()),
        "version": 0,
        "intent": "save",
        **more,
    }


def test_a_proposal_is_made_once_however_often_its_form_is_sent(report, hospital, consultant, client_of):
    question = AuditQuestionFactory(question_set=report.year.question_set)
    client, address = client_of(consultant), reverse("audit-proposal-new", args=[report.pk])
    posted = given(report, question=question.pk, unit=hospital.pk, due_on="01-03-2027")
    answers = [client.post(address, posted) for _twice in range(2)]

    made = AuditProposal.objects.get()
    assert {answer.url for answer in answers} == {made.get_absolute_url()}
    assert (made.unit, made.question, made.responsible_unit, made.made_by) == (hospital, question, report.unit, consultant)
    AuditProposalFactory(submission_id=(taken := uuid4()))
    assert client.post(address, given(report, submission_id=str(taken))).status_code == 422


def test_without_words_or_somebody_responsible_it_is_told_and_nothing_typed_is_lost(report, consultant, client_of):
    client, address = client_of(consultant), reverse("audit-proposal-new", args=[report.pk])
    page = client.post(address, given(report, responsible_unit="", due_on="01-03-2027"))
    said = page.content.decode()

    assert page.status_code == 422
    assert "Vælg den enhed eller den person, der er ansvarlig." in said
    assert "Tilbyd støtte til nye ledere" in said
    assert "01-03-2027" in said
    assert client.post(address, given(report, text="")).status_code == 422
    assert client.post(address, given(report, unit="999999999")).status_code == 422
    assert not AuditProposal.objects.exists()


def test_a_unit_or_a_person_is_looked_for_within_the_form(report, consultant, client_of):
    far = UnitFactory(name="Ejendomsafdelingen", parent=UnitFactory(parent=report.unit))
    person = EngagementFactory(user=UserFactory(first_name="Bodil", last_name="Langtborte")).user
    client, address = client_of(consultant), reverse("audit-proposal-new", args=[report.pk])

    assert "Ejendomsafdelingen" not in client.get(address).content.decode()
    found = client.post(address, given(report, find="ejendom", intent="find"))
    assert found.status_code == 200
    assert "Ejendomsafdelingen" in found.content.decode()
    assert "Tilbyd støtte til nye ledere" in found.content.decode()
    assert "Bodil Langtborte" in client.post(address, given(report, find="bodil", intent="find")).content.decode()
    client.post(address, given(report, unit=far.pk, responsible=person.pk, responsible_unit=""))
    assert (AuditProposal.objects.get().unit, AuditProposal.objects.get().responsible) == (far, person)


def test_only_who_writes_the_report_makes_and_changes_proposals(report, employee, person_with, client_of):
    proposal = AuditProposalFactory(report=report)
    elsewhere = person_with(Perm.RUN_REPORTS, on=UnitFactory())

    for person in (employee, elsewhere):
        assert client_of(person).post(reverse("audit-proposal-new", args=[report.pk]), given(report)).status_code == 404
        assert client_of(person).get(reverse("audit-proposal-edit", args=[proposal.pk])).status_code == 404
    audit_reports.publish(report=report, by=UserFactory(), now=NOW)
    for name in ("edit", "state"):
        assert client_of(employee).get(reverse(f"audit-proposal-{name}", args=[proposal.pk])).status_code == 403
    assert client_of(employee).post(reverse("audit-proposal-remove", args=[proposal.pk])).status_code == 403
    assert AuditProposal.objects.get() == proposal


def test_a_proposal_is_changed_by_the_newest_version_and_taken_out_until_the_report_is_published(report, consultant, client_of):
    proposal, kept = AuditProposalFactory(report=report), AuditProposalFactory(report=report)
    client, address = client_of(consultant), reverse("audit-proposal-edit", args=[proposal.pk])

    assert client.post(address, given(report, text="Nyt", version=1)).status_code == 302
    late = client.post(address, given(report, text="For sent", version=1))
    assert late.status_code == 422
    assert "For sent" in late.content.decode()
    assert AuditProposal.objects.get(pk=proposal.pk).text == "Nyt"
    client.post(reverse("audit-proposal-remove", args=[proposal.pk]))
    audit_reports.publish(report=report, by=consultant, now=NOW)
    with pytest.raises(RefusedError):
        audit_proposals.remove(proposal=kept)
    with pytest.raises(RefusedError):
        audit_proposals.change(proposal=kept, columns={"text": "x"}, version=1)
    assert list(AuditProposal.objects.all()) == [kept]


def test_a_proposal_for_another_level_stands_on_that_levels_report_once_it_is_published(report, hospital, consultant, person_with):
    proposal = AuditProposalFactory(report=report, unit=hospital, text="Fra regionen til jer")
    head = person_with(Perm.RUN_REPORTS, on=hospital, reach=Reach.SUBTREE)

    assert ReportWords(report.year, hospital, head).proposals == []
    audit_reports.publish(report=report, by=consultant, now=NOW)
    (line,) = ReportWords(report.year, hospital, head).proposals
    assert (line.proposal, line.is_from_elsewhere) == (proposal, True)
    assert [line.is_from_elsewhere for line in ReportWords(report.year, report.unit, consultant).proposals] == [False]


def test_a_proposal_becomes_a_plan_of_the_level_that_acts_with_its_words_its_owner_and_its_day(report, hospital, consultant, client_of):
    owner = EngagementFactory(unit=hospital).user
    Unit.objects.filter(pk=hospital.pk).update(manager=owner)
    hospital.refresh_from_db()
    question = AuditQuestionFactory(question_set=report.year.question_set, position=9, text={"da": "Har I tid nok?"})
    due = TODAY + timedelta(days=100)
    proposal = AuditProposalFactory(report=report, unit=hospital, responsible_unit=hospital, question=question, due_on=due)
    page = client_of(consultant).get(reverse("plan-new"), {"from": f"proposal-{proposal.pk}"}).content.decode()

    assert proposal.text in page
    assert "Det kommer fra spørgsmål 9: Har I tid nok?" in page
    cause = audit_proposals.read(proposal.pk, consultant, TODAY)
    assert (cause.unit, cause.parts["source"], cause.parts["owner"], cause.parts["implement_by"]) == (hospital, "self_audit", owner.pk, due)
    assert cause.parts["evaluate_on"] > due


def test_its_plan_stands_beside_it_and_published_it_says_that_it_is_under_way(report, consultant, employee):
    proposal = AuditProposalFactory(report=report)
    plan = PlanFactory(unit=report.unit)
    other = PlanFactory(unit=report.unit)
    for one in (plan, other):
        audit_proposals._begun(proposal.pk, one, consultant, NOW)
    audit_proposals._published(plan, consultant, NOW)

    proposal.refresh_from_db()
    assert (proposal.plan, proposal.state, proposal.state_by, proposal.state_on) == (plan, "started", consultant, TODAY)
    (line,) = ReportWords(report.year, report.unit, consultant).proposals
    assert line.plan == plan
    audit_reports.publish(report=report, by=consultant, now=NOW)
    ActionPlan.objects.filter(pk=plan.pk).update(is_confidential=True)
    (hidden,) = ReportWords(report.year, report.unit, employee).proposals
    assert (hidden.plan, hidden.is_being_planned) == (None, True)


def test_a_stranger_makes_no_plan_of_a_proposal_that_is_still_being_written(report, employee):
    assert audit_proposals.read(AuditProposalFactory(report=report).pk, employee, TODAY) is None


def test_what_became_of_it_is_said_with_words_where_it_is_not_done_by_those_it_is_about(
    report, hospital, consultant, person_with, client_of
):
    proposal = AuditProposalFactory(report=report, unit=hospital, responsible_unit=hospital)
    manager = person_with(Perm.EDIT_PLANS, on=hospital)
    audit_reports.publish(report=report, by=consultant, now=NOW)
    client, address = client_of(manager), reverse("audit-proposal-state", args=[proposal.pk])

    assert client.get(address).status_code == 200
    refused = client.post(address, {"state": "dropped", "state_note": "", "version": 1})
    assert refused.status_code == 422
    client.post(address, {"state": "partly", "state_note": "Halvdelen er på plads", "version": 1})
    proposal.refresh_from_db()
    said = (proposal.state, proposal.state_note, proposal.state_by, proposal.state_on)
    assert said == ("partly", "Halvdelen er på plads", manager, TODAY)
    late = client_of(consultant).post(address, {"state": "done", "state_note": "Helt færdigt", "version": 1})
    assert late.status_code == 422
    assert "Helt færdigt" in late.content.decode()
    with pytest.raises(StaleError):
        audit_proposals.say_state(proposal=proposal, state="done", note="", version=1, by=manager, today=TODAY)


def test_last_years_proposals_stand_with_their_state_and_are_carried_on(region, consultant, client_of):
    last = AuditYearFactory(top=region, question_set=AuditSetFactory(year=2025))
    asked = AuditQuestionFactory(question_set=last.question_set)
    this = AuditYearFactory(top=region, follows=last)
    again = AuditQuestionFactory(question_set=this.question_set, continues=asked)
    report = AuditReportFactory(year=this)
    before = AuditReportFactory(year=last, status="published", published_at=NOW, published_by=consultant)
    open_one = AuditProposalFactory(report=before, question=asked, text="Hold kursus", due_on=TODAY)
    done = AuditProposalFactory(report=before, state="done", state_on=TODAY, state_by=consultant, text="Skriv en retningslinje")
    other_level = AuditReportFactory(year=last, unit=UnitFactory(parent=region))
    AuditProposalFactory(report=other_level, text="På et andet niveau")

    lines = ReportWords(this, region, consultant).last_years
    assert [(line.proposal, line.proposal.is_unsettled) for line in lines] == [(open_one, True), (done, False)]
    page = client_of(consultant).get(reverse("audit-proposal-new", args=[report.pk]), {"from": open_one.pk})
    form = page.context["form"]
    assert (form["text"].value(), form["question"].value(), form["due_on"].value()) == ("Hold kursus", again.pk, None)
    client_of(consultant).post(reverse("audit-proposal-new", args=[report.pk]), given(report, text="Hold kursus"))
    assert [str(line.proposal) for line in ReportWords(this, region, consultant).proposals] == ["Hold kursus"]
    assert client_of(consultant).get(reverse("audit-proposal-new", args=[report.pk]), {"from": 999}).context["form"]["text"].value() is None
