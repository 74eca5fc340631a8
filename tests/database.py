"""How the tests get their database: migrated once per state of the migrations, copied for each run, put right after each test that commits.

The copy carries in the schema `as_migrated` what the migrations brought in, so that a test on real transactions can be cleared up by
deleting what it wrote instead of emptying a hundred tables and filling some again (docs/decisions/0050-one-migrated-database.md).
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from safetynet.common.local.places import BASE_DIR

# All that decides what a migrated database holds. Views and pages do not: editing them costs no new migration.
DECIDES = (
    "*/migrations/*.py", "*/*/migrations/*.py", "*/models.py", "*/models/*.py", "*/*/models.py", "*/apps.py", "*/*/apps.py", "*/*defaults.py", "*/shipped/*.py",
    "apv/usecases/questionnaires.py", "apv/usecases/audit_sets.py", "apv/blueprint.py", "orgstructure/permissions.py", "safetynet/common/grants.py", "safetynet/common/fields.py", "safetynet/settings.py", "requirements/*.txt",
    "tests/database.py",
)  # fmt: skip
LOCK = 4_004_004  # one process migrates, the others wait for it


def fingerprint(root: Path = BASE_DIR) -> str:
    """The same as long as migrating would make the same database."""
    told = hashlib.sha256()
    for file in sorted({file for pattern in DECIDES for file in root.glob(pattern)}):
        told.update(f"{file.relative_to(root)}\0".encode() + file.read_bytes())
    return told.hexdigest()[:12]


@contextmanager
def own_copy(*, keep: bool) -> Iterator[None]:
    """Work in a fresh copy of the migrated database; `keep` leaves it for a look afterwards."""
    original = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        template = _template(cursor, original)
        name = _taken_name(cursor, connection.creation._get_test_db_name())
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        _work_in(name)
        yield
        _work_in(original)
        if not keep:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def put_back() -> None:
    """Leave every table as the migrations left it, whatever a test has committed: for `TransactionTestCase._fixture_teardown`."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT relname::text FROM pg_class WHERE relnamespace = 'as_migrated'::regnamespace AND relkind = 'r'")
        filled = {name for (name,) in cursor.fetchall()}
        changed = [name for name in connection.introspection.table_names(cursor) if name != "django_migrations"]
        cursor.execute(" UNION ALL ".join(_changed(name, filled=name in filled) for name in changed))
        changed = [name for name, differs in cursor.fetchall() if differs]
        for name in changed:
            cursor.execute(
                f'ALTER TABLE "{name}" DISABLE TRIGGER USER; DELETE FROM "{name}"'
            )  # some rows are kept from deletion by triggers
        for name in filled & set(changed):
            columns = _columns(cursor, name)
            cursor.execute(f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM as_migrated."{name}"')
        for name in changed:
            cursor.execute(f'SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE "{name}" ENABLE TRIGGER USER')


def _changed(name: str, *, filled: bool) -> str:
    """A query that tells whether the table differs from what the migrations left."""
    if not filled:
        return f"SELECT '{name}', EXISTS (SELECT FROM \"{name}\")"
    now, then = f'SELECT t::text FROM "{name}" t', f'SELECT t::text FROM as_migrated."{name}" t'
    return f"SELECT '{name}', EXISTS (({now} EXCEPT ALL {then}) UNION ALL ({then} EXCEPT ALL {now}))"


def _columns(cursor, name: str) -> str:
    """What can be written: columns that the database computes cannot."""
    cursor.execute(
        "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
        [f'public."{name}"'],
    )
    return cursor.fetchone()[0]


def _taken_name(cursor, wanted: str) -> str:
    """The name, with a number where another run of tests in this checkout has taken it; ours as long as the cursor is open."""
    for name in (wanted, *(f"{wanted}_{number}" for number in range(2, 100))):
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [LOCK, name])
        if cursor.fetchone()[0]:
            return name
    raise AssertionError("A hundred runs of tests at once in one checkout.")


def _template(cursor, original: str) -> str:
    """The migrated database of today's migrations; those of yesterday's go."""
    beginning = f"migrated_{connection.settings_dict['TEST']['NAME']}_"
    template = f"{beginning}{fingerprint()}"
    cursor.execute("SELECT datname::text FROM pg_database WHERE starts_with(datname::text, %s)", [beginning])
    found = {name for (name,) in cursor.fetchall()}
    for old in found - {template}:
        cursor.execute(f'DROP DATABASE "{old}"')
    if template not in found:
        _migrate(f"{template}_part")
        _work_in(original)
        cursor.execute(f'ALTER DATABASE "{template}_part" RENAME TO "{template}"')  # an interrupted one never looks finished
    return template


def _migrate(name: str) -> None:
    """As Django makes a test database, and a copy of every row in it."""
    test = connection.settings_dict["TEST"]
    usual, test["NAME"] = test["NAME"], name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        test["NAME"] = usual
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA as_migrated")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')
            if cursor.fetchone()[0] and table != "django_migrations":
                cursor.execute(f'CREATE TABLE as_migrated."{table}" AS TABLE "{table}"')


def _work_in(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
