"""Is this container doing its work? Exit code 0 or 1. `web` answers over HTTP; a worker's own queue answers over the broker."""

import http.client
import os
import subprocess
import sys

WITHIN = 4


def web_answers() -> bool:
    """`/healthz`, under a host name the settings allow and as if through the proxy."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".*") or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=WITHIN)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False


def worker_answers(name: str) -> bool:
    """The worker of this container answers a ping."""
    ping = [sys.executable, "-m", "celery", "-A", "safetynet", "inspect", "ping", "-d", f"{name}@{os.uname().nodename}", "-t", str(WITHIN)]
    return subprocess.run(ping, capture_output=True, check=False).returncode == 0  # noqa: S603  a list built here


sys.exit(not (worker_answers(sys.argv[1]) if sys.argv[1:] else web_answers()))
