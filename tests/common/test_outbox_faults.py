"""A mail server that refuses, hangs, resets or is gone; a worker killed in the middle: nothing is lost, nothing is stuck."""

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta
from threading import Event

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.conf import settings as django_settings
from django.db import connection

from safetynet.common import outbox
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail
from tests.factories import NOW, UserFactory

KIND = "test-kind"


class Post:
    """A post office that takes mails, or does what it is told to do to the next ones."""

    def __init__(self):
        self.taken, self.faults, self.hold = [], [], Event()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "refuse":
            return "550 no such mailbox"
        if fault == "later":
            return "451 try again later"
        if fault == "reset":
            server.transport.abort()
            return "250 never heard"
        head = envelope.content.decode("utf-8", "replace").split("\r\n\r\n")[0]
        self.taken.append(next(line for line in head.splitlines() if line.lower().startswith("message-id:")).split(": ")[1])
        if fault == "reset-after":
            server.transport.abort()
        return "250 taken"


class QuietController(Controller):
    def factory(self):
        return SMTP(self.handler, hostname="post", enable_SMTPUTF8=True)


@pytest.fixture
def post(settings, monkeypatch):
    handler = Post()
    controller = QuietController(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", controller.port, 1
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    monkeypatch.setitem(outbox._renderers, KIND, lambda *_: Letter("Virkede det?", "Virkede det?\n", "<p>Virkede det?</p>"))
    yield handler
    controller.stop()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def plan_mails(number, now=NOW):
    people = [UserFactory() for _ in range(number)]
    return outbox.queue_all([outbox.NewMail(KIND, f"k{p.pk}", p.pk, {}, now) for p in people], now=now)


def play_hours(hours, *, every=10):
    """Deliver again and again, as beat does."""
    for minutes in range(0, hours * 60, every):
        outbox.deliver(now=NOW + timedelta(minutes=minutes))


@pytest.mark.django_db
def test_a_working_server_takes_every_mail_once(post):
    plan_mails(60)
    assert outbox.deliver(now=NOW).sent == 60
    assert len(set(post.taken)) == len(post.taken) == 60


@pytest.mark.django_db
@pytest.mark.parametrize("fault", ["refuse", "later", "reset"])
def test_a_mail_that_fails_once_is_sent_later_and_stops_no_other(post, fault):
    plan_mails(5)
    post.faults = ["", fault]

    first = outbox.deliver(now=NOW)
    later = outbox.deliver(now=NOW + timedelta(minutes=3))

    assert (first.sent, first.failed, later.sent) == (4, 1, 1)
    assert len(set(post.taken)) == len(post.taken) == 5


@pytest.mark.django_db
def test_a_server_that_takes_the_mail_and_dies_gets_it_again_with_the_same_message_id(post):
    plan_mails(1)
    post.faults = ["reset-after"]

    outbox.deliver(now=NOW)
    outbox.deliver(now=NOW + timedelta(minutes=3))

    assert len(post.taken) == 2
    assert len(set(post.taken)) == 1


@pytest.mark.django_db
def test_a_server_down_for_six_hours_loses_nothing_and_costs_no_try(post, settings):
    mails = plan_mails(30)
    working, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()

    play_hours(6)
    assert outbox.deliver(now=NOW + timedelta(hours=6)).server_down
    assert outbox.status(now=NOW + timedelta(hours=6)).waiting == 30
    assert set(OutboxMail.objects.values_list("attempts", flat=True)) == {0}

    settings.EMAIL_PORT = working
    assert outbox.deliver(now=NOW + timedelta(hours=6, minutes=1)).sent == len(mails)


@pytest.mark.django_db
def test_a_server_that_resets_every_mail_for_six_hours_parks_none(post):
    plan_mails(1)
    post.faults = ["reset"] * 500

    play_hours(6)
    post.faults = []
    play_hours(12)

    assert len(post.taken) == 1


@pytest.mark.django_db
def test_a_server_that_hangs_holds_a_run_for_no_more_than_its_timeouts(post, settings):
    plan_mails(5)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        working, settings.EMAIL_PORT = settings.EMAIL_PORT, silent.getsockname()[1]
        started = time.monotonic()
        assert outbox.deliver(now=NOW).server_down
        assert time.monotonic() - started < 5

    settings.EMAIL_PORT = working
    assert outbox.deliver(now=NOW).sent == 5


@pytest.mark.django_db
def test_three_failures_in_a_row_end_the_run_and_give_the_rest_back(post):
    plan_mails(20)
    post.faults = ["later"] * 3

    first = outbox.deliver(now=NOW)

    assert (first.sent, first.failed) == (0, 3)
    assert OutboxMail.objects.filter(claimed_at=None).count() == 20
    assert outbox.deliver(now=NOW).sent == 17


KILLED = """
import os, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["DATABASE_UNDER_TEST"]
django.setup()
from safetynet.common import outbox
from safetynet.common.letters import Letter
from datetime import datetime, UTC
outbox._renderers["test-kind"] = lambda *_: (print("rendering", flush=True), __import__("time").sleep(60))
outbox.deliver(now=datetime.fromisoformat(os.environ["AT"]))
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_claim_and_sending_delays_its_mails_and_loses_none(post):
    """A real process, killed with SIGKILL while it holds its claims."""
    mails = plan_mails(3)
    environment = os.environ | {"AT": NOW.isoformat(), "DATABASE_UNDER_TEST": connection.settings_dict["NAME"]}
    worker = subprocess.Popen([sys.executable, "-c", KILLED], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert worker.stdout.readline() == "rendering\n"
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        worker.stdout.close()

    assert OutboxMail.objects.filter(claimed_at=NOW, sent_at=None).count() == 3
    assert outbox.deliver(now=NOW + timedelta(minutes=14)).sent == 0
    assert outbox.deliver(now=NOW + timedelta(minutes=15)).sent == 3
    assert sorted(post.taken) == sorted(f"<{mail.message_id}@{domain()}>" for mail in mails)


def domain():
    return django_settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")


@pytest.mark.django_db(transaction=True)
def test_saving_works_when_the_broker_is_gone(settings):
    """Nothing in a request talks to the broker: mails are rows, and beat only says “look”."""
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    started = time.monotonic()
    plan_mails(1)
    assert time.monotonic() - started < 1
    assert outbox.status(now=NOW).waiting == 1
