"""Who has answered a year's self-audit, of those the organisation says should: the whole of a level, its parts, and each place.

Names, states and reasons only, never an answer: managers above read it as well (decision 0133).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from django.db.models import CharField, Count, F, Func, Q, Value
from django.db.models.functions import Substr
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apv.audit_words import STATES, state_words
from apv.models import NO_REASON, NOT_BEGUN, OPEN_AUDITS, SENT_IN, AuditPlace, AuditYear, NotAnswered, path_on
from apv.models.audits import AuditPlaceQuerySet
from orgstructure.access import Scope, scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.common.tablefiles import Cell

REASONS: Final[dict[str, str | Promise]] = {**dict(NotAnswered.choices), NO_REASON: gettext_lazy("no reason told")}
ANSWERED: Final = Q(audit__status__in=SENT_IN)


@dataclass(frozen=True)
class Counts:
    """Places by state, and the units and managers behind them; those answered are sent in or closed."""

    states: tuple[tuple[str, int], ...] = ()
    units: int = 0
    units_answered: int = 0
    managers: int = 0
    managers_answered: int = 0

    @property
    def expected(self) -> int:
        """Places (manager × unit)."""
        return sum(number for _state, number in self.states)

    @property
    def answered(self) -> int:
        """Places whose audit was sent in."""
        return sum(number for state, number in self.states if state in SENT_IN)

    @property
    def percent(self) -> int:
        """Answered of expected; 0 where nobody is expected."""
        return round(100 * self.answered / self.expected) if self.expected else 0

    @property
    def not_begun(self) -> int:
        """Nobody has opened the questions."""
        return dict(self.states).get(NOT_BEGUN, 0)

    @property
    def begun(self) -> int:
        """Being answered, or sent back."""
        return sum(number for state, number in self.states if state in OPEN_AUDITS)

    @property
    def named_states(self) -> list[tuple[str, str, int]]:
        """Code, words and number, in the order of an audit's life."""
        return [(state, capfirst(str(STATES[state])), number) for state, number in self.states]


@dataclass(frozen=True)
class PartLine:
    """One unit right below the level with all under it; `unit` None is what lies on the level itself."""

    unit: Unit | None
    counts: Counts
    has_below: bool


@dataclass(frozen=True)
class AuditCoverage:
    """Coverage of one level of one year; five queries, whatever its size."""

    year: AuditYear
    unit: Unit
    path: str
    whole: Counts
    managers_lacking: int
    parts: tuple[PartLine, ...]
    reasons: tuple[tuple[str, str, int], ...]

    @classmethod
    def of(cls, year: AuditYear, unit: Unit) -> Self:
        """As the year's tree has it."""
        path = level_of(year, unit)
        places = AuditPlace.objects.of_level(year, path)
        parts = _parts(places, path)
        managers, some, lacking = _managers(places)
        whole = _whole([one for _part, one, _below in parts], managers, some)
        named = Unit.objects.in_bulk([int(part) for part, _counts, _below in parts if part])
        lines = [PartLine(named[int(part)] if part else None, counts, below) for part, counts, below in parts]
        lines.sort(key=lambda line: (line.unit is not None, line.unit.name_sort if line.unit else "", line.unit.pk if line.unit else 0))
        return cls(year, unit, path, whole, lacking, tuple(lines), _reasons(places))

    @property
    def has_parts(self) -> bool:
        """There is more below than the level itself."""
        return any(line.unit for line in self.parts)

    @property
    def not_answered(self) -> int:
        """Places nothing came from."""
        return self.whole.expected - self.whole.answered


def level_of(year: AuditYear, unit: Unit) -> str:
    """The path that the year's tree gave the unit; without a query while that is today's."""
    return unit.path if year.is_open else path_on(unit, year.tree_on)


def may_follow(user: User, unit: Unit) -> bool:
    """Who runs self-audits there, and whose reports reach the unit from above."""
    reports = scope_of(user, Perm.RUN_REPORTS).paths
    return scope_of(user, Perm.RUN_AUDITS).covers(unit.pk, unit.path) or unit.path.startswith(reports)


