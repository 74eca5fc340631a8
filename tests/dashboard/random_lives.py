"""A year and more in the lives of plans, day after day by chance from a fixed seed, with every trace as the product writes it."""

import random
from datetime import date, timedelta

from actionplans.models import ActionPlan, PlanPlacement, Status
from actionplans.models.choices import LadderStep
from orgstructure.models import Unit, UnitPeriod
from safetynet.common import clock
from tests.factories import DraftFactory, EvaluationFactory, MeasureFactory, PlanFactory, UserFactory

STEP = timedelta(days=9)


class Lives:
    """Plays the plans of some wards forward; `play(until)` stops at the end of that day."""

    def __init__(self, seed: int, wards: list[Unit], hospitals: list[Unit], begin: date) -> None:
        self.chance, self.wards, self.hospitals, self.day = random.Random(seed), wards, hospitals, begin
        self.owner = UserFactory()

    def play(self, until: date) -> None:
        while self.day + STEP <= until:
            self.day += STEP
            self._begin_some()
            for plan in ActionPlan.objects.exclude(status=Status.DRAFT).order_by("pk"):
                if self.chance.random() < 0.3:
                    self._something_happens(plan)
            if self.chance.random() < 0.15:
                self._ward_moves(self.chance.choice(self.wards))

    @property
    def at(self):
        return clock.at_hour(self.day, 14)

    def _begin_some(self) -> None:
        unit = self.chance.choice(self.wards)
        DraftFactory(unit=unit, owner=self.owner, created_at=self.at)
        due = self.day + timedelta(days=self.chance.randint(20, 120))
        plan = PlanFactory(
            unit=self.chance.choice(self.wards),
            owner=self.owner,
            created_at=self.at,
            published_at=self.at,
            is_confidential=self.chance.random() < 0.15,
            starts_on=self.day,
            implement_by=self.day,
            evaluate_on=due,
        )
        for _ in range(self.chance.randint(0, 2)):
            MeasureFactory(plan=plan, ladder=self.chance.choice([*LadderStep, ""]))

    def _something_happens(self, plan: ActionPlan) -> None:
        ways = {
            Status.ACTIVE: [self._carry_out, self._carry_out, self._extend, self._leave, self._make_standing, self._to_another_unit],
            Status.AWAITING: [self._close, self._close, self._close, self._adjust, self._too_early, self._extend, self._leave],
            Status.STANDING: [self._carry_out, self._leave],
            Status.CLOSED: [self._undo, self._reopen, self._confirm, self._rest, self._rest, self._rest],
            Status.NOT_CARRIED_OUT: [self._reopen, self._rest, self._rest],
        }
        self.chance.choice(ways[Status(plan.status)])(plan)

    def _rest(self, plan: ActionPlan) -> None:
        """Nothing happens."""

    def _carry_out(self, plan: ActionPlan) -> None:
        plan.move("carry_out", by=self.owner, at=self.at, carried_out_on=self.day, review_on=None)

    def _extend(self, plan: ActionPlan) -> None:
        new_on = plan.expected_closing_on + timedelta(days=self.chance.randint(5, 40))
        plan.deadline_changes.create(at=self.at, by=self.owner, old_on=plan.expected_closing_on, new_on=new_on, code="absence")
        ActionPlan.objects.filter(pk=plan.pk).update(expected_closing_on=new_on)

    def _leave(self, plan: ActionPlan) -> None:
        reason = {"ended_code": "merged", "ended_reason": "Er med i en anden plan"}
        plan.move("leave", by=self.owner, at=self.at, ended_at=self.at, review_on=None, **reason)

    def _make_standing(self, plan: ActionPlan) -> None:
        plan.move("make_standing", by=self.owner, at=self.at, review_on=self.day + timedelta(days=365))

    def _verdict(self, plan: ActionPlan, *verdicts: str, **fields: object):
        source = self.chance.choice(["", "own_impression", "staff_asked"])
        return EvaluationFactory(plan=plan, verdict=self.chance.choice(verdicts), on=self.day, at=self.at, source=source, **fields)

    def _close(self, plan: ActionPlan) -> None:
        verdict = self._verdict(plan, "solved", "partly", "no_effect", "worse")
        plan.move("evaluate", by=self.owner, at=self.at, closing_evaluation=verdict, ended_at=self.at)

    def _confirm(self, plan: ActionPlan) -> None:
        plan.moves.create(verb="confirm", from_status=plan.status, to_status=plan.status, at=self.at, by=self.owner)

    def _adjust(self, plan: ActionPlan) -> None:
        self._verdict(plan, "no_effect", next_step="adjust")
        plan.move("adjust", by=self.owner, at=self.at)

    def _too_early(self, plan: ActionPlan) -> None:
        self._verdict(plan, "too_early")
        plan.move("too_early", by=self.owner, at=self.at)

    def _undo(self, plan: ActionPlan) -> None:
        verdict = plan.closing_evaluation
        if plan.may_be_undone(self.at):
            plan.move_back(Status.AWAITING, by=self.owner, at=self.at)
            type(verdict).objects.filter(pk=verdict.pk).update(undone_at=self.at, undone_by=self.owner)

    def _reopen(self, plan: ActionPlan) -> None:
        nothing = {"ended_at": None, "closing_evaluation": None, "ended_code": "", "ended_reason": ""}
        plan.move("reopen", by=self.owner, at=self.at, reason="Det er kommet igen", **nothing)

    def _to_another_unit(self, plan: ActionPlan) -> None:
        now = PlanPlacement.objects.get(plan=plan, valid_to=None)
        if now.valid_from == self.day:
            return
        unit = self.chance.choice(self.wards)
        PlanPlacement.objects.filter(pk=now.pk).update(valid_to=self.day)
        PlanPlacement.objects.create(plan=plan, unit=unit, valid_from=self.day)
        ActionPlan.objects.filter(pk=plan.pk).update(unit=unit)

    def _ward_moves(self, ward: Unit) -> None:
        now = UnitPeriod.objects.get(unit=ward, valid_to=None)
        if now.valid_from == self.day:
            return
        parent = self.chance.choice(self.hospitals)
        path = f"{parent.path}{ward.pk}/"
        UnitPeriod.objects.filter(pk=now.pk).update(valid_to=self.day)
        UnitPeriod.objects.create(unit=ward, name=ward.name, parent=parent, path=path, valid_from=self.day)
        Unit.objects.filter(pk=ward.pk).update(parent=parent, path=path)
