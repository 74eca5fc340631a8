"""A program the demo runs beside itself: started in a process group of its own, restarted when it dies, ended with its whole group."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from safetynet.common.local.errors import LocalServerError

GRACE = 8.0  # seconds between asking and forcing
RESTARTS = 3  # within …
RESTART_WINDOW = 30.0  # … so many seconds; then the reason is in the log


@dataclass
class Child:
    """One program and where its output goes."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    started_at: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Begin, in a group of its own: Ctrl-C in the terminal reaches only the supervisor, which ends the others in order."""
        mode = "ab" if self.started_at else "wb"
        self.started_at.append(time.monotonic())
        with self.log.open(mode) as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent(),  # noqa: PLW1509  the supervisor has one thread
            )

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def revive(self) -> bool:
        """Start it again if it has died; True when that happened."""
        if self.running:
            return False
        recent = [at for at in self.started_at if at > time.monotonic() - RESTART_WINDOW]
        if len(recent) >= RESTARTS:
            raise LocalServerError(f"{self.name} does not stay up. The end of {self.log}:\n{self.end_of_log()}")
        self.end_group()
        self.start()
        return True

    def end_group(self) -> None:
        """Whatever it started goes with it."""
        if self.process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def end_of_log(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:]) if self.log.exists() else ""


def end_all(children: list[Child]) -> None:
    """Ask all at once, wait, then end what is left of each group (a pool's processes answer only to their parent)."""
    for child in children:
        if child.process and child.running:
            child.process.terminate()
    deadline = time.monotonic() + GRACE
    for child in children:
        if child.process:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(timeout=max(0.0, deadline - time.monotonic()))
            child.end_group()


def _die_with_parent() -> Callable[[], object] | None:
    """On Linux even a supervisor ended by `kill -9` leaves nothing running."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    set_parent_death_signal = 1  # PR_SET_PDEATHSIG
    return lambda: libc.prctl(set_parent_death_signal, int(signal.SIGTERM))
