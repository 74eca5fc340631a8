"""Nothing is owned by somebody who has left: where plans go, when, and what is said of it."""

from datetime import timedelta

import pytest

from actionplans.history import history_of
from actionplans.models import ActionPlan, HandOver, HandOverItem
from actionplans.usecases import handing_over as cards
from actionplans.usecases.reminding import queue_reminders
from orgstructure.feed.rows import ENGAGEMENTS, SEATS
from orgstructure.models import Engagement, RoleHolding, Unit, UnitPeriod
from orgstructure.permissions import Role
from safetynet.common import outbox
from safetynet.common.models import OutboxMail
from safetynet.operations.handing_over import hand_over
from tests.factories import (
    NOW,
    TODAY,
    ClosedPlanFactory,
    DraftFactory,
    EngagementFactory,
    MeasureFactory,
    PlanFactory,
    UnitFactory,
    UserFactory,
)
from tests.orgstructure.feeds import SmallFeed

pytestmark = pytest.mark.django_db
MONDAY = NOW + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


def employed(unit, **fields):
    return EngagementFactory(unit=unit, user=UserFactory(**fields)).user


@pytest.fixture
def works():
    """A department with its manager, and a ward with another."""
    department = UnitFactory(name="Medicinsk Afdeling")
    head = employed(department, first_name="Helle", last_name="Holm")
    ward = UnitFactory(name="Afsnit 1", parent=department)
    manager = employed(ward, first_name="Mette", last_name="Madsen")
    for unit, person in ((department, head), (ward, manager)):
        lead(unit, person)
    return department, head, ward, manager


def lead(unit, person, since=None):
    """The unit's manager, as the feed writes it: a new period when there was another."""
    if since:
        unit.periods.filter(valid_to=None).update(valid_to=since)
        UnitPeriod.objects.create(unit=unit, name=unit.name, parent=unit.parent, path=unit.path, manager=person, valid_from=since)
    else:
        unit.periods.update(manager=person)
    unit.manager = person
    unit.save(update_fields=["manager"])


def leave(person, on=TODAY):
    Engagement.objects.filter(user=person).update(valid_to=on)


def run(now=NOW):
    return hand_over(today=now.date(), now=now)


def test_a_leavers_open_plans_go_to_the_units_manager_with_one_card(works):
    _department, _head, ward, manager = works
    leaver = employed(ward, first_name="Lis", last_name="Lund")
    plans = [PlanFactory(unit=ward, owner=leaver), PlanFactory(unit=ward, owner=leaver), DraftFactory(unit=ward, owner=leaver)]
    ended = ClosedPlanFactory(unit=ward, owner=leaver)
    leave(leaver)

    moved = run()

    card = HandOver.objects.get()
    assert (card.left, card.to, card.why, card.is_stand_in) == (leaver, manager, "left", False)
    assert {plan.owner for plan in ActionPlan.objects.filter(pk__in=[plan.pk for plan in plans])} == {manager}
    assert ActionPlan.objects.get(pk=ended.pk).owner == leaver  # what has ended is history
    assert moved["owner"] == 3
    assert not ActionPlan.objects.orphaned(TODAY).exists()


def test_run_again_and_again_changes_nothing(works):
    _department, _head, ward, _manager = works
    leaver = employed(ward)
    PlanFactory(unit=ward, owner=leaver)
    leave(leaver)
    run()
    before = list(ActionPlan.objects.values_list("version", "owner"))

    assert not +run(NOW + timedelta(days=1))
    assert (HandOver.objects.count(), HandOverItem.objects.count()) == (1, 2)  # the plan, and its evaluation
    assert list(ActionPlan.objects.values_list("version", "owner")) == before


