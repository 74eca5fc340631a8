"""The APV of one unit on a page: its clocks, the four elements of the law, and what is open."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import Status
from apv.models import Finding, Outcome, RiskAssessmentVersion, SafetyRound, UnitAssessment, WorkChange
from apv.usecases.duty import UnitClocks, clock
from orgstructure.models import Unit, User
from orgstructure.reports import UnitGroup, group_of
from safetynet.common.law.assessment import AssessmentLaw, assessment_law


class ElementState(StrEnum):
    """How far an element of the law is; its value is the mark it is drawn with."""

    DONE = "closed"
    PART = "active"
    MISSING = "overdue"


@dataclass(frozen=True)
class Element:
    """One of the elements of the law, in the unit's newest APV."""

    title: str
    state: ElementState
    state_in_words: str
    facts: str


@dataclass(frozen=True)
class Found:
    """How many findings of an APV there are, by what became of them."""

    all: int = 0
    undecided: int = 0
    unassessed: int = 0
    planned: int = 0
    unjudged: int = 0


@dataclass(frozen=True)
class UnitDuty:
    """Everything on a unit's APV page; the number of queries does not depend on how much there is."""

    unit: Unit
    above: list[Unit]
    group: UnitGroup
    law: AssessmentLaw
    clocks: UnitClocks
    changes: list[WorkChange]
    assessments: list[UnitAssessment]
    elements: list[Element]
    findings: list[Finding]
    to_look_at: list[Finding]
    version: RiskAssessmentVersion | None
    rounds: list[SafetyRound]
    today: date

    @classmethod
    def of(cls, unit: Unit, *, today: date) -> "UnitDuty":
        """The page of that unit on that day."""
        assessments = list(UnitAssessment.objects.for_unit(unit).select_related("round_unit__round")[:5])
        return cls(
            unit=unit,
            above=list(Unit.objects.above(unit)),
            group=group_of(unit, today),
            law=assessment_law(),
            clocks=clock([unit.pk], today)[unit.pk],
            changes=list(WorkChange.objects.open().filter(unit=unit).select_related("by")),
            assessments=assessments,
            elements=elements_of(assessments[0], today) if assessments else [],
            findings=list(Finding.objects.undecided().filter(unit=unit).order_by("rank", "pk")),
            to_look_at=list(Finding.objects.to_look_at(today).filter(unit=unit).prefetch_related("reviews")),
            rounds=list(SafetyRound.objects.filter(unit=unit, given_up_on=None).order_by("-on", "-pk")[:3]),
            version=RiskAssessmentVersion.objects.filter(unit=unit).order_by("-number").first(),
            today=today,
        )

    @property
    def late(self) -> int:
        """Topics and the risk assessment over time or never done."""
        return len(self.clocks.late) + self.clocks.risk.is_late

    @property
    def next_round(self) -> date | None:
        """When the next safety round is to be; nothing where one is under way or no day was set."""
        newest = self.rounds[0] if self.rounds else None
        return newest.next_on if newest and newest.completed_on else None

    @property
    def people(self) -> list[User]:
        """Manager and representatives."""
        return [person for person in (self.unit.manager, *self.group.amrs) if person]

    def is_late(self, change: WorkChange) -> bool:
        """The change has come, and it was not assessed beforehand."""
        return change.on < self.today


def found_in(assessment: UnitAssessment) -> Found:
    """The findings of the APV, counted."""
    rows = Finding.objects.standing_in(assessment).order_by()
    real = ~Q(outcome=Outcome.NOT_HERE)
    words = Q(nature="") | Q(seriousness="") | Q(extent="") | Q(causes="")
    open_plan = Q(plans__status__in=(Status.DRAFT, Status.ACTIVE, Status.AWAITING))
    counted = rows.aggregate(
        all=Count("pk", distinct=True),
        undecided=Count("pk", filter=Q(outcome=""), distinct=True),
        unassessed=Count("pk", filter=real & words, distinct=True),
        planned=Count("pk", filter=Q(outcome__in=(Outcome.PLAN, Outcome.LATER)), distinct=True),
        unjudged=Count("pk", filter=open_plan, distinct=True),
    )
    return Found(**counted)


def elements_of(assessment: UnitAssessment, today: date) -> list[Element]:
    """The elements of the law in this APV: risk assessment, sickness absence where the law asks for it, plan, follow-up."""
    found = found_in(assessment)
    elements = [_risk(found), _absence(assessment), _plan(found), _follow_up(assessment, found, today)]
    return elements if assessment_law().asks_about_absence else [elements[0], *elements[2:]]


def _element(title: str, state: ElementState, facts: str) -> Element:
    words = {ElementState.DONE: _("done"), ElementState.PART: _("under way"), ElementState.MISSING: _("missing")}
    return Element(title, state, words[state], facts)


def _risk(found: Found) -> Element:
    title = _("Uncovering and risk assessment")
    if found.unassessed:
        facts = ngettext(
            "%(number)s finding lacks its nature, seriousness, extent or causes.",
            "%(number)s findings lack their nature, seriousness, extent or causes.",
            found.unassessed,
        )
        return _element(title, ElementState.PART, facts % {"number": found.unassessed})
    facts = ngettext("%(number)s finding is assessed.", "%(number)s findings are assessed.", found.all) % {"number": found.all}
    return _element(title, ElementState.DONE, facts if found.all else _("No problem was found."))


def _absence(assessment: UnitAssessment) -> Element:
    title = _("Sickness absence")
    if not assessment.absence_link:
        return _element(title, ElementState.MISSING, _("Nobody has said yet whether the work environment may contribute to it."))
    return _element(title, ElementState.DONE, assessment.absence_text)


def _plan(found: Found) -> Element:
    title = _("Action plan")
    if found.undecided:
        facts = ngettext("%(number)s finding is undecided.", "%(number)s findings are undecided.", found.undecided)
        return _element(title, ElementState.PART, facts % {"number": found.undecided})
    facts = ngettext("%(number)s finding stands in the plan.", "%(number)s findings stand in the plan.", found.planned)
    return _element(title, ElementState.DONE, facts % {"number": found.planned} if found.planned else _("Nothing had to be planned."))


def _follow_up(assessment: UnitAssessment, found: Found, today: date) -> Element:
    title = _("Follow-up")
    if assessment.follow_up_on is None:
        return _element(title, ElementState.MISSING, _("No day is set."))
    facts = ngettext("%(number)s plan is not evaluated yet.", "%(number)s plans are not evaluated yet.", found.unjudged)
    if not found.unjudged and assessment.is_completed:
        return _element(title, ElementState.DONE, _("Every plan is evaluated."))
    is_late = assessment.follow_up_on < today
    return _element(title, ElementState.MISSING if is_late else ElementState.PART, facts % {"number": found.unjudged})
