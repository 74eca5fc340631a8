"""One JSON line an event: ids and verbs, no names, no texts."""

import logging

import structlog
from structlog.typing import EventDict, WrappedLogger

KEYS = ("/m/", "/calendar/")


def _without_query(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Mask addresses that are keys: single-purpose links and personal calendars carry an authority of their own."""
    text = event.get("event")
    for place in KEYS:
        if isinstance(text, str) and place in text:
            event["event"] = text.split(place)[0] + place + "***"
    return event


class JsonFormatter(structlog.stdlib.ProcessorFormatter):
    """Standard logging records as JSON, one line each."""

    def __init__(self) -> None:
        super().__init__(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_query,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
            ],
        )


def get_logger(name: str) -> logging.Logger:
    """The standard library's logger: one way to log for our code and everybody else's."""
    return logging.getLogger(name)
