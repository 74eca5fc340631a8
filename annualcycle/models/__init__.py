"""The rows of this room."""

from annualcycle.models.annualreports import AnnualReport, AnnualReportText
from annualcycle.models.competences import CompetenceLevel, CompetenceNet, CompetenceStep, CompetenceTask
from annualcycle.models.discussions import (
    DataSource,
    Discussion,
    DiscussionPoint,
    GroupInput,
    Participant,
    Point,
    Recommendation,
    RecommendationAnswer,
    StatusOnPlan,
    StatusSaid,
    StatusTalk,
)
from annualcycle.models.goals import Goal, GoalCount, GoalJudgement, GoalLink, GoalPlan, GoalValue, Reached
from annualcycle.models.meetings import AgendaItem, Attendance, Decision, HandedDecision, Meeting
from annualcycle.models.places import flag, members_of, runs_committee, runs_place
from annualcycle.models.wheel import WheelActivity, WheelMark
from annualcycle.models.workplans import WorkPlan, WorkPlanGoal, WorkPlanVersion

__all__ = [
    "AgendaItem",
    "AnnualReport",
    "AnnualReportText",
    "Attendance",
    "CompetenceLevel",
    "CompetenceNet",
    "CompetenceStep",
    "CompetenceTask",
    "DataSource",
    "Decision",
    "Discussion",
    "DiscussionPoint",
    "Goal",
    "GoalCount",
    "GoalJudgement",
    "GoalLink",
    "GoalPlan",
    "GoalValue",
    "GroupInput",
    "HandedDecision",
    "Meeting",
    "Participant",
    "Point",
    "Reached",
    "Recommendation",
    "RecommendationAnswer",
    "StatusOnPlan",
    "StatusSaid",
    "StatusTalk",
    "WheelActivity",
    "WheelMark",
    "WorkPlan",
    "WorkPlanGoal",
    "WorkPlanVersion",
    "flag",
    "members_of",
    "runs_committee",
    "runs_place",
]
