"""Letters with codes and the poster: made by the worker, thrown away after a day, for those who run the round."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from apv import sealing
from apv.models import Invitation
from apv.usecases import inviting
from apv.usecases.freezing import freeze_tree
from orgstructure.permissions import Perm
from safetynet.dashboard import documents, papers, survey_papers
from safetynet.dashboard.models import DocumentJob
from tests.factories import NOW, TODAY, EngagementFactory, OpenRoundFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hospital():
    return UnitFactory(name="Hospitalet")


@pytest.fixture
def consultant(person_with, hospital):
    return person_with(Perm.RUN_SURVEYS, on=hospital)


@pytest.fixture
def survey_round(hospital):
    EngagementFactory(unit=hospital, user=UserFactory(email="", first_name="Uden", last_name="Mail", language="sv"))
    EngagementFactory(unit=hospital, user=UserFactory(first_name="Med", last_name="Mail"))
    made = OpenRoundFactory(top=hospital, languages=["da", "sv"], name={"da": "APV 2027", "sv": "Undersökning 2027"})
    freeze_tree(made)
    inviting.invite(made.pk, now=NOW)
    return made


def job(kind, survey_round, by, **words):
    return documents.ask_for(kind, {"round": survey_round.pk, **words}, by=by, language="da", now=NOW)


def html_of(asked):
    return papers.html_of(asked, today=TODAY, advance=lambda _progress: None)


def test_a_letter_has_the_persons_own_code_in_the_persons_language(survey_round, consultant):
    asked = job("letters", survey_round, consultant, first=0, everybody=False)
    html = html_of(asked)
    row = Invitation.objects.get(person__email="")
    token = sealing.token_of(inviting.token_key_of(survey_round), row.pk)
    assert html.count('class="letter"') == 1
    assert sealing.in_groups(token) in html
    assert "Undersökning 2027" in html
    assert survey_papers.letters(asked.words, consultant)[0].square == survey_papers.square_of(inviting.address_of(token, "sv"))
    assert asked.expires_at == NOW + timedelta(days=1)


def test_letters_can_be_made_for_everybody_a_part_at_a_time(survey_round, consultant, monkeypatch):
    monkeypatch.setattr(survey_papers, "AT_ONCE", 1)
    first, rest = (job("letters", survey_round, consultant, first=at, everybody=True) for at in (0, 1))
    assert [html_of(one).count('class="letter"') for one in (first, rest)] == [1, 1]


def test_nobody_else_gets_letters_and_none_when_the_round_is_closed(survey_round, consultant):
    stranger = job("letters", survey_round, UserFactory(), first=0, everybody=True)
    with pytest.raises(papers.NoLongerAllowedError):
        html_of(stranger)
    own = job("letters", survey_round, consultant, first=0, everybody=True)
    assert papers.may_fetch(own, TODAY)
    survey_round.status, survey_round.closed_on = "closed", TODAY
    survey_round.save()
    assert not papers.may_fetch(own, TODAY)


def test_the_poster_leads_to_the_page_where_a_code_is_typed(survey_round, consultant):
    html = html_of(job("code_page", survey_round, consultant))
    assert f"{settings.SURVEY.url}/" in html
    assert "APV 2027" in html


def test_the_page_offers_letters_in_parts_and_the_shared_address(survey_round, consultant, client_of, monkeypatch):
    monkeypatch.setattr(documents, "wait_for", lambda made: made)
    address = reverse("round-letters", args=[survey_round.pk])
    page = client_of(consultant).get(address).content.decode()
    assert "Breve 1–1" in page
    assert f"{settings.SURVEY.url}/" in page
    client_of(consultant).post(address, {"who": "none", "first": "0"})
    client_of(consultant).post(reverse("round-poster", args=[survey_round.pk]))
    assert sorted(DocumentJob.objects.values_list("kind", flat=True)) == ["code_page", "letters"]
    assert DocumentJob.objects.get(kind="letters").words == {"round": survey_round.pk, "first": 0, "everybody": False}
