"""Where the rows behind an item about results, injuries, gaps or goals are."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from annualcycle.models import AgendaItem
from annualcycle.reports.progress import tops_of_committee
from annualcycle.usecases.meetings import ONE_OF_A_KIND

Kind = AgendaItem.Kind
Links = tuple[tuple[str, str], ...]
BY_UNIT = {Kind.RESULTS.value: "unit-results", Kind.INJURIES.value: "injury-figures-unit"}
MOST = 5


def links_of(items: Iterable[AgendaItem], today: date) -> dict[str, Links]:
    """By kind, label and address of each; two queries where there is such an item, none otherwise."""
    rows = [item for item in items if item.kind in ONE_OF_A_KIND]
    if not rows:
        return {}
    committee, kinds = rows[0].meeting.committee_id, {item.kind for item in rows}
    found: dict[str, Links] = {
        Kind.GAPS: ((_("See the gaps"), reverse("gap-list-committee", args=[committee])),),
        Kind.GOALS: ((_("See the goals"), reverse("goal-committee", args=[committee])),),
    }
    units = tops_of_committee(committee, today)[:MOST] if kinds & set(BY_UNIT) else []
    found |= {kind: tuple((unit.name, reverse(route, args=[unit.pk])) for unit in units) for kind, route in BY_UNIT.items()}
    return {kind: found[kind] for kind in kinds}
