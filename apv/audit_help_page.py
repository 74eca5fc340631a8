"""The staff's list of those who want help with their self-audit: the longest waiting first, never in any other order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apv.models import AuditHelp, Hindrance
from apv.models.auditanswers import AuditHelpQuerySet
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from safetynet.common.given import read_id

ON_A_PAGE = 25
WAITING, MINE, TAKEN, ENDED = "waiting", "mine", "taken", "ended"
STATES: Mapping[str, str | Promise] = {WAITING: _("waiting"), MINE: _("mine"), TAKEN: _("somebody is on it"), ENDED: _("ended")}


@dataclass(frozen=True)
class HelpRow:
    """One wish with the units it is about, and what the reader may do with it."""

    wish: AuditHelp
    units: list[Unit]
    is_mine: bool

    @property
    def may_take(self) -> bool:
        """Nobody has it yet."""
        return not self.wish.is_taken

    @property
    def may_end(self) -> bool:
        """The reader has it."""
        return self.is_mine and not self.wish.is_ended

    @property
    def url(self) -> str:
        """The question in its audit."""
        return f"{self.wish.answer.audit.get_absolute_url()}#q-{self.wish.answer.question_id}"


@dataclass(frozen=True)
class HelpList:
    """The wishes that answer what was asked for, and what there is to choose from."""

    page: Page[AuditHelp]
    rows: list[HelpRow]
    state: str
    hindrance: str
    unit: Unit | None
    units: list[Unit]

    @classmethod
    def of(cls, reader: User, given: Mapping[str, str], *, today: date) -> Self:
        """What cannot be read of the filter is left out. Six queries however many wait."""
        state = given.get("state", "") if given.get("state") in STATES else WAITING
        hindrance = given.get("hindrance", "") if given.get("hindrance") in Hindrance.values else ""
        units = parts_run_by(reader, today)
        unit = next((one for one in units if one.pk == read_id(given.get("unit", ""))), None)
        wishes = _in_state(AuditHelp.objects.visible_to(reader), state, reader)
        wishes = wishes.filter(hindrance=hindrance) if hindrance else wishes
        wishes = wishes.of_level(unit.path) if unit else wishes
        page = Paginator(wishes.for_list(), ON_A_PAGE).get_page(given.get("page"))
        return cls(page, [row_of(wish, reader) for wish in page.object_list], state, hindrance, unit, units)

    @property
    def states(self) -> list[tuple[str, str | Promise]]:
        """For the tabs."""
        return list(STATES.items())

    @property
    def hindrances(self) -> list[tuple[str, str]]:
        """For the filter."""
        return [(one.value, str(one.label)) for one in Hindrance]

    @property
    def is_narrowed(self) -> bool:
        """Something is left out by the filter."""
        return bool(self.hindrance or self.unit)


def row_of(wish: AuditHelp, reader: User) -> HelpRow:
    """From a wish of `for_list`."""
    units = {place.unit_id: place.unit for place in wish.answer.audit.places.all()}
    return HelpRow(wish, sorted(units.values(), key=lambda unit: unit.name), wish.taken_by_id == reader.pk)


def parts_run_by(reader: User, today: date) -> list[Unit]:
    """The parts of the organisation one may choose between: the tops the reader runs self-audits for, and the units right below."""
    scope = scope_of(reader, Perm.RUN_AUDITS)
    tops = Q(path__in=scope.paths) | Q(parent__path__in=scope.paths) | Q(pk__in=scope.unit_ids)
    return list(Unit.objects.existing(today).filter(tops).order_by("depth", "name_sort", "pk"))


def _in_state(wishes: AuditHelpQuerySet, state: str, reader: User) -> AuditHelpQuerySet:
    if state == ENDED:
        return wishes.ended()
    if state == MINE:
        return wishes.taken().filter(taken_by=reader)
    return wishes.taken() if state == TAKEN else wishes.waiting()
