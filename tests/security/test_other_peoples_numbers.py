"""The number of a form belongs to one row: in another plan's or another person's form it writes nothing, and is no error of ours."""

import uuid

import pytest

from actionplans.errors import StaleError
from actionplans.models import ActionPlan, Comment, FollowUp, HelpRequest
from actionplans.usecases import helping
from tests.factories import NOW, PlanFactory

pytestmark = pytest.mark.django_db


def number_of_a_note(house) -> uuid.UUID:
    number = uuid.uuid4()
    FollowUp.objects.create(plan=house.plans["closed"], text="Bestilt", at=NOW, by=house.people["manager"], submission_id=number)
    return number


def test_a_comment_with_a_number_used_elsewhere_is_refused(house):
    other = PlanFactory(unit=house.ward, owner=house.people["manager"])
    sent = {"text": "Den virker", "submission_id": str(uuid.uuid4())}
    assert house.client("manager").post(f"/plans/{other.pk}/comment/", sent).status_code == 302

    for subject in ("manager", "elsewhere"):
        page = house.client(subject).post(f"/plans/{house.plans['open'].pk}/comment/", sent | {"text": "Her også"})
        assert page.status_code == 422
        assert "Her også" in page.content.decode()
    assert Comment.objects.filter(submission_id=sent["submission_id"]).get().plan_id == other.pk


@pytest.mark.parametrize("verb", ["note", "ask-committee"])
def test_a_note_with_a_number_used_elsewhere_writes_nothing(house, verb):
    number, plan = number_of_a_note(house), house.plans["open"]

    answer = house.client("manager").post(f"/plans/{plan.pk}/{verb}/", {"text": "Her også", "submission_id": str(number)})

    assert answer.status_code == 302
    assert FollowUp.objects.get(submission_id=number).text == "Bestilt"
    assert ActionPlan.objects.get(pk=plan.pk).lifted_to_committee_at is None


def test_a_request_for_help_waits_on_when_the_answer_has_a_number_used_elsewhere(house):
    request = HelpRequest.objects.get()

    with pytest.raises(StaleError):
        helping.answer_help(request, text="Vi ringer", submission_id=number_of_a_note(house), by=house.people["operator"], now=NOW)

    assert HelpRequest.objects.get().answered_at is None


def test_a_verdict_with_a_number_used_elsewhere_writes_nothing(house):
    number = house.plans["closed"].evaluations.get().submission_id
    sent = {"verdict": "solved", "next_step": "", "heard": "x", "submission_id": str(number), "source": "", "noted": "1"}

    page = house.client("manager").post(f"/plans/{house.plans['awaiting'].pk}/evaluate/", sent)

    assert page.status_code == 409
    assert ActionPlan.objects.get(pk=house.plans["awaiting"].pk).status == "awaiting"
