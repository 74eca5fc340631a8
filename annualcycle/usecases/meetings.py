"""Meetings: planned, with an agenda that fills itself from what waits in the committee's units, held, and their minutes approved.

An item is dealt with once its outcome stands in one line. One taken off the agenda is done without an outcome: it stays where
it was, so that filling the agenda again does not bring it back, and can be put back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan, LiftedMatter
from actionplans.models.choices import Status
from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.models import AgendaItem, Attendance, Decision, Meeting, StatusTalk
from annualcycle.models.places import members_of
from annualcycle.reports import news
from annualcycle.usecases.attending import Guest, set_guests
from annualcycle.usecases.decisions import said_of
from annualcycle.usecases.handing import waiting_at
from orgstructure import acting
from orgstructure.access import Scope
from orgstructure.levels import covered_by
from orgstructure.models import Committee, Coverage, Unit, User
from orgstructure.permissions import Perm
from safetynet.common.clock import COPENHAGEN
from safetynet.common.fields import valid_on

LONGEST_TITLE, LONGEST_TEXT = 200, 2000
MOST_OF_A_KIND = 30  # more than a meeting gets through; the rest is in the list of plans
A_YEAR = timedelta(days=365)
ANSWERS_OF = timedelta(days=90)  # where no meeting was held before
Kind = AgendaItem.Kind
ONE_OF_A_KIND = (Kind.RESULTS, Kind.INJURIES, Kind.GAPS, Kind.GOALS)


@transaction.atomic
def plan(*, committee: Committee, given: Mapping[str, Any], submission_id: UUID, by: User, now: datetime) -> Meeting:
    """A new meeting, with what waits on its agenda; sent twice it is one."""
    meeting, is_new = Meeting.objects.get_or_create(
        submission_id=submission_id, defaults={**given, "committee": committee, "made_at": now, "made_by": by}
    )
    if is_new:
        fill_agenda(meeting=meeting, reader=by, today=localdate(now), now=now)
    return meeting


@transaction.atomic
def change(*, meeting: Meeting, given: Mapping[str, Any], version: int) -> None:
    """Another time, place or title. `StaleError` when somebody else has meanwhile, `NotNowError` once it was held or called off."""
    if not Meeting.objects.filter(pk=meeting.pk, status=Meeting.Status.PLANNED).exists():
        raise NotNowError(_("A meeting that was held or called off is not changed any more."))
    if not Meeting.objects.filter(pk=meeting.pk, version=version).update(**given, version=F("version") + 1):
        raise StaleError
    meeting.refresh_from_db()


@transaction.atomic
def cancel(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Called off: what people had put on its agenda goes to the next one. `NotNowError` once it runs or was held."""
    if not Meeting.objects.filter(pk=meeting.pk, status=Meeting.Status.PLANNED, runs_since=None).update(
        status=Meeting.Status.CANCELLED, version=F("version") + 1
    ):
        raise NotNowError(_("Only a meeting that has not begun can be called off."))
    meeting.refresh_from_db()
    for item in meeting.items.left().filter(kind=Kind.OWN):
        _put_off(item, meeting, by, now)
    _note(meeting, by, now)


@transaction.atomic
def fill_agenda(*, meeting: Meeting, reader: User, today: date, now: datetime) -> int:
    """Add what waits and is not there yet, after what is there; says how much was added. Filling it again adds nothing."""
    _lock(meeting)
    if meeting.status != Meeting.Status.PLANNED:
        raise NotNowError(_("The agenda is closed: the meeting was held or called off."))
    waits = what_waits(meeting, reader, today, now)
    new = [*waits, *_news(meeting, waits, today, now)]
    _append(meeting, new)
    return len(new)


def what_waits(meeting: Meeting, reader: User, today: date, now: datetime) -> list[AgendaItem]:
    """Items, not saved, that the agenda lacks: put off last time, to evaluate, overdue, stalled, lifted to us, answered, said.

    Open-zone plans only: an agenda is read by everybody.
    """
    there = {_sameness(item) for item in meeting.items.all()}
    area, last = covered_by(meeting.committee, today), last_before(meeting)
    found: dict[tuple[object, ...], AgendaItem] = {}
    waits = (
        _put_off_before(meeting), _plans(meeting, area, reader, today),
        _matters(area, reader, last.starts_at if last else now - ANSWERS_OF), _handed(meeting),
        _status_of_staff(meeting, last.starts_at if last else now - A_YEAR, today),
    )  # fmt: skip
    for item in chain.from_iterable(waits):
        found.setdefault(_sameness(item), item)
    return [item for key, item in found.items() if key not in there]


