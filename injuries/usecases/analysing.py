"""The group analyses an event: whys, factors, a conclusion; it ends in a plan that goes out, or in a reason why none is needed (R51).

A plan that was only begun finishes nothing: a draft may be thrown away. The analysis is finished when the plan is published
(docs/decisions/0109).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan
from injuries.errors import NotReadyError, StaleError
from injuries.models import Case, CauseAnalysis
from injuries.usecases import clockwork
from orgstructure.models import User

MOST_WHYS = 5


@dataclass(frozen=True)
class Analysed:
    """What the page says."""

    whys: Sequence[str]
    factors: Sequence[str]
    conclusion: str
    together_with: str

    @property
    def says_something(self) -> bool:
        """A why, a factor or a conclusion is there."""
        return bool(self.whys or self.factors or self.conclusion)

    def columns(self) -> Mapping[str, Any]:
        """As they are kept."""
        return {
            "whys": list(self.whys)[:MOST_WHYS],
            "factors": list(self.factors),
            "conclusion": self.conclusion,
            "together_with": self.together_with,
        }


@transaction.atomic
def keep(case: Case, said: Analysed, *, version: int, submission_id: UUID, by: User, now: datetime) -> CauseAnalysis:
    """Save as far as it has come. `NotReadyError` when nothing is said yet, `StaleError` when somebody saved after it was opened."""
    if not said.says_something:
        raise NotReadyError({"why_1": _("Write one why, or tap one thing that contributed.")})
    there = CauseAnalysis.objects.select_for_update().filter(case=case).first()
    if there is None:
        row = CauseAnalysis.objects.create(case=case, made_at=now, made_by=by, submission_id=submission_id, **said.columns())
        clockwork.act(case, "begin_analysis", case.state, by=by, now=now)
        return row
    if there.submission_id == submission_id and there.version == 1 and version == 0:  # the first form, sent twice
        version = 1
    if there.version != version:
        raise StaleError
    CauseAnalysis.objects.filter(pk=there.pk).update(version=F("version") + 1, **said.columns())
    there.refresh_from_db()
    return there


@transaction.atomic
def finish_without_plan(
    case: Case, said: Analysed, *, reason: str, version: int, submission_id: UUID, by: User, now: datetime
) -> CauseAnalysis:
    """It ends here, and the reason stands with it. `NotReadyError` without a reason; raises as `keep` does."""
    if not reason.strip():
        raise NotReadyError({"no_plan_reason": _("Write why no plan is needed. Else make a plan.")})
    row = keep(case, said, version=version, submission_id=submission_id, by=by, now=now)
    CauseAnalysis.objects.filter(pk=row.pk).update(no_plan_reason=reason, finished_at=now, finished_by=by)
    clockwork.act(case, "analyse", case.state, by=by, now=now)
    row.refresh_from_db()
    return row


@transaction.atomic
def link(case: Case, plan: ActionPlan, *, by: User, now: datetime) -> None:
    """The plan springs from the event: the event points to it, the plan knows nothing of it. Told twice it is one."""
    if not case.plans.filter(pk=plan.pk).exists():
        case.plans.add(plan)
        clockwork.act(case, "plan", case.state, by=by, now=now)


@transaction.atomic
def finish_with_plan(plan: ActionPlan, *, by: User, now: datetime) -> None:
    """The plan went out: the analyses of the events it springs from are finished, and a reason for none falls away."""
    cases = Case.objects.filter(plans=plan, anonymised_on=None)
    rows = CauseAnalysis.objects.filter(case__in=cases, finished_at=None).select_related("case").select_for_update(of=("self",))
    for row in rows:
        CauseAnalysis.objects.filter(pk=row.pk).update(finished_at=now, finished_by=by, no_plan_reason="")
        clockwork.act(row.case, "analyse", row.case.state, by=by, now=now)
