"""Somebody answers at the survey's own host, without JavaScript."""

import pytest

from apv import models as apv
from apv.usecases import answering
from tests.apv.survey_house import phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(survey):
    return survey.invite()


def answer(client, address, *values, go="next", **more):
    return client.post(address, {"answer": [str(value) for value in values], "go": go, **more})


def test_from_the_code_to_the_receipt(survey, me):
    client, here = phone(), f"/s/{me.token}/da/"

    door = client.post("/", {"code": me.token.upper()[:4] + " " + me.token[4:]})
    first = client.get(door.url)
    steps = [
        answer(client, f"{here}1/", 5).url,
        answer(client, f"{here}2/", 7).url,
        answer(client, f"{here}3/", 1).url,
        answer(client, f"{here}5/", 2).url,
        answer(client, f"{here}6/", 1, 3).url,
        answer(client, f"{here}7/", "Vi mangler en lift.\r\nOg ro.").url,
    ]
    overview = client.get(f"{here}send/")
    sent = client.post(f"{here}send/")
    receipt = client.get(sent.url)

    assert door.url == here
    assert "Så vi kan gøre det bedre." in first.content.decode()
    assert steps == [f"{here}2/", f"{here}3/", f"{here}5/", f"{here}6/", f"{here}7/", f"{here}send/"]
    assert "Vi mangler en lift." in overview.content.decode()
    assert (sent.status_code, receipt.status_code) == (302, 200)
    assert survey.opened() == [
        {
            "v": 1,
            "unit": survey.unit.pk,
            "answers": {"mening": 5, "energi": 7, "vold": 1, "vagt": 2, "ugen": [1, 3], "ord": "Vi mangler en lift.\nOg ro."},
        }
    ]
    assert not apv.Draft.objects.exists()


def test_the_same_link_goes_on_where_one_left_off(survey, me):
    here = f"/s/{me.token}/da/"
    answer(phone(), f"{here}1/", 5)
    answer(phone(), f"{here}2/", go="skip")

    first = phone().get(here).content.decode()

    assert 'href="3/"' in first
    assert 'value="5" checked' in phone().get(f"{here}1/").content.decode()


def test_back_keeps_what_was_chosen_on_this_page(survey, me):
    here = f"/s/{me.token}/da/"
    assert answer(phone(), f"{here}2/", 9, go="back").url == f"{here}1/"
    assert answer(phone(), f"{here}1/", 4, go="back").url == here
    assert answering.begun(me.token).answers == {"energi": 9, "mening": 4}


def test_skipping_takes_an_answer_away(survey, me):
    here = f"/s/{me.token}/da/"
    answer(phone(), f"{here}1/", 5)
    answer(phone(), f"{here}1/", 5, go="skip")
    assert answering.begun(me.token).answers == {}


def test_another_language_keeps_the_answers_and_the_place(survey, me):
    went = answer(phone(), f"/s/{me.token}/da/1/", 5, language="sv")
    page = phone().get(went.url).content.decode()

    assert went.url == f"/s/{me.token}/sv/1/"
    assert '<html lang="sv">' in page
    assert "Fråga 1?" in page
    assert 'value="5" checked' in page


def test_an_answer_that_is_no_longer_asked_for_is_not_sent(survey, me):
    here = f"/s/{me.token}/da/"
    assert answer(phone(), f"{here}3/", 3).url == f"{here}4/"
    answer(phone(), f"{here}4/", 5)
    assert answer(phone(), f"{here}3/", 1).url == f"{here}5/"
    assert phone().get(f"{here}4/").url == f"{here}5/"

    phone().post(f"{here}send/")

    assert survey.opened()[0]["answers"] == {"vold": 1}


def test_sent_twice_is_one_answer_and_both_see_the_receipt(survey, me):
    here = f"/s/{me.token}/da/"
    answer(phone(), f"{here}1/", 5)

    urls = [phone().post(f"{here}send/").url for _ in range(2)]

    assert urls == [f"{here}receipt/"] * 2
    assert apv.SealedAnswer.objects.count() == 1


def test_a_used_code_shows_the_receipt_wherever_it_leads(survey, me):
    here = f"/s/{me.token}/da/"
    answer(phone(), f"{here}1/", 5)
    phone().post(f"{here}send/")

    for address in (here, f"{here}1/", f"{here}send/", f"{here}99/"):
        assert phone().get(address).url == f"{here}receipt/", address
    assert answer(phone(), f"{here}1/", 1).url == f"{here}receipt/"
    assert not apv.Draft.objects.exists()


def test_nothing_answered_cannot_be_sent(survey, me):
    page = phone().post(f"/s/{me.token}/da/send/")
    assert page.status_code == 422
    assert not apv.SealedAnswer.objects.exists()


@pytest.mark.parametrize("value", ["6", "0", "-1", "x", "5.0", "9" * 5000, "1e3"])
def test_a_foreign_value_is_told_of_and_nothing_is_lost(survey, me, value):
    here = f"/s/{me.token}/da/"
    answer(phone(), f"{here}1/", 5)

    page = answer(phone(), f"{here}1/", value)

    assert page.status_code == 422
    assert "Fejl:" in page.content.decode()
    assert answering.begun(me.token).answers == {"mening": 5}


def test_too_long_a_text_is_told_of_with_the_text_still_there(survey, me):
    text = "Æ" * 5000
    page = answer(phone(), f"/s/{me.token}/da/7/", text)

    assert page.status_code == 422
    assert text in page.content.decode()
    assert "5000" in page.content.decode()


def test_markup_in_a_text_is_text(survey, me):
    here = f"/s/{me.token}/da/"
    answer(phone(), f"{here}7/", "</textarea><script>alert(1)</script>")

    for address in (f"{here}7/", f"{here}send/"):
        page = phone().get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
