"""The net as a picture: at most ten spokes clockwise from the top, 0 in the middle, the highest level at the rim."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from annualcycle.competence_page import TaskLine
from annualcycle.models.competences import HIGHEST

SIZE = 440
MIDDLE = SIZE // 2
HUB, RIM, NUMBERS = 20, 182, 203  # radii: level 0, the highest level, where the spokes' numbers stand
FEWEST = 3  # fewer spokes are no net


@dataclass(frozen=True)
class Spoke:
    """One task by its number: where it ends, the level it takes, and how far those who are there reach."""

    number: int
    end: tuple[int, int]
    at: tuple[int, int]
    needed: tuple[int, int]
    middle: tuple[int, int] | None
    low: tuple[int, int] | None
    high: tuple[int, int] | None


@dataclass(frozen=True)
class Ring:
    """The line of one level."""

    level: int
    points: str
    y: int


@dataclass(frozen=True)
class Net:
    """What is drawn; a polygon is given as the points of an SVG."""

    rings: tuple[Ring, ...]
    spokes: tuple[Spoke, ...]
    needed: str
    median: str


def drawn(lines: Sequence[TaskLine]) -> Net | None:
    """None where there are too few tasks for a net. The median is a line only where each task has one."""
    if len(lines) < FEWEST:
        return None
    step = 2 * pi / len(lines)
    angles = [step * n for n in range(len(lines))]
    spokes = tuple(_spoke(number, line, angle) for number, (line, angle) in enumerate(zip(lines, angles, strict=True), 1))
    rings = tuple(Ring(level, _points([_at(level, angle) for angle in angles]), _at(level, 0)[1]) for level in range(1, HIGHEST + 1))
    middles = [spoke.middle for spoke in spokes if spoke.middle]
    return Net(rings, spokes, _points([spoke.needed for spoke in spokes]), _points(middles) if len(middles) == len(spokes) else "")


def _spoke(number: int, line: TaskLine, angle: float) -> Spoke:
    low, middle, high = (None if level is None else _at(level, angle) for level in (line.lowest, line.median, line.highest))
    return Spoke(number, _at(HIGHEST, angle), _around(NUMBERS, angle), _at(line.task.needed, angle), middle, low, high)


def _at(level: float, angle: float) -> tuple[int, int]:
    return _around(HUB + (RIM - HUB) * level / HIGHEST, angle)


def _around(radius: float, angle: float) -> tuple[int, int]:
    return round(MIDDLE + radius * sin(angle)), round(MIDDLE - radius * cos(angle))


def _points(places: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{x},{y}" for x, y in places)
