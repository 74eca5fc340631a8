"""Many at once: one answer a code, and nothing acknowledged is left out when the round closes."""

import threading
from datetime import timedelta

import pytest
from django.db import InternalError, connection, transaction

from apv import models as apv
from apv.asking import course, read_answer
from apv.errors import NothingAnsweredError, RefusedError, SurveyClosedError
from apv.usecases import answering, rounds
from apv.usecases.answering import Begun, Stage
from tests.apv.survey_house import make_survey, phone, prepared_with, question
from tests.factories import NOW, TODAY, SectionFactory


def at_once(*jobs):
    """Run the jobs in threads of their own; what each returned or raised."""
    gate, results = threading.Barrier(len(jobs)), {}

    def run(number, job):
        gate.wait()
        try:
            results[number] = job()
        except SurveyClosedError as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number, job)) for number, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[number] for number in range(len(jobs))]


@pytest.mark.django_db(transaction=True)
def test_eight_presses_at_once_are_one_answer_and_eight_receipts():
    survey = make_survey()
    me = survey.invite()
    here = f"/s/{me.token}/da/"
    phone().post(f"{here}1/", {"answer": "4"})

    urls = at_once(*[lambda: phone().post(f"{here}send/").url] * 8)

    assert urls == [f"{here}receipt/"] * 8
    assert [one["answers"] for one in survey.opened()] == [{"mening": 4}]
    assert not apv.Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_closing_waits_for_an_answer_on_its_way():
    survey = make_survey()
    me = survey.invite()
    answering.save_draft(survey.round, me.token, Begun({"mening": 4}, 1))
    closed = threading.Event()

    def close():
        try:
            rounds.close(apv.Round.objects.get(pk=survey.round.pk), by=None, now=NOW, today=TODAY)
            closed.set()
        finally:
            connection.close()

    thread = threading.Thread(target=close)
    with transaction.atomic():
        answering.submit(me, me.token, today=TODAY)
        thread.start()
        assert not closed.wait(0.5)
    thread.join()

    assert closed.is_set()
    assert apv.SealedAnswer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_acknowledged_while_a_round_closes_is_there():
    survey = make_survey()
    people = [survey.invite() for _ in range(12)]
    for one in people:
        answering.save_draft(survey.round, one.token, Begun({"mening": 4}, 1))

    def send(one):
        answering.submit(one, one.token, today=TODAY)
        return "counted"

    def close():
        rounds.close(apv.Round.objects.get(pk=survey.round.pk), by=None, now=NOW, today=TODAY)
        return apv.SealedAnswer.objects.count()

    *sent, there_at_closing = at_once(*[lambda one=one: send(one) for one in people], close)

    assert {str(one) if one == "counted" else type(one) for one in sent} <= {"counted", SurveyClosedError}
    assert sent.count("counted") == there_at_closing == apv.SealedAnswer.objects.count()


# --- The rules without a page -------------------------------------------------------------------------------
def test_nothing_is_sent_to_a_closed_round(survey):
    me = survey.invite()
    answering.save_draft(survey.round, me.token, Begun({"mening": 4}, 1))
    for day in (TODAY - timedelta(days=1), survey.round.closes_on + timedelta(days=1)):
        with pytest.raises(SurveyClosedError):
            answering.submit(me, me.token, today=day)
    with pytest.raises(SurveyClosedError):
        answering.save_named(me, survey.questions[0], 5, today=survey.round.closes_on + timedelta(days=1))


def test_an_empty_draft_is_not_sent(survey):
    with pytest.raises(NothingAnsweredError):
        answering.submit(survey.invite(), "0" * 26, today=TODAY)


