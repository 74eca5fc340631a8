"""What a new plan is proposed: people, dates, criterion, theme. All of it can be changed; most of it is accepted."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import holidays
from django.conf import settings
from django.utils.translation import gettext as _

from actionplans.content import CRITERION, MEASURE, rows
from actionplans.defaults import THEME_WORDS
from actionplans.people import Directory

IMPLEMENT_AFTER = timedelta(days=30)
EVALUATE_AFTER_MONTHS = 3
MONTHS_A_YEAR = 12
SATURDAY = 5
QUOTED = 160
CARRIED = (
    "title", "description", "source", "theme", "nature", "seriousness", "extent", "causes", "evaluation_occasion",
    "evaluation_question", "evaluation_method", "informed", "involved", "equipping", "other_initiatives",
    "feedback_methods", "carrying_on", "if_not_working", "anything_else", "is_confidential",
)  # fmt: skip


@dataclass(frozen=True)
class Dates:
    """The four dates of a plan, in order (R28)."""

    starts_on: date
    implement_by: date
    evaluate_on: date
    expected_closing_on: date


def dates_from(today: date) -> Dates:
    """Start today, carried out in a month, evaluated in three, closed when evaluated; never on a holiday."""
    evaluate_on = working_day(months_after(today, EVALUATE_AFTER_MONTHS))
    return Dates(today, working_day(today + IMPLEMENT_AFTER), evaluate_on, evaluate_on)


def months_after(day: date, months: int) -> date:
    """The same day of the month that many months later, or the last one there is."""
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def working_day(day: date) -> date:
    """That day, or the next one that is neither weekend nor holiday."""
    free = holidays.country_holidays(settings.COUNTRY, years=[day.year, day.year + 1])
    while day.weekday() >= SATURDAY or day in free:
        day += timedelta(days=1)
    return day


def criterion_for(title: str) -> str:
    """A success criterion that needs a yes and not an essay."""
    if not title.strip():
        return _("At least half of the colleagues answer yes when asked whether it has become better.")
    return _("At least half of the colleagues answer yes when asked whether it has become better: “%(problem)s”.") % {
        "problem": title.strip()[:QUOTED]
    }


def theme_code_for(text: str) -> str:
    """The theme whose words the text uses most, "" when none or when two are level."""
    hits = sorted(((sum(_occurs(word, text) for word in words), code) for code, words in THEME_WORDS.items()), reverse=True)
    return hits[0][1] if hits and hits[0][0] > hits[1][0] else ""


def _occurs(word: str, text: str) -> bool:
    """A word of the text begins with it; one that ends in a space must be the whole word."""
    end = r"\b" if word.endswith(" ") else ""
    return re.search(rf"\b{re.escape(word.strip())}{end}", text, re.IGNORECASE) is not None


def owner_for(writer: int, directory: Directory) -> int | None:
    """Whoever writes, when he or she works in the unit, leads it or sits in its group; else the unit's manager."""
    near = {*directory.colleague_ids, *directory.amr_ids, *directory.leader_ids, directory.manager_id}
    if writer in near or not directory.employed(directory.manager_id):
        return writer
    return directory.manager_id


def evaluator_for(owner: int | None, directory: Directory) -> int | None:
    """Somebody other than the owner, best the work-environment representative; the owner when there is nobody else."""
    near = [*directory.amr_ids, *directory.leader_ids, directory.manager_id]
    others = [pk for pk in near if pk != owner and directory.employed(pk)]
    return others[0] if others else owner


def carried_over(parts: Mapping[str, Any]) -> dict[str, Any]:
    """The texts, the people and the criteria of an earlier plan; its measures and dates stay with it."""
    kept = {name: parts[name] for name in CARRIED if parts[name]}
    criteria = {f"{CRITERION}{uuid4()}": row for row in rows(parts, CRITERION).values()}
    return kept | criteria


def copied_over(parts: Mapping[str, Any], *, responsible: int | None, due_on: date) -> dict[str, Any]:
    """The texts, criteria and measures of another unit's plan; its people and dates stay there."""
    kept = {name: value for name, value in carried_over(parts).items() if name not in ("informed", "involved")}
    measures = (row._replace(responsible=responsible, due_on=due_on) for row in rows(parts, MEASURE).values())
    return kept | {f"{MEASURE}{uuid4()}": row for row in measures}
