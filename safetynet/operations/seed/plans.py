"""Stories become rows: bulk inserts, so that a region of 100,000 plans takes minutes; history is dated as it happened."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from django.db import connection, transaction

from actionplans import models as m
from actionplans.models import NextStep, Status, Urgency, Verdict
from safetynet.common.clock import at_hour
from safetynet.operations.seed.gaps import Gaps
from safetynet.operations.seed.risks import risk_after, risk_of, source_of
from safetynet.operations.seed.stories import Story
from safetynet.operations.seed.texts import HEARD, METHODS, NO_EFFECT, OCCASIONS, PARTLY, WORSE

NEXT_STEP = {Verdict.NO_EFFECT: NextStep.NEW_PLAN, Verdict.WORSE: NextStep.NEW_PLAN}
CLOSE = """
    UPDATE actionplans_actionplan p SET status = 'closed', closing_evaluation_id = e.id, ended_at = e.at
    FROM actionplans_effectevaluation e WHERE e.plan_id = p.id AND e.verdict <> 'too_early' AND p.id = ANY(%s)
"""
DATE_HISTORY = (
    """UPDATE actionplans_actionplanevent e
       SET pgh_created_at = CASE WHEN e.status = 'closed' THEN p.ended_at ELSE p.created_at END
       FROM actionplans_actionplan p WHERE p.id = e.pgh_obj_id AND p.id = ANY(%s)""",
    """UPDATE actionplans_measureevent e SET pgh_created_at = p.created_at
       FROM actionplans_actionplan p WHERE p.id = e.plan_id AND p.id = ANY(%s)""",
    """UPDATE actionplans_successcriterionevent e SET pgh_created_at = p.created_at
       FROM actionplans_actionplan p WHERE p.id = e.plan_id AND p.id = ANY(%s)""",
)


TOUCHED = """
    UPDATE actionplans_actionplan p SET touched_at = greatest(
        p.created_at,
        (SELECT max(at) FROM actionplans_planmove WHERE plan_id = p.id),
        (SELECT max(at) FROM actionplans_followup WHERE plan_id = p.id),
        (SELECT max(at) FROM actionplans_deadlinechange WHERE plan_id = p.id),
        (SELECT (max(done_on) + time '11:00') AT TIME ZONE 'Europe/Copenhagen' FROM actionplans_measure WHERE plan_id = p.id)
    ) WHERE p.id = ANY(%s)
