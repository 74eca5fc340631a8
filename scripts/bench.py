"""`make bench`: what the product costs at the size of a region, each page beside a bare Django page of the same size.

Seeds the region once into a database of its own, starts the web server as production does (gunicorn, 2 workers), asks every page
as a manager of one unit and as a region-wide consultant, and in the same run the *floor*: one indexed query and a template of
the same number of bytes, no middleware. Then files, background work, memory and many writers at once (`bench_bulk`, `bench_forms`).
Prints a table and writes var/bench.json. Ratios compare p95 with the floor's p95. `BENCH_ONLY=` keeps the pages whose name holds it;
`BENCH_ONLY=answers` the answers to a survey, `BENCH_ONLY=survey` its way from laying to release, `BENCH_ONLY=injuries` and
`BENCH_ONLY=audits` theirs, `BENCH_ONLY=year` goals, meetings, discussions and reports.
"""

import http.client
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain, islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from scripts.bench_finding import Finding
    from scripts.bench_forms import Ask

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))
PORT = int(os.environ.get("BENCH_PORT", "8377"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "40"))
SCALE = os.environ.get("BENCH_SCALE", "region")
ONLY = os.environ.get("BENCH_ONLY", "")
FORM_BYTES = 30_000  # the answer is a redirection or one line; it is held against a page of ordinary size
DATABASE = f"safetynet_bench_{SCALE}"


@dataclass
class Row:
    """One line of the table; what is not a page has no floor, its value and limit stand in `measured` and `goal`."""

    name: str
    user: str
    p50_ms: float | None
    p95_ms: float | None
    floor_ratio: float | None
    queries: int
    bytes: int
    measured: str
    goal: str
    met: bool

    def __str__(self) -> str:
        spans = "" if self.p50_ms is None else f"p50 {self.p50_ms:7.1f}  p95 {self.p95_ms:7.1f}  "
        goal = f"goal {self.goal}" if self.met else f"goal {self.goal}, MISSED"
        return f"{self.name:42} {self.user:10} {spans}{self.measured} ({goal})  {self.queries} queries"


def point_at_own_database(name: str = DATABASE, *, is_fresh: bool = False) -> dict[str, str]:
    """Make a database where it is missing, or anew; the environment that names it, for the processes started from here."""
    import psycopg2  # noqa: PLC0415

    from safetynet.common.local import database_url, ensure_services  # noqa: PLC0415

    ensure_services("bench")
    owner = database_url("owner", test=False)
    connection = psycopg2.connect(owner.replace("postgres://", "postgresql://"))
    connection.autocommit = True
    with connection.cursor() as cursor:
        if is_fresh:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
    urls = {"OWNER_DATABASE_URL": "owner", "DATABASE_URL": "web", "WORKER_DATABASE_URL": "worker"}
    own = {variable: database_url(process, test=False).replace("/safetynet?", f"/{name}?") for variable, process in urls.items()}
    return {"DJANGO_SETTINGS_MODULE": "safetynet.settings", **os.environ, "SAFETYNET_PROCESS": "owner", **own}


def fill() -> None:
    """Migrate and seed, once."""
    started = time.monotonic()
    for command in (["migrate", "-v0"], ["createcachetable"], ["seed", "--scale", SCALE]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=BASE, check=True)  # noqa: S603
    vacuum()
    print(f"Database ready after {time.monotonic() - started:.0f} s")


def vacuum() -> None:
    """What the server does by itself within minutes, so that the first pages do not pay for the seeding."""
    import psycopg2  # noqa: PLC0415

    connection = psycopg2.connect(os.environ["OWNER_DATABASE_URL"].replace("postgres://", "postgresql://"))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    connection.close()


