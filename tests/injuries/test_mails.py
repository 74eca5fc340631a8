"""Mails about cases: to whom, on which day, never twice, and carrying nothing (A3-02, A3-15)."""

import re
from datetime import date, datetime, timedelta
from threading import Thread
from uuid import uuid4

import pytest
from django.core import mail as sent_mail
from django.db import connections

from injuries.models import Case, CaseKind, Feedback
from injuries.reading import opened
from injuries.usecases import absences, clockwork, mailing
from injuries.usecases.absences import Facts
from injuries.usecases.registering import NewAbsence, NewCase, register
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.models import OutboxMail
from tests.factories import NOW, TODAY, AbsenceFactory, CaseFactory, ReportFactory, SignedCaseFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def planned(kind=None, at=NOW):
    """Who gets what of the mails that are new at that time."""
    known = set(OutboxMail.objects.values_list("pk", flat=True))
    mailing.queue_injury_mails(now=at)
    rows = OutboxMail.objects.exclude(pk__in=known).select_related("recipient")
    return {(one.kind, one.recipient) for one in rows if kind in (None, one.kind)}


def test_a_new_case_is_told_to_who_signs_and_to_the_group_and_to_nobody_else(house):
    assert planned() == {("injury_sign", house.manager), ("injury_event", house.amr)}


def test_about_the_manager_the_administrator_is_asked_and_kept_from_her_the_group_is_not_told(house):
    Case.objects.filter(pk=house.case.pk).update(injured=house.manager)
    assert planned() == {("injury_sign", house.administrator), ("injury_event", house.amr)}
    kept = CaseFactory(unit=house.ward, injured=house.injured, is_kept_from_manager=True)
    mailing.queue_of([kept.pk], now=NOW)
    assert [one.recipient for one in OutboxMail.objects.filter(payload__case=kept.pk)] == [house.administrator]


def test_twice_in_a_row_and_from_four_threads_each_mail_is_one(house):
    planned()
    assert mailing.queue_injury_mails(now=NOW) == 0


@pytest.mark.django_db(transaction=True)
def test_at_once_from_four_schedulers_each_mail_is_one():
    from tests.injuries.conftest import make_injury_house

    make_injury_house()

    def run():
        mailing.queue_injury_mails(now=NOW)
        connections.close_all()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert OutboxMail.objects.count() == 2


def test_who_does_not_sign_is_asked_again_after_two_and_five_days_on_working_days(house):
    begun = NOW  # a Sunday
    planned("injury_sign")
    got = [day for day in range(1, 12) if planned("injury_sign", begun + day * DAY)]

    assert got == [2, 5]
    friday = CaseFactory(unit=house.ward, injured=house.injured, registered_at=NOW - 2 * DAY)
    mailing.queue_of([friday.pk], now=NOW - 2 * DAY)
    assert mailing.sign_stage(friday, NOW) == "at_once"  # Sunday: the second day waits for Monday
    assert mailing.sign_stage(friday, NOW + DAY) == "2"


def test_a_signed_case_asks_nobody_again(house):
    SignedCaseFactory(unit=house.ward, injured=house.injured, signed_by=house.manager)
    Case.objects.filter(pk=house.case.pk).update(state="signed", signed_at=NOW, signed_by=house.manager)

    assert planned("injury_sign") == set()


def clocked(house, first, **fields):
    case = SignedCaseFactory(unit=house.ward, injured=house.injured, signed_by=house.manager, happened_on=first - DAY, **fields)
    AbsenceFactory(case=case, starts_on=first)
    clockwork.keep(case, now=NOW)
    return case


def days_with(case, first, until):
    """On which days after the first day of absence a mail of the clock is planned."""
    found = []
    for days in range(until):
        at = datetime.combine(first + days * DAY, datetime.min.time().replace(hour=8), COPENHAGEN)
        before = OutboxMail.objects.filter(kind="injury_clock").count()
        mailing.queue_of([case.pk], now=at)
        if OutboxMail.objects.filter(kind="injury_clock").count() > before:
            found.append(days)
    return found


@pytest.mark.parametrize(
    ("first", "days"),
    [
        (date(2026, 11, 23), [7, 10, 11, 15]),  # a Monday: the 12th day is a Saturday, so Friday tells it
        (date(2026, 11, 24), [7, 10, 15]),  # day 12 is a Sunday: told on the Friday, which is day 10
        (date(2026, 12, 16), [7, 12, 15]),  # day 10 is the day after Christmas: told on the 23rd, which is day 7
        (date(2026, 10, 20), [7, 10, 15]),  # across the end of summer time
        (date(2027, 3, 16), [7, 8, 15]),  # across its beginning, and Easter: both told on the Wednesday before
    ],
)
def test_the_clock_is_told_on_day_7_10_and_12_and_when_late_never_after_its_day(house, first, days):
    case = clocked(house, first)

    assert days_with(case, first, 20) == days
    people = set(OutboxMail.objects.filter(kind="injury_clock").values_list("recipient", flat=True))
    assert people == {house.manager.pk, house.administrator.pk}


def test_absence_that_was_told_late_sends_the_last_stage_only(house):
    case = clocked(house, TODAY - 11 * DAY)

    mailing.queue_of([case.pk], now=NOW)

    stages = set(OutboxMail.objects.filter(kind="injury_clock").values_list("payload__stage", flat=True))
    assert {stage.rpartition("-")[2] for stage in stages} == {"4"}


def test_a_told_case_hurries_nobody_and_its_planned_mails_are_dropped(house):
    case = clocked(house, TODAY - 11 * DAY)
    mailing.queue_of([case.pk], now=NOW)
    ReportFactory(case=case)

    outbox.deliver(now=NOW)

    assert set(OutboxMail.objects.filter(kind="injury_clock").values_list("dropped_at", flat=True)) == {NOW}
    assert days_with(case, TODAY, 10) == []


