"""The two links of a mail, what a pilot and a released round say, and how much one page costs."""

import re

import pytest
from django.core import mail as outgoing
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apv import models as apv
from apv import sealing
from apv.usecases import inviting
from safetynet.common import outbox
from tests.apv.survey_house import phone, question
from tests.apv.test_inviting import MONDAY, at, open_round
from tests.factories import SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_mail_has_a_second_link_where_there_is_a_named_part():
    survey_round = open_round([UserFactory()])
    section = SectionFactory(questionnaire=survey_round.questionnaire, position=90, is_named=True)
    question(section, 90, "rum")
    inviting.invite(survey_round.pk, now=at(MONDAY))

    outbox.deliver(now=at(MONDAY))

    (letter,) = outgoing.outbox
    anonymous, named = re.search(r"/s/(\w{26})/", letter.body).group(1), re.search(r"/n/(\w{26})/", letter.body).group(1)
    row = apv.Invitation.objects.get()
    assert (bytes(row.token_hash), bytes(row.named_token_hash)) == (sealing.hash_of(anonymous), sealing.hash_of(named))
    assert sealing.in_groups(named) in letter.body


def test_a_mail_without_a_named_part_has_one_link():
    inviting.invite(open_round([UserFactory()]).pk, now=at(MONDAY))
    outbox.deliver(now=at(MONDAY))
    assert "/n/" not in outgoing.outbox[0].body


def test_a_pilot_promises_no_results(survey):
    apv.Round.objects.filter(pk=survey.round.pk).update(kind="pilot")
    me = survey.invite()
    assert "Det er en prøve" in phone().get(f"/s/{me.token}/da/").content.decode()
    phone().post(f"/s/{me.token}/da/1/", {"answer": "5"})
    page = phone().post(f"/s/{me.token}/da/send/", follow=True).content.decode()
    assert "Det var en prøve" in page
    assert "Resultatet kommer" not in page


def test_the_receipt_leads_to_the_unit_and_a_released_round_to_its_report(survey, settings):
    me = survey.invite()
    phone().post(f"/s/{me.token}/da/1/", {"answer": "5"})
    page = phone().post(f"/s/{me.token}/da/send/", follow=True).content.decode()
    assert f'href="{settings.BASE_URL}/units/{survey.unit.unit_id}/"' in page

    apv.Round.objects.filter(pk=survey.round.pk).update(status="released", counted_on="2026-11-22", released_on="2026-11-22")
    page = phone().get(f"/s/{me.token}/da/").content.decode()
    assert f'href="{settings.BASE_URL}/surveys/rounds/{survey.round.pk}/units/{survey.unit.pk}/"' in page


@pytest.mark.parametrize("more", [0, 40])
def test_a_page_costs_the_same_for_few_questions_and_many(survey, more):
    section = survey.questions[0].section
    for at_ in range(more):
        question(section, 100 + at_, f"mere-{at_}")
    me = survey.invite()
    here = f"/s/{me.token}/da/"
    phone().post(f"{here}1/", {"answer": "5"})

    def cost(method, address, **data):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            getattr(phone(), method)(address, data)
        return len([one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    assert cost("get", f"{here}2/") == 4  # used? who is invited, the questions, the draft
    assert cost("post", f"{here}2/", answer="7") == 5
    assert cost("get", f"{here}send/") == 4
    assert cost("post", f"{here}send/") == 5  # who is invited, the round held, the draft, one in, one out


def test_in_production_the_survey_is_asked_for_by_https(survey, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31536000
    me = survey.invite()
    plain = phone().get(f"/s/{me.token}/da/")
    safe = phone().get(f"/s/{me.token}/da/", secure=True)

    assert (plain.status_code, plain.url) == (301, f"https://localhost/s/{me.token}/da/")
    assert safe.status_code == 200
    assert safe.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert not plain.cookies
    assert not safe.cookies
