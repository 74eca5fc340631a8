"""The list of questionnaires and the page on which one is read."""

import pytest
from django.urls import reverse

from apv.models import Questionnaire
from orgstructure.permissions import Perm
from tests.factories import NOW, QuestionFactory, QuestionnaireFactory, RoundFactory, UnitFactory

pytestmark = pytest.mark.django_db
LIST = reverse("questionnaire-list")


@pytest.fixture
def consultant(person_with, client):
    person = person_with(Perm.RUN_SURVEYS, on=UnitFactory())
    client.force_login(person, backend="orgstructure.signin.EngagementBackend")
    return person


def test_who_runs_no_surveys_sees_no_questionnaires(person_with, client):
    client.force_login(person_with(Perm.EDIT_PLANS, on=UnitFactory()), backend="orgstructure.signin.EngagementBackend")

    assert client.get(LIST).status_code == 403
    assert client.get(Questionnaire.objects.get(family="apv").get_absolute_url()).status_code == 403


def test_the_list_shows_each_family_with_its_versions_newest_first(consultant, client):
    first = QuestionnaireFactory(family="puls", name={"da": "Puls"}, retired_at=NOW)
    QuestionnaireFactory(family="puls", name={"da": "Puls"}, version=2, finished_at=None)
    RoundFactory(questionnaire=first)

    response = client.get(LIST)

    families = {versions[0].family: [row.version for row in versions] for versions in response.context["families"]}
    assert families == {"apv": [1], "puls": [2, 1], "trivsel": [1]}
    page = response.content.decode()
    assert ["Bliver skrevet" in page, "Udgået" in page] == [True, True]


def test_the_list_asks_the_database_as_often_with_many(consultant, client, django_assert_num_queries):
    client.get(LIST)
    with django_assert_num_queries(3):
        client.get(LIST)
    for _number in range(3):
        QuestionFactory()
    with django_assert_num_queries(3):
        client.get(LIST)


def test_reading_one_shows_every_question_and_asks_as_often_for_a_long_one(consultant, client, django_assert_num_queries):
    long, short = Questionnaire.objects.get(family="apv"), QuestionFactory().questionnaire
    client.get(long.get_absolute_url())
    with django_assert_num_queries(6):
        page = client.get(long.get_absolute_url()).content.decode()
    with django_assert_num_queries(6):
        client.get(short.get_absolute_url())

    assert page.count('class="read-question"') == long.questions.count()
    assert "Kan du stille din skærmplads, så den passer til dig?" in page
    assert "Kun efter “Hvad er en fast del af dit arbejde?”: “Skærmarbejde det meste af dagen”." in " ".join(page.split())
    assert "Helt enig" in page


def test_it_is_read_in_another_of_its_languages(consultant, client):
    page = client.get(Questionnaire.objects.get(family="trivsel").get_absolute_url(), {"language": "sv"}).content.decode()

    assert "Jag får tag i min chef när jag behöver det." in page
    assert "Instämmer helt" in page


def test_a_language_it_does_not_have_is_answered_in_one_it_has(consultant, client):
    page = client.get(Questionnaire.objects.get(family="trivsel").get_absolute_url(), {"language": "xx"}).content.decode()

    assert "Jeg kan få fat i min leder, når jeg har brug for det." in page
