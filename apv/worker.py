"""What a page asks of the worker: by the task's name, as views do not know the tasks."""

from importlib import import_module

import structlog
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)


def send(task: str, round_id: int) -> None:
    """Ask for `invite`, `join_key` or `open_answers`; with the broker gone beat finds it within a minute."""
    try:
        getattr(import_module("apv.tasks"), task).delay(round_id)
    except OperationalError:
        log.warning("broker_gone", task=task, round=round_id)
