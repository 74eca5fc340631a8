"""The competence plan of a committee's year on paper: nets with their picture, and who learns what.

Paper travels, so it never says where one person stands; lowest, middle and highest only where the reader may see them on the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from annualcycle.competence_page import CompetenceYear, NetPage, level_choices
from annualcycle.competence_picture import Net, drawn
from annualcycle.models import CompetenceNet
from orgstructure.models import Committee, User
from safetynet.dashboard.year_paper import NotThereError, YearPaper


@dataclass(frozen=True)
class PaperNet:
    """One net as its page shows it, and its picture."""

    page: NetPage
    picture: Net | None


def find(words: Mapping[str, Any], by: User, today: date) -> CompetenceYear:
    """The plan of that committee and year, open to every employee. Raises `NotThereError`."""
    committee = Committee.objects.select_related("level").filter(pk=words["pk"]).first()
    if committee is None or not by.is_active:
        raise NotThereError
    return CompetenceYear.of(committee, words["year"], by, today)


def context(found: CompetenceYear, by: User, today: date) -> dict[str, object]:
    """What the template is given."""
    nets = CompetenceNet.objects.with_rights_of(by, today).filter(committee=found.committee, year=found.year)
    pages = [NetPage.of(net, by, today) for net in nets.select_related("committee", "backed_by", "follows").order_by("focus", "pk")]
    return {"page": found, "nets": [PaperNet(page, drawn(page.lines)) for page in pages], "levels": level_choices()}


PAPER = YearPaper(find, context, "pdf/competence_plan.html", _("competence plan"))
