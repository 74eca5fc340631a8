"""The administrator's queue: open cases of the hospitals by the law's clock, their numbers, and finding one of all (R48)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Self
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case as When_
from django.db.models import Count, F, IntegerField, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from injuries.clocks import Due, Duty
from injuries.models import UNSENT_STATES, Case, CaseState, ExportBatch
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.common.clock import COPENHAGEN
from safetynet.common.fields import Words, beginning_with, words_of
from safetynet.common.given import read_id

ON_A_PAGE: Final = 25
SOON: Final = timedelta(days=3)
MOST_FOUND: Final = 200
MOST_WORDS: Final = 5
NUMBER: Final = re.compile(r"(?:\d{4}-)?0*(\d{1,18})")
WHY: Final[Mapping[str, str | Promise]] = {
    Duty.DEATH: _("a death is told within 48 hours"),
    Duty.SERIOUS: _("serious: the same day"),
    Duty.ABSENCE: _("absence: 14 days from its first day"),
    Duty.CLAIM: _("may lead to a claim: 14 days from the injury"),
    Duty.EVERY_INJURY: _("every injury is told without delay"),
}
FILTERS: Final[Mapping[str, str | Promise]] = {
    "all": _("all open"),
    "late": _("late"),
    "soon": _("due within 3 days"),
    "unsigned": _("waits for signature"),
    "ready": _("ready to send"),
    "receipt": _("waits for receipt"),
}


@dataclass(frozen=True)
class Numbers:
    """How many there are of each, in one question over the open cases."""

    all: int
    late: int
    soon: int
    unsigned: int
    ready: int
    receipt: int


@dataclass(frozen=True)
class Line:
    """One case of the list: number, kind, unit, day, state and clock; nothing of the person."""

    case: Case
    now: datetime

    @property
    def is_unsent(self) -> bool:
        """The clock still runs."""
        return self.case.state in UNSENT_STATES

    @property
    def is_late(self) -> bool:
        """The law's last minute has passed and nothing is sent."""
        return self.is_unsent and self.case.due is not None and self.case.due.is_late(None, self.now)

    @property
    def days(self) -> str:
        """How long there is left, or how late it is."""
        due = self.case.due
        if not self.is_unsent or due is None:
            return ""
        return days_in_words(due, self.now)

    @property
    def why(self) -> str:
        """By which rule."""
        return str(WHY.get(self.case.duty, ""))

    @property
    def missing(self) -> str:
        """How much the report lacks, for a case that must be told."""
        number = self.case.missing_fields
        if self.case.due_at is None or not self.is_unsent:
            return ""
        if number is None:
            return gettext("not gone through yet")
        return ngettext("%(n)s field missing", "%(n)s fields missing", number) % {"n": number} if number else gettext("nothing missing")

    @property
    def is_ready(self) -> bool:
        """It can be taken out and sent as it stands."""
        return self.case.state == CaseState.SIGNED and self.case.due_at is not None and self.case.missing_fields == 0


def days_in_words(due: Due, now: datetime) -> str:
    """Days left until the last day, hours in the last one and a half, or days late."""
    left = (due.on - _day(now)).days
    if due.is_late(None, now):
        late = max(-left, 0)
        return ngettext("%(n)s day late", "%(n)s days late", late) % {"n": late} if late else gettext("late since today")
    if left == 0:
        return gettext("today, before %(time)s") % {"time": due.until.astimezone(COPENHAGEN).strftime("%H:%M")}
    return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}


def open_cases(user: User) -> QuerySet[Case]:
    """Every open case of the hospitals that the person administers."""
    return Case.objects.visible_to(user).filter(scope_of(user, Perm.ADMINISTER_INJURIES).where()).open()


def where(name: str, now: datetime) -> Q:
    """What a filter asks for; nothing for one that nobody has named."""
    unsent = Q(state__in=UNSENT_STATES)
    return {
        "late": unsent & Q(due_at__lt=now),
        "soon": unsent & Q(due_at__gte=now, due_at__lte=now + SOON),
        "unsigned": Q(state=CaseState.REGISTERED),
        "ready": Q(state=CaseState.SIGNED, due_at__isnull=False, missing_fields=0),
        "receipt": Q(state=CaseState.SENT),
    }.get(name, Q())


def numbers(user: User, *, now: datetime) -> Numbers:
    """All of them at once."""
    counted = {name: Count("pk", filter=where(name, now)) for name in FILTERS if name != "all"}
    return Numbers(**open_cases(user).order_by().aggregate(all=Count("pk"), **counted))


def by_clock(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Those not told yet first, the nearest last minute before the others; then what waits for the authority."""
    waits = When_(When(state__in=UNSENT_STATES, then=Value(0)), default=Value(1), output_field=IntegerField())
    return cases.order_by(waits, F("due_at").asc(nulls_last=True), "happened_on", "pk")


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    filter: str
    text: str
    page: str

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Self:
        """Whatever stands there; an unknown filter is all."""
        name = given.get("show", "all")
        return cls(name if name in FILTERS else "all", given.get("q", "").replace("\x00", "").strip()[:100], given.get("page", "1"))


def asked_for(user: User, asked: Asked, *, now: datetime) -> QuerySet[Case]:
    """Open cases of the filter by clock; with words, cases also past their end, the newest first."""
    if asked.text:
        mine = Case.objects.visible_to(user).filter(scope_of(user, Perm.ADMINISTER_INJURIES).where())
        return mine.filter(_found_by(asked.text)).order_by("-happened_on", "-pk")
    return by_clock(open_cases(user).filter(where(asked.filter, now)))


def page_of(cases: QuerySet[Case], number: str) -> Page[Case]:
    """The page, its rows not read yet: `injuries.reading.listed` reads them."""
    return Paginator(cases, ON_A_PAGE).get_page(read_id(number) or 1)


def lines(cases: Iterable[Case], now: datetime) -> list[Line]:
    """As the list shows them."""
    return [Line(case, now) for case in cases]


def _found_by(text: str) -> Q:
    """By number, by the name of the injured, by the unit's name; each by its own index."""
    found = Q(pk__in=[])
    if number := NUMBER.fullmatch(text):
        found |= Q(pk=int(number[1]))
    words = [word for word in words_of(text)[:MOST_WORDS] if len(word) > 1]
    if words:
        people, units = User.objects.order_by(), Unit.objects.order_by()
        for word in words:
            people = people.alias(words=Words("first_name", "last_name")).filter(words=beginning_with(word))
            units = units.alias(words=Words("name")).filter(words=beginning_with(word))
        found |= Q(injured__in=list(people.values_list("pk", flat=True)[:MOST_FOUND]))
        found |= Q(unit__in=list(units.values_list("pk", flat=True)[:MOST_FOUND]))
    return found


def _day(now: datetime) -> date:
    return now.astimezone(COPENHAGEN).date()


def ready_among(user: User, public_ids: Iterable[str], *, now: datetime) -> list[Case]:
    """Of the cases named, those that the person administers and that can be taken out and sent; what is no id is passed over."""
    ids = [public_id for text in public_ids if (public_id := _uuid(text))]
    return list(open_cases(user).filter(where("ready", now), public_id__in=ids).only("pk"))


def batch_of(user: User, public_id: UUID) -> tuple[ExportBatch | None, list[int]]:
    """A batch that the person made, and the ids of its cases."""
    batch = ExportBatch.objects.filter(public_id=public_id, by=user).first()
    return batch, list(batch.cases.values_list("pk", flat=True)) if batch else []


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
