"""Plans and all that belongs to them."""

from actionplans.models.attachments import Attachment
from actionplans.models.bulk import BulkChange, BulkRow
from actionplans.models.calendars import CalendarFeed
from actionplans.models.choices import (
    BulkKind,
    Character,
    Consequence,
    DeadlineReason,
    EndedCode,
    HoldAnswer,
    HoldStep,
    LadderStep,
    Likelihood,
    MarkAnswer,
    NextStep,
    Source,
    Status,
    Urgency,
    Verdict,
    VerdictSource,
)
from actionplans.models.endings import EndingRule, HoldCheck, VerdictMark
from actionplans.models.evaluation import CriterionResult, EffectEvaluation
from actionplans.models.examples import LearningExample
from actionplans.models.handover import HandOver, HandOverItem
from actionplans.models.help import HelpCode, HelpReached, HelpRequest, HelpStep, Snooze
from actionplans.models.imports import PlanImport, PlanImportRow
from actionplans.models.lifting import LiftedMatter
from actionplans.models.links import MailKind, MailLink, MailReason, PlanMail
from actionplans.models.parts import ConfidentialNote, FollowUp, Measure, PlanPerson, SuccessCriterion
from actionplans.models.plans import ActionPlan, Follower, PlanRank
from actionplans.models.shares import PlanShare
from actionplans.models.stall import (
    ReadyCause,
    StallAnswer,
    StallCheck,
    StallChecklist,
    StallGroup,
    StallPoint,
    StallStage,
)
from actionplans.models.themes import PublishRequirement, Theme, Topic
from actionplans.models.tools import Resource
from actionplans.models.traces import DeadlineChange, PlanMove, PlanPlacement
from actionplans.models.views import SavedView
from actionplans.models.voices import Comment, Notice

__all__ = [
    "ActionPlan",
    "Attachment",
    "BulkChange",
    "BulkKind",
    "BulkRow",
    "CalendarFeed",
    "Character",
    "Comment",
    "ConfidentialNote",
    "Consequence",
    "CriterionResult",
    "DeadlineChange",
    "DeadlineReason",
    "EffectEvaluation",
    "EndedCode",
    "EndingRule",
    "FollowUp",
    "Follower",
    "HandOver",
    "HandOverItem",
    "HelpCode",
    "HelpReached",
    "HelpRequest",
    "HelpStep",
    "HoldAnswer",
    "HoldCheck",
    "HoldStep",
    "LadderStep",
    "LearningExample",
    "LiftedMatter",
    "Likelihood",
    "MailKind",
    "MailLink",
    "MailReason",
    "MarkAnswer",
    "Measure",
    "NextStep",
    "Notice",
    "PlanImport",
    "PlanImportRow",
    "PlanMail",
    "PlanMove",
    "PlanPerson",
    "PlanPlacement",
    "PlanRank",
    "PlanShare",
    "PublishRequirement",
    "ReadyCause",
    "Resource",
    "SavedView",
    "Snooze",
    "Source",
    "StallAnswer",
    "StallCheck",
    "StallChecklist",
    "StallGroup",
    "StallPoint",
    "StallStage",
    "Status",
    "SuccessCriterion",
    "Theme",
    "Topic",
    "Urgency",
    "Verdict",
    "VerdictMark",
    "VerdictSource",
]
