"""What the staff said when they were asked again: before and now, from published figures only; a hidden one is said to be hidden."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from apv.models import Dimension, Finding, Question, ResultCell, Round, RoundStatus, Subject
from safetynet.common.texts import in_language

CHANGED_FROM = 5  # points of 100: less is as good as the same in a group of this size
Plans = TypeVar("Plans", bound=QuerySet[Any])
Key = tuple[str, str]  # subject and code


@dataclass(frozen=True)
class Figure:
    """A published mean of 0–100 and how many it is of."""

    mean: float
    n: int


@dataclass(frozen=True)
class Compared:
    """One question or dimension before the plan and now; None where too few answered."""

    name: str
    before: Figure | None
    now: Figure | None
    is_burden: bool | None

    @property
    def change(self) -> str:
        """`better`, `worse`, `same`, `higher`, `lower`, or "" where one of the two is hidden."""
        if self.before is None or self.now is None:
            return ""
        step = round(self.now.mean) - round(self.before.mean)
        if abs(step) < CHANGED_FROM:
            return "same"
        if self.is_burden is None:
            return "higher" if step > 0 else "lower"
        return "better" if (step > 0) is not self.is_burden else "worse"

    @property
    def in_words(self) -> str:
        """The one sentence."""
        if self.now is None:
            return _("Too few answered for the result to be shown.")
        if self.before is None:
            return _("Now %(now)d of 100, %(n)d answers. Nothing was shown before.") % {"now": round(self.now.mean), "n": self.now.n}
        words = {
            "better": _("Better: from %(before)d to %(now)d of 100."),
            "worse": _("Worse: from %(before)d to %(now)d of 100."),
            "same": _("About the same: %(before)d before, %(now)d of 100 now."),
            "higher": _("Higher: from %(before)d to %(now)d of 100."),
            "lower": _("Lower: from %(before)d to %(now)d of 100."),
        }
        return words[self.change] % {"before": round(self.before.mean), "now": round(self.now.mean)}


@dataclass(frozen=True)
class PulseResult:
    """One pulse of a plan: still open, on its way, or with its figures. The first line is what the finding stood on."""

    pulse: Round
    lines: tuple[Compared, ...] = ()

    @property
    def is_released(self) -> bool:
        """There are figures, or it is sure that too few answered."""
        return self.pulse.is_released

    @property
    def is_open(self) -> bool:
        """The staff can still answer."""
        return self.pulse.status == RoundStatus.OPEN

    @property
    def main(self) -> Compared | None:
        """What the plan wants to change."""
        return self.lines[0] if self.lines else None

    @property
    def others(self) -> tuple[Compared, ...]:
        """The questions one by one, where there are several."""
        return self.lines[1:]


def with_pulse_flags(plans: Plans) -> Plans:
    """Add whether a finding's figures stand behind the plan, and whether the staff were asked again: most plans ask no more."""
    stands_on = Finding.objects.filter(plans=OuterRef("pk"), baseline__has_key="questions")
    return plans.annotate(stands_on_figures=Exists(stands_on), has_pulse=Exists(Round.objects.pulses().filter(plan=OuterRef("pk"))))


def results_of(plan_ids: Collection[int]) -> dict[int, PulseResult]:
    """The newest pulse of each of the plans. Five queries where there is one, none for no plans."""
    if not plan_ids:
        return {}
    rows = Round.objects.pulses().filter(plan__in=plan_ids).order_by("plan", "-opens_on", "-pk").distinct("plan")
    pulses = {row.plan_id: row for row in rows}
    if not pulses:
        return {}
    findings: dict[int, Finding] = {}
    through = Finding.plans.through.objects.filter(actionplan__in=list(pulses), finding__baseline__has_key="questions")
    for link in through.select_related("finding__assessment").order_by("-finding"):
        findings[link.actionplan_id] = link.finding
    told = _Figures.of(pulses.values(), findings)
    return {plan: PulseResult(pulse, told.lines(pulse, findings.get(plan))) for plan, pulse in pulses.items() if plan}


@dataclass(frozen=True)
class _Figures:
    """Every published figure that is compared, and what each is called."""

    cells: Mapping[tuple[int, int | None, str, str], Figure]
    names: Mapping[tuple[int, str, str], tuple[str, bool | None]]

    @classmethod
    def of(cls, pulses: Collection[Round], findings: Mapping[int, Finding]) -> "_Figures":
        wanted = Q(round__in=[pulse.pk for pulse in pulses if pulse.is_released])
        for finding in findings.values():
            if finding.assessment and finding.assessment.round_unit_id:
                wanted |= Q(round_unit=finding.assessment.round_unit_id)
        cells = ResultCell.objects.published().whole().filter(wanted, mean__isnull=False)
        values = cells.values_list("round", "round_unit", "subject", "code", "mean", "n")
        kept: dict[tuple[int, int | None, str, str], Figure] = {}
        for of_round, unit, subject, code, mean, n in values:
            figure = Figure(float(mean or 0), n)
            kept[of_round, unit, subject, code] = kept[of_round, None, subject, code] = figure
        return cls(kept, _names({pulse.questionnaire_id for pulse in pulses}))

    def lines(self, pulse: Round, finding: Finding | None) -> tuple[Compared, ...]:
        if finding is None or not pulse.is_released:
            return ()
        main = (str(finding.baseline.get("subject", Subject.QUESTION)), str(finding.baseline.get("code", "")))
        keys: list[Key] = [main, *((str(Subject.QUESTION), code) for code in pulse.repeats)]
        lines = [self._line(pulse, finding, key, main) for key in dict.fromkeys(keys) if (pulse.questionnaire_id, *key) in self.names]
        has_one = len(lines) == 2 and lines[0].now == lines[1].now  # noqa: PLR2004  a dimension of one question says the same twice
        return tuple(lines[:1] if has_one else lines)

    def _line(self, pulse: Round, finding: Finding, key: Key, main: Key) -> Compared:
        name, is_burden = self.names[pulse.questionnaire_id, *key]
        unit = finding.assessment.round_unit_id if finding.assessment else None
        before = self.cells.get((pulse.compared_with_id or 0, unit, *key)) or (kept_figure(finding) if key == main else None)
        return Compared(name, before, self.cells.get((pulse.pk, None, *key)), is_burden)


def kept_figure(finding: Finding) -> Figure | None:
    """The published figure as the finding keeps it; None for one that stands on none."""
    mean, n = finding.baseline.get("mean"), finding.baseline.get("n")
    return Figure(float(Decimal(str(mean))), int(n)) if mean is not None and n else None


def _names(questionnaires: Collection[int]) -> dict[tuple[int, str, str], tuple[str, bool | None]]:
    """What each dimension and question is called, and whether a high figure of it is bad (unknown for one of no dimension)."""
    names: dict[tuple[int, str, str], tuple[str, bool | None]] = {}
    for dimension in Dimension.objects.filter(questionnaire__in=questionnaires):
        names[dimension.questionnaire_id, Subject.DIMENSION, dimension.code] = (in_language(dimension.name), dimension.is_burden)
    for question in Question.objects.filter(questionnaire__in=questionnaires).select_related("dimension"):
        is_burden = question.dimension.is_burden if question.dimension else None
        names[question.questionnaire_id, Subject.QUESTION, question.code] = (in_language(question.text), is_burden)
    return names
