"""What beat calls in this room."""

from celery import shared_task

from injuries.usecases import log_chain
from safetynet.common import clock


@shared_task
def seal_reads() -> None:
    """Twice a minute: what was read since is sealed."""
    log_chain.seal(now=clock.now())


@shared_task
def check_reads() -> None:
    """Every night: the whole chain is reckoned again."""
    log_chain.check(now=clock.now())
