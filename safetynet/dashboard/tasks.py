"""What workers of the queue `documents` do."""

from celery import shared_task

from safetynet.common import clock
from safetynet.dashboard import documents
from safetynet.dashboard.models import DocumentJob


@shared_task
def make_document(job_id: int) -> None:
    """Make one document, unless somebody else is at it or it is gone."""
    for job in DocumentJob.objects.filter(pk=job_id).select_related("by"):
        documents.make(job, now=clock.now())


@shared_task
def look_for_documents() -> None:
    """Send what waits: the broker was gone, or a worker died."""
    documents.look(clock.now())


@shared_task
def purge_documents() -> None:
    """Delete documents older than seven days."""
    documents.purge(clock.now())
