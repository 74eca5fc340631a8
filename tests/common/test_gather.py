"""Rows of several tables in one query are the rows that the tables would give one by one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import F

from actionplans.models import ActionPlan, Measure, SuccessCriterion
from orgstructure.models import Unit, User
from safetynet.common.gather import Gather
from tests.factories import TODAY, MeasureFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db

PARTS = Gather(
    lambda plan, day, ids, path: (
        ActionPlan.objects.filter(pk=plan).defer("search"),
        Measure.objects.filter(plan=plan, due_on__lte=day).order_by("-due_on").annotate(plan_title=F("plan__title")),
        SuccessCriterion.objects.filter(plan=plan),
        User.objects.filter(pk__among=ids).only("first_name", "username"),
        Unit.objects.filter(path__startswith=path).named(),
    ),
    plan=int,
    day=date,
    ids=list,
    path=str,
)


def asked(**other: Any):
    return PARTS(**{"plan": 0, "day": TODAY, "ids": [], "path": "/none/"} | other)


def values_of(row):
    return {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.attname not in row.get_deferred_fields()
    }


def test_the_rows_hold_what_the_tables_hold():
    plan = PlanFactory(title="Løft 100 % “så”\n<b>")
    late, early = MeasureFactory(plan=plan, due_on=TODAY), MeasureFactory(plan=plan, due_on=TODAY - timedelta(days=1))
    MeasureFactory(plan=plan, due_on=TODAY + timedelta(days=1))
    MeasureFactory(due_on=TODAY)

    found = asked(plan=plan.pk)

    assert values_of(found[ActionPlan][0]) == values_of(ActionPlan.objects.defer("search").get(pk=plan.pk))
    assert [values_of(row) for row in found[Measure]] == [values_of(Measure.objects.get(pk=one.pk)) for one in (late, early)]
    assert [row.plan_title for row in found[Measure]] == [plan.title, plan.title]
    assert found[SuccessCriterion] == []


def test_a_list_is_one_value_however_long():
    plans = [PlanFactory() for _ in range(3)]
    assert asked()[User] == []
    assert {user.first_name for user in asked(ids=[plan.owner_id for plan in plans])[User]} == {plan.owner.first_name for plan in plans}


def test_signs_of_a_pattern_stand_for_themselves():
    inside, outside = UnitFactory(), UnitFactory()
    Unit.objects.filter(pk=inside.pk).update(path="/a_b%/1/")
    Unit.objects.filter(pk=outside.pk).update(path="/axb!/1/")
    assert asked(path="/a_b%/")[Unit] == [inside]


def test_everything_is_one_query_and_what_was_not_asked_for_is_not_read(django_assert_num_queries):
    plan = PlanFactory()
    with django_assert_num_queries(1):
        found = asked(plan=plan.pk, ids=[plan.owner_id])
    assert found[User][0].get_deferred_fields() >= {"password", "cpr_hash", "last_name"}
