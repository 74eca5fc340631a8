"""The group's follow-up as the page of a case shows it to one reader."""

from dataclasses import dataclass
from datetime import datetime

from actionplans.steps import PlanRow
from injuries.following_up import EventRow, plans_of, row_of
from injuries.models import Case, CauseAnalysis, Factor
from injuries.names import shown
from injuries.usecases.planning import may_plan
from orgstructure.models import User
from safetynet.common.clock import COPENHAGEN


@dataclass(frozen=True)
class FollowUpPart:
    """What was found and what came of it; `row` says how far it has come."""

    case: Case
    row: EventRow
    analysis: CauseAnalysis | None
    whys: tuple[str, ...]
    factors: tuple[str, ...]
    conclusion: str
    no_plan_reason: str
    plans: tuple[PlanRow, ...]
    may_write: bool
    may_plan: bool

    @property
    def is_finished(self) -> bool:
        """It ended in a plan or in a reason."""
        return self.row.finished_at is not None


def follow_up_of(case: Case, reader: User, *, now: datetime) -> FollowUpPart | None:
    """For a case that was opened by this reader; None for the one who only reported it. Three queries at most."""
    if not (case.may_follow_up or case.may_see_report):
        return None
    analysis = CauseAnalysis.objects.filter(case=case).first()
    plans = plans_of([case], reader, now.astimezone(COPENHAGEN).date()).get(case.pk, [])
    begun = {case.pk: analysis.finished_at} if analysis else {}
    return FollowUpPart(
        case=case,
        row=row_of(case, begun, plans, now),
        analysis=analysis,
        whys=tuple(shown(case, why) for why in analysis.whys) if analysis else (),
        factors=tuple(str(Factor(code).label) for code in analysis.factors) if analysis else (),
        conclusion=shown(case, analysis.conclusion) if analysis else "",
        no_plan_reason=shown(case, analysis.no_plan_reason) if analysis else "",
        plans=tuple(plans),
        may_write=may_write(case),
        may_plan=may_plan(case, reader),
    )


def may_write(case: Case) -> bool:
    """The group writes the analysis, and the manager with it; not where it was kept from them, nor after it was withdrawn."""
    return (case.may_follow_up or case.may_sign) and not case.is_kept_from_manager and case.state != "withdrawn"
