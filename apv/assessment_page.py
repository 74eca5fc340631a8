"""A unit's written APV as one shape for page and paper: the law's four elements with their state, findings, talks, who took part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan, Topic
from apv.models import LOOKED_AT, Dialogue, Finding, FindingReview, Outcome, UnitAssessment
from apv.usecases.assessing import missing_in, risk_gap
from apv.usecases.planning import open_plans_of
from orgstructure.models import User
from safetynet.common.law.assessment import assessment_law

STATES = {  # outcome: how it is drawn
    Outcome.PLAN: "active",
    Outcome.AT_ONCE: "closed",
    Outcome.LATER: "awaiting",
    Outcome.LIFTED: "awaiting",
    Outcome.STANDING: "standing",
    Outcome.NOT_HERE: "not-carried-out",
}


@dataclass(frozen=True)
class Element:
    """One of the law's elements, whether it is there, and in a sentence what it says."""

    title: str
    is_there: bool
    said: str
    anchor: str


@dataclass(frozen=True)
class Row:
    """A finding as a line: what was decided, in words; the plans that its reader may see."""

    finding: Finding
    today: date
    plans: Sequence[ActionPlan]
    is_first: bool = False
    is_last: bool = False

    @property
    def state(self) -> tuple[str, str]:
        """How it is drawn, and what it is called."""
        if self.finding.awaits_agreement:
            return "awaiting", _("awaits agreement")
        if not self.finding.is_decided:
            return "draft", _("not decided")
        if self.is_solved:
            return "closed", _("solved")
        return STATES[Outcome(self.finding.outcome)], str(self.finding.get_outcome_display())

    @property
    def reviews(self) -> list[FindingReview]:
        """When it was looked at again, the oldest first; they were read with the row."""
        return list(self.finding.reviews.all())

    @property
    def on(self) -> date | None:
        """The day of its decision, or of its next look where it was looked at again."""
        return self.reviews[-1].next_on if self._is_looked_at and self.reviews else self.finding.outcome_on

    @property
    def _is_looked_at(self) -> bool:
        return self.finding.outcome in LOOKED_AT

    @property
    def is_solved(self) -> bool:
        """Looked at again, and there is nothing more to look at."""
        return bool(self._is_looked_at and self.reviews and self.reviews[-1].next_on is None)

    @property
    def awaits_look(self) -> bool:
        """Whoever decides may say that it was looked at."""
        return self._is_looked_at and not self.is_solved and not self.finding.withdrawn_on

    @property
    def is_to_be_looked_at(self) -> bool:
        """Its day has come."""
        return bool(self.awaits_look and self.on and self.on <= self.today)

    @property
    def said(self) -> str:
        """What was decided in one line, apart from its text."""
        finding = self.finding
        on = date_format(self.on) if self.on else ""
        if self.is_solved:
            return _("solved on %(day)s") % {"day": date_format(self.reviews[-1].on)}
        words = {
            Outcome.AT_ONCE: _("%(day)s, by %(who)s") % {"day": on, "who": finding.responsible},
            Outcome.LATER: _("taken up by %(day)s") % {"day": on},
            Outcome.STANDING: _("looked at again on %(day)s") % {"day": on},
            Outcome.NOT_HERE: _("agreed by %(who)s") % {"who": finding.agreed_by},
            Outcome.LIFTED: self._lifted(),
        }
        return words.get(Outcome(finding.outcome), "") if finding.outcome else ""

    def _lifted(self) -> str:
        matter = self.finding.lifted
        if matter is None:
            return ""
        said = {"unit": matter.to_unit.name, "days": matter.days_waited(self.today), "day": date_format(matter.answer_by)}
        if matter.answered_at:
            return _("%(unit)s has answered after %(days)s days") % said
        if matter.is_late(self.today):
            return _("waiting for %(unit)s, %(days)s days; an answer was due on %(day)s") % said
        return _("waiting for %(unit)s, %(days)s days; an answer is due on %(day)s") % said

    @property
    def is_late(self) -> bool:
        """Its day has passed: taken up, looked at again, or answered by then."""
        matter, finding = self.finding.lifted, self.finding
        if finding.outcome == Outcome.LIFTED:
            return bool(matter and matter.is_late(self.today))
        return bool(self.awaits_look and self.on and self.on < self.today)

    @property
    def risk_gap(self) -> str:
        """What its risk assessment lacks."""
        return "" if self.finding.outcome == Outcome.NOT_HERE else risk_gap(self.finding)


