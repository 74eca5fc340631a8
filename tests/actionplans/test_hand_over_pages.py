"""The card as people see it: who may see it, take things over, give them on."""

import pytest

from actionplans.models import FollowUp, HandOver, PlanPerson
from orgstructure.permissions import Perm, Reach
from tests.factories import NOW, TODAY, DraftFactory, EngagementFactory, MeasureFactory, PlanFactory, SeatFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return UnitFactory(name="Afsnit 1", parent=UnitFactory(name="Regionen"))


@pytest.fixture
def manager(ward, person_with):
    return person_with(Perm.EDIT_PLANS, on=ward, first_name="Mette")


@pytest.fixture
def card(ward, manager):
    """Two plans of somebody who has left, now the manager's."""
    card = HandOver.objects.create(unit=ward, left=UserFactory(first_name="Lis", last_name="Lund"), to=manager, why="left", at=NOW)
    for title in ("Tunge løft", "Skarp tone"):
        card.items.create(plan=PlanFactory(unit=ward, owner=manager, title=title), part="owner")
    return card


def give(client, card, item, person):
    sent = {"give": item.pk, f"item-{item.pk}-person": getattr(person, "pk", person)}
    return client.post(f"/plans/hand-overs/{card.pk}/give/", sent, follow=True)


def test_the_card_tells_what_was_promised_to_whom_and_what_comes_next(card, manager, client_of):
    plan = card.items.first().plan
    PlanPerson.objects.create(plan=plan, user=UserFactory(first_name="Ida", last_name="Ibsen"), part="informed")
    FollowUp.objects.create(plan=plan, text="Liften er bestilt", by=manager, at=NOW, submission_id="7f3a1b2c-0000-4000-8000-000000000001")

    page = client_of(manager).get(card.get_absolute_url()).content.decode()

    for told in ("Lis Lund", "Tunge løft", "Skarp tone", "Ida Ibsen", "Liften er bestilt"):
        assert told in page


def test_the_card_tells_the_days_that_were_promised_and_the_seats_that_stand_empty(card, ward, manager, client_of):
    plan = card.items.first().plan
    MeasureFactory(plan=plan, text="Bestil loftlift", due_on=TODAY, responsible=UserFactory(first_name="Ole"))
    SeatFactory(user=card.left, committee__name="AMG 7", role="amr", valid_to=TODAY)
    filled = SeatFactory(user=card.left, committee__name="AMG 8", role="amr", valid_to=TODAY)
    SeatFactory(committee=filled.committee, role="amr")

    page = client_of(manager).get(card.get_absolute_url()).content.decode()

    for told in ("Bestil loftlift", "Ole", "AMG 7"):
        assert told in page
    assert "AMG 8" not in page


def test_the_start_page_asks_the_receiver_until_the_card_is_settled(card, manager, client_of):
    client = client_of(manager)
    assert card.get_absolute_url() in client.get("/").content.decode()

    client.post(f"/plans/hand-overs/{card.pk}/take/")

    assert card.get_absolute_url() not in client.get("/").content.decode()
    assert {item.given_to for item in card.items.all()} == {manager}


def test_one_thing_is_given_to_a_colleague_and_the_rest_stays(card, ward, manager, client_of):
    colleague, item = EngagementFactory(unit=ward).user, card.items.first()

    response = give(client_of(manager), card, item, colleague)

    assert response.status_code == 200
    item.plan.refresh_from_db()
    assert item.plan.owner == colleague
    assert card.items.waiting().count() == 1


def test_a_measure_is_given_on_as_a_measure(card, ward, manager, client_of):
    colleague, measure = EngagementFactory(unit=ward).user, MeasureFactory(plan=card.items.first().plan, responsible=manager)
    item = card.items.create(plan=measure.plan, part="measure", measure=measure)

    give(client_of(manager), card, item, colleague)

    measure.refresh_from_db()
    measure.plan.refresh_from_db()
    assert (measure.responsible, measure.plan.owner) == (colleague, manager)


