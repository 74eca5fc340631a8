"""Which question of a self-audit a plan sprang from: told to who may see that audit; everybody else reads the plan's source alone."""

from dataclasses import dataclass

from actionplans.models import ActionPlan
from apv.models import AuditAction, SelfAudit
from orgstructure.access import scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm


@dataclass(frozen=True)
class SprangFrom:
    """A question of a year, and where its answer stands."""

    number: int
    year: int
    url: str


def sprang_from(plan: ActionPlan, reader: User) -> SprangFrom | None:
    """None where no audit led to it, or the reader may not see the audit. One query, none for readers without a right to audits."""
    if not (scope_of(reader, Perm.ANSWER_AUDITS) or scope_of(reader, Perm.RUN_AUDITS)):
        return None
    seen = SelfAudit.objects.visible_to(reader).values("pk")
    rows = AuditAction.objects.filter(plan=plan, answer__audit__in=seen)
    action = rows.select_related("answer__question", "answer__audit__year__question_set").first()
    if action is None:
        return None
    answer = action.answer
    url = f"{answer.audit.get_absolute_url()}#q-{answer.question_id}"
    return SprangFrom(answer.question.position, answer.audit.year.year, url)
