"""The same change for many plans: each row with its own rights and its own answer, and all of it to be undone."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.urls import reverse

from actionplans.errors import UndoTooLateError
from actionplans.models import ActionPlan, BulkChange, BulkKind
from actionplans.usecases import bulk, life
from actionplans.usecases.bulk import Asked, Occasion
from tests.factories import NOW, TODAY, ClosedPlanFactory, DraftFactory, EngagementFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=110)


@pytest.fixture
def on(manager):
    return Occasion(manager, NOW, TODAY)


@pytest.fixture
def colleague(ward):
    return EngagementFactory(unit=ward, user__first_name="Anna", user__last_name="Holm").user


def seen(*plans):
    return {plan.pk: ActionPlan.objects.get(pk=plan.pk).version for plan in plans}


def date_moved(day=LATER):
    return Asked(BulkKind.DATE, {"new_on": day.isoformat(), "code": "waiting", "reason": ""})


def to_owner(person):
    return Asked(BulkKind.OWNER, {"owner": person.pk})


ASKED = {
    BulkKind.DATE: date_moved(),
    BulkKind.CARRY_OUT: Asked(BulkKind.CARRY_OUT, {}),
    BulkKind.STANDING: Asked(BulkKind.STANDING, {"review_on": LATER.isoformat(), "reason": ""}),
    BulkKind.LEAVE: Asked(BulkKind.LEAVE, {"ended_code": "other", "reason": "Ikke aktuelt"}),
}


def change(asked, plans, on, number=None):
    return bulk.change_many(asked, seen(*plans), on, submission_id=number or uuid.uuid4())


def outcomes(made):
    return list(made.rows.values_list("outcome", flat=True))


# --- What each row answers ---------------------------------------------------------------------------------
def test_one_that_is_refused_says_why_and_stops_nobody_else(ward, on, colleague):
    mine, ended, elsewhere, draft = PlanFactory(unit=ward), ClosedPlanFactory(unit=ward), PlanFactory(), DraftFactory(unit=ward)

    made = change(to_owner(colleague), [mine, ended, elsewhere, draft], on)

    assert outcomes(made) == ["done", "refused", "refused", "refused"]
    whys = list(made.rows.values_list("why", flat=True))
    assert whys[0] == ""
    assert whys[2:] == ["Du kan læse planen, men ikke ændre den.", "Planen er en kladde. Offentliggør den først."]
    mine.refresh_from_db()
    assert mine.owner == colleague
    assert ActionPlan.objects.get(pk=elsewhere.pk).owner != colleague


def test_a_plan_that_somebody_has_changed_since_it_was_seen_is_left_alone(ward, on):
    plan = PlanFactory(unit=ward)
    old = seen(plan)
    plan.change(version=plan.version, title="Ny titel")

    made = bulk.change_many(date_moved(), old, on, submission_id=uuid.uuid4())

    assert outcomes(made) == ["refused"]


def test_the_rules_of_one_plan_hold_for_many(ward, on):
    sooner, later = PlanFactory(unit=ward), PlanFactory(unit=ward, evaluate_on=LATER + timedelta(days=1))

    made = change(date_moved(), [sooner, later], on)

    assert outcomes(made) == ["done", "refused"]
    sooner.refresh_from_db()
    assert sooner.expected_closing_on == LATER
    assert [row.code for row in sooner.deadline_changes.all()] == ["waiting"]


def test_nobody_who_has_left_becomes_an_owner(ward, on):
    gone = EngagementFactory(unit=ward, valid_to=TODAY).user

    assert outcomes(change(to_owner(gone), [PlanFactory(unit=ward)], on)) == ["refused"]


def test_plans_that_may_not_be_seen_are_not_even_counted(ward, on):
    hidden = PlanFactory(is_confidential=True)

    assert outcomes(change(date_moved(), [hidden], on)) == []


def test_sent_twice_it_is_one_change(ward, on):
    plan, number = PlanFactory(unit=ward), uuid.uuid4()
    first, second = (change(date_moved(), [plan], on, number) for _ in range(2))

    assert first == second
    assert plan.deadline_changes.count() == 1


def test_what_was_interrupted_can_go_on(ward, on, monkeypatch):
    plans = [PlanFactory(unit=ward) for _ in range(2)]
    monkeypatch.setattr(bulk, "go_on", lambda change, occasion: None)
    made = change(date_moved(), plans, on)
    assert outcomes(made) == ["waiting", "waiting"]
    monkeypatch.undo()

    bulk.go_on(made, on)
    bulk.go_on(made, on)

    assert outcomes(made) == ["done", "done"]
    assert plans[0].deadline_changes.count() == 1


@pytest.mark.parametrize("kind", ASKED)
def test_trying_out_says_what_would_happen_and_changes_nothing(ward, on, kind):
    plan, ended = PlanFactory(unit=ward), ClosedPlanFactory(unit=ward)
    before = list(ActionPlan.objects.order_by("pk").values())

    tried = bulk.try_out(ASKED[kind], seen(plan, ended), on)

    assert [bool(one.why) for one in tried] == [False, True]
    assert list(ActionPlan.objects.order_by("pk").values()) == before
    assert plan.moves.count() == 1


# --- Undo ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("state", ["active", "awaiting", "standing"])
def test_undo_puts_every_plan_back_as_it_was(ward, on, kind, state):
    plan = PlanFactory(unit=ward)
    if state == "awaiting":
        life.carry_out(plan, by=on.by, now=NOW, today=TODAY)
    if state == "standing":
        life.make_standing(plan, review_on=TODAY + timedelta(days=30), by=on.by, now=NOW, today=TODAY)
    columns = ("status", "expected_closing_on", "evaluate_on", "implement_by", "review_on", "carried_out_on", "ended_at", "ended_code")
    before = ActionPlan.objects.values(*columns).get(pk=plan.pk)
    made = change(ASKED[kind], [plan], on)
    was_done = outcomes(made) == ["done"]

    bulk.undo_many(made, on)

    assert outcomes(made) == (["undone"] if was_done else ["refused"])
    after = ActionPlan.objects.values(*columns).get(pk=plan.pk)
    if kind == BulkKind.LEAVE and state == "awaiting":
        before["carried_out_on"] = after["carried_out_on"]
    assert after == before
    assert was_done or (kind, state) in {("date", "standing"), ("carry_out", "awaiting"), ("standing", "standing")}


def test_undo_gives_the_plans_back_to_their_owners(ward, on, colleague, manager):
    plans = [PlanFactory(unit=ward, owner=manager), PlanFactory(unit=ward, owner=EngagementFactory(unit=ward).user)]
    owners = [plan.owner for plan in plans]
    made = change(to_owner(colleague), plans, on)

    bulk.undo_many(made, on)

    assert [ActionPlan.objects.get(pk=plan.pk).owner for plan in plans] == owners


def test_undo_leaves_what_somebody_has_changed_since_and_says_so(ward, on):
    kept, back = PlanFactory(unit=ward), PlanFactory(unit=ward)
    made = change(date_moved(), [kept, back], on)
    ActionPlan.objects.get(pk=kept.pk).change(version=seen(kept)[kept.pk], title="Andet")

    bulk.undo_many(made, on)

    assert list(made.rows.values_list("outcome", "why")) == [
        ("done", "Nogen har ændret planen siden. Den er, som den er."),
        ("undone", ""),
    ]
    assert [row.code for row in back.deadline_changes.all()] == ["waiting", "undone"]


def test_after_seven_days_nothing_is_undone(ward, on, manager):
    made = change(date_moved(), [PlanFactory(unit=ward)], on)

    with pytest.raises(UndoTooLateError):
        bulk.undo_many(made, Occasion(manager, NOW + timedelta(days=8), TODAY))


def test_an_undone_delay_no_longer_counts_and_the_plan_is_off_the_committees_list(ward, on):
    plan = PlanFactory(unit=ward)
    change(date_moved(), [plan], on)
    second = change(date_moved(LATER + timedelta(days=10)), [plan], on)
    plan.refresh_from_db()
    assert plan.lifted_to_committee_at is not None

    bulk.undo_many(second, on)

    plan.refresh_from_db()
    assert plan.lifted_to_committee_at is None
    assert outcomes(change(date_moved(LATER + timedelta(days=20)), [plan], on)) == ["done"]
    assert outcomes(change(date_moved(LATER + timedelta(days=30)), [plan], on)) == ["refused"]


# --- The pages ---------------------------------------------------------------------------------------------
def posted(plans, **words):
    return {"plan": [f"{pk}:{version}" for pk, version in seen(*plans).items()], "submission_id": str(uuid.uuid4()), **words}


MOVE = {"kind": "date", "new_on": LATER.isoformat(), "code": "waiting"}


def test_choosing_previewing_changing_and_undoing(ward, writer):
    plan, ended = PlanFactory(unit=ward), ClosedPlanFactory(unit=ward)
    sent = posted([plan, ended], **MOVE)

    preview = writer.post(reverse("bulk-change-new"), sent | {"intent": "preview"})
    assert preview.status_code == 200
    assert preview.context["lines"].changed == 1
    assert not BulkChange.objects.exists()

    done = writer.post(reverse("bulk-change-new"), sent | {"intent": "do"}, follow=True)
    assert [line.plan for line in done.context["lines"].refused] == [ended]
    assert [line.plan for line in done.context["lines"].others] == [plan]

    made = BulkChange.objects.get()
    undone = writer.post(reverse("bulk-change-undo", args=[made.pk]), follow=True)
    assert undone.context["lines"].undone == 1
    assert "Fortrudt." in undone.content.decode()


def test_all_that_the_list_finds_can_be_chosen_and_no_more_than_five_hundred(ward, writer, monkeypatch):
    monkeypatch.setattr("actionplans.forms.bulk.MOST_AT_ONCE", 3)
    plans = [PlanFactory(unit=ward) for _ in range(4)]
    ClosedPlanFactory(unit=ward)

    page = writer.post(reverse("bulk-change-new"), {"all": "yes", "words": f"unit={ward.pk}&state=open"})

    assert len(page.context["chosen"].plans) == 3
    assert page.context["chosen"].is_too_many
    assert set(page.context["chosen"].plans) < {plan.pk for plan in plans}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "date"},
        {"kind": "date", "new_on": TODAY.isoformat(), "code": "waiting"},
        {"kind": "date", "new_on": "2199-01-01", "code": "waiting"},
        {"kind": "date", "new_on": LATER.isoformat(), "code": "other"},
        {"kind": "owner"},
        {"kind": "owner", "owner": "999999"},
        {"kind": "leave", "ended_code": "other"},
        {"kind": "standing", "review_on": "2099-01-01"},
        {"kind": "delete"},
        {},
    ],
)
def test_what_is_missing_or_cannot_be_is_said_at_its_field_and_nothing_is_changed(ward, writer, wrong):
    plan = PlanFactory(unit=ward)

    page = writer.post(reverse("bulk-change-new"), posted([plan], **wrong) | {"intent": "do"})

    assert page.status_code == 422
    assert page.context["form"].errors
    assert not BulkChange.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"plan": ["x", "1:2:3", "\x00", "9" * 40, "-1:-1"]}, {"all": "yes", "words": "sort=owner__email"}])
def test_what_names_no_plan_leads_back_to_the_list(ward, writer, sent):
    PlanFactory(unit=ward)

    assert writer.post(reverse("bulk-change-new"), sent).url == reverse("plan-list")


def test_a_change_is_shown_only_to_the_one_who_made_it(ward, on, client_of, person_with):
    from orgstructure.permissions import Perm

    made = change(date_moved(), [PlanFactory(unit=ward)], on)
    other = client_of(person_with(Perm.EDIT_PLANS, on=ward))

    assert other.get(made.get_absolute_url()).status_code == 404
    assert other.post(reverse("bulk-change-undo", args=[made.pk])).status_code == 404
    assert other.get(reverse("bulk-change-list")).context["rows"] == []


def test_who_may_change_nothing_sees_no_boxes(ward, client_of):
    PlanFactory(unit=ward)
    reader = client_of(EngagementFactory(unit=ward).user)

    assert "data-choose" not in reader.get(f"/plans/?unit={ward.pk}").content.decode()


def test_boxes_stand_only_beside_plans_one_may_change(ward, writer):
    PlanFactory(unit=ward)
    PlanFactory(unit=UnitFactory())

    assert writer.get("/plans/?unit=all").content.decode().count("data-choose") == 1


@pytest.mark.parametrize("many", [1, 30])
def test_preview_and_result_cost_a_fixed_number_of_queries_beside_the_plans_own(ward, on, writer, django_assert_max_num_queries, many):
    made = change(date_moved(), [PlanFactory(unit=ward) for _ in range(many)], on)

    with django_assert_max_num_queries(9):
        writer.get(made.get_absolute_url())
    with django_assert_max_num_queries(8):
        writer.get(reverse("bulk-change-list"))


@pytest.mark.django_db(transaction=True)
def test_the_same_change_sent_four_times_at_once_happens_once(ward, manager, client_of):
    plans = [PlanFactory(unit=ward) for _ in range(3)]
    sent = posted(plans, **MOVE) | {"intent": "do"}
    clients, together = [client_of(manager) for _ in range(4)], Barrier(4)

    def press(client):
        together.wait()
        try:
            return client.post(reverse("bulk-change-new"), sent).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(press, clients))

    assert answers == [302] * 4
    assert outcomes(BulkChange.objects.get()) == ["done"] * 3
    assert [plan.deadline_changes.count() for plan in plans] == [1, 1, 1]