@pytest.mark.parametrize("person", ["", "x", "9" * 40, "-1", "\x00"])
def test_nobody_or_nonsense_is_refused_at_the_field(card, manager, client_of, person):
    response = give(client_of(manager), card, card.items.first(), person)

    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert card.items.waiting().count() == 2


def test_somebody_who_has_left_cannot_be_given_anything(card, ward, manager, client_of):
    gone = EngagementFactory(unit=ward, valid_to=NOW.date()).user

    assert give(client_of(manager), card, card.items.first(), gone).status_code == 422


def test_an_item_of_another_card_is_not_given_by_this_one(card, ward, manager, client_of):
    plan = PlanFactory(unit=ward, owner=manager)
    other = HandOver.objects.create(unit=UnitFactory(), left=UserFactory(), to=manager, why="left", at=NOW).items.create(
        plan=plan, part="owner"
    )

    give(client_of(manager), card, other, EngagementFactory(unit=ward).user)

    plan.refresh_from_db()
    assert plan.owner == manager


def test_what_was_changed_on_the_plan_itself_waits_no_more(card, ward, manager):
    item = card.items.first()
    item.plan.change(version=item.plan.version, owner=EngagementFactory(unit=ward).user)

    assert item not in card.items.waiting()


def test_a_stranger_finds_no_card_and_who_only_may_see_it_may_not_take_it(card, ward, person_with, client_of):
    stranger, configurer = EngagementFactory().user, person_with(Perm.CONFIGURE, on=ward.parent)

    assert client_of(stranger).get(card.get_absolute_url()).status_code == 404
    assert client_of(configurer).get(card.get_absolute_url()).status_code == 200
    assert client_of(configurer).post(f"/plans/hand-overs/{card.pk}/take/").status_code == 403
    assert client_of(configurer).post(f"/plans/hand-overs/{card.pk}/give/").status_code == 403


def test_a_confidential_plan_is_not_named_to_who_may_not_see_it(card, ward, person_with, client_of):
    plan = card.items.first().plan
    plan.change(version=plan.version, is_confidential=True)
    coordinator = person_with(Perm.EDIT_PLANS, on=ward.parent)

    page = client_of(coordinator).get(card.get_absolute_url()).content.decode()

    assert plan.title not in page
    assert "1 ting hører til en fortrolig" in page


def test_the_list_shows_waiting_cards_and_plans_without_anybody(card, ward, manager, client_of):
    gone = EngagementFactory(unit=ward, valid_to=NOW.date()).user
    orphan = PlanFactory(unit=ward, owner=gone, title="Forældreløs plan")
    DraftFactory(owner=gone)  # in a unit that is not the reader's

    page = client_of(manager).get("/plans/hand-overs/").content.decode()

    assert card.get_absolute_url() in page
    assert orphan.get_absolute_url() in page
    assert "Lis Lund" in page


def test_the_list_is_empty_to_a_stranger(card, client_of):
    assert card.get_absolute_url() not in client_of(EngagementFactory().user).get("/plans/hand-overs/").content.decode()


@pytest.mark.parametrize("number", [1, 12])
def test_a_card_costs_the_same_queries_however_much_is_on_it(ward, person_with, client_of, django_assert_max_num_queries, number):
    manager = person_with(Perm.EDIT_PLANS, on=ward, reach=Reach.UNIT)
    for _ in range(number):
        card = HandOver.objects.create(unit=ward, left=UserFactory(), to=manager, why="left", at=NOW)
    for _ in range(number):
        plan = PlanFactory(unit=ward, owner=manager)
        PlanPerson.objects.create(plan=plan, user=UserFactory(), part="involved")
        card.items.create(plan=plan, part="owner")
    client = client_of(manager)

    with django_assert_max_num_queries(20):
        client.get(card.get_absolute_url())
    with django_assert_max_num_queries(9):
        client.get("/plans/hand-overs/")