@dataclass(frozen=True)
class AssessmentPage:
    """Everything the page and the paper show."""

    assessment: UnitAssessment
    rows: list[Row]
    standing: list[Row]
    dialogues: list[Dialogue]
    elements: list[Element]
    missing: dict[str, str]
    plans_hint: str

    @property
    def undecided(self) -> int:
        """How many findings wait for a decision."""
        return sum(not row.finding.is_decided for row in self.rows)

    @property
    def topics(self) -> list[str]:
        """In words."""
        return [str(Topic(topic).label) for topic in self.assessment.topics]

    @property
    def done(self) -> int:
        """How many of the elements are there."""
        return sum(element.is_there for element in self.elements)


def assessment_page(assessment: UnitAssessment, reader: User, *, today: date) -> AssessmentPage:
    """About eight queries, however many findings."""
    findings = list(Finding.objects.visible_to(reader).standing_in(assessment).for_rows())
    rows = rows_of(findings, reader, today)
    missing = {} if assessment.is_completed else missing_in(assessment, today=today)
    return AssessmentPage(
        assessment=assessment,
        rows=[row for row in rows if row.finding.outcome != Outcome.STANDING],
        standing=[row for row in rows if row.finding.outcome == Outcome.STANDING],
        dialogues=list(assessment.dialogues.select_related("by").order_by("-held_on", "-pk")),
        elements=_elements(assessment, rows),
        missing=missing,
        plans_hint=_plans_hint(assessment),
    )


def rows_of(findings: Iterable[Finding], reader: User, today: date) -> list[Row]:
    """The findings as lines, each with those of its plans that the reader may see."""
    found = list(findings)
    ids = {plan.pk for finding in found for plan in finding.plans.all()}
    seen = ActionPlan.objects.visible_to(reader).filter(pk__in=ids).select_related("owner").in_bulk() if ids else {}
    last = len(found) - 1
    return [
        Row(finding, today, [seen[plan.pk] for plan in finding.plans.all() if plan.pk in seen], is_first=at == 0, is_last=at == last)
        for at, finding in enumerate(found)
    ]


def _elements(assessment: UnitAssessment, rows: Sequence[Row]) -> list[Element]:
    counted = [row for row in rows if row.finding.outcome != Outcome.NOT_HERE]
    assessed = sum(not row.risk_gap for row in counted)
    undecided = sum(not row.finding.is_decided for row in rows)
    number = {"done": assessed, "all": len(counted)}
    found = _("%(done)s of %(all)s findings assessed") % number if counted else _("No findings yet")
    decided = {"done": len(rows) - undecided, "all": len(rows)}
    planned = _("%(done)s of %(all)s findings decided") % decided if rows else _("Nothing to decide")
    follow_up = date_format(assessment.follow_up_on) if assessment.follow_up_on else _("No day chosen yet")
    absence = str(assessment.get_absence_link_display()) if assessment.absence_link else _("Not assessed yet")
    has_begun = bool(counted) or assessment.dialogues.exists()
    of_absence = [Element(_("Sickness absence"), bool(assessment.absence_link), absence, "absence")]
    return [
        Element(_("Risk assessment"), has_begun and assessed == len(counted), found, "findings"),
        *(of_absence if assessment_law().asks_about_absence else []),
        Element(_("Action plan"), has_begun and undecided == 0, planned, "findings"),
        Element(_("Follow-up"), assessment.follow_up_on is not None, follow_up, "follow-up"),
    ]


def _plans_hint(assessment: UnitAssessment) -> str:
    """Gentle, and never in the way: a few at a time get done (peers, idea 17)."""
    number = open_plans_of(assessment)
    if assessment.is_completed or number <= settings.APV_PLANS_AT_A_TIME:
        return ""
    return ngettext(
        "%(number)s plan of this APV is open. Few at a time get done: which one can wait?",
        "%(number)s plans of this APV are open. Few at a time get done: which of them can wait?",
        number,
    ) % {"number": number}


def address_of_gap(field: str, assessment: UnitAssessment) -> str:
    """Where on the page, or on which other one, a missing thing is written."""
    if field.startswith("finding-"):
        return reverse("finding-edit", args=[int(field.removeprefix("finding-"))])
    if field == "findings":
        return "#findings"
    if field == "dialogues":
        return reverse("dialogue-new", args=[assessment.pk])
    return reverse("assessment-edit", args=[assessment.pk]) + f"#id_{field}"
