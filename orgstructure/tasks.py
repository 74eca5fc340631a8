"""Background work of this room."""

from celery import shared_task

from orgstructure.usecases.configuring import recognise_again
from orgstructure.usecases.seats import end_seats_of_leavers
from safetynet.common import clock


@shared_task
def refresh_grants() -> None:
    """Every night: what ended yesterday gives nothing, what began today gives its rights; levels end on their last day."""
    end_seats_of_leavers(today=clock.today())
    recognise_again(today=clock.today())
