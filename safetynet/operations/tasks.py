"""What beat calls in this room."""

from celery import shared_task

from safetynet.common import clock
from safetynet.operations import handing_over, training_mail


@shared_task
def hand_over() -> None:
    """Every night: what is owned by somebody whose employment ended yesterday goes to the next who is responsible."""
    handing_over.hand_over(today=clock.today(), now=clock.now())


@shared_task
def queue_training_mails() -> None:
    """Each working day: what training is due or overdue is told, once a week at most to each."""
    training_mail.queue_training_mails(today=clock.today(), now=clock.now())
