"""The servers an installation without configuration brings itself: PostgreSQL and a broker, under `var/`.

`database_url` and `broker_url` only say where they would be; nothing starts but by `ensure_services` (manage.py, the tests) and by the
demo's supervisor. Knows nothing of Django, because the settings import it.
"""

import atexit
import os
from urllib.parse import quote

from safetynet.common.local import places
from safetynet.common.local.errors import LocalServerError
from safetynet.common.local.postgres import Cluster

__all__ = ["LocalServerError", "broker_url", "database_url", "ensure_services"]

URL_NAMES = ("OWNER_DATABASE_URL", "DATABASE_URL", "WORKER_DATABASE_URL")
WITHOUT_DATABASE = ("", "help", "version", "--help", "--version", "collectstatic", "makemessages", "compile_catalogs", "diffsettings")


def database_url(process: str, *, test: bool) -> str:
    """Where this kind of process (owner, web or worker) finds the local database."""
    return f"postgres://safetynet_{process}@/safetynet?host={quote(str(places.postgres(test=test).socket), safe='')}"


def broker_url(*, test: bool) -> str:
    """Where the local broker listens."""
    return f"redis+socket://{quote(str(places.broker_socket(test=test)))}"


def ensure_services(command: str = "test") -> None:
    """Start the local PostgreSQL if `command` needs one and none is configured; the last to leave stops it."""
    mode = os.environ.get("SAFETYNET_MODE", "demo")
    configured = any(os.environ.get(name) for name in URL_NAMES)
    if mode == "production" or configured or command in WITHOUT_DATABASE:
        return
    cluster = Cluster(places.postgres(test=mode == "test"))
    try:
        atexit.register(cluster.leave)
        cluster.enter()
    except LocalServerError as error:
        raise SystemExit(str(error)) from error
