"""Where an activity of the wheel is done: its kind leads to a page of the committee, or of the one unit that it covers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annualcycle.models import WheelActivity
from orgstructure.models import Committee, Coverage
from safetynet.common.fields import valid_on

Kind = WheelActivity.Kind
OF_THE_UNIT: Final[Mapping[str, tuple[str, Promise]]] = {
    Kind.ROUND: ("apv-unit", _("See safety rounds and APV")),
    Kind.APV: ("apv-unit", _("See safety rounds and APV")),
}
OF_THE_COMMITTEE: Final[Mapping[str, tuple[str, Promise]]] = {
    Kind.MEETING: ("meeting-committee", _("See the meetings")),
    Kind.DISCUSSION: ("discussion-committee", _("See the annual discussion")),
    Kind.REPORT: ("annual-committee", _("See the annual report")),
    Kind.ELECTION: ("committee-detail", _("See the committee")),
    Kind.TRAINING: ("committee-detail", _("See the committee and its training")),
}
OF_ALL: Final[Mapping[str, tuple[str, Promise]]] = {
    Kind.SURVEY: ("result-list", _("See the surveys")),
    Kind.SELF_AUDIT: ("audit-start", _("See the self-audit")),
}


@dataclass(frozen=True)
class Ways:
    """The links of one committee's wheel, worked out once."""

    committee: Committee
    unit_id: int | None  # the one unit it covers; None for several

    @classmethod
    def of(cls, committee: Committee, today: date) -> Self:
        """One query."""
        covered = list(Coverage.objects.filter(valid_on(today), committee=committee).values_list("unit", flat=True)[:2])
        return cls(committee, covered[0] if len(covered) == 1 else None)

    def of_kind(self, kind: str) -> tuple[str, str] | None:
        """Address and words; None where there is nowhere to go."""
        of_the_unit = [(OF_THE_UNIT, [self.unit_id])] if self.unit_id else []
        for ways, keys in (*of_the_unit, (OF_THE_COMMITTEE, [self.committee.pk]), (OF_ALL, [])):
            if kind in ways and (address := _address(ways[kind][0], keys)):
                return address, str(ways[kind][1])
        return None


def _address(name: str, keys: list[int]) -> str:
    """Empty where the page is not there."""
    try:
        return reverse(name, args=keys)
    except NoReverseMatch:
        return ""
