"""The 5×5 risk matrix (R37): likelihood times consequence, each from 1 to 5, said in words beside the number."""

from typing import NamedTuple, Self

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from actionplans.models.choices import Consequence, Likelihood

LEVELS: tuple[tuple[int, str, str | Promise], ...] = (
    (17, "very-high", pgettext_lazy("risk", "very high")),
    (10, "high", pgettext_lazy("risk", "high")),
    (5, "medium", pgettext_lazy("risk", "medium")),
    (1, "low", pgettext_lazy("risk", "low")),
)


class Risk(NamedTuple):
    """One cell of the matrix."""

    likelihood: int
    consequence: int

    @classmethod
    def of(cls, likelihood: int | None, consequence: int | None) -> Self | None:
        """The cell, or None while the risk is not assessed."""
        return None if likelihood is None or consequence is None else cls(likelihood, consequence)

    @classmethod
    def read(cls, code: str) -> Self | None:
        """Back from its `code`; None for anything else."""
        likelihood, dash, consequence = code.partition("-")
        numbers = {str(number): number for number in Likelihood.values}
        return cls(numbers[likelihood], numbers[consequence]) if dash and likelihood in numbers and consequence in numbers else None

    @property
    def code(self) -> str:
        """“3-4”: as a form says it."""
        return f"{self.likelihood}-{self.consequence}"

    @property
    def score(self) -> int:
        """From 1 to 25."""
        return self.likelihood * self.consequence

    @property
    def level(self) -> str:
        """The code of its level: how the cell is drawn."""
        return next(code for least, code, _words in LEVELS if self.score >= least)

    @property
    def level_in_words(self) -> str:
        """“high”: colour is never alone."""
        return str(next(words for least, _code, words in LEVELS if self.score >= least))

    @property
    def in_words(self) -> str:
        """“likely, serious”."""
        return f"{Likelihood(self.likelihood).label}, {Consequence(self.consequence).label}"


def is_a_cell_or_nothing(likelihood: str, consequence: str) -> Q:
    """Both columns from 1 to 5, or both empty: a condition for a CHECK."""
    nothing = Q(**{f"{likelihood}__isnull": True, f"{consequence}__isnull": True})
    return nothing | Q(
        **{f"{column}__isnull": False for column in (likelihood, consequence)},
        **{f"{column}__range": (1, 5) for column in (likelihood, consequence)},
    )
