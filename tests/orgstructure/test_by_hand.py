"""The way to act: who may, who may not, what follows at once."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from orgstructure.access import scope_of
from orgstructure.gap_facts import everything
from orgstructure.gaps import GapKind, count_gaps
from orgstructure.models import Committee, Coverage, HandAct, Seat, SizeApproval, Unit, User
from orgstructure.permissions import Perm, Reach
from orgstructure.usecases.grants import bring_in_step
from tests.factories import TODAY, CommitteeFactory, CoverageFactory, EngagementFactory, LevelFactory, SeatFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    unit = UnitFactory(name="Afsnit B3", parent=UnitFactory(name="Hospitalet"))
    EngagementFactory.create_batch(10, unit=unit)
    return unit


@pytest.fixture
def group(ward):
    committee = CommitteeFactory(name="AMG 7", level=LevelFactory(code="amg"), parent=CommitteeFactory(level=None))
    CoverageFactory(unit=ward, committee=committee)
    return committee


def manager_of(unit: Unit) -> User:
    """Somebody who manages the unit: what follows from that survives bringing the rights in step."""
    unit.manager = EngagementFactory(unit=unit).user
    unit.save(update_fields=["manager"])
    bring_in_step(today=TODAY)
    return unit.manager


@pytest.fixture
def manager(ward):
    return manager_of(ward)


def said(**words) -> dict[str, str]:
    return {"reason": "Aftalt på personalemødet", "submission_id": str(uuid.uuid4())} | words


def seat_words(user: User, **words) -> dict[str, str]:
    return said(user=str(user.pk), role="leader", union="", starts=TODAY.strftime("%d-%m-%Y"), last_day="") | words


def test_designating_a_leader_closes_the_gap_and_gives_the_rights_at_once(client_of, ward, group, manager):
    leader = EngagementFactory(unit=ward).user
    assert count_gaps(everything(), TODAY)[GapKind.NO_LEADER] == 1

    response = client_of(manager).post(reverse("seat-new", args=[group.pk]), seat_words(leader))

    assert response.status_code == 302
    assert count_gaps(everything(), TODAY)[GapKind.NO_LEADER] == 0
    assert scope_of(User.objects.get(pk=leader.pk), Perm.EDIT_PLANS).covers(ward.pk, ward.path)
    act = HandAct.objects.get()
    assert (act.by, act.reason, act.seat.origin) == (manager, "Aftalt på personalemødet", "hand")


def test_who_keeps_only_some_of_the_covered_units_may_not_fill_a_seat(client_of, ward, group, manager):
    CoverageFactory(unit=UnitFactory(), committee=group)
    person = EngagementFactory(unit=ward).user
    client = client_of(manager)

    assert client.post(reverse("seat-new", args=[group.pk]), seat_words(person)).status_code == 403
    assert client.get(reverse("seat-edit", args=[SeatFactory(committee=group).pk])).status_code == 403
    assert client.post(reverse("sub-committee-new", args=[group.pk]), said(name="Under")).status_code == 403
    assert Seat.objects.filter(user=person).count() == 0


def test_of_a_committee_that_covers_nothing_only_who_keeps_the_whole_region_decides(client_of, person_with, ward, manager):
    empty = CommitteeFactory()

    assert client_of(manager).get(reverse("seat-new", args=[empty.pk])).status_code == 403
    everywhere = person_with(Perm.KEEP_ORGANISATION, on=ward.parent)
    assert client_of(everywhere).get(reverse("seat-new", args=[empty.pk])).status_code == 200
    here_only = person_with(Perm.KEEP_ORGANISATION, on=ward.parent, reach=Reach.UNIT)
    assert client_of(here_only).get(reverse("seat-new", args=[empty.pk])).status_code == 403


def test_nobody_gives_a_seat_to_themselves_or_prolongs_their_own(client_of, ward, group, manager):
    client = client_of(manager)
    response = client.post(reverse("seat-new", args=[group.pk]), seat_words(manager))
    assert response.status_code == 422
    assert not Seat.objects.filter(user=manager).exists()

    own = SeatFactory(committee=group, user=manager, role="leader", valid_to=TODAY + timedelta(days=10))
    seen = {"seen": str(own.last_day)}
    assert client.post(reverse("seat-edit", args=[own.pk]), said(last_day="", **seen)).status_code == 422
    own.refresh_from_db()
    assert own.valid_to == TODAY + timedelta(days=10)


def test_a_seat_ended_by_hand_yesterday_gives_nothing_today(client_of, ward, group, manager):
    leader = EngagementFactory(unit=ward).user
    client = client_of(manager)
    client.post(reverse("seat-new", args=[group.pk]), seat_words(leader, starts=(TODAY - timedelta(days=9)).strftime("%d-%m-%Y")))
    seat = Seat.objects.get(user=leader)

    client.post(reverse("seat-edit", args=[seat.pk]), said(last_day=(TODAY - timedelta(days=1)).strftime("%d-%m-%Y"), seen=""))

    assert not scope_of(User.objects.get(pk=leader.pk), Perm.EDIT_PLANS)


def test_of_two_who_change_a_seat_at_once_the_second_is_told(client_of, group, manager):
    seat = SeatFactory(committee=group, valid_to=TODAY + timedelta(days=20))

    response = client_of(manager).post(reverse("seat-edit", args=[seat.pk]), said(last_day="", seen=str(TODAY)))

    assert response.status_code == 422
    seat.refresh_from_db()
    assert seat.valid_to == TODAY + timedelta(days=20)


def test_the_same_form_sent_twice_is_one_seat(client_of, ward, group, manager):
    words, client = seat_words(EngagementFactory(unit=ward).user), client_of(manager)

    for _time in range(2):
        assert client.post(reverse("seat-new", args=[group.pk]), words).status_code == 302

    assert (Seat.objects.count(), HandAct.objects.count()) == (1, 1)


def test_a_unit_is_connected_to_a_group_and_taken_off_again(client_of, ward, group):
    beside = UnitFactory(parent=ward.parent)
    EngagementFactory.create_batch(10, unit=beside)
    amr = EngagementFactory(unit=ward).user
    SeatFactory(committee=group, user=amr)
    client = client_of(manager_of(ward.parent))

    client.post(reverse("unit-groups", args=[beside.pk]), said(committee=str(group.pk)))
    assert count_gaps(everything(), TODAY)[GapKind.NO_GROUP] == 0
    assert scope_of(User.objects.get(pk=amr.pk), Perm.EDIT_PLANS).covers(beside.pk, beside.path)

    client.post(reverse("unit-take-off", args=[beside.pk, group.pk]), said())
    assert not Coverage.objects.filter(unit=beside, valid_to=None).exists()
    assert not scope_of(User.objects.get(pk=amr.pk), Perm.EDIT_PLANS).covers(beside.pk, beside.path)


def test_a_manager_may_not_connect_to_a_group_of_others(client_of, person_with, ward, group):
    beside = UnitFactory(parent=ward.parent)
    client = client_of(person_with(Perm.KEEP_ORGANISATION, on=beside))

    assert client.post(reverse("unit-groups", args=[beside.pk]), said(committee=str(group.pk))).status_code == 422
    assert client.get(reverse("unit-groups", args=[ward.pk])).status_code == 403
    assert Coverage.objects.count() == 1


def test_a_sub_committee_covers_the_units_of_its_parent(client_of, ward, group, manager):
    client_of(manager).post(reverse("sub-committee-new", args=[group.parent.pk]), said(name="Underudvalg om vold"))

    made = Committee.objects.get(is_sub_committee=True)
    assert (made.parent, made.path, made.origin) == (group.parent, f"{group.parent.path}{made.pk}/", "hand")
    assert [row.unit for row in made.coverages.all()] == [ward]


def test_an_approval_is_recorded_with_committee_day_and_reference(client_of, group, manager):
    words = said(employees="60", decided_by=str(group.parent.pk), decided_on=TODAY.strftime("%d-%m-%Y"), reference="Referat, punkt 4")

    client_of(manager).post(reverse("group-size-approve", args=[group.pk]), words)

    kept = SizeApproval.objects.get()
    assert (kept.employees, kept.decided_by, kept.by) == (60, group.parent, manager)


@pytest.mark.parametrize("route", ["gap-list", "gap-list-unit", "gap-list-committee"])
def test_every_employee_reads_the_gaps(client_of, ward, group, route):
    args = {"gap-list": [], "gap-list-unit": [ward.pk], "gap-list-committee": [group.pk]}[route]
    client = client_of(EngagementFactory(unit=UnitFactory()).user)

    response = client.get(reverse(route, args=args))

    assert response.status_code == 200
    assert "AMG 7" in response.content.decode()
    assert client.get(reverse("seat-new", args=[group.pk])).status_code == 403


def test_an_unknown_kind_shows_all_and_a_known_one_only_itself(client_of, ward, group):
    client = client_of(EngagementFactory(unit=ward).user)

    assert 'id="kind-no_amr"' in client.get(reverse("gap-list"), {"kind": "<x>"}).content.decode()
    text = client.get(reverse("gap-list"), {"kind": "no_leader"}).content.decode()
    assert 'id="kind-no_leader"' in text
    assert 'id="kind-no_amr"' not in text
