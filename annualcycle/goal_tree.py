"""The goals from the nation down to one committee as a picture and a list: a column a level, a box a goal, a line to what it serves."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import wrap
from typing import Final, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annualcycle.goal_page import PlaceGoals, Standing, number
from annualcycle.models import Goal, GoalLink, Reached
from annualcycle.reports.progress import Progress
from annualcycle.reports.rollup import RollUp

WIDE, HIGH, BETWEEN, GAP, TOP = 210, 92, 54, 14, 34
MOST_A_LEVEL: Final = 8
MOST_MEASURED: Final = 6
LETTERS, LINES = 27, 3


@dataclass(frozen=True)
class Box:
    """One goal where it lies, with how it stands."""

    goal: Goal
    x: int
    y: int
    state: str  # on, off, or "" where nobody can tell
    figure: str
    plans: str
    serves: tuple[str, ...]

    @property
    def lines(self) -> list[tuple[int, str]]:
        """Its title in as many lines as there is room for, each with its height."""
        said = wrap(self.goal.title, LETTERS)
        if len(said) > LINES:
            said = [*said[: LINES - 1], f"{said[LINES - 1][: LETTERS - 1]}…"]
        return [(self.y + 20 + 16 * place, line) for place, line in enumerate(said)]

    @property
    def foot(self) -> int:
        """Where its figure stands."""
        return self.y + HIGH - 10


@dataclass(frozen=True)
class Level:
    """A column: the nation, or one committee."""

    name: str
    x: int
    boxes: tuple[Box, ...]
    more: int


@dataclass(frozen=True)
class GoalTree:
    """All goals in force on the way from the nation to the committee."""

    levels: tuple[Level, ...]
    paths: tuple[str, ...]
    width: int
    height: int

    @classmethod
    def of(cls, page: PlaceGoals, *, now: datetime, today: date) -> Self | None:
        """Of a committee's goals; None where there is nothing to draw. One query, and those of at most six goals not counted that day."""
        known = [goal for goal in [*page.above, *(line.goal for line in page.lines)] if goal.is_running(today.year)]
        goals = sorted(known, key=_place_and_age)
        if len({goal.committee_id for goal in goals}) < 2:  # noqa: PLR2004  one level is a list, not a tree
            return None
        pairs = list(GoalLink.objects.filter(goal__in=goals, parent__in=goals).values_list("goal", "parent"))
        levels = _levels(goals, _standing(goals, page.standing, now, today), page.standing.plans, _served(goals, pairs))
        shown = {box.goal.pk: box for level in levels for box in level.boxes}
        paths = tuple(_path(shown[parent], shown[goal]) for goal, parent in pairs if goal in shown and parent in shown)
        tallest = max(len(level.boxes) + bool(level.more) for level in levels)
        return cls(levels, paths, len(levels) * (WIDE + BETWEEN) - BETWEEN + 2, TOP + tallest * (HIGH + GAP))

    @property
    def sentence(self) -> str:
        """What the picture shows."""
        many = sum(len(level.boxes) + level.more for level in self.levels)
        said = ngettext("%(count)s goal in force on %(levels)s levels", "%(count)s goals in force on %(levels)s levels", many)
        on, off = (sum(box.state == state for level in self.levels for box in level.boxes) for state in ("on", "off"))
        told = said % {"count": many, "levels": len(self.levels)}
        return _("%(goals)s; %(on)s on track or reached, %(off)s not.") % {"goals": told, "on": on, "off": off}


def _place_and_age(goal: Goal) -> tuple[int, int, int]:
    return (goal.committee.depth if goal.committee else -1, goal.first_year, goal.pk)


def _standing(goals: Sequence[Goal], known: Standing, now: datetime, today: date) -> Mapping[int, tuple[str, str]]:
    """By goal “on” or “off” with a figure in words: by its newest figure, or else by its newest judgement."""
    found: dict[int, tuple[str, str]] = {}
    for one in known.newest.values():
        said = f"{one.year}: {one.get_verdict_display()}"
        found[one.goal_id] = ({Reached.REACHED: "on", Reached.NOT_REACHED: "off"}.get(Reached(one.verdict), ""), said)
    for goal in [goal for goal in goals if goal.measured_by][:MOST_MEASURED]:
        progress = Progress.of(goal, now=now, today=today)
        newest = progress.newest if progress else None
        if progress and newest:
            state = {True: "on", False: "off", None: ""}[progress.is_on_track]
            figures = {"value": number(newest.value), "year": newest.year, "target": number(progress.target)}
            found[goal.pk] = (state, _("%(value)s in %(year)s, goal %(target)s") % figures)
    return found


def _served(goals: Sequence[Goal], pairs: Sequence[tuple[int, int]]) -> Mapping[int, tuple[str, ...]]:
    titles = {goal.pk: goal.title for goal in goals}
    found: dict[int, list[str]] = defaultdict(list)
    for goal, parent in pairs:
        found[goal].append(titles[parent])
    return {pk: tuple(served) for pk, served in found.items()}


def _levels(
    goals: Sequence[Goal], standing: Mapping[int, tuple[str, str]], rolled: Mapping[int, RollUp], serves: Mapping[int, tuple[str, ...]]
) -> tuple[Level, ...]:
    by_place: dict[int | None, list[Goal]] = {}
    for goal in goals:
        by_place.setdefault(goal.committee_id, []).append(goal)
    levels = []
    for column, own in enumerate(by_place.values()):
        x = 1 + column * (WIDE + BETWEEN)
        boxes = []
        for row, goal in enumerate(own[:MOST_A_LEVEL]):
            state, figure = standing.get(goal.pk, ("", ""))
            y = TOP + row * (HIGH + GAP)
            boxes.append(Box(goal, x, y, state, figure, _plans(rolled[goal.pk]), serves.get(goal.pk, ())))
        name = own[0].committee.name if own[0].committee else _("National goals")
        levels.append(Level(name, x, tuple(boxes), max(len(own) - MOST_A_LEVEL, 0)))
    return tuple(levels)


def _plans(rolled: RollUp) -> str:
    if not rolled.plans:
        return ""
    said = ngettext("%(count)s plan, %(helped)s helped", "%(count)s plans, %(helped)s helped", rolled.plans)
    return said % {"count": rolled.plans, "helped": rolled.helped}


def _path(above: Box, below: Box) -> str:
    """A line from the right edge of what is served to the left edge of what serves it."""
    x0, y0, x1, y1 = above.x + WIDE, above.y + HIGH // 2, below.x, below.y + HIGH // 2
    bend = (x0 + x1) // 2
    return f"M{x0} {y0}C{bend} {y0} {bend} {y1} {x1} {y1}"
