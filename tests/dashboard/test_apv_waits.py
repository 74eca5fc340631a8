"""What of lifted matters and findings waits: on the start page, on the unit's page, and on the plan's."""

from datetime import timedelta

import pytest

from actionplans.models import LiftedMatter
from orgstructure.permissions import Perm, Reach
from tests.factories import NOW, TODAY, AssessmentFactory, FindingFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return UnitFactory(name="Afsnit M2", parent=UnitFactory(name="Hospitalet"))


@pytest.fixture
def manager(person_with, ward):
    return person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward, reach=Reach.UNIT)


@pytest.fixture
def head(person_with, ward):
    person = person_with(Perm.EDIT_PLANS, on=ward.parent, reach=Reach.SUBTREE)
    return person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward.parent, reach=Reach.UNIT, first_name="Hanne") and person


def matter(ward, by, **words):
    whole = {"from_unit": ward, "to_unit": ward.parent, "title": "Flere hænder", "question": "?", "answer_by": TODAY - timedelta(days=2)}
    return LiftedMatter.objects.create(**(whole | {"asked_at": NOW - timedelta(days=23), "asked_by": by} | words))


def test_who_is_asked_sees_it_on_the_start_page_and_who_asks_does_not(client_of, ward, manager, head):
    matter(ward, manager)
    asked = client_of(head).get("/").content.decode()
    assert "1 løftet sag venter på dit svar" in asked
    assert "1 er forsinket" in asked
    assert "venter på dit svar" not in client_of(manager).get("/").content.decode()


def test_both_units_see_how_long_it_has_waited(client_of, ward, manager):
    matter(ward, manager)
    assert "venter på Hospitalet, 23 dage" in client_of(manager).get(f"/units/{ward.pk}/").content.decode()
    assert "Afsnit M2 venter på svar, 23 dage" in client_of(manager).get(f"/units/{ward.parent_id}/").content.decode()


def test_a_plan_shows_what_of_it_was_lifted_and_the_answer(client_of, ward, manager):
    plan = PlanFactory(unit=ward, owner=manager)
    one = matter(ward, manager, plan=plan)
    client = client_of(manager)
    assert "har ventet 23 dage" in client.get(plan.get_absolute_url()).content.decode()
    LiftedMatter.objects.filter(pk=one.pk).update(answer="Ja, i marts", answered_at=NOW, answered_by=manager)
    assert "Ja, i marts" in client.get(plan.get_absolute_url()).content.decode()


def test_a_finding_that_waits_for_a_second_yes_is_shown_to_the_others_who_decide(client_of, ward, manager, person_with):
    amr = person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward, reach=Reach.UNIT)
    FindingFactory(assessment=AssessmentFactory(unit=ward), title="Lønnen", aside_by=manager, aside_at=NOW, outcome_text="Løn")
    assert "Lønnen" in client_of(amr).get("/").content.decode()
    assert "Lønnen" not in client_of(manager).get("/").content.decode()
