"""The prevention ladder while a measure is written: where words place it, what is proposed, what is kept."""

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan, LadderStep, Measure
from actionplans.prevention import HIGHER, IDEAS, STEPS, hint_for, step_of_words
from actionplans.reports.measures import ENOUGH, StepRecord, records_of_steps
from tests.actionplans.writing import filled, form_of, new_url
from tests.factories import ClosedPlanFactory, MeasureFactory, PlanFactory

WORDS = {
    "eliminate": (
        "Fjern dørtrinnet ved depotet", "Udskift den larmende printer", "Få repareret de to borde", "Køb kun sikkerhedskanyler",
        "Skift til færdigblandet middel", "Stop med at veje hver morgen", "Få renset afløbet", "Ta bort tröskeln", "Byt ut skrivaren",
        "Ersätt medlet med ett mildare", "Replace the old lift",
    ),
    "change": (
        "Flyt medicinoptælling til klokken 10", "Fast person til telefonen mellem 7 og 9", "Spis i to hold", "Ny vagtplan fra uge 5",
        "Højst to sene vagter i træk", "Ansæt en serviceassistent mere", "Planlæg pauserne på tavlemødet", "Gør to rum til stillerum",
        "Omlæg morgenens rækkefølge", "Lägg om morgonens ordning", "Nytt schema från vecka 5", "Flytta mötet",
    ),
    "shield": (
        "Lift i alle seks stuer", "Hæng sejl i tre størrelser på stuen", "Sæt en alarmknap op ved begge pladser", "Sæt lydplader op",
        "Høreværn til alle i køkkenet", "Sæt skab med værnemidler ved alle døre", "Køb handsker i alle størrelser", "Loftlift på badet",
        "Handskar i alla storlekar", "Taklyft i badrummet",
    ),
    "instruct": (
        "Kursus i at bruge loftliften", "Forflytningsvejlederen gennemgår stuen med hver vagt", "Aftal fælles regler for telefonen",
        "Mere fokus på løft", "Husk at lukke døren", "Mind hinanden om at bruge liften", "Øv deeskalering hver måned",
        "Uddan to kolleger i kollegastøtte", "Skilt ved døren", "Utbildning i lyftteknik", "Påminn varandra", "A course in lifting",
    ),
    "individual": (
        "Omsorgssamtale efter to uger", "Samtale efter 2, 6 og 12 uger", "Tilbyd psykolog", "Massage om fredagen", "Supervision hver måned",
        "Samtal med företagshälsovården", "Handledning varje månad",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("step", "text"), [(step, text) for step, texts in WORDS.items() for text in texts])
def test_the_first_telling_word_places_the_measure_on_its_step(step, text):
    assert step_of_words(text) == step


@pytest.mark.parametrize("text", ["", "   ", "Vi ser på det", "Mette", "\0", "x" * 5000])
def test_words_that_tell_nothing_are_not_placed(text):
    assert step_of_words(text) is None
    assert hint_for(text) is None


def test_every_step_but_the_highest_gets_an_idea_from_a_higher_one_for_every_topic():
    assert set(HIGHER) == set(STEPS[1:])
    assert all(STEPS.index(HIGHER[step]) < STEPS.index(step) for step in HIGHER)
    assert all(HIGHER[step] in ideas for ideas in IDEAS.values() for step in HIGHER)
    assert hint_for("Fjern dørtrinnet").idea == ""


def test_the_writers_own_choice_goes_before_the_words():
    hint = hint_for("Kursus i forflytning", chosen="change", topic="ergonomic")

    assert (hint.step, hint.is_guess, hint.number, hint.rungs) == ("change", False, 4, [False, False, False, True, False])
    assert hint.idea == IDEAS["ergonomic"]["eliminate"]


@pytest.mark.parametrize(("evaluated", "told"), [(ENOUGH - 1, 0), (ENOUGH, 1)])
def test_our_own_verdicts_are_told_only_when_there_are_thirty(evaluated, told):
    records = [StepRecord(LadderStep.INSTRUCT, evaluated, 9), StepRecord(LadderStep.SHIELD, 0, 0)]

    assert len(hint_for("Kursus", records=records).records) == told


@pytest.mark.django_db
def test_records_count_each_closed_plan_once_a_step_and_leave_open_ones_out(ward, django_assert_num_queries):
    solved, failed = ClosedPlanFactory(unit=ward, is_confidential=True), ClosedPlanFactory(unit=ward, closed="no_effect")
    for plan in (solved, solved, failed, PlanFactory(unit=ward)):
        MeasureFactory(plan=plan, ladder="instruct")
    MeasureFactory(plan=solved, ladder="")
    with django_assert_num_queries(1):
        records = {record.step: record for record in records_of_steps()}

    assert (records["instruct"].evaluated, records["instruct"].helped) == (2, 1)
    assert records["shield"].evaluated == 0


@pytest.mark.django_db
def test_what_was_left_open_is_placed_by_its_words_when_the_plan_is_published(writer, ward):
    page = writer.post(new_url(ward), filled(writer, ward, **{"measures-0-text": "Kursus i løfteteknik"}) | {"intent": "add-measures"})
    form = form_of(page) | {"measures-1-text": "Kursus i løft", "measures-1-ladder": "shield", "intent": "publish"}
    writer.post(new_url(ward), form)

    assert list(Measure.objects.values_list("ladder", flat=True)) == ["instruct", "shield"]


@pytest.mark.django_db
def test_the_step_is_said_without_javascript_when_the_draft_is_saved(writer, ward):
    form = filled(writer, ward, intent="save", title="Tunge løft", **{"measures-0-text": "Kursus i løfteteknik"})
    html = writer.post(new_url(ward), form, follow=True).content.decode()

    assert "Trin 2 af 5 på forebyggelsestrappen: <strong>instruér eller oplær</strong>." in html
    assert "Skaf et hjælpemiddel, der bærer vægten" in html


@pytest.mark.django_db
def test_the_ladder_answers_while_one_types_and_writes_nothing(writer, ward, client_of, amr):
    form = filled(writer, ward) | {"row": "measures-0", "measures-0-text": "Husk at løfte rigtigt"}
    for client in (writer, client_of(amr)):
        answer = client.post(reverse("plan-ladder"), form)
        assert "Trin 2 af 5" in answer.content.decode()
    for broken in ({}, {"row": "x"}, form | {"theme": "99999999999999999999"}, form | {"measures-0-ladder": "top"}):
        assert writer.post(reverse("plan-ladder"), broken).status_code == 200
    assert not ActionPlan.objects.exists()


@pytest.mark.django_db
def test_a_published_measure_is_not_moved_by_saving_something_else(writer, ward, manager, amr):
    plan = PlanFactory(unit=ward, owner=manager, evaluator=amr)
    MeasureFactory(plan=plan, text="Kursus", responsible=manager)
    url = reverse("plan-edit", args=[plan.pk])
    writer.post(url, form_of(writer.get(url)) | {"title": "En anden overskrift", "use_proposed_criterion": "on"})

    assert plan.measures.get().ladder == ""
