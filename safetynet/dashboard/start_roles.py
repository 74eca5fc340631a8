"""What each role needs first beside its own tasks: cards of the start page by what the reader really is and may.

A plain employee: what the unit said and what was done, and whom to tell. A member of a committee or group: the committee's month,
where help is needed, the meetings. Who offers help: where one is needed. Who runs the system: what needs a hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, Self

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.filters import plan_list_url
from actionplans.models import ActionPlan, Status
from actionplans.models.choices import ENDED_STATUSES
from actionplans.models.stall import where_stalled
from actionplans.steps import badge_of
from injuries.reads_page import notes_for
from orgstructure.access import scope_of, scopes_of
from orgstructure.levels import covered_by, overview_of
from orgstructure.models import Committee, RoleHolding, Seat, Unit, User
from orgstructure.permissions import Perm
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN, at_hour
from safetynet.dashboard.feed_night_status import Night, night
from safetynet.dashboard.worklist import Worklist

A_MONTH: Final = timedelta(days=30)
TOLD_FOR: Final = timedelta(days=365)
SHOWN_ANSWERS = 3
SHOWN_SEATS = 4
WAITS_LONG: Final = timedelta(hours=1)
ANSWERED = (*ENDED_STATUSES, Status.AWAITING)


@dataclass(frozen=True)
class Answer:
    """One plan of the unit as its people hear of it: what was said, and what came of it."""

    plan: ActionPlan

    @property
    def state(self) -> tuple[str, str]:
        """The badge: what came of it, or where it is."""
        return badge_of(self.plan)


@dataclass(frozen=True)
class SeatCard:
    """One committee or group the reader sits in, with the ways there."""

    seat: Seat

    @property
    def committee(self) -> Committee:
        """Where."""
        return self.seat.committee

    @property
    def links(self) -> dict[str, str]:
        """Its pages, by what they are for."""
        pk = self.committee.pk
        return {
            "overview": overview_of(self.committee),
            "need": reverse("overview-committee-need", args=[pk]),
            "meetings": reverse("meeting-committee", args=[pk]),
            "goals": reverse("goal-committee", args=[pk]),
        }


@dataclass(frozen=True)
class Month:
    """What became of a committee's plans in the last thirty days, each figure with its rows."""

    committee: Committee
    since: date
    published: int
    ended: int
    stalled: int

    def rows(self, **words: Any) -> str:
        """Exactly those plans."""
        return plan_list_url(committee=self.committee.pk, confidential="counted", **words)

    @property
    def published_url(self) -> str:
        """New ones."""
        return self.rows(published_from=self.since)

    @property
    def ended_url(self) -> str:
        """Closed, or ended without being carried out."""
        return self.rows(closed_from=self.since)

    @property
    def stalled_url(self) -> str:
        """Those that have stopped."""
        return self.rows(stalled=True, sort="touched")


@dataclass(frozen=True)
class Running:
    """How mail and the nightly data stand, for who runs the system."""

    mail: outbox.MailStatus
    night: Night
    now: datetime

    @property
    def to_mend(self) -> int:
        """Mails that a person has to look at."""
        return self.mail.parked + self.mail.without_address

    @property
    def is_late(self) -> bool:
        """Mail has waited longer than it should."""
        return self.mail.oldest is not None and self.mail.oldest < self.now - WAITS_LONG

    @property
    def is_well(self) -> bool:
        """Nothing needs a hand."""
        return not (self.to_mend or self.is_late or self.night.needs_a_hand or self.mail.is_paused or self.mail.is_copy)


@dataclass(frozen=True)
class Hand:
    """One thing that an administrator has to look at, and where."""

    text: str
    url: str
    way: str


@dataclass(frozen=True)
class RoleCards:
    """The cards of one reader; each is empty for who has no use for it."""

    is_plain: bool
    answers: list[Answer] = field(default_factory=list)
    seats: list[SeatCard] = field(default_factory=list)
    month: Month | None = None
    worklist: Worklist | None = None
    running: Running | None = None
    hands: list[Hand] = field(default_factory=list)
    need_url: str = ""

    @classmethod
    def of(cls, reader: User, unit: Unit | None, *, today: date, now: datetime) -> Self:
        """One query for everybody; then only what the reader's rights and seats ask for."""
        seats = _seats(reader, today)
        is_plain = not scopes_of(reader) and not seats
        return cls(
            is_plain=is_plain,
            answers=_answers(reader, unit, today) if unit and is_plain else [],
            seats=[SeatCard(seat) for seat in seats[:SHOWN_SEATS]],
            month=_month(seats, today),
            worklist=Worklist.of(reader, today),
            running=Running(outbox.status(now=now), night(now), now) if scope_of(reader, Perm.OPERATE) else None,
            hands=list(_hands(reader, today, now)),
            need_url=_need_url(reader, unit),
        )

    @property
    def has_cards(self) -> bool:
        """Something stands here that the reader comes for, even where nothing waits."""
        return bool(self.seats or self.worklist or self.running or self.hands)


