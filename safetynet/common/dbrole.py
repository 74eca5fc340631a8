"""The web process must not own what it may only use: a hole in it would then be a hole in the history too."""

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

QUESTION = """
    SELECT rolsuper OR EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user)
    FROM pg_roles WHERE rolname = current_user
"""


def refuse_owner() -> None:
    """Raise when we are signed in to the database as its owner or as a superuser. A database that is down is not a reason to stay down."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(QUESTION)
            (too_strong,) = cursor.fetchone()
    except OperationalError:
        return
    finally:
        connection.close()
    if too_strong:
        role = connection.settings_dict["USER"]
        raise ImproperlyConfigured(
            f"The web process may not sign in to the database as its owner or a superuser ({role}). "
            "Use the role safetynet_web: docs/operations.md says how to make it."
        )
