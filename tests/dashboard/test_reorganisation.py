"""The pages of a reorganisation: who sees what, and the way from draft to undo without JavaScript."""

import uuid

import pytest
from django.test import Client

from actionplans.models import ActionPlan
from orgstructure.models import Reorganisation, RoleHolding, Unit
from orgstructure.models.roles import HoldingSource
from orgstructure.permissions import Perm, Reach, Role
from orgstructure.usecases.grants import bring_in_step
from safetynet.operations import reorganise
from tests.factories import (
    LONG_AGO,
    NOW,
    TODAY,
    CoverageFactory,
    DraftFactory,
    EngagementFactory,
    PlanFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hospital():
    return UnitFactory(name="Hospital")


@pytest.fixture
def wards(hospital):
    return UnitFactory(name="Afsnit A", parent=hospital), UnitFactory(name="Afsnit B", parent=hospital)


@pytest.fixture
def consultant(hospital, person_with):
    person = person_with(Perm.REORGANISE, on=hospital)
    RoleHolding.objects.create(
        user=person,
        role=Role.CONSULTANT,
        unit=hospital,
        source=HoldingSource.APPOINTMENT,
        by=UserFactory(),
        reason="Konsulent",
        valid_from=TODAY,
    )
    return person


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="orgstructure.signin.EngagementBackend")
    return client


def drafted(client, unit, **answers):
    answer = client.post(f"/reorganisations/new/{unit.pk}/", {"submission_id": uuid.uuid4(), **answers})
    assert answer.status_code == 302
    return Reorganisation.objects.latest("pk")


def test_two_wards_are_merged_seen_before_and_after_and_taken_back(wards, consultant):
    old, new = wards
    plan = PlanFactory(unit=old)
    client = client_of(consultant)
    step = drafted(client, old, kind="merge", into=new.pk)

    before = client.get(step.get_absolute_url()).content.decode()
    assert "Afsnit A" in before
    assert ActionPlan.objects.get(pk=plan.pk).unit == old

    client.post(f"/reorganisations/{step.pk}/apply/")
    assert ActionPlan.objects.get(pk=plan.pk).unit == new

    client.post(f"/reorganisations/{step.pk}/undo/")
    assert ActionPlan.objects.get(pk=plan.pk).unit == old
    assert client.get("/reorganisations/").status_code == 200


@pytest.mark.parametrize("answers", [{}, {"kind": "merge"}, {"kind": "rename"}, {"kind": "nonsense"}, {"kind": "move", "into": "x"}])
def test_a_change_that_lacks_something_is_refused_beside_the_field(wards, consultant, answers):
    answer = client_of(consultant).post(f"/reorganisations/new/{wards[0].pk}/", {"submission_id": uuid.uuid4(), **answers})
    assert answer.status_code == 200
    assert not Reorganisation.objects.exists()


def test_the_same_form_sent_twice_drafts_one_step_with_one_change(wards, consultant):
    number = uuid.uuid4()
    client = client_of(consultant)
    for _time in range(2):
        client.post(f"/reorganisations/new/{wards[0].pk}/", {"submission_id": number, "kind": "rename", "name": "Afsnit X"})
    assert Reorganisation.objects.get().lines.count() == 1


def test_a_fault_is_told_on_the_preview_and_cannot_be_carried_out(wards, consultant):
    client = client_of(consultant)
    step = drafted(client, wards[0], kind="rename", name="Afsnit B")
    assert "Afsnit B" in client.get(step.get_absolute_url()).content.decode()
    client.post(f"/reorganisations/{step.pk}/apply/")
    assert Unit.objects.get(pk=wards[0].pk).name == "Afsnit A"


def test_nobody_else_sees_or_carries_out_a_step(wards, consultant, person_with):
    step = drafted(client_of(consultant), wards[0], kind="rename", name="Afsnit X")
    elsewhere = client_of(person_with(Perm.REORGANISE, on=UnitFactory()))
    employee = client_of(EngagementFactory(unit=wards[0]).user)
    for client, status in ((elsewhere, 404), (employee, 403)):
        assert client.get(step.get_absolute_url()).status_code == status
        for verb in ("apply", "undo", "discard"):
            assert client.post(f"/reorganisations/{step.pk}/{verb}/").status_code == status
    assert elsewhere.get(f"/reorganisations/new/{wards[0].pk}/").status_code == 404


def test_a_step_that_reaches_above_ones_rights_is_not_carried_out(wards, person_with):
    client = client_of(person_with(Perm.REORGANISE, on=wards[0], reach=Reach.UNIT))
    step = drafted(client, wards[0], kind="rename", name="Afsnit X")
    assert client.post(f"/reorganisations/{step.pk}/apply/").status_code == 403
    assert Unit.objects.get(pk=wards[0].pk).name == "Afsnit A"