def test_a_new_last_day_begins_anew(house):
    case = clocked(house, TODAY - 11 * DAY)
    mailing.queue_of([case.pk], now=NOW)
    AbsenceFactory(case=case, starts_on=TODAY - 12 * DAY, ends_on=TODAY - 12 * DAY)
    Case.objects.filter(pk=case.pk).update(happened_on=TODAY - 13 * DAY)
    case.refresh_from_db()
    clockwork.keep(case, now=NOW)

    mailing.queue_of([case.pk], now=NOW)

    assert OutboxMail.objects.filter(kind="injury_clock", recipient=house.manager).count() == 2


def test_a_death_is_told_in_the_moment_it_is_noted(house):
    case = opened(house.manager, house.case.public_id, now=NOW)

    absences.note_facts(case, Facts(may_claim=False, is_serious=False, died_at=NOW), version=case.version, by=house.manager, now=NOW)

    told = OutboxMail.objects.filter(kind="injury_clock")
    assert {one.recipient for one in told} == {house.manager, house.administrator}
    assert all(one.available_at == NOW for one in told)


def test_absence_that_comes_later_is_told_to_everybody_concerned_but_who_noted_it(house):
    closed = SignedCaseFactory(unit=house.ward, injured=house.injured, happened_on=TODAY - 6 * DAY, state="closed", closed_at=NOW)
    case = opened(house.manager, closed.public_id, now=NOW)

    absences.add(case, NewAbsence(TODAY - 2 * DAY), by=house.manager, now=NOW, today=TODAY)

    assert {one.recipient for one in OutboxMail.objects.filter(kind="injury_again")} == {house.administrator, house.injured}


def test_the_reporter_is_told_that_there_is_an_answer(house):
    Case.objects.filter(pk=house.case.pk).update(reporter=house.colleague)
    Feedback.objects.create(case=house.case, kind="received", at=NOW)
    assert planned("injury_answer") == set()
    Feedback.objects.create(case=house.case, kind="status", text="Tak", at=NOW, by=house.manager)
    assert planned("injury_answer") == {("injury_answer", house.colleague)}


def test_what_was_brought_in_from_an_earlier_system_asks_nobody(house):
    Case.objects.update(registered_at=NOW - timedelta(days=400))

    assert planned() == set()


WORDS = ("Signe", "Skadet", "Sengeafsnit", "Hospitalet", "ulykke", "gulv", "ankel", "fravær", "Fravær", "nål", "died", "død")


def test_the_mails_carry_nothing(house):
    CaseFactory(unit=house.ward, injured=house.injured, reporter=house.colleague, kind="violence")
    clocked(house, TODAY - 8 * DAY)
    late = clocked(house, TODAY - 20 * DAY)
    absences.note_facts(
        opened(house.manager, late.public_id, now=NOW),
        Facts(may_claim=True, is_serious=False, died_at=NOW),
        version=late.version,
        by=house.manager,
        now=NOW,
    )
    Feedback.objects.create(case=house.case, kind="status", text="Tak Signe", at=NOW, by=house.manager)
    closed = SignedCaseFactory(unit=house.ward, injured=house.injured, happened_on=TODAY - 6 * DAY, state="closed", closed_at=NOW)
    absences.add(opened(house.manager, closed.public_id, now=NOW), NewAbsence(TODAY), by=house.manager, now=NOW, today=TODAY)
    mailing.queue_injury_mails(now=NOW)

    outbox.deliver(now=NOW)

    kinds = set(OutboxMail.objects.filter(sent_at__isnull=False).values_list("kind", flat=True))
    assert kinds == {"injury_sign", "injury_event", "injury_clock", "injury_answer", "injury_again"}
    assert len(sent_mail.outbox) >= 8
    for letter in sent_mail.outbox:
        assert re.fullmatch(r"Du har en opgave i SafetyNet \(2026-\d{5}\)", letter.subject)
        text = letter.body + "".join(part.content for part in letter.alternatives)
        assert [word for word in WORDS if word in text] == []


def test_many_cases_cost_no_more_queries_than_few(house, count_queries):
    few = count_queries(lambda: mailing.queue_injury_mails(now=NOW))
    CaseFactory.create_batch(12, unit=house.ward, injured=house.injured)

    assert count_queries(lambda: mailing.queue_injury_mails(now=NOW)) == few


def test_the_scheduled_jobs_run(house):
    from injuries import tasks

    AbsenceFactory(case=house.case)
    tasks.keep_injury_clocks()
    tasks.queue_injury_mails()

    house.case.refresh_from_db()
    assert house.case.duty == "absence"
    assert OutboxMail.objects.count() == 2


def test_an_anonymous_report_is_told_the_next_morning_so_that_no_mail_tells_its_minute(house):
    Case.objects.all().delete()
    CaseFactory(
        unit=house.ward, kind="observation", reporter=None, is_anonymous=True, may_contact=False, registered_at=NOW.replace(hour=11)
    )

    assert planned() == set()
    assert planned(at=NOW + DAY) == {("injury_sign", house.manager), ("injury_event", house.amr)}


def test_a_death_that_is_reported_is_told_in_the_moment_of_reporting(house):
    event = {"happened_on": TODAY - DAY, "place_kind": "corridor", "course": "Faldt", "died_at": NOW}
    new = NewCase(kind=CaseKind.ACCIDENT, unit=house.ward, event=event, submission_id=uuid4(), injured=house.injured)

    register(new, by=house.colleague, now=NOW)

    assert {one.recipient for one in OutboxMail.objects.filter(kind="injury_clock")} == {house.manager, house.administrator}
