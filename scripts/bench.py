"""`make bench`: what each page costs at the size of a region, beside a bare Django page of the same size.

Seeds the region once into a database of its own, starts the web server as production does (gunicorn, 2 workers), asks every page
as a manager of one unit and as a region-wide consultant, and in the same run the *floor*: one indexed query and a template of
the same number of bytes, no middleware. Prints a table and writes var/bench.json. Ratios compare p95 with the floor's p95.
"""

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from scripts.bench_pages import Reader

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))
PORT = int(os.environ.get("BENCH_PORT", "8377"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "40"))
SCALE = os.environ.get("BENCH_SCALE", "region")
DATABASE = f"safetynet_bench_{SCALE}"


@dataclass
class Row:
    """One line of the table."""

    name: str
    user: str
    p50_ms: float
    p95_ms: float
    floor_ratio: float
    queries: int
    bytes: int
    goal: float

    @property
    def is_met(self) -> bool:
        """Within the goal."""
        return self.floor_ratio <= self.goal


def point_at_own_database() -> None:
    """Make the bench's database where it is missing, and name it in the environment of every process started from here."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safetynet.settings")
    os.environ["SAFETYNET_PROCESS"] = "owner"
    import psycopg2  # noqa: PLC0415

    from safetynet.common.local import database_url, ensure_services  # noqa: PLC0415

    ensure_services("bench")
    owner = database_url("owner", test=False)
    connection = psycopg2.connect(owner.replace("postgres://", "postgresql://"))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if not cursor.fetchone():
            cursor.execute(f'CREATE DATABASE "{DATABASE}"')
    connection.close()
    for process, name in (("owner", "OWNER_DATABASE_URL"), ("web", "DATABASE_URL"), ("worker", "WORKER_DATABASE_URL")):
        os.environ[name] = database_url(process, test=False).replace("/safetynet?", f"/{DATABASE}?")


def fill() -> None:
    """Migrate and seed, once."""
    started = time.monotonic()
    for command in (["migrate", "-v0"], ["createcachetable"], ["seed", "--scale", SCALE]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=BASE, check=True)  # noqa: S603
    print(f"Database ready after {time.monotonic() - started:.0f} s")


class Browser:
    """One kept connection and its cookies."""

    def __init__(self, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
        self.cookies = {"sessionid": session}

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of one page."""
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, bytes]:
        """Send a form as a browser does."""
        return self._ask("POST", path, urlencode(fields))

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Host": f"127.0.0.1:{PORT}"}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{PORT}"}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = header.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read()


def timed(act: Callable[[], int], rounds: int = ROUNDS) -> tuple[float, float]:
    """p50 and p95 in ms over the rounds, after five to warm up."""
    for _ in range(5):
        act()
    spans = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        spans.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spans), statistics.quantiles(spans, n=20)[-1]


def main() -> int:
    """Fill, serve, measure, print; exit status 1 where a goal is missed."""
    point_at_own_database()
    fill()
    import django  # noqa: PLC0415

    django.setup()
    from scripts.bench_pages import floor_unit, pages_of, queries_of, readers  # noqa: PLC0415  needs the settings

    server, unit = serve(), floor_unit()
    try:
        rows = [
            measure(name, path, goal, reader, f"/floor/?unit={unit}", queries_of) for reader in readers() for name, path, goal in pages_of()
        ]
    finally:
        server.terminate()
        server.wait(timeout=10)
    report(rows)
    return 0 if all(row.is_met for row in rows) else 1


def serve() -> "subprocess.Popen[bytes]":
    """Gunicorn with two workers on the bench's own port."""
    environment = os.environ | {"SAFETYNET_PROCESS": "web", "PORT": str(PORT)}
    command = [sys.executable, "-m", "gunicorn", "scripts.bench_wsgi:application", "--workers", "2", "--bind", f"127.0.0.1:{PORT}"]
    server = subprocess.Popen([*command, "--log-level", "warning"], cwd=BASE, env=environment)  # noqa: S603
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return server
    raise SystemExit("The web server did not start within ten seconds.")


def measure(name: str, path: str, goal: float, reader: "Reader", floor_path: str, queries_of: Callable[..., int]) -> Row:
    """One page as one reader, and the floor at the same size."""
    browser = Browser(reader.session)
    status, body = browser.get(path)
    if status != http.HTTPStatus.OK:
        raise SystemExit(f"{path} answers {status} to {reader.name}")
    p50, p95 = timed(lambda: browser.get(path)[0])
    floor = Browser("")
    if floor.get(f"{floor_path}&bytes={len(body)}")[0] != http.HTTPStatus.OK:
        raise SystemExit("The floor does not answer 200.")
    _, floor_p95 = timed(lambda: floor.get(f"{floor_path}&bytes={len(body)}")[0])
    row = Row(name, reader.name, round(p50, 1), round(p95, 1), round(p95 / floor_p95, 2), queries_of(reader, path), len(body), goal)
    spans = f"p50 {row.p50_ms:7.1f}  p95 {row.p95_ms:7.1f}  {row.floor_ratio:5.2f}× (goal {goal:g}×)"
    print(f"{row.name:36} {row.user:10} {spans}  {row.queries:2} queries  {row.bytes // 1024:4} kB", flush=True)
    return row


def report(rows: list[Row]) -> None:
    """The file beside the table, and who is more than twice as slow as the other reader."""
    (BASE / "var").mkdir(exist_ok=True)
    (BASE / "var" / "bench.json").write_text(json.dumps([asdict(row) for row in rows], indent=1))
    missed = [f"{row.name} ({row.user})" for row in rows if not row.is_met]
    print(f"{len(rows)} rows in var/bench.json; goals missed: {', '.join(missed) or 'none'}")


def csrf_of(body: bytes) -> str:
    """The form's token."""
    found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', body)
    return found.group(1).decode() if found else ""


if __name__ == "__main__":
    sys.exit(main())
