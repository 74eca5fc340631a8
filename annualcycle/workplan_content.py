"""A work plan's content as plain values: as it is being written or as it stood when it was adopted; and what changed between two."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from annualcycle.models import Goal, WorkPlan, WorkPlanGoal
from annualcycle.models.wheel import WheelActivity
from orgstructure.models import Committee

Content = Mapping[str, Any]
TEXTS: Final = ("background", "organisation", "related")


def content_of(plan: WorkPlan) -> dict[str, Any]:
    """Title, period, texts, lines with goal, place, what they serve, will and follow-up, and the theme days of the wheel. Four queries."""
    lines = plan.lines.select_related("goal__committee", "goal__unit").prefetch_related("goal__parents__committee")
    return {
        "title": plan.title,
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        **{name: getattr(plan, name) for name in TEXTS},
        "lines": [_line(line, plan.committee_id) for line in lines],
        "theme_days": _theme_days(plan.committee, range(plan.first_year, plan.last_year + 1)),
    }


def _line(line: WorkPlanGoal, committee_id: int) -> dict[str, Any]:
    goal = line.goal
    serves = [{"title": above.title, "place": above.place.name if above.place else ""} for above in goal.parents.all() if _is_open(above)]
    return {
        "goal": goal.pk,
        "title": goal.title,
        "place": goal.place.name if goal.place else "",
        "is_own": goal.committee_id == committee_id,
        "serves": sorted(serves, key=lambda one: str(one["title"])),
        "will": line.will,
        "follow_up": line.follow_up,
    }


def _is_open(goal: Goal) -> bool:
    return goal.status != Goal.Status.DRAFT


def _theme_days(committee: Committee, years: range) -> list[dict[str, Any]]:
    rows = WheelActivity.objects.in_wheels_of(committee).filter(kind=WheelActivity.Kind.THEME_DAY)
    left_out = {row.adapts_id for row in rows.filter(adapts__isnull=False, committee=committee, is_left_out=True)}
    found = [row for row in rows.filter(adapts=None).order_by("month", "title", "pk") if row.pk not in left_out]
    return [{"title": row.title, "month": row.month, "year": year} for year in years for row in found if row.falls_in(year)]


def changes(before: Content, now: Content) -> list[str]:
    """What differs, a sentence each; nothing where nothing does."""
    return list(_changes(before, now))


def _changes(before: Content, now: Content) -> Iterator[str]:
    names = {"background": _("Background"), "organisation": _("Organisation and follow-up"), "related": _("Related programmes")}
    if before["title"] != now["title"]:
        yield _("The title was “%(title)s”.") % {"title": before["title"]}
    if (before["first_year"], before["last_year"]) != (now["first_year"], now["last_year"]):
        yield _("The period was %(first)s–%(last)s.") % {"first": before["first_year"], "last": before["last_year"]}
    for name in TEXTS:
        if before[name] != now[name]:
            yield _("“%(part)s” is written anew.") % {"part": names[name]}
    was, is_now = ({line["goal"]: line for line in content["lines"]} for content in (before, now))
    yield from _changed_lines(was, is_now)
    if list(was) != list(is_now) and set(was) == set(is_now):
        yield _("The goals stand in another order.")


def _changed_lines(was: Mapping[int, Content], is_now: Mapping[int, Content]) -> Iterator[str]:
    for key, line in is_now.items():
        said = {"goal": line["title"]}
        if key not in was:
            yield _("New goal: “%(goal)s”.") % said
        elif was[key]["will"] != line["will"]:
            yield _("What we will do about “%(goal)s” is written anew.") % said
        elif was[key]["follow_up"] != line["follow_up"]:
            yield _("How “%(goal)s” is followed up is written anew.") % said
    for key, line in was.items():
        if key not in is_now:
            yield _("No longer in the plan: “%(goal)s”.") % {"goal": line["title"]}