def first_level(user: User, year: AuditYear) -> Unit | None:
    """The topmost unit of the year whose coverage the person sees; the whole where it is seen."""
    if may_follow(user, year.top):
        return year.top
    reaching = Scope((*scope_of(user, Perm.RUN_AUDITS).paths, *scope_of(user, Perm.RUN_REPORTS).paths))
    return Unit.objects.below(year.top.path).within(reaching.where("")).first()


def places_of(year: AuditYear, path: str, *, state: str = "", reason: str = "", text: str = "") -> AuditPlaceQuerySet:
    """Rows of the level, by the name of the unit."""
    rows = AuditPlace.objects.of_level(year, path).called(text)
    if state:
        rows = rows.in_state(state)
    if reason:
        rows = rows.with_reason(reason)
    return rows.with_progress().select_related("unit", "manager").order_by("unit__name_sort", "unit", "pk")


def table_head() -> list[str]:
    """Headings of the table as a file."""
    return [_("Unit"), _("Manager"), _("State"), _("Why not"), _("In words"), _("Told on")]


def table_rows(places: Iterable[AuditPlace]) -> Iterator[list[Cell]]:
    """One line a place."""
    for place in places:
        told_on = place.reason_at.date() if place.reason_at else None
        manager = str(place.manager) if place.manager else ""
        reason = "" if place.state in SENT_IN else str(place.get_reason_display())
        yield [
            place.unit.name,
            manager,
            capfirst(state_words(place)),
            reason,
            place.reason_note if reason else "",
            told_on if reason else None,
        ]


def _parts(places: AuditPlaceQuerySet, path: str) -> list[tuple[str, Counts, bool]]:
    rest = Substr("path", len(path) + 1)
    part = Func(rest, Value("/"), Value(1), function="split_part", output_field=CharField())
    deeper = ~Q(rest="") & ~Q(rest=Func(F("part"), Value("/"), function="concat", output_field=CharField()))
    numbers = {state: Count("pk", filter=Q(audit=None) if state == NOT_BEGUN else Q(audit__status=state)) for state in STATES}
    rows = places.annotate(rest=rest, part=part).values("part").order_by("part")
    rows = rows.annotate(
        **numbers,
        units=Count("unit", distinct=True),
        units_answered=Count("unit", distinct=True, filter=ANSWERED),
        managers=Count("manager", distinct=True),
        managers_answered=Count("manager", distinct=True, filter=ANSWERED),
        deeper=Count("pk", filter=deeper),
    )
    return [(row["part"], _counts(row), bool(row["deeper"])) for row in rows]


def _counts(row: Mapping[str, Any]) -> Counts:
    states = tuple((state, row[state]) for state in STATES)
    return Counts(states, row["units"], row["units_answered"], row["managers"], row["managers_answered"])


def _whole(parts: list[Counts], managers: int, managers_answered: int) -> Counts:
    """Places and units lie in one part each and add up; a manager may have units in several, and is counted once."""
    states = tuple((state, sum(dict(one.states)[state] for one in parts)) for state in STATES)
    units, answered = sum(one.units for one in parts), sum(one.units_answered for one in parts)
    return Counts(states, units, answered, managers, managers_answered)


def _managers(places: AuditPlaceQuerySet) -> tuple[int, int, int]:
    """All, those something came from, and of these those who lack a unit."""
    rows = places.exclude(manager=None).values("manager").order_by()
    rows = rows.annotate(open=Count("pk", filter=~ANSWERED), done=Count("pk", filter=ANSWERED))
    some = Q(done__gt=0)
    counted = rows.aggregate(
        all=Count("manager"), some=Count("manager", filter=some), lacking=Count("manager", filter=some & Q(open__gt=0))
    )
    return counted["all"], counted["some"], counted["lacking"]


def _reasons(places: AuditPlaceQuerySet) -> tuple[tuple[str, str, int], ...]:
    """Code, words and number: the most frequent first, and apart from them those nobody has told."""
    rows = places.unanswered().values_list("reason").order_by().annotate(number=Count("pk"))
    found = {reason or NO_REASON: number for reason, number in rows}
    order = sorted(found, key=lambda reason: (reason == NO_REASON, -found[reason], reason))
    return tuple((reason, capfirst(str(REASONS[reason])), found[reason]) for reason in order)
