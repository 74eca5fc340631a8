"""What a committee's meetings and one meeting's page say: the agenda with facts, what changed since last time, the minutes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.timezone import localdate

from actionplans.models import ActionPlan, LiftedMatter, StallCheck
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
TOLD = ("title", "status", "is_confidential", "last_verdict", "evaluate_on", "expected_closing_on", "owner", "unit__name")  # of a plan


def _about(meeting: int, committee: int, items: list[int]) -> Parts:
    """All items of the meeting, or these; with what is known around them."""
    rows = AgendaItem.objects.filter(Q(meeting=meeting) | Q(pk__among=items))
    plans = rows.exclude(plan=None).order_by().values("plan")
    decisions, there = Decision.objects.filter(item__in=rows.order_by().values("pk")), Attendance.objects.filter(meeting=meeting)
    owners = ActionPlan.objects.filter(pk__in=plans).order_by().values("owner")
    people = decisions.order_by().values("responsible").union(there.order_by().values("person"), owners, all=True)
    return (
        rows.order_by("position"),
        StallCheck.objects.filter(plan__in=plans).last_of_each_plan().with_cause_name(),
        decisions.order_by("pk"),
        there.order_by("person__name_sort", "name", "pk"),
        Meeting.objects.held_before(meeting, committee).only("starts_at")[:1],
        User.objects.filter(pk__in=people).only(*READ),
    )


ABOUT = Gather(_about, meeting=int, committee=int, items=list)


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
        found = ABOUT(meeting=meeting.pk, committee=meeting.committee_id, items=[])
        plans = _plans_of((*found[AgendaItem], *found[Decision]), reader)
        items = _seen(found[AgendaItem], plans, reader)
        tie(items, "meeting", [meeting])
        shown = [item for item in items if not item.is_taken_out]
        lines, last = _lines(shown, found, plans), next(iter(found[Meeting]), None)
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
    found = ABOUT(meeting=0, committee=0, items=[item.pk for item in items])
    return _lines(items, found, _plans_of(found[Decision], reader))


def _plans_of(rows: Iterable[AgendaItem | Decision], reader: User) -> dict[int, ActionPlan]:
    """By number, those that the reader may see. One query."""
    ids = {row.plan_id for row in rows if row.plan_id}
    return ActionPlan.objects.visible_to(reader).select_related("unit").only(*TOLD).in_bulk(ids) if ids else {}


def _seen(items: list[AgendaItem], plans: Mapping[int, ActionPlan], reader: User) -> list[AgendaItem]:
    """Those whose plan and matter the reader may see, tied to them. One query where there is a matter."""
    ids = [item.matter_id for item in items if item.matter_id]
    matters = LiftedMatter.objects.visible_to(reader).select_related("from_unit", "to_unit").in_bulk(ids) if ids else {}
    tie(items, "plan", plans.values())
    tie(items, "matter", matters.values())
    seen_plans, seen_matters = {None, *plans}, {None, *matters}
    return [item for item in items if item.plan_id in seen_plans and item.matter_id in seen_matters]


def _lines(items: list[AgendaItem], found: Found, plans: Mapping[int, ActionPlan]) -> list[Line]:
    causes = {check.plan_id: check.cause_name for check in found[StallCheck]}
    tie([item.plan for item in items if item.plan], "owner", found[User])
    tie(found[Decision], "responsible", found[User])
    tie(found[Attendance], "person", found[User])
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
