"""What beat calls in this room."""

from celery import shared_task

from annualcycle.reports.progress import count_goals
from annualcycle.usecases import talks
from safetynet.common import clock


@shared_task
def count_goal_figures() -> None:
    """Before the first reader of the day: the figures of measured goals, from injuries, plans and surveys."""
    count_goals(now=clock.now(), today=clock.today())


@shared_task
def forget_status_words() -> None:
    """What the staff said without a name is not kept longer than an APV holds."""
    talks.forget_words(clock.today())
