"""The picture of the body: every area is a code there is, and large enough to hit."""

import re

import pytest

from injuries import bodymap
from injuries.codes.tables import Table, code_table

SMALLEST = 44


def corners(path):
    numbers = [int(one) for one in re.findall(r"\d+", path)]
    return numbers[::2], numbers[1::2]


def test_every_area_is_a_part_of_the_body_that_the_authority_knows():
    assert {area.code for area in bodymap.AREAS} <= set(code_table(Table.BODY))
    assert len(bodymap.BY_KEY) == len(bodymap.AREAS)


@pytest.mark.parametrize("area", [area for area in bodymap.AREAS if area.front or area.back], ids=lambda area: area.key)
def test_every_area_is_as_large_as_a_thumb_and_within_the_picture(area):
    for path in filter(None, (area.front, area.back)):
        across, down = corners(path)
        assert max(across) - min(across) >= SMALLEST
        assert max(down) - min(down) >= SMALLEST
        assert (min(across) >= 0, max(across) <= bodymap.WIDTH, max(down) <= bodymap.HEIGHT) == (True, True, True)


def test_left_is_the_persons_own_left_from_both_sides():
    hand = bodymap.BY_KEY["53-left"]
    assert min(corners(hand.front)[0]) > bodymap.WIDTH / 2
    assert max(corners(hand.back)[0]) < bodymap.WIDTH / 2


@pytest.mark.parametrize(
    ("keys", "codes", "side"),
    [
        (["54-left", "53-left"], ("54", "53"), "left"),
        (["53-left", "53-right"], ("53",), "both"),
        (["30"], ("30",), ""),
        (["30", "63-right"], ("30", "63"), "right"),
        (["nonsense", "99-left"], (), ""),
        ([], (), ""),
    ],
)
def test_ticked_areas_are_told_as_codes_and_a_side(keys, codes, side):
    assert bodymap.parts_of(keys) == (codes, side)


def test_codes_and_side_lead_back_to_the_areas():
    assert bodymap.keys_of(("53", "30"), "left") == ["30", "53-left"]
    assert bodymap.keys_of(("53",), "both") == ["53-left", "53-right"]
    assert bodymap.keys_of(("53",), "") == ["53-left", "53-right"]


def test_figures_tint_every_area_of_a_code_on_both_sides():
    front, back = bodymap.drawn({"53": "4", "30": "hidden"})

    assert [shape.level for shape in front.shapes if shape.code == "53"] == ["4", "4"]
    assert [shape.level for shape in back.shapes if shape.code == "30"] == ["hidden"]
    assert {shape.level for shape in front.shapes if shape.code == "42"} == {""}
