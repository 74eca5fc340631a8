"""Where the mail stands, and the demo's mails: for those who may, and only where they may be."""

import uuid
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from orgstructure.permissions import Perm
from safetynet.common import clock, outbox
from safetynet.common.letters import CalendarPart, Letter
from safetynet.common.models import PARK_AFTER_ATTEMPTS, DemoClock, OutboxMail
from tests.factories import NOW, TODAY, EngagementFactory, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

SOME_MAIL = "5b3b67d4-8abf-426c-a142-f16624c2c603"
KIND = "test-kind"
LETTER = Letter(
    "Virkede det? Lift", "Virkede det?\nhttp://127.0.0.1:8000/m/x/\n", "<html><head></head><body><h1>Virkede det?</h1></body></html>",
    CalendarPart("REQUEST", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
)  # fmt: skip


@pytest.fixture
def operator(person_with, client_of):
    return client_of(person_with(Perm.OPERATE, on=UnitFactory()))


@pytest.fixture
def demo(settings, tmp_path, monkeypatch):
    settings.DEMO = True
    settings.DEMO_MAIL_DIR = tmp_path
    settings.EMAIL_BACKEND = "safetynet.common.demomail.DemoMailBackend"
    monkeypatch.setitem(outbox._renderers, KIND, lambda *_: LETTER)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=DemoClock.offset_in_days()))
    return tmp_path


def a_mail(to=None, **fields):
    defaults = {"kind": KIND, "key": str(uuid.uuid4()), "created_at": NOW, "available_at": NOW, "recipient": to or UserFactory()}
    return OutboxMail.objects.create(**(defaults | fields))


# --- Mail status -----------------------------------------------------------------------------------------
def test_who_runs_the_system_sees_what_waits_and_tries_it_again(operator):
    stuck = a_mail(attempts=PARK_AFTER_ATTEMPTS, last_error="SMTPDataError 550")
    a_mail()

    page = operator.get("/operation/mail/").content.decode()
    assert "SMTPDataError 550" in page
    assert stuck.recipient.get_full_name() in page

    assert operator.post("/operation/mail/retry/", {"mail": stuck.pk}).status_code == 302
    stuck.refresh_from_db()
    assert stuck.attempts == 0


@pytest.mark.parametrize("chosen", ["", "999999", "x", "9" * 40])
def test_a_strange_choice_of_mail_is_no_error(operator, chosen):
    a_mail(attempts=PARK_AFTER_ATTEMPTS)
    assert operator.post("/operation/mail/retry/", {"mail": chosen}).status_code == 302


def test_nobody_else_sees_it(client_of):
    stranger = client_of(EngagementFactory().user)
    assert stranger.get("/operation/mail/").status_code == 403
    assert stranger.post("/operation/mail/retry/").status_code == 403


def test_a_paused_copy_says_so(operator, settings):
    settings.MAIL_PAUSED = True
    assert "MAIL_PAUSED" in operator.get("/operation/mail/").content.decode()


def test_the_list_of_stuck_mails_takes_the_same_queries_for_few_and_many(operator, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert operator.get("/operation/mail/").status_code == 200
        return len(captured)

    a_mail(attempts=PARK_AFTER_ATTEMPTS)
    few = queries()
    for _n in range(20):
        a_mail(attempts=PARK_AFTER_ATTEMPTS)
    assert queries() == few


# --- The demo's mails ---------------------------------------------------------------------------------------
def test_the_demo_shows_a_mail_as_it_was_sent(demo, client_of):
    anna = EngagementFactory().user
    mail = a_mail(to=anna)
    outbox.deliver(now=NOW)
    browser = client_of(anna)

    assert "Virkede det? Lift" in browser.get("/demo/mails/").content.decode()
    page = browser.get(f"/demo/mails/{mail.message_id}/")
    assert 'href="http://127.0.0.1:8000/m/x/"' in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    html = browser.get(f"/demo/mails/{mail.message_id}/html/")
    assert "<h1>Virkede det?</h1>" in html.content.decode()
    assert "sandbox" in html["Content-Security-Policy"]
    assert "default-src 'none'" in html["Content-Security-Policy"]
    assert "script-src" not in html["Content-Security-Policy"]
    calendar = browser.get(f"/demo/mails/{mail.message_id}/calendar/")
    assert calendar["Content-Type"].startswith("text/calendar")


def test_a_mail_whose_text_is_not_there_says_so(demo, client_of):
    mail = a_mail(sent_at=NOW)
    browser = client_of(mail.recipient)
    assert browser.get("/demo/mails/").status_code == 200
    assert browser.get(f"/demo/mails/{mail.message_id}/").status_code == 200
    assert browser.get(f"/demo/mails/{mail.message_id}/html/").status_code == 404


def test_the_same_mail_sent_again_is_one_file(demo):
    mail = a_mail()
    outbox.deliver(now=NOW)
    OutboxMail.objects.filter(pk=mail.pk).update(sent_at=None, claimed_at=None)
    outbox.deliver(now=NOW)
    assert [path.name for path in demo.iterdir()] == [f"{mail.message_id}.eml"]


@pytest.mark.parametrize("path", ["", f"{SOME_MAIL}/", f"{SOME_MAIL}/html/", f"{SOME_MAIL}/calendar/"])
def test_outside_the_demo_there_are_no_such_pages(client_of, path):
    browser = client_of(EngagementFactory().user)
    assert browser.get(f"/demo/mails/{path}").status_code == 404
    assert browser.post("/demo/next-day/").status_code == 404


def test_the_next_day_moves_the_clock_and_sends_what_is_due(demo, client_of, monkeypatch):
    owner = EngagementFactory().user
    PlanFactory(owner=owner, status="awaiting", starts_on=TODAY, implement_by=TODAY, evaluate_on=TODAY)

    answer = client_of(owner).post("/demo/next-day/", {"next": "https://evil.invalid/"})

    assert (answer.status_code, answer.url) == (302, "/demo/mails/")
    assert DemoClock.offset_in_days() == 1
    assert OutboxMail.objects.get(recipient=owner, sent_at__isnull=False).kind == "evaluation_overdue"


# --- send_reminders -------------------------------------------------------------------------------------------
def said(capsys):
    return capsys.readouterr().out


def test_the_command_plays_any_day_and_twice_is_once(capsys):
    owner = EngagementFactory().user
    PlanFactory(owner=owner, status="awaiting", starts_on=TODAY, implement_by=TODAY, evaluate_on=TODAY)

    call_command("send_reminders", today="2026-11-30")
    assert "sent 1" in said(capsys)
    call_command("send_reminders", today="2026-11-30")
    assert "sent 0" in said(capsys)


def test_in_the_demo_the_command_sets_the_clock(demo, capsys):
    call_command("send_reminders", today="2026-12-01")
    assert DemoClock.offset_in_days() == 9
    call_command("send_reminders", today="2026-11-25")
    assert DemoClock.offset_in_days() == 3
    call_command("send_reminders", today="2020-01-01")
    assert DemoClock.offset_in_days() == 3
    assert "before the real date" in said(capsys)


def test_production_plays_today_only(settings, capsys):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="leave --today out"):
        call_command("send_reminders", today="2026-12-01")
    call_command("send_reminders")
    assert "sent 0" in said(capsys)


def test_a_date_that_is_none_is_explained():
    with pytest.raises(CommandError, match="--today 2026-11-30"):
        call_command("send_reminders", today="i morgen")
