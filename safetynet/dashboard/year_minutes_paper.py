"""Minutes on paper: who was there, what was said of each item, what was decided; marked as a draft on every page until approved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from annualcycle.meeting_page import Line, attendances_of, lines_of
from annualcycle.models import Decision, Meeting
from orgstructure.models import User
from safetynet.dashboard.year_meeting_paper import OPEN_ITEMS, plan_in_words
from safetynet.dashboard.year_paper import NotThereError, YearPaper


def find(words: Mapping[str, Any], by: User, today: date) -> Meeting:
    """Approved minutes for every employee, a draft for the members and those who run it."""
    rows = Meeting.objects.with_rights_of(by, today).select_related("committee__level", "approved_by")
    meeting = rows.filter(pk=words["pk"]).first()
    if meeting is None or not (meeting.is_running or meeting.status == Meeting.Status.HELD):
        raise NotThereError
    if not (by.is_active and (meeting.is_approved or meeting.may_read_draft)):
        raise NotThereError
    return meeting


@dataclass(frozen=True)
class Decided:
    """One decision and the plan it became, in words."""

    decision: Decision
    became: str


@dataclass(frozen=True)
class PaperItem:
    """One item and its decisions."""

    line: Line
    decided: list[Decided]


def context_of(meeting: Meeting, by: User, today: date) -> dict[str, object]:  # noqa: ARG001  as every paper is asked
    """What the template shows. Paper travels: an item about something confidential is counted and left out, whoever asked."""
    rows = meeting.items.exclude(Q(done_at__isnull=False, outcome="", is_postponed=False))
    shown = rows.filter(OPEN_ITEMS).with_plan_rights_of(by)
    shown = shown.select_related("meeting__committee", "plan__unit", "plan__owner", "matter__from_unit", "matter__to_unit")
    lines = lines_of(list(shown.order_by("position")), by)
    people = attendances_of(meeting)
    return {
        "meeting": meeting,
        "committee": meeting.committee,
        "members": [one for one in people if one.person_id and one.was_there],
        "absent": [one for one in people if one.person_id and not one.was_there],
        "guests": [one for one in people if not one.person_id],
        "items": [PaperItem(line, [_decided(one) for one in line.decisions]) for line in lines if not line.item.is_postponed],
        "put_off": [line for line in lines if line.item.is_postponed],
        "hidden": rows.exclude(OPEN_ITEMS).count(),
    }


def _decided(decision: Decision) -> Decided:
    return Decided(decision, plan_in_words(decision.plan) if decision.plan else "")


PAPER = YearPaper(find=find, context=context_of, template="pdf/minutes.html", file_name=gettext_lazy("minutes"))
