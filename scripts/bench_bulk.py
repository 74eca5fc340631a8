"""What is measured otherwise than page by page: files, background work, memory of the web workers, and the SQL of an overview."""

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.reports import LevelReport, Period
from orgstructure.levels import Level
from orgstructure.models import Unit
from safetynet.common import clock
from scripts.bench_finding import Finding

BASE = Path(__file__).resolve().parent.parent
REQUESTS = int(os.environ.get("BENCH_REQUESTS", "10000"))
MB = 1024
JOBS = (
    ("reminder run", "reminders", 60),
    ("PDF of one plan", "pdf-plan", 1),
    ("PDF of a hospital's year", "pdf-hospital", 30),
    ("move of the part of the tree nearest to 500 units", "move", 1),
    ("the same as a step with undo", "reorganise", 1),
)

# The same figures of the region's overview by hand, straight from the plans and without regard to who asks or what is shown.
BY_HAND = (
    """SELECT split_part(path, '/', 3), sum(open), sum(overdue), sum(awaiting), sum(standing) FROM (
        SELECT unit_id, count(*) AS open, count(*) FILTER (WHERE status <> 'standing' AND expected_closing_on < %(end)s) AS overdue,
            count(*) FILTER (WHERE status = 'awaiting') AS awaiting, count(*) FILTER (WHERE status = 'standing') AS standing
        FROM actionplans_actionplan WHERE status IN ('active', 'awaiting', 'standing') GROUP BY 1
    ) plan JOIN orgstructure_unit unit ON unit.id = unit_id GROUP BY 1""",
    """SELECT split_part(path, '/', 3),
        sum(due), sum(done), sum(strict_due), sum(strict_done), sum(now_due), sum(now_done), sum(aside)
    FROM (
        SELECT unit_id, count(*) FILTER (WHERE ok AND is_first) AS due,
            count(*) FILTER (WHERE ok AND is_first AND said <= first + 14) AS done,
            count(*) FILTER (WHERE ok AND is_strict) AS strict_due,
            count(*) FILTER (WHERE ok AND is_strict AND said <= first) AS strict_done,
            count(*) FILTER (WHERE ok AND is_now) AS now_due, count(*) FILTER (WHERE ok AND is_now AND said <= later + 14) AS now_done,
            count(*) FILTER (WHERE NOT ok AND is_first) AS aside
        FROM (
            SELECT unit_id, first_verdict_on AS said, first_expected_closing_on AS first, expected_closing_on AS later,
                status NOT IN ('standing', 'not_carried_out') AS ok,
                first_expected_closing_on + 14 BETWEEN %(start)s AND %(end)s AS is_first,
                first_expected_closing_on BETWEEN %(start)s AND %(end)s AS is_strict,
                expected_closing_on + 14 BETWEEN %(start)s AND %(end)s AS is_now
            FROM actionplans_actionplan WHERE status <> 'draft' AND (first_expected_closing_on BETWEEN %(start)s - 14 AND %(end)s
                OR expected_closing_on BETWEEN %(start)s - 14 AND %(end)s - 14)
            OFFSET 0
        ) flagged GROUP BY 1
    ) plan JOIN orgstructure_unit unit ON unit.id = unit_id GROUP BY 1""",
    """SELECT date_trunc('quarter', (first_expected_closing_on + 14)::timestamp), count(*),
            count(*) FILTER (WHERE first_verdict_on <= first_expected_closing_on + 14)
        FROM actionplans_actionplan WHERE status IN ('active', 'awaiting', 'closed')
            AND first_expected_closing_on BETWEEN %(trend)s - 14 AND %(end)s GROUP BY 1""",
    """SELECT date_trunc('quarter', last_verdict_on::timestamp), last_verdict, count(*)
        FROM actionplans_actionplan WHERE last_verdict_on BETWEEN %(trend)s AND %(end)s GROUP BY 1, 2""",
    """SELECT theme_id, count(*), count(*) FILTER (WHERE status <> 'standing' AND expected_closing_on < %(end)s),
            count(*) FILTER (WHERE status = 'awaiting'), count(*) FILTER (WHERE urgency = 'acute')
        FROM actionplans_actionplan WHERE status IN ('active', 'awaiting', 'standing') GROUP BY 1""",
)


def overview_sql(rounds: int = 7) -> Finding:
    """How many times the time of the hand-written statements the overview's SQL takes, medians of rounds taken in turn."""
    today, root = clock.today(), Unit.objects.get(parent=None)
    period = Period.year_to(today)
    words = {"start": period.first, "end": period.last, "trend": Period.quarters(today).first}
    level, ours, hand, asked = Level.of_unit(root, today), [], [], 0
    for _ in range(rounds):
        with CaptureQueriesContext(connection) as queries:
            LevelReport.of(level, period, today)
        asked = len(queries)
        ours.append(sum(float(query["time"]) for query in queries.captured_queries))
        begun = time.perf_counter()
        with connection.cursor() as cursor:
            for statement in BY_HAND:
                cursor.execute(statement, words)
                cursor.fetchall()
        hand.append(time.perf_counter() - begun)
    return Finding("overview's SQL against the same by hand", statistics.median(ours) / statistics.median(hand), 2, "times", asked)


def work() -> Iterator[Finding]:
    """Reminders, one plan on paper, a hospital's year on paper, a large part of the tree moved."""
    for name, job, seconds in JOBS:
        environment = os.environ | {"SAFETYNET_PROCESS": "worker"}
        done = subprocess.run(  # noqa: S603
            [sys.executable, "scripts/bench_work.py", job], cwd=BASE, env=environment, check=True, capture_output=True, text=True
        )
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        yield Finding(name, round(told["ms"] / 1000, 2), seconds, "s", told["queries"])
        yield Finding(f"{name}: memory", round(told["mb"]), 512, "MB")


def workers_mb(server: int) -> float:
    """The resident memory of the largest web worker."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    return max(_resident(pid) for pid in children)


def _resident(pid: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / MB


def csv_file(chunks: Callable[[], Iterator[bytes]], server: int) -> Iterator[Finding]:
    """All rows of the region as CSV: the whole, and what it adds to the worker's memory."""
    before, begun, highest, lines = workers_mb(server), time.perf_counter(), 0.0, 0
    for number, chunk in enumerate(chunks()):
        lines += chunk.count(b"\n")
        if number % 50 == 0:
            highest = max(highest, workers_mb(server))
    yield Finding(f"CSV of {lines} lines, all of it", round(time.perf_counter() - begun, 1), 60, "s")
    yield Finding("CSV: memory added", round(max(0.0, highest - before)), 50, "MB")


def many_requests(ask: Callable[[int], None], server: int) -> Iterator[Finding]:
    """The worker's memory after a tenth of the requests and after all of them."""
    _in_two(ask, REQUESTS // 10)
    settled = workers_mb(server)
    _in_two(ask, REQUESTS - REQUESTS // 10)
    after = workers_mb(server)
    yield Finding("web worker after the run", round(after), 250, "MB")
    yield Finding(f"web worker: growth over {REQUESTS} requests", round(max(0.0, after - settled), 1), 10, "MB")


def _in_two(ask: Callable[[int], None], requests: int) -> None:
    halves = [threading.Thread(target=lambda first=first: [ask(number) for number in range(first, requests, 2)]) for first in (0, 1)]  # type: ignore[misc]
    for half in halves:
        half.start()
    for half in halves:
        half.join()
