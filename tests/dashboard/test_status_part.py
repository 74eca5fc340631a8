"""What the staff say of a plan, beside its verdict: counts once they are enough, and the words for those who run the status."""

from datetime import timedelta

import pytest

from annualcycle.models import StatusOnPlan
from orgstructure.permissions import Perm, Reach
from safetynet.dashboard.status_part import status_part
from tests.factories import NOW, TODAY, EngagementFactory, PlanFactory, StatusTalkFactory

pytestmark = pytest.mark.django_db
WORDS = "Kvabbelsnask"


def say(plan, *answers, **talk):
    talk = StatusTalkFactory(unit=plan.unit, **talk)
    StatusOnPlan.objects.bulk_create(StatusOnPlan(talk=talk, plan=plan, worked=one, agreed=WORDS) for one in answers)
    return talk


def test_counts_are_for_everybody_once_three_have_answered_and_the_words_for_those_who_run_it(client_of, person_with):
    plan = PlanFactory()
    employee, manager = EngagementFactory().user, person_with(Perm.RUN_YEAR, on=plan.unit, reach=Reach.UNIT)
    talk = say(plan, "yes", "no")
    say(plan, "yes", on=TODAY - timedelta(days=400))
    assert status_part(plan, employee, TODAY) is None
    assert status_part(plan, manager, TODAY).url == talk.get_absolute_url()

    say(plan, "yes", "", on=TODAY - timedelta(days=40))

    page = client_of(employee).get(plan.get_absolute_url()).content.decode()
    assert "Ja: 2 · Nej: 1" in page
    assert WORDS not in page
    assert "/year/status/" not in page
    assert talk.get_absolute_url() in client_of(manager).get(plan.get_absolute_url()).content.decode()


def test_while_a_verdict_waits_who_runs_the_status_is_offered_to_ask(client_of, person_with):
    plan = PlanFactory()
    plan.move("carry_out", by=plan.owner, at=NOW)
    manager = person_with(Perm.RUN_YEAR, on=plan.unit, reach=Reach.UNIT)
    asks = f"/year/units/{plan.unit_id}/status/"

    assert asks in client_of(manager).get(plan.get_absolute_url()).content.decode()
    assert asks in client_of(manager).get(plan.unit.get_absolute_url()).content.decode()
    assert asks not in client_of(EngagementFactory().user).get(plan.get_absolute_url()).content.decode()
    assert status_part(PlanFactory(is_confidential=True), manager, TODAY) is None
