"""What must be there before a plan is published: six things always, R26 for an APV, and what the region adds."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.content import CRITERION, MEASURE, MeasureRow, rows
from actionplans.labels import FIELD_LABELS
from actionplans.models import PublishRequirement, Source, Urgency
from orgstructure.models import User

ALWAYS = ("title", "owner", "starts_on", "implement_by", "evaluate_on", "expected_closing_on")
FOLLOW_UP = ("evaluation_occasion", "evaluator", "evaluation_question")
APV = ("description", "nature", "seriousness", "extent", "causes")
CONFIGURABLE = (
    *APV, "theme", "evaluation_method", "informed", "involved", "equipping", "other_initiatives", "feedback_methods",
    "carrying_on", "if_not_working",
)  # fmt: skip
LONGEST_AHEAD = timedelta(days=5 * 365)
IN_ORDER = ("starts_on", "implement_by", "evaluate_on", "expected_closing_on")


def gaps(parts: Mapping[str, Any], *, today: date, is_new: bool) -> dict[str, str]:
    """Each field that is missing or does not fit, with a sentence that says what to do; empty when the plan may be published.

    `is_new` is false when a published plan is changed: then a date may lie in the past.
    """
    found = _missing(parts) | _acute(parts) | _apv_or_region(parts) | _rows(parts)
    return found | _people(parts, today) | _dates(parts, today if is_new else None)


def _missing(parts: Mapping[str, Any]) -> dict[str, str]:
    return {name: fill_in(name) for name in (*ALWAYS, *FOLLOW_UP) if not parts.get(name)}


def fill_in(name: str) -> str:
    """The usual sentence for a field that was left empty."""
    return _("Fill in “%(field)s”.") % {"field": FIELD_LABELS[name]}


def _acute(parts: Mapping[str, Any]) -> dict[str, str]:
    if parts.get("urgency") != Urgency.ACUTE:
        return {}
    missing = {}
    if not parts.get("immediate_measure"):
        missing["immediate_measure"] = _("Write what has been done at once. An acute problem must be made safe the same day.")
    if not parts.get("immediate_measure_by"):
        missing["immediate_measure_by"] = _("Choose who did it.")
    return missing


def _apv_or_region(parts: Mapping[str, Any]) -> dict[str, str]:
    if parts.get("source") == Source.APV:
        return {
            name: _("A plan from an APV must answer “%(field)s”. The law asks for it.") % {"field": FIELD_LABELS[name]}
            for name in APV
            if not parts.get(name)
        }
    return {name: fill_in(name) for name in demanded() if not parts.get(name)}


def demanded() -> list[str]:
    """The further fields this region demands outside APV."""
    chosen: Iterable[str] = PublishRequirement.objects.filter(is_required=True).values_list("field", flat=True)
    return [name for name in CONFIGURABLE if name in set(chosen)]


def _rows(parts: Mapping[str, Any]) -> dict[str, str]:
    missing = {}
    measures: list[MeasureRow] = list(rows(parts, MEASURE).values())
    if not measures:
        missing["measures"] = _("Write at least one measure: what do you do about it?")
    elif not all(row.responsible and row.due_on for row in measures):
        missing["measures"] = _("Choose who is responsible for each measure, and by when.")
    elif (until := parts.get("evaluate_on")) and any(row.due_on and row.due_on > until for row in measures):
        missing["measures"] = _("A measure has a date after the effect is evaluated. Let it be done before, or evaluate later.")
    if not rows(parts, CRITERION):
        missing["criteria"] = _("Say yes to the proposed success criterion, or write your own.")
    return missing


def _people(parts: Mapping[str, Any], today: date) -> dict[str, str]:
    responsible = {row.responsible for row in rows(parts, MEASURE).values() if row.responsible}
    named = {parts[name] for name in ("owner", "evaluator") if parts.get(name)} | responsible
    gone = named - set(User.objects.employed(today).filter(pk__in=named).values_list("pk", flat=True))
    texts = {
        "owner": _("The owner is no longer employed here. Choose somebody else."),
        "evaluator": _("The one who is to ask is no longer employed here. Choose somebody else."),
    }
    found = {name: text for name, text in texts.items() if parts.get(name) in gone}
    if responsible & gone:
        found["measures"] = _("Somebody who is responsible for a measure is no longer employed here. Choose somebody else.")
    return found


def _dates(parts: Mapping[str, Any], not_before: date | None) -> dict[str, str]:
    found = {}
    given = [(name, parts[name]) for name in IN_ORDER if parts.get(name)]
    for (earlier, first), (later, second) in pairwise(given):
        if second < first:
            found[later] = _("“%(later)s” must not be before “%(earlier)s” (%(date)s).") % {
                "later": FIELD_LABELS[later],
                "earlier": FIELD_LABELS[earlier],
                "date": date_format(first, "SHORT_DATE_FORMAT"),
            }
    if not_before and parts.get("evaluate_on") and parts["evaluate_on"] < not_before:
        found["evaluate_on"] = _("The effect cannot be evaluated in the past. Choose a date from today on.")
    too_far = _("The date is more than five years ahead. Check the year, or make the plan standing.")
    found |= {name: too_far for name, day in given if not_before and name not in found and day > not_before + LONGEST_AHEAD}
    return found
