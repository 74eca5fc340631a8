"""A unit's risk assessment on a page: its risks worst first, its clock, its versions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from actionplans.models import ActionPlan, Topic
from actionplans.models.risk import Risk as Cell
from apv.models import Risk, RiskAssessmentVersion, RiskConfirmation
from apv.usecases.duty import Clock
from apv.usecases.risks import is_decided, part_of
from orgstructure.models import Unit, User
from safetynet.common.law.assessment import assessment_law

SHOWN_VERSIONS = 10


@dataclass(frozen=True)
class RiskLine:
    """One risk with what follows from it, as this reader may see it."""

    risk: Risk
    plans: list[ActionPlan]
    is_decided: bool


@dataclass(frozen=True)
class RiskPage:
    """The living assessment; the number of queries does not depend on how many risks there are."""

    unit: Unit
    lines: list[RiskLine]
    versions: list[RiskAssessmentVersion]
    clock: Clock
    part: str

    @classmethod
    def of(cls, unit: Unit, *, reader: User, may_edit: bool, today: date) -> "RiskPage":
        """As that reader sees it; a plan that few may read is not named to the others."""
        risks = list(Risk.objects.standing().filter(unit=unit).select_related("finding").prefetch_related("plans"))
        seen = set(
            ActionPlan.objects.visible_to(reader).filter(pk__in={p.pk for r in risks for p in r.plans.all()}).values_list("pk", flat=True)
        )
        lines = [RiskLine(risk, [plan for plan in risk.plans.all() if plan.pk in seen], is_decided(risk)) for risk in risks]
        versions = RiskAssessmentVersion.objects.filter(unit=unit).order_by("-number").prefetch_related("confirmations__by")
        last = dict(RiskAssessmentVersion.objects.last_days([unit.pk])).get(unit.pk)
        clock = Clock.of(last, assessment_law().risk_review_years, today)
        return cls(unit, lines, list(versions[:SHOWN_VERSIONS]), clock, part_of(reader, unit, today) if may_edit else "")

    @property
    def undecided(self) -> int:
        """Risks that lead to nothing yet."""
        return sum(not line.is_decided for line in self.lines)


@dataclass(frozen=True)
class KeptRisk:
    """A risk as a version kept it."""

    words: dict[str, Any]

    @property
    def cell(self) -> Cell:
        """Its place in the matrix."""
        return Cell(self.words["likelihood"], self.words["consequence"])

    @property
    def topic(self) -> str:
        """In words."""
        return str(Topic(self.words["topic"]).label)


@dataclass(frozen=True)
class VersionPage:
    """One version as it was, who stands by it, and whether the reader may still do so."""

    version: RiskAssessmentVersion
    risks: list[KeptRisk]
    topics: list[str]
    confirmations: list[RiskConfirmation]
    may_confirm: bool

    @classmethod
    def of(cls, version: RiskAssessmentVersion, *, reader: User, today: date) -> "VersionPage":
        """For that reader."""
        confirmations = list(version.confirmations.select_related("by").order_by("at"))
        part = part_of(reader, version.unit, today) if version.needs_both else ""
        taken = {one.part for one in confirmations}
        may_confirm = bool(part) and part not in taken and reader.pk not in {one.by_id for one in confirmations}
        topics = [str(Topic(topic).label) for topic in version.topics]
        return cls(version, [KeptRisk(words) for words in version.risks], topics, confirmations, may_confirm)

    @property
    def awaited(self) -> str:
        """Who has still to stand by it, in words; "" when it is in force."""
        needed = list(RiskConfirmation.Part) if self.version.needs_both else []
        return ", ".join(str(part.label) for part in needed if part not in {one.part for one in self.confirmations})
