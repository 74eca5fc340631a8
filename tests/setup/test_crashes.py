"""The run of the tests itself: what becomes of a process that dies."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SUITE = """
import os, signal
from pathlib import Path
import pytest

DEATHS = Path(__file__).with_name("deaths")

@pytest.mark.parametrize("number", range(12))
def test_of(number):
    died = DEATHS.read_text().count("x") if DEATHS.exists() else 0
    if number == {number} and died < {deaths}:
        DEATHS.write_text("x" * (died + 1))
        os.kill(os.getpid(), signal.SIGSEGV)
"""


def run_with(place: Path, *, number: int, deaths: int) -> subprocess.CompletedProcess[str]:
    (place / "conftest.py").write_text("from tests.crashes import *\n")
    (place / "test_some.py").write_text(SUITE.format(number=number, deaths=deaths))
    (place / "pytest.ini").write_text("[pytest]\n")
    options = ["-n", "2", "--dist", "loadgroup", "--max-worker-restart", "1", "-p", "no:django", "-p", "no:playwright"]
    command = [sys.executable, "-m", "pytest", *options, "-c", str(place / "pytest.ini"), "--rootdir", str(place), str(place)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("number", [0, 6, 11])
def test_a_process_that_dies_once_is_replaced_and_every_test_is_run(tmp_path, number):
    ran = run_with(tmp_path, number=number, deaths=1)
    assert ran.returncode == 0, ran.stdout
    assert "12 passed, 1 rerun" in ran.stdout


def test_a_test_that_kills_its_process_each_time_ends_the_run_with_a_failure(tmp_path):
    ran = run_with(tmp_path, number=6, deaths=9)
    assert ran.returncode != 0
    assert "1 failed" in ran.stdout
    assert "crashed while running 'test_some.py::test_of[6]'" in ran.stdout
