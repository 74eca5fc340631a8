"""The report of a unit: who sees it when, and that nothing hidden comes through."""

import pytest
from django.urls import reverse

from apv.models import NamedAnswer, Round, RoundStatus, RoundUnit, UnitAssessment
from apv.reports.unit_report import UnitReport
from apv.scales import options_of
from apv.usecases import rounds
from apv.usecases.releasing import begin_assessments
from orgstructure.permissions import Perm, Reach
from tests.apv.surveys import a_released_round
from tests.factories import NOW, TODAY, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    region = UnitFactory(name="Regionen")
    for name in ("Stort afsnit", "Andet afsnit", "Lille afsnit"):
        UnitFactory(name=name, parent=region)
    return region


@pytest.fixture
def survey(region):
    """Thirty, twelve and three people answered."""
    survey_round, top, places = a_released_round(region, 30, 12, 3)
    survey_round.top_place, survey_round.places = top, places
    return survey_round


def page(client, survey, place):
    return client.get(reverse("unit-report", args=[survey.pk, place.pk]))


def test_every_employee_reads_a_released_report(client_of, survey):
    response = page(client_of(UserFactory()), survey, survey.places[0])
    assert response.status_code == 200
    html = response.content.decode()
    assert "30 svar" in html
    assert "Støtte og ros" in html


def test_before_the_release_nobody_sees_a_figure(client_of, person_with, survey, region):
    Round.objects.filter(pk=survey.pk).update(status=RoundStatus.COUNTED)
    assert page(client_of(UserFactory()), survey, survey.places[0]).status_code == 404
    runner = person_with(Perm.RUN_SURVEYS, on=region, reach=Reach.SUBTREE)
    response = page(client_of(runner), survey, survey.places[0])
    assert response.status_code == 200
    assert "report" not in response.context
    stranger = person_with(Perm.RUN_SURVEYS, on=UnitFactory(), reach=Reach.SUBTREE)
    assert page(client_of(stranger), survey, survey.places[0]).status_code == 404


@pytest.mark.parametrize("status", [RoundStatus.OPEN, RoundStatus.CLOSED, RoundStatus.LOST])
def test_nor_while_it_is_open_or_closed(client_of, person_with, survey, region, status):
    Round.objects.filter(pk=survey.pk).update(status=status)
    runner = person_with(Perm.RUN_SURVEYS, on=region, reach=Reach.SUBTREE)
    assert page(client_of(runner), survey, survey.places[0]).status_code == 404


def test_a_unit_of_another_round_is_not_found(client_of, survey):
    other, _top, places = a_released_round(UnitFactory(), 6)
    assert page(client_of(UserFactory()), survey, places[0]).status_code == 404
    assert page(client_of(UserFactory()), other, places[0]).status_code == 200


def test_a_small_unit_says_where_it_is_counted_and_never_how_many(client_of, survey):
    response = page(client_of(UserFactory()), survey, survey.places[2])
    html = response.content.decode()
    assert "For få svar" in html
    assert reverse("unit-report", args=[survey.pk, survey.top_place.pk]) in html
    assert "3 svar" not in html


def test_a_sensitive_question_is_read_where_forty_answered(survey):
    report = UnitReport(survey, survey.places[0])
    mobbing = next(figure for part in report.parts for figure in part.questions if figure.code == "mobning")
    assert (mobbing.is_shown, mobbing.counted_at) == (False, survey.top_place)


def test_what_goes_well_and_what_stands_out(survey):
    report = UnitReport(survey, survey.places[0])
    assert [figure.code for figure in report.goes_well] == ["stoette-og-ros"]
    assert [figure.code for figure in report.stands_out] == ["krav"]


def test_beside_last_time_the_unit_above_and_the_whole_round(survey, region):
    again, top, places = a_released_round(region, 30, 12, 3, questionnaire=survey.questionnaire, compared_with=survey)
    figure = next(one for one in UnitReport(again, places[0]).dimensions if one.code == "stoette-og-ros")
    assert (figure.mean, figure.before, figure.parent, figure.whole, figure.change) == (88, 88, 88, 88, "same")
    assert UnitReport(again, top).parent is None