@pytest.mark.parametrize(
    ("status", "days", "stage"),
    [
        ("draft", 0, Stage.NOT_YET),
        ("open", -1, Stage.NOT_YET),
        ("open", 0, Stage.OPEN),
        ("open", 21, Stage.OPEN),
        ("open", 22, Stage.CLOSED),
        ("closed", 0, Stage.CLOSED),
        ("counted", 0, Stage.CLOSED),
        ("released", 0, Stage.RELEASED),
        ("lost", 0, Stage.LOST),
    ],
)
def test_what_a_respondent_meets(survey, status, days, stage):
    survey.round.status = status
    assert answering.stage_of(survey.round, TODAY + timedelta(days=days)) == stage


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": "draft", "opens_on": TODAY + timedelta(days=9), "closes_on": TODAY + timedelta(days=30)}, "åbner 1. december"),
        ({"status": "closed", "closed_on": TODAY, "results_on": TODAY + timedelta(days=40)}, "lukkede 22. november"),
        ({"status": "closed", "closed_on": TODAY, "results_on": TODAY + timedelta(days=40)}, "Resultatet kommer 1. januar"),
        ({"status": "counted", "closed_on": TODAY, "counted_on": TODAY}, "Resultatet kommer, når svarene er talt op"),
        ({"status": "released", "closed_on": TODAY, "counted_on": TODAY, "released_on": TODAY}, "Resultatet er klar"),
        ({"status": "lost"}, "blev opgivet"),
    ],
)
def test_a_door_that_is_closed_says_why_and_when(survey, fields, words):
    me = survey.invite()
    apv.Round.objects.filter(pk=survey.round.pk).update(**fields)
    for address in (f"/s/{me.token}/da/", f"/s/{me.token}/da/3/", f"/n/{me.named_token}/da/"):
        page = phone().get(address)
        assert page.status_code == 200
        assert words in page.content.decode()
    assert phone().post(f"/s/{me.token}/da/1/", {"answer": "5"}).status_code == 200
    assert not apv.Draft.objects.exists()


def test_a_small_unit_is_told_where_it_is_counted_before_the_first_question(survey):
    me = survey.invite()
    assert "lille enhed" not in phone().get(f"/s/{me.token}/da/").content.decode()
    survey.unit.counted_in = survey.unit.parent
    survey.unit.save()

    page = phone().get(f"/s/{me.token}/da/").content.decode()

    assert "Derfor tælles dine svar med i Sygehuset, og ingen ser tal for Afdeling 4B alene." in page
    assert page.index("lille enhed") < page.index('href="1/"')


def test_the_limits_said_are_the_round_s_own(survey):
    prepared_with(survey.round, threshold=7, text_threshold=12, sensitive_threshold=44, split_by=survey.questions[4], split_threshold=60)
    page = phone().get(f"/s/{survey.invite().token}/da/").content.decode()
    for words in (
        "mindst 7 har svaret",
        "mindst 12 har svaret",
        "fra 44 svar",
        "“Spørgsmål 5?”, hvor mindst 60",
        "anonymt",
        "trække det tilbage",
    ):
        assert words in page


def test_a_pulse_asks_its_own_few_and_says_confidential(survey):
    from tests.factories import PlanFactory

    prepared_with(survey.round, kind="pulse", plan=PlanFactory(), worker_key=True, repeats=["mening", "vold-tit"])
    me = survey.invite()
    page = phone().get(f"/s/{me.token}/da/").content.decode()

    assert "fortroligt" in page
    assert "anonymt." not in page
    assert ">Anonymt<" not in page
    assert "2 spørgsmål." in page
    assert phone().post(f"/s/{me.token}/da/1/", {"answer": "5"}).url == f"/s/{me.token}/da/2/"
    assert "Spørgsmål 4?" in phone().get(f"/s/{me.token}/da/2/").content.decode()
    assert phone().get(f"/n/{me.named_token}/da/1/").url == f"/n/{me.named_token}/da/"


