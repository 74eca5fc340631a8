"""Everybody asked gets one right to answer and one mail; nobody and nothing shows who has answered."""

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core import mail as outgoing
from django.db import connection, transaction

from apv import sealing
from apv.models import Invitation, RoundReminder, RoundStatus, SealedAnswer, SurveyMail
from apv.shares import share_of
from apv.usecases import inviting
from apv.usecases.freezing import freeze_tree
from apv.usecases.playing import look_after_rounds
from safetynet.common import outbox
from safetynet.common.models import OutboxMail
from tests.factories import EngagementFactory, OpenRoundFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MONDAY = date(2026, 11, 23)


def at(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, tzinfo=COPENHAGEN)


def open_round(people, **columns):
    unit = UnitFactory(name="Afsnit 1")
    for person in people:
        EngagementFactory(unit=unit, user=person)
    dates = {"opens_on": MONDAY, "closes_on": MONDAY + timedelta(days=25)}
    survey_round = OpenRoundFactory(top=unit, tree_on=MONDAY, languages=["da", "sv"], **dates | columns)
    freeze_tree(survey_round)
    return survey_round


def token_of(survey_round, person):
    invitation = Invitation.objects.get(round=survey_round, person=person)
    return sealing.token_of(inviting.token_key_of(survey_round), invitation.pk)


def answer(survey_round, person):
    SealedAnswer.objects.create(token_hash=sealing.hash_of(token_of(survey_round, person)), round=survey_round, sealed=b"x")


def test_everybody_asked_gets_one_right_and_one_mail_however_often_the_worker_looks():
    people = [UserFactory() for _ in range(3)]
    on_paper = UserFactory(email="")
    survey_round = open_round([*people, on_paper])

    assert inviting.invite(survey_round.pk, now=at(MONDAY)) == 3
    assert inviting.invite(survey_round.pk, now=at(MONDAY)) == 0

    assert Invitation.objects.filter(round=survey_round).count() == 4
    assert {mail.recipient_id for mail in OutboxMail.objects.all()} == {person.pk for person in people}


def test_the_database_has_no_code_only_its_hash_and_the_mails_rows_no_text():
    survey_round = open_round([person := UserFactory()])
    inviting.invite(survey_round.pk, now=at(MONDAY))
    token = token_of(survey_round, person)
    invitation = Invitation.objects.get()
    assert bytes(invitation.token_hash) == sealing.hash_of(token)
    assert bytes(invitation.named_token_hash) != bytes(invitation.token_hash)
    assert OutboxMail.objects.get().payload == {"round": survey_round.pk}


def test_the_invitation_has_the_link_and_the_code_in_the_persons_language():
    danish, swedish, other = UserFactory(), UserFactory(language="sv"), UserFactory(language="en")
    survey_round = open_round([danish, swedish, other])
    inviting.invite(survey_round.pk, now=at(MONDAY))

    outbox.deliver(now=at(MONDAY))

    sent = {message.to[0]: message for message in outgoing.outbox}
    for person, language in ((danish, "da"), (swedish, "sv"), (other, "da")):
        body = sent[person.email].body
        token = token_of(survey_round, person)
        assert f"{settings.SURVEY.url}/s/{token}/{language}/" in body
        assert sealing.in_groups(token) in body
    assert settings.SURVEY.url.split("/")[2].split(":")[0] == settings.SURVEY.host


def test_mails_leave_in_the_morning_of_a_working_day_in_waves(monkeypatch):
    monkeypatch.setattr(inviting, "WAVE", 2)
    saturday = date(2026, 11, 28)
    survey_round = open_round([UserFactory() for _ in range(5)], opens_on=saturday)
    inviting.invite(survey_round.pk, now=at(MONDAY))
    monday = datetime(2026, 11, 30, 8, tzinfo=COPENHAGEN)
    waves = sorted(OutboxMail.objects.values_list("available_at", flat=True))
    assert waves == [monday, monday, *[monday + timedelta(minutes=2)] * 2, monday + timedelta(minutes=4)]


