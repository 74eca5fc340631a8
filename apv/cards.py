"""Conversation cards for an APV without a questionnaire: a few open questions for each topic, in our own words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from actionplans.models import Topic


@dataclass(frozen=True)
class Card:
    """One topic with its questions."""

    topic: Topic
    prompts: tuple[str | Promise, ...]

    @property
    def code(self) -> str:
        """For ids on the page."""
        return self.topic.value


CARDS = (
    Card(
        Topic.ACCIDENT,
        (
            _("When was it close, the last time somebody nearly got hurt?"),
            _("Where do we take a short cut because the safe way takes longer?"),
            _("What should a new colleague be shown on the first day?"),
        ),
    ),
    Card(
        Topic.ERGONOMIC,
        (
            _("Which lift, push or reach do you feel in the body in the evening?"),
            _("Which aid stands unused, and why?"),
            _("When do you sit or stand in one way for too long?"),
        ),
    ),
    Card(
        Topic.PHYSICAL,
        (
            _("Where is it too noisy, too dark, too hot or too cold to work well?"),
            _("How is the air at the end of a shift?"),
            _("Which room works against us?"),
        ),
    ),
    Card(
        Topic.CHEMICAL,
        (
            _("Which products do we use without knowing what they do to us?"),
            _("Are gloves, ventilation and instructions there when we need them?"),
            _("What could be replaced by something less harmful?"),
        ),
    ),
    Card(
        Topic.BIOLOGICAL,
        (
            _("When could we catch something at work?"),
            _("Is there time for hand hygiene and protective gear also when we are busy?"),
            _("Do we know what to do after a needle stick or a splash?"),
        ),
    ),
    Card(
        Topic.PSYCHOSOCIAL,
        (
            _("What fills most on a busy day, and what gives energy back?"),
            _("Do we know what is expected of us, and can we say so when it is too much?"),
            _("How do we treat each other, and what do we do when somebody is treated badly or threatened?"),
        ),
    ),
    Card(
        Topic.ABSENCE,
        (
            _("What in the work itself could make people ill, without talking of any one person?"),
            _("What makes it easy to come back after an illness?"),
        ),
    ),
    Card(
        Topic.OTHER,
        (
            _("What have we not asked about that matters here?"),
            _("What works so well that we should do more of it?"),
            _("What will change in the coming year, and what does it ask of us?"),
        ),
    ),
)


def conversation_cards(topics: Iterable[str] = ()) -> list[Card]:
    """The cards of these topics, in the law's order; all of them when none is named."""
    wanted = set(topics) & set(Topic.values)
    return [card for card in CARDS if not wanted or card.topic.value in wanted]
