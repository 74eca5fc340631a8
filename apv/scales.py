"""The words and scores of every scale (R25): five steps are 100/75/50/25/0, oriented as the words say; None is “missing”."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apv.models.questionnaires import Scale
from safetynet.common.texts import in_language

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from apv.models import Question

HALF = 0.5
Value = int | str | list[int] | None


@dataclass(frozen=True)
class Option:
    """One answer one can give: what is kept, what is read, and what it scores (None: it counts as not answered)."""

    value: int
    text: "str | _StrPromise"
    score: float | None = None


def _steps(*words: "_StrPromise") -> tuple[Option, ...]:
    return tuple(Option(number, word, 100 - 25 * at) for at, (number, word) in enumerate(zip(range(5, 0, -1), words, strict=True)))


OPTIONS: Mapping[str, Sequence[Option]] = {
    Scale.AGREEMENT: _steps(
        _("Agree completely"), _("Agree mostly"), _("Neither agree nor disagree"), _("Disagree mostly"), _("Disagree completely")
    ),
    Scale.FREQUENCY: _steps(
        pgettext_lazy("how often", "Always"), pgettext_lazy("how often", "Often"), pgettext_lazy("how often", "Sometimes"),
        pgettext_lazy("how often", "Seldom"), pgettext_lazy("how often", "Never or nearly never"),
    ),
    Scale.EXTENT: _steps(
        _("To a very large extent"), _("To a large extent"), _("To some extent"), _("To a small extent"), _("To a very small extent")
    ),
    Scale.SATISFACTION: _steps(
        _("Very satisfied"), _("Satisfied"), _("Neither satisfied nor dissatisfied"), _("Dissatisfied"), _("Very dissatisfied")
    ),
    Scale.ZERO_TO_TEN: tuple(Option(number, str(number), number * 10.0) for number in range(11)),
    Scale.YES_PARTLY_NO: (
        Option(3, pgettext_lazy("answer", "Yes"), 100),
        Option(2, pgettext_lazy("answer", "Partly"), 50),
        Option(1, pgettext_lazy("answer", "No"), 0),
        Option(0, pgettext_lazy("answer", "Not relevant"), None),
    ),
}  # fmt: skip


def options_of(question: "Question", language: str | None = None) -> Sequence[Option]:
    """What one can answer, in the order shown; empty for free text. An instrument's own words go before ours."""
    if question.options:
        return [Option(one["value"], in_language(one["text"], language), one.get("score")) for one in question.options]
    return OPTIONS.get(question.scale, ())


def score_of(question: "Question", value: object) -> float | None:
    """0–100 in the direction of the dimension, reversed ones turned; None for no answer, “not relevant”, or a scale without scores."""
    score = next((one.score for one in options_of(question) if one.value == value and not isinstance(value, bool)), None)
    if score is None:
        return None
    return 100 - score if question.is_reversed else float(score)


def dimension_score(scores: Sequence[float | None]) -> float | None:
    """The mean of a person's answered items, None when fewer than half of them have a score (R25)."""
    answered = [one for one in scores if one is not None]
    return fmean(answered) if answered and len(answered) >= HALF * len(scores) else None


def is_shown(question: "Question", answers: Mapping[str, object]) -> bool:
    """Whether the answers so far lead to this question (“shown if”)."""
    if not question.shown_if:
        return True
    given = answers.get(question.shown_if["question"])
    wanted = set(question.shown_if["any_of"])
    return bool(wanted & set(given)) if isinstance(given, list) else given in wanted
