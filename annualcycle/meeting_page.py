"""What a committee's meetings and one meeting's page say: the agenda with facts, what changed since last time, the minutes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.db.models import Count, Q
from django.utils.timezone import localdate

from actionplans.models import ActionPlan, StallCheck
from actionplans.models.choices import ENDED_STATUSES, Status
from annualcycle.agenda_links import Links, links_of
from annualcycle.models import AgendaItem, Attendance, Decision, Meeting
from annualcycle.usecases.meetings import last_before, what_waits
from orgstructure.access import scope_of
from orgstructure.levels import covered_by
from orgstructure.models import Committee, Seat, Unit, User
from orgstructure.permissions import Perm
from safetynet.common import clock

SHOWN_HELD = 40


@dataclass(frozen=True)
class CommitteeMeetings:
    """The meetings of one committee or group: those to come, and those that were."""

    committee: Committee
    coming: list[Meeting]
    past: list[Meeting]

    @classmethod
    def of(cls, committee: Committee, reader: User, *, today: date) -> Self:
        """A planned meeting whose time has passed stays with those to come until it is held or called off. One query."""
        rows = list(Meeting.objects.with_rights_of(reader, today).filter(committee=committee).order_by("-starts_at", "-pk"))
        planned = [one for one in rows if one.status == Meeting.Status.PLANNED]
        return cls(committee, planned[::-1], [one for one in rows if one.status != Meeting.Status.PLANNED][:SHOWN_HELD])

    @property
    def next_of_mine(self) -> Meeting | None:
        """The next one, for who sits in the committee or runs it: its package."""
        return next((one for one in self.coming if one.may_read_draft), None)


@dataclass(frozen=True)
class Changes:
    """What became of the plans in the committee's units since its last meeting, in figures; all plans count."""

    since: date
    new: int
    ended: int
    overdue: int

    @classmethod
    def since_last(cls, meeting: Meeting, today: date) -> Self | None:
        """None where no meeting was held before, or nothing is covered. Three queries."""
        last = last_before(meeting)
        area = covered_by(meeting.committee, today) if last else None
        if last is None or not area:
            return None
        since = localdate(last.starts_at)
        until = min(today, localdate(meeting.held_at)) if meeting.held_at else today
        plans = ActionPlan.objects.published().filter(area.where())
        late = Q(expected_closing_on__gte=since, expected_closing_on__lt=until, status__in=(Status.ACTIVE, Status.AWAITING))
        after, before = clock.at_hour(since, 0), clock.at_hour(until, 0).replace(hour=23, minute=59, second=59)
        counted = plans.aggregate(
            new=Count("pk", filter=Q(published_at__range=(after, before))),
            ended=Count("pk", filter=Q(status__in=ENDED_STATUSES, ended_at__range=(after, before))),
            overdue=Count("pk", filter=late),
        )
        return cls(since=since, **counted)


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
class MeetingPage:
    """One meeting as this reader sees it."""

    meeting: Meeting
    lines: list[Line]
    taken_out: list[AgendaItem]
    waiting: int
    changes: Changes | None
    attendances: list[Attendance]
    may_plan: bool

    @classmethod
    def of(cls, meeting: Meeting, reader: User, *, now: datetime, today: date) -> Self:
        """A fixed number of queries; items of plans that the reader may not see are not there."""
        rows = meeting.items.with_plan_rights_of(reader).select_related("plan__unit", "plan__owner", "matter__from_unit", "matter__to_unit")
        items = list(rows.order_by("position"))
        shown = [item for item in items if not item.is_taken_out]
        is_open = meeting.status == Meeting.Status.PLANNED and meeting.may_run
        return cls(
            meeting=meeting,
            lines=lines_of(shown, reader),
            taken_out=[item for item in items if item.is_taken_out],
            waiting=len(what_waits(meeting, reader, today, now)) if is_open else 0,
            changes=Changes.since_last(meeting, today),
            attendances=attendances_of(meeting),
            may_plan=meeting.may_run and may_make_plans(meeting.committee, reader, today),
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
    """Items with what is known around them; three queries, however many. A plan that came of a decision only where it may be seen."""
    causes = causes_of(items)
    decided: dict[int | None, list[Decision]] = {}
    for decision in Decision.objects.filter(item__in=items).select_related("responsible").order_by("pk"):
        decided.setdefault(decision.item_id, []).append(decision)
    plan_ids = [one.plan_id for some in decided.values() for one in some if one.plan_id]
    plans = ActionPlan.objects.visible_to(reader).in_bulk(plan_ids) if plan_ids else {}
    for decision in (one for some in decided.values() for one in some):
        decision.plan = plans.get(decision.plan_id or 0)
    left, links = [item.pk for item in items if item.done_at is None], links_of(items, clock.today())
    return [
        Line(
            item,
            number,
            causes.get(item.plan_id or 0, ""),
            tuple(decided.get(item.pk, ())),
            is_first=[item.pk] == left[:1],
            is_last=[item.pk] == left[-1:],
            links=links.get(item.kind, ()),
        )
        for number, item in enumerate(items, 1)
    ]


def _named(one: Attendance) -> str:
    name = one.person.get_full_name() if one.person else one.name
    return f"{name} ({one.role})" if one.role else name


def attendances_of(meeting: Meeting) -> list[Attendance]:
    """Who was asked to be there, in the order of names."""
    return list(meeting.attendances.select_related("person").order_by("person__name_sort", "name", "pk"))


def causes_of(items: list[AgendaItem]) -> dict[int, str]:
    """By plan, why it has stopped, as said last. One query."""
    checks = StallCheck.objects.filter(plan__in=[item.plan_id for item in items if item.plan_id]).last_of_each_plan().with_cause_name()
    return {check.plan_id: check.cause_name for check in checks}


def may_make_plans(committee: Committee, reader: User, today: date) -> bool:
    """The person makes plans in one of the committee's units, so that a decision can become one. One query."""
    units = Unit.objects.filter(covered_by(committee, today).where(""), scope_of(reader, Perm.EDIT_PLANS).where(""))
    return units.exists()


def people_to_choose(committee: Committee, today: date) -> list[tuple[int, str]]:
    """Its members, as choices; each once."""
    seats = Seat.objects.current(today).filter(committee=committee, user__isnull=False).select_related("user").order_by("user__name_sort")
    return list({seat.user_id: seat.user.get_full_name() for seat in seats}.items())
