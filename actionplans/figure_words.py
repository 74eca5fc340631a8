"""The words of an address that ask for the plans behind one figure in depth, and what each figure and each gap is called.

| word | values | which plans |
|---|---|---|
| `figure` | a code of `FIGURE_NAMES` | exactly those the figure counted, of the unit or committee as it was that day |
| `figure_from`, `figure_to` | date | the figure's period; the twelve months up to `known_on` when left out |
| `known_on` | date | the day the figure was looked at from; today when left out |
| `lacks` | a code of `GAP_NAMES` | open plans in which that is missing |
"""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from actionplans.models.querysets import ActionPlanQuerySet
from actionplans.reports.asof import Standpoint
from actionplans.reports.completeness import lacking
from actionplans.reports.periods import Period
from orgstructure.models import Unit
from orgstructure.past import units_below, units_covered
from safetynet.common.dates import DateField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FIGURE_NAMES: Final[dict[str, "_StrPromise"]] = {
    "open": _("open"),
    "overdue": _("overdue"),
    "awaiting": _("waiting for effect evaluation"),
    "standing": _("standing"),
    "published": _("published in the period"),
    "carried-out": _("published in the period and carried out"),
    "evaluated": _("published in the period and evaluated"),
    "worked": _("published in the period, and it worked"),
    "closed": _("published in the period and closed"),
    "left": _("published in the period and not carried out"),
    "found": _("evaluated in the period"),
    "no-effect": _("evaluated in the period, without effect"),
    "due": _("had their date in the period"),
    "in-time": _("evaluated in time"),
    "in-time-named": _("evaluated in time with a named source"),
    "in-time-unnamed": _("evaluated in time without a named source"),
    "ended": _("closed in the period"),
    "helped": _("evaluated in the period, and it helped"),
    "found-solved": _("evaluated in the period: solved"),
    "found-partly": _("evaluated in the period: partly solved"),
    "found-no_effect": _("evaluated in the period: no effect"),
    "found-worse": _("evaluated in the period: worse"),
    "missed": _("had their date in the period and were not evaluated in time"),
    "missed-said": _("were not evaluated in time, and somebody has said why"),
    "missed-silent": _("were not evaluated in time, and nobody has said why"),
}
GAP_NAMES: Final[dict[str, "_StrPromise"]] = {
    "owner-left": _("The owner has left"),
    "evaluator-left": _("The person who was to evaluate has left"),
    "no-measure": _("No measure"),
    "measure-nobody": _("A measure without anybody to carry it out, or without a date"),
    "no-ladder": _("A measure without a step of the prevention ladder"),
    "no-criterion": _("No success criterion"),
    "no-target": _("A success criterion that is measured, without a starting point or a target"),
    "no-method": _("No word on how the effect will be found"),
}
FIGURE_WORDS_IN_DEPTH: Final = ("figure", "figure_from", "figure_to", "known_on", "lacks")


class DayFilter(filters.Filter):  # type: ignore[misc]  # no types published
    """A day that is read together with `figure`."""

    field_class = DateField

    def filter(self, qs: ActionPlanQuerySet, value: date | None) -> ActionPlanQuerySet:  # noqa: ARG002  django-filter's signature
        """Nothing by itself."""
        return qs


class FigureWords(filters.FilterSet):  # type: ignore[misc]
    """The part of the list's filter that knows figures in depth."""

    figure = filters.ChoiceFilter(choices=list(FIGURE_NAMES.items()), method="behind_figure", label=_("Figure"))
    figure_from = DayFilter(label=_("Figure from"))
    figure_to = DayFilter(label=_("Figure to"))
    known_on = DayFilter(label=_("As known on"))
    lacks = filters.ChoiceFilter(choices=list(GAP_NAMES.items()), method="with_gap", label=_("Lacks"))

    today: date

    def behind_figure(self, plans: ActionPlanQuerySet, _name: str, code: str) -> ActionPlanQuerySet:
        return plans.filter(pk__in=self._standpoint().rows_behind(code))

    def with_gap(self, plans: ActionPlanQuerySet, _name: str, code: str) -> ActionPlanQuerySet:
        return plans.open().filter(lacking(code, self.today))

    def _standpoint(self) -> Standpoint:
        said: dict[str, Any] = self.form.cleaned_data
        day = said["known_on"] or self.today
        year = Period.year_to(day)
        period = Period(said["figure_from"] or year.first, said["figure_to"] or year.last)
        if committee := said["committee"]:
            return Standpoint(units_covered(committee, day), period, day)
        units = said["unit"] or Unit.objects.filter(parent=None)
        return Standpoint(frozenset().union(*(units_below(unit, day) for unit in units)), period, day)
