"""Asking for a document, making it, throwing it away: the database says what is to be made, Celery only carries."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import translation
from kombu.exceptions import OperationalError

from orgstructure.models import User
from safetynet.common import clock
from safetynet.common.pdf import PdfUnavailableError, render_pdf
from safetynet.dashboard import papers
from safetynet.dashboard.models import CODES_KEPT_FOR, KEPT_FOR, DocumentJob

log = structlog.get_logger(__name__)
WAIT_FOR_SMALL_ONES = 2.0
LOOK_EVERY = 0.15


@transaction.atomic
def ask_for(kind: DocumentJob.Kind, words: dict[str, Any], *, by: User, language: str, now: datetime) -> DocumentJob:
    """Put a document in the queue. With the broker gone it waits there until beat looks."""
    expires_at = now + (CODES_KEPT_FOR if kind == DocumentJob.Kind.LETTERS else KEPT_FOR)
    job = DocumentJob.objects.create(kind=kind, words=words, by=by, language=language, created_at=now, expires_at=expires_at)
    transaction.on_commit(partial(_send, job))
    return job


@transaction.atomic
def ask_again(job: DocumentJob, *, now: datetime) -> None:
    """Try a failed document once more."""
    job.ask_again(now=now)
    transaction.on_commit(partial(_send, job))


def wait_for(job: DocumentJob, seconds: float = WAIT_FOR_SMALL_ONES) -> DocumentJob:
    """Give a small document the moment it takes, so that it comes at one click."""
    until = time.monotonic() + seconds
    job.refresh_from_db()
    while not job.is_finished and time.monotonic() < until:
        time.sleep(LOOK_EVERY)
        job.refresh_from_db()
    return job


def make(job: DocumentJob, *, now: datetime) -> bool:
    """Make the document if nobody else is making it. Rights are asked again, as they are now.

    Any other failure leaves the job as it is; after two minutes it is tried again, three times in all.
    """
    if not job.claim(now):
        return False
    try:
        with translation.override(job.language):
            html = papers.html_of(job, today=clock.today(), advance=job.advance)
            job.advance(60)
            content = render_pdf(html)
    except papers.NoLongerAllowedError:
        job.fail(DocumentJob.Failure.NOT_ALLOWED, now=now)
    except PdfUnavailableError:
        log.warning("pdf_unavailable", job=job.pk)
        job.fail(DocumentJob.Failure.UNAVAILABLE, now=now)
    else:
        job.finish(ContentFile(content), now=clock.now())
    return True


def look(now: datetime, send: Callable[[DocumentJob], None] | None = None) -> int:
    """What beat does: send what waits, and say of what has failed three times that it has."""
    for job in DocumentJob.objects.given_up(now):
        job.fail(DocumentJob.Failure.GAVE_UP, now=now)
    waiting = list(DocumentJob.objects.to_make(now).order_by("created_at")[:100])
    for job in waiting:
        (send or _send)(job)
    return len(waiting)


def purge(now: datetime) -> int:
    """Delete what is older than seven days, the file first."""
    gone = 0
    for job in DocumentJob.objects.expired(now):
        if job.file:
            default_storage.delete(job.file)
        gone += job.delete()[0]
    return gone


def _send(job: DocumentJob) -> None:
    from safetynet.dashboard.tasks import make_document  # noqa: PLC0415  the task calls this module

    try:
        make_document.delay(job.pk)
    except OperationalError:
        log.warning("broker_gone", job=job.pk)
