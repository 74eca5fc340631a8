"""The forms of a year of self-audit as they are posted: errors beside their fields, nothing typed lost, and who may not."""

from datetime import timedelta
from uuid import uuid4

import pytest

from apv.models import AuditPlace, AuditYear
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    NOW,
    TODAY,
    AuditPlaceFactory,
    AuditSetFactory,
    AuditYearFactory,
    SubmittedAuditFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return UnitFactory(name="Regionen")


@pytest.fixture
def runs(person_with, region):
    return person_with(Perm.RUN_AUDITS, on=region)


@pytest.fixture
def place(region):
    return AuditPlaceFactory(year=AuditYearFactory(top=region), unit=UnitFactory(name="Afsnit M2", parent=region))


@pytest.fixture
def manager(person_with, place):
    return person_with(Perm.ANSWER_AUDITS, on=place.unit, reach=Reach.UNIT)


def given(region, **words):
    """What the form of a year posts."""
    days = {"opens_on": "1-12-2026", "due_on": "31-12-2026"}
    return {"question_set": AuditSetFactory().pk, "top": region.pk, "submission_id": uuid4(), "follows": "", **days} | words


def errors(answer):
    return set(answer.context["form"].errors)


def kept(answer, *names):
    return [answer.context["form"][name].value() for name in names]


# --- the year -------------------------------------------------------------------------------------------
def test_a_year_posted_twice_is_prepared_once(client_of, runs, region):
    client, words = client_of(runs), given(region)

    ways = {client.post("/audits/years/new/", words).headers["Location"] for _ in range(2)}

    assert ways == {AuditYear.objects.get().get_absolute_url()}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"due_on": "1-11-2026"}, "due_on"),
        ({"due_on": "snart"}, "due_on"),
        ({"opens_on": ""}, "opens_on"),
        ({"top": ""}, "top"),
        ({"top": "9999999"}, "top"),
        ({"question_set": "x"}, "question_set"),
    ],
)
def test_what_is_wrong_with_a_year_stands_at_its_field_and_nothing_typed_is_lost(client_of, runs, region, wrong, field):
    words = given(region, find="afsnit") | wrong

    answer = client_of(runs).post("/audits/years/new/", words)

    page = answer.content.decode()
    assert (answer.status_code, errors(answer)) == (422, {field})
    assert kept(answer, *wrong) == list(wrong.values())
    assert kept(answer, "submission_id") == [str(words["submission_id"])] or kept(answer, "submission_id") == [words["submission_id"]]
    assert f'id="id_{field}_error"' in page
    assert f'href="#id_{field}"' in page
    assert 'value="afsnit"' in page
    assert not AuditYear.objects.exists()


def test_what_another_year_asks_already_is_told_at_the_questions(client_of, runs, region, place):
    words = given(region, question_set=place.year.question_set_id)

    answer = client_of(runs).post("/audits/years/new/", words)

    assert (answer.status_code, errors(answer), AuditYear.objects.count()) == (422, {"question_set"}, 1)
    assert kept(answer, "due_on") == ["31-12-2026"]


def test_looking_for_a_unit_refuses_nothing_and_keeps_what_was_typed(client_of, runs, region, place):
    answer = client_of(runs).post("/audits/years/new/", given(region, due_on="snart", intent="find", find="M2"))

    assert (answer.status_code, errors(answer), kept(answer, "due_on")) == (200, set(), ["snart"])
    assert place.unit.pk in dict(answer.context["choices"].unit_choices[0][1])


def test_who_changes_a_draft_that_somebody_else_has_changed_is_told_and_keeps_the_words(client_of, runs, region):
    year = AuditYearFactory(top=region, status="draft", opened_at=None, opened_by=None, version=3)
    words = given(region, question_set=year.question_set_id, version="2")

    answer = client_of(runs).post(f"/audits/years/{year.pk}/edit/", words)

    assert (answer.status_code, errors(answer), kept(answer, "due_on")) == (422, {"__all__"}, ["31-12-2026"])
    year.refresh_from_db()
    assert year.due_on == TODAY + timedelta(days=14)


def test_a_last_day_that_has_passed_is_told_at_the_field(client_of, runs, place):
    answer = client_of(runs).post(f"/audits/years/{place.year_id}/due/", {"due_on": "1-11-2026"})

    assert (answer.status_code, errors(answer), kept(answer, "due_on")) == (422, {"due_on"}, ["1-11-2026"])


