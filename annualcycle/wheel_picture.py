"""The wheel as a picture: twelve sectors clockwise from January, each activity a numbered dot in its month."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, sin

from annualcycle.wheel_year import Month, WheelYear

SIZE = 520
MIDDLE = SIZE // 2
HUB, RIM, NAMES = 78, 256, 236  # radii: the hole, the edge, where the months' names stand
RINGS = ((200, 3), (168, 2), (136, 2), (104, 1))  # how many dots stand side by side at which radius
MOST = sum(room for _radius, room in RINGS)
SECTOR = pi / 6


@dataclass(frozen=True)
class Dot:
    """One activity by its number, or "+3" for those there is no room for."""

    x: int
    y: int
    label: str
    state: str


@dataclass(frozen=True)
class Sector:
    """One month."""

    path: str
    name: str
    x: int
    y: int
    is_now: bool
    dots: tuple[Dot, ...]


def sectors(year: WheelYear) -> list[Sector]:
    """January begins at the top."""
    return [_sector(month) for month in year.months]


def _sector(month: Month) -> Sector:
    begins = (month.number - 1) * SECTOR
    (x0, y0), (x1, y1) = _at(RIM, begins), _at(RIM, begins + SECTOR)
    (x2, y2), (x3, y3) = _at(HUB, begins + SECTOR), _at(HUB, begins)
    path = f"M{x0} {y0}A{RIM} {RIM} 0 0 1 {x1} {y1}L{x2} {y2}A{HUB} {HUB} 0 0 0 {x3} {y3}Z"
    x, y = _at(NAMES, begins + SECTOR / 2)
    return Sector(path, month.name[:3], x, y + 5, month.is_now, tuple(_dots(month, begins)))


def _dots(month: Month, begins: float) -> Iterator[Dot]:
    shown, more = month.entries, 0
    if len(shown) > MOST:
        shown, more = shown[: MOST - 1], len(shown) - MOST + 1
    said = [(str(one.number), one.state.value) for one in shown] + ([(f"+{more}", "more")] if more else [])
    for (x, y), (label, state) in zip(_places(begins, len(said)), said, strict=True):
        yield Dot(x, y, label, state)


def _places(begins: float, count: int) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    for radius, room in RINGS:
        here = min(room, count - len(places))
        places += [_at(radius, begins + SECTOR * (2 * n + 1) / (2 * here)) for n in range(here)]
    return places


def _at(radius: int, angle: float) -> tuple[int, int]:
    return round(MIDDLE + radius * sin(angle)), round(MIDDLE - radius * cos(angle))
