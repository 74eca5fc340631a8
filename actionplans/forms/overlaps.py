"""Two have written in the same plan: both texts beside each other, and the stamps that tell what a form has shown."""

import json
from dataclasses import dataclass
from datetime import date

from actionplans.content import CRITERION, MEASURE, merge, parts_of, stamps_of
from actionplans.forms.page import PlanPage
from actionplans.labels import FIELD_LABELS
from actionplans.models import ActionPlan
from actionplans.usecases.writing import Writing


@dataclass(frozen=True)
class Overlap:
    """A part that two have changed: both texts, so that nothing typed is lost."""

    name: str
    label: str
    theirs: str
    mine: str


def overlaps_of(page: PlanPage, plan: ActionPlan, today: date) -> tuple[PlanPage, list[Overlap]]:
    """The page again, on top of what is saved by now: their changes are in, mine are in, and where both, both are shown."""
    current, written = parts_of(plan), page.written()
    merged = merge(mine=written.parts, base=written.base, current=current, unread=written.unread)
    mine = {name: wanted for name, (_theirs, wanted) in merged.overlaps.items()}
    shown = {name: value for name, value in (current | merged.changes | mine).items() if value is not None}
    settled = PlanPage(unit=plan.unit, today=today, plan=plan, parts=shown)
    told = [
        Overlap(name, _label_of(name), settled.words(name, theirs), settled.words(name, wanted))
        for name, (theirs, wanted) in merged.overlaps.items()
    ]
    return settled, told


def stamps_after(writing: Writing) -> str:
    """The stamps of the form as it stands in the browser after a save: what it still shows of others is not its own."""
    kept = {name: shown for name, shown in writing.base.items() if name in writing.unread or not name.startswith((MEASURE, CRITERION))}
    return json.dumps(kept | stamps_of(writing.parts))


def _label_of(name: str) -> str:
    if name.startswith(MEASURE):
        return str(FIELD_LABELS["measures"])
    return str(FIELD_LABELS["criteria"] if name.startswith(CRITERION) else FIELD_LABELS[name])
