"""The settings of the nightly run: from a folder or by SFTP; nothing is fetched while neither is set."""

from base64 import b64decode
from dataclasses import dataclass

import environ
from django.core.exceptions import ImproperlyConfigured

TRIES = 3  # an hour apart
LAST_HOUR = 20  # so that all of them are on one day


@dataclass(frozen=True)
class FeedSettings:
    """As docs/operations.md tells them."""

    folder: str
    hour: int
    most_days_old: int
    wait_seconds: float
    sftp_host: str
    sftp_host_key: str
    sftp_folder: str
    sftp_user: str
    sftp_password: str
    sftp_key_file: str

    @property
    def hours(self) -> str:
        """For the clock."""
        return f"{self.hour}-{self.hour + TRIES - 1}"


def feed_settings(env: environ.Env) -> FeedSettings:
    """Read from the environment; raises ImproperlyConfigured with a sentence that helps."""
    read = FeedSettings(
        folder=env.str("FEED_FOLDER", default=""),
        hour=env.int("FEED_HOUR", default=4),
        most_days_old=env.int("FEED_MOST_DAYS_OLD", default=2),
        wait_seconds=env.float("FEED_WAIT_SECONDS", default=20.0),
        sftp_host=env.str("FEED_SFTP_HOST", default=""),
        sftp_host_key=env.str("FEED_SFTP_HOST_KEY", default=""),
        sftp_folder=env.str("FEED_SFTP_FOLDER", default=""),
        sftp_user=env.str("FEED_SFTP_USER", default=""),
        sftp_password=env.str("FEED_SFTP_PASSWORD", default=""),
        sftp_key_file=env.str("FEED_SFTP_KEY_FILE", default=""),
    )
    if sentence := _fault(read):
        raise ImproperlyConfigured(sentence)
    return read


def _fault(read: FeedSettings) -> str:
    """What does not go together."""
    if not 0 <= read.hour <= LAST_HOUR:
        return f"FEED_HOUR is {read.hour}. Use 0 to {LAST_HOUR}: the hour of the first of three tries."
    if read.folder and read.sftp_host:
        return "FEED_FOLDER and FEED_SFTP_HOST are both set. The nightly files come from one place."
    return _sftp_fault(read) if read.sftp_host else ""


def _sftp_fault(read: FeedSettings) -> str:
    if not (read.sftp_user and (read.sftp_password or read.sftp_key_file)):
        return "FEED_SFTP_HOST is set, but FEED_SFTP_USER, and FEED_SFTP_PASSWORD or FEED_SFTP_KEY_FILE, are not."
    port = read.sftp_host.partition(":")[2]
    if "/" in read.sftp_host or (port and not port.isdigit()):
        return f"FEED_SFTP_HOST is “{read.sftp_host}”. Use HOST or HOST:PORT, without sftp:// and folder."
    if not _is_host_key(read.sftp_host_key):
        return "FEED_SFTP_HOST_KEY is not a host key. It is two words like “ssh-ed25519 AAAAC3…”: ssh-keyscan HOST prints them."
    return ""


def _is_host_key(line: str) -> bool:
    """Kind and key, and the key says that it is of that kind."""
    kind, _blank, key = line.partition(" ")
    try:
        return bool(kind) and kind.encode() in b64decode(key, validate=True)
    except ValueError:
        return False
