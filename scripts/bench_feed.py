"""The organisation's feed at the size of a region: first time, unchanged, changed, taken back; each in a process of its own.

    python scripts/bench_feed.py

Makes a database of its own anew, writes four files of 41,500 employments, and brings them in as the worker does. Time is wall
clock, memory the process's largest resident size. `make bench` calls it at the end.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))
from scripts.bench_finding import Finding

DATABASE = "safetynet_bench_feed"
SECONDS = {"first": 120, "unchanged": 30, "changed": 60, "undo": 60}
LARGEST_MB = 300
NAMES = {
    "first": "feed of a region, first time",
    "unchanged": "the same feed again",
    "changed": "feed with 2,000 moved, 200 gone",
    "undo": "taking that back",
}


# --- Each in a process of its own -----------------------------------------------------------------------
def _bring_in(folder: Path) -> int:
    """Bring the folder in; how many things are not as they were."""
    from safetynet.common import clock  # noqa: PLC0415  needs the settings
    from safetynet.operations.organisation import import_organisation  # noqa: PLC0415

    result = import_organisation(folder, today=clock.today(), now=clock.now, is_confirmed=True)
    if result.run.outcome != "applied":
        raise SystemExit(f"{result.run.outcome}: {result.run.problems[:3]}")
    return result.run.number_changed


def _undo(_folder: Path) -> int:
    """Take the newest run back; how many things stayed."""
    from orgstructure.models import FeedRun, User  # noqa: PLC0415
    from safetynet.common import clock  # noqa: PLC0415
    from safetynet.operations import feed_undo  # noqa: PLC0415

    by = User.objects.earliest("pk")
    return len(feed_undo.undo(FeedRun.objects.latest("pk"), by=by, now=clock.now(), today=clock.today()).kept_back)


WORK: dict[str, Callable[[Path], int]] = {"first": _bring_in, "unchanged": _bring_in, "changed": _bring_in, "undo": _undo}


def work(name: str, folder: Path) -> None:
    """Do it, and print what it took."""
    import django  # noqa: PLC0415

    django.setup()
    from django.db import connection  # noqa: PLC0415

    asked = [0]

    def count(execute: Any, *args: Any) -> Any:
        asked[0] += 1
        return execute(*args)

    with connection.execute_wrapper(count):
        begun = time.perf_counter()
        changed = WORK[name](folder)
        seconds, own = time.perf_counter() - begun, time.process_time()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "own": own, "queries": asked[0], "mb": megabytes, "changed": changed}))


# --- All of them ----------------------------------------------------------------------------------------
def findings() -> Iterator[Finding]:
    """A fresh database, two feeds, and every measurement against its limit."""
    with tempfile.TemporaryDirectory() as place:
        first, second = Path(place) / "first", Path(place) / "second"
        environment = _fresh_database()
        _write_feeds(first, second)
        for name, folder in (("first", first), ("unchanged", first), ("changed", second), ("undo", second)):
            command = [sys.executable, "scripts/bench_feed.py", name, str(folder)]
            done = subprocess.run(command, cwd=BASE, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
            told = json.loads(done.stdout.splitlines()[-1])
            print(f"{name}: {told['own']:.1f} s of them at work itself, the rest the database and others", file=sys.stderr)
            yield Finding(NAMES[name], round(told["seconds"], 1), SECONDS[name], "s", told["queries"])
            yield Finding(f"{NAMES[name]}: memory", round(told["mb"]), LARGEST_MB, "MB")
            if name in {"unchanged", "undo"}:
                yield Finding(f"{NAMES[name]}: {'rows changed' if name == 'unchanged' else 'left as it was'}", told["changed"], 0, "")


def _fresh_database() -> dict[str, str]:
    """Made anew and migrated; the environment of a worker on it."""
    from scripts.bench import point_at_own_database  # noqa: PLC0415

    environment = point_at_own_database(DATABASE, is_fresh=True)
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=BASE, env=environment, check=True)
    return environment | {"SAFETYNET_PROCESS": "worker"}


def _write_feeds(first: Path, second: Path) -> None:
    """The invented region, staffed up to the number of employments; then with people moved and gone."""
    from dataclasses import replace  # noqa: PLC0415
    from datetime import date  # noqa: PLC0415

    from safetynet.operations.seed.region import SCALES, Region  # noqa: PLC0415

    first.mkdir()
    second.mkdir()
    scale = replace(SCALES["region"], people_a_ward=(18, 24))
    Region(scale, seed=1, today=date.today(), name="Region Eksempel").write(first)  # noqa: DTZ011  a bench has no other clock
    for file in first.iterdir():
        (second / file.name).write_bytes(file.read_bytes())
    _turn_round(second / "adm-engagements.csv", Random(1))  # noqa: S311  the same people each time


def _turn_round(path: Path, random: Random) -> None:
    """Of those who lead nobody, 2,000 change unit and 200 are gone."""
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    names = head.split("||")
    unit, number, manager = (names.index(name) for name in ("Afdelingskode", "Medarbejdernummer", "LedersMedarbejdernummer"))
    rows = [line.split("||") for line in lines]
    leading = {row[manager] for row in rows}
    chosen = random.sample([row for row in rows if row[number] not in leading], 2200)
    for row, other in zip(chosen[:2000], reversed(chosen[:2000]), strict=True):
        row[unit] = other[unit]
    gone = {row[number] for row in chosen[2000:]}
    print(f"{len(rows)} employments", file=sys.stderr)
    path.write_text("\n".join([head, *("||".join(row) for row in rows if row[number] not in gone)]) + "\n", encoding="utf-8")


def main() -> int:
    """One measurement, as a child; or all of them."""
    if len(sys.argv) > 1:
        work(sys.argv[1], Path(sys.argv[2]))
        return 0
    is_met = True
    for one in findings():
        print(f"{one.name:44} {one.value:g} {one.unit} (goal {one.limit:g} {one.unit})  {one.queries} queries", flush=True)
        is_met = is_met and one.value <= one.limit
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
