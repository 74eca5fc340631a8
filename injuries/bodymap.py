"""The picture of the body: which parts have a place in it, seen from the front and from behind. Pure geometry, no words of anybody.

The same areas serve a report (each is the label of a tick box) and figures (each is tinted by a count). Codes are ESAW parts of the
body (`injuries.codes.body`); a paired part has its side in its key, `53-left` is the person's own left hand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WIDTH, HEIGHT = 320, 656  # of one figure; an area is at least 46 wide and high, so that a thumb hits it on a phone
VIEW_BOX = f"0 0 {WIDTH} {HEIGHT}"
LEFT, RIGHT, BOTH = "left", "right", "both"
Points = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Area:
    """One part of the body as one taps it; `front` and `back` are SVG paths, "" where it is not seen from there."""

    code: str
    label: str | Promise
    side: str = ""
    front: str = ""
    back: str = ""

    @property
    def key(self) -> str:
        """The value of its tick box."""
        return f"{self.code}-{self.side}" if self.side else self.code


@dataclass(frozen=True)
class Shape:
    """An area of one figure with the level of its tint ("" for none)."""

    path: str
    code: str
    level: str


@dataclass(frozen=True)
class Figure:
    """The body seen from one side."""

    name: str | Promise
    shapes: tuple[Shape, ...]


def _path(points: Points) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in points) + " Z"


def _mirrored(points: Points) -> Points:
    return tuple((WIDTH - x, y) for x, y in points)


def _pair(code: str, left: str | Promise, right: str | Promise, points: Points) -> tuple[Area, Area]:
    """`points` is the shape at the viewer's left: the person's right side from the front, the left one from behind."""
    here, there = _path(points), _path(_mirrored(points))
    return Area(code, left, LEFT, there, here), Area(code, right, RIGHT, here, there)


_CROWN = "M122 58 Q119 4 160 4 Q201 4 198 58 Z"
_FACE = "M122 61 L198 61 Q197 114 160 118 Q123 114 122 61 Z"
_SKULL = "M122 61 Q119 4 160 4 Q201 4 198 61 Q197 114 160 118 Q123 114 122 61 Z"
_NECK = _path(((138, 121), (182, 121), (186, 142), (222, 167), (98, 167), (134, 142)))
_CHEST = _path(((99, 170), (221, 170), (226, 222), (222, 262), (98, 262), (94, 222)))
_BELLY = _path(((98, 265), (222, 265), (226, 330), (94, 330)))
_SHOULDER = ((96, 170), (62, 176), (46, 196), (40, 222), (91, 222))
_ARM = ((40, 225), (91, 225), (84, 300), (77, 340), (30, 340), (33, 290))
_WRIST = ((30, 343), (77, 343), (75, 389), (27, 389))
_HAND = ((26, 392), (75, 392), (77, 442), (21, 442))
_FINGERS = ((20, 445), (77, 445), (72, 482), (62, 496), (28, 496), (17, 480))
_HIP = ((93, 333), (158, 333), (158, 384), (86, 384))
_LEG = ((86, 387), (158, 387), (152, 460), (150, 500), (100, 500), (92, 450))
_ANKLE = ((101, 503), (150, 503), (148, 550), (102, 550))
_FOOT = ((102, 553), (148, 553), (150, 600), (93, 600))
_TOES = ((92, 603), (150, 603), (150, 640), (142, 652), (94, 652), (84, 638))

AREAS: tuple[Area, ...] = (
    Area("10", _("Head"), front=_CROWN, back=_SKULL),
    Area("12", _("Face"), front=_FACE),
    Area("13", _("Eye")),
    Area("14", _("Ear")),
    Area("15", _("Teeth")),
    Area("20", _("Neck"), front=_NECK, back=_NECK),
    Area("42", _("Chest"), front=_CHEST),
    Area("43", _("Belly and pelvis"), front=_BELLY),
    Area("41", _("Shoulder blades and ribs"), back=_CHEST),
    Area("30", pgettext_lazy("body part", "Back"), back=_BELLY),
    *_pair("51", _("Left shoulder"), _("Right shoulder"), _SHOULDER),
    *_pair("52", _("Left arm or elbow"), _("Right arm or elbow"), _ARM),
    *_pair("55", _("Left wrist"), _("Right wrist"), _WRIST),
    *_pair("53", _("Left hand"), _("Right hand"), _HAND),
    *_pair("54", _("Fingers of the left hand"), _("Fingers of the right hand"), _FINGERS),
    *_pair("61", _("Left hip"), _("Right hip"), _HIP),
    *_pair("62", _("Left leg or knee"), _("Right leg or knee"), _LEG),
    *_pair("63", _("Left ankle"), _("Right ankle"), _ANKLE),
    *_pair("64", _("Left foot"), _("Right foot"), _FOOT),
    *_pair("65", _("Toes of the left foot"), _("Toes of the right foot"), _TOES),
    Area("71", _("The whole body")),
)
BY_KEY = {area.key: area for area in AREAS}


def parts_of(keys: Iterable[str]) -> tuple[tuple[str, ...], str]:
    """The codes of the ticked areas in their order, and the side they are on: left, right, both, or "" for none."""
    areas = [BY_KEY[key] for key in keys if key in BY_KEY]
    sides = {area.side for area in areas if area.side}
    return tuple(dict.fromkeys(area.code for area in areas)), BOTH if len(sides) > 1 else "".join(sides)


def keys_of(codes: Iterable[str], side: str) -> list[str]:
    """The areas that such codes and side were ticked as; a code with no area of its own is left out."""
    wanted = set(codes)
    return [area.key for area in AREAS if area.code in wanted and (not area.side or not side or side in (area.side, BOTH))]


def drawn(levels: Mapping[str, str]) -> tuple[Figure, Figure]:
    """Both figures for `injuries/_body_map.html`, each area tinted by the level of its code; a table twin says the same."""
    front = tuple(Shape(area.front, area.code, levels.get(area.code, "")) for area in AREAS if area.front)
    back = tuple(Shape(area.back, area.code, levels.get(area.code, "")) for area in AREAS if area.back)
    return Figure(pgettext_lazy("body", "Front"), front), Figure(pgettext_lazy("body", "Back"), back)
