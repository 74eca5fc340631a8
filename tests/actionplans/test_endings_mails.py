"""The second person and, a year later, the owner are asked by mail and on the start page; who evaluated hears of another view."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail as postbox
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import ActionPlan, MailKind
from actionplans.usecases import endings, life
from actionplans.usecases.endings import HoldCheckAnswer
from actionplans.usecases.life import EvaluationAnswer
from actionplans.usecases.playing import play_day
from actionplans.usecases.reminding import queue_reminders
from orgstructure.models import Engagement
from safetynet.common.models import OutboxMail
from safetynet.operations.handing_over import hand_over
from tests.factories import NOW, TODAY, EngagementFactory, PlanFactory

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
LATE = {"starts_on": TODAY - timedelta(days=60), "implement_by": TODAY - timedelta(days=30), "evaluate_on": TODAY}
OURS = (MailKind.CONFIRM, MailKind.HOLD_CHECK, MailKind.NOT_CONFIRMED)


@pytest.fixture
def plan(ward, manager, amr):
    ward.manager = manager
    ward.save(update_fields=["manager"])
    plan = PlanFactory(unit=ward, owner=manager, status="awaiting", title="Faldrisiko", risk_likelihood=4, risk_consequence=4, **LATE)
    said = EvaluationAnswer(verdict="solved", submission_id=uuid.uuid4(), wanted_effects="Ingen fald i tre måneder")
    life.evaluate(plan, said, by=manager, now=NOW, today=TODAY)
    return plan


def morning(on):
    return datetime(on.year, on.month, on.day, 7, tzinfo=UTC)


def planned():
    rows = OutboxMail.objects.filter(kind__in=OURS).order_by("pk")
    return [(row.kind, row.recipient.first_name) for row in rows]


def test_the_second_person_is_asked_once_and_again_after_two_weeks_until_the_word_is_given(plan, amr):
    for days in (0, 1, 14, 15, 30):
        queue_reminders(now=morning(MONDAY + timedelta(days=days)))
    assert planned() == [("confirm", "Anna"), ("confirm", "Anna")]

    endings.confirm(plan, words="", by=amr, now=NOW)
    OutboxMail.objects.all().delete()
    queue_reminders(now=morning(MONDAY + timedelta(days=35)))
    assert planned() == []


def test_the_mail_asks_the_question_and_offers_both_answers(plan):
    play_day(MONDAY, now=NOW)

    letter = next(sent for sent in postbox.outbox if sent.subject.startswith("Ser du det på samme måde?"))
    assert "Ingen fald i tre måneder" in letter.body
    assert f"/plans/{plan.pk}/confirm/?answer=agree" in letter.body
    assert f"/plans/{plan.pk}/confirm/?answer=disagree" in letter.body


def test_of_a_confidential_plan_no_words_stand_in_a_mail(plan, amr):
    ActionPlan.objects.filter(pk=plan.pk).update(is_confidential=True)
    play_day(MONDAY, now=NOW)
    endings.disagree(plan, words="Hemmelige ord", by=amr, now=NOW, today=MONDAY)
    play_day(MONDAY + timedelta(days=1), now=NOW)

    ours = [sent for sent in postbox.outbox if "Ser du det" in sent.subject or "Tal om effekten" in sent.subject]
    assert len(ours) == 2
    for sent in ours:
        everything = sent.subject + sent.body + "".join(str(body) for body, _kind in sent.alternatives)
        assert not any(word in everything for word in ("Hemmelige", "Faldrisiko", "Ingen fald"))


def test_who_evaluated_hears_that_the_second_person_sees_it_differently(plan, amr):
    endings.disagree(plan, words="Vi faldt i går", by=amr, now=NOW, today=TODAY)
    assert planned() == [("not_confirmed", "Mette")]
    play_day(MONDAY, now=NOW)

    letter = next(sent for sent in postbox.outbox if sent.subject.startswith("Tal om effekten"))
    assert "Vi faldt i går" in letter.body


def test_that_mail_is_dropped_when_the_plan_has_been_evaluated_meanwhile(plan, manager, amr):
    endings.disagree(plan, words="Vi faldt i går", by=amr, now=NOW, today=TODAY)
    life.evaluate(plan, EvaluationAnswer(verdict="partly", submission_id=uuid.uuid4()), by=manager, now=NOW, today=TODAY)
    play_day(MONDAY, now=NOW)

    assert not any(sent.subject.startswith("Tal om effekten") for sent in postbox.outbox)


def test_a_year_later_the_owner_is_asked_whether_it_still_works(plan, manager, amr):
    endings.confirm(plan, words="", by=amr, now=NOW)
    on = plan.hold_check_on
    queue_reminders(now=morning(on - timedelta(days=3)))
    assert planned() == []
    queue_reminders(now=morning(on))
    assert planned() == [("hold_check", "Mette")]

    endings.check_hold(plan, HoldCheckAnswer("still", uuid.uuid4()), by=manager, now=morning(on), today=on)
    queue_reminders(now=morning(on + timedelta(days=21)))
    assert planned() == [("hold_check", "Mette")]


def test_a_second_person_who_leaves_is_followed_by_another_and_so_is_an_owner_with_a_look_to_come(plan, ward, manager, amr):
    Engagement.objects.filter(user=amr).update(valid_to=TODAY)
    other = EngagementFactory(user__first_name="Jens", unit=ward.parent).user
    ward.parent.manager = other
    ward.parent.save(update_fields=["manager"])
    hand_over(today=MONDAY, now=morning(MONDAY))
    plan.refresh_from_db()
    assert plan.confirm_by == other

    Engagement.objects.filter(user=manager).update(valid_to=MONDAY)
    hand_over(today=MONDAY + timedelta(days=1), now=morning(MONDAY + timedelta(days=1)))
    plan.refresh_from_db()
    assert plan.owner == other


def test_the_start_page_asks_the_second_person_and_later_the_owner(plan, manager, amr, client_of):
    assert "hvordan ser du det?" in client_of(amr).get("/").content.decode()
    assert "hvordan ser du det?" not in client_of(manager).get("/").content.decode()
    ActionPlan.objects.filter(pk=plan.pk).update(hold_check_on=TODAY)
    assert "virker det stadig?" in client_of(manager).get("/").content.decode()


def test_planning_the_mails_of_many_endings_costs_as_many_queries_as_of_one(plan, ward, manager):
    with CaptureQueriesContext(connection) as one:
        queue_reminders(now=morning(MONDAY))
    for _ in range(4):
        more = PlanFactory(unit=ward, owner=manager, status="awaiting", risk_likelihood=5, risk_consequence=5, **LATE)
        life.evaluate(more, EvaluationAnswer(verdict="solved", submission_id=uuid.uuid4()), by=manager, now=NOW, today=TODAY)
    OutboxMail.objects.all().delete()
    with CaptureQueriesContext(connection) as many:
        queue_reminders(now=morning(MONDAY))
    assert len(many) == len(one)