def test_without_a_manager_of_its_own_the_one_above_has_them_for_the_time_being(works):
    _department, head, ward, manager = works
    plan = PlanFactory(unit=ward, owner=manager)
    leave(manager)

    run()

    card = HandOver.objects.get()
    assert (card.to, card.is_stand_in) == (head, True)

    new = employed(ward, first_name="Nanna")
    lead(ward, new, since=TODAY + timedelta(days=1))
    run(MONDAY)

    card.refresh_from_db()
    plan.refresh_from_db()
    assert (card.to, card.is_stand_in, plan.owner, plan.evaluator) == (new, False, new, new)
    assert HandOver.objects.count() == 1


def test_a_new_manager_takes_over_what_the_former_had_as_manager(works):
    _department, _head, ward, former = works
    elsewhere = PlanFactory(owner=former)
    mine = PlanFactory(unit=ward, owner=former)
    new = employed(ward)
    lead(ward, new, since=YESTERDAY)

    run()

    card = HandOver.objects.get()
    assert (card.left, card.to, card.why) == (former, new, "new_manager")
    assert [item.plan for item in card.items.filter(part="owner")] == [mine]
    elsewhere.refresh_from_db()
    assert elsewhere.owner == former


def test_what_the_new_manager_gives_back_stays_with_the_former(works):
    _department, _head, ward, former = works
    plan = PlanFactory(unit=ward, owner=former)
    new = employed(ward)
    lead(ward, new, since=YESTERDAY)
    run()

    item = HandOver.objects.get().items.get(part="owner")
    assert cards.give(item, to=former, by=new, now=NOW, today=TODAY)
    run(MONDAY)

    plan.refresh_from_db()
    assert plan.owner == former
    assert HandOver.objects.count() == 1


def test_a_change_of_manager_long_ago_moves_nothing(works):
    _department, _head, ward, former = works
    PlanFactory(unit=ward, owner=former)
    lead(ward, employed(ward), since=TODAY - timedelta(days=200))

    run()

    assert not HandOver.objects.exists()


def test_evaluations_and_measures_of_a_leaver_go_to_the_owner_of_the_plan(works):
    _department, _head, ward, manager = works
    leaver, owner = employed(ward), employed(ward)
    plan = PlanFactory(unit=ward, owner=owner, evaluator=leaver)
    measure = MeasureFactory(plan=plan, responsible=leaver)
    done = MeasureFactory(plan=plan, responsible=leaver, done_on=YESTERDAY, done_by=leaver)
    leave(leaver)

    run()

    for row in (plan, measure, done):
        row.refresh_from_db()
    assert (plan.owner, plan.evaluator, measure.responsible, done.responsible) == (owner, owner, owner, leaver)
    assert sorted(HandOver.objects.get(to=owner).items.values_list("part", flat=True)) == ["evaluator", "measure"]
    assert not HandOver.objects.filter(to=manager).exists()


def test_where_no_manager_is_left_the_coordinator_has_them_and_without_anybody_they_stay_on_the_list(works):
    _department, head, ward, manager = works
    helper = employed(UnitFactory(), first_name="Karen")
    plan = PlanFactory(unit=ward, owner=manager)
    leave(manager)
    leave(head)

    run()
    assert list(ActionPlan.objects.orphaned(TODAY)) == [plan]

    RoleHolding.objects.create(
        user=helper, role=Role.COORDINATOR, unit=ward, source="appointment", valid_from=TODAY, by=head, reason="Udpeget"
    )
    run(MONDAY)
    plan.refresh_from_db()
    assert plan.owner == helper


def test_the_history_says_who_had_the_plan_and_why_it_moved(works):
    _department, _head, ward, manager = works
    leaver = employed(ward, first_name="Lis", last_name="Lund")
    plan = PlanFactory(unit=ward, owner=leaver, evaluator=manager)
    leave(leaver)

    run()

    plan.refresh_from_db()
    told = next(entry for entry in history_of(plan) if "Lis Lund" in entry.text and "Mette Madsen" in entry.text)
    assert "SafetyNet" in told.text
    assert told.reason


