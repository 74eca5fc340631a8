"""What rooms above show beside a plan that is being written: their addresses by name, set in `safetynet.urls`, unknown here.

Each is asked with `?unit=` and `?theme=`, answers with a part of a page to HTMX and with a page of its own to a link.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Panel:
    """One address, and the words of the link that leads there without JavaScript."""

    url_name: str
    label: str | Promise


BESIDE_A_PLAN: list[Panel] = []


def beside_a_plan(unit_id: int, theme_id: int | None) -> list[tuple[str, str | Promise]]:
    """Address and label of each panel for a plan of that unit."""
    words = urlencode({"unit": unit_id, "theme": theme_id or ""})
    return [(f"{reverse(panel.url_name)}?{words}", panel.label) for panel in BESIDE_A_PLAN]
