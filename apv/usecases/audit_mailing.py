"""Which mails about a self-audit are planned: sent back with a remark, and one more unit that answers jointly."""

from datetime import datetime

from apv.models import AuditAct, AuditPlace, SelfAudit
from orgstructure.models import User
from safetynet.common import outbox

SENT_BACK = "audit-sent-back"
JOINED = "audit-joined"


def tell_sent_back(audit: SelfAudit, act: AuditAct, *, now: datetime) -> None:
    """One mail to each who answers: the managers of its places, who answered a question, and who sent it in."""
    answered = audit.answers.exclude(answered_by=None).values_list("answered_by", flat=True)
    managers = audit.places.exclude(manager=None).values_list("manager", flat=True)
    people = {pk for pk in (*answered, *managers, audit.submitted_by_id) if pk and pk != act.by_id}
    mails = [_mail(SENT_BACK, f"{act.pk}", pk, {"audit": audit.pk, "act": act.pk}, now) for pk in sorted(people)]
    outbox.queue_all(mails, now=now)


def tell_joined(audit: SelfAudit, place: AuditPlace, *, by: User, now: datetime) -> None:
    """To the manager whose unit somebody else has added."""
    if place.manager_id and place.manager_id != by.pk:
        payload: dict[str, object] = {"audit": audit.pk, "place": place.pk, "by": by.pk}
        outbox.queue(_mail(JOINED, f"{audit.pk}:{place.pk}", place.manager_id, payload, now), now=now)


def _mail(kind: str, key: str, person: int, payload: dict[str, object], now: datetime) -> outbox.NewMail:
    return outbox.NewMail(kind, f"{kind}:{key}:{person}", person, payload, now)
