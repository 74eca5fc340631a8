"""What somebody does as a deputy is kept with both names; what somebody may do anyway, in the own name (A1-17)."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from actionplans.content import parts_of
from actionplans.history import history_of, last_move_sentence
from actionplans.models import ActionPlan
from actionplans.usecases import life, writing
from orgstructure.access import scope_of
from orgstructure.models import DeputyAct, RoleHolding, Unit, User
from orgstructure.permissions import Perm, Role
from orgstructure.usecases import appointing
from orgstructure.usecases.appointing import Appointment
from orgstructure.usecases.grants import bring_in_step
from tests.factories import (
    NOW,
    TODAY,
    CommitteeFactory,
    CoverageFactory,
    CriterionFactory,
    EngagementFactory,
    LevelFactory,
    MeasureFactory,
    PlanFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def ward() -> Unit:
    hospital = UnitFactory(name="Fjordhospitalet")
    manager = EngagementFactory(unit=hospital, user=UserFactory(first_name="Bo", last_name="Ek")).user
    return UnitFactory(name="Afsnit B3", parent=hospital, manager=manager)


@pytest.fixture
def deputy(ward) -> User:
    """Asta Holm, Bo Ek's deputy as manager of the ward from tomorrow and for two days."""
    asta = EngagementFactory(unit=ward.parent, user=UserFactory(first_name="Asta", last_name="Holm")).user
    bring_in_step(today=TODAY)
    wanted = Appointment(asta, Role.MANAGER, ward, TODAY + DAY, TODAY + 2 * DAY, "Ferie")
    appointing.name_deputy(wanted, by=ward.manager, today=TODAY)
    return asta


def told(plan: ActionPlan) -> list[str]:
    return [entry.text for entry in history_of(ActionPlan.objects.get(pk=plan.pk))]


def note(plan: ActionPlan, by: User, at) -> None:
    life.add_note(plan, text="Set på det", submission_id=uuid.uuid4(), by=by, now=at)


def test_every_kind_of_act_on_a_plan_names_the_deputy_and_the_one_deputised_for(ward, deputy):
    plan, at = PlanFactory(unit=ward), NOW + DAY
    life.add_note(plan, text="Set på det", submission_id=uuid.uuid4(), by=deputy, now=at)
    life.extend(plan, new_on=TODAY + 90 * DAY, code="waiting", reason="Levering", by=deputy, now=at, today=TODAY + DAY)
    life.mark_measure_done(MeasureFactory(plan=plan), by=deputy, now=at, today=TODAY + DAY)
    life.carry_out(plan, by=deputy, now=at, today=TODAY + DAY)

    acts = [text for text in told(plan) if "Asta" in text]
    assert len(acts) >= 4
    assert [text for text in acts if "Asta Holm for Bo Ek" not in text] == []
    assert "Asta Holm for Bo Ek" in last_move_sentence(plan)


def test_before_and_after_the_period_nothing_is_said_of_a_deputy(ward, deputy):
    plan = PlanFactory(unit=ward)
    for days in (0, 3):
        bring_in_step(today=TODAY + days * DAY)
        assert not scope_of(User.objects.get(pk=deputy.pk), Perm.EDIT_PLANS)
        note(plan, deputy, NOW + days * DAY)
    assert DeputyAct.objects.count() == 0


def test_outside_the_unit_nothing_is_said_of_a_deputy(ward, deputy):
    note(PlanFactory(unit=UnitFactory(parent=ward.parent)), deputy, NOW + DAY)
    assert DeputyAct.objects.count() == 0
    note(PlanFactory(unit=UnitFactory(parent=ward)), deputy, NOW + DAY)
    assert DeputyAct.objects.get().deputy_for == ward.manager


def test_a_deputy_who_may_anyway_acts_in_the_own_name(ward, deputy):
    coordinator = {"role": "coordinator", "unit": ward.parent, "source": "appointment", "by": UserFactory(), "reason": "Udpeget"}
    RoleHolding.objects.create(user=deputy, valid_from=TODAY, **coordinator)
    note(PlanFactory(unit=ward), deputy, NOW + DAY)
    assert DeputyAct.objects.count() == 0


def test_what_the_plan_itself_asks_of_a_person_is_done_in_the_own_name(ward, deputy):
    plan = PlanFactory(unit=ward, owner=deputy)
    note(plan, deputy, NOW + DAY)
    life.mark_measure_done(MeasureFactory(plan=PlanFactory(unit=ward), responsible=deputy), by=deputy, now=NOW + DAY, today=TODAY + DAY)
    life.follow(PlanFactory(unit=ward), by=deputy, now=NOW + DAY)
    assert DeputyAct.objects.count() == 0


@pytest.fixture
def standing_in(ward, deputy) -> User:
    """The period has begun."""
    RoleHolding.objects.filter(user=deputy).update(valid_from=TODAY)
    bring_in_step(today=TODAY)
    return deputy


def test_a_changed_text_and_a_note_from_the_page_name_both(ward, standing_in, client_of):
    colleague = EngagementFactory(unit=ward).user
    plan = PlanFactory(unit=ward, owner=colleague, evaluator=colleague)
    MeasureFactory(plan=plan, responsible=colleague)
    CriterionFactory(plan=plan)
    said = writing.Writing(parts_of(plan) | {"causes": "Liften er for lille"}, version=plan.version)
    writing.save(plan=plan, writing=said, by=standing_in, now=NOW, today=TODAY)
    client_of(standing_in).post(reverse("plan-note", args=[plan.pk]), {"text": "Set på det", "submission_id": str(uuid.uuid4())})
    acts = [text for text in told(plan) if "Asta Holm for Bo Ek" in text]
    assert len(acts) == 2
    assert any("ændrede" in text for text in acts)


def test_an_election_called_by_a_deputy_names_both(ward, standing_in, client_of):
    group = CommitteeFactory(name="AMG 7", level=LevelFactory(code="amg"), parent=CommitteeFactory(level=None))
    CoverageFactory(unit=ward, committee=group)
    said = {"role": "amr", "seats": "1", "held_on": "01-12-2026", "valid_from": "02-12-2026", "last_day": "01-12-2028"}
    answer = client_of(standing_in).post(reverse("election-new", args=[group.pk]), said | {"submission_id": str(uuid.uuid4())})
    assert answer.status_code == 302, answer.context["form"].errors
    assert "Asta Holm for Bo Ek" in client_of(ward.manager).get(answer["Location"]).content.decode()


def test_the_one_deputised_for_reads_what_was_done_and_strangers_do_not(ward, standing_in, client_of):
    note(PlanFactory(unit=ward), standing_in, NOW)
    for reader in (ward.manager, standing_in):
        assert "Asta Holm for Bo Ek" in client_of(reader).get(reverse("my-rights")).content.decode()
    stranger = EngagementFactory(unit=ward).user
    assert "Asta Holm" not in client_of(stranger).get(reverse("my-rights")).content.decode()


def test_the_processes_never_change_who_acted_for_whom():
    with connection.cursor() as cursor:
        for right in ("UPDATE", "DELETE"):
            cursor.execute("SELECT has_table_privilege('safetynet_web', 'orgstructure_deputyact', %s)", [right])
            assert cursor.fetchone() == (False,)
