"""The words of an address that ask for plans that have stopped, and why they have.

| word | values | which plans |
|---|---|---|
| `stalled` | `yes` | overdue, or untouched for 60 days though something was to be done |
| `cause` | code of a stall point or ready cause; `any`, `none` | what their last stall check names; any check at all, no check |
| `stage` | a `StallStage` | where they stood at their last stall check |
| `checked_from`, `checked_to` | date | that check was made in the period, both days included |
"""

from datetime import date
from typing import Final

import django_filters as filters
from django.core.validators import slug_re
from django.utils.translation import gettext_lazy as _

from actionplans.models import ReadyCause, StallPoint, StallStage
from actionplans.models.querysets import ActionPlanQuerySet
from safetynet.common.dates import DateField

STALL_WORDS: Final = ("stalled", "cause", "stage", "checked_from", "checked_to")


class CheckedFilter(filters.Filter):  # type: ignore[misc]  # no types published
    """One end of the period of a stall check; read by `because` together with the other words."""

    field_class = DateField

    def filter(self, qs: ActionPlanQuerySet, value: date | None) -> ActionPlanQuerySet:  # noqa: ARG002  django-filter's signature
        """Nothing by itself."""
        return qs


class StallWords(filters.FilterSet):  # type: ignore[misc]
    """The part of the list's filter that knows why plans are not finished."""

    stalled = filters.ChoiceFilter(choices=[("yes", _("Yes"))], method="stopped", label=_("Has come to a standstill"))
    cause = filters.ChoiceFilter(method="as_they_are", label=_("What is in the way"))
    stage = filters.ChoiceFilter(choices=StallStage, method="as_they_are", label=_("Stopped when"))
    checked_from = CheckedFilter(label=_("Said from"))
    checked_to = CheckedFilter(label=_("Said to"))

    today: date

    def know_cause(self, code: str) -> None:
        """Let the address name a cause: those without a question, and the one it names. A query only where it names one."""
        self.filters["cause"].extra["choices"] = [("any", _("said")), ("none", _("not said")), *ReadyCause.choices, *_named(code)]

    def because(self, plans: ActionPlanQuerySet) -> ActionPlanQuerySet:
        """Those whose last check says what the four words ask for."""
        said = self.form.cleaned_data
        asked = [said[word] for word in STALL_WORDS[1:]]
        return plans.stalled_because(*asked) if any(asked) else plans

    def stopped(self, plans: ActionPlanQuerySet, _name: str, _value: str) -> ActionPlanQuerySet:
        return plans.stalled(self.today)

    def as_they_are(self, plans: ActionPlanQuerySet, _name: str, _value: str) -> ActionPlanQuerySet:
        return plans


def _named(code: str) -> list[tuple[str, str]]:
    """The cause of that code, as the latest checklist that has it calls it."""
    points = StallPoint.objects.filter(code=code).order_by("-checklist__version")[:1] if slug_re.match(code) else []
    return [(point.code, point.names) for point in points]
