"""The pages of the ladder: the staff's list, the committee's list, the region's settings."""

from datetime import timedelta

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan, HelpRequest, HelpStep
from actionplans.usecases import life
from orgstructure.models import RoleHolding, UnitUserPermission
from orgstructure.permissions import Perm, Role
from orgstructure.reports import helpers_of
from orgstructure.usecases.grants import bring_in_step
from tests.factories import LONG_AGO, NOW, TODAY, EngagementFactory, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def plan(ward, manager):
    return PlanFactory(unit=ward, owner=manager, title="Lift i alle stuer")


@pytest.fixture
def staff(ward, person_with):
    return person_with(Perm.OFFER_HELP, on=ward.parent, first_name="Sofie")


@pytest.fixture
def asked(plan, amr):
    return HelpRequest.objects.create(plan=plan, by=amr, at=NOW - 3 * DAY, text="Vi mangler en lift")


def lifted(plan):
    ActionPlan.objects.filter(pk=plan.pk).update(lifted_to_committee_at=NOW, lifted_because="asked")


def answered(client, asked, **given):
    return client.post(reverse("help-offer-answer", args=[asked.pk]), {"submission_id": "5f1b4d2e-0000-4000-8000-000000000001", **given})


def test_the_staff_see_who_waits_and_whom_to_call(client_of, staff, asked):
    page = client_of(staff).get(reverse("help-offer-list")).content.decode()

    assert "Lift i alle stuer" in page
    assert "Vi mangler en lift" in page


def test_the_list_holds_only_the_own_area_and_no_confidential_plan(client_of, staff, asked, ward, manager):
    HelpRequest.objects.create(plan=PlanFactory(title="Et andet sted"), at=NOW)
    HelpRequest.objects.create(plan=PlanFactory(title="Fortroligt", unit=ward, is_confidential=True), at=NOW)
    ended = HelpRequest.objects.create(plan=PlanFactory(title="Afsluttet", unit=ward), at=NOW)
    ended.plan.move("leave", by=manager, at=NOW, ended_at=NOW, ended_code="other", ended_reason="Nej")

    page = client_of(staff).get(reverse("help-offer-list")).content.decode()

    assert [word for word in ("Et andet sted", "Fortroligt", "Afsluttet") if word in page] == []


def test_an_answer_is_a_note_on_the_plan_and_takes_it_off_the_list(client_of, staff, asked, plan):
    client = client_of(staff)
    empty = answered(client, asked, text=" ")
    done = answered(client, asked, text="Jeg har ringet til Mette, vi taler sammen den 3.")
    again = answered(client, asked, text="Igen")
    asked.refresh_from_db()

    assert (empty.status_code, done.status_code, again.status_code) == (422, 302, 302)
    assert [note.text for note in plan.follow_ups.all()] == ["Jeg har ringet til Mette, vi taler sammen den 3."]
    assert asked.answered_by == staff
    assert not HelpRequest.objects.open().exists()


def test_who_offers_no_help_is_refused_and_elsewhere_there_is_nothing(client_of, manager, asked, person_with):
    elsewhere = person_with(Perm.OFFER_HELP, on=UnitFactory())

    assert client_of(manager).get(reverse("help-offer-list")).status_code == 403
    assert client_of(elsewhere).get(reverse("help-offer-answer", args=[asked.pk])).status_code == 404


def test_the_list_costs_the_same_with_many_rows(client_of, staff, asked, ward, django_assert_max_num_queries):
    client = client_of(staff)
    with django_assert_max_num_queries(12) as few:
        client.get(reverse("help-offer-list"))
    for _ in range(20):
        HelpRequest.objects.create(plan=PlanFactory(unit=ward), at=NOW)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(reverse("help-offer-list"))
    assert client.get(reverse("help-offer-list"), {"page": "9" * 30}).status_code == 200


def test_a_coordinator_above_helps_before_the_consultants(ward, manager):
    coordinator, consultant = EngagementFactory(unit=ward).user, EngagementFactory(unit=ward).user
    appointed = {"source": "appointment", "valid_from": LONG_AGO, "by": manager, "reason": "Udpeget"}
    RoleHolding.objects.create(user=consultant, role=Role.CONSULTANT, unit=ward.parent, **appointed)
    only = helpers_of(ward, TODAY)
    RoleHolding.objects.create(user=coordinator, role=Role.COORDINATOR, unit=ward.parent, **appointed)
    bring_in_step(today=TODAY)

    assert only == [consultant]
    assert helpers_of(ward, TODAY) == [coordinator]
    offering = UnitUserPermission.objects.filter(permission__codename=Perm.OFFER_HELP)
    assert set(offering.values_list("user", flat=True)) == {coordinator.pk, consultant.pk}


