"""What a committee's meetings and one meeting's page say: the agenda with facts, what changed since last time, the minutes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.core.paginator import Page, Paginator
from django.utils.timezone import localdate

from actionplans.models import ActionPlan, StallCheck
from annualcycle.agenda_links import Links, links_of
from annualcycle.models import AgendaItem, Attendance, Decision, Meeting
from annualcycle.reports.since_last import Figures, until_of
from annualcycle.usecases.meetings import what_waits
from orgstructure.access import scope_of
from orgstructure.levels import where_covered
from orgstructure.models import Committee, Seat, Unit, User
from orgstructure.names import READ
from orgstructure.permissions import Perm
from safetynet.common import clock
from safetynet.common.gather import Found, Gather, Parts, tie

ON_A_PAGE = 12  # of the meetings that were
PLAN: Any = Decision._meta.get_field("plan")
TOLD = ("title", "status", "is_confidential", "last_verdict")  # of the plan that a decision became


def _about(meeting: int, committee: int, items: list[int], plans: list[int]) -> Parts:
    decisions, there = Decision.objects.filter(item__pk__among=items), Attendance.objects.filter(meeting=meeting)
    owners = ActionPlan.objects.filter(pk__among=plans).order_by().values("owner")
    people = decisions.order_by().values("responsible").union(there.order_by().values("person"), owners, all=True)
    return (
        StallCheck.objects.filter(plan__pk__among=plans).last_of_each_plan().with_cause_name(),
        decisions.order_by("pk"),
        there.order_by("person__name_sort", "name", "pk"),
        Meeting.objects.held_before(meeting, committee).only("starts_at")[:1],
        User.objects.filter(pk__in=people).only(*READ),
    )


ABOUT = Gather(_about, meeting=int, committee=int, items=list, plans=list)


@dataclass(frozen=True)
class Line:
    """One item with the plan or matter it is about, why the plan has stopped, and what was decided."""

    item: AgendaItem
    number: int
    cause: str = ""
    decisions: tuple[Decision, ...] = ()
    is_first: bool = False
    is_last: bool = False
    links: Links = ()


@dataclass(frozen=True)
class CommitteeMeetings:
    """The meetings of one committee or group: those to come, and those that were."""

    coming: list[Meeting]
    past: "Page[Meeting]"

    @classmethod
    def of(cls, committee: Committee, page: str | None) -> Self:
        """A planned meeting whose time has passed stays with those to come until it is held or called off. One query."""
        rows = list(Meeting.objects.filter(committee=committee).for_rows().order_by("-starts_at", "-pk"))
        planned = [one for one in rows if one.status == Meeting.Status.PLANNED]
        past = [one for one in rows if one.status != Meeting.Status.PLANNED]
        return cls(planned[::-1], Paginator(past, ON_A_PAGE).get_page(page))


@dataclass(frozen=True)
class MeetingPage:
    """One meeting as this reader sees it."""

    meeting: Meeting
    lines: list[Line]
    taken_out: list[AgendaItem]
    waiting: int
    changes: Figures | None
    attendances: list[Attendance]
    may_plan: bool

    @classmethod
    def of(cls, meeting: Meeting, reader: User, *, now: datetime, today: date) -> Self:
        """A fixed number of queries; items of plans that the reader may not see are not there."""
        items = list(meeting.items.with_plan_rights_of(reader).for_rows().order_by("position"))
        shown = [item for item in items if not item.is_taken_out]
        found = _known_of(shown, meeting)
        lines, last = _lines(shown, found, reader), next(iter(found[Meeting]), None)
        is_open = meeting.status == Meeting.Status.PLANNED and meeting.may_run
        is_left = any(decision.plan_id is None for line in lines for decision in line.decisions)
        return cls(
            meeting=meeting,
            lines=lines,
            taken_out=[item for item in items if item.is_taken_out],
            waiting=len(what_waits(meeting, reader, today, now)) if is_open else 0,
            changes=_since(last, meeting, today) if last else None,
            attendances=found[Attendance],
            may_plan=meeting.may_run and is_left and may_make_plans(meeting.committee, reader, today),
        )

    @property
    def reads_minutes(self) -> bool:
        """Approved minutes are everybody's, a draft the members'."""
        return self.meeting.is_approved or (self.meeting.may_read_draft and self.is_written)

    @property
    def is_written(self) -> bool:
        """There is something of minutes: the meeting runs or was held."""
        return self.meeting.is_running or self.meeting.status == Meeting.Status.HELD

    @property
    def there(self) -> list[str]:
        """Names of those present."""
        return [_named(one) for one in self.attendances if one.was_there]

    @property
    def not_there(self) -> list[str]:
        """Names of those absent."""
        return [_named(one) for one in self.attendances if not one.was_there]

    @property
    def left(self) -> int:
        """How many items are not dealt with."""
        return sum(line.item.done_at is None for line in self.lines)


def lines_of(items: list[AgendaItem], reader: User) -> list[Line]:
    """Items with what is known around them; two queries, however many. A plan that came of a decision only where it may be seen."""
    return _lines(items, _known_of(items), reader)


def _known_of(items: list[AgendaItem], meeting: Meeting | None = None) -> Found:
    """One query; plans and decisions know their people by name."""
    plans = [item.plan for item in items if item.plan]
    place = {"meeting": meeting.pk, "committee": meeting.committee_id} if meeting else {"meeting": 0, "committee": 0}
    found = ABOUT(items=[item.pk for item in items], plans=[plan.pk for plan in plans], **place)
    for rows, name in ((plans, "owner"), (found[Decision], "responsible"), (found[Attendance], "person")):
        tie(rows, name, found[User])
    return found


def _lines(items: list[AgendaItem], found: Found, reader: User) -> list[Line]:
    causes = {check.plan_id: check.cause_name for check in found[StallCheck]}
    ids = [one.plan_id for one in found[Decision] if one.plan_id]
    plans = ActionPlan.objects.visible_to(reader).only(*TOLD).in_bulk(ids) if ids else {}
    for decision in found[Decision]:
        PLAN.set_cached_value(decision, plans.get(decision.plan_id or 0))  # its number stays, so that nobody makes another
    decided = by_item(found[Decision])
    left, links = [item.pk for item in items if item.done_at is None], links_of(items, clock.today())
    return [
        Line(
            item,
            number,
            causes.get(item.plan_id or 0, ""),
            tuple(decided[item.pk]),
            is_first=[item.pk] == left[:1],
            is_last=[item.pk] == left[-1:],
            links=links.get(item.kind, ()),
        )
        for number, item in enumerate(items, 1)
    ]


def _since(last: Meeting, meeting: Meeting, today: date) -> Figures:
    """What changed since the last one. One query."""
    return Figures.between(where_covered(meeting.committee, today), localdate(last.starts_at), until_of(meeting, today))


def by_item(decisions: Iterable[Decision]) -> Mapping[int | None, Sequence[Decision]]:
    """The decisions of each item; of an item without one none."""
    decided = defaultdict[int | None, list[Decision]](list)
    for decision in decisions:
        decided[decision.item_id].append(decision)
    return decided


def _named(one: Attendance) -> str:
    name = one.person.get_full_name() if one.person else one.name
    return f"{name} ({one.role})" if one.role else name


def attendances_of(meeting: Meeting) -> list[Attendance]:
    """Who was asked to be there, in the order of names."""
    return list(meeting.attendances.select_related("person").order_by("person__name_sort", "name", "pk"))


def may_make_plans(committee: Committee, reader: User, today: date) -> bool:
    """The person makes plans in one of the committee's units, so that a decision can become one. One query."""
    return Unit.objects.filter(where_covered(committee, today, "pk"), scope_of(reader, Perm.EDIT_PLANS).where("")).exists()


def people_to_choose(committee: Committee, today: date) -> list[tuple[int, str]]:
    """Its members, as choices; each once."""
    seats = Seat.objects.current(today).filter(committee=committee, user__isnull=False).select_related("user").order_by("user__name_sort")
    return list({seat.user_id: seat.user.get_full_name() for seat in seats}.items())