def test_the_named_person_finds_a_place_for_plans_of_a_closed_unit_without_reading_drafts_of_others(hospital, wards, consultant):
    head = EngagementFactory(unit=hospital).user
    Unit.objects.filter(pk=hospital.pk).update(manager=head)
    plan = PlanFactory(unit=wards[0], title="Lift mangler")
    draft = DraftFactory(unit=wards[0], title="Hemmelig kladde")
    reorganise.close(unit=wards[0], by=consultant, today=TODAY, now=NOW)
    client = client_of(head)

    page = client.get("/reorganisations/waiting/").content.decode()
    assert "Lift mangler" in page
    assert "Hemmelig kladde" not in page
    stranger = client_of(EngagementFactory(unit=wards[1]).user)
    assert "Lift mangler" not in stranger.get("/reorganisations/waiting/").content.decode()
    assert stranger.post(f"/reorganisations/waiting/{wards[0].pk}/", {"into": wards[1].pk}).status_code == 404

    client.post(f"/reorganisations/waiting/{wards[0].pk}/", {f"into-{wards[0].pk}-into": wards[1].pk})
    assert set(ActionPlan.objects.filter(unit=wards[1])) == {plan, draft}


def test_a_held_unit_is_given_back_to_the_feed(wards, consultant):
    reorganise.rename(unit=wards[0], name="Afsnit X", by=consultant, today=TODAY)
    client = client_of(consultant)
    assert "Afsnit X" in client.get("/reorganisations/").content.decode()
    client.post(f"/reorganisations/held/{wards[0].pk}/")
    assert Unit.objects.get(pk=wards[0].pk).held_since is None


def test_a_change_that_is_sent_twice_is_one_change_of_the_draft(wards, consultant):
    client = client_of(consultant)
    step = drafted(client, wards[0], kind="rename", name="Akutafsnit")
    again = {"submission_id": uuid.uuid4(), "kind": "rename", "name": "Sengeafsnit"}
    for _time in range(2):
        assert client.post(f"/reorganisations/new/{wards[1].pk}/?step={step.pk}", again).status_code == 302

    assert list(step.lines.values_list("name", flat=True)) == ["Akutafsnit", "Sengeafsnit"]


def test_before_and_after_names_what_follows_by_kind_and_hides_what_is_not_for_the_reader(wards, consultant):
    old, new = wards
    PlanFactory(unit=old, title="Lift mangler")
    DraftFactory(unit=old, title="Hemmelig kladde")
    nurse = EngagementFactory(unit=old, user__first_name="Nanna").user
    group = CoverageFactory(unit=old, committee__name="AMG 7").committee
    SeatFactory(committee=group, user=EngagementFactory(user__first_name="Agnes").user)
    RoleHolding.objects.create(
        user=nurse, role=Role.COORDINATOR, unit=old, source=HoldingSource.APPOINTMENT, by=consultant, reason="Udpeget", valid_from=LONG_AGO
    )
    client = client_of(consultant)
    step = drafted(client, old, kind="merge", into=new.pk)

    page = client.get(step.get_absolute_url()).content.decode()

    for told in ("Lift mangler", "AMG 7", "Agnes", "Nanna", "og 1 mere"):
        assert told in page
    assert "Hemmelig kladde" not in page


def test_closing_without_successor_says_beforehand_what_will_wait(wards, consultant):
    PlanFactory(unit=wards[0], title="Lift mangler")
    EngagementFactory(unit=wards[0], user__first_name="Nanna")
    client = client_of(consultant)
    step = drafted(client, wards[0], kind="close")

    page = client.get(step.get_absolute_url()).content.decode()

    assert "Det har ingen ny plads" in page
    assert "Lift mangler" in page
    assert "Nanna" in page


def test_an_undo_names_what_was_changed_since_and_stays(wards, consultant):
    plan = PlanFactory(unit=wards[0], title="Lift mangler")
    client = client_of(consultant)
    step = drafted(client, wards[0], kind="merge", into=wards[1].pk)
    client.post(f"/reorganisations/{step.pk}/apply/")
    ActionPlan.objects.filter(pk=plan.pk).update(unit=wards[0].parent)

    page = client.post(f"/reorganisations/{step.pk}/undo/", follow=True).content.decode()

    assert "Ændret siden" in page
    assert "Lift mangler" in page


def test_the_start_page_of_the_named_person_asks_and_nobody_elses_does(hospital, wards, consultant):
    head = EngagementFactory(unit=hospital).user
    Unit.objects.filter(pk=hospital.pk).update(manager=head)
    PlanFactory(unit=wards[0])
    reorganise.close(unit=wards[0], by=consultant, today=TODAY, now=NOW)
    bring_in_step(today=TODAY)

    assert "/reorganisations/waiting/" in client_of(head).get("/").content.decode()
    assert "/reorganisations/waiting/" not in client_of(consultant).get("/").content.decode()
