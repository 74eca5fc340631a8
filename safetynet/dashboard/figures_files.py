"""Figures in depth for other programs: one table for a spreadsheet, and the shape that `docs/api.md` describes."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.figure_words import GAP_NAMES
from actionplans.reports.depth import Depth, DepthReport
from actionplans.reports.survival import Survival
from safetynet.common.tablefiles import Cell
from safetynet.dashboard.figures_page import COUNTS, PERCENT, RATES, STAGES, ladder_steps, readings

TABLE_HEAD = (
    gettext_lazy("Part"), gettext_lazy("Figure"), gettext_lazy("Now"), gettext_lazy("Now, of"),
    gettext_lazy("Before"), gettext_lazy("Before, of"),
)  # fmt: skip


def table_rows(report: DepthReport) -> Iterator[list[Cell]]:
    """Every figure of the page, numbers as numbers: the part and the whole, now and before."""
    now, before = report.now, report.before
    yield [_("Period"), _("From"), now.period.first, None, before.period.first, None]
    yield [_("Period"), _("To"), now.period.last, None, before.period.last, None]
    yield [_("Period"), _("As known on"), now.day, None, before.day, None]
    for label, part, whole in RATES:
        yield [_("Evaluation"), str(label), now.counts[part], now.counts[whole], before.counts[part], before.counts[whole]]
    for label, code in COUNTS:
        yield [_("Plans"), str(label), now.counts[code], None, before.counts[code], None]
    for label, code in STAGES:
        of, of_before = now.counts["published"], before.counts["published"]
        yield [_("From problem to proof"), str(label), now.counts[code], of, before.counts[code], of_before]
    yield from _curve_rows(now.survival, before.survival)
    for name, step in ladder_steps():
        yield [_("Measures on the prevention ladder"), name, now.ladder.get(step, 0), None, before.ladder.get(step, 0), None]
    for gap in report.missing:
        yield [_("Missing"), str(GAP_NAMES[gap.code]), gap.plans, gap.of, None, None]


def _curve_rows(now: Survival, before: Survival) -> Iterator[list[Cell]]:
    part = _("Time to close")
    yield [part, _("Days until half are closed"), now.median, now.plans, before.median, before.plans]
    if not now and not before:
        return
    for days in readings(now, before):
        label = _("Per cent still open after %(days)s days, of those followed") % {"days": days}
        yield [part, label, *_reading(now, days), *_reading(before, days)]


def _reading(curve: Survival, days: int) -> tuple[Cell, Cell]:
    share_open = curve.share_open(days)
    return (None, None) if share_open is None else (round(PERCENT * share_open, 1), curve.followed(days))


def as_data(report: DepthReport) -> dict[str, Any]:
    """The report in plain words and numbers; days as ISO dates, shares from 0 to 1."""
    level = report.level
    return {
        "version": 1,
        "level": {"kind": "unit" if level.unit else "committee", "id": level.pk, "name": level.name},
        "now": _depth(report.now),
        "before": _depth(report.before),
        "missing": [{"code": gap.code, "plans": gap.plans, "of": gap.of} for gap in report.missing],
    }


def _depth(depth: Depth) -> dict[str, Any]:
    curve = depth.survival
    return {
        "known_on": depth.day.isoformat(),
        "period": {"first": depth.period.first.isoformat(), "last": depth.period.last.isoformat()},
        "plans": depth.counts | {"drafts": depth.drafts},
        "measures_by_step": {step or "none": depth.ladder.get(step, 0) for _name, step in ladder_steps()},
        "time_to_close": {
            "plans": curve.plans,
            "median_days": curve.median,
            "steps": [
                {"days": step.days, "followed": step.followed, "closed": step.closed, "share_open": round(step.share_open, 6)}
                for step in curve.steps
            ],
        },
    }