def _seats(reader: User, today: date) -> list[Seat]:
    """The highest committee first; one line for each even where somebody holds two seats in it."""
    rows = Seat.objects.current(today).filter(user=reader, committee__valid_from__lte=today)
    kept: dict[int, Seat] = {}
    for seat in rows.select_related("committee__level").order_by("committee__depth", "committee__name_sort", "role", "pk"):
        if seat.committee.valid_to is None or seat.committee.valid_to > today:
            kept.setdefault(seat.committee_id, seat)
    return list(kept.values())


def _answers(reader: User, unit: Unit, today: date) -> list[Answer]:
    """The last plans of the unit in which something was done; confidential ones are not told, whoever reads. One query."""
    plans = ActionPlan.objects.visible_to(reader).filter(is_confidential=False, status__in=ANSWERED).under(unit.path)
    told = plans.filter(Q(ended_at=None) | Q(ended_at__gte=at_hour(today - TOLD_FOR, 0)))
    shown = ("title", "status", "ended_at", "touched_at", "unit_id", "closing_evaluation__verdict")
    rows = told.select_related("closing_evaluation").only(*shown)
    return [Answer(plan) for plan in rows.order_by("-touched_at", "-pk")[:SHOWN_ANSWERS]]


def _month(seats: list[Seat], today: date) -> Month | None:
    """Of the first committee that is no group; two queries, none without one."""
    committee = next((seat.committee for seat in seats if not (seat.committee.level and seat.committee.level.is_group)), None)
    if committee is None or not (area := covered_by(committee, today)):
        return None
    since = today - A_MONTH
    from_then = at_hour(since, 0).astimezone(COPENHAGEN)
    plans = ActionPlan.objects.published().filter(area.where())
    counted = plans.aggregate(
        published=Count("pk", filter=Q(published_at__gte=from_then)),
        ended=Count("pk", filter=Q(ended_at__gte=from_then)),
        stalled=Count("pk", filter=where_stalled(today)),
    )
    return Month(committee, since, **counted)


def _hands(reader: User, today: date, now: datetime) -> Iterator[Hand]:
    """Roles that run out, files that did not come in, notes of unusual reading: at most three queries, none for who holds none of it."""
    if ending := _roles_that_end(reader, today):
        text = ngettext("%(number)s role given by hand ends within a month", "%(number)s roles given by hand end within a month", ending)
        yield Hand(text % {"number": ending}, reverse("appointment-list"), _("See the roles"))
    if scope_of(reader, Perm.IMPORT_ORGANISATION) and not scope_of(reader, Perm.OPERATE) and (files := night(now)).needs_a_hand:
        yield Hand(files.heading, files.address, files.way)
    if scope_of(reader, Perm.REVIEW_READS) and (notes := notes_for(reader).filter(seen_at=None).count()):
        text = ngettext(
            "%(number)s note of unusual reading has not been looked at",
            "%(number)s notes of unusual reading have not been looked at",
            notes,
        )
        yield Hand(text % {"number": notes}, reverse("injury-read-notes"), _("See the notes"))


def _roles_that_end(reader: User, today: date) -> int:
    scope = scope_of(reader, Perm.APPOINT)
    if not scope:
        return 0
    held = RoleHolding.objects.current(today).filter(scope.where(), source__in=("manual", "appointment"))
    return held.filter(valid_to__lte=today + A_MONTH).count()


def _need_url(reader: User, unit: Unit | None) -> str:
    """The map of the reader's own units, for who makes reports for them all."""
    if unit is None or not scope_of(reader, Perm.RUN_REPORTS).covers(unit.pk, unit.path):
        return ""
    return reverse("overview-unit-need", args=[unit.pk])
