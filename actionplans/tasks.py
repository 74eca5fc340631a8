"""What beat calls in this room."""

from celery import shared_task

from actionplans.usecases import examples, importing
from actionplans.usecases.playing import queue_everything
from safetynet.common import clock


@shared_task
def queue_reminders() -> None:
    """Look what is due; the outbox keeps two looks from making two mails."""
    queue_everything(now=clock.now())


@shared_task
def forget_unfinished_imports() -> None:
    """Spreadsheets that were read and never brought in are not kept."""
    importing.forget_unfinished(now=clock.now())


@shared_task
def draft_examples() -> None:
    """Closed plans become examples that a person reads; what is left waits for the next night."""
    examples.draft(now=clock.now())
