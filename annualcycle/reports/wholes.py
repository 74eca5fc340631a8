"""The units of which a level holds (nearly) all that lies under them: what is published of subtrees is told of these only.

A committee covers the office of its hospital, or of the region, as a unit like any other; the subtree under that unit is not its own
for that. Plans are counted unit by unit (`Level.area`); injuries, surveys and self-audits are published of subtrees.
"""

from collections import Counter
from datetime import date
from typing import Final

from orgstructure.access import Scope
from orgstructure.levels import Level
from orgstructure.models import Engagement, Unit

NEARLY_ALL: Final = 0.9  # of the units with employees, or covered by itself


def wholes_of(level: Level, day: date) -> list[Unit]:
    """The topmost of them, itself for a unit. Two queries at most."""
    if level.unit:
        return [level.unit]
    covered = dict(level.covered)
    roots = {path.strip("/").split("/")[0] for path in covered.values()}
    there = Engagement.objects.current(day).filter(Scope(tuple(f"/{pk}/" for pk in roots)).where("unit"))
    units = {*there.values_list("unit", "unit__path").distinct(), *level.covered} if covered else set()
    everything, held = Counter[str](), Counter[str]()
    for pk, path in units:
        steps = path.strip("/").split("/")
        for above in ("/".join(steps[: place + 1]) for place in range(len(steps))):
            everything[above] += 1
            held[above] += pk in covered
    whole = {above for above, count in everything.items() if held[above] >= NEARLY_ALL * count}
    tops = {above for above in whole if not any(above.startswith(f"{other}/") for other in whole)}
    return list(Unit.objects.filter(path__in=[f"/{above}/" for above in tops]).order_by("pk"))
