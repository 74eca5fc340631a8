"""The ledger of what was erased: table and key, in the database and, one small file each, in the storage.

A restored database has forgotten what was erased after its backup. The files have not, where the folder `erasures` of FILES_DIR was
kept (docs/operations.md, “Restore”); `manage.py replay_erasures` erases again what stands there, before anybody signs in. Nothing in
the ledger says what stood in a row.
"""

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from safetynet.common.models import Erasure

logger = logging.getLogger(__name__)
FOLDER = "erasures"


@dataclass(frozen=True)
class Entry:
    """One erased row."""

    table: str
    key: str


def note(table: str, key: object, *, at: datetime) -> None:
    """Call it in the transaction that erases: its row comes at once, its file after the commit."""
    _row, is_new = Erasure.objects.get_or_create(table=table, key=str(key), defaults={"at": at})
    if is_new:
        logger.info("erased table=%s key=%s", table, key)
        transaction.on_commit(lambda: _write(table, str(key)))


def fill_storage() -> int:
    """Write the files that a crash between commit and file left out; how many."""
    missing = in_database() - in_storage()
    for entry in missing:
        _write(entry.table, entry.key)
    return len(missing)


def _write(table: str, key: str) -> None:
    name = f"{FOLDER}/{table}-{key}.json"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(json.dumps({"table": table, "key": key}).encode()))


def in_storage() -> set[Entry]:
    """Everything the storage says was erased."""
    if not default_storage.exists(FOLDER):
        return set()
    _folders, names = default_storage.listdir(FOLDER)
    return {entry for name in names if (entry := _read(name))}


def _read(name: str) -> Entry | None:
    table, _dash, key = name.removesuffix(".json").rpartition("-")
    return Entry(table, key) if table else None


def in_database() -> set[Entry]:
    """Everything the database says was erased."""
    return {Entry(table, key) for table, key in Erasure.objects.values_list("table", "key")}


def forgotten() -> set[Entry]:
    """What the storage says was erased and the database does not know: this database was restored."""
    return in_storage() - in_database()


def refuse_forgotten() -> None:
    """Raise while something erased stands there again; a database or storage that is down is no reason to stay down."""
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415  one use

    try:
        waiting = len(forgotten())
    except (DatabaseError, OSError):
        return
    if waiting:
        message = f"This database was restored: {waiting} rows that were erased may stand in it again. Run manage.py replay_erasures first."
        raise ImproperlyConfigured(message)


@transaction.atomic
def remember(entries: Iterable[Entry], *, at: datetime) -> None:
    """They were erased again."""
    Erasure.objects.bulk_create([Erasure(table=one.table, key=one.key, at=at) for one in entries], ignore_conflicts=True)
