"""A new template of the file comes into force; the earlier ones stay."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from injuries.easy.mapping import FileMapping
from injuries.errors import StaleError
from injuries.models import EasyTemplate
from orgstructure.models import User

LOCK = 6_206_106  # any number nobody else takes: one new template at a time


@transaction.atomic
def put_in_force(mapping: FileMapping, *, stands: int, note: str, submission_id: UUID, by: User, now: datetime) -> EasyTemplate:
    """Insert it. Raises `WrongMappingError`, and `StaleError` when another was made after `stands` was shown."""
    mapping.judge()
    if there := EasyTemplate.objects.filter(submission_id=submission_id).first():
        return there
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    newest = EasyTemplate.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if newest != stands:
        raise StaleError
    return EasyTemplate.objects.create(mapping=mapping.kept(), note=note, made_at=now, made_by=by, submission_id=submission_id)
