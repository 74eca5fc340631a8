"""What a report holds: one case with its sealed half and its CPR number, gathered for a file and kept nowhere."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from injuries.clocks import first_absence
from injuries.codes.tables import Table, label_of
from injuries.completeness import LABELS, has_cpr
from injuries.models import Case, Place
from injuries.sealing import Health, Identity
from injuries.usecases.clockwork import facts_of
from injuries.words import EMPLOYMENT, ESAW_DAYS, EXPECTED_ABSENCE, SEX, SIDE
from safetynet.common.clock import COPENHAGEN

CLASSIFIED: Final = (
    "environment", "process", "activity", "activity_agent", "deviation", "deviation_agent", "contact", "contact_agent",
)  # fmt: skip


@dataclass(frozen=True)
class Record:
    """One case, wholly."""

    case: Case
    identity: Identity
    health: Health
    cpr: str
    absent_from: tuple[date, ...]

    @property
    def name(self) -> str:
        """From the directory, else as it was told."""
        return self.case.injured.get_full_name() if self.case.injured else self.identity.name

    @property
    def absent_since(self) -> date | None:
        """The first day of absence, as the law counts it."""
        return first_absence(facts_of(self.case, self.absent_from))

    @property
    def employment(self) -> str:
        """In words."""
        return str(EMPLOYMENT.get(self.identity.employment, ""))

    @property
    def expected_absence(self) -> str:
        """In words."""
        return str(EXPECTED_ABSENCE.get(self.health.expected_absence, ""))

    @property
    def sex(self) -> str:
        """In words."""
        return str(SEX.get(self.identity.sex, ""))

    @property
    def body(self) -> list[str]:
        """Code and words of each part, the worst first."""
        return [f"{code} {label_of(Table.BODY, code)}" for code in self.health.body]

    @property
    def side(self) -> str:
        """In words."""
        return str(SIDE.get(self.health.side, ""))

    @property
    def injury_said(self) -> str:
        """Code and words of the type of injury."""
        return self.said("injury")

    @property
    def classification(self) -> list[tuple[str, str]]:
        """Label, code and words, in the order of causation."""
        return [(str(LABELS[name]), self.said(name)) for name in CLASSIFIED]

    @property
    def cpr_in_clear(self) -> str:
        """As people write it."""
        return f"{self.cpr[:6]}-{self.cpr[6:]}" if self.cpr else ""

    @property
    def cpr_masked(self) -> str:
        """Only that it is known: a copy needs no number."""
        return "••••••-••••" if has_cpr(self.case, self.identity) else ""

    def said(self, name: str) -> str:
        """A code of the case with its words; empty where none is chosen."""
        code = self.health.injury if name == "injury" else getattr(self.case, name)
        table = Table.AGENT if name.endswith("_agent") else Table(name)
        return f"{code} {label_of(table, code)}" if code else ""


Value = str | tuple[str, ...]


@dataclass(frozen=True)
class OurField:
    """One of our fields that a file may carry."""

    label: Any  # a lazy text
    value: Callable[[Record], Value]
    may_repeat: bool = False


def _yes(*, is_so: bool) -> str:
    return "true" if is_so else "false"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


FIELDS: Final[Mapping[str, OurField]] = {
    "number": OurField(_("Number of the case"), lambda one: one.case.number),
    "name": OurField(LABELS["name"], lambda one: one.name),
    "cpr": OurField(LABELS["cpr"], lambda one: one.cpr),
    "sex": OurField(LABELS["sex"], lambda one: one.identity.sex),
    "age": OurField(LABELS["age"], lambda one: "" if one.identity.age is None else str(one.identity.age)),
    "nationality": OurField(LABELS["nationality"], lambda one: one.identity.nationality),
    "occupation": OurField(LABELS["occupation"], lambda one: one.identity.occupation),
    "employment": OurField(LABELS["employment"], lambda one: one.identity.employment),
    "hired_on": OurField(LABELS["hired_on"], lambda one: _day(one.case.hired_on)),
    "injury": OurField(LABELS["injury"], lambda one: one.health.injury),
    "body": OurField(LABELS["body"], lambda one: one.health.body, may_repeat=True),
    "expected_absence": OurField(LABELS["expected_absence"], lambda one: ESAW_DAYS.get(one.health.expected_absence, "")),
    "absent_since": OurField(_("First day of absence"), lambda one: _day(one.absent_since)),
    "unit": OurField(_("Unit"), lambda one: one.case.unit.name),
    "p_number": OurField(_("Production unit (P-number)"), lambda one: one.case.unit.p_number),
    "kind": OurField(_("What it is"), lambda one: one.case.kind),
    "happened_on": OurField(LABELS["happened_on"], lambda one: _day(one.case.happened_on)),
    "happened_at": OurField(LABELS["happened_at"], lambda one: one.case.happened_at.strftime("%H:%M") if one.case.happened_at else ""),
    "is_off_premises": OurField(_("Not on the employer's premises"), lambda one: _yes(is_so=one.case.is_off_premises)),
    "place": OurField(LABELS["place"], lambda one: one.case.place or str(Place(one.case.place_kind).label)),
    "course": OurField(LABELS["course"], lambda one: one.case.course),
    "environment": OurField(LABELS["environment"], lambda one: one.case.environment),
    "process": OurField(LABELS["process"], lambda one: one.case.process),
    "activity": OurField(LABELS["activity"], lambda one: one.case.activity),
    "activity_agent": OurField(_("Activity: with what"), lambda one: one.case.activity_agent),
    "deviation": OurField(LABELS["deviation"], lambda one: one.case.deviation),
    "deviation_agent": OurField(_("Deviation: what it came from"), lambda one: one.case.deviation_agent),
    "contact": OurField(LABELS["contact"], lambda one: one.case.contact),
    "contact_agent": OurField(_("Contact: what hurt"), lambda one: one.case.contact_agent),
    "may_claim": OurField(_("May lead to a claim"), lambda one: _yes(is_so=one.case.may_claim)),
    "is_serious": OurField(_("Serious"), lambda one: _yes(is_so=one.case.is_serious)),
    "died_at": OurField(
        _("Death known at"), lambda one: one.case.died_at.astimezone(COPENHAGEN).isoformat(timespec="minutes") if one.case.died_at else ""
    ),
    "safety_representative": OurField(_("Safety representative who was told"), lambda one: one.identity.safety_representative),
}  # fmt: skip


def values_of(record: Record, names: Iterable[str]) -> dict[str, Value]:
    """What each of the fields says of this case."""
    return {name: FIELDS[name].value(record) for name in names}
