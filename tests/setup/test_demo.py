"""The demo's supervisor: one sentence when it cannot start, nothing left when it ends."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from safetynet.common.local import demo, places
from safetynet.common.local.broker import broker_command
from safetynet.common.local.children import RESTARTS, Child, end_all
from safetynet.common.local.errors import LocalServerError
from safetynet.common.local.processes import alive

# A program with a child of its own, as gunicorn and celery are; `stubborn` ones do not end when asked.
PROGRAM = """
import signal, subprocess, sys, time
if sys.argv[1] == "stubborn": signal.signal(signal.SIGTERM, signal.SIG_IGN)
below = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(below.pid, flush=True)
time.sleep(60)
"""


def program(tmp_path, kind="willing"):
    return Child(kind, [sys.executable, "-c", PROGRAM, kind], dict(os.environ), tmp_path / f"{kind}.log", tmp_path)


def started(child):
    """Start it and wait until it has a child of its own; gives that one's process id."""
    child.start()
    return eventually(lambda: int(child.log.read_text() or 0))


def eventually(question, within=10.0):
    deadline = time.monotonic() + within
    while not (answer := question()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return answer


@pytest.mark.parametrize("port", ["", "abc", "0", "70000", "-1", "80 80"])
def test_a_port_that_is_none_is_answered_with_a_sentence(port):
    with pytest.raises(LocalServerError, match="Use a number between 1 and 65535"):
        demo.parse_port(port)


def test_a_port_in_use_is_answered_with_the_one_to_try():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(LocalServerError, match=rf"Port {port} is in use. Choose another: make demo PORT=\d+"):
            demo.refuse_taken_port(port)


def test_two_demos_in_one_checkout_are_answered_with_the_address_of_the_first(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "VAR_DIR", tmp_path)

    with (
        demo._only_one_here(8123),
        pytest.raises(LocalServerError, match=r"already runs at http://127\.0\.0\.1:8123/"),
        demo._only_one_here(8124),
    ):
        pass
    with demo._only_one_here(8124):
        pass


def test_some_but_not_all_database_urls_are_answered_with_the_missing_ones(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://web@db/safetynet")
    monkeypatch.delenv("OWNER_DATABASE_URL", raising=False)
    monkeypatch.setenv("WORKER_DATABASE_URL", "postgres://worker@db/safetynet")

    with pytest.raises(LocalServerError, match="Missing: OWNER_DATABASE_URL"):
        demo._database(None)


def test_the_demo_does_not_start_in_another_mode():
    environment = os.environ | {"SAFETYNET_MODE": "production"}
    answer = subprocess.run(
        [sys.executable, "-m", "safetynet.common.local", "demo"],
        cwd=places.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert answer.stderr.startswith("SAFETYNET_MODE is set to something else than demo")
    assert answer.stderr.count("\n") == 1


def test_ending_reaches_what_a_program_has_started_itself(tmp_path):
    child = program(tmp_path)
    below = started(child)

    end_all([child])

    assert not child.running
    assert eventually(lambda: not alive(below))


def test_a_program_that_does_not_end_when_asked_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr("safetynet.common.local.children.GRACE", 0.3)
    child = program(tmp_path, "stubborn")
    below = started(child)

    end_all([child])

    assert not child.running
    assert eventually(lambda: not alive(below))


def test_ending_leaves_other_programs_alone(tmp_path):
    child, other = program(tmp_path), subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    started(child)

    end_all([child])

    assert other.poll() is None
    other.kill()
    other.wait()


def test_a_program_that_died_is_started_again_and_nothing_of_the_first_stays(tmp_path):
    child = program(tmp_path)
    below = started(child)
    child.process.kill()
    child.process.wait()

    assert child.revive()

    assert child.running
    assert eventually(lambda: not alive(below))
    assert not child.revive()
    end_all([child])


def test_a_program_that_never_stays_up_ends_the_demo_with_its_reason(tmp_path):
    broken = Child(
        "broken", [sys.executable, "-c", "raise SystemExit('no such table: plan')"], dict(os.environ), tmp_path / "log", tmp_path
    )
    broken.start()

    for _attempt in range(RESTARTS - 1):
        broken.process.wait()
        assert broken.revive()

    broken.process.wait()
    with pytest.raises(LocalServerError, match="no such table: plan"):
        broken.revive()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a process of its parent's death")
def test_even_a_killed_supervisor_leaves_nothing_running(tmp_path):
    code = (
        "import sys, os, time; from pathlib import Path; from safetynet.common.local.children import Child;"
        "c = Child('c', [sys.executable, '-c', 'import time; time.sleep(60)'], dict(os.environ), Path(sys.argv[1]), Path('/'));"
        "c.start(); print(c.process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, tmp_path / "log"], cwd=places.BASE_DIR, stdout=subprocess.PIPE, text=True
    ) as supervisor:
        child = int(supervisor.stdout.readline())
        assert alive(child)
        supervisor.send_signal(signal.SIGKILL)

    assert eventually(lambda: not alive(child))


def test_the_broker_is_a_real_one_on_a_socket_closed_to_others(tmp_path):
    import redis

    path = tmp_path / "m" / "broker.sock"
    broker = Child("broker", broker_command(path), dict(os.environ), tmp_path / "log", tmp_path)
    broker.start()
    try:
        assert eventually(path.exists)
        with redis.Redis(unix_socket_path=str(path)) as client:
            assert client.ping()
            assert client.config_get("save") == {"save": ""}
            assert client.config_get("port") == {"port": "0"}
        assert path.stat().st_mode & 0o077 == 0
    finally:
        end_all([broker])
