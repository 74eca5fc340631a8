"""Decisions of meetings and of annual discussions: who reads them, whose they are, and how one becomes a goal or stands in the wheel."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from annualcycle.errors import NotNowError
from annualcycle.models import AgendaItem, Decision, Discussion, Goal, Meeting, WheelActivity
from annualcycle.usecases import goals, wheel
from orgstructure import acting
from orgstructure.access import Scope
from orgstructure.levels import covered_by
from orgstructure.models import Committee, Unit, User
from orgstructure.permissions import Perm

LONGEST_GOAL, LONGEST_ACTIVITY, LONGEST_SOURCE = 200, 120, 300
ABOUT_OPEN = (Q(item__plan=None) | Q(item__plan__is_confidential=False)) & (
    Q(item__matter__plan=None) | Q(item__matter__plan__is_confidential=False)
)
OPEN_ZONE = Q(item=None) | ABOUT_OPEN


def seen_by(reader: User, today: date) -> QuerySet[Decision]:
    """Decisions in minutes and discussions that the person may read: approved or completed, and drafts of one's own committee."""
    readable = Meeting.objects.with_minutes_for(reader, today)
    items = AgendaItem.objects.with_plan_rights_of(reader).filter(meeting__in=readable.values("pk"))
    discussions = Discussion.objects.visible_to(reader, today)
    return Decision.objects.filter(Q(item__in=items.values("pk")) | Q(discussion__in=discussions.values("pk")))


def with_places(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """With meeting or discussion, its committee or unit, and who does it."""
    places = ("item__meeting__committee__level", "item__plan__unit", "discussion__committee__level", "discussion__unit")
    return decisions.select_related(*places, "responsible")


def place_of(decision: Decision) -> Committee | Unit:
    """The committee, group or small workplace that decided it."""
    if decision.item:
        return decision.item.meeting.committee
    place = decision.discussion.place if decision.discussion else None
    if place is None:  # the database holds that a discussion is of one place
        raise LookupError
    return place


def day_of(decision: Decision) -> date:
    """The day of the meeting or of the discussion."""
    if decision.item:
        return localdate(decision.item.meeting.starts_at)
    return (decision.discussion.held_on if decision.discussion else None) or localdate(decision.at)


def home_of(decision: Decision) -> Meeting | Discussion | None:
    """The meeting or discussion in which it was decided."""
    return decision.item.meeting if decision.item else decision.discussion


def area_of(decision: Decision, today: date) -> Scope:
    """The units that the deciding place covers."""
    place = place_of(decision)
    return covered_by(place, today) if isinstance(place, Committee) else Scope((place.path,))


def said_of(decision: Decision) -> str:
    """Who decided when, and who does it by when, in a sentence or two."""
    told = {"place": place_of(decision).name, "day": date_format(day_of(decision))}
    said = [_("Decided by %(place)s on %(day)s.") % told]
    if decision.responsible and decision.due_on:
        said.append(
            _("%(person)s does it by %(day)s.") % {"person": decision.responsible.get_full_name(), "day": date_format(decision.due_on)}
        )
    return " ".join(said)


@transaction.atomic
def make_goal(*, decision: Decision, by: User, now: datetime) -> Goal:
    """A proposed goal of the same place, with the decision's words, who does it and by when; asked twice it is one."""
    decision = _locked(decision)
    if decision.goal:
        return decision.goal
    place, year = place_of(decision), (decision.due_on or localdate(now)).year
    source = _("%(place)s, %(day)s") % {"place": place.name, "day": date_format(day_of(decision))}
    given: dict[str, Any] = {
        "title": decision.text[:LONGEST_GOAL],
        "text": f"{decision.text}\n\n{said_of(decision)}",
        "source": source[:LONGEST_SOURCE],
        "first_year": min(localdate(now).year, year),
        "last_year": year,
    }
    goal = goals.propose(place=place, given=given, parents=[], submission_id=decision.submission_id, by=by, now=now)
    Decision.objects.filter(pk=decision.pk).update(goal=goal)
    note(decision, by, now)
    return goal


@transaction.atomic
def put_in_wheel(*, decision: Decision, by: User, now: datetime) -> WheelActivity:
    """In the committee's year wheel on the day it is to be done; asked twice it stands there once. `NotNowError` without a wheel."""
    decision = _locked(decision)
    if decision.activity:
        return decision.activity
    place, day = place_of(decision), decision.due_on or localdate(now)
    if not isinstance(place, Committee):
        raise NotNowError(_("A workplace without a committee or group has no year wheel."))
    given: dict[str, Any] = {
        "kind": WheelActivity.Kind.OTHER,
        "title": decision.text[:LONGEST_ACTIVITY],
        "text": f"{decision.text}\n\n{said_of(decision)}" if len(decision.text) > LONGEST_ACTIVITY else said_of(decision),
        "month": day.month,
        "day": day.day,
        "owner": decision.responsible,
        "owner_words": "" if decision.responsible else _("The chair"),
        "first_year": day.year,
        "last_year": day.year,
    }
    activity = wheel.add(committee=place, given=given, submission_id=decision.submission_id, by=by, now=now)
    Decision.objects.filter(pk=decision.pk).update(activity=activity)
    note(decision, by, now)
    return activity


def note(decision: Decision, by: User, now: datetime) -> None:
    """Both names where a deputy acts."""
    home, area = home_of(decision), area_of(decision, localdate(now))
    subject = acting.Subject.MEETING if decision.item else acting.Subject.DISCUSSION
    if home is not None:
        acting.note(by, Perm.RUN_YEAR, Unit.objects.filter(area.where("")).order_by("depth", "pk"), subject, home.pk, now)


def _locked(decision: Decision) -> Decision:
    Decision.objects.select_for_update().get(pk=decision.pk)
    return with_places(Decision.objects.select_related("goal", "activity")).get(pk=decision.pk)
