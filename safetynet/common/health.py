"""Two questions of operations: is the process up, can the installation do its work."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from django.conf import settings
from django.db import Error as DatabaseProblem
from django.http import HttpRequest, HttpResponse, JsonResponse
from kombu.exceptions import OperationalError as BrokerError

from safetynet.celery import app
from safetynet.common import clock
from safetynet.common.models import Heartbeat, OutboxMail

WORKER_SILENT_AFTER = timedelta(minutes=3)  # it beats every 30 seconds
MAIL_LATE_AFTER = timedelta(minutes=30)  # beat looks every 30 seconds, a dead worker's mail waits 15 minutes
BROKER_ANSWERS_WITHIN = 2


@dataclass(frozen=True)
class Readiness:
    """What `/readyz` answers. Ages are whole seconds; None where nothing was found."""

    database: bool
    broker: bool
    worker_seen_seconds_ago: int | None
    oldest_undelivered_mail_seconds: int | None

    @property
    def ready(self) -> bool:
        """Nothing is missing that a person would miss. Mail that is held back on purpose is not late."""
        worker = self.worker_seen_seconds_ago
        mail = 0 if settings.MAIL_PAUSED else self.oldest_undelivered_mail_seconds or 0
        return (
            self.database
            and self.broker
            and worker is not None
            and worker <= WORKER_SILENT_AFTER.total_seconds()
            and mail <= MAIL_LATE_AFTER.total_seconds()
        )


def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


def readyz(_request: HttpRequest) -> JsonResponse:
    """503 while something is missing, with what it is."""
    try:
        readiness = read(clock.now())
    except DatabaseProblem:
        readiness = Readiness(database=False, broker=_broker_answers(), worker_seen_seconds_ago=None, oldest_undelivered_mail_seconds=None)
    status = HTTPStatus.OK if readiness.ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"ready": readiness.ready, **asdict(readiness)}, status=status, headers={"Cache-Control": "no-store"})


def read(now: datetime) -> Readiness:
    """Ask everything; raises what the database raises when it is gone."""
    return Readiness(
        database=True,
        worker_seen_seconds_ago=_seconds_since(Heartbeat.objects.latest_beat(), now),
        oldest_undelivered_mail_seconds=_seconds_since(OutboxMail.objects.waiting_since(now), now),
        broker=_broker_answers(),
    )


def _seconds_since(moment: datetime | None, now: datetime) -> int | None:
    return max(0, int((now - moment).total_seconds())) if moment else None


def _broker_answers() -> bool:
    try:
        with app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_ANSWERS_WITHIN)
    except (OSError, BrokerError):
        return False
    return True
