"""`make demo`: the whole product on this machine, and nothing of it left when it ends."""

import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from safetynet.common.local import URL_NAMES, places
from safetynet.common.local.broker import broker_command
from safetynet.common.local.children import Child, end_all
from safetynet.common.local.errors import LocalServerError
from safetynet.common.local.postgres import Cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOST = "127.0.0.1"
LOGS = places.VAR_DIR / "log"
READY_WITHIN = 180.0  # a busy machine is slow, not broken
QUICK_ANSWER = 1.0
WELCOME = """
  SafetyNet runs at  {address}
  The page lists the people you can sign in as, one click each. Logs: var/log. Stop with Ctrl-C.
"""


class StopRequestedError(Exception):
    """Ctrl-C, a closed terminal, or `kill`."""


def run(port_text: str) -> None:
    """Start everything, watch over it until told to stop, end everything."""
    port = parse_port(port_text)
    if os.environ.get("SAFETYNET_MODE", "demo") != "demo":
        raise LocalServerError("SAFETYNET_MODE is set to something else than demo; docs/operations.md says how production is started.")
    LOGS.mkdir(parents=True, exist_ok=True)
    _on_stop_signals(_request_stop)
    with ExitStack() as stack:
        stack.enter_context(_only_one_here(port))
        refuse_taken_port(port)
        try:
            _run(port, stack)
        except StopRequestedError:
            print("\nStopping …", flush=True)
        finally:
            _on_stop_signals(signal.SIG_IGN)
    print("Everything the demo started has ended.")


def _run(port: int, stack: ExitStack) -> None:
    cluster = _database(stack)
    children = _children(port)
    stack.callback(end_all, children)
    with _step("demo data"):
        _prepare(port, stack)
    with _step("web server, workers, clock"):
        for child in children:
            child.start()
        _await_answer(port, children)
    print(WELCOME.format(address=f"http://{HOST}:{port}/"), flush=True)
    _watch(cluster, children)


def parse_port(text: str) -> int:
    """The number in PORT=."""
    highest = 65535
    if not text.isdigit() or not 0 < int(text) <= highest:
        raise LocalServerError(f"PORT is “{text}”. Use a number between 1 and {highest}: make demo PORT=8001")
    return int(text)


def refuse_taken_port(port: int) -> None:
    """Say it before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise LocalServerError(f"Port {port} needs an administrator. Choose one above 1023: make demo PORT=8001") from error
        except OSError as error:
            raise LocalServerError(f"Port {port} is in use. Choose another: make demo PORT={port % 60000 + 1}") from error


def _on_stop_signals(handler: "Callable[[int, object], None] | signal.Handlers") -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handler)


def _request_stop(_number: int, _frame: object) -> None:
    raise StopRequestedError


@contextmanager
def _only_one_here(port: int) -> "Iterator[None]":
    """Two demos in one checkout would share a database and a broker."""
    with (places.VAR_DIR / "demo.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise LocalServerError(
                f"The demo of this checkout already runs at {lock.read().strip()}. Stop it there with Ctrl-C."
            ) from error
        lock.truncate(0)
        lock.write(f"http://{HOST}:{port}/")
        lock.flush()
        yield


@contextmanager
def _step(name: str) -> "Iterator[None]":
    started = time.monotonic()
    print(f"  {name} …", flush=True)
    yield
    print(f"  {name}: ready after {time.monotonic() - started:.1f} s", flush=True)


def _database(stack: ExitStack) -> Cluster | None:
    """The local cluster, unless another is configured."""
    configured = [name for name in URL_NAMES if os.environ.get(name)]
    if configured and len(configured) < len(URL_NAMES):
        raise LocalServerError(f"Set all of {', '.join(URL_NAMES)}, or none. Missing: {', '.join(set(URL_NAMES) - set(configured))}")
    if configured:
        return None
    place = places.postgres(test=False)
    if places.needs_private_folder():
        print(f"  The database lies in {places.private_folder()}, as it may not run as root here. make clean removes it.")
    with _step("database"):
        cluster = Cluster(place)
        stack.callback(cluster.leave)
        cluster.enter()
    return cluster


def _environment(process: str, port: int) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "safetynet.settings",
        "SAFETYNET_MODE": "demo",
        "SAFETYNET_PROCESS": process,
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }


def _child(name: str, process: str, port: int, *command: str) -> Child:
    return Child(name, list(command), _environment(process, port), LOGS / f"{name}.log", places.BASE_DIR)


def _children(port: int) -> list[Child]:
    """In the order they are ended as well: who makes work before who does it."""
    python = (sys.executable, "-m")
    celery = (*python, "celery", "-A", "safetynet")
    web = ("gunicorn", "safetynet.wsgi", "-k", "gthread", "-w", "2", "--threads", "4", "-b", f"{HOST}:{port}", "--graceful-timeout", "5")
    children = [
        _child("web", "web", port, *python, *web, "--no-control-socket"),
        _child("beat", "worker", port, *celery, "beat", "-s", str(places.VAR_DIR / "beat-schedule"), "--pidfile="),
        _child("worker", "worker", port, *celery, "worker", "-n", "mail@%h", "-Q", "celery", "-c", "1"),
        _child("worker-documents", "worker", port, *celery, "worker", "-n", "documents@%h", "-Q", "documents", "-c", "1"),
    ]
    if not os.environ.get("REDIS_URL"):
        children.insert(0, _child("broker", "worker", port, *broker_command(places.broker_socket(test=False))))
    return children


def _prepare(port: int, stack: ExitStack) -> None:
    """Migrate and seed, as the owner of the database, its progress on the terminal."""
    command = [sys.executable, "manage.py", "prepare_demo"]
    process = subprocess.Popen(
        command, cwd=places.BASE_DIR, env=_environment("owner", port), stdin=subprocess.DEVNULL, start_new_session=True
    )
    stack.callback(_end_quietly, process)
    if process.wait():
        raise LocalServerError("The demo's database could not be prepared; the reason stands above.")


def _end_quietly(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
        process.kill()
        process.wait()


def _await_answer(port: int, children: list[Child]) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not _answers(port):
        for child in children:
            if not child.running:
                raise LocalServerError(f"{child.name} ended at once. The end of {child.log}:\n{child.end_of_log()}")
        if time.monotonic() > deadline:
            web = next(child for child in children if child.name == "web")
            raise LocalServerError(f"The web server does not answer. The end of {web.log}:\n{web.end_of_log()}")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=QUICK_ANSWER)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _watch(cluster: Cluster | None, children: list[Child]) -> None:
    while True:
        time.sleep(1)
        if cluster and not cluster.answers():
            print("The database has gone; starting it again …", flush=True)
            cluster.enter()
        for child in children:
            if child.revive():
                print(f"{child.name} had ended and was started again (var/log/{child.name}.log).", flush=True)
