"""Guiding questions with one clear and one vague example, in our own words; folded away until wanted."""

from safetynet.common.renderer import Guidance

GUIDANCE: dict[str, Guidance] = {}
MEASURE_GUIDANCE: dict[str, Guidance] = {}
CRITERION_GUIDANCE: dict[str, Guidance] = {}
