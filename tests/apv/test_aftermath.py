"""What an APV showed and what became of it, as the unit's people read it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.models import LiftedMatter
from apv.aftermath import SinceLastTime, aftermath_of
from apv.models import Outcome, Round, RoundStatus
from apv.usecases import pulsing
from tests.apv.survey_house import phone
from tests.apv.test_pulse import plan_with_figures, released
from tests.factories import (
    NOW,
    TODAY,
    AssessmentFactory,
    ClosedPlanFactory,
    DraftFactory,
    EngagementFactory,
    FindingFactory,
    PlanFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DECIDED = {"decided_at": NOW}


@pytest.fixture
def ward():
    return UnitFactory(name="Medicinsk afsnit M2")


@pytest.fixture
def colleague(ward):
    return EngagementFactory(unit=ward).user


def decided(assessment, outcome, **fields):
    return FindingFactory(assessment=assessment, outcome=outcome, decided_at=NOW, decided_by=UserFactory(), **fields)


def text_of(client_of, user, unit):
    return " ".join(client_of(user).get(reverse("unit-said", args=[unit.pk])).content.decode().split())


def test_every_outcome_has_its_words(client_of, ward, colleague):
    apv = AssessmentFactory(unit=ward)
    hospital = UnitFactory(name="Fjordhospitalet")
    asked = {"title": "Ventilation", "question": "Kan den fornyes?", "answer_by": TODAY, "asked_at": NOW, "asked_by": UserFactory()}
    matter = LiftedMatter.objects.create(
        from_unit=ward, to_unit=hospital, answer="Den fornyes i maj", answered_at=NOW, answered_by=UserFactory(), **asked
    )
    decided(apv, Outcome.PLAN, title="Tunge løft").plans.add(PlanFactory(unit=ward, title="Lift i alle stuer"))
    once = {"outcome_text": "Pæren er skiftet", "outcome_on": TODAY, "responsible": UserFactory()}
    decided(apv, Outcome.AT_ONCE, title="Mørkt i gangen", **once)
    decided(apv, Outcome.LATER, title="Støj", outcome_on=TODAY + timedelta(days=90))
    decided(apv, Outcome.LIFTED, title="Dårlig luft", lifted=matter)
    decided(apv, Outcome.STANDING, title="Natarbejde", outcome_text="Vi arbejder altid om natten", outcome_on=TODAY)
    decided(apv, Outcome.NOT_HERE, title="Kulde", outcome_text="Det var kun den dag", agreed_by=UserFactory())
    FindingFactory(assessment=apv, title="Skarp tone")
    FindingFactory(assessment=apv, title="Taget tilbage", withdrawn_on=TODAY)

    text = text_of(client_of, colleague, ward)
    for words in (
        "Tunge løft", "Lift i alle stuer", "Pæren er skiftet", "senest 20. februar 2027", "Løftet til Fjordhospitalet, som svarede",
        "Den fornyes i maj", "Vi arbejder altid om natten", "Det var kun den dag", "ikke besluttet endnu",
    ):  # fmt: skip
        assert words in text
    assert "Taget tilbage" not in text


def test_a_confidential_plan_and_a_draft_of_a_finding_are_not_told(client_of, ward, colleague):
    finding = decided(AssessmentFactory(unit=ward), Outcome.PLAN)
    finding.plans.add(PlanFactory(unit=ward, title="Kvabbelsnask", is_confidential=True), DraftFactory(unit=ward, title="Kvabbelsnask"))

    text = text_of(client_of, colleague, ward)
    assert "Kvabbelsnask" not in text
    assert "En plan er ved at blive skrevet" in text


def test_the_pulse_stands_at_the_finding_and_at_the_plan(client_of, ward, colleague):
    plan = plan_with_figures(ward)
    pulse = pulsing.ask_again(plan, by=plan.owner, today=TODAY, now=NOW)
    assert text_of(client_of, colleague, ward).count("I bliver spurgt igen") == 2
    Round.objects.filter(pk=pulse.pk).update(status=RoundStatus.CLOSED)
    assert "Svarene tælles" in text_of(client_of, colleague, ward)
    released(pulse, arbejdsmaengde=40)

    text = text_of(client_of, colleague, ward)
    assert text.count("Bedre: fra 62 til 40 af 100") == 2
    assert "62 af 100" in text


def test_the_page_costs_the_same_with_one_finding_and_with_many(client_of, ward, colleague):
    apv, client = AssessmentFactory(unit=ward), client_of(colleague)
    decided(apv, Outcome.PLAN).plans.add(PlanFactory(unit=ward), ClosedPlanFactory(unit=ward))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("unit-said", args=[ward.pk]))
        return len(captured)

    queries()
    few = queries()
    for _ in range(5):
        decided(apv, Outcome.PLAN).plans.add(PlanFactory(unit=ward), ClosedPlanFactory(unit=ward))
    assert queries() == few <= 14


def test_no_apv_or_none_with_findings_is_nothing(ward):
    AssessmentFactory(unit=ward)
    assert aftermath_of(ward) is None


def test_before_the_next_round_one_line_says_how_many_were_worked_on(ward):
    above, small = UnitFactory(), UnitFactory()
    apv = AssessmentFactory(unit=ward)
    decided(apv, Outcome.PLAN)
    decided(apv, Outcome.LATER, outcome_on=TODAY)
    decided(apv, Outcome.NOT_HERE, outcome_text="-", agreed_by=UserFactory())
    FindingFactory(assessment=apv)
    decided(AssessmentFactory(unit=above), Outcome.PLAN)

    assert SinceLastTime.of([ward.pk, above.pk]) == SinceLastTime(found=2, worked_on=1)
    assert SinceLastTime.of([small.pk, above.pk]) == SinceLastTime(found=1, worked_on=1)
    assert SinceLastTime.of([small.pk]) is None


def test_the_first_page_of_the_next_survey_says_what_was_worked_on_without_a_link(survey):
    assert "Siden sidst" not in (page := first_page(survey))
    decided(AssessmentFactory(unit=survey.unit.unit), Outcome.PLAN)
    later = first_page(survey)

    assert "Siden sidst: Der er arbejdet med 1 af 1 problem." in later
    assert later.count("<a ") == page.count("<a ")


def first_page(survey):
    return phone().get(f"/s/{survey.invite().token}/da/").content.decode()
