"""The annual discussion on paper: it documents in writing to the inspectorate that it was held, by whom, and what came of it (R58).

A completed one is for every employee, with the figures and goals as they were kept; one that is being held is for who holds it
and for the members, and says that it is a draft.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from annualcycle.discussion_page import DiscussionPage
from annualcycle.models import Discussion
from orgstructure.levels import covered_by
from orgstructure.models import Unit, User
from safetynet.common import clock
from safetynet.dashboard.year_paper import NotThereError, YearPaper

MOST_UNITS = 40


@dataclass(frozen=True)
class Covered:
    """The units a discussion is held for, as they were that day."""

    units: tuple[Unit, ...]
    total: int
    p_numbers: tuple[str, ...]

    @classmethod
    def of(cls, discussion: Discussion, day: date) -> Self:
        """By name where they are few; the P-numbers of all. Two queries."""
        if discussion.unit or not discussion.committee:
            rows = [discussion.unit] if discussion.unit else []
        else:
            rows = list(Unit.objects.filter(pk__in=covered_by(discussion.committee, day).unit_ids).order_by("path"))
        numbers = tuple(dict.fromkeys(unit.p_number for unit in rows if unit.p_number))
        return cls(tuple(rows) if len(rows) <= MOST_UNITS else (), len(rows), numbers)


def find(words: Mapping[str, Any], by: User, today: date) -> Discussion:
    """The discussion, if the person may read it."""
    rows = Discussion.objects.visible_to(by, today).with_rights_of(by, today)
    found = rows.select_related("committee__level", "unit", "completed_by").filter(pk=words.get("pk", 0)).first()
    if found is None:
        raise NotThereError
    return found


def context_of(discussion: Discussion, by: User, today: date) -> dict[str, object]:
    """What the template shows: of a completed one what was kept, of an open one what stands there now."""
    page = DiscussionPage(discussion, by, now=clock.now(), today=today)
    return {"discussion": discussion, "page": page, "covered": Covered.of(discussion, discussion.held_on or today)}


PAPER = YearPaper(find=find, context=context_of, template="pdf/discussion.html", file_name=_("annual-discussion"))
