"""What beat calls in this room."""

from celery import shared_task

from safetynet.common import clock
from safetynet.operations import handing_over


@shared_task
def hand_over() -> None:
    """Every night: what is owned by somebody whose employment ended yesterday goes to the next who is responsible."""
    handing_over.hand_over(today=clock.today(), now=clock.now())
