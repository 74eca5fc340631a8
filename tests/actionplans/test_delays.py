"""More time: 60 days at once, twice in a round; the second time the committee hears of it, a third is given from above."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from actionplans.errors import RefusedError
from actionplans.forms.life import ExtendForm
from actionplans.models import ActionPlan, MailLink, NextStep, Verdict
from actionplans.usecases import life
from actionplans.usecases.delays import allowance_of
from actionplans.usecases.links import new_link
from orgstructure.models import RoleHolding
from orgstructure.permissions import Perm, Reach, Role
from tests.factories import LONG_AGO, NOW, TODAY, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def plan(ward, manager):
    return PlanFactory(unit=ward, owner=manager)


def move(plan, days, by=None, code="waiting"):
    life.extend(plan, new_on=TODAY + days * DAY, code=code, reason="", by=by or plan.owner, now=NOW, today=TODAY)


def put_off(plan, days, by=None):
    life.snooze(plan, until=TODAY + days * DAY, code="absence", reason="", by=by or plan.owner, now=NOW, today=TODAY)


def chair_of(unit):
    chair = UserFactory()
    RoleHolding.objects.create(user=chair, role=Role.COMMITTEE_CHAIR, unit=unit, source="seat", valid_from=LONG_AGO)
    return chair


def test_sixty_days_count_from_the_present_date_and_no_day_more(plan):
    with pytest.raises(RefusedError) as refused:
        move(plan, 121)
    move(plan, 120)

    assert list(refused.value.faults) == ["new_on"]
    assert plan.expected_closing_on == TODAY + 120 * DAY


def test_a_plan_past_its_date_gets_sixty_days_from_today(ward, manager):
    late = PlanFactory(unit=ward, owner=manager, **dict.fromkeys(("implement_by", "evaluate_on"), TODAY - 10 * DAY))
    with pytest.raises(RefusedError):
        move(late, 61)
    move(late, 60)

    assert late.expected_closing_on == TODAY + 60 * DAY


def test_reminders_put_off_leave_the_dates_and_count_as_more_time(plan):
    before = plan.expected_closing_on
    with pytest.raises(RefusedError):
        put_off(plan, 61)
    put_off(plan, 60)

    assert (plan.expected_closing_on, plan.snoozed_until) == (before, TODAY + 60 * DAY)
    assert plan.snoozes.get().code == "absence"
    assert allowance_of(plan, plan.owner, today=TODAY).left == 1


@pytest.mark.parametrize("second", [lambda plan: move(plan, 100), lambda plan: put_off(plan, 10)])
def test_the_second_time_puts_the_plan_on_the_committees_list_and_a_third_is_refused(plan, second):
    move(plan, 90)
    once = plan.lifted_to_committee_at
    second(plan)

    assert (once, plan.lifted_to_committee_at, plan.lifted_because) == (None, NOW, "delayed")
    assert list(ActionPlan.objects.for_committees(TODAY)) == [plan]
    with pytest.raises(RefusedError), translation.override("da"):
        move(plan, 110)


def test_a_leader_above_and_the_chair_of_a_committee_may_give_more_and_the_representative_may_not(plan, ward, person_with, amr):
    move(plan, 90)
    put_off(plan, 10)
    above = person_with(Perm.EDIT_PLANS, Perm.PRIORITISE_PLANS, on=ward.parent)
    own = person_with(Perm.EDIT_PLANS, Perm.PRIORITISE_PLANS, on=ward, reach=Reach.UNIT)

    for person in (own, amr, plan.owner):
        with pytest.raises(RefusedError):
            move(plan, 130, by=person)
    move(plan, 200, by=above)
    move(plan, 300, by=chair_of(ward))
    assert plan.expected_closing_on == TODAY + 300 * DAY


def test_a_new_round_begins_when_the_plan_is_adjusted_after_a_verdict(plan):
    move(plan, 90)
    move(plan, 100)
    answer = life.EvaluationAnswer(Verdict.NO_EFFECT, plan.submission_id, next_step=NextStep.ADJUST, new_on=TODAY + 120 * DAY)
    life.evaluate(plan, answer, by=plan.owner, now=NOW + timedelta(hours=1), today=TODAY)

    assert plan.lifted_to_committee_at is None
    assert allowance_of(plan, plan.owner, today=TODAY).used == 0


def test_carried_out_and_back_is_no_new_round(plan):
    move(plan, 90)
    life.carry_out(plan, by=plan.owner, now=NOW, today=TODAY)
    life.adjust(plan, by=plan.owner, now=NOW)

    assert allowance_of(plan, plan.owner, today=TODAY).used == 1


def test_the_page_says_what_is_left_and_keeps_what_was_typed(writer, plan):
    address = reverse("plan-extend", args=[plan.pk])
    first = writer.get(address).content.decode()
    late = writer.post(address, {"how": "move", "new_on": f"{TODAY + 200 * DAY:%d-%m-%Y}", "code": "waiting", "reason": "Elevatoren"})
    saved = writer.post(address, {"how": "snooze", "new_on": f"{TODAY + 20 * DAY:%d-%m-%Y}", "code": "waiting"})
    plan.refresh_from_db()

    assert "højst 60 dage" in first
    assert (late.status_code, "Elevatoren" in late.content.decode()) == (422, True)
    assert (saved.status_code, plan.snoozed_until, plan.deadline_changes.count()) == (302, TODAY + 20 * DAY, 0)
    assert "anden gang" in writer.get(address).content.decode()


def test_the_chair_sees_the_page_and_somebody_else_does_not(client_of, plan, ward, manager):
    address = reverse("plan-extend", args=[plan.pk])

    assert client_of(chair_of(ward)).get(address).status_code == 200
    assert client_of(UserFactory()).get(address).status_code == 403


@pytest.mark.parametrize(("how", "date_moved"), [("move", True), ("snooze", False)])
def test_more_time_by_the_link_in_a_mail_goes_by_the_same_rules(client, plan, ward, how, date_moved):
    from tests.factories import EngagementFactory

    EngagementFactory(user=plan.owner, unit=ward)
    before = plan.expected_closing_on
    link = new_link(plan, plan.owner, MailLink.Purpose.SNOOZE, now=NOW)
    address = reverse("mail-link", args=[link])
    late = client.post(address, {"how": how, "new_on": "01-01-2029", "code": "waiting"})
    answer = client.post(
        address, {"how": how, "new_on": f"{TODAY + 30 * DAY if how == 'snooze' else before + 30 * DAY:%d-%m-%Y}", "code": "absence"}
    )
    plan.refresh_from_db()

    assert (late.status_code, answer.status_code) == (422, 302)
    assert (plan.expected_closing_on != before) == date_moved
    assert plan.mails.filter(mail__kind="receipt").exists()


def test_how_to_get_more_time_is_understood_only_as_offered(plan):
    form = ExtendForm({"how": "both", "new_on": "1-1-99999", "code": "no"}, plan=plan, by=plan.owner, today=date(2026, 11, 22))

    assert set(form.errors) == {"how", "new_on", "code"}
