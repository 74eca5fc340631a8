"""The rows of this room."""

from injuries.models.cases import Absence, Case, CaseAct, Feedback, noted
from injuries.models.choices import (
    FOLLOWED_UP,
    OPEN_STATES,
    TOLD,
    UNSENT_STATES,
    WITHOUT_INJURED,
    CaseKind,
    CaseState,
    Channel,
    Decision,
    Part,
    Perpetrator,
    Place,
    Prevented,
    Purpose,
    ReadAs,
    ReportedAs,
)
from injuries.models.followup import CauseAnalysis, Factor
from injuries.models.health import CaseFile, HealthPart, ReportDraft
from injuries.models.importing import CaseImport, CaseImportRow
from injuries.models.keeping import (
    IndicatorBaseline,
    InjuryPolicy,
    KeptKind,
    LegalHold,
    RetentionRule,
    ShownCount,
    WorkedHours,
)
from injuries.models.reactions import Reaction, ReactionFile
from injuries.models.reads import CaseRead, ReadBatch, ReadCheck, ReadNote
from injuries.models.reporting import EasyTemplate, ExportBatch, Report

__all__ = [
    "FOLLOWED_UP",
    "OPEN_STATES",
    "TOLD",
    "UNSENT_STATES",
    "WITHOUT_INJURED",
    "Absence",
    "Case",
    "CaseAct",
    "CaseFile",
    "CaseImport",
    "CaseImportRow",
    "CaseKind",
    "CaseRead",
    "CaseState",
    "CauseAnalysis",
    "Channel",
    "Decision",
    "EasyTemplate",
    "ExportBatch",
    "Factor",
    "Feedback",
    "HealthPart",
    "IndicatorBaseline",
    "InjuryPolicy",
    "KeptKind",
    "LegalHold",
    "Part",
    "Perpetrator",
    "Place",
    "Prevented",
    "Purpose",
    "Reaction",
    "ReactionFile",
    "ReadAs",
    "ReadBatch",
    "ReadCheck",
    "ReadNote",
    "Report",
    "ReportDraft",
    "ReportedAs",
    "RetentionRule",
    "ShownCount",
    "WorkedHours",
    "noted",
]
