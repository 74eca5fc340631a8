"""What beat calls in this room."""

from celery import shared_task

from actionplans.usecases.reminding import queue_reminders as plan_reminders
from safetynet.common import clock


@shared_task
def queue_reminders() -> None:
    """Look what is due; the outbox keeps two looks from making two mails."""
    plan_reminders(now=clock.now())
