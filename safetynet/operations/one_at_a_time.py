"""A lock that a worker holds while it works and that goes with it when it dies: no guess by the clock who is alive."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import Error as DatabaseProblem
from django.db import connection

NIGHT, UPLOAD = 7_231_011, 7_231_012


@contextmanager
def only_one(kind: int, number: int = 0) -> Iterator[bool]:
    """Whether this process may; False while another one is at it. The lock belongs to the database session."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [kind, number])
        is_ours = bool(cursor.fetchone()[0])
    try:
        yield is_ours
    finally:
        if is_ours:
            with suppress(DatabaseProblem), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [kind, number])
