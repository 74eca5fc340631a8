"""What the web and worker roles may do in the database, asked with `SET ROLE`."""

import pytest
from django.db import ProgrammingError, connection, transaction

from safetynet.common.grants import ROLES, history_tables

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("role", ROLES)]
NEVER_CHANGED = (
    *(
        "orgstructure_cprread",
        "actionplans_planmove",
        "actionplans_deadlinechange",
        "actionplans_bulkchange",
        "actionplans_helpreached",
        "actionplans_snooze",
    ),
    *history_tables(),
)


def refused(role: str, statement: str) -> bool:
    """Whether the server says no, for want of rights and not for another reason."""
    said = ""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {role}")
            cursor.execute(statement)
            transaction.set_rollback(True)
    except ProgrammingError as error:
        said = str(error)
    return "permission denied" in said or "must be owner" in said


@pytest.mark.parametrize("table", NEVER_CHANGED)
def test_a_trace_is_never_changed(role, table):
    columns = connection.introspection.get_table_description(connection.cursor(), table)
    changes = f'UPDATE "{table}" SET "{columns[0].name}" = "{columns[0].name}"'  # noqa: S608
    for statement in (changes, f'DELETE FROM "{table}"', f'TRUNCATE "{table}"', f'DROP TABLE "{table}"'):  # noqa: S608
        assert refused(role, statement), statement
    assert not refused(role, f'SELECT count(*) FROM "{table}"')  # noqa: S608


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA mine",
        "ALTER TABLE actionplans_actionplan ADD COLUMN mine int",
        "ALTER TABLE actionplans_actionplan DISABLE TRIGGER ALL",
        "DROP TABLE actionplans_actionplan",
        "TRUNCATE actionplans_actionplan CASCADE",
        "UPDATE django_migrations SET name = name",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ],
)
def test_nothing_is_built_torn_down_or_read_outside_the_tables(role, statement):
    assert refused(role, statement)


def test_no_table_belongs_to_the_role(role):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = %s", [role])
        assert cursor.fetchall() == []
        cursor.execute("SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles WHERE rolname = %s", [role])
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT pg_has_role(%s, 'safetynet_owner', 'MEMBER')", [role])
        assert cursor.fetchone() == (False,)
