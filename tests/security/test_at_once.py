"""Twenty presses at the same moment: on real transactions, so beside the tests that share one house."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections

from actionplans.models import ActionPlan
from tests.actionplans.writing import form_of, new_url
from tests.factories import TODAY, CriterionFactory, MeasureFactory, PlanFactory
from tests.security.house import build_house


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_publish_evaluate_and_extend_the_same_plans_and_each_happens_once(person_with):
    house = build_house(person_with)
    client = house.client("manager")
    form = form_of(client.get(new_url(house.ward))) | {"title": "Tunge løft", "measures-0-text": "Lift", "intent": "publish"}
    late = {"starts_on": TODAY - timedelta(days=60), "implement_by": TODAY - timedelta(days=30), "evaluate_on": TODAY}
    plan = PlanFactory(status="awaiting", unit=house.ward, owner=house.people["manager"], **late)
    MeasureFactory(plan=plan)
    CriterionFactory(plan=plan)
    sent = [
        (new_url(house.ward), form),
        (f"/plans/{plan.pk}/evaluate/", {"verdict": "solved"}),
        (
            f"/plans/{plan.pk}/extend/",
            {"new_on": "2027-06-01", "code": "other", "reason": "x", "seen_on": plan.expected_closing_on.isoformat()},
        ),
        (f"/plans/{plan.pk}/leave/", {"code": "other", "reason": "x"}),
    ]
    together = Barrier(20)
    clients = [house.client("manager") for _ in range(20)]

    def press(n):
        address, data = sent[n % len(sent)]
        together.wait()
        try:
            return clients[n].post(address, {"submission_id": str(uuid.uuid4())} | data).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(press, range(20)))

    plan.refresh_from_db()
    assert set(answers) <= {200, 302, 409, 422}
    assert (
        ActionPlan.objects.filter(
            submission_id=form["submission_id"][0] if isinstance(form["submission_id"], list) else form["submission_id"]
        ).count()
        == 1
    )
    assert plan.status in ("closed", "not_carried_out")
    assert plan.moves.filter(verb__in=("evaluate", "leave")).count() == 1
    assert plan.deadline_changes.count() <= 1
