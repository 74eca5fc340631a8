"""Why the invented plans stopped: what their people said, some of them twice."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from django.db import connection

from actionplans.models import ActionPlan, ReadyCause, StallAnswer, StallCheck, StallChecklist, StallPoint, StallStage, Verdict
from safetynet.common.clock import at_hour
from safetynet.operations.seed.stories import Story

BATCH = 5000
WEIGHTS: Final = {
    "competing": 20, "means": 17, "roles": 10, "carried_on": 10, "everyday": 9, "skills": 7,
    "goal": 6, "involved": 6, "simple": 6, "leadership": 5, "worth": 4,
}  # fmt: skip
SAID: Final = {
    "competing": ("Det nye system tog al tiden.", "Vi nåede det ikke i en travl periode."),
    "means": ("Der blev ikke sat timer af i vagtplanen.", "Indkøbet er ikke godkendt endnu."),
    "roles": ("Vi troede hver især, at en anden gjorde det.",),
    "carried_on": ("Det gik i stå, da hun gik på barsel.",),
    "everyday": ("Det kan ikke lade sig gøre om natten.",),
    "skills": ("De nye er ikke vist, hvordan man gør.",),
}
NEXT: Final = ("Vi tager det op på personalemødet.", "Lederen spørger om timer til det.", "Vi begynder med én stue.", "")
TOUCHED = """
    UPDATE actionplans_actionplan p SET touched_at = c.last
    FROM (SELECT plan_id, max(at) AS last FROM actionplans_stallcheck GROUP BY plan_id) c
    WHERE c.plan_id = p.id AND p.touched_at < c.last
"""


def write_stalls(random: Random, written: Mapping[int, ActionPlan], stories: Sequence[Story], today: date, *, ward_id: int) -> None:
    """Of the plans that went past their date nearly half said why, in the personas' ward the first one twice.

    `written` is what `PlanRows.write` gives.
    """
    checklist = StallChecklist.objects.current(today)
    points = list(checklist.points.all())
    told = [check for story in stories for check in _checks(random, written[id(story)], story, checklist, today)]
    shown = next((story for story in stories if story.place.unit_id == ward_id and story.expected_on < today), None)
    if shown:
        days = (shown.expected_on + timedelta(days=4), today - timedelta(days=3))
        told = [check for check in told if check.plan != written[id(shown)]]
        told += [
            _check(random, written[id(shown)], shown, checklist, day, cause) for day, cause in zip(days, ("means", "goal"), strict=True)
        ]
    checks = StallCheck.objects.bulk_create(told, batch_size=BATCH)
    StallAnswer.objects.bulk_create((answer for check in checks for answer in _answers(random, check, points)), batch_size=BATCH)
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED)


def _checks(random: Random, plan: ActionPlan, story: Story, checklist: StallChecklist, today: date) -> Iterator[StallCheck]:
    late_from = story.extensions[-1][1] if story.extensions else story.expected_on
    until = min(_ended_on(story) or today, today)
    late = (until - late_from).days
    if story.is_draft or story.standing_on or late < 10 or random.random() > 0.45:
        return
    day = late_from + timedelta(days=random.randint(5, min(late - 1, 60)))
    yield _check(random, plan, story, checklist, day)
    if (until - day).days > 30 and random.random() < 0.3:
        yield _check(random, plan, story, checklist, day + timedelta(days=random.randint(20, 30)))


def _ended_on(story: Story) -> date | None:
    verdicts = [day for day, verdict in story.verdicts if verdict != Verdict.TOO_EARLY]
    return story.left[0] if story.left else next(iter(verdicts), None)


def _check(random: Random, plan: ActionPlan, story: Story, checklist: StallChecklist, day: date, cause: str = "") -> StallCheck:
    stage = _stage(story, day)
    cause = cause or _cause(random, story, stage)
    return StallCheck(
        plan=plan,
        checklist=checklist,
        by_id=story.owner_id,
        at=at_hour(day, random.randint(8, 15)),
        stage=stage,
        cause=cause,
        note=random.choice(("", *SAID.get(cause, ()))),
        next_step="" if cause in ReadyCause else random.choice(NEXT),
        submission_id=uuid.UUID(int=random.getrandbits(128), version=4),
    )


def _stage(story: Story, day: date) -> StallStage:
    if story.carried_out_on and story.carried_out_on <= day:
        return StallStage.CARRIED_OUT
    return StallStage.BEGUN if story.measures_done else StallStage.NOT_BEGUN


def _cause(random: Random, story: Story, stage: StallStage) -> str:
    if story.left and random.random() < 0.5:
        return ReadyCause.DECIDED_AGAINST
    if stage == StallStage.CARRIED_OUT and random.random() < 0.4:
        return ReadyCause.EVALUATION_PUT_ASIDE
    return random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]


def _answers(random: Random, check: StallCheck, points: Sequence[StallPoint]) -> Iterator[StallAnswer]:
    if check.cause in ReadyCause:
        return
    for point in points:
        answer = "no" if point.code == check.cause else random.choice(("yes", "yes", "yes", "partly", ""))
        if answer:
            yield StallAnswer(check_made=check, point=point, answer=answer)