# --- Named ----------------------------------------------------------------------------------------------------
def test_a_named_answer_is_kept_at_once_changed_and_taken_back(survey):
    me = survey.invite()
    here = f"/n/{me.named_token}/da/"
    assert phone().post(f"{here}1/", {"answer": "2"}).url == f"{here}2/"
    assert phone().post(f"{here}1/", {"answer": "4", "go": "back"}).url == here
    assert phone().post(f"{here}2/", {"answer": "Træk", "go": "back"}).url == f"{here}1/"
    assert dict(apv.NamedAnswer.objects.values_list("question__code", "value")) == {"indeklima": 4, "rum": "Træk"}
    assert phone().post(f"{here}2/", {"answer": "Træk", "language": "sv"}).url == f"/n/{me.named_token}/sv/2/"

    assert phone().post(f"{here}2/", {"go": "skip", "answer": "Træk"}).url == f"{here}receipt/"

    row = apv.NamedAnswer.objects.get()
    assert (row.value, row.person_id, row.round_unit) == (4, me.person_id, survey.unit)
    assert phone().post(f"{here}2/", {"answer": "x" * 4001}).status_code == 422


def test_a_named_answer_that_is_no_longer_asked_for_goes_too(survey):
    me = survey.invite()
    section = apv.Section.objects.get(is_named=True, questionnaire=survey.round.questionnaire)
    question(section, 10, "fugt", apv.Scale.YES_PARTLY_NO)
    question(section, 11, "hvor", apv.Scale.TEXT, shown_if={"question": "fugt", "any_of": [3]})
    here = f"/n/{me.named_token}/da/"
    assert phone().post(f"{here}3/", {"answer": "3"}).url == f"{here}4/"
    phone().post(f"{here}4/", {"answer": "I kælderen"})

    assert phone().post(f"{here}3/", {"answer": "1"}).url == f"{here}receipt/"

    assert dict(apv.NamedAnswer.objects.values_list("question__code", "value")) == {"fugt": 1}
    assert phone().get(f"{here}4/").url == f"{here}receipt/"


def test_an_employee_s_named_answers_are_no_other_s(survey):
    me, other = survey.invite(), survey.invite()
    phone().post(f"/n/{me.named_token}/da/2/", {"answer": "Træk fra vinduet"})
    assert "Træk fra vinduet" not in phone().get(f"/n/{other.named_token}/da/2/").content.decode()


# --- Pure -----------------------------------------------------------------------------------------------------
def test_a_condition_on_a_hidden_question_hides_too(db):
    section = SectionFactory()
    first = question(section, 1, "a", apv.Scale.YES_PARTLY_NO)
    second = question(section, 2, "b", apv.Scale.YES_PARTLY_NO, shown_if={"question": "a", "any_of": [3]})
    third = question(section, 3, "c", shown_if={"question": "b", "any_of": [3]})

    assert course([first, second, third], {"a": 1, "b": 3, "c": 5}) == ([1], {"a": 1})
    assert course([first, second, third], {"a": 3, "b": 3, "c": 5}) == ([1, 2, 3], {"a": 3, "b": 3, "c": 5})


def test_several_answers_are_kept_once_in_the_order_shown(survey):
    assert read_answer(survey.questions[5], ["3", "1", "3"]) == [1, 3]
    assert read_answer(survey.questions[5], []) is None


def test_a_round_that_is_closed_twice_is_refused(survey):
    rounds.close(survey.round, by=None, now=NOW, today=TODAY)
    with pytest.raises(RefusedError):
        rounds.close(survey.round, by=None, now=NOW, today=TODAY)


@pytest.mark.parametrize(
    "fields",
    [
        {"public_key": b"k" * 32},
        {"worker_key": True},
        {"threshold": 4},
        {"text_threshold": 6},
        {"sensitive_threshold": 39},
        {"split_threshold": 49},
    ],
)
def test_the_database_holds_a_round_to_what_it_promised(survey, fields):
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        apv.Round.objects.filter(pk=survey.round.pk).update(**fields)
    apv.Round.objects.filter(pk=survey.round.pk).update(threshold=6, closes_on=TODAY + timedelta(days=60))
