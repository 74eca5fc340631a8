"""When a person last did something with a plan: stalled plans and reminders read it."""

import uuid
from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection

from actionplans.content import parts_of
from actionplans.models import ActionPlan, EndedCode
from actionplans.usecases import life, writing
from tests.factories import NOW, TODAY, ClosedPlanFactory, DraftFactory, EvaluationFactory, MeasureFactory, PlanFactory

DAY = timedelta(days=1)


def _moved(plan):
    life.carry_out(plan, by=plan.owner, now=NOW, today=TODAY)


def _noted(plan):
    life.add_note(plan, text="Liften er bestilt", submission_id=uuid.uuid4(), by=plan.owner, now=NOW)


def _dated(plan):
    life.extend(plan, new_on=TODAY + 90 * DAY, code="waiting", reason="", by=plan.owner, now=NOW, today=TODAY)


def _put_off(plan):
    life.postpone(plan, implement_by=TODAY + 40 * DAY, by=plan.owner, now=NOW, today=TODAY)


def _measured(plan):
    life.mark_measure_done(MeasureFactory(plan=plan), by=plan.owner, now=NOW, today=TODAY)


def _measured_not(plan):
    life.mark_measure_undone(MeasureFactory(plan=plan, done_on=TODAY, done_by=plan.owner), by=plan.owner, now=NOW)


def _left(plan):
    life.leave(plan, code=EndedCode.MERGED, reason="Taget op i en anden", by=plan.owner, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("act", [_moved, _noted, _dated, _put_off, _measured, _measured_not, _left])
def test_whatever_a_person_does_with_a_plan_touches_it(act):
    plan = PlanFactory()

    act(plan)

    assert ActionPlan.objects.get(pk=plan.pk).touched_at == NOW


@pytest.mark.django_db
def test_writing_on_a_plan_touches_it_and_saving_nothing_new_does_not():
    written, opened = DraftFactory(), DraftFactory()

    for plan, parts in ((written, {"causes": "Der er kun én lift"}), (opened, {})):
        said = writing.Writing(parts_of(plan) | parts, version=plan.version)
        writing.save(plan=plan, writing=said, by=plan.owner, now=NOW, today=TODAY)

    assert (written.touched_at, opened.touched_at) == (NOW, opened.created_at)


@pytest.mark.django_db
def test_following_a_plan_is_not_doing_something_with_it():
    plan = PlanFactory()

    life.follow(plan, by=plan.owner, now=NOW)

    assert ActionPlan.objects.get(pk=plan.pk).touched_at == plan.published_at


@pytest.mark.django_db
def test_the_same_note_sent_twice_touches_once():
    plan, number = PlanFactory(), uuid.uuid4()
    life.add_note(plan, text="Bestilt", submission_id=number, by=plan.owner, now=NOW)

    life.add_note(plan, text="Bestilt", submission_id=number, by=plan.owner, now=NOW + DAY)

    assert ActionPlan.objects.get(pk=plan.pk).touched_at == NOW


@pytest.mark.django_db
def test_plans_from_before_the_column_get_it_from_their_traces():
    quiet, noted, closed = PlanFactory(), PlanFactory(), ClosedPlanFactory()
    done = MeasureFactory(done_on=TODAY, done_by=quiet.owner).plan
    _noted(noted)
    EvaluationFactory(plan=quiet, verdict="too_early", at=NOW - 9 * DAY)
    step = import_module("actionplans.migrations.0006_plan_touched_at_of_old_plans")

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE actionplans_actionplan ALTER touched_at DROP NOT NULL")
        cursor.execute("UPDATE actionplans_actionplan SET touched_at = NULL")
        cursor.execute(step.FROM_TRACES)

    found = dict(ActionPlan.objects.values_list("pk", "touched_at"))
    assert found == {quiet.pk: NOW - 9 * DAY, noted.pk: NOW, closed.pk: NOW, done.pk: NOW - timedelta(hours=10)}
