"""gunicorn's own logs, which do not go through Django's."""

import logging

from gunicorn.config import Config
from gunicorn.glogging import Logger

from safetynet.common.logs import masked


class MaskedLogger(Logger):  # type: ignore[misc]  # gunicorn tells no types
    """Errors, and accesses where somebody switches them on, without the keys that stand in addresses and referrers."""

    def setup(self, cfg: Config) -> None:
        """As gunicorn does, and a mask before every handler."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.addFilter(_mask)


def _mask(record: logging.LogRecord) -> bool:
    record.msg, record.args = masked(record.getMessage()), ()
    return True