def test_who_follows_a_year_changes_nothing_and_a_stranger_does_not_know_of_it(client_of, person_with, region, place):
    follows, stranger = person_with(Perm.RUN_REPORTS, on=region), person_with(Perm.RUN_AUDITS, on=UnitFactory())
    words = given(region)

    for way in ("edit", "open", "due", "close"):
        address = f"/audits/years/{place.year_id}/{way}/"
        assert [client_of(who).post(address, words).status_code for who in (follows, stranger)] == [403, 404]
    assert client_of(follows).post("/audits/years/new/", words).status_code == 403
    place.year.refresh_from_db()
    assert (place.year.status, AuditYear.objects.count()) == ("open", 1)


def test_a_unit_where_somebody_else_runs_the_self_audit_cannot_be_chosen(client_of, runs, region):
    answer = client_of(runs).post("/audits/years/new/", given(region, top=UnitFactory(name="Naboregionen").pk))

    assert (answer.status_code, errors(answer)) == (422, {"top"})
    assert "Naboregionen" not in answer.content.decode()


# --- why not --------------------------------------------------------------------------------------------
def test_the_reason_is_kept_and_leads_back_to_where_it_was_asked(client_of, manager, place):
    answer = client_of(manager).post(f"/audits/places/{place.pk}/why/", {"reason": "time", "note": "", "next": "/"})

    place.refresh_from_db()
    assert (answer.status_code, answer.headers["Location"], place.reason, place.reason_by) == (302, "/", "time", manager)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"note": "Vi flytter"}, "reason"),
        ({"reason": "gaettet", "note": "Vi flytter"}, "reason"),
        ({"reason": "other", "note": "  "}, "note"),
        ({"reason": "time", "note": "x" * 301}, "note"),
        ({"reason": "time", "note": "Hun hedder 010190-1234"}, "note"),
    ],
)
def test_what_is_wrong_with_a_reason_stands_at_its_field_and_nothing_typed_is_lost(client_of, manager, place, words, field):
    address = f"/audits/places/{place.pk}/why/"
    answer = client_of(manager).post(address, words | {"next": "/audits/?x=1"})

    page = answer.content.decode()
    assert (answer.status_code, errors(answer)) == (422, {field})
    assert kept(answer, *words) == list(words.values())
    assert f'href="#id_{field}' in page
    assert 'name="next" value="/audits/?x=1"' in page
    place.refresh_from_db()
    assert place.reason == ""


def test_the_same_reason_for_several_units_and_only_for_those_of_the_person(client_of, person_with, place, region):
    below = AuditPlaceFactory(year=place.year, unit=UnitFactory(parent=place.unit))
    beside = AuditPlaceFactory(year=place.year, unit=UnitFactory(parent=region))
    client, address = client_of(person_with(Perm.ANSWER_AUDITS, on=place.unit)), f"/audits/places/{place.pk}/why/"

    refused = client.post(address, {"reason": "time", "note": "", "also": [below.pk, beside.pk]})
    assert (refused.status_code, errors(refused)) == (422, {"also"})
    assert client.post(address, {"reason": "time", "note": "", "also": [below.pk]}).status_code == 302
    assert [AuditPlace.objects.get(pk=one.pk).reason for one in (place, below, beside)] == ["time", "time", ""]


def test_a_reason_that_no_longer_holds_is_taken_out(client_of, manager, place):
    client, address = client_of(manager), f"/audits/places/{place.pk}/why/"
    client.post(address, {"reason": "other", "note": "Vi flytter"})
    client.post(address, {"intent": "none"})

    place.refresh_from_db()
    assert (place.reason, place.reason_note, place.reason_by) == ("", "", None)


def test_sent_in_meanwhile_the_reason_is_refused_with_a_sentence(client_of, person_with, region):
    answered = SubmittedAuditFactory(year=AuditYearFactory(top=region)).places.get()

    answer = client_of(person_with(Perm.ANSWER_AUDITS, on=answered.unit)).post(f"/audits/places/{answered.pk}/why/", {"reason": "time"})

    assert (answer.status_code, errors(answer)) == (422, {"__all__"})


def test_a_colleague_a_manager_elsewhere_and_a_closed_year_tell_no_reason(client_of, person_with, place, manager, region):
    address, words = f"/audits/places/{place.pk}/why/", {"reason": "time"}
    people = [
        UserFactory(),
        person_with(Perm.ANSWER_AUDITS, on=UnitFactory(parent=region), reach=Reach.UNIT),
        person_with(Perm.RUN_REPORTS, on=region),
    ]

    assert [client_of(who).post(address, words).status_code for who in people] == [404, 404, 404]
    AuditYear.objects.filter(pk=place.year_id).update(status="closed", closed_at=NOW, closed_by=manager)
    assert client_of(manager).post(address, words).status_code == 404
    place.refresh_from_db()
    assert place.reason == ""
