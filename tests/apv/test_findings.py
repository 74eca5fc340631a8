"""Proposing a finding from a published figure, telling it, its order, and what becomes of it."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from actionplans.models import LiftedMatter
from actionplans.usecases import lifting
from apv.errors import NotReadyError, RefusedError, StaleError
from apv.models import Finding, Outcome, ResultCell, Round, UnitAssessment
from apv.proposing import columns_of, figure_of
from apv.usecases import assessing, findings, outcomes
from apv.usecases.outcomes import Decision
from tests.factories import NOW, TODAY, AssessmentFactory, FindingFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db
WHOLE = {"nature": "psykisk", "seriousness": "alvorligt", "extent": "de fleste", "causes": "travlhed"}


@pytest.fixture
def finding(assessment):
    return FindingFactory(assessment=assessment, title="Lav indflydelse", **WHOLE)


def decide(finding, outcome, by, **words):
    outcomes.decide(finding, Decision(outcome, **words), by=by, now=NOW, today=TODAY)


def test_a_figure_is_told_in_words_and_kept_as_the_baseline(figure):
    columns = columns_of(figure_of(figure, "influence"))

    assert columns["title"] == "Indflydelse skiller sig ud som lav"
    assert (columns["topic"], columns["theme_code"], columns["code"]) == ("psychosocial", "test-theme", "influence")
    assert "42 af 100" in columns["seriousness"]
    assert "Hospitalet: 58" in columns["seriousness"]
    assert columns["extent"] == "14 kolleger har svaret på det."
    assert columns["baseline"]["mean"] == 41.5
    assert columns["baseline"]["n"] == 14
    assert len(columns["baseline"]["questions"]) == 2
    assert "causes" not in columns


def test_a_figure_that_is_hidden_or_not_released_proposes_nothing(figure):
    assert figure_of(figure, "nothing") is None
    assert figure_of(figure, "") is None
    Round.objects.filter(pk=figure.round_id).update(status="counted")
    assert figure_of(figure, "influence") is None


def test_a_high_burden_is_said_to_be_high(figure):
    figure.round.questionnaire.dimensions.update(is_burden=True)
    assert columns_of(figure_of(figure, "influence"))["title"] == "Indflydelse skiller sig ud som høj"


def test_a_question_of_its_own_proposes_a_finding(figure):
    question = figure.round.questionnaire.questions.first()
    ResultCell.objects.create(round=figure.round, round_unit=figure, subject="question", code=question.code, n=14, mean="30.00")
    columns = columns_of(figure_of(figure, question.code))
    assert columns["title"] == "Kan du selv bestemme, hvordan du løser dine opgaver?"
    assert columns["baseline"]["questions"] == [question.code]


def test_proposed_twice_it_is_one(figure, manager):
    assessment = assessing.of_round_unit(figure, today=TODAY, by=manager)
    assert assessing.of_round_unit(figure, today=TODAY) == assessment
    assert assessment.topics == ["psychosocial"]
    columns = columns_of(figure_of(figure, "influence"))
    number = uuid4()
    first, is_new = findings.propose(figure.unit, columns, submission_id=number, by=manager, now=NOW, assessment=assessment)
    again, _ = findings.propose(figure.unit, columns, submission_id=number, by=manager, now=NOW, assessment=assessment)
    other, is_other_new = findings.propose(figure.unit, columns, submission_id=uuid4(), by=manager, now=NOW, assessment=assessment)
    assert (first, is_new, is_other_new) == (again, True, False)
    assert other == first


def test_what_was_saved_meanwhile_is_not_written_over(finding, manager):
    findings.tell(finding, {"title": "Nyt"}, version=finding.version, by=manager, now=NOW)
    with pytest.raises(StaleError):
        findings.tell(finding, {"title": "Andet"}, version=1, by=manager, now=NOW)
    assert Finding.objects.get().title == "Nyt"


def test_findings_are_put_in_order_and_weighed(assessment, manager):
    first, second, third = (FindingFactory(assessment=assessment, rank=rank) for rank in (10, 20, 30))
    findings.move(third, up=True, by=manager, now=NOW)
    findings.move(first, up=True, by=manager, now=NOW)
    findings.weigh(second, effort="quick", reach="here", by=manager, now=NOW)
    assert list(Finding.objects.standing_in(assessment)) == [first, third, second]
    assert (second.effort, second.reach) == ("quick", "here")


def test_a_finding_is_taken_back_until_something_is_decided(finding, manager):
    findings.take_back(finding, by=manager, now=NOW, today=TODAY)
    assert not Finding.objects.standing_in(finding.assessment).exists()
    decided = FindingFactory(assessment=finding.assessment)
    decide(decided, Outcome.LATER, manager, on=TODAY + timedelta(days=90))
    with pytest.raises(RefusedError):
        findings.take_back(decided, by=manager, now=NOW, today=TODAY)


@pytest.mark.parametrize(
    ("outcome", "words", "missing"),
    [
        ("", {}, {"outcome"}),
        (Outcome.PLAN, {}, {"outcome"}),
        (Outcome.AT_ONCE, {}, {"text", "responsible", "on"}),
        (Outcome.AT_ONCE, {"text": "Stol købt", "on": TODAY + timedelta(days=40)}, {"responsible", "on"}),
        (Outcome.LATER, {}, {"on"}),
        (Outcome.LATER, {"on": TODAY}, {"on"}),
        (Outcome.LATER, {"on": TODAY + timedelta(days=2000)}, {"on"}),
        (Outcome.LIFTED, {}, {"to_unit", "question", "on"}),
        (Outcome.STANDING, {}, {"text", "on"}),
        (Outcome.STANDING, {"text": "Nattevagter", "on": TODAY + timedelta(days=500)}, {"on"}),
        (Outcome.NOT_HERE, {}, {"text"}),
        (Outcome.NOT_HERE, {"text": "Det er løn"}, {"outcome"}),
    ],
)
def test_each_outcome_says_what_it_still_needs(finding, manager, outcome, words, missing):
    with pytest.raises(NotReadyError) as refused:
        decide(finding, outcome, manager, **words)
    assert set(refused.value.missing) == missing
    assert not Finding.objects.get().is_decided


def test_solved_at_once_says_what_who_when(finding, manager):
    decide(finding, Outcome.AT_ONCE, manager, text="Ny stol", responsible=manager, on=TODAY)
    assert (finding.outcome, finding.outcome_text, finding.responsible, finding.outcome_on) == ("at_once", "Ny stol", manager, TODAY)
    assert finding.decided_by == manager


def test_a_standing_condition_has_its_review(finding, manager):
    decide(finding, Outcome.STANDING, manager, text="Nattevagter hører til", on=TODAY + timedelta(days=365))
    assert finding.outcome == "standing"
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.update(outcome_on=None)


def test_a_lifted_finding_has_a_matter_whose_answer_comes_back(finding, manager, hospital, head):
    decide(finding, Outcome.LIFTED, manager, to_unit=hospital, question="Vi mangler folk", on=TODAY + timedelta(days=30))
    matter = LiftedMatter.objects.get()
    assert (finding.lifted, matter.from_unit, matter.to_unit, matter.title) == (matter, finding.unit, hospital, "Lav indflydelse")
    lifting.answer(matter, text="Ja, fra marts", by=head, now=NOW)
    with pytest.raises(RefusedError):
        outcomes.decide_anew(finding, by=manager, now=NOW)


def test_a_decision_is_taken_back_with_what_was_lifted(finding, manager, hospital):
    decide(finding, Outcome.LIFTED, manager, to_unit=hospital, question="Vi mangler folk", on=TODAY + timedelta(days=30))
    outcomes.decide_anew(finding, by=manager, now=NOW)
    assert not finding.is_decided
    assert LiftedMatter.objects.get().withdrawn_at == NOW


def test_set_aside_only_when_manager_and_representative_agree(finding, manager, amr):
    decide(finding, Outcome.NOT_HERE, manager, text="Det handler om løn")
    assert finding.awaits_agreement
    assert list(Finding.objects.undecided()) == [finding]
    with pytest.raises(RefusedError):
        outcomes.agree(finding, by=manager, now=NOW, today=TODAY)
    outcomes.agree(finding, by=amr, now=NOW, today=TODAY)
    assert (finding.outcome, finding.agreed_by, finding.decided_by) == ("not_here", amr, amr)


def test_what_the_representative_proposes_to_set_aside_the_manager_agrees_to(finding, manager, amr):
    decide(finding, Outcome.NOT_HERE, amr, text="Det handler om løn")
    outcomes.agree(finding, by=manager, now=NOW, today=TODAY)
    assert (finding.outcome, finding.agreed_by, finding.decided_by) == ("not_here", amr, manager)


def test_the_representative_alone_sets_nothing_aside(finding, amr):
    decide(finding, Outcome.NOT_HERE, amr, text="Det handler om løn")
    with pytest.raises(RefusedError):
        outcomes.agree(finding, by=amr, now=NOW, today=TODAY)
    finding.refresh_from_db()
    assert not finding.is_decided
    assert finding.agreed_by is None
    assert list(Finding.objects.undecided()) == [finding]


def test_two_without_the_representative_set_nothing_aside(finding, manager, amr, head):
    decide(finding, Outcome.NOT_HERE, manager, text="Det handler om løn")
    with pytest.raises(RefusedError):
        outcomes.agree(finding, by=head, now=NOW, today=TODAY)
    outcomes.disagree(finding, by=amr, now=NOW)
    assert not finding.awaits_agreement
    with pytest.raises(RefusedError):
        outcomes.agree(finding, by=amr, now=NOW, today=TODAY)


def test_an_acute_danger_is_made_safe_the_same_day(finding, manager, hospital):
    Finding.objects.update(is_acute=True)
    for outcome, words in (
        (Outcome.LATER, {"on": TODAY + timedelta(days=9)}),
        (Outcome.AT_ONCE, {"text": "Spærret af", "responsible": manager, "on": TODAY + timedelta(days=1)}),
    ):
        with pytest.raises(NotReadyError):
            decide(finding, outcome, manager, **words)
    decide(finding, Outcome.AT_ONCE, manager, text="Spærret af", responsible=manager, on=TODAY)
    assert finding.is_decided


def test_whoever_decides_second_is_told_what_is_decided(finding, manager, amr):
    decide(finding, Outcome.LATER, manager, on=TODAY + timedelta(days=90))
    with pytest.raises(RefusedError, match="Mette Skov"):
        decide(finding, Outcome.STANDING, amr, text="x", on=TODAY + timedelta(days=90))


def test_the_same_form_twice_lifts_once(finding, manager, hospital):
    words = {"to_unit": hospital, "question": "Vi mangler folk", "on": TODAY + timedelta(days=30), "submission_id": uuid4()}
    decide(finding, Outcome.LIFTED, manager, **words)
    decide(finding, Outcome.LIFTED, manager, **words)
    assert LiftedMatter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_four_who_decide_at_once_one_decides(ward, manager):
    finding = FindingFactory(assessment=AssessmentFactory(unit=ward))
    gate, told = Barrier(4), []

    def run(number):
        gate.wait()
        try:
            own = Finding.objects.get(pk=finding.pk)
            decide(own, Outcome.LATER if number % 2 else Outcome.STANDING, manager, text=f"nr. {number}", on=TODAY + timedelta(days=90))
            told.append("decided")
        except RefusedError:
            told.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["decided", "refused", "refused", "refused"]


def test_in_a_completed_apv_nothing_is_decided_any_more(finding, manager):
    UnitAssessment.objects.update(
        completed_on=TODAY, completed_by=manager, follow_up_on=TODAY, absence_link="none", absence_text="-", participation="-"
    )
    with pytest.raises(RefusedError):
        decide(finding, Outcome.LATER, manager, on=TODAY + timedelta(days=90))
    with pytest.raises(RefusedError):
        findings.tell(finding, {"title": "x"}, version=1, by=manager, now=NOW)
    with pytest.raises(RefusedError):
        findings.propose(finding.unit, {}, submission_id=uuid4(), by=manager, now=NOW, assessment=finding.assessment)


def test_a_published_plan_decides_what_waited_for_it_and_leaves_other_decisions(finding, manager):
    plan = PlanFactory(unit=finding.unit)
    standing = FindingFactory(assessment=finding.assessment)
    decide(standing, Outcome.STANDING, manager, text="Nattevagter", on=TODAY + timedelta(days=365))
    for one in (finding, standing):
        outcomes.begin_plan(one, plan)
    outcomes.publish_plan(plan, by=manager, now=NOW)
    finding.refresh_from_db()
    standing.refresh_from_db()
    assert (finding.outcome, finding.decided_by, standing.outcome) == ("plan", manager, "standing")
    with pytest.raises(RefusedError):
        outcomes.decide_anew(finding, by=manager, now=NOW)


def test_receivers_are_those_above_with_another_manager_and_the_neighbours(ward, manager, hospital):
    beside = UnitFactory(name="M3", parent=hospital)
    same_building = UnitFactory(name="Køkkenet", p_number="1003")
    same_manager = UnitFactory(name="Afdelingen", parent=hospital, manager=manager)
    UnitFactory(name="Fremmed")
    found = lifting.receivers_for(ward, TODAY)
    assert found.above == [hospital]
    assert found.beside == [same_manager, same_building, beside] or set(found.beside) == {beside, same_building, same_manager}
