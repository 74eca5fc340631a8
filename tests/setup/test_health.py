"""What operations may ask without signing in."""

import socket
from datetime import timedelta

import pytest
from django.db import OperationalError

from safetynet.celery import app
from safetynet.common import health
from safetynet.common.models import Heartbeat, OutboxMail
from tests.factories import NOW, UserFactory


@pytest.fixture
def broker(tmp_path, monkeypatch):
    """A socket that accepts connections, or not."""
    reached = {"answers": True}

    def answers():
        return reached["answers"]

    monkeypatch.setattr(health, "_broker_answers", answers)
    return reached


@pytest.fixture
def all_well(db, broker):
    Heartbeat.objects.beat("worker", NOW - timedelta(seconds=20))


def undelivered(*, since):
    return OutboxMail.objects.create(kind="assigned", key=f"k{since}", recipient=UserFactory(), created_at=since, available_at=since)


def test_healthz_answers_without_asking_the_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_readyz_says_yes_when_nothing_is_missing(client, all_well):
    undelivered(since=NOW - timedelta(minutes=2))

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "database": True,
        "broker": True,
        "worker_seen_seconds_ago": 20,
        "oldest_undelivered_mail_seconds": 120,
    }


def test_readyz_says_no_when_the_worker_is_silent(client, db, broker):
    assert client.get("/readyz").status_code == 503
    Heartbeat.objects.beat("worker", NOW - timedelta(minutes=4))

    response = client.get("/readyz")

    assert (response.status_code, response.json()["worker_seen_seconds_ago"]) == (503, 240)


def test_readyz_says_no_when_mail_stays_unless_mail_is_paused_on_purpose(client, all_well, settings):
    undelivered(since=NOW - timedelta(hours=1))
    undelivered(since=NOW + timedelta(hours=1))

    response = client.get("/readyz")
    assert (response.status_code, response.json()["oldest_undelivered_mail_seconds"]) == (503, 3600)

    settings.MAIL_PAUSED = True
    assert client.get("/readyz").status_code == 200


def test_mail_that_waits_for_a_person_does_not_stop_the_service(client, all_well):
    mail = undelivered(since=NOW - timedelta(days=3))
    OutboxMail.objects.filter(pk=mail.pk).update(attempts=8)

    assert client.get("/readyz").json()["oldest_undelivered_mail_seconds"] is None


def test_readyz_says_no_when_the_broker_is_gone(client, all_well, broker):
    broker["answers"] = False

    response = client.get("/readyz")

    assert (response.status_code, response.json()["broker"]) == (503, False)


def test_readyz_says_no_when_the_database_is_gone(client, all_well, monkeypatch):
    def gone(_self):
        raise OperationalError

    monkeypatch.setattr(type(Heartbeat.objects.all()), "latest_beat", gone)

    response = client.get("/readyz")

    assert (response.status_code, response.json()["database"]) == (503, False)


def test_a_broker_that_listens_is_told_from_one_that_does_not(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as nobody_home:
        port = nobody_home.getsockname()[1]
    monkeypatch.setattr(app.conf, "broker_url", f"redis://127.0.0.1:{port}/0")
    monkeypatch.setattr(app.conf, "broker_write_url", f"redis://127.0.0.1:{port}/0")

    assert health._broker_answers() is False