def _news(meeting: Meeting, waits: Iterable[AgendaItem], today: date, now: datetime) -> list[AgendaItem]:
    """Results, injuries, gaps and goals: one item each at most, and only with something new since the last held meeting."""
    there = {item.kind for item in (*meeting.items.all(), *waits) if item.kind in ONE_OF_A_KIND}
    last = last_before(meeting)
    since, titles = localdate(last.starts_at) if last else today - news.LOOKS_BACK, news.titles()
    found = news.news_for(meeting.committee, since, there=there, today=today, now=now)
    return [AgendaItem(kind=kind, title=titles[kind], text=text[:LONGEST_TEXT]) for kind, text in found]


def _sameness(item: AgendaItem) -> tuple[object, ...]:
    if item.kind in ONE_OF_A_KIND:
        return (item.kind,)
    if item.plan_id:
        return ("plan", item.plan_id)
    return ("matter", item.matter_id, item.kind) if item.matter_id else (item.kind, item.title)


def _put_off_before(meeting: Meeting) -> list[AgendaItem]:
    """What the meeting before put on the next agenda, and meetings called off since."""
    earlier = Meeting.objects.filter(committee=meeting.committee_id, starts_at__lt=meeting.starts_at).exclude(pk=meeting.pk)
    last = earlier.exclude(status=Meeting.Status.CANCELLED).order_by("-starts_at", "-pk").first()
    since = earlier.filter(starts_at__gte=last.starts_at) if last else earlier
    items = AgendaItem.objects.filter(meeting__in=since, is_postponed=True).order_by("meeting__starts_at", "position")
    still = Q(plan=None) | Q(plan__is_confidential=False)
    return [_copy(item) for item in items.filter(still)]


def _copy(item: AgendaItem) -> AgendaItem:
    return AgendaItem(kind=item.kind, title=item.title, text=item.text, plan_id=item.plan_id, matter_id=item.matter_id)


def _plans(meeting: Meeting, area: Scope, reader: User, today: date) -> Iterable[AgendaItem]:
    """Each plan once, under the first of the three that fits; of each kind those that have waited longest."""
    day = max(today, localdate(meeting.starts_at))
    plans = ActionPlan.objects.visible_to(reader).published().filter(area.where(), is_confidential=False)
    to_evaluate = Q(status=Status.AWAITING, evaluate_on__lte=day)
    late = Q(pk__in=plans.overdue(today).values("pk"))
    chosen = (
        (Kind.EVALUATE, plans.filter(to_evaluate).order_by("evaluate_on", "pk")),
        (Kind.OVERDUE, plans.overdue(today).exclude(to_evaluate).order_by("expected_closing_on", "pk")),
        (Kind.STALLED, plans.stalled(today).exclude(to_evaluate).exclude(late).order_by("touched_at", "pk")),
    )
    for kind, rows in chosen:
        for pk, title in rows.values_list("pk", "title")[:MOST_OF_A_KIND]:
            yield AgendaItem(kind=kind, title=title, plan_id=pk)


def _matters(area: Scope, reader: User, since: datetime) -> Iterable[AgendaItem]:
    seen = LiftedMatter.objects.visible_to(reader).filter(Q(plan=None) | Q(plan__is_confidential=False))
    chosen = (
        (Kind.MATTER, seen.filter(area.where("to_unit")).waiting().order_by("answer_by", "pk")),
        (Kind.ANSWER, seen.filter(area.where("from_unit"), answered_at__gte=since).order_by("answered_at", "pk")),
    )
    for kind, rows in chosen:
        for pk, title in rows.values_list("pk", "title")[:MOST_OF_A_KIND]:
            yield AgendaItem(kind=kind, title=title, matter_id=pk)


def _handed(meeting: Meeting) -> Iterable[AgendaItem]:
    """Decisions from above that we have neither made a plan of nor answered, under their own words in every language."""
    for handed in waiting_at(meeting.committee)[:MOST_OF_A_KIND]:
        said = _("Handed to us. %(said)s Make a plan of it, or say why not.") % {"said": said_of(handed.decision)}
        yield AgendaItem(kind=Kind.OWN, title=handed.decision.text[:LONGEST_TITLE], text=said)


def _status_of_staff(meeting: Meeting, since: datetime, today: date) -> Iterable[AgendaItem]:
    """Summaries of the status with the staff that were written since then, of the units that the group itself covers.

    Titles are in the region's language, so that filling the agenda again finds them whoever does it. Two queries.
    """
    closed = StatusTalk.objects.filter(closed_at__gte=since).exclude(summary="")
    area = covered_by(meeting.committee, today, itself_only=True)
    for talk in closed.filter(area.where()).select_related("unit").order_by("closed_at", "pk"):
        with translation.override(settings.LANGUAGE_CODE):
            title = _("Status with the staff of %(unit)s") % {"unit": talk.unit.name} + f", {date_format(talk.on, 'SHORT_DATE_FORMAT')}"
        yield AgendaItem(kind=Kind.RESULTS, title=title[:200], text=talk.summary[:2000])


