"""The rows of this room."""

from apv.models.answers import Draft, NamedAnswer, RawAnswer, SealedAnswer, SurveyComment
from apv.models.assessments import Dialogue, Finding, FoundBy, Outcome, UnitAssessment
from apv.models.duty import CLOCKED, TopicCover, WorkChange
from apv.models.questionnaires import SCORED, WITH_OPTIONS, Dimension, Question, Questionnaire, Scale, Section
from apv.models.results import ResultCell, Subject
from apv.models.riskassessments import Risk, RiskAssessmentVersion, RiskConfirmation
from apv.models.rounds import Invitation, KeyHalf, Round, RoundAct, RoundKind, RoundReminder, RoundStatus, RoundUnit, SurveyMail
from apv.models.safetyrounds import Checklist, RoundPhoto, RoundPoint, SafetyRound

__all__ = [
    "CLOCKED",
    "SCORED",
    "WITH_OPTIONS",
    "Checklist",
    "Dialogue",
    "Dimension",
    "Draft",
    "Finding",
    "FoundBy",
    "Invitation",
    "KeyHalf",
    "NamedAnswer",
    "Outcome",
    "Question",
    "Questionnaire",
    "RawAnswer",
    "ResultCell",
    "Risk",
    "RiskAssessmentVersion",
    "RiskConfirmation",
    "Round",
    "RoundAct",
    "RoundKind",
    "RoundPhoto",
    "RoundPoint",
    "RoundReminder",
    "RoundStatus",
    "RoundUnit",
    "SafetyRound",
    "Scale",
    "SealedAnswer",
    "Section",
    "Subject",
    "SurveyComment",
    "SurveyMail",
    "TopicCover",
    "UnitAssessment",
    "WorkChange",
]
