"""How the invented plans ended: their risk, what a verdict rests on, who confirmed it, whether it still worked later."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from actionplans import models as m
from actionplans.models import Source, Status, Urgency, Verdict
from actionplans.models.endings import SERIOUS_FROM
from actionplans.proportion import HELPED
from safetynet.common.clock import at_hour
from safetynet.operations.seed.plans import PlanRows
from safetynet.operations.seed.stories import Place, Story, workday
from safetynet.operations.seed.texts import CASES

A_YEAR = timedelta(days=365)
CONFIRMED = ("", "", "Vi mærker det også om natten.", "Enig. Det bliver brugt.", "Kollegerne siger det samme.")
STILL = ("Det sidder i rygraden nu.", "Nye kolleger lærer det den første uge.", "")
SLIPPED = ("Det er gledet lidt ud efter sommeren.", "Aftenvagten bruger det, dagvagten glemmer det.")
MARKS = (
    ("helped", "Det mærkes på vagterne."), ("helped", ""), ("partly", "Mest om dagen. Om natten er vi for få."),
    ("not", "Jeg hører stadig om det hver uge."), ("unknown", "Jeg er for lidt på afsnittet til at kunne sige det."),
)  # fmt: skip
# beginning of the case's title, published, implement, evaluated (days from today), likelihood and consequence
OF_THE_WARD = (("Smitte ved isolation", -130, -60, -9, 4, 4), ("Lugtgener fra", -520, -450, -368, 3, 4))


@dataclass
class Rows:
    """What one batch of endings adds."""

    plans: list[m.ActionPlan] = field(default_factory=list)
    moves: list[m.PlanMove] = field(default_factory=list)
    checks: list[m.HoldCheck] = field(default_factory=list)

    def write(self) -> None:
        """A handful of inserts and one update."""
        columns = ["confirm_by", "confirmed_at", "confirmed_by", "hold_check_on"]
        m.ActionPlan.objects.bulk_update(self.plans, columns, batch_size=1000)
        m.PlanMove.objects.bulk_create(self.moves, batch_size=1000)
        m.HoldCheck.objects.bulk_create(self.checks, batch_size=1000)


def write_endings(random: Random, written: Mapping[int, m.ActionPlan], stories: Sequence[Story], today: date) -> None:
    """Serious plans that were closed: most are confirmed, and of those closed a year ago most have been looked at again."""
    rows = Rows()
    for story in stories:
        if ended := _ended(story, written[id(story)]):
            _end(random, written[id(story)], story, *ended, today=today, rows=rows)
    rows.write()
    _mark(random, {plan.pk: story for story in stories if (plan := written[id(story)]).confirm_by_id})


def write_ward_endings(place: Place, *, seed: int, today: date, themes: dict[str, m.Theme]) -> None:
    """For the personas: one verdict that waits for the representative, and one plan that is to be looked at again."""
    stories = [_story(place, today, *told) for told in OF_THE_WARD]
    written = PlanRows(Random(f"ward endings {seed}"), themes).write(stories)
    rows = Rows()
    for story in stories:
        plan, on = written[id(story)], story.verdicts[-1][0]
        plan.confirm_by_id = place.amr_id
        plan.hold_check_on = workday(on + A_YEAR)
        if plan.hold_check_on < today + timedelta(days=30):
            _confirm(plan, on, "Vi mærker det på vagterne.", rows)
        rows.plans.append(plan)
    rows.write()


def _ended(story: Story, plan: m.ActionPlan) -> tuple[date, Verdict] | None:
    """The day and the verdict of a serious plan that was closed; None for the others."""
    final = [(on, verdict) for on, verdict in story.verdicts if verdict != Verdict.TOO_EARLY]
    is_serious = plan.is_acute or (plan.risk is not None and plan.risk.score >= SERIOUS_FROM)
    return final[-1] if final and is_serious else None


def _end(random: Random, plan: m.ActionPlan, story: Story, on: date, verdict: Verdict, *, today: date, rows: Rows) -> None:
    manager, amr = story.place.manager_id, story.place.amr_id
    plan.confirm_by_id = manager if story.owner_id == amr else amr
    spoken_on = on + timedelta(days=random.randint(1, 20))
    if spoken_on <= today and random.random() < 0.85:
        _confirm(plan, spoken_on, random.choice(CONFIRMED), rows)
    if verdict in HELPED:
        plan.hold_check_on = workday(on + A_YEAR)
        looked_on = plan.hold_check_on + timedelta(days=random.randint(0, 25))
        if looked_on <= today and random.random() < 0.7:
            _look(random, plan, story.owner_id, looked_on, rows)
    if plan.confirm_by_id or plan.hold_check_on:
        rows.plans.append(plan)


def _confirm(plan: m.ActionPlan, on: date, words: str, rows: Rows) -> None:
    if person_id := plan.confirm_by_id:
        plan.confirmed_at, plan.confirmed_by_id = at_hour(on, 10), person_id
        rows.moves.append(_move(plan, "confirm", on, person_id, words))


def _look(random: Random, plan: m.ActionPlan, by_id: int, on: date, rows: Rows) -> None:
    holds = random.random() < 0.8
    words = random.choice(STILL if holds else SLIPPED)
    number = uuid.UUID(int=random.getrandbits(128), version=4)
    answer = "still" if holds else "partly"
    rows.checks.append(m.HoldCheck(plan=plan, answer=answer, words=words, on=on, at=at_hour(on, 11), by_id=by_id, submission_id=number))
    rows.moves.append(_move(plan, "hold_check", on, by_id, words))
    plan.hold_check_on = None


def _move(plan: m.ActionPlan, verb: str, on: date, by_id: int, words: str) -> m.PlanMove:
    here = Status.CLOSED
    return m.PlanMove(plan=plan, verb=verb, from_status=here, to_status=here, at=at_hour(on, 11), by_id=by_id, reason=words)


def _mark(random: Random, stories: Mapping[int, Story]) -> None:
    """Every third verdict of a serious plan has the representative's own mark beside it."""
    verdicts = m.EffectEvaluation.objects.filter(closes__in=stories).order_by("pk").only("plan_id", "by_id", "at")
    m.VerdictMark.objects.bulk_create(
        [
            m.VerdictMark(evaluation=verdict, by_id=amr, answer=answer, words=words, at=verdict.at + timedelta(days=2))
            for verdict in verdicts.iterator()
            if (amr := stories[verdict.plan_id].place.amr_id) and amr != verdict.by_id and random.random() < 0.33
            for answer, words in [random.choice(MARKS)]
        ],
        batch_size=1000,
    )


def _story(
    place: Place, today: date, begins: str, published: int, implement: int, evaluated: int, likelihood: int, consequence: int
) -> Story:
    def day(offset: int) -> date:
        return workday(today + timedelta(days=offset))

    case = next(case for case in CASES if case.title.startswith(begins))
    return Story(
        place=place, case=case, source=Source.APV, urgency=Urgency.ORDINARY, owner_id=place.manager_id, author_id=place.manager_id,
        published_on=day(published), implement_by=day(implement), evaluate_on=day(evaluated), expected_on=day(evaluated),
        carried_out_on=day(implement), measures_done=len(case.measures), verdicts=[(day(evaluated), Verdict.SOLVED)],
        risk=(likelihood, consequence),
    )  # fmt: skip
