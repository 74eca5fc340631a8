"""A reorganisation as one step: previewed without a trace, applied whole, undone whole where nothing was touched."""

from datetime import timedelta

import pytest

from actionplans.models import ActionPlan, PlanPlacement
from orgstructure.models import Coverage, Engagement, Reorganisation, Unit, UnitPeriod, UnitSuccession
from orgstructure.permissions import Perm
from orgstructure.usecases.units import ReorganiseError
from safetynet.operations import reorganisation_steps as steps
from safetynet.operations import reorganise
from tests.factories import NOW, TODAY, CoverageFactory, DraftFactory, EngagementFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db
WHEN = {"today": TODAY, "now": NOW}
LATER = NOW + timedelta(hours=3)


@pytest.fixture
def hospital():
    return UnitFactory(name="Hospital")


@pytest.fixture
def wards(hospital):
    return UnitFactory(name="Afsnit A", parent=hospital), UnitFactory(name="Afsnit B", parent=hospital)


@pytest.fixture
def by(hospital, person_with):
    return person_with(Perm.REORGANISE, on=hospital)


@pytest.fixture
def step(by):
    return Reorganisation.objects.create(by=by, drafted_at=NOW)


def everything():
    found = {}
    for model, columns in steps.COLUMNS.items():
        found[model] = {row["pk"]: row for row in model.objects.values("pk", *columns)}
    return found


def filled(wards, step):
    team = UnitFactory(name="Team", parent=wards[0])
    PlanFactory(unit=wards[0])
    DraftFactory(unit=wards[0])
    EngagementFactory(unit=wards[0])
    CoverageFactory(unit=wards[0])
    step.lines.create(kind="merge", unit=wards[0], into=wards[1])
    step.lines.create(kind="rename", unit=wards[1], name="Afsnit AB")
    return team


def test_a_preview_tells_what_would_happen_and_leaves_no_trace(wards, step, by):
    filled(wards, step)
    before = everything()

    tried = steps.preview(step, by=by, **WHEN)

    assert tried.counts == {"units": 2, "people": 1, "plans": 2}
    assert [name for _pk, _depth, name, _path in tried.before] == ["Hospital", "Afsnit A", "Team", "Afsnit B"]
    assert [name for _pk, _depth, name, _path in tried.after] == ["Hospital", "Afsnit AB", "Team"]
    assert everything() == before


def test_a_preview_says_why_the_step_cannot_be_done(wards, step, by):
    step.lines.create(kind="rename", unit=wards[0], name="Afsnit B")
    assert "Afsnit B" in steps.preview(step, by=by, **WHEN).fault


def test_an_applied_step_is_undone_to_the_last_row(wards, step, by):
    filled(wards, step)
    before = everything()
    steps.apply(step, by=by, **WHEN)
    assert ActionPlan.objects.filter(unit=wards[1]).count() == 2

    assert steps.undo(step, by=by, today=TODAY, now=LATER) == []

    assert everything() == before


def test_what_was_touched_since_stays_and_is_told(wards, step, by):
    filled(wards, step)
    plan = ActionPlan.objects.exclude(published_at=None).get()
    steps.apply(step, by=by, **WHEN)
    elsewhere = UnitFactory()
    ActionPlan.objects.filter(pk=plan.pk).update(unit=elsewhere)

    stays = steps.undo(step, by=by, today=TODAY, now=LATER)

    assert [(one["model"], one["pk"]) for one in stays] == [("actionplans.ActionPlan", plan.pk)]
    assert ActionPlan.objects.get(pk=plan.pk).unit == elsewhere


def test_undo_is_refused_after_a_day_twice_and_where_a_unit_was_changed_since(wards, step, by):
    step.lines.create(kind="rename", unit=wards[0], name="Afsnit X")
    steps.apply(step, by=by, **WHEN)
    with pytest.raises(ReorganiseError):
        steps.undo(step, by=by, today=TODAY, now=NOW + timedelta(hours=24))
    reorganise.rename(unit=wards[0], name="Afsnit Y", by=by, today=TODAY)
    with pytest.raises(ReorganiseError):
        steps.undo(step, by=by, today=TODAY, now=LATER)
    assert Unit.objects.get(pk=wards[0].pk).name == "Afsnit Y"


def test_a_step_is_applied_once(wards, step, by):
    step.lines.create(kind="rename", unit=wards[0], name="Afsnit X")
    steps.apply(step, by=by, **WHEN)
    with pytest.raises(ReorganiseError):
        steps.apply(step, by=by, **WHEN)


def test_a_division_takes_the_chosen_people_teams_and_plans_and_leaves_the_rest(wards, step, by):
    team = UnitFactory(name="Team", parent=wards[0])
    goes, stays = PlanFactory(unit=wards[0]), PlanFactory(unit=wards[0])
    mover, _stayer = EngagementFactory(unit=wards[0]).user, EngagementFactory(unit=wards[0]).user
    CoverageFactory(unit=wards[0])
    step.lines.create(kind="split", unit=wards[0], name="Afsnit A2", takes={"units": [team.pk], "people": [mover.pk], "plans": [goes.pk]})

    steps.apply(step, by=by, **WHEN)

    made = Unit.objects.get(name="Afsnit A2")
    assert Unit.objects.get(pk=team.pk).parent == made
    assert ActionPlan.objects.get(pk=goes.pk).unit == made
    assert ActionPlan.objects.get(pk=stays.pk).unit == wards[0]
    assert Engagement.objects.current(TODAY).get(user=mover).unit == made
    assert Coverage.objects.filter(unit=made, valid_to=None).count() == 1
    assert UnitSuccession.objects.get().successor == made

    assert steps.undo(step, by=by, today=TODAY, now=LATER) == []
    assert ActionPlan.objects.get(pk=goes.pk).unit == wards[0]
    assert PlanPlacement.objects.get(plan=goes).unit == wards[0]
    assert Unit.objects.get(pk=made.pk).valid_to == TODAY + timedelta(days=1)
    assert UnitPeriod.objects.get(unit=team, valid_to=None).parent == wards[0]
