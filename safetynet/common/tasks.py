"""What beat calls on the ground floor."""

from celery import shared_task

from safetynet.common import clock, outbox
from safetynet.common.models import Heartbeat


@shared_task
def deliver_mail() -> None:
    """Send what is due; any number of workers at once."""
    outbox.deliver(now=clock.now())


@shared_task
def heartbeat() -> None:
    """Note that a worker is alive."""
    Heartbeat.objects.beat("worker", clock.now())
