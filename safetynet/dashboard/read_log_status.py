"""How the log of reads stands, for those who run the system: sealed when, verified when; nothing of what was read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from injuries.models import CaseRead, ReadBatch, ReadCheck

SEAL_LATE_AFTER = timedelta(minutes=5)


@dataclass(frozen=True)
class LogStatus:
    """Counted live; `check` is the last look through the whole chain."""

    sealed_at: datetime | None
    unsealed: int
    is_late: bool
    check: ReadCheck | None


def log_status(now: datetime) -> LogStatus:
    """Four small queries."""
    batch = ReadBatch.objects.order_by("-last").first()
    waiting = CaseRead.objects.filter(pk__gt=batch.last if batch else 0)
    oldest = waiting.order_by("pk").values_list("at", flat=True).first()
    return LogStatus(
        sealed_at=batch.sealed_at if batch else None,
        unsealed=waiting.count(),
        is_late=oldest is not None and now - oldest > SEAL_LATE_AFTER,
        check=ReadCheck.objects.select_related("broken").order_by("-pk").first(),
    )
