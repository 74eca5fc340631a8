"""Where the nightly files come from: a folder, or a folder on an SFTP server whose host key is pinned.

Files are taken only when all four are there, are of one export, are not old, and do not change while one looks. They are
copied to a folder of this process's own; nothing is changed or deleted at the source.
"""

import hmac
import shutil
import socket
import stat
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import paramiko
from django.conf import settings

from orgstructure.feed.problems import Problem
from orgstructure.feed.reader import COLUMNS

LARGEST = 50 * 1024 * 1024
ONE_EXPORT = timedelta(hours=6)
SSH = 22
PATIENCE = 20.0  # seconds for each answer of the server


class FetchError(Exception):
    """The files could not be fetched; `problems` say why, in words for a person."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(", ".join(problem.code for problem in problems))


@dataclass(frozen=True)
class Seen:
    """How a file looked from outside."""

    size: int
    written_at: float


class Place(Protocol):
    """A folder, here or elsewhere."""

    def look(self) -> dict[str, Seen]:
        """Each of the four files that is there."""
        ...

    def copy(self, file: str, to: Path) -> None:
        """Bring one file here."""
        ...


def name_of_source() -> str:
    """What a run says it came from; empty where nothing is configured. Holds neither user nor password."""
    if settings.FEED.sftp_host:
        return f"sftp://{settings.FEED.sftp_host}/{settings.FEED.sftp_folder.strip('/')}"
    return str(settings.FEED.folder)


def fetch_into(folder: Path, *, now: datetime, wait: Callable[[float], None] = time.sleep) -> None:
    """The four files, whole; raises FetchError with every reason."""
    opened: AbstractContextManager[Place] = _sftp() if settings.FEED.sftp_host else _local()
    with opened as place:
        first = place.look()
        _refuse_unfit(first, now)
        wait(settings.FEED.wait_seconds)
        _refuse_changed(first, place.look())
        for file in COLUMNS:
            place.copy(file, folder / file)
        copied = {file: Seen((folder / file).stat().st_size, first[file].written_at) for file in COLUMNS}
        _refuse_changed(first, copied)
        _refuse_changed(first, place.look())


def _refuse_unfit(seen: dict[str, Seen], now: datetime) -> None:
    problems = [Problem.at(file, 0, "missing_file") for file in COLUMNS if file not in seen]
    problems += [Problem.at(file, 0, "too_large", limit=LARGEST // 1024**2) for file, one in seen.items() if one.size > LARGEST]
    oldest = now - timedelta(days=settings.FEED.most_days_old)
    for file, one in seen.items():
        if (written := datetime.fromtimestamp(one.written_at, UTC)) < oldest:
            problems.append(Problem.at(file, 0, "too_old", day=written.date(), limit=settings.FEED.most_days_old))
    times = [one.written_at for one in seen.values()]
    if not problems and max(times) - min(times) > ONE_EXPORT.total_seconds():
        file = min(seen, key=lambda name: seen[name].written_at)
        problems.append(Problem.at(file, 0, "not_of_one_export", hours=int(ONE_EXPORT.total_seconds() // 3600)))
    if problems:
        raise FetchError(*problems)


def _refuse_changed(before: dict[str, Seen], after: dict[str, Seen]) -> None:
    if changed := [file for file in before if before[file] != after.get(file)]:
        raise FetchError(*(Problem.at(file, 0, "still_written") for file in changed))


# --- A folder of this machine ---------------------------------------------------------------------------
class _Folder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def look(self) -> dict[str, Seen]:
        found = {file: (self.folder / file).stat() for file in COLUMNS if (self.folder / file).is_file()}
        return {file: Seen(one.st_size, one.st_mtime) for file, one in found.items()}

    def copy(self, file: str, to: Path) -> None:
        shutil.copyfile(self.folder / file, to)


@contextmanager
def _local() -> Iterator[Place]:
    folder = Path(settings.FEED.folder)
    if not folder.is_dir():
        raise FetchError(Problem.at(str(folder), 0, "no_folder"))
    try:
        yield _Folder(folder)
    except OSError as error:
        raise FetchError(Problem.at(str(folder), 0, "folder_unreadable")) from error


# --- A folder of an SFTP server -------------------------------------------------------------------------
class _Remote:
    def __init__(self, client: paramiko.SFTPClient) -> None:
        self.client = client

    def look(self) -> dict[str, Seen]:
        found = {one.filename: one for one in self.client.listdir_attr() if one.filename in COLUMNS and not stat.S_ISDIR(one.st_mode or 0)}
        return {file: Seen(one.st_size or 0, float(one.st_mtime or 0)) for file, one in found.items()}

    def copy(self, file: str, to: Path) -> None:
        self.client.get(file, str(to))


@contextmanager
def _sftp() -> Iterator[Place]:
    """A signed-in connection standing in the folder. Whatever breaks is said in words; the connection is always closed."""
    where = name_of_source()
    transport = _connected(where)
    try:
        _check_host_key(transport, where)
        _sign_in(transport, where)
        client = paramiko.SFTPClient.from_transport(transport)
        if client is None or (channel := client.get_channel()) is None:
            raise FetchError(Problem.at(where, 0, "sftp_cut"))
        channel.settimeout(PATIENCE)
        _go_to_folder(client, where)
        yield _Remote(client)
    except (paramiko.SSHException, EOFError, OSError) as error:
        raise FetchError(Problem.at(where, 0, "sftp_cut")) from error
    finally:
        transport.close()


def _connected(where: str) -> paramiko.Transport:
    host, _colon, port = settings.FEED.sftp_host.partition(":")
    try:
        return paramiko.Transport(socket.create_connection((host, int(port or SSH)), timeout=PATIENCE))
    except OSError as error:
        raise FetchError(Problem.at(where, 0, "sftp_unreachable")) from error


def _check_host_key(transport: paramiko.Transport, where: str) -> None:
    """Before anything is said to it, the server must show exactly the key that was pinned."""
    kind, _blank, key = settings.FEED.sftp_host_key.partition(" ")
    transport.get_security_options().key_types = ("rsa-sha2-512", "rsa-sha2-256") if kind == "ssh-rsa" else (kind,)
    transport.banner_timeout = transport.auth_timeout = PATIENCE
    try:
        transport.start_client(timeout=PATIENCE)
    except paramiko.ssh_exception.IncompatiblePeer as error:
        raise FetchError(Problem.at(where, 0, "sftp_host_key")) from error
    if not hmac.compare_digest(transport.get_remote_server_key().asbytes(), b64decode(key)):
        raise FetchError(Problem.at(where, 0, "sftp_host_key"))


def _sign_in(transport: paramiko.Transport, where: str) -> None:
    try:
        if settings.FEED.sftp_key_file:
            transport.auth_publickey(settings.FEED.sftp_user, _own_key(where))
        else:
            transport.auth_password(settings.FEED.sftp_user, settings.FEED.sftp_password, fallback=False)
    except paramiko.AuthenticationException as error:
        raise FetchError(Problem.at(where, 0, "sftp_refused")) from error


def _own_key(where: str) -> paramiko.PKey:
    passphrase = settings.FEED.sftp_password.encode() or None
    try:
        return paramiko.PKey.from_path(settings.FEED.sftp_key_file, passphrase)  # type: ignore[arg-type]  # its loader takes bytes
    except (OSError, ValueError, TypeError, paramiko.SSHException) as error:
        raise FetchError(Problem.at(where, 0, "sftp_key_file")) from error


def _go_to_folder(client: paramiko.SFTPClient, where: str) -> None:
    try:
        client.chdir(settings.FEED.sftp_folder or ".")
        client.listdir_attr()
    except FileNotFoundError as error:
        raise FetchError(Problem.at(where, 0, "no_folder")) from error
    except OSError as error:
        code = "folder_unreadable" if isinstance(error, PermissionError) else "no_folder" if "directory" in str(error) else "sftp_cut"
        raise FetchError(Problem.at(where, 0, code)) from error
