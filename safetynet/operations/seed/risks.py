"""The risk of an invented plan, and what its verdict rests on: drawn from the story itself, so that no other draw changes."""

from random import Random

from actionplans.models import Urgency, Verdict, VerdictSource
from actionplans.models.risk import Risk
from safetynet.operations.seed.stories import Story

SOURCES = (
    *(VerdictSource.STAFF_ASKED,) * 8, *(VerdictSource.COUNT,) * 3, *(VerdictSource.ROUND,) * 3, VerdictSource.SAME_APV_QUESTION,
    *(VerdictSource.OWN_IMPRESSION,) * 5,
)  # fmt: skip
ASSESSED = 0.4
LESS = {Verdict.SOLVED: 3, Verdict.PARTLY: 1, Verdict.WORSE: -1}


def risk_of(story: Story) -> Risk | None:
    """Four of ten plans are assessed, the acute ones higher."""
    if story.risk:
        return Risk(*story.risk)
    chance = _chance(story)
    if chance.random() > ASSESSED:
        return None
    least = 3 if story.urgency == Urgency.ACUTE else 1
    return Risk(chance.randint(least, 5), chance.randint(least, 4))


def risk_after(risk: Risk | None, verdict: Verdict) -> Risk | None:
    """Mostly less likely than it was; what it would lead to stays."""
    return risk and Risk(min(5, max(1, risk.likelihood - LESS.get(verdict, 0))), risk.consequence)


def source_of(story: Story) -> VerdictSource:
    """More ask than guess."""
    return _chance(story).choice(SOURCES)


def _chance(story: Story) -> Random:
    return Random(f"{story.place.unit_id} {story.case.title} {story.published_on} {story.number} {story.owner_id}")
