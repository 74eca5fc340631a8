"""“You said – we did – did it help”: one unit's plans told to its people, in the fewest words."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch

from actionplans.models import ActionPlan, Measure, Status, Verdict
from actionplans.models.querysets import ActionPlanQuerySet
from actionplans.steps import badge_of
from apv.aftermath import Aftermath, aftermath_of
from apv.pulses import PulseResult, results_of, with_pulse_flags
from orgstructure.models import Unit, User
from safetynet.dashboard.voices import Marks

TOLD_FOR = timedelta(days=730)
SHOWN = 20
SHOWN_MEASURES = 3
SHOWN_COLUMNS = (
    "title", "status", "theme__name", "closing_evaluation__verdict", "closing_evaluation__wanted_effects",
    "closing_evaluation__on", "evaluate_on", "ended_at", "ended_reason", "unit__name", "unit__path", "owner_id",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One plan: what was said, what was done about it, and whether it helped."""

    plan: ActionPlan
    measures: list[Measure]
    more: int
    marks: Marks
    pulse: PulseResult | None

    @property
    def state(self) -> tuple[str, str]:
        """The badge: what came of it, or where it is."""
        return badge_of(self.plan)


@dataclass(frozen=True)
class SaidPage:
    """A unit's page for its people; confidential plans are not on it, whoever reads."""

    unit: Unit
    above: list[Unit]
    helped: list[Told]
    did_not: list[Told]
    waiting: list[Told]
    going_on: list[Told]
    left: list[Told]
    aftermath: Aftermath | None

    @property
    def parts(self) -> tuple[tuple[str, list[Told]], ...]:
        """By what came of it, in the order of the page; the words stand in the template."""
        found = (
            ("waiting", self.waiting),
            ("going_on", self.going_on),
            ("helped", self.helped),
            ("did_not", self.did_not),
            ("left", self.left),
        )
        return tuple((name, rows) for name, rows in found if rows)

    @property
    def is_empty(self) -> bool:
        """Nothing has been said, or nothing came of it."""
        return not self.parts and self.aftermath is None


def said_page(unit: Unit, reader: User, *, today: date) -> SaidPage:
    """As many queries with much as with little: the ways up, ended and open plans, their measures and pulses, the newest APV."""
    plans = ActionPlan.objects.visible_to(reader).published().filter(is_confidential=False).under(unit.path)
    ended = _told(plans.ended().ended_between(today - TOLD_FOR, None).order_by("-ended_at", "-pk"), reader, today)
    going = _told(plans.open().order_by("evaluate_on", "pk"), reader, today)
    judged = [told for told in ended if told.plan.closing_evaluation]
    return SaidPage(
        unit=unit,
        above=list(Unit.objects.above(unit)),
        helped=[told for told in judged if _helped(told)],
        did_not=[told for told in judged if not _helped(told)],
        waiting=[told for told in going if told.plan.status == Status.AWAITING],
        going_on=[told for told in going if told.plan.status != Status.AWAITING],
        left=[told for told in ended if not told.plan.closing_evaluation],
        aftermath=aftermath_of(unit),
    )


def _told(plans: ActionPlanQuerySet, reader: User, today: date) -> list[Told]:
    """First which plans, then what is told of them."""
    ids = list(plans.values_list("pk", flat=True)[:SHOWN])
    measures = Prefetch("measures", Measure.objects.only("plan_id", "text", "done_on"))
    rows = with_pulse_flags(ActionPlan.objects.filter(pk__in=ids).with_voices(reader, today))
    rows = rows.select_related("unit", "theme", "closing_evaluation")
    found: dict[int, Any] = {plan.pk: plan for plan in rows.only(*SHOWN_COLUMNS).prefetch_related(measures)}
    pulses = results_of([pk for pk in ids if found[pk].has_pulse])
    return [_one(found[pk], pulses.get(pk)) for pk in ids]


def _helped(told: Told) -> bool:
    return told.plan.closing_evaluation is not None and told.plan.closing_evaluation.verdict in (Verdict.SOLVED, Verdict.PARTLY)


def _one(plan: ActionPlan, pulse: PulseResult | None) -> Told:
    measures = sorted(plan.measures.all(), key=lambda measure: measure.done_on is None)
    return Told(plan, measures[:SHOWN_MEASURES], max(0, len(measures) - SHOWN_MEASURES), Marks.of(plan), pulse)