def test_the_overview_of_unit_and_committee_shows_what_to_talk_about(client_of, plan, ward, manager):
    lifted(plan)
    page = client_of(manager).get(reverse("overview-unit", args=[ward.parent_id])).content.decode()

    assert "Tal om i udvalget" in page
    assert "beder udvalget om at tale om den" in page


def test_the_list_of_plans_can_be_asked_for_the_committees(client_of, plan, ward, manager):
    PlanFactory(unit=ward, title="En anden")
    lifted(plan)
    page = client_of(manager).get(reverse("plan-list"), {"unit": ward.pk, "for_committee": "yes"}).content.decode()

    assert ("Lift i alle stuer" in page, "En anden" in page) == (True, False)


def test_what_the_committee_said_becomes_a_note_and_the_plan_leaves_the_list(client_of, plan, ward, person_with, manager):
    lifted(plan)
    above = person_with(Perm.PRIORITISE_PLANS, Perm.EDIT_PLANS, on=ward.parent)
    address = reverse("plan-taken-up", args=[plan.pk])
    given = {"text": "Udvalget beder afdelingen finde pengene.", "submission_id": "5f1b4d2e-0000-4000-8000-000000000002"}

    refused = client_of(manager).post(address, given)
    empty = client_of(above).post(address, given | {"text": ""})
    done = client_of(above).post(address, given)

    assert (refused.status_code, empty.status_code, done.status_code) == (403, 422, 302)
    assert plan.follow_ups.get().by == above
    assert not ActionPlan.objects.for_committees(TODAY).exists()


def test_the_plans_page_says_where_the_help_has_got_to(client_of, plan, asked, manager):
    lifted(plan)
    page = client_of(manager).get(plan.get_absolute_url()).content.decode()
    reader = client_of(UserFactory()).get(PlanFactory().get_absolute_url()).content.decode()

    assert "Hjælp på vej" in page
    assert "Hjælp på vej" not in reader


LADDER = {
    "on_pair": "on", "days_pair": "10", "on_committee": "on", "days_committee": "30", "days_card": "45", "target": "85",
    "on_offer": "on", "days_offer": "90", "text_da": "Ring til os", "text_sv": "Ring oss",
}  # fmt: skip


def test_the_region_sets_days_steps_target_and_words(client_of, person_with, ward):
    client = client_of(person_with(Perm.CONFIGURE, on=ward))
    saved = client.post(reverse("help-steps"), LADDER)
    steps = {step.code: step for step in HelpStep.objects.all()}

    assert saved.status_code == 302
    assert {code: (step.days, step.is_on) for code, step in steps.items()} == {
        "pair": (10, True), "committee": (30, True), "card": (45, False), "offer": (90, True)
    }  # fmt: skip
    assert (steps["card"].target, steps["offer"].text) == (85, {"da": "Ring til os", "sv": "Ring oss"})


@pytest.mark.parametrize("bad", [
    {"days_committee": "9"}, {"days_pair": "0"}, {"days_pair": "366"}, {"days_offer": "9" * 40}, {"target": "101"}, {"text_da": ""}, {"days_card": "x\0"},
])  # fmt: skip
def test_a_ladder_out_of_order_or_reach_is_refused_with_what_was_typed(client_of, person_with, ward, bad):
    client = client_of(person_with(Perm.CONFIGURE, on=ward))
    refused = client.post(reverse("help-steps"), LADDER | bad)

    assert refused.status_code == 422
    assert HelpStep.objects.get(code="pair").days == 7
    assert refused.context["form"].errors


def test_who_works_with_a_plan_asks_the_committee_once_and_a_reader_cannot(client_of, plan, writer):
    address = reverse("plan-ask-committee", args=[plan.pk])
    given = {"text": "Vi mangler penge til liften.", "submission_id": "5f1b4d2e-0000-4000-8000-000000000003"}

    empty, done, again = writer.post(address, given | {"text": ""}), writer.post(address, given), writer.post(address, given)
    plan.refresh_from_db()

    assert (empty.status_code, done.status_code, again.status_code) == (422, 302, 302)
    assert (plan.lifted_because, plan.follow_ups.count()) == ("asked", 1)
    assert client_of(UserFactory()).get(address).status_code == 403
    assert client_of(UserFactory()).get(reverse("plan-ask-committee", args=[PlanFactory(is_confidential=True).pk])).status_code == 404


def test_the_page_and_the_history_say_that_reminders_wait(plan, writer, manager):
    life.snooze(plan, until=TODAY + 9 * DAY, code="absence", reason="Ferie", by=manager, now=NOW, today=TODAY)
    page = writer.get(plan.get_absolute_url()).content.decode()

    assert "Påmindelser venter til" in page
    assert "udskød påmindelser til" in page
