"""The region words the stall checklist itself, and what was answered keeps its question."""

import uuid

import pytest
from django.urls import reverse

from actionplans.errors import StaleError
from actionplans.models import StallCheck, StallChecklist, StallPoint
from actionplans.usecases import stalling
from actionplans.usecases.stall_texts import reword
from orgstructure.permissions import Perm
from tests.factories import NOW, TODAY, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
TEXTS = {
    "question": {"da": "Er der vagter nok?", "sv": "Finns det pass?"},
    "hint": {"da": "Se i vagtplanen."},
    "next_step": {"da": "Spørg lederen."},
    "cause": {"da": "Der mangler vagter"},
}


@pytest.fixture
def point():
    return StallPoint.objects.get(code="means")


@pytest.fixture
def consultant(person_with):
    return person_with(Perm.CONFIGURE, on=UnitFactory())


@pytest.fixture
def send(client_of, consultant, point):
    def post(**changes):
        address = reverse("stall-point-edit", args=[point.pk])
        form = client_of(consultant).get(address).context["form"]
        data = {name: form[name].value() or "" for name in form.fields} | changes
        return client_of(consultant).post(address, data)

    return post


def test_rewording_a_point_makes_a_new_version_and_leaves_the_others_as_they_were(point, consultant):
    reword(point, TEXTS, by=consultant, now=NOW, today=TODAY)

    current = StallChecklist.objects.current(TODAY)
    assert (current.version, current.made_by, current.points.count()) == (2, consultant, 11)
    assert current.points.get(code="means").question == TEXTS["question"]
    assert current.points.get(code="goal").question == StallPoint.objects.get(checklist__version=1, code="goal").question
    assert StallPoint.objects.get(pk=point.pk).question["da"] == "Er der sat tid og penge af?"


def test_saving_the_same_words_makes_no_version(point, consultant):
    same = {name: getattr(point, name) for name in TEXTS}

    assert reword(point, same, by=consultant, now=NOW, today=TODAY).version == 1


def test_of_two_who_reword_at_once_the_second_is_told(point, consultant):
    reword(point, TEXTS, by=consultant, now=NOW, today=TODAY)

    with pytest.raises(StaleError):
        reword(point, TEXTS, by=UserFactory(), now=NOW, today=TODAY)


def test_a_number_that_was_taken_in_the_same_moment_is_told_too(point, consultant, monkeypatch):
    reword(point, TEXTS, by=consultant, now=NOW, today=TODAY)
    monkeypatch.setattr(type(StallChecklist.objects.all()), "latest", lambda rows, _column: rows.get(version=1))

    with pytest.raises(StaleError):
        reword(point, TEXTS, by=UserFactory(), now=NOW, today=TODAY)


def test_a_check_keeps_the_words_of_its_version(point, consultant):
    plan = PlanFactory()
    said = stalling.StallSaid(point.checklist, uuid.uuid4(), cause="means")
    check = stalling.check(plan, said, by=plan.owner, now=NOW)

    reword(point, TEXTS, by=consultant, now=NOW, today=TODAY)

    assert StallCheck.objects.with_cause_name().get(pk=check.pk).cause_name == "Der er ikke sat tid eller penge af"


def test_an_answer_to_the_form_of_an_older_version_keeps_that_version(point, consultant, client_of):
    plan = PlanFactory()
    client = client_of(plan.owner)
    form = client.get(reverse("plan-stall", args=[plan.pk])).context["form"]
    reword(point, TEXTS, by=consultant, now=NOW, today=TODAY)

    data = {"checklist": form["checklist"].value(), "submission_id": str(uuid.uuid4()), f"point_{point.pk}": "no"}
    client.post(reverse("plan-stall", args=[plan.pk]), data)

    assert StallCheck.objects.get().answers.get().point == point


def test_the_page_saves_and_says_what_it_means(send, client_of, consultant):
    response = send(question_da="Er der vagter nok?", question_en="")

    assert response.url == reverse("stall-point-list")
    page = client_of(consultant).get(response.url).content.decode()
    assert "Er der vagter nok?" in page
    assert "Version 2" in page
    assert "en" not in StallPoint.objects.get(checklist__version=2, code="means").question


def test_an_older_address_leads_to_the_point_as_it_is_now(send, client_of, consultant, point):
    send(question_da="Er der vagter nok?")

    page = client_of(consultant).get(reverse("stall-point-edit", args=[point.pk]))

    assert page.context["form"]["question_da"].value() == "Er der vagter nok?"


def test_words_written_to_an_older_version_are_refused_and_not_lost(send, point):
    send(question_da="Er der vagter nok?")

    response = send(question_da="Er der penge nok?", seen=point.pk)

    assert response.status_code == 409
    assert "Er der penge nok?" in response.content.decode()
    assert StallChecklist.objects.count() == 2


@pytest.mark.parametrize("bad", [{"question_da": ""}, {"cause_da": "x" * 81}, {"hint_sv": "010203-1234"}])
def test_missing_and_unfit_words_are_said_at_their_field(send, bad):
    response = send(**bad)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == set(bad)


@pytest.mark.parametrize("seen", ["", "x", "9" * 30])
def test_a_broken_mark_of_what_was_shown_breaks_nothing(send, seen):
    assert send(seen=seen, question_da="Er der vagter nok?").status_code == 302


def test_only_who_may_configure_gets_there(client_of, point):
    client = client_of(UserFactory())

    assert client.get(reverse("stall-point-list")).status_code == 403
    assert client.post(reverse("stall-point-edit", args=[point.pk])).status_code == 403
