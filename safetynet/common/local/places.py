"""Where the local servers keep their files. Looks at the disk, never writes to it."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = BASE_DIR / "var"
SOCKET_PATH_LIMIT = 100  # the kernel takes 104 (macOS) or 108 bytes (Linux)


@dataclass(frozen=True)
class PostgresPlace:
    """The folders of one cluster; `disposable` data may be lost in a crash and are rebuilt without asking."""

    home: Path
    socket: Path
    disposable: bool

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"


def postgres(*, test: bool) -> PostgresPlace:
    """The demo's cluster, or the one of the tests."""
    home = (private_folder() if needs_private_folder() else VAR_DIR) / ("pg-test" if test else "pg")
    return PostgresPlace(home, _short(home / "run", ".s.PGSQL.5432"), disposable=test)


def broker_socket(*, test: bool) -> Path:
    """The broker's socket."""
    folder = VAR_DIR / ("broker-test" if test else "broker")
    return _short(folder, "broker.sock") / "broker.sock"


def needs_private_folder() -> bool:
    """PostgreSQL refuses to be root, and nobody else can enter this checkout (say, below /root)."""
    return os.geteuid() == 0 and not reachable_by_anyone(BASE_DIR)


def private_folder() -> Path:
    """Instead of `var/` where `needs_private_folder`; `make clean` removes it."""
    return Path("/var/tmp") / f"safetynet-{_tag(BASE_DIR)}"  # noqa: S108  its owner is checked before use


def reachable_by_anyone(path: Path) -> bool:
    """Every folder on the way lets others pass."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents))


def _short(folder: Path, name: str) -> Path:
    """The folder itself, or one below /tmp where its path cannot be a socket's; libpq reads a comma as the end of a host."""
    if len(os.fsencode(folder / name)) <= SOCKET_PATH_LIMIT and "," not in str(folder):
        return folder
    return Path("/tmp") / f"safetynet-{_tag(folder)}"  # noqa: S108  its owner is checked before use


def _tag(path: Path) -> str:
    return f"{os.geteuid()}-" + hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