def test_one_mail_tells_of_all_cards_and_no_plan_has_a_mail_of_its_own(works):
    _department, _head, ward, manager = works
    for _ in range(2):
        leaver = employed(ward)
        for _ in range(3):
            PlanFactory(unit=ward, owner=leaver)
        leave(leaver)

    run()  # a Sunday: nothing is said
    assert not OutboxMail.objects.exists()
    run(MONDAY)
    queue_reminders(now=MONDAY)
    run(MONDAY + timedelta(days=1))

    mail = OutboxMail.objects.exclude(kind="calendar").get(recipient=manager)
    assert (mail.kind, len(mail.payload["cards"])) == ("hand_over", 2)
    assert mail.about_plans.count() == 6


def test_the_mail_says_from_whom_and_where_and_names_no_plan(works, mailoutbox):
    _department, _head, ward, manager = works
    leaver = employed(ward, first_name="Lis", last_name="Lund")
    PlanFactory(unit=ward, owner=leaver, title="Tunge løft")
    leave(leaver)
    run(MONDAY)

    outbox.deliver(now=MONDAY)

    (letter,) = [mail for mail in mailoutbox if "Lis Lund" in mail.subject]
    assert letter.to == [manager.email]
    assert "1 handleplan fra Lis Lund er nu din" in letter.body
    assert HandOver.objects.get().get_absolute_url() in letter.body
    assert "Tunge løft" not in letter.body


def test_no_mail_tells_of_what_was_taken_over_before_it_left(works, mailoutbox):
    _department, _head, ward, manager = works
    leaver = employed(ward, first_name="Lis", last_name="Lund")
    PlanFactory(unit=ward, owner=leaver)
    leave(leaver)
    run(MONDAY)
    cards.take_over(HandOver.objects.get(), by=manager, now=MONDAY)

    outbox.deliver(now=MONDAY)

    assert not [mail for mail in mailoutbox if "Lis Lund" in mail.subject]


def test_taking_over_settles_the_card_and_giving_changes_only_the_one_thing(works):
    _department, _head, ward, manager = works
    leaver, colleague = employed(ward), employed(ward)
    plan, other = PlanFactory(unit=ward, owner=leaver), PlanFactory(unit=ward, owner=leaver)
    leave(leaver)
    run()
    card = HandOver.objects.get()

    assert cards.give(card.items.get(plan=plan, part="owner"), to=colleague, by=manager, now=NOW, today=TODAY)
    assert not cards.give(card.items.get(plan=plan, part="owner"), to=manager, by=manager, now=NOW, today=TODAY)
    assert cards.take_over(card, by=manager, now=NOW) == 3

    plan.refresh_from_db()
    other.refresh_from_db()
    assert (plan.owner, plan.evaluator, other.owner) == (colleague, manager, manager)
    assert not HandOver.objects.waiting().exists()


def test_the_number_of_queries_does_not_grow_with_the_plans(works, django_assert_max_num_queries):
    _department, _head, ward, _manager = works
    leaver = employed(ward)
    for _ in range(12):
        PlanFactory(unit=ward, owner=leaver)
    leave(leaver)

    with django_assert_max_num_queries(40):
        run(MONDAY)


def test_a_feed_without_the_owner_hands_the_plan_over_in_the_same_reading(tmp_path):
    feed = SmallFeed(tmp_path)
    feed.bring_in()
    owner = Engagement.objects.get(number="301").user
    plan = PlanFactory(unit=Unit.objects.get(name="Afsnit"), owner=owner)
    feed.tables[ENGAGEMENTS] = [row for row in feed.tables[ENGAGEMENTS] if row["Medarbejdernummer"] != "301"]
    feed.tables[SEATS] = [row for row in feed.tables[SEATS] if row["Hverv"] != "AMR"]

    feed.bring_in(today=TODAY + timedelta(days=1), is_confirmed=True)

    plan.refresh_from_db()
    card = HandOver.objects.get()
    assert (card.left, card.to, plan.owner) == (owner, plan.owner, Engagement.objects.get(number="200").user)
