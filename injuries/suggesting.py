"""When the answers speak for another kind than the one chosen (R46, R53, R54): a suggestion, and nothing typed is lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from injuries.models import CaseKind, Perpetrator

OUTSIDERS = (Perpetrator.CITIZEN, Perpetrator.RELATIVE)


@dataclass(frozen=True)
class Suggestion:
    """The kind that fits better and why; a firm one cannot be kept as it is."""

    kind: CaseKind
    sentence: str
    is_firm: bool = False


def suggested(kind: str, given: Mapping[str, object]) -> Suggestion | None:
    """The first that holds."""
    who = given.get("perpetrator")
    if kind == CaseKind.NEAR_MISS and given.get("was_hurt") == "yes":
        return Suggestion(
            CaseKind.ACCIDENT, _("When somebody was hurt, it is an accident. Change it to an accident; what you wrote stays."), is_firm=True
        )
    if kind == CaseKind.VIOLENCE and who == Perpetrator.INTERNAL:
        return Suggestion(
            CaseKind.OFFENSIVE_ACT, _("What somebody who works here does is reported as an offensive act. Do you want to change it?")
        )
    if kind == CaseKind.OFFENSIVE_ACT and who in OUTSIDERS:
        return Suggestion(
            CaseKind.VIOLENCE, _("What patients, citizens and relatives do is reported as violence or threats. Do you want to change it?")
        )
    if kind == CaseKind.ACCIDENT and given.get("is_over_days"):
        return Suggestion(
            CaseKind.DISEASE, _("What comes over more than five days is a suspected occupational disease. Do you want to change it?")
        )
    return None
