"""What the year keeps about one person: meetings, discussions, decisions and activities to see to, competences. No other names."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from annualcycle.models import Attendance, CompetenceLevel, CompetenceStep, Decision, Goal, Participant, WheelActivity
from orgstructure.models import User

Row = dict[str, Any]


def of_the_year(person: User) -> dict[str, list[Row]]:
    """Sections by name; texts of minutes and decisions may name others, so the part the person had in them is told."""
    return {
        _("Meetings I was asked to"): list(_meetings(person)),
        _("Annual discussions I took part in"): list(_discussions(person)),
        _("Decisions that I carry out"): list(_decisions(person)),
        _("Goals that I proposed or adopted"): list(_goals(person)),
        _("What I see to in a year wheel"): list(_activities(person)),
        _("Levels of competence said of me"): list(_levels(person)),
        _("Competence plans that name me"): list(_steps(person)),
    }


def _meetings(person: User) -> Iterator[Row]:
    rows = Attendance.objects.filter(person=person).select_related("meeting__committee").order_by("meeting__starts_at", "pk")
    for row in rows:
        meeting = row.meeting
        on = localtime(meeting.starts_at).date()
        yield {"committee": meeting.committee.name, "on": on, "as": row.role, "was_there": _("yes") if row.was_there else _("no")}


def _discussions(person: User) -> Iterator[Row]:
    rows = Participant.objects.filter(person=person).select_related("discussion__committee", "discussion__unit")
    for row in rows.order_by("discussion__year", "pk"):
        told = row.discussion
        yield {"place": f"{told.place}", "year": told.year, "as": row.role, "signed": f"{row.signed_at:%Y-%m-%d}" if row.signed_at else ""}


def _decisions(person: User) -> Iterator[Row]:
    rows = Decision.objects.filter(responsible=person)
    for row in rows.select_related("item__meeting__committee", "discussion__committee", "discussion__unit").order_by("at", "pk"):
        place = row.item.meeting.committee if row.item else row.discussion.place if row.discussion else ""
        yield {"decided_by": f"{place}", "on": localtime(row.at).date(), "by": row.due_on}


def _goals(person: User) -> Iterator[Row]:
    rows = Goal.objects.filter(Q(made_by=person) | Q(adopted_by=person)).select_related("committee", "unit").order_by("first_year", "pk")
    for row in rows:
        parts = [_("proposed it") if row.made_by_id == person.pk else "", _("adopted it") if row.adopted_by_id == person.pk else ""]
        yield {"goal": row.title, "of": f"{row.place or ''}", "as": "; ".join(part for part in parts if part)}


def _activities(person: User) -> Iterator[Row]:
    for row in WheelActivity.objects.filter(owner=person).select_related("committee").order_by("committee", "month", "pk"):
        yield {"activity": row.title, "committee": row.committee.name, "month": row.month}


def _levels(person: User) -> Iterator[Row]:
    rows = CompetenceLevel.objects.filter(person=person).select_related("task__net__committee")
    for row in rows.order_by("task__net__year", "task__net", "task__position"):
        net = row.task.net
        yield {"committee": net.committee.name, "year": net.year, "focus": net.focus, "task": row.task.text, "level": row.present}


def _steps(person: User) -> Iterator[Row]:
    for row in CompetenceStep.objects.filter(person=person).select_related("committee").order_by("year", "by_date", "pk"):
        told = {"committee": row.committee.name, "year": row.year, "what": row.what, "how": row.get_how_display()}
        yield {**told, "by": row.by_date, "done": row.done_on, "takes_on": row.takes_task}
