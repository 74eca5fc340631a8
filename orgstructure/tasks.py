"""Background work of this room."""

from celery import shared_task

from orgstructure.usecases.grants import bring_in_step
from safetynet.common import clock


@shared_task
def refresh_grants() -> None:
    """Every night: what ended yesterday gives nothing, what began today gives its rights."""
    bring_in_step(today=clock.today())
