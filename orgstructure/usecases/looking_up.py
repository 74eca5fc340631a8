"""Looking people up is counted by person and hour, so that the directory is a help and not a list to take home."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from orgstructure.models import DirectoryUse, User

COUNT = f"""
    INSERT INTO {DirectoryUse._meta.db_table} AS mine (user_id, hour, lookups) VALUES (%s, %s, 1)
    ON CONFLICT (user_id) DO UPDATE
    SET hour = excluded.hour, lookups = CASE WHEN mine.hour = excluded.hour THEN mine.lookups + 1 ELSE 1 END
    RETURNING lookups
"""  # noqa: S608  the table's own name


def count_lookup(user: User, now: datetime) -> int:
    """Count one, in all processes together; how many seconds to wait when the hour's number is used up, else 0."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [user.pk, hour])
        (lookups,) = cursor.fetchone()
    is_over = lookups > settings.DIRECTORY_LOOKUPS_PER_HOUR
    return int((hour + timedelta(hours=1) - now).total_seconds()) + 1 if is_over else 0
