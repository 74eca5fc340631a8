"""What the goal says in words, its table, and its picture."""

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from injuries.indicators import LAST, Indicator
from safetynet.common.charts import columns_against

DASH = "–"


class IndicatorPage:
    """The words around one indicator; asks the database nothing."""

    def __init__(self, indicator: Indicator) -> None:
        self.indicator = indicator

    @property
    def sentence(self) -> str:
        """Where it stands, in one sentence."""
        newest, baseline = self.indicator.newest, self.indicator.baseline.value
        if newest is None:
            return _("Too few accidents to show for this level, or none are known.")
        said: dict[str, Any] = {"now": newest.accidents, "year": newest.year, "goal": LAST}
        if baseline is None or self.indicator.target is None:
            return (
                _("%(now)s accidents with absence hit new employees in %(year)s; the number of 2018 is not known, so there is no goal.")
                % said
            )
        said |= {"before": _number(baseline), "target": _number(self.indicator.target), "line": _number(newest.on_track_at)}
        if newest.is_on_track:
            return _(
                "On track: %(now)s accidents with absence hit new employees in %(year)s; the line from %(before)s in 2018 to %(target)s "
                "in %(goal)s stands at %(line)s."
            ) % said  # fmt: skip
        return _(
            "Not on track: %(now)s accidents with absence hit new employees in %(year)s; the line from %(before)s in 2018 to %(target)s "
            "in %(goal)s stands at %(line)s."
        ) % said  # fmt: skip

    @property
    def head(self) -> list[str]:
        """Headings of the table."""
        return [_("Year"), _("Accidents"), _("On track at"), _("New employees"), _("Accidents per 100 new employees")]

    @property
    def rows(self) -> list[list[str]]:
        """The table twin of the picture."""
        return [
            [
                _("%(year)s so far") % {"year": one.year} if one.is_running else str(one.year),
                _number(one.accidents),
                _number(one.on_track_at),
                _number(one.new_people or None),
                _number(one.per_hundred),
            ]
            for one in self.indicator.series
        ]

    @property
    def baseline_words(self) -> str:
        """Where the number of 2018 is from."""
        baseline = self.indicator.baseline
        if baseline.value is None:
            return _("The number of 2018 is not known: there are no cases of that year here, and nobody has typed it.")
        if baseline.is_typed:
            return _("The number of 2018 is typed. Source: %(source)s.") % {"source": baseline.source}
        return _("The number of 2018 is counted from the cases here.")

    def picture(self) -> str:
        """Columns of finished years against the line; "" where there is nothing to draw."""
        shown = [one for one in self.indicator.series if one.accidents is not None and not one.is_running]
        if not shown:
            return ""
        line = [float(one.on_track_at) if one.on_track_at is not None else None for one in shown]
        names = (_("Accidents"), _("line to the goal"))
        return columns_against([str(one.year) for one in shown], [one.accidents or 0 for one in shown], line, names)


def _number(value: int | Decimal | None) -> str:
    if value is None:
        return DASH
    whole = int(value) if value == int(value) else value
    return number_format(whole, force_grouping=True)