def last_before(meeting: Meeting) -> Meeting | None:
    """The meeting of that committee that was held last before this one."""
    return Meeting.objects.held_before(meeting.pk, meeting.committee_id).first()


def _append(meeting: Meeting, items: Collection[AgendaItem]) -> None:
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    for place, item in enumerate(items, last + 1):
        item.meeting, item.position = meeting, place
    AgendaItem.objects.bulk_create(items)


@transaction.atomic
def add_item(*, meeting: Meeting, title: str, text: str) -> AgendaItem:
    """Something of one's own at the end of the agenda; written twice it stands there once."""
    _lock(meeting)
    if meeting.status != Meeting.Status.PLANNED:
        raise NotNowError(_("The agenda is closed: the meeting was held or called off."))
    item = AgendaItem(kind=Kind.OWN, title=title, text=text)
    if same := meeting.items.left().filter(kind=Kind.OWN, title=title).first():
        AgendaItem.objects.filter(pk=same.pk).update(text=text, version=F("version") + 1)
        return same
    _append(meeting, [item])
    return item


@transaction.atomic
def move(*, item: AgendaItem, is_up: bool) -> None:
    """Past the one before it or after it; at either end nothing happens."""
    meeting = _open_agenda(item)
    left = list(meeting.items.left().order_by("position"))
    here = next((place for place, one in enumerate(left) if one.pk == item.pk), None)
    beside = None if here is None else here + (-1 if is_up else 1)
    if here is None or beside is None or not 0 <= beside < len(left):
        return
    other = left[beside]
    for one, position in ((left[here], other.position), (other, left[here].position)):
        AgendaItem.objects.filter(pk=one.pk).update(position=position)


@transaction.atomic
def take_out(*, item: AgendaItem, by: User, now: datetime) -> None:
    """Off the agenda, for good: filling it again does not bring it back."""
    _open_agenda(item)
    _finish(item, by, now)


@transaction.atomic
def put_back(*, item: AgendaItem) -> None:
    """What was taken off by mistake, or put off, is on the agenda again."""
    _open_agenda(item)
    AgendaItem.objects.filter(pk=item.pk, outcome="").update(done_at=None, done_by=None, is_postponed=False, version=F("version") + 1)


@transaction.atomic
def postpone(*, item: AgendaItem, by: User, now: datetime) -> None:
    """It stands on the next meeting's agenda: at once where one is planned, else as soon as it is."""
    _put_off(item, _open_agenda(item), by, now)


def _put_off(item: AgendaItem, meeting: Meeting, by: User, now: datetime) -> None:
    _finish(item, by, now, is_postponed=True)
    following = Meeting.objects.filter(committee=meeting.committee_id, status=Meeting.Status.PLANNED, starts_at__gt=meeting.starts_at)
    coming = following.exclude(pk=meeting.pk).order_by("starts_at", "pk").first()
    if coming is not None:
        _lock(coming)
        if _sameness(item) not in {_sameness(one) for one in coming.items.all()}:
            _append(coming, [_copy(item)])


def _finish(item: AgendaItem, by: User, now: datetime, **more: Any) -> None:
    done = {"done_at": now, "done_by": by, **more}
    if not AgendaItem.objects.filter(pk=item.pk, done_at=None).update(**done, version=F("version") + 1):
        raise NotNowError(_("This item is dealt with already, or taken off the agenda."))


@transaction.atomic
def begin(*, meeting: Meeting, by: User, now: datetime) -> None:
    """The meeting is opened: the agenda is filled a last time, and its members are noted as present until somebody says otherwise."""
    if not Meeting.objects.filter(pk=meeting.pk, status=Meeting.Status.PLANNED, runs_since=None).update(
        runs_since=now, version=F("version") + 1
    ):
        raise NotNowError(_("The meeting has begun already, or was called off."))
    meeting.refresh_from_db()
    fill_agenda(meeting=meeting, reader=by, today=localdate(now), now=now)
    seats = {seat.user_id: seat for seat in members_of(meeting.committee, localdate(now)) if seat.user_id}
    there = [Attendance(meeting=meeting, person=seat.user, role=seat.role_word) for seat in seats.values()]
    Attendance.objects.bulk_create(there, ignore_conflicts=True)
    _note(meeting, by, now)


