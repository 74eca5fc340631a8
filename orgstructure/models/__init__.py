"""The organisation: people, units, committees, roles."""

from orgstructure.models.committees import Chosen, Committee, CommitteePeriod, Coverage, Level, RoleWord, Seat, SeatRole
from orgstructure.models.demo import DemoPersona
from orgstructure.models.elections import Candidate, Election, ElectionCorrection, OutboxKind
from orgstructure.models.feed import FeedChange, FeedLine, FeedRun, FeedUpload
from orgstructure.models.people import CprRead, DirectoryUse, Engagement, User
from orgstructure.models.regimes import Agreement, Follows, HandAct, SeatRule, SizeApproval, Threshold
from orgstructure.models.reorganisations import Reorganisation, ReorganisationLine
from orgstructure.models.roles import DeputyAct, RoleHolding, UnitGroupPermission, UnitUserPermission
from orgstructure.models.training import Course, TrainingAnnulment, TrainingFact
from orgstructure.models.units import Origin, Unit, UnitPeriod, UnitSuccession

__all__ = [
    "Agreement",
    "Candidate",
    "Chosen",
    "Committee",
    "CommitteePeriod",
    "Course",
    "Coverage",
    "CprRead",
    "DemoPersona",
    "DeputyAct",
    "DirectoryUse",
    "Election",
    "ElectionCorrection",
    "Engagement",
    "FeedChange",
    "FeedLine",
    "FeedRun",
    "FeedUpload",
    "Follows",
    "HandAct",
    "Level",
    "Origin",
    "OutboxKind",
    "Reorganisation",
    "ReorganisationLine",
    "RoleHolding",
    "RoleWord",
    "Seat",
    "SeatRole",
    "SeatRule",
    "SizeApproval",
    "Threshold",
    "TrainingAnnulment",
    "TrainingFact",
    "Unit",
    "UnitGroupPermission",
    "UnitPeriod",
    "UnitSuccession",
    "UnitUserPermission",
    "User",
]