class Browser:
    """One kept connection and its cookies."""

    def __init__(self, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
        self.cookies = {"sessionid": session}

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of one page."""
        return self._ask("GET", path)

    def post(self, path: str, fields: list[tuple[str, str]]) -> tuple[int, bytes]:
        """Send a form as a browser does."""
        return self._ask("POST", path, urlencode(fields))

    def chunks(self, path: str) -> Iterator[bytes]:
        """A long answer as it comes."""
        answer = self._answer("GET", path)
        while chunk := answer.read1(65536):
            yield chunk

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        answer = self._answer(method, path, body)
        return answer.status, answer.read()

    def _answer(self, method: str, path: str, body: str | None = None) -> http.client.HTTPResponse:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Host": f"127.0.0.1:{PORT}"}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{PORT}"}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = header.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer


def timed(acts: Iterator[Callable[[], object]], rounds: int = ROUNDS) -> tuple[float, float]:
    """p50 and p95 in ms over the rounds, after five to warm up; what is done between two acts is not timed."""
    spans = []
    for act in islice(acts, rounds + 5):
        begun = time.perf_counter()
        act()
        spans.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spans[5:]), statistics.quantiles(spans[5:], n=20)[-1]


def main() -> int:
    """Fill, serve, measure, print; exit status 1 where a goal is missed."""
    os.environ |= point_at_own_database()
    fill()
    import django  # noqa: PLC0415

    django.setup()
    server, rows = serve(), []
    try:
        for row in chain(surveys(), pages(), forms(), others(server.pid)):
            print(row, flush=True)
            rows.append(row)
    finally:
        server.terminate()
        server.wait(timeout=10)
    report(rows)
    return 0 if all(row.met for row in rows) else 1


def pages() -> Iterator[Row]:
    """Each page as each reader."""
    from scripts import bench_audits, bench_injuries, bench_year  # noqa: PLC0415  need the settings
    from scripts.bench_pages import pages_of, queries_of, readers  # noqa: PLC0415

    everybodys = ((reader, *page) for reader in readers() for page in pages_of())
    # Each lays its own rows before its first page.
    parts = {"injuries": bench_injuries.pages_of, "audits": bench_audits.pages_of, "year": bench_year.pages_of}
    asked = parts[ONLY]() if ONLY in parts else chain(everybodys, *(of() for of in parts.values()))
    for reader, name, path, goal in asked:
        if ONLY not in parts and ONLY not in name:
            continue
        browser = Browser(reader.session)
        status, body = browser.get(path)
        if status != http.HTTPStatus.OK:
            raise SystemExit(f"{path} answers {status} to {reader.name}")
        spans = timed(repeat(partial(browser.get, path)))
        yield beside_the_floor(name, reader.name, spans, goal, len(body), queries_of(reader, path))


def forms() -> Iterator[Row]:
    """Saving one field and making a plan; and the first byte of the CSV file, which is an answer of no size."""
    from scripts.bench_forms import create, save_one_field, ward, writers  # noqa: PLC0415

    for reader in writers():
        for name, acts in (("save one field", save_one_field), ("create and publish", create)):
            if ONLY in name:
                browser = Browser(reader.session)
                yield beside_the_floor(name, reader.name, timed(acts(browser.get, browser.post)), 4, FORM_BYTES, 0)
    if ONLY in "CSV, first byte":
        spans = timed(first_bytes(writers()[0].session, f"/plans/export.csv?unit={ward().path.split('/')[1]}"), min(ROUNDS, 15))
        yield beside_the_floor("CSV, first byte", "one unit", spans, 4, FORM_BYTES, 0)


def first_bytes(session: str, path: str) -> Iterator[Callable[[], bytes]]:
    """Each step asks for the file and hangs up after its first bytes; then the worker is given the time to notice."""
    while True:
        browser = Browser(session)
        yield lambda browser=browser: next(browser.chunks(path))  # type: ignore[misc]
        browser.connection.close()
        time.sleep(1.5)


def beside_the_floor(name: str, user: str, spans: tuple[float, float], goal: float, size: int, queries: int) -> Row:
    """The row with the floor measured now, at that number of bytes."""
    from scripts.bench_pages import floor_unit  # noqa: PLC0415

    floor, path = Browser(""), f"/floor/?unit={floor_unit()}&bytes={size}"
    if floor.get(path)[0] != http.HTTPStatus.OK:
        raise SystemExit("The floor does not answer 200.")
    ratio = round(spans[1] / timed(repeat(partial(floor.get, path)))[1], 2)
    p50, p95 = round(spans[0], 1), round(spans[1], 1)
    return Row(name, user, p50, p95, ratio, queries, size, f"{ratio:5.2f}×", f"{goal:g}×", ratio <= goal)


def others(server: int) -> Iterator[Row]:
    """Files, background work, the overview's SQL, writers at once, memory of the web workers."""
    from scripts import bench_answers, bench_audits, bench_bulk, bench_feed, bench_forms, bench_injuries  # noqa: PLC0415

    reader, root = bench_forms.writers()[0], bench_forms.ward().path.split("/")[1]
    browsers = [Browser(reader.session) for _ in range(2)]
    mix = ["/", f"/plans/?unit={root}", f"/overview/{bench_forms.ward().pk}/", f"/units/{bench_forms.ward().pk}/"]
    findings = chain(
        [bench_bulk.overview_sql()],
        bench_bulk.work(),
        bench_bulk.csv_file(lambda: Browser(reader.session).chunks(f"/plans/export.csv?unit={root}"), server),
        at_once(),
        bench_answers.findings(PORT),
        bench_bulk.many_requests(lambda number: browsers[number % 2].get(mix[number // 2 % len(mix)]) and None, server),
        bench_injuries.findings(),
        bench_audits.findings(),
        bench_feed.findings(),
    )
    if ONLY:
        parts = {"answers": bench_answers.findings(PORT), "injuries": bench_injuries.findings(), "audits": bench_audits.findings()}
        findings = parts.get(ONLY, iter(()))
    yield from map(row_of, findings)


def surveys() -> Iterator[Row]:
    """A survey from its laying to its release; before the pages, which show it."""
    from scripts import bench_survey  # noqa: PLC0415

    if not ONLY or ONLY == "survey":
        yield from map(row_of, bench_survey.findings(dict(os.environ)))


def row_of(one: "Finding") -> Row:
    """A line of the table for what is not a page."""
    measured, goal = f"{one.value:g} {one.unit}", f"{one.limit:g} {one.unit}"
    return Row(one.name, "", None, None, None, one.queries, 0, measured, goal, one.value <= one.limit)


def at_once() -> "Iterator[Finding]":
    """Two hundred writers: nothing lost, nobody shown an error."""
    from scripts.bench_finding import Finding  # noqa: PLC0415
    from scripts.bench_forms import WRITERS, all_at_once, writers  # noqa: PLC0415

    def browser_of(session: str) -> "tuple[Ask, Ask]":
        browser = Browser(session)
        return browser.get, browser.post

    done = all_at_once(browser_of, [reader.session for reader in writers()])
    refused = sum(count for status, count in done.answers.items() if status != http.HTTPStatus.FOUND)
    yield Finding(f"{WRITERS} writers at once ({done.seconds:.1f} s): updates lost", done.lost, 0, "")
    yield Finding(f"{WRITERS} writers at once: not saved", refused, 0, "")


def serve() -> "subprocess.Popen[bytes]":
    """Gunicorn with two workers on the bench's own port."""
    # One reader asks all pages thousands of times: the limit on looking people up would answer instead of the page.
    environment = os.environ | {"SAFETYNET_PROCESS": "web", "PORT": str(PORT), "DIRECTORY_LOOKUPS_PER_HOUR": "10000000"}
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


def report(rows: list[Row]) -> None:
    """The file beside the table, and who is more than twice as slow as the other reader."""
    (BASE / "var").mkdir(exist_ok=True)
    slower = twice_as_slow(rows)
    (BASE / "var" / "bench.json").write_text(json.dumps([asdict(row) for row in rows], indent=1))
    missed = [f"{row.name} ({row.user})" for row in rows if not row.met]
    print(f"{len(rows)} rows in var/bench.json; goals missed: {', '.join(missed) or 'none'}")
    print(f"More than twice as slow for one reader as for the other: {', '.join(slower) or 'none'}")


def twice_as_slow(rows: list[Row]) -> list[str]:
    """Pages whose medians differ by more than two between the readers."""
    by_name: dict[str, list[float]] = {}
    for row in rows:
        if row.p50_ms:
            by_name.setdefault(row.name, []).append(row.p50_ms)
    return [name for name, spans in by_name.items() if max(spans) > 2 * min(spans)]


if __name__ == "__main__":
    sys.exit(main())
