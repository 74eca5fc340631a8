"""How long things are kept (R56): the rule of each kind, from which day it runs, and the day it is over.

The months shipped here are proposals with their reasons. **The region must decide them**, with its archivist and its data-protection
officer: no law names a time for the employer's own copy of an injury case (AES and employer are separate controllers, domain 3.8).
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from injuries.models import CaseKind, KeptKind, RetentionRule

Text = str | Promise


@dataclass(frozen=True)
class Kept:
    """One rule: `is_decided` is false while the region has not said anything and the proposal holds."""

    kind: KeptKind
    months: int
    legal_basis: Text
    is_decided: bool = False


PROPOSALS: Mapping[KeptKind, tuple[int, Text]] = {
    KeptKind.INJURY: (
        60,
        _("GDPR art. 5(1)(e) and 9(2)(b): five years after closing, the common time in which a claim lapses. To be decided by the region."),
    ),
    KeptKind.DISEASE: (
        360,
        _(
            "GDPR art. 5(1)(e) and 9(2)(b): diseases may show after decades; thirty years is the outer limit of such claims."
            " To be decided by the region."
        ),
    ),
    KeptKind.NEAR_MISS: (24, _("GDPR art. 5(1)(e): two years, to see whether what was done helped. To be decided by the region.")),
    KeptKind.HEALTH_FILES: (
        12,
        _("GDPR art. 5(1)(c): the authority holds the documents once the case is decided. To be decided by the region."),
    ),
    KeptKind.READ_LOG: (
        60,
        _("GDPR art. 5(2) and 32: as long as the case may be kept, so that its reads can be answered for. To be decided by the region."),
    ),
    KeptKind.DRAFT: (1, _("GDPR art. 5(1)(c): what was never sent has no purpose after that. To be decided by the region.")),
}
CASE_KINDS: Mapping[CaseKind, KeptKind] = {
    CaseKind.ACCIDENT: KeptKind.INJURY,
    CaseKind.VIOLENCE: KeptKind.INJURY,
    CaseKind.OFFENSIVE_ACT: KeptKind.INJURY,
    CaseKind.DISEASE: KeptKind.DISEASE,
    CaseKind.NEAR_MISS: KeptKind.NEAR_MISS,
    CaseKind.OBSERVATION: KeptKind.NEAR_MISS,
}


def rules() -> dict[KeptKind, Kept]:
    """What is in force for each kind: the newest rule of the region, else the proposal."""
    newest = {row.kind: row for row in RetentionRule.objects.order_by("pk")}
    found = {}
    for kind, (months, basis) in PROPOSALS.items():
        row = newest.get(kind)
        found[kind] = Kept(kind, row.months, row.legal_basis, is_decided=True) if row else Kept(kind, months, basis)
    return found


def over_on(began: date, months: int) -> date:
    """The day on which the time is over: that many months later, the month's last day where there is no such day (29 February)."""
    year, month = divmod(began.year * 12 + began.month - 1 + months, 12)
    return date(year, month + 1, min(began.day, monthrange(year, month + 1)[1]))
