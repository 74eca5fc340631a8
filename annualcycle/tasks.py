"""What beat calls in this room."""

from celery import shared_task

from annualcycle.reports.progress import count_goals
from safetynet.common import clock


@shared_task
def count_goal_figures() -> None:
    """Before the first reader of the day: the figures of measured goals, from injuries, plans and surveys."""
    count_goals(now=clock.now(), today=clock.today())