def test_a_round_opened_late_in_the_evening_invites_in_the_morning():
    survey_round = open_round([UserFactory()])
    inviting.invite(survey_round.pk, now=at(MONDAY, 21))
    assert OutboxMail.objects.get().available_at == at(MONDAY + timedelta(days=1), 8)


def test_nobody_is_invited_to_a_round_that_is_not_open():
    survey_round = open_round([UserFactory()], status=RoundStatus.CLOSED, closed_on=MONDAY)
    assert inviting.invite(survey_round.pk, now=at(MONDAY)) == 0


def test_an_invitation_that_waited_past_the_last_day_is_not_sent():
    survey_round = open_round([UserFactory()])
    inviting.invite(survey_round.pk, now=at(MONDAY))
    outbox.deliver(now=at(survey_round.closes_on + timedelta(days=3)))
    assert outgoing.outbox == []


def test_reminders_come_a_week_and_two_weeks_after_and_two_days_before_never_at_weekends():
    survey_round = open_round([UserFactory()], closes_on=date(2026, 12, 15))  # a Tuesday: two days before is a Sunday
    assert inviting.stages(survey_round) == [
        ("after-7", date(2026, 11, 30)),
        ("after-14", date(2026, 12, 7)),
        ("before-20261215", date(2026, 12, 11)),
    ]


def test_a_reminder_goes_only_to_who_has_not_answered_and_no_row_tells():
    done, waiting = UserFactory(), UserFactory()
    survey_round = open_round([done, waiting])
    inviting.invite(survey_round.pk, now=at(MONDAY))
    outbox.deliver(now=at(MONDAY))
    outgoing.outbox.clear()
    answer(survey_round, done)
    day = MONDAY + timedelta(days=7)

    assert inviting.queue_reminders(now=at(day), today=day) == 2
    assert inviting.queue_reminders(now=at(day), today=day) == 0
    outbox.deliver(now=at(day))

    assert [message.to for message in outgoing.outbox] == [[waiting.email]]
    rows = {row.recipient_id: row for row in OutboxMail.objects.filter(kind=SurveyMail.REMINDER)}
    shown = {
        pk: {name: value for name, value in vars(row).items() if name not in ("_state", "id", "recipient_id", "key", "message_id")}
        for pk, row in rows.items()
    }
    assert shown[done.pk] == shown[waiting.pk]
    assert shown[done.pk]["sent_at"] == at(day)


def test_who_answers_between_planning_and_delivery_gets_no_reminder():
    person = UserFactory()
    survey_round = open_round([person])
    inviting.invite(survey_round.pk, now=at(MONDAY))
    day = MONDAY + timedelta(days=7)
    inviting.queue_reminders(now=at(day), today=day)
    answer(survey_round, person)
    OutboxMail.objects.filter(kind=SurveyMail.INVITATION).delete()
    outbox.deliver(now=at(day))
    assert outgoing.outbox == []


def test_nothing_at_night_and_at_weekends_and_of_several_missed_ones_the_last():
    survey_round = open_round([UserFactory()])
    inviting.invite(survey_round.pk, now=at(MONDAY))
    saturday, late = date(2026, 12, 12), date(2026, 12, 14)
    assert inviting.queue_reminders(now=at(saturday), today=saturday) == 0
    assert inviting.queue_reminders(now=at(late, 22), today=late) == 0
    assert inviting.queue_reminders(now=at(late), today=late) == 1
    assert (
        OutboxMail.objects.get(kind=SurveyMail.REMINDER).key
        == f"survey_reminder:{survey_round.pk}:after-14:{survey_round.invitations.get().person_id}"
    )
    assert sorted(RoundReminder.objects.values_list("stage", flat=True)) == ["after-14", "after-7"]


