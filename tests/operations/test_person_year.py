"""What the year keeps about a person: told to that person alone, and gone with the name when the person is erased."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command

from annualcycle.models import Attendance, CompetenceLevel, CompetenceStep, Decision, Participant, WheelActivity
from safetynet.operations.person_data import data_of
from tests.factories import (
    NOW,
    TODAY,
    AgendaItemFactory,
    CompetenceNetFactory,
    CompetenceStepFactory,
    CompetenceTaskFactory,
    CompletedDiscussionFactory,
    EngagementFactory,
    GoalFactory,
    UserFactory,
    WheelActivityFactory,
)
from tests.operations.test_person_data import everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaver():
    person = UserFactory(first_name="Kanarine", last_name="Fuglsang", email="kanarine@region.invalid")
    EngagementFactory(user=person, valid_from=TODAY - timedelta(days=4000), valid_to=TODAY - timedelta(days=3000))
    return person


def year_of(person):
    """One of everything that the year keeps of a person."""
    item, discussion = AgendaItemFactory(), CompletedDiscussionFactory()
    Attendance.objects.create(meeting=item.meeting, person=person, role="AMR")
    Participant.objects.create(discussion=discussion, person=person, role="leder", signed_at=NOW)
    Decision.objects.create(item=item, text="Kanarine Fuglsang spørger Tredjemand", responsible=person, due_on=TODAY, at=NOW, by=person)
    GoalFactory(title="Målet fra mig", made_by=person)
    WheelActivityFactory(title="Rundens ejer", owner=person, owner_words="")
    task = CompetenceTaskFactory(net=CompetenceNetFactory(challenges=["Kanarine Fuglsang siger det"]), text="Opgaven")
    CompetenceLevel.objects.create(task=task, person=person, present=2)
    CompetenceStepFactory(person=person, what="Åbent kursus")
    CompetenceStepFactory(person=person, what="Lært kursus", done_on=TODAY)


def test_the_person_gets_the_own_year_and_nobody_elses(leaver):
    year_of(leaver)
    other = UserFactory()
    year_of(other)

    own = json.dumps(data_of(leaver, reader=leaver, now=NOW).sections, default=str, ensure_ascii=False)
    asked = json.dumps(data_of(leaver, reader=other, now=NOW).sections, default=str, ensure_ascii=False)

    for words in ("AMR", "leder", "Målet fra mig", "Rundens ejer", "Opgaven", "Åbent kursus", "Lært kursus"):
        assert own.count(words) == 1, words
    assert "Tredjemand" not in own
    assert [word for word in ("Målet fra mig", "Opgaven", "Lært kursus") if word in asked] == []


def test_erased_levels_and_what_was_still_to_be_learned_go_and_what_has_been_stays_nameless(leaver):
    year_of(leaver)

    call_command("erase_person", str(leaver.pk))

    assert everything() == []
    assert not CompetenceLevel.objects.exists()
    assert list(CompetenceStep.objects.values_list("what", flat=True)) == ["Lært kursus"]
    assert WheelActivity.objects.values_list("owner", "owner_words")[0] == (None, "[…]")
    assert (Attendance.objects.count(), Participant.objects.exclude(signed_at=None).count(), Decision.objects.count()) == (1, 1, 1)
