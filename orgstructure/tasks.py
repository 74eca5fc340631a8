"""Background work of this room."""

from celery import shared_task

from orgstructure.usecases.grants import bring_in_step
from orgstructure.usecases.seats import end_seats_of_leavers
from safetynet.common import clock


@shared_task
def refresh_grants() -> None:
    """Every night: what ended yesterday gives nothing, what began today gives its rights."""
    end_seats_of_leavers(today=clock.today())
    bring_in_step(today=clock.today())
