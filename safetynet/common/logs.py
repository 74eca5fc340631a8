"""One JSON line an event: ids and verbs, no names, no texts."""

import logging
import re

import structlog
from structlog.typing import EventDict, WrappedLogger

KEYS = ("/m/", "/calendar/", "/s/", "/n/")
# A survey's code wherever it turns up, also inside the words of an error: 26 letters and digits of Crockford's alphabet.
CODE = re.compile(r"(?<![0-9a-z])[0-9a-hjkmnp-tv-z]{26}(?![0-9a-z])", re.IGNORECASE)


def _without_query(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Mask addresses that are keys: single-purpose links, personal calendars and survey codes carry an authority of their own."""
    for name, text in event.items():
        if isinstance(text, str):
            event[name] = CODE.sub("***", _without_keys(text) if name == "event" else text)
    return event


def _without_keys(text: str) -> str:
    for place in KEYS:
        if place in text:
            text = text.split(place, maxsplit=1)[0] + place + "***"
    return text


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
