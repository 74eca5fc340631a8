"""One local PostgreSQL cluster: made, started, shared and stopped.

Trust authentication on a socket in a folder only its owner can enter; no TCP. Root becomes `nobody`, as PostgreSQL refuses to be root.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import time
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import psycopg2

from safetynet.common.local import binaries, places
from safetynet.common.local.errors import LocalServerError
from safetynet.common.local.processes import alive, command_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safetynet.common.local.places import PostgresPlace

SUPERUSER = "postgres"
# Neither values nor statements with values in them come into its log: an answer under somebody's name would stand there.
SILENT = "log_parameter_max_length = 0\nlog_parameter_max_length_on_error = 0\nlog_min_error_statement = panic\n"
DURABLE = "max_connections = 60\nmax_locks_per_transaction = 256\ntimezone = 'UTC'\n" + SILENT  # a test reads all tables in one statement
DISPOSABLE = DURABLE + "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
ROLES = {
    "safetynet_web": "LOGIN",
    "safetynet_worker": "LOGIN",
    # Creates the test database; sets the other two roles in the tests of what they may not do.
    "safetynet_owner": "LOGIN CREATEDB IN ROLE safetynet_web, safetynet_worker NOINHERIT",
}


class Cluster:
    """A cluster in its place. Whoever uses it enters; the last one to leave stops it."""

    def __init__(self, place: "PostgresPlace") -> None:
        self.place = place
        self._in_use: IO[str] | None = None

    def enter(self) -> None:
        """Make and start it where needed, and keep it running until `leave`."""
        self._prepare_folders()
        with self._alone():
            self._discard_unfit_data()
            if not (self.place.data / "PG_VERSION").exists():
                self._create()
            self._start()
            self._ensure_roles()
            if self._in_use is None:
                self._in_use = (self.place.home / "in-use").open("w")
                fcntl.flock(self._in_use, fcntl.LOCK_SH)

    def leave(self) -> None:
        """Stop it unless somebody else is still in."""
        if self._in_use is None:
            return
        with self._alone(), suppress(BlockingIOError), closing(self._in_use) as in_use:
            self._in_use = None
            fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.stop()

    def stop(self) -> None:
        """Stop it, whoever uses it; nothing happens where none runs."""
        if self._postmaster():
            self._run("pg_ctl", "-D", self.place.data, "-m", "fast", "-w", "stop")

    def answers(self) -> bool:
        """True when it takes connections."""
        with suppress(psycopg2.OperationalError), closing(self._connect()):
            return True
        return False

    # --- Making -------------------------------------------------------------------------------------------
    def _prepare_folders(self) -> None:
        if places.needs_private_folder():
            _claim(places.private_folder(), mode=0o711)
        places.VAR_DIR.mkdir(exist_ok=True)
        if self._nobody:
            places.VAR_DIR.chmod(0o755)
        for folder in (self.place.home, self.place.socket):
            _claim(folder, mode=0o700, owner=self._nobody)

    @contextmanager
    def _alone(self) -> "Iterator[None]":
        """Web server, worker and tests may start it at the same moment."""
        with (self.place.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _discard_unfit_data(self) -> None:
        """Data of another major version cannot be read by this server."""
        version_file = self.place.data / "PG_VERSION"
        version = version_file.read_text().strip() if version_file.exists() else ""
        if not version or version == str(binaries.major_version(self._bin)):
            return
        if self.place.disposable:
            shutil.rmtree(self.place.data)
            return
        kept = self.place.data.with_name(f"data-of-version-{version}")
        shutil.rmtree(kept, ignore_errors=True)
        self.place.data.rename(kept)
        print(f"The local database was made by PostgreSQL {version}. It is kept in {kept}; a new one is made.")

    def _create(self) -> None:
        """Beside its place first, so that an interrupted attempt never looks like a finished one."""
        partial = self.place.data.with_name("data.part")
        shutil.rmtree(partial, ignore_errors=True)
        shutil.rmtree(self.place.data, ignore_errors=True)
        self._run(
            "initdb",
            *("-D", partial, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions"),
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        )
        partial.rename(self.place.data)

    def _ensure_roles(self) -> None:
        with closing(self._connect()) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            cursor.execute("SELECT rolname FROM pg_roles UNION ALL SELECT datname FROM pg_database")
            existing = {name for (name,) in cursor.fetchall()}
            for role, rights in ROLES.items():
                if role not in existing:
                    cursor.execute(f"CREATE ROLE {role} {rights}")
            if "safetynet" not in existing:
                cursor.execute("CREATE DATABASE safetynet OWNER safetynet_owner")

    # --- Starting -----------------------------------------------------------------------------------------
    def _start(self) -> None:
        deadline = time.monotonic() + 30
        while not self.answers():
            if time.monotonic() > deadline:
                raise LocalServerError(f"PostgreSQL did not start. The end of its logs in {self.place.home}:\n{self._end_of_logs()}")
            if self._postmaster():
                time.sleep(0.1)  # starting, recovering or stopping
                continue
            self._drop_stale_locks()
            self._launch()

    def _launch(self) -> None:
        config = self.place.data / "postgresql.conf"
        folder = str(self.place.socket).replace("'", "''").replace('"', '""')
        config.write_text(
            f"listen_addresses = ''\nunix_socket_directories = '\"{folder}\"'\n" + (DISPOSABLE if self.place.disposable else DURABLE)
        )
        # A server that inherits our terminal would keep callers waiting for the end of our output.
        self._run("pg_ctl", "-D", self.place.data, "-w", "-t", "30", "-l", self.place.log, "start", must_work=False)

    def _postmaster(self) -> int:
        """The process id of this cluster's living server, or 0. A number in a stale file may by now be another program's."""
        with suppress(OSError, ValueError, IndexError):
            pid = int((self.place.data / "postmaster.pid").read_text().split()[0])
            if alive(pid) and str(self.place.data) in command_of(pid):
                return pid
        return 0

    def _drop_stale_locks(self) -> None:
        """What a killed server left behind; PostgreSQL would take the number in it for a living one."""
        for path in (self.place.data / "postmaster.pid", *self.place.socket.glob(".s.PGSQL.*")):
            path.unlink(missing_ok=True)

    def _end_of_logs(self) -> str:
        logs = (self.place.home / "pg_ctl.log", self.place.log)
        return "\n".join(log.read_text(errors="replace")[-2000:] for log in logs if log.exists())

    # --- Tools --------------------------------------------------------------------------------------------
    @cached_property
    def _bin(self) -> Path:
        found = binaries.postgres_bin()
        return binaries.copy_where_nobody_can_read(found) if self._nobody and not places.reachable_by_anyone(found) else found

    @cached_property
    def _nobody(self) -> pwd.struct_passwd | None:
        return pwd.getpwnam("nobody") if os.geteuid() == 0 else None

    def _run(self, program: str, *arguments: str | Path, must_work: bool = True) -> None:
        become: dict[str, Any] = {}
        if self._nobody:
            become = {"user": self._nobody.pw_uid, "group": self._nobody.pw_gid, "extra_groups": [], "cwd": "/"}
        log = self.place.home / f"{program}.log"
        with log.open("w") as output:
            answer = subprocess.run(
                [self._bin / program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                timeout=120,
                check=False,
                **become,
            )
        if must_work and answer.returncode:
            raise LocalServerError(f"{program} failed:\n{log.read_text(errors='replace')[-2000:]}")

    def _connect(self) -> Any:
        return psycopg2.connect(host=str(self.place.socket), user=SUPERUSER, dbname="postgres", connect_timeout=5)


def _claim(folder: Path, *, mode: int, owner: pwd.struct_passwd | None = None) -> None:
    """Make the folder ours; one that another user put there (a guessed name below /tmp) is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid not in {os.geteuid(), *((owner.pw_uid,) if owner else ())}:
        raise LocalServerError(f"{folder} belongs to another user. Remove it (as that user: make clean), then start again.")
    if owner and found.st_uid != owner.pw_uid:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    folder.chmod(mode)
