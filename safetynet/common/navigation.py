"""What the header leads to. A place not in the URLconf is left out, one that needs a right shows only to who holds one of them."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    """One entry of the main navigation; `routes` are the beginnings of URL names that belong under it."""

    label: str | Promise
    route: str
    routes: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()

    def holds(self, url_name: str) -> bool:
        """The page with that URL name is this place or below it."""
        return url_name == self.route or url_name.startswith(self.routes)


@dataclass(frozen=True)
class MenuItem:
    """A place as one reader sees it on one page."""

    label: str | Promise
    url: str
    is_current: bool


PLACES: Final = (
    Place(_("Start"), "start"),
    Place(
        _("Plans"),
        "plan-list",
        ("plan-", "measure-", "evaluation-", "hand-over-", "help-offer-", "view-", "bulk-", "stall-check", "lifted-"),
    ),
    Place(_("Injuries"), "injury-start", ("injury-", "reaction-")),
    Place(_("Overview"), "overview", ("overview-", "report-", "apv-coverage")),
    Place(
        _("Organisation"),
        "organisation",
        (
            "organisation-",
            "unit-",
            "committee-",
            "person-",
            "my-",
            "member-",
            "statutory-",
            "role-",
            "appoint",
            "deputy-",
            "election-",
            "training-",
            "gap-",
            "seat-",
            "sub-",
            "group-",
            "apv-unit",
            "apv-earlier",
            "work-change-",
            "risk-",
            "safety-round",
            "checklist-",
        ),
    ),
    Place(
        _("The year"),
        "year-start",
        ("year-", "goal-", "work-plan-", "wheel-", "meeting-", "discussion-", "competence-", "annual-report", "status-talk"),
    ),
    Place(_("Self-audit"), "audit-start", ("audit-",), rights=("answer_audits", "run_audits")),
    Place(_("Surveys"), "round-list", ("questionnaire-", "round-"), rights=("run_surveys",)),
    Place(_("Reorganisation"), "reorganisation-list", ("reorganisation-",), rights=("reorganise",)),
    Place(_("Organisation data"), "feed-run-list", ("feed-",), rights=("import_organisation",)),
    Place(
        _("Settings"),
        "settings",
        ("settings-", "theme-", "resource-", "publish-requirements", "stall-point-", "help-steps"),
        rights=("configure",),
    ),
    Place(_("Operation"), "operation", ("operation-", "api-"), rights=("operate",)),
)


def address(route: str, *args: object) -> str:
    """Where that URL name leads, or nothing when this installation has no such page."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""


def address_of(row: object) -> str:
    """Where a row has its page, or nothing when it has none here."""
    try:
        return str(row.get_absolute_url()) if hasattr(row, "get_absolute_url") else ""
    except NoReverseMatch:
        return ""


def menu(url_name: str, rights: Container[str]) -> list[MenuItem]:
    """The main navigation of one reader who stands on `url_name`."""
    seen = [place for place in PLACES if not place.rights or any(right in rights for right in place.rights)]
    return [MenuItem(place.label, url, place.holds(url_name)) for place in seen if (url := address(place.route))]
