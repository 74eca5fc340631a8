"""Two people change the same units at the same moment: one is done, the other is told, and nothing is half."""

import threading

import pytest
from django.contrib.auth.models import Permission
from django.db import connection

from actionplans.models import ActionPlan
from orgstructure.models import Engagement, Reorganisation, Unit, UnitUserPermission
from orgstructure.permissions import Perm
from orgstructure.usecases.units import ReorganiseError
from safetynet.operations import reorganisation_steps as steps
from tests.factories import NOW, TODAY, EngagementFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hospital():
    return UnitFactory(name="Hospital")


@pytest.fixture
def wards(hospital):
    return [UnitFactory(name=name, parent=hospital) for name in ("Afsnit A", "Afsnit B", "Afsnit C")]


def consultant(hospital):
    person = EngagementFactory(unit=hospital).user
    permission = Permission.objects.get(codename=Perm.REORGANISE.value, content_type__app_label="orgstructure")
    UnitUserPermission.objects.create(user=person, permission=permission, content_object=hospital, reach="subtree")
    return person


def merge(by, source, into):
    step = Reorganisation.objects.create(by=by, drafted_at=NOW)
    step.lines.create(kind="merge", unit=source, into=into)
    return step


def at_once(*works):
    """Run them in threads of their own that begin together; what each said."""
    start, said = threading.Barrier(len(works)), []

    def run(step, by):
        try:
            start.wait()
            steps.apply(step, by=by, today=TODAY, now=NOW)
            said.append("done")
        except ReorganiseError as error:
            said.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said, key=lambda one: one != "done")


def test_a_step_that_two_apply_at_once_is_applied_once(hospital, wards):
    one, other = consultant(hospital), consultant(hospital)
    PlanFactory(unit=wards[0])
    step = merge(one, wards[0], wards[1])

    said = at_once((step, one), (step, other))

    assert said[0] == "done"
    assert said[1:] != ["done"]
    assert ActionPlan.objects.get().unit == wards[1]


def test_of_two_who_merge_the_same_unit_into_different_ones_the_second_is_told_that_it_is_closed(hospital, wards):
    one, other = consultant(hospital), consultant(hospital)
    nurse = EngagementFactory(unit=wards[0]).user
    PlanFactory(unit=wards[0])

    said = at_once((merge(one, wards[0], wards[1]), one), (merge(other, wards[0], wards[2]), other))

    assert said[0] == "done"
    assert "Afsnit A" in said[1]
    there = ActionPlan.objects.get().unit
    assert there in (wards[1], wards[2])
    assert Engagement.objects.get(user=nurse, valid_to=None).unit == there
    assert Unit.objects.get(pk=wards[0].pk).successions.get().successor == there


def test_two_units_are_not_merged_into_each_other(hospital, wards):
    one, other = consultant(hospital), consultant(hospital)

    said = at_once((merge(one, wards[0], wards[1]), one), (merge(other, wards[1], wards[0]), other))

    assert said[0] == "done"
    assert said[1] != "done"
    assert Unit.objects.existing(TODAY).filter(parent=hospital).count() == 2
