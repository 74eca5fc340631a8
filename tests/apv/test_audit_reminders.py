"""Reminders of the self-audit: who, when, one mail a person and stage, never about what was sent in, and in both languages."""

from datetime import date, timedelta

import pytest

from apv import audit_stages
from apv.models import AuditReminder
from apv.tasks import lay_audit_places
from apv.tasks import queue_audit_mails as task
from apv.usecases.audit_reminding import queue_audit_mails
from orgstructure.models import RoleHolding
from orgstructure.permissions import Role
from safetynet.common import outbox
from safetynet.common.clock import at_hour
from safetynet.common.models import OutboxMail
from tests.factories import (
    NOW,
    AuditPlaceFactory,
    AuditQuestionFactory,
    AuditYearFactory,
    EngagementFactory,
    SelfAuditFactory,
    SubmittedAuditFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
DUE = date(2026, 12, 14)


def employed(**words):
    return EngagementFactory(user=UserFactory(**words)).user


@pytest.fixture
def year():
    year = AuditYearFactory(opens_on=MONDAY, due_on=DUE)
    AuditQuestionFactory.create_batch(2, question_set=year.question_set)
    return year


@pytest.fixture
def manager():
    return employed(first_name="Mette", email="mette@example.invalid")


@pytest.fixture
def place(year, manager):
    return AuditPlaceFactory(year=year, manager=manager, unit=UnitFactory(name="Afsnit M1", parent=year.top))


def run(day):
    return queue_audit_mails(today=day, now=at_hour(day, 9))


def letters(day):
    """What would be sent that day, made in each receiver's language."""
    made = []
    for mail in OutboxMail.objects.filter(sent_at=None, dropped_at=None).select_related("recipient").order_by("pk"):
        try:
            made.append((mail.recipient_id, outbox._render(mail, at_hour(day, 9))))
        except outbox.NoLongerDueError:
            mail.dropped_at = at_hour(day, 9)
            mail.save()
    return made


def test_the_days_warn_before_a_weekend_and_follow_after_it():
    saturday = AuditYearFactory.build(question_set=None, top=None, made_by=None, opens_on=date(2026, 11, 21), due_on=date(2027, 1, 16))

    assert audit_stages.stages(saturday) == [
        ("opened", date(2026, 11, 23)),
        ("before-7", date(2027, 1, 8)),
        ("due", date(2027, 1, 15)),
        ("after-14", date(2027, 2, 1)),
    ]


def test_one_mail_a_person_and_stage_however_many_places_and_runs(year, manager, place):
    AuditPlaceFactory(year=year, manager=manager, unit=UnitFactory(name="Afsnit M2", parent=year.top))

    assert [run(MONDAY), run(MONDAY), run(MONDAY + timedelta(days=1))] == [1, 0, 0]
    [(to, letter)] = letters(MONDAY)
    assert to == manager.pk
    assert "Afsnit M1" in letter.text
    assert "Afsnit M2" in letter.text
    assert "14. december 2026" in letter.subject
    assert AuditReminder.objects.count() == 2


def test_each_stage_is_told_once_and_of_several_that_were_missed_the_last(place):
    days = [MONDAY, DUE - timedelta(days=7), DUE, DUE + timedelta(days=14)]

    assert [run(day) for day in days] == [1, 1, 1, 1]
    assert list(AuditReminder.objects.order_by("pk").values_list("stage", flat=True)) == ["opened", "before-7", "due", "after-14"]
    AuditReminder.objects.all().delete()
    assert [run(DUE + timedelta(days=15)), run(DUE + timedelta(days=16))] == [1, 0]
    assert AuditReminder.objects.get().stage == "after-14"


def test_nothing_on_a_holiday_before_the_first_day_or_of_a_year_that_is_not_open(place, year):
    closed = AuditYearFactory(status="closed", closed_at=NOW, closed_by=UserFactory(), opens_on=MONDAY, due_on=DUE)
    AuditPlaceFactory(year=closed, manager=employed())

    assert [run(MONDAY - timedelta(days=3)), run(date(2026, 11, 28))] == [0, 0]
    year.status, year.closed_at, year.closed_by = "closed", NOW, year.made_by
    year.save()
    assert run(DUE) == 0


def test_whoever_has_sent_in_hears_nothing_and_who_was_sent_back_does(year, place, manager):
    SubmittedAuditFactory(year=year, places=[place])
    other = AuditPlaceFactory(year=year, manager=employed())
    SubmittedAuditFactory(year=year, places=[other], status="sent_back")

    assert run(DUE) == 1
    assert OutboxMail.objects.get().recipient == other.manager


def test_what_was_sent_in_between_planning_and_sending_is_left_out(year, place):
    run(DUE)
    SubmittedAuditFactory(year=year, places=[place])

    assert letters(DUE) == []


def test_the_deputy_of_the_manager_on_that_unit_is_told_too_and_nobody_who_has_left(place, manager):
    deputy, gone = employed(), UserFactory()
    for person, unit in ((deputy, place.unit), (gone, place.unit), (employed(), UnitFactory())):
        RoleHolding.objects.create(
            user=person, role=Role.MANAGER, unit=unit, source="deputy", deputy_for=manager, by=UserFactory(), reason="Ferie",
            valid_from=MONDAY, valid_to=DUE,
        )  # fmt: skip

    run(MONDAY)

    assert set(OutboxMail.objects.values_list("recipient", flat=True)) == {manager.pk, deputy.pk}


def test_a_reason_stops_the_last_question_but_not_the_expectation(place, manager):
    place.reason, place.reason_at, place.reason_by = "time", NOW, manager
    place.save()

    assert [run(DUE), run(DUE + timedelta(days=14))] == [1, 0]


def test_two_mails_never_come_within_three_days(place):
    AuditReminder.objects.create(place=place, person=place.manager, stage="opened", on=DUE - timedelta(days=1))

    assert [run(DUE), run(DUE + timedelta(days=2))] == [0, 1]


@pytest.mark.parametrize(
    ("language", "day", "subject", "words"),
    [
        ("da", MONDAY, "Egenkontrol 2026: svar senest", "Svar sammen med jeres arbejdsmiljørepræsentant"),
        ("sv", MONDAY, "Egenkontroll 2026: svara senast", "skyddsombud"),
        ("da", DUE - timedelta(days=7), "Egenkontrol 2026: sidste dag er", "Kan du sende den ind"),
        ("sv", DUE, "Egenkontroll 2026: sista dagen är", "1 av 2 besvarade"),
        ("da", DUE + timedelta(days=2), "Egenkontrol 2026: sidste dag var", "stadig sendes ind"),
        ("da", DUE + timedelta(days=14), "Egenkontrol 2026: hvorfor blev den ikke besvaret?", "Fortæl på 20 sekunder, hvorfor ikke"),
        ("sv", DUE + timedelta(days=14), "Egenkontroll 2026: varför besvarades den inte?", "Berätta på 20 sekunder varför inte"),
    ],
)
def test_the_mail_says_what_is_asked_in_the_readers_language(year, place, manager, language, day, subject, words):
    manager.language = language
    manager.save()
    begun = SelfAuditFactory(year=year, places=[place])
    begun.answers.create(question=year.question_set.questions.first(), answer="yes", answered_at=NOW, answered_by=manager)

    run(day)

    [(_to, letter)] = letters(day)
    assert letter.subject.startswith(subject)
    assert words in letter.text
    assert f"/audits/places/{place.pk}/why/" in letter.text
    assert "/audits/" in letter.html


@pytest.mark.parametrize("number", [1, 30])
def test_many_places_are_planned_with_as_many_queries_as_few(year, number, django_assert_max_num_queries):
    for _ in range(number):
        AuditPlaceFactory(year=year, manager=employed())

    with django_assert_max_num_queries(12):
        assert run(MONDAY) == number


def test_the_worker_lays_places_and_plans_mails(year, monkeypatch):
    head = employed()
    year.top.manager = head
    year.top.save()
    monkeypatch.setattr("safetynet.common.clock.today", lambda: MONDAY)

    lay_audit_places()
    task()

    assert year.places.get().manager == head
    assert OutboxMail.objects.get().recipient == head
