"""The whole of one plan: every row that belongs to it in one query, and the people they name in another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.apps import apps
from django.db.models import Q

from actionplans.models import (
    ActionPlan,
    CriterionResult,
    DeadlineChange,
    EffectEvaluation,
    FollowUp,
    Measure,
    PlanMail,
    PlanMove,
    PlanPerson,
    Status,
    SuccessCriterion,
)
from orgstructure.models import DeputyAct, Unit, User
from orgstructure.names import name_everybody
from safetynet.common.gather import Found, Gather, Parts, keep, tie
from safetynet.common.models import OutboxMail

EVENTS = ("ActionPlanEvent", "MeasureEvent", "SuccessCriterionEvent")


def _history(name: str) -> Any:
    """A model of the history that the database writes (pghistory)."""
    return apps.get_model("pghistory" if name == "Context" else "actionplans", name)


def _parts(plan: int, above: list[int]) -> Parts:
    events = (
        _history("ActionPlanEvent").objects.filter(pgh_obj=plan).exclude(status=Status.DRAFT).order_by("pgh_id"),
        _history("MeasureEvent").objects.filter(plan=plan).order_by("pgh_id"),
        _history("SuccessCriterionEvent").objects.filter(plan=plan).order_by("pgh_id"),
    )
    contexts = [one.order_by().values("pgh_context") for one in events]
    return (
        Measure.objects.filter(plan=plan),
        SuccessCriterion.objects.filter(plan=plan),
        PlanPerson.objects.filter(plan=plan),
        FollowUp.objects.filter(plan=plan),
        DeadlineChange.objects.filter(plan=plan),
        PlanMove.objects.filter(plan=plan),
        EffectEvaluation.objects.filter(plan=plan),
        CriterionResult.objects.filter(evaluation__plan=plan),
        PlanMail.objects.filter(plan=plan).order_by("-mail__created_at", "-pk"),
        OutboxMail.objects.filter(about_plans__plan=plan).defer("payload"),
        ActionPlan.objects.filter(Q(follows=plan) | Q(copied_from=plan)).only("pk"),
        Unit.objects.filter(pk__among=above).order_by("depth"),
        DeputyAct.objects.filter(subject=DeputyAct.Subject.PLAN, subject_id=plan),
        *events,
        _history("Context").objects.filter(pk__in=contexts[0].union(*contexts[1:], all=True)),
    )


ROWS = Gather(_parts, plan=int, above=list)


@dataclass(frozen=True)
class PlanRows:
    """What belongs to one plan, each list in the order of its page; the plan and all of its rows know their people by name."""

    measures: list[Measure]
    criteria: list[SuccessCriterion]
    people: list[PlanPerson]
    notes: list[FollowUp]
    deadline_changes: list[DeadlineChange]
    moves: list[PlanMove]
    evaluations: list[EffectEvaluation]
    mails: list[PlanMail]
    events: dict[str, list[Any]]
    above: list[Unit]
    stood_in: list[DeputyAct]
    names: Mapping[int, User]
    is_carried_on: bool

    @classmethod
    def of(cls, plan: ActionPlan) -> Self:
        """Two queries, however much there is."""
        found = ROWS(plan=plan.pk, above=plan.unit.ancestor_ids())
        events = {name: found[_history(name)] for name in EVENTS}
        names = _joined(plan, found, events)
        return cls(
            measures=found[Measure],
            criteria=found[SuccessCriterion],
            people=sorted(found[PlanPerson], key=lambda person: person.user.name_sort),
            notes=found[FollowUp],
            deadline_changes=found[DeadlineChange],
            moves=found[PlanMove],
            evaluations=found[EffectEvaluation],
            mails=found[PlanMail],
            events=events,
            above=found[Unit],
            stood_in=found[DeputyAct],
            names=names,
            is_carried_on=bool(found[ActionPlan]),
        )


def _joined(plan: ActionPlan, found: Found, events: Mapping[str, list[Any]]) -> Mapping[int, User]:
    """Ties the rows to each other and to the people they name; gives the people by id."""
    occasions = found[_history("Context")]
    for rows in events.values():
        tie(rows, "pgh_context", occasions)
    tie(found[PlanMail], "mail", found[OutboxMail])
    tie(found[CriterionResult], "criterion", found[SuccessCriterion])
    keep(found[EffectEvaluation], "results", found[CriterionResult], "evaluation")
    tie([plan], "closing_evaluation", found[EffectEvaluation])
    return name_everybody([plan, *found], {one.metadata.get("user") for one in occasions})
