"""Pictures that only show, as SVG: the same file for the page (as an image of its own address) and the PDF.

A picture is never alone: the page puts its sentence above (also the `alt`) and its figures in a table beneath.
Series differ by colour and by a letter or a dash, and every value that has room stands in the picture.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

INK = "#17262c"
INK_LIGHT = "#4d5f66"
GRID = "#dbe3e6"
ACCENT = "#0b5a6b"
ROOM_FROM = 0.04  # of the longest bar: a value upon less covers its neighbours
# Many readers of PDF (those of Chrome and Edge among them) cut a label to the box of its letters, a little short: a stroke that
# nobody sees makes the box wide enough.
UNSEEN_STROKE = "stroke: #fff; stroke-opacity: 0; stroke-width: 3px;"
FONT = "'IBM Plex Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"


@dataclass(frozen=True)
class Series:
    """One kind of thing in a picture: its name, a letter that tells it without colour, its fill and the text upon it."""

    name: str
    letter: str
    fill: str
    on_fill: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Line:
    """One line of shares in per cent; None where there is nothing to take a share of."""

    name: str
    values: tuple[int | None, ...]
    is_main: bool = True


@dataclass(frozen=True)
class Steps:
    """A share in per cent that changes at single days: points of (day, share), each holding until the next."""

    name: str
    points: tuple[tuple[int, float], ...]
    is_main: bool = True


def stacked_columns(columns: Sequence[str], series: Sequence[Series], *, width: int = 800, height: int = 340) -> str:
    """Columns side by side, each stacked from the series, the first at the bottom; letter and value stand in each part."""
    return _svg(_stacked(columns, series, 0.78) + _in_order(columns), width, height)


def bars(names: Sequence[str], series: Sequence[Series], *, width: int = 800) -> str:
    """Lying bars from the top down, one for each name; the first series begins at the left."""
    from lets_plot import coord_flip  # noqa: PLC0415  only where a picture is drawn

    shown = [_short(name) for name in names]
    plot = _stacked(shown, series, 0.72) + _in_order(list(reversed(shown))) + coord_flip()
    return _svg(plot, width, bars_height_of(len(shown)), grid="x")


def bars_height_of(count: int) -> int:
    """How high a picture with that many lying bars is."""
    return 80 + 34 * max(count, 2)


def share_lines(columns: Sequence[str], lines: Sequence[Line], *, width: int = 800, height: int = 300) -> str:
    """Shares from 0 to 100 per cent over time, with a gap where there is none; the main line is whole, the others dashed."""
    from lets_plot import geom_line, geom_point, geom_text, scale_y_continuous  # noqa: PLC0415

    rows = [
        {
            "column": columns[place],
            "value": value,
            "text": f"{value} %" if line.is_main else "",
            "name": line.name,
            "run": f"{line.name}{run}",
        }
        for line in lines
        for run, place, value in _runs(line.values)
    ]
    plot = _plot(rows, "column", "value", group="run", color="name") + _line_looks(lines)
    plot += geom_line(_by(linetype="name", size="name"), tooltips="none") + geom_point(_by(shape="name"), size=4, tooltips="none")
    plot += geom_text(_by(label="text"), nudge_y=10, family="PLEX", size=6, color=INK, show_legend=False)
    plot += scale_y_continuous(limits=[0, 114], breaks=[0, 25, 50, 75, 100], labels=["0 %", "25 %", "50 %", "75 %", "100 %"])
    return _svg(plot + _in_order(columns), width, height)


def share_steps(lines: Sequence[Steps], marks: Sequence[int], axis: str, *, width: int = 800, height: int = 340) -> str:
    """Shares that fall or rise in steps along days; the main line is whole, the others dashed; the axis says its unit."""
    from lets_plot import geom_step, scale_x_continuous, scale_y_continuous  # noqa: PLC0415

    rows = [{"day": day, "value": value, "name": line.name} for line in lines for day, value in line.points]
    plot = _plot(rows, "day", "value", group="name", color="name") + _line_looks(lines)
    plot += geom_step(_by(linetype="name", size="name"), tooltips="none")
    plot += scale_y_continuous(limits=[0, 100], breaks=[0, 25, 50, 75, 100], labels=["0 %", "25 %", "50 %", "75 %", "100 %"])
    plot += scale_x_continuous(breaks=list(marks), labels=[f"{day} {axis}" if day == marks[-1] else str(day) for day in marks])
    return _svg(plot, width, height)


def columns_against(
    columns: Sequence[str],
    values: Sequence[int],
    line: Sequence[float | None],
    names: tuple[str, str],
    *,
    width: int = 800,
    height: int = 340,
) -> str:
    """Columns with their values, and a dashed line to hold them against; `names` are those of columns and line."""
    from lets_plot import geom_line, geom_point, geom_text, scale_y_continuous  # noqa: PLC0415  only where a picture is drawn

    highest = max(*values, *(round(one) for one in line if one is not None), 1)
    plot = _stacked(columns, [Series(names[0], "", "#b4d5dd", INK, tuple(values))], 0.72) + _in_order(columns)
    there = [(column, value) for column, value in zip(columns, line, strict=True) if value is not None]
    if there:
        points: dict[str, list[Any]] = {
            "name": [column for column, _value in there],
            "value": [value for _column, value in there],
            "goal": [names[1]] * len(there),
        }
        drawn: dict[str, Any] = {"data": points, "color": INK, "tooltips": "none", "show_legend": False}
        plot += geom_line(_by("name", "value", group="goal"), linetype="dashed", size=1.4, **drawn)
        plot += geom_point(_by("name", "value"), shape=17, size=4, **drawn)
        last = {key: values[-1:] for key, values in points.items()}
        last["value"], last["goal"] = [highest * 1.1], [f"▲ {names[1]}"]
        plot += geom_text(_by("name", "value", label="goal"), data=last, family="PLEX", size=6, color=INK)
    return _svg(plot + scale_y_continuous(breaks=whole_steps(highest), limits=[0, highest * 1.15]), width, height)


def _stacked(names: Sequence[str], series: Sequence[Series], breadth: float) -> Any:
    from lets_plot import (  # noqa: PLC0415
        geom_bar,
        geom_text,
        position_stack,
        scale_color_identity,
        scale_fill_manual,
        scale_y_continuous,
    )

    highest = max(sum(one.values[place] for one in series) for place in range(len(names)))
    rows = [
        {
            "name": name,
            "part": one.name,
            "value": one.values[place],
            "text": f"{one.values[place]} {one.letter}".strip() if one.values[place] > ROOM_FROM * highest else "",
            "color": one.on_fill,
        }
        for one in series
        for place, name in enumerate(names)
    ]
    legend = [f"{one.letter} = {one.name}" if one.letter else one.name for one in series]
    fills = scale_fill_manual(values=[one.fill for one in series], breaks=[one.name for one in series], labels=legend, name="")
    values = geom_text(_by(label="text", color="color"), position=position_stack(vjust=0.5), family="PLEX", size=5.8, show_legend=False)
    drawn = geom_bar(stat="identity", width=breadth, color=INK, size=0.4, tooltips="none")
    scale = scale_y_continuous(breaks=whole_steps(highest))
    return _plot(rows, "name", "value", fill="part") + drawn + values + fills + scale + scale_color_identity()


def whole_steps(highest: int) -> list[int]:
    """Marks of an axis that counts: whole numbers, at most seven of them."""
    step = next(step * 10**power for power in range(9) for step in (1, 2, 5) if highest <= 6 * step * 10**power)
    return list(range(0, highest + 1, step))


def _runs(values: Sequence[int | None]) -> Iterator[tuple[int, int, int]]:
    """Each value with its place and the number of the unbroken run it belongs to."""
    run = 0
    for place, value in enumerate(values):
        if value is None:
            run += 1
        else:
            yield run, place, value


def _line_looks(lines: Sequence[Line | Steps]) -> Any:
    from lets_plot import scale_color_manual, scale_linetype_manual, scale_shape_manual, scale_size_manual  # noqa: PLC0415

    names = [line.name for line in lines]
    of = {"breaks": names, "name": ""}
    return (
        scale_color_manual([ACCENT if line.is_main else INK_LIGHT for line in lines], **of)
        + scale_linetype_manual(["solid" if line.is_main else "dashed" for line in lines], **of)
        + scale_shape_manual([16 if line.is_main else 17 for line in lines], **of)
        + scale_size_manual([1.6 if line.is_main else 0.9 for line in lines], guide="none", breaks=names)
    )


def _plot(rows: list[dict[str, Any]], x: str, y: str, **more: str) -> Any:
    from lets_plot import ggplot  # noqa: PLC0415

    return ggplot(_columns(rows), _by(x, y, **more))


def _by(*args: str, **more: str) -> Any:
    from lets_plot import aes  # noqa: PLC0415

    return aes(*args, **more)


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {key: [row[key] for row in rows] for key in rows[0]}


def _in_order(names: Sequence[str]) -> Any:
    from lets_plot import scale_x_discrete  # noqa: PLC0415

    return scale_x_discrete(limits=list(names))


def _short(name: str, limit: int = 34) -> str:
    return name if len(name) <= limit else f"{name[: limit - 1].rstrip()}…"


def _svg(plot: Any, width: int, height: int, grid: str = "y") -> str:
    from lets_plot import element_blank, element_line, element_text, ggsize, theme, theme_minimal  # noqa: PLC0415

    look = {
        "text": element_text(color=INK, family="PLEX", size=14),
        "axis_text": element_text(color=INK, size=13),
        "axis_title": element_blank(),
        "axis_ticks": element_blank(),
        "panel_grid_major_x": element_line(color=GRID, size=0.6) if grid == "x" else element_blank(),
        "panel_grid_major_y": element_line(color=GRID, size=0.6) if grid == "y" else element_blank(),
        "panel_grid_minor": element_blank(),
        "legend_position": "bottom",
        "legend_text": element_text(size=13),
        "plot_margin": 4,
    }
    svg: str = (plot + theme_minimal() + theme(**look) + ggsize(width, height)).to_svg()
    svg = svg.replace("text-rendering: optimizeLegibility;", f"text-rendering: optimizeLegibility; {UNSEEN_STROKE}")
    return svg.replace("font-family: PLEX", f"font-family: {FONT}").replace("font-family:PLEX", f"font-family:{FONT}")
