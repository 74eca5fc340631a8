"""A small region with plans in every state, by chance from a fixed seed."""

import random
from dataclasses import dataclass
from datetime import timedelta

from actionplans.models import ActionPlan, EffectEvaluation, PlanPlacement, PlanRank
from orgstructure.models import Committee, Unit
from tests.factories import (
    NOW,
    TODAY,
    CommitteeFactory,
    CoverageFactory,
    DraftFactory,
    EvaluationFactory,
    PlanFactory,
    ThemeFactory,
    UnitFactory,
    UserFactory,
)

LATE_BY = (-20, -1, 0, 1, 13, 14, 15, 30)
SECRET = "Hemmelig kanin"


@dataclass(frozen=True)
class Region:
    """Its top, a hospital, its wards, and a committee that covers the hospital with a group under it."""

    top: Unit
    hospital: Unit
    wards: list[Unit]
    committee: Committee
    group: Committee


def make_region(seed: int, plans: int) -> Region:
    chance = random.Random(seed)
    top = UnitFactory(name="Region Eksempel")
    hospital, other = (UnitFactory(name=name, parent=top) for name in ("Universitetshospitalet", "Hospitalet Vest"))
    wards = [UnitFactory(name=f"Afsnit {number}", parent=parent) for number, parent in enumerate((hospital, hospital, other))]
    region = Region(top, hospital, wards, *_committees(hospital, wards))
    themes = [ThemeFactory(code=code, name={"da": code.title()}) for code in ("stoj", "loft", "vold")]
    owner = UserFactory()
    for _ in range(plans):
        _live(chance, _published(chance, chance.choice([*wards, hospital]), chance.choice([*themes, None]), owner), wards)
    for unit in (hospital, *wards):
        DraftFactory(unit=unit, title=f"{SECRET} i kladde", owner=owner)
    return region


def _committees(hospital: Unit, wards: list[Unit]) -> tuple[Committee, Committee]:
    committee = CommitteeFactory(name="LMU", level__code="test-lmu", level__is_group=False)
    group = CommitteeFactory(name="AMG", parent=committee)
    CoverageFactory(unit=hospital, committee=committee)
    CoverageFactory(unit=wards[0], committee=group)
    return committee, group


def _published(chance: random.Random, unit: Unit, theme, owner) -> ActionPlan:
    days_ago = chance.randint(5, 800)
    on = TODAY - timedelta(days=days_ago)
    is_confidential = chance.random() < 0.15
    return PlanFactory(
        unit=unit,
        title=f"{SECRET} i en fortrolig plan" if is_confidential else "Tunge løft",
        theme=theme,
        owner=owner,
        is_confidential=is_confidential,
        published_at=NOW - timedelta(days=days_ago),
        starts_on=on,
        implement_by=on + timedelta(days=20),
        evaluate_on=on + timedelta(days=chance.randint(30, 150)),
    )


def _live(chance: random.Random, plan: ActionPlan, wards: list[Unit]) -> None:
    """What happens to the plan: moves to another unit, extensions, verdicts, endings."""
    if chance.random() < 0.25:
        moved_on = plan.starts_on + timedelta(days=chance.randint(1, 160))
        PlanPlacement.objects.filter(plan=plan).update(valid_to=moved_on)
        PlanPlacement.objects.create(plan=plan, unit=(unit := chance.choice(wards)), valid_from=moved_on)
        ActionPlan.objects.filter(pk=plan.pk).update(unit=unit)
    if chance.random() < 0.3:
        ActionPlan.objects.filter(pk=plan.pk).update(expected_closing_on=plan.evaluate_on + timedelta(days=chance.randint(1, 60)))
    plan.refresh_from_db()
    ending = chance.choice(["closed"] * 6 + ["left", "standing", "awaiting", "adjusted", "too_early", "open", "open"])
    on = min(plan.first_expected_closing_on + timedelta(days=chance.choice(LATE_BY)), TODAY)
    _end(chance, plan, ending, on)
    if chance.random() < 0.3:
        PlanRank.objects.create(level=plan.unit, plan=plan, position=chance.randint(1, 9))


def _end(chance: random.Random, plan: ActionPlan, ending: str, on) -> None:
    at = NOW - (TODAY - on)
    if ending == "left":
        plan.move("leave", by=plan.owner, at=at, ended_at=at, ended_code="other", ended_reason="Bygningen lukkes")
        return
    if ending == "standing":
        plan.move("make_standing", by=plan.owner, at=at, review_on=TODAY + timedelta(days=200))
        return
    if ending == "open":
        return
    plan.move("carry_out", by=plan.owner, at=at)
    if ending == "adjusted":
        EvaluationFactory(plan=plan, verdict="no_effect", next_step="adjust", on=on, at=at)
        plan.move("adjust", by=plan.owner, at=at)
    if ending == "too_early":
        EvaluationFactory(plan=plan, verdict="too_early", on=on, at=at)
    if ending == "closed":
        _close(chance, plan, on, at)


def _close(chance: random.Random, plan: ActionPlan, on, at) -> None:
    verdict = chance.choice(["solved", "solved", "partly", "no_effect", "worse"])
    evaluation = EvaluationFactory(plan=plan, verdict=verdict, next_step="new_plan", on=on, at=at)
    plan.move("evaluate", by=plan.owner, at=at, closing_evaluation=evaluation, ended_at=at)
    if chance.random() < 0.15:
        ActionPlan.objects.filter(pk=plan.pk).update(status="awaiting", closing_evaluation=None, ended_at=None)
        EffectEvaluation.objects.filter(pk=evaluation.pk).update(undone_at=at, undone_by=plan.owner)
