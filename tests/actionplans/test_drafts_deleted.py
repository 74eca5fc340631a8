"""A draft is deleted with whatever hangs on it, by the rights that the web server has."""

import uuid

import pytest

from actionplans.models import ActionPlan, BulkChange, ConfidentialNote, HandOver
from tests.factories import NOW, DraftFactory, MeasureFactory, UserFactory

pytestmark = pytest.mark.django_db


def refused_in_bulk(plan, by):
    change = BulkChange.objects.create(by=by, at=NOW, kind="owner", words={"owner": by.pk}, submission_id=uuid.uuid4())
    change.rows.create(plan=plan, seen_version=1, outcome="refused", why="Den er en kladde")


def handed_over(plan, by, **thing):
    card = HandOver.objects.create(unit=plan.unit, left=UserFactory(), to=by, why="left", at=NOW)
    card.items.create(plan=plan, **({"part": "owner"} | thing))


def measure_handed_over(plan, by):
    handed_over(plan, by, part="measure", measure=MeasureFactory(plan=plan))


def confided(plan, _by):
    ConfidentialNote.objects.create(plan=plan, text="Det med skulderen")


@pytest.mark.parametrize("act", [refused_in_bulk, handed_over, measure_handed_over, confided])
def test_a_draft_is_deleted_with_what_hangs_on_it(ward, manager, writer, act):
    plan = DraftFactory(unit=ward, owner=manager, created_by=manager)
    act(plan, manager)

    assert writer.post(f"/plans/{plan.pk}/delete/").status_code == 302
    assert not ActionPlan.objects.exists()


@pytest.mark.parametrize("verb", ["stall", "help", "ask-committee", "comment", "notice", "share"])
def test_nothing_that_cannot_be_deleted_comes_to_hang_on_a_draft(ward, manager, writer, verb):
    plan = DraftFactory(unit=ward, owner=manager, created_by=manager)
    sent = {"cause": "means", "submission_id": str(uuid.uuid4()), "text": "x", "notices": "yes", "unit": str(ward.parent_id)}
    writer.post(f"/plans/{plan.pk}/{verb}/", sent)

    assert writer.post(f"/plans/{plan.pk}/delete/").status_code == 302
    assert not ActionPlan.objects.exists()
