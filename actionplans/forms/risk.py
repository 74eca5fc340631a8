"""The risk matrix as one field of a form."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Consequence, Likelihood
from actionplans.models.risk import Risk
from safetynet.common.renderer import Matrix

ROWS = sorted(Likelihood, reverse=True)
NONE = "none"
CELLS = [Risk(likelihood, consequence) for likelihood in ROWS for consequence in Consequence]


class RiskField(forms.ChoiceField):
    """One cell of the 5×5 matrix, or none: the value is the cell's code, “3-4”, or empty."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        """Never required: many plans need no matrix."""
        super().__init__(choices=_choices, required=False, **options)
        self.matrix = Matrix(
            row_title=gettext_lazy("Likelihood"),
            column_title=gettext_lazy("Consequence"),
            rows=[(one.value, one.label) for one in ROWS],
            columns=[(one.value, one.label) for one in Consequence],
            cells={cell.code: (str(cell.score), cell.level) for cell in CELLS},
        )

    def prepare_value(self, value: Any) -> Any:
        """What is not assessed is a choice of its own."""
        return value or NONE

    def clean(self, value: Any) -> str:
        """The cell's code, or nothing."""
        chosen: str = super().clean(value)
        return "" if chosen == NONE else chosen


def _choices() -> list[tuple[str, str]]:
    return [(NONE, _("Not assessed")), *((cell.code, in_words(cell)) for cell in CELLS)]


def in_words(cell: Risk) -> str:
    """“12 of 25, high: possible, serious”."""
    return capfirst(
        _("%(score)s of 25, %(level)s: %(words)s") % {"score": cell.score, "level": cell.level_in_words, "words": cell.in_words}
    )
