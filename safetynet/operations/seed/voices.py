"""What colleagues say about the invented plans: a mark here and there, and a comment under some."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random

from actionplans.models import ActionPlan, Comment, Notice
from safetynet.common.clock import at_hour
from safetynet.operations.seed.stories import Story

BATCH = 5000
COMMENTS = (
    "Det er blevet bedre om natten, men ikke i weekenden.",
    "Husk vikarerne, de kender ikke den nye aftale.",
    "Godt, at der endelig sker noget her.",
    "Kan vi også få det på tavlen i personalerummet?",
    "Vi har prøvet det i to uger nu, og det virker.",
    "Jeg synes, det tager længere tid end før.",
)
HELPED = {"solved": 0.85, "partly": 0.6, "no_effect": 0.2, "worse": 0.1}


def write_voices(random: Random, written: Mapping[int, ActionPlan], stories: Sequence[Story], today: date) -> None:
    """Marks on a third of the plans that were carried out, comments under a tenth; nothing under what few may read.

    `written` is what `PlanRows.write` gives.
    """
    marks: list[Notice] = []
    comments: list[Comment] = []
    for story in stories:
        plan = written[id(story)]
        if plan.is_confidential or story.is_draft or not story.carried_out_on or not story.place.employee_ids:
            continue
        marks += _marks(random, plan, story, today)
        comments += _comments(random, plan, story, today)
    Notice.objects.bulk_create(marks, batch_size=BATCH)
    Comment.objects.bulk_create(comments, batch_size=BATCH)


def _marks(random: Random, plan: ActionPlan, story: Story, today: date) -> Iterator[Notice]:
    if random.random() > 1 / 3:
        return
    people = random.sample(story.place.employee_ids, min(len(story.place.employee_ids), random.randint(1, 9)))
    chance = HELPED.get(story.verdicts[-1][1], 0.5) if story.verdicts else 0.5
    for person in people:
        yield Notice(plan=plan, user_id=person, notices=random.random() < chance, at=_at(random, story, today))


def _comments(random: Random, plan: ActionPlan, story: Story, today: date) -> Iterator[Comment]:
    if random.random() > 1 / 10:
        return
    for text in random.sample(COMMENTS, random.choice((1, 1, 2))):
        person = random.choice(story.place.employee_ids)
        number = uuid.UUID(int=random.getrandbits(128), version=4)
        yield Comment(plan=plan, text=text, by_id=person, at=_at(random, story, today), submission_id=number)


def _at(random: Random, story: Story, today: date) -> datetime:
    day = (story.carried_out_on or story.published_on) + timedelta(days=random.randint(1, 40))
    return at_hour(min(day, today - timedelta(days=1)), random.randint(8, 15))
