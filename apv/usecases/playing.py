"""What time brings in a round and in a self-audit, a day at a time: for the demo's clock, where beat does not wait for the hour."""

from datetime import datetime

from apv.usecases import audit_places, audit_reminding, inviting, rounds
from safetynet.common.clock import COPENHAGEN, at_hour


def look_after_rounds(*, now: datetime) -> None:
    """Close what is past its day, bring up response rates, plan the reminders of that day."""
    today = now.astimezone(COPENHAGEN).date()
    rounds.close_those_past(now=now, today=today)
    inviting.bring_up_shares(today=today)
    inviting.forget_old_reminders(now=now)
    inviting.queue_reminders(now=at_hour(today, inviting.FIRST_HOUR), today=today)


def look_after_audits(*, now: datetime) -> None:
    """Bring up who is expected, and plan the mails of that day."""
    today = now.astimezone(COPENHAGEN).date()
    audit_places.lay_all(today=today)
    audit_reminding.queue_audit_mails(today=today, now=at_hour(today))