@transaction.atomic
def deal(
    *, item: AgendaItem, words: Mapping[str, str], version: int, by: User, now: datetime, decided: Mapping[str, Any] | None = None
) -> None:
    """What was said, and the outcome in one line, without which it is not dealt with; and what was decided, with its `submission_id`.

    `StaleError` when somebody else has written meanwhile.
    """
    _minutes_open(item.meeting)
    if not words["outcome"]:
        raise RefusedError({"outcome": _("Write in one line what came of it.")})
    done = {"done_at": now, "done_by": by, "is_postponed": False}
    if not AgendaItem.objects.filter(pk=item.pk, version=version).update(**words, **done, version=F("version") + 1):
        raise StaleError
    item.refresh_from_db(fields=["said", "outcome", "done_at", "done_by", "is_postponed", "version"])
    if decided:
        decide(item=item, given=decided, by=by, now=now)


@transaction.atomic
def decide(*, item: AgendaItem, given: Mapping[str, Any], by: User, now: datetime) -> Decision:
    """What was decided about it, who does it and by when; sent twice it is one."""
    _minutes_open(item.meeting)
    rest = {**given, "item": item, "at": now, "by": by}
    return Decision.objects.get_or_create(submission_id=given["submission_id"], defaults=rest)[0]


@transaction.atomic
def take_back_decision(*, decision: Decision) -> None:
    """One written by mistake, of which nothing has become yet."""
    if decision.item is None:
        raise NotNowError(_("This decision is of an annual discussion."))
    _minutes_open(decision.item.meeting)
    if not Decision.objects.filter(pk=decision.pk, plan=None, goal=None, activity=None, handed=None).delete()[0]:
        raise NotNowError(_("Something has become of this decision already; it stays."))


@transaction.atomic
def write_minutes(
    *, meeting: Meeting, words: Mapping[str, str], present: Collection[int], version: int, guests: Sequence[Guest] = ()
) -> None:
    """The words around the items, and who was there; `present` are numbers of members' attendances. `StaleError` as always."""
    _minutes_open(meeting)
    if not Meeting.objects.filter(pk=meeting.pk, version=version).update(**words, version=F("version") + 1):
        raise StaleError
    members = meeting.attendances.filter(person__isnull=False)
    members.filter(pk__in=present).update(was_there=True)
    members.exclude(pk__in=present).update(was_there=False)
    set_guests(meeting, guests)
    meeting.refresh_from_db()


@transaction.atomic
def hold(*, meeting: Meeting, by: User, now: datetime) -> None:
    """The meeting is over; what was not reached goes on the next agenda."""
    _lock(meeting)
    if not meeting.is_running:
        raise NotNowError(_("Only a meeting that is running can end."))
    for item in meeting.items.left():
        _put_off(item, meeting, by, now)
    Meeting.objects.filter(pk=meeting.pk).update(status=Meeting.Status.HELD, held_at=now, version=F("version") + 1)
    meeting.refresh_from_db()
    _note(meeting, by, now)


@transaction.atomic
def approve(*, meeting: Meeting, by: User, now: datetime) -> None:
    """The minutes are fixed, and open to every employee."""
    held = Meeting.objects.filter(pk=meeting.pk, status=Meeting.Status.HELD, approved_at=None)
    if not held.update(approved_at=now, approved_by=by, version=F("version") + 1):
        raise NotNowError(_("Only minutes of a meeting that was held are approved, and once."))
    meeting.refresh_from_db()
    _note(meeting, by, now)


def at(day: date, clock_time: time) -> datetime:
    """When it begins, as Danes say the time."""
    return datetime.combine(day, clock_time, tzinfo=COPENHAGEN)


def _lock(meeting: Meeting) -> None:
    meeting.refresh_from_db(from_queryset=Meeting.objects.select_for_update(of=("self",)))


def _open_agenda(item: AgendaItem) -> Meeting:
    meeting = item.meeting
    _lock(meeting)
    if meeting.status != Meeting.Status.PLANNED:
        raise NotNowError(_("The agenda is closed: the meeting was held or called off."))
    return meeting


def _minutes_open(meeting: Meeting) -> None:
    _lock(meeting)
    if meeting.is_approved:
        raise NotNowError(_("The minutes are approved and no longer changed."))
    if not meeting.is_running and meeting.status != Meeting.Status.HELD:
        raise NotNowError(_("Begin the meeting first."))


def _note(meeting: Meeting, by: User, now: datetime) -> None:
    """Both names where a deputy acts."""
    live = Coverage.objects.filter(valid_on(localdate(now)), committee__path__startswith=meeting.committee.path)
    units = Unit.objects.filter(pk__in=live.values("unit")).order_by("depth", "pk")
    acting.note(by, Perm.RUN_YEAR, units, acting.Subject.MEETING, meeting.pk, now)
