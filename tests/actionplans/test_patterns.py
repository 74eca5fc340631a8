"""Before a verdict is saved its author may read a gentle sentence; nobody else does, and nothing is stopped."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from actionplans.models import EffectEvaluation
from actionplans.patterns import note_on_words, notes_for
from actionplans.usecases.links import new_link
from tests.factories import NOW, TODAY, EvaluationFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db

SAID = "Alle bruger liften nu"
LATE = {"starts_on": TODAY - timedelta(days=60), "implement_by": TODAY - timedelta(days=30), "evaluate_on": TODAY}


def evaluated(author, number, *, ago=timedelta(), **fields):
    for n in range(number):
        EvaluationFactory(by=author, at=NOW - ago - timedelta(minutes=2 * n), **{"wanted_effects": f"Noget nyt {n}"} | fields)


def test_a_verdict_within_a_minute_for_the_tenth_plan_today_is_noted():
    author = UserFactory()
    evaluated(author, 9, ago=timedelta(seconds=50))

    assert len(notes_for(author, today=TODAY, now=NOW)) == 1
    assert notes_for(author, today=TODAY, now=NOW + timedelta(minutes=1)) == []
    assert notes_for(UserFactory(), today=TODAY, now=NOW) == []


def test_nine_on_another_day_are_nobodys_business():
    author = UserFactory()
    evaluated(author, 9, ago=timedelta(seconds=50), on=TODAY - timedelta(days=1))

    assert notes_for(author, today=TODAY, now=NOW) == []


def test_always_solved_without_a_word_is_noted_until_there_is_one():
    author = UserFactory()
    evaluated(author, 10, ago=timedelta(days=3), on=TODAY - timedelta(days=3), wanted_effects=" ")
    assert len(notes_for(author, today=TODAY, now=NOW)) == 1

    evaluated(author, 1, ago=timedelta(days=2), on=TODAY - timedelta(days=2), verdict="partly", wanted_effects="")
    assert notes_for(author, today=TODAY, now=NOW) == []


def test_the_same_words_on_several_plans_are_noted_but_short_ones_and_undone_ones_are_not():
    author, plan = UserFactory(), PlanFactory()
    evaluated(author, 2, wanted_effects=SAID)
    evaluated(author, 5, wanted_effects="Løst.")

    assert note_on_words(author, plan, SAID)
    assert note_on_words(author, plan, "Løst.") == ""
    assert note_on_words(UserFactory(), plan, SAID) == ""
    EffectEvaluation.objects.filter(wanted_effects=SAID).update(undone_at=NOW, undone_by=author)
    assert note_on_words(author, plan, SAID) == ""


def test_the_note_comes_first_and_the_second_press_saves(ward, manager, writer):
    evaluated(manager, 2, wanted_effects=SAID)
    plan = PlanFactory(unit=ward, owner=manager, status="awaiting", **LATE)
    url = reverse("plan-evaluate", args=[plan.pk])
    answer = {"verdict": "solved", "wanted_effects": SAID, "submission_id": str(uuid.uuid4())}
    first = writer.post(url, answer)
    shown = first.content.decode()

    assert first.status_code == 200
    assert "2 andre planer" in shown
    assert SAID in shown
    assert 'name="noted"' in shown
    assert not plan.evaluations.exists()

    assert writer.post(url, answer | {"noted": "1"}).status_code == 302
    assert plan.evaluations.get().wanted_effects == SAID


def test_a_mails_link_is_never_slowed_by_a_note(ward, manager, client):
    plan = PlanFactory(unit=ward, owner=manager, status="awaiting", **LATE)
    evaluated(manager, 10, wanted_effects=SAID)
    url = reverse("mail-link", args=[new_link(plan, manager, "evaluate", now=NOW)])

    assert "Én vurdering afslutter den." in client.get(url).content.decode()
    client.post(url, {"verdict": "solved", "wanted_effects": SAID, "submission_id": str(uuid.uuid4())})
    assert plan.evaluations.get().source == "own_impression"
