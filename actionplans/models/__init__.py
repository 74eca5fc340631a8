"""Plans and all that belongs to them."""

from actionplans.models.choices import (
    Character,
    DeadlineReason,
    EndedCode,
    LadderStep,
    NextStep,
    Source,
    Status,
    Urgency,
    Verdict,
)
from actionplans.models.evaluation import CriterionResult, EffectEvaluation
from actionplans.models.links import MailKind, MailLink, MailReason, PlanMail
from actionplans.models.parts import FollowUp, Measure, PlanPerson, SuccessCriterion
from actionplans.models.plans import ActionPlan, Follower, PlanRank
from actionplans.models.themes import PublishRequirement, Theme
from actionplans.models.traces import DeadlineChange, PlanMove, PlanPlacement

__all__ = [
    "ActionPlan",
    "Character",
    "CriterionResult",
    "DeadlineChange",
    "DeadlineReason",
    "EffectEvaluation",
    "EndedCode",
    "FollowUp",
    "Follower",
    "LadderStep",
    "MailKind",
    "MailLink",
    "MailReason",
    "Measure",
    "NextStep",
    "PlanMail",
    "PlanMove",
    "PlanPerson",
    "PlanPlacement",
    "PlanRank",
    "PublishRequirement",
    "Source",
    "Status",
    "SuccessCriterion",
    "Theme",
    "Urgency",
    "Verdict",
]
