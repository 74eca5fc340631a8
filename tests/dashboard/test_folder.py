"""The inspection folder of a unit: one click, one document, nothing in it that few may read."""

import pytest

from apv.models import Dialogue
from safetynet.common.pdf import render_pdf
from safetynet.dashboard import papers
from safetynet.dashboard.models import DocumentJob
from tests.factories import (
    NOW,
    TODAY,
    AssessmentFactory,
    ClosedPlanFactory,
    EngagementFactory,
    FindingFactory,
    PlanFactory,
    RiskVersionFactory,
    SafetyRoundFactory,
    TopicCoverFactory,
    UnitFactory,
    UserFactory,
    WorkChangeFactory,
)

pytestmark = pytest.mark.django_db
RISK = {"title": "Vold om aftenen", "topic": "psychosocial", "description": "", "controls": "Alarm", "likelihood": 4, "consequence": 5}


@pytest.fixture
def ward():
    return UnitFactory(name="Medicinsk afsnit M2", parent=UnitFactory(name="Hospitalet"))


def full(ward):
    whole = {"absence_link": "linked", "absence_text": "Travlhed giver fravær", "participation": "AMR var med hele vejen"}
    assessment = AssessmentFactory(unit=ward, follow_up_on=TODAY, completed_on=TODAY, completed_by=UserFactory(), **whole)
    Dialogue.objects.create(assessment=assessment, held_on=TODAY, participants="Alle", said="Vi afbrydes", by=UserFactory(), at=NOW)
    finding = FindingFactory(assessment=assessment, title="Afbrydelser", outcome="plan", decided_at=NOW, decided_by=UserFactory())
    finding.plans.add(PlanFactory(unit=ward, title="Rød vest ved medicin"))
    FindingFactory(assessment=None, unit=ward, title="Pyt ved vasken", found_by="safety_round")
    ClosedPlanFactory(unit=ward, title="Lift i alle stuer")
    PlanFactory(unit=ward, title="Kvabbelsnask", is_confidential=True)
    TopicCoverFactory(unit=ward, topic="chemical")
    WorkChangeFactory(unit=ward)
    RiskVersionFactory(unit=ward, risks=[RISK | {"accepted_because": "", "finding": None, "plans": []}])
    SafetyRoundFactory(unit=ward, completed_on=TODAY, completed_by=UserFactory(), participants="Anna og Birgit")


def html_for(client, ward):
    assert client.post(f"/units/{ward.pk}/folder/").status_code == 302
    return papers.html_of(DocumentJob.objects.get(), today=TODAY, advance=lambda _progress: None)


def test_everything_the_inspector_asks_for_stands_in_it(client_of, ward, monkeypatch):
    monkeypatch.setattr("safetynet.dashboard.documents.wait_for", lambda job: job)
    full(ward)
    html = html_for(client_of(EngagementFactory().user), ward)
    for word in (
        "Travlhed giver fravær", "AMR var med hele vejen", "Vi afbrydes", "Afbrydelser", "Rød vest ved medicin", "Pyt ved vasken",
        "Lift i alle stuer", "Vi flytter til bygning 4", "Vold om aftenen", "Anna og Birgit", "Kemisk arbejdsmiljø",
    ):  # fmt: skip
        assert word in html, word
    assert "Kvabbelsnask" not in html
    assert render_pdf(html).startswith(b"%PDF")


def test_a_unit_without_anything_has_a_folder_that_says_so(client_of, ward, monkeypatch):
    monkeypatch.setattr("safetynet.dashboard.documents.wait_for", lambda job: job)
    assert "Aldrig registreret" in html_for(client_of(EngagementFactory().user), ward).replace("aldrig", "Aldrig")