def test_an_extended_round_reminds_before_its_new_end():
    survey_round = open_round([UserFactory()], remind_after=[])
    first = inviting.stages(survey_round)
    survey_round.closes_on += timedelta(days=14)
    assert inviting.stages(survey_round) != first


def test_no_row_of_a_reminder_is_left_after_two_days_and_at_opening():
    survey_round = open_round([UserFactory()])
    inviting.invite(survey_round.pk, now=at(MONDAY))
    day = MONDAY + timedelta(days=7)
    inviting.queue_reminders(now=at(day), today=day)
    assert inviting.forget_old_reminders(now=at(day + timedelta(days=1))) == 0
    assert inviting.forget_old_reminders(now=at(day + timedelta(days=3))) == 1
    RoundReminder.objects.all().delete()
    inviting.queue_reminders(now=at(day), today=day)
    inviting.forget_reminders(survey_round.pk)
    assert not OutboxMail.objects.filter(kind=SurveyMail.REMINDER).exists()


def test_response_rates_are_rounded_daily_from_ten_invited_and_never_none_or_all():
    people = [UserFactory() for _ in range(12)]
    survey_round = open_round(people)
    small = UnitFactory(parent=survey_round.top)
    for _ in range(3):
        EngagementFactory(unit=small)
    freeze_tree(survey_round)
    inviting.invite(survey_round.pk, now=at(MONDAY))
    for person in people[:8]:
        answer(survey_round, person)
    tuesday = MONDAY + timedelta(days=1)

    assert inviting.bring_up_shares(today=MONDAY) == 0
    assert inviting.bring_up_shares(today=tuesday) == 1
    assert inviting.bring_up_shares(today=tuesday) == 0

    survey_round.refresh_from_db()
    assert survey_round.answered_share == 60  # 8 of 15 is 53.3
    assert survey_round.units.get(unit=small).answered_share is None
    for one in Invitation.objects.exclude(person__in=people[:8]):
        answer(survey_round, one.person)
    inviting.bring_up_shares(today=tuesday + timedelta(days=1))
    survey_round.refresh_from_db()
    assert survey_round.answered_share == 80


@pytest.mark.parametrize("invited", [10, 11, 19, 39, 40, 75, 400])
def test_no_response_rate_tells_how_many_answered(invited):
    told = Counter(share_of(answered, invited) for answered in range(invited + 1))

    assert min(told.values()) >= 2
    assert 0 not in told
    assert 100 not in told


def test_the_worker_role_can_do_all_of_it():
    survey_round = open_round([person := UserFactory(), UserFactory()])
    day = MONDAY + timedelta(days=7)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE safetynet_worker")
        inviting.invite(survey_round.pk, now=at(MONDAY))
        cursor.execute("SET LOCAL ROLE safetynet_web")
        answer_hash = sealing.hash_of(token_of(survey_round, person))
        SealedAnswer.objects.create(token_hash=answer_hash, round=survey_round, sealed=b"x")
        cursor.execute("SET LOCAL ROLE safetynet_worker")
        inviting.queue_reminders(now=at(day), today=day)
        outbox.deliver(now=at(day))
        inviting.bring_up_shares(today=day)
        inviting.forget_reminders(survey_round.pk)
    assert len(outgoing.outbox) == 3


def test_a_day_of_the_demo_reminds_brings_rates_up_and_closes():
    survey_round = open_round([UserFactory() for _ in range(10)])
    inviting.invite(survey_round.pk, now=at(MONDAY))
    look_after_rounds(now=at(MONDAY + timedelta(days=7)))
    survey_round.refresh_from_db()
    assert (OutboxMail.objects.filter(kind=SurveyMail.REMINDER).count(), survey_round.answered_share) == (10, 20)
    look_after_rounds(now=at(survey_round.closes_on + timedelta(days=1)))
    survey_round.refresh_from_db()
    assert survey_round.status == RoundStatus.CLOSED
    assert not OutboxMail.objects.filter(kind=SurveyMail.REMINDER).exists()
