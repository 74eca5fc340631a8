"""A unit's APV from its beginning to its completion (R17–R19)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import override_settings

from actionplans.models import Status
from apv.assessment_page import assessment_page
from apv.errors import NotReadyError, RefusedError, StaleError
from apv.models import Dialogue, Finding, Outcome, TopicCover, UnitAssessment
from apv.usecases import assessing
from apv.usecases.assessing import Elements, Talk
from tests.factories import NOW, TODAY, AssessmentFactory, FindingFactory, PlanFactory

pytestmark = pytest.mark.django_db
WHOLE = {"nature": "psykisk", "seriousness": "alvorligt", "extent": "de fleste", "causes": "travlhed"}
ELEMENTS = Elements(["psychosocial"], "none", "Intet tyder på det", "AMG var med", TODAY + timedelta(days=90))


def talk(**words):
    return Talk(**({"held_on": TODAY, "present": 9, "participants": "Dagvagten", "said": "Travlt", "submission_id": uuid4()} | words))


def complete(assessment, by):
    assessing.complete(assessment, by=by, now=NOW, today=TODAY)


def missing(assessment):
    return set(assessing.missing_in(assessment, today=TODAY))


def test_an_apv_by_dialogue_begun_twice_is_one(ward, manager, amr):
    number = uuid4()
    words = {"submission_id": number, "now": NOW, "today": TODAY}
    first = assessing.begin_dialogue(ward, ["psychosocial"], by=manager, **words)
    assert assessing.begin_dialogue(ward, ["psychosocial"], by=manager, **words) == first
    with pytest.raises(RefusedError):
        assessing.begin_dialogue(ward, ["psychosocial"], by=amr, **words)
    assert (first.method, first.begun_by) == ("dialogue", manager)


def test_nothing_is_completed_while_something_of_r19_is_missing(assessment, manager):
    assert missing(assessment) == {"dialogues", "absence_link", "participation", "follow_up_on"}
    finding = FindingFactory(assessment=assessment)
    assert missing(assessment) == {"findings", f"finding-{finding.pk}", "absence_link", "participation", "follow_up_on"}
    with pytest.raises(NotReadyError) as refused:
        complete(assessment, manager)
    assert "1 fund er ikke afgjort" in refused.value.missing["findings"]
    assert "art, alvor, omfang, årsager" in refused.value.missing[f"finding-{finding.pk}"]
    assert not UnitAssessment.objects.get().is_completed


@pytest.mark.parametrize("lacks", ["absence_link", "participation", "follow_up_on"])
def test_each_element_is_asked_for_by_itself(assessment, manager, lacks):
    whole = vars(ELEMENTS) | {lacks: None if lacks == "follow_up_on" else ""}
    assessing.record_dialogue(assessment, talk(), by=manager, now=NOW)
    assessing.describe(assessment, Elements(**whole), version=1, by=manager, now=NOW)
    assert missing(assessment) == {lacks}


@override_settings(COUNTRY="SE")
def test_where_the_law_does_not_ask_about_absence_nobody_has_to_answer(assessment, manager):
    assessing.record_dialogue(assessment, talk(), by=manager, now=NOW)
    words = vars(ELEMENTS) | {"absence_link": "", "absence_text": ""}
    assessing.describe(assessment, Elements(**words), version=1, by=manager, now=NOW)
    complete(assessment, manager)
    assert UnitAssessment.objects.get().is_completed


def test_a_whole_apv_is_completed_once_and_covers_its_topics(assessment, manager, amr):
    finding = FindingFactory(assessment=assessment, **WHOLE)
    aside = FindingFactory(assessment=assessment)
    decided = {"decided_at": NOW, "decided_by": manager}
    Finding.objects.filter(pk=finding.pk).update(outcome=Outcome.LATER, outcome_on=TODAY + timedelta(days=90), **decided)
    Finding.objects.filter(pk=aside.pk).update(outcome=Outcome.NOT_HERE, outcome_text="Løn", agreed_by=amr, **decided)
    assessing.describe(assessment, ELEMENTS, version=1, by=manager, now=NOW)
    complete(assessment, manager)
    complete(assessment, amr)
    assert (assessment.completed_on, UnitAssessment.objects.get().completed_by) == (TODAY, manager)
    assert list(TopicCover.objects.values_list("topic", "covered_on", "assessment")) == [("psychosocial", TODAY, assessment.pk)]


@override_settings(APV_DEMANDS_RISK=True)
def test_the_region_may_demand_likelihood_and_consequence_too(assessment):
    finding = FindingFactory(assessment=assessment, **WHOLE)
    assert "sandsynlighed og konsekvens" in assessing.risk_gap(finding)
    finding.likelihood, finding.consequence = 3, 3
    assert assessing.risk_gap(finding) == ""


def test_a_talk_sent_twice_is_one_and_none_is_added_to_a_completed_apv(assessment, manager):
    held = talk()
    assert assessing.record_dialogue(assessment, held, by=manager, now=NOW) == assessing.record_dialogue(
        assessment, held, by=manager, now=NOW
    )
    assert Dialogue.objects.count() == 1
    assessing.describe(assessment, ELEMENTS, version=1, by=manager, now=NOW)
    complete(assessment, manager)
    with pytest.raises(RefusedError):
        assessing.record_dialogue(assessment, talk(), by=manager, now=NOW)
    with pytest.raises(RefusedError):
        assessing.describe(assessment, ELEMENTS, version=assessment.version, by=manager, now=NOW)


def test_who_saves_second_is_told(assessment, manager):
    assessing.describe(assessment, ELEMENTS, version=1, by=manager, now=NOW)
    with pytest.raises(StaleError):
        assessing.describe(assessment, ELEMENTS, version=1, by=manager, now=NOW)


def test_more_than_three_open_plans_bring_a_gentle_hint(assessment, manager):
    for number in range(4):
        finding = FindingFactory(assessment=assessment)
        finding.plans.add(PlanFactory(unit=assessment.unit, status=Status.ACTIVE))
        page = assessment_page(assessment, manager, today=TODAY)
        assert bool(page.plans_hint) == (number == 3)


def test_standing_conditions_stand_in_a_section_of_their_own(assessment, manager):
    decided = {"decided_at": NOW, "decided_by": manager}
    standing = FindingFactory(
        assessment=assessment, outcome=Outcome.STANDING, outcome_text="Nat", outcome_on=TODAY - timedelta(days=1), **decided
    )
    other = FindingFactory(assessment=assessment)
    page = assessment_page(assessment, manager, today=TODAY)
    assert [row.finding for row in page.standing] == [standing]
    assert [row.finding for row in page.rows] == [other]
    assert page.standing[0].is_late
    assert [element.is_there for element in page.elements] == [False, False, False, False]


def test_the_page_asks_the_same_number_of_questions_however_many_findings(ward, manager, django_assert_num_queries):
    first = FindingFactory(assessment=AssessmentFactory(unit=ward))
    first.plans.add(PlanFactory(unit=ward))
    assessment_page(first.assessment, manager, today=TODAY)  # what the person may do is read once
    for number in (1, 4):
        assessment = AssessmentFactory(unit=ward)
        for _ in range(number):
            FindingFactory(assessment=assessment).plans.add(PlanFactory(unit=ward))
        with django_assert_num_queries(7):
            assessment_page(assessment, manager, today=TODAY)
