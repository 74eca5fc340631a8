"""What beat calls in this room."""

from celery import shared_task

from orgstructure.models import FeedRun, FeedUpload
from safetynet.common import clock
from safetynet.operations import duty_mail, feed_night, feed_undo, feed_upload, handing_over, training_mail, wheel_mail


@shared_task
def hand_over() -> None:
    """Every night: what is owned by somebody whose employment ended yesterday goes to the next who is responsible."""
    handing_over.hand_over(today=clock.today(), now=clock.now())


@shared_task
def queue_training_mails() -> None:
    """Each working day: what training is due or overdue is told, once a week at most to each."""
    training_mail.queue_training_mails(today=clock.today(), now=clock.now())


@shared_task
def queue_duty_mails() -> None:
    """Each working day: which APV topics and risk assessments are due or over time, and what of the year wheel is one's own now."""
    duty_mail.queue_duty_mails(today=clock.today(), now=clock.now())
    wheel_mail.queue_wheel_mails(today=clock.today(), now=clock.now())


@shared_task
def work_on_upload(upload_id: int) -> None:
    """Read and show, or bring in, what somebody uploaded."""
    for upload in FeedUpload.objects.filter(pk=upload_id).select_related("by", "confirmed_by"):
        feed_upload.work_on(upload, today=clock.today(), now=clock.now())


@shared_task
def take_back(run_id: int) -> None:
    """Take a reading of the feed back."""
    for run in FeedRun.objects.filter(pk=run_id).select_related("undone_by"):
        feed_undo.work_on(run, now=clock.now(), today=clock.today())


@shared_task
def look_for_uploads() -> None:
    """Send what waits: the broker was gone, or a worker died."""
    feed_upload.look(now=clock.now())
    feed_undo.send_waiting(now=clock.now())


@shared_task
def fetch_feed() -> None:
    """Some hours of the night: fetch the organisation's files and bring them in, once a day."""
    feed_night.fetch_and_take_in(today=clock.today(), now=clock.now())


@shared_task
def forget_feeds() -> None:
    """Files, previews and undo rows older than 24 hours."""
    feed_upload.forget(now=clock.now())
