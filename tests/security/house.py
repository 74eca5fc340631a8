"""A house with somebody in every chair, and the address of everything in it: what the tests of this folder walk through."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client

from actionplans.models import (
    ActionPlan,
    BulkChange,
    ConfidentialNote,
    FollowUp,
    HandOver,
    HelpRequest,
    LiftedMatter,
    PlanImport,
    Resource,
    SavedView,
    StallCheck,
)
from actionplans.usecases import stalling
from actionplans.usecases.attaching import attach
from actionplans.usecases.calendars import open_feed
from actionplans.usecases.links import new_link
from actionplans.usecases.stalling import StallSaid
from apv.models import Finding, Question, Round, RoundPhoto, SafetyRound
from apv.usecases.freezing import freeze_tree
from injuries.models import Case, CaseKind, Part
from injuries.sealing import Health, Identity
from injuries.usecases import drafting, filing