def test_the_page_asks_as_much_for_a_ward_as_for_the_region(client_of, survey, django_assert_max_num_queries):
    client = client_of(UserFactory())
    for place in (survey.top_place, *survey.places):
        with django_assert_max_num_queries(14):
            page(client, survey, place)


# --- What only the unit's own people read ---------------------------------------------------------------
@pytest.fixture
def manager(person_with, survey):
    return person_with(Perm.READ_COMMENTS, on=survey.places[0].unit, reach=Reach.UNIT)


def others_of(survey, person_with):
    """Everybody who might want to read it and must not."""
    return [
        UserFactory(),
        UserFactory(is_superuser=True),
        person_with(Perm.READ_COMMENTS, on=survey.places[1].unit, reach=Reach.UNIT),
        person_with(Perm.READ_COMMENTS, on=survey.top, reach=Reach.UNIT),
        person_with(Perm.READ_COMMENTS, on=survey.top, reach=Reach.SUBTREE),
        person_with(Perm.RUN_SURVEYS, Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, Perm.RUN_REPORTS, on=survey.top, reach=Reach.SUBTREE),
    ]


def test_free_texts_are_read_by_the_units_own_and_leak_to_nobody(client_of, person_with, survey, manager):
    assert "Vi mangler en lift" in page(client_of(manager), survey, survey.places[0]).content.decode()
    for person in others_of(survey, person_with):
        html = page(client_of(person), survey, survey.places[0]).content.decode()
        assert "Vi mangler en lift" not in html
        assert "egne ord" not in html


def test_nor_does_the_named_part(client_of, person_with, survey, manager):
    question = survey.questionnaire.questions.get(code="stol")
    person = UserFactory(first_name="Signe", last_name="Stolesen")
    NamedAnswer.objects.create(round=survey, round_unit=survey.places[0], person=person, question=question, value=2)
    html = page(client_of(manager), survey, survey.places[0]).content.decode()
    assert "Signe Stolesen" in html
    assert str(options_of(question)[3].text) in html
    for one in others_of(survey, person_with):
        assert "Stolesen" not in page(client_of(one), survey, survey.places[0]).content.decode()


def test_nothing_of_it_before_the_release(client_of, survey, manager):
    Round.objects.filter(pk=survey.pk).update(status=RoundStatus.COUNTED)
    assert page(client_of(manager), survey, survey.places[0]).status_code == 404


# --- What begins with the release -----------------------------------------------------------------------
def test_release_begins_the_apv_of_units_with_figures_and_people(survey, region):
    RoundUnit.objects.filter(round=survey, unit__parent=region).update(invited=40)
    Round.objects.filter(pk=survey.pk).update(status=RoundStatus.COUNTED)
    rounds.release(survey, by=UserFactory(), now=NOW, today=TODAY)
    begun = UnitAssessment.objects.filter(round_unit__round=survey)
    assert {one.round_unit_id for one in begun} == {survey.places[0].pk}  # the twelve stand for the three
    assert {(one.method, *one.topics) for one in begun} == {("survey", "psychosocial")}
    assert begin_assessments(survey, TODAY) == 0


def test_we_have_read_it_is_said_once_by_the_units_own(client_of, person_with, survey, manager):
    place = survey.places[0]
    assessment = UnitAssessment.objects.create(unit=place.unit, round_unit=place, method="survey", begun_on=TODAY)
    address = reverse("unit-report-read", args=[survey.pk, place.pk])
    page(client_of(manager), survey, place)
    for person in others_of(survey, person_with):
        assert client_of(person).post(address).status_code == 403
    assessment.refresh_from_db()
    assert assessment.report_read_on is None  # reading alone writes nothing
    assert client_of(manager).post(address).status_code == 302
    assessment.refresh_from_db()
    assert assessment.report_read_on == TODAY
