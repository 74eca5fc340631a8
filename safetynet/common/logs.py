"""One JSON line an event: ids and verbs, no names, no texts."""

import logging
import re

import structlog
from structlog.typing import EventDict, WrappedLogger

# Addresses that are keys: single-purpose links, personal calendars and a respondent's code carry an authority of their own.
# `/o/` is none, but tells in which unit somebody is telling something without a name.
_KEYS = re.compile(r"/(m|calendar|s|n|o)/[^\s\"'<>]+")
# A respondent's code wherever it turns up, also inside the words of an error: 26 letters and digits of Crockford's alphabet.
_CODE = re.compile(r"(?<![0-9a-z])[0-9a-hjkmnp-tv-z]{26}(?![0-9a-z])", re.IGNORECASE)


def masked(text: str) -> str:
    """The text without the keys that stand in its addresses, `/s/***`, and without codes of respondents."""
    return _CODE.sub("***", _KEYS.sub(r"/\1/***", text))


def _without_keys(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Whatever was logged, a trace too."""
    return {name: masked(value) if isinstance(value, str) else value for name, value in event.items()}


class JsonFormatter(structlog.stdlib.ProcessorFormatter):
    """Standard logging records as JSON, one line each."""

    def __init__(self) -> None:
        super().__init__(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_keys,
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
