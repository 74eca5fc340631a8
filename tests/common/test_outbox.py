"""A mail is planned once, sent once, never lost, and no mail stops another."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail as postbox
from django.db import connection, connections

from safetynet.common import outbox
from safetynet.common.letters import CalendarPart, Letter, one_line
from safetynet.common.models import OutboxMail
from tests.factories import NOW, UserFactory

KIND = "test-kind"


def a_letter(mail, now):
    return Letter("Virkede det? Lift", "Virkede det?\n", "<p>Virkede det?</p>")


@pytest.fixture(autouse=True)
def _renderer(monkeypatch):
    monkeypatch.setitem(outbox._renderers, KIND, a_letter)


def plan_mail(key="one", *, to=None, kind=KIND, now=NOW, **payload):
    return outbox.queue(outbox.NewMail(kind, key, (to or UserFactory()).pk, payload, now), now=now)


def row(mail):
    return OutboxMail.objects.get(pk=mail.pk)


@pytest.mark.django_db
def test_the_same_key_is_planned_once_and_sent_once_however_often_it_is_asked():
    anna = UserFactory()

    assert plan_mail(to=anna) is not None
    assert plan_mail(to=anna) is None
    assert outbox.deliver(now=NOW).sent == 1
    assert outbox.deliver(now=NOW).sent == 0
    assert plan_mail(to=anna) is None

    assert len(postbox.outbox) == 1


@pytest.mark.django_db
def test_of_many_planned_at_once_only_the_new_ones_are_returned():
    anna = UserFactory()
    plan_mail("old", to=anna)

    new = outbox.queue_all([outbox.NewMail(KIND, key, anna.pk, {}, NOW) for key in ("old", "new")], now=NOW)

    assert [mail.key for mail in new] == ["new"]


@pytest.mark.django_db
def test_a_message_has_plain_and_html_form_a_stable_id_and_says_that_a_machine_wrote_it():
    mail = plan_mail(to=UserFactory(first_name="Åse", last_name="Ødegård", email="aase@region-eksempel.invalid"))

    outbox.deliver(now=NOW)

    message = postbox.outbox[0].message()
    assert message["Message-ID"] == f"<{mail.message_id}@region-eksempel.invalid>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.walk() if not part.is_multipart()] == ["text/plain", "text/html"]
    assert postbox.outbox[0].recipients() == ["aase@region-eksempel.invalid"]
    assert "<aase@region-eksempel.invalid>" in message["To"]


@pytest.mark.django_db
def test_a_calendar_entry_travels_with_its_method(monkeypatch):
    letter = Letter("s", "t", "<p>h</p>", CalendarPart("REQUEST", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"))
    monkeypatch.setitem(outbox._renderers, KIND, lambda *_: letter)
    plan_mail()

    outbox.deliver(now=NOW)

    part = next(p for p in postbox.outbox[0].message().walk() if p.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    assert part.get_filename() == "effektvurdering.ics"


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Lift\r\nBcc: alle@region.invalid", "Lift\nX: y", "Lift\u2028Bcc: z", "Lift\x01\x0b y"])
def test_no_text_of_a_person_adds_a_header(monkeypatch, text):
    monkeypatch.setitem(outbox._renderers, KIND, lambda *_: Letter(text, "t", "<p>h</p>"))
    plan_mail(to=UserFactory(first_name=text, last_name=text))

    assert outbox.deliver(now=NOW).sent == 1

    message = postbox.outbox[0].message()
    assert {"Bcc", "X"} & set(message.keys()) == set()
    assert len(postbox.outbox[0].recipients()) == 1
    assert "\n" not in postbox.outbox[0].subject


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("kort", "kort"),
        ("Virkede det? Forflytning på stue 4 og 5 og alle andre stuer på gangen", "Virkede det? Forflytning på stue 4 og 5 og alle…"),
        ("x" * 80, "x" * 49 + "…"),
        ("  to \n linjer ", "to linjer"),
    ],
)
def test_a_subject_is_one_line_of_fifty_characters_cut_between_words(text, line):
    assert one_line(text, 50) == line
    assert len(line) <= 50


@pytest.mark.django_db
def test_what_is_no_longer_due_is_dropped_and_says_so(monkeypatch):
    def gone(mail, now):
        raise outbox.NoLongerDueError

    monkeypatch.setitem(outbox._renderers, KIND, gone)
    mail = plan_mail()

    assert outbox.deliver(now=NOW).dropped == 1
    assert row(mail).dropped_at == NOW
    assert postbox.outbox == []


@pytest.mark.django_db
def test_a_person_who_may_not_sign_in_any_more_gets_nothing():
    mail = plan_mail(to=UserFactory(is_active=False))

    outbox.deliver(now=NOW)

    assert postbox.outbox == []
    assert row(mail).dropped_at == NOW


@pytest.mark.django_db
def test_without_an_address_the_mail_waits_in_sight_and_leaves_when_there_is_one():
    anna = UserFactory(email="")
    mail = plan_mail(to=anna)

    outbox.deliver(now=NOW)
    assert outbox.status(now=NOW).without_address == 1
    assert row(mail).sent_at is None
    assert outbox.deliver(now=NOW + timedelta(hours=5)).sent == 0

    anna.email = "anna@region-eksempel.invalid"
    anna.save(update_fields=["email"])
    assert outbox.deliver(now=NOW + timedelta(hours=6)).sent == 1


@pytest.mark.django_db
def test_a_poisoned_mail_stops_no_other_and_is_parked_after_eight_tries(monkeypatch):
    def poison(mail, now):
        if mail.payload.get("poison"):
            raise KeyError("plan")
        return a_letter(mail, now)

    monkeypatch.setitem(outbox._renderers, KIND, poison)
    poisoned = plan_mail("bad", poison=True)
    plan_mail("good")

    first = outbox.deliver(now=NOW)
    assert (first.sent, first.failed) == (1, 1)
    tries = [outbox.deliver(now=NOW + timedelta(hours=5 * n)).failed for n in range(1, 12)]

    assert sum(tries) == 7
    assert row(poisoned).last_error == "KeyError"
    assert outbox.status(now=NOW).parked == 1
    assert outbox.retry([poisoned.pk], now=NOW) == 1
    assert outbox.status(now=NOW).parked == 0


@pytest.mark.django_db
def test_an_unknown_kind_is_parked_at_once():
    mail = plan_mail(kind="nobody-words-this")

    outbox.deliver(now=NOW)

    assert row(mail).last_error == "UnknownKindError"
    assert outbox.status(now=NOW).parked == 1


@pytest.mark.django_db
def test_a_failing_renderer_leaves_nothing_half_written(monkeypatch):
    def writes_then_fails(mail, now):
        UserFactory(username="half-written")
        raise RuntimeError

    monkeypatch.setitem(outbox._renderers, KIND, writes_then_fails)
    plan_mail()

    outbox.deliver(now=NOW)

    assert not type(UserFactory.build()).objects.filter(username="half-written").exists()


@pytest.mark.django_db
def test_a_paused_copy_sends_nothing_and_keeps_everything(settings):
    settings.MAIL_PAUSED = True
    plan_mail()

    assert outbox.deliver(now=NOW).sent == 0
    assert outbox.status(now=NOW).waiting == 1
    assert outbox.status(now=NOW).is_paused


@pytest.mark.django_db
def test_a_mail_planned_for_later_waits():
    outbox.queue(outbox.NewMail(KIND, "later", UserFactory().pk, {}, NOW + timedelta(hours=1)), now=NOW)

    assert outbox.deliver(now=NOW).sent == 0
    assert outbox.deliver(now=NOW + timedelta(hours=1)).sent == 1


@pytest.mark.django_db
def test_the_mail_of_a_dead_worker_leaves_after_fifteen_minutes_with_the_same_message_id():
    mail = plan_mail()
    claimed = outbox._claim(NOW, 10)  # … and the worker dies here
    assert [m.pk for m in claimed] == [mail.pk]

    assert outbox.deliver(now=NOW + timedelta(minutes=14)).sent == 0
    assert outbox.deliver(now=NOW + timedelta(minutes=15)).sent == 1

    assert postbox.outbox[0].message()["Message-ID"].startswith(f"<{mail.message_id}@")
    assert row(mail).attempts == 2


@pytest.mark.django_db
def test_a_worker_that_slept_through_its_claim_marks_nothing():
    mail = plan_mail()
    slept = outbox._claim(NOW, 10)[0]
    outbox.deliver(now=NOW + timedelta(minutes=20))

    outbox._mark(slept, last_error="late", claimed_at=None)

    assert row(mail).sent_at == NOW + timedelta(minutes=20)
    assert row(mail).last_error == ""


def in_threads(number, work):
    """Run `work` in that many threads at the same moment, each with its own connection."""
    together = Barrier(number)

    def run(_n):
        together.wait()
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_each_mail_exactly_once():
    people = [UserFactory() for _ in range(60)]
    outbox.queue_all([outbox.NewMail(KIND, f"k{p.pk}", p.pk, {}, NOW) for p in people], now=NOW)

    done = in_threads(4, lambda: outbox.deliver(now=NOW))

    assert sum(run.sent for run in done) == 60
    ids = [message.message()["Message-ID"] for message in postbox.outbox]
    assert len(ids) == len(set(ids)) == 60
    assert connection.vendor == "postgresql"


@pytest.mark.django_db(transaction=True)
def test_four_planners_at_once_plan_each_mail_exactly_once():
    people = [UserFactory() for _ in range(50)]
    mails = [outbox.NewMail(KIND, f"k{p.pk}", p.pk, {}, NOW) for p in people]

    planned = in_threads(4, lambda: len(outbox.queue_all(mails, now=NOW)))

    assert sum(planned) == 50
    assert OutboxMail.objects.count() == 50
