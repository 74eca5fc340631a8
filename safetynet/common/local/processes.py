"""What runs on this machine, asked by process id."""

import os
import subprocess
from pathlib import Path


def alive(pid: int) -> bool:
    """True while the process does anything. A killed one that nobody has reaped (a container without an init) is dead."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return not _state(pid).startswith("Z")


def command_of(pid: int) -> str:
    """The command line, or "" when it cannot be read."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return _ps(pid, "command=")


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].strip()
    except (OSError, IndexError):
        return _ps(pid, "stat=")


def _ps(pid: int, column: str) -> str:
    """Where there is no /proc (macOS)."""
    try:
        return subprocess.run(["ps", "-o", column, "-p", str(pid)], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S607
    except FileNotFoundError:
        return ""