"""


class PlanRows:
    """Writes stories as plans with measures, criteria, moves, notes, verdicts; `themes` maps topic and code to a theme."""

    def __init__(self, random: Random, themes: dict[str, m.Theme]) -> None:
        """`random` picks words and submission ids, so the same seed writes the same rows."""
        self.random, self.themes, self.gaps = random, themes, Gaps()

    def write(self, stories: Sequence[Story], size: int = 1000) -> dict[int, m.ActionPlan]:
        """Insert all; returns the plans by the story's `id()`.

        The first batches are followed by ANALYZE: else the foreign keys go on being checked by plans made for empty tables.
        """
        written: dict[int, m.ActionPlan] = {}
        for start in range(0, len(stories), size):
            self._batch(stories[start : start + size], written)
            if start in (0, 10 * size):
                with connection.cursor() as cursor:
                    cursor.execute("ANALYZE")
        return written

    @transaction.atomic
    def _batch(self, batch: Sequence[Story], written: dict[int, m.ActionPlan]) -> None:
        plans = m.ActionPlan.objects.bulk_create([self._plan(story) for story in batch])
        pairs = list(zip(plans, batch, strict=True))
        written |= {id(story): plan for plan, story in pairs}
        self._carry_on(pairs, written)
        self._parts(pairs)
        self._verdicts(pairs)
        ids = [plan.pk for plan in plans]
        with connection.cursor() as cursor:
            for statement in (CLOSE, *DATE_HISTORY, TOUCHED):
                cursor.execute(statement, [ids])

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def _carry_on(self, pairs: list[tuple[m.ActionPlan, Story]], written: dict[int, m.ActionPlan]) -> None:
        """Tie a plan to the one before it, which may stand in the same batch."""
        later = [(plan, written[id(story.follows)]) for plan, story in pairs if story.follows]
        for plan, earlier in later:
            plan.follows = earlier
        m.ActionPlan.objects.bulk_update([plan for plan, _earlier in later], ["follows"])

    def _plan(self, story: Story) -> m.ActionPlan:
        case, place = story.case, story.place
        published = at_hour(story.published_on, self.random.randint(8, 15))
        latest = story.extensions[-1][1] if story.extensions else story.expected_on
        plan = m.ActionPlan(
            unit_id=place.unit_id,
            source=story.source,
            theme=self.themes.get(case.theme) or self.themes[case.topic],
            urgency=story.urgency,
            title=case.title.format(n=story.number),
            description=case.description.format(n=story.number),
            causes=case.causes,
            nature=case.title.format(n=story.number) if story.source == m.Source.APV else "",
            seriousness="Kan give skader, hvis det fortsætter." if story.source == m.Source.APV else "",
            extent="Hele afsnittet mærker det." if story.source == m.Source.APV else "",
            owner_id=story.owner_id,
            starts_on=story.published_on,
            implement_by=story.implement_by,
            evaluate_on=story.evaluate_on,
            expected_closing_on=latest,
            evaluation_occasion=self.random.choice(OCCASIONS),
            evaluator_id=place.amr_id or place.manager_id,
            evaluation_question=case.question,
            evaluation_method=self.gaps.method(self.random.choice(METHODS)),
            created_at=published - timedelta(hours=1),
            created_by_id=story.author_id,
            touched_at=published,
            submission_id=self._uuid(),
        )
        if risk := risk_of(story):
            plan.risk_likelihood, plan.risk_consequence = risk
        if story.urgency == Urgency.ACUTE:
            plan.immediate_measure = "Vi stoppede arbejdet og gav besked til alle på vagten."
            plan.immediate_measure_by_id = story.owner_id
        return plan if story.is_draft else self._with_state(plan, story)

    def _with_state(self, plan: m.ActionPlan, story: Story) -> m.ActionPlan:
        plan.published_at = plan.created_at + timedelta(hours=1)
        plan.first_expected_closing_on = story.expected_on
        plan.placed_on = story.published_on
        if found := [(day, verdict) for day, verdict in story.verdicts if verdict != Verdict.TOO_EARLY]:
            plan.first_verdict_on, (plan.last_verdict_on, plan.last_verdict) = found[0][0], found[-1]
        plan.carried_out_on = story.carried_out_on
        plan.status = Status.AWAITING if story.carried_out_on else Status.ACTIVE
        if story.standing_on:
            plan.status, plan.review_on = Status.STANDING, (story.reviewed_on or story.standing_on) + timedelta(days=365)
        if story.left:
            day, plan.ended_code, plan.ended_reason = story.left
            plan.status, plan.ended_at = Status.NOT_CARRIED_OUT, at_hour(day, 13)
        if any(verdict == Verdict.TOO_EARLY for _day, verdict in story.verdicts):
            day = next(day for day, verdict in story.verdicts if verdict == Verdict.TOO_EARLY)
            plan.evaluate_on = max(story.evaluate_on, day + timedelta(days=42))
            plan.expected_closing_on = max(plan.expected_closing_on or plan.evaluate_on, plan.evaluate_on)
        return plan

    def _parts(self, pairs: list[tuple[m.ActionPlan, Story]]) -> None:
        m.Measure.objects.bulk_create([measure for plan, story in pairs for measure in self._measures(plan, story)])
        m.SuccessCriterion.objects.bulk_create(
            m.SuccessCriterion(plan=plan, text=text.format(n=story.number), kind=kind, order=order)
            for plan, story in pairs
            for order, (text, kind) in enumerate(story.case.criteria)
        )
        published = [(plan, story) for plan, story in pairs if not story.is_draft]
        m.PlanPlacement.objects.bulk_create(
            m.PlanPlacement(plan=plan, unit_id=plan.unit_id, valid_from=story.published_on) for plan, story in published
        )
        m.PlanMove.objects.bulk_create([move for plan, story in published for move in _moves(plan, story)])
        m.DeadlineChange.objects.bulk_create([change for plan, story in published for change in _deadline_changes(plan, story)])
        m.FollowUp.objects.bulk_create(
            m.FollowUp(plan=plan, text=text.format(week=40), at=at_hour(on, 10), by_id=by, submission_id=self._uuid())
            for plan, story in published
            for on, text, by in story.notes
        )
        m.PlanPerson.objects.bulk_create(
            m.PlanPerson(plan=plan, user_id=user_id, part=part) for plan, story in published for user_id, part in self._people(story)
        )

    def _measures(self, plan: m.ActionPlan, story: Story) -> list[m.Measure]:
        rows = []
        for order, (text, character, step) in enumerate(story.case.measures):
            due_on, ladder = story.due_on(order), self.gaps.ladder(plan.pk, step)
            measure = m.Measure(
                plan=plan, text=text, character=character, ladder=ladder, responsible_id=story.owner_id, due_on=due_on, order=order
            )
            if order < story.measures_done:
                done_on = min(due_on, story.carried_out_on or due_on)
                measure.done_on, measure.done_by_id = done_on, story.owner_id
            rows.append(measure)
        return rows

    def _people(self, story: Story) -> list[tuple[int, str]]:
        others = [user_id for user_id in story.place.employee_ids if user_id not in (story.place.amr_id, story.owner_id)]
        chosen = self.random.sample(others, k=min(2, len(others)))
        return list(zip(chosen, ("informed", "involved"), strict=False))

    def _verdicts(self, pairs: list[tuple[m.ActionPlan, Story]]) -> None:
        evaluations = m.EffectEvaluation.objects.bulk_create(
            self._evaluation(plan, story, on, verdict) for plan, story in pairs for on, verdict in story.verdicts
        )
        criteria: dict[int, list[m.SuccessCriterion]] = {}
        for criterion in m.SuccessCriterion.objects.filter(plan__in=[evaluation.plan_id for evaluation in evaluations]):
            criteria.setdefault(criterion.plan_id, []).append(criterion)
        result = {"solved": "reached", "partly": "partly", "no_effect": "not_reached", "worse": "not_reached"}
        m.CriterionResult.objects.bulk_create(
            m.CriterionResult(evaluation=evaluation, criterion=criterion, result=result[evaluation.verdict])
            for evaluation in evaluations
            if evaluation.verdict in result
            for criterion in criteria.get(evaluation.plan_id, [])
        )

    def _evaluation(self, plan: m.ActionPlan, story: Story, on: date, verdict: Verdict) -> m.EffectEvaluation:
        risk = risk_after(plan.risk, verdict)
        wanted = {Verdict.SOLVED: story.case.wanted, Verdict.PARTLY: PARTLY, Verdict.NO_EFFECT: NO_EFFECT, Verdict.WORSE: WORSE}
        return m.EffectEvaluation(
            plan=plan,
            verdict=verdict,
            on=on,
            at=at_hour(on, 14),
            by_id=story.owner_id,
            wanted_effects=wanted.get(verdict, "Vi har først lige fået det til at køre."),
            unwanted_effects=story.case.unwanted if verdict in (Verdict.SOLVED, Verdict.PARTLY) else "",
            heard=self.random.choice(HEARD),
            method=plan.evaluation_method,
            source=source_of(story),
            residual_likelihood=risk and risk.likelihood,
            residual_consequence=risk and risk.consequence,
            next_step=NEXT_STEP.get(verdict, NextStep.NONE),
            submission_id=self._uuid(),
        )


def _moves(plan: m.ActionPlan, story: Story) -> list[m.PlanMove]:
    """Every move of the story, in order."""
    published_at = plan.published_at or plan.created_at
    steps = [("publish", Status.DRAFT, Status.ACTIVE, published_at, story.author_id, "")]
    if story.carried_out_on:
        steps.append(("carry_out", Status.ACTIVE, Status.AWAITING, at_hour(story.carried_out_on, 12), story.owner_id, ""))
    if story.standing_on:
        steps.append(("make_standing", Status.ACTIVE, Status.STANDING, at_hour(story.standing_on, 12), story.owner_id, ""))
    if story.reviewed_on:
        steps.append(("review", Status.STANDING, Status.STANDING, at_hour(story.reviewed_on, 12), story.owner_id, ""))
    if story.left:
        steps.append(
            (
                "leave",
                _status_before_leaving(story),
                Status.NOT_CARRIED_OUT,
                plan.ended_at or published_at,
                story.owner_id,
                plan.ended_reason,
            )
        )
    for on, verdict in story.verdicts:
        verb, to = ("too_early", Status.AWAITING) if verdict == Verdict.TOO_EARLY else ("evaluate", Status.CLOSED)
        steps.append((verb, Status.AWAITING, to, at_hour(on, 14), story.owner_id, ""))
    return [
        m.PlanMove(plan=plan, verb=verb, from_status=came, to_status=to, at=at, by_id=by, reason=reason)
        for verb, came, to, at, by, reason in steps
    ]


def _status_before_leaving(story: Story) -> Status:
    """Carried out or still in progress when it was left."""
    return Status.AWAITING if story.carried_out_on else Status.ACTIVE


def _deadline_changes(plan: m.ActionPlan, story: Story) -> list[m.DeadlineChange]:
    rows, old = [], story.expected_on
    for on, new, code, reason in story.extensions:
        rows.append(m.DeadlineChange(plan=plan, at=at_hour(on, 9), by_id=story.owner_id, old_on=old, new_on=new, code=code, reason=reason))
        old = new
    if plan.expected_closing_on and plan.expected_closing_on != old:
        on = next(day for day, verdict in story.verdicts if verdict == Verdict.TOO_EARLY)
        new = plan.expected_closing_on
        rows.append(
            m.DeadlineChange(plan=plan, at=at_hour(on, 14), by_id=story.owner_id, old_on=old, new_on=new, code="too_early", reason="")
        )
    return rows
