"""Pages that a view may keep: overviews, figures in depth and causes; nothing else that an address could lead to."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Self
from urllib.parse import urlencode, urlsplit

from django.urls import Resolver404, resolve, reverse

from actionplans.models import SavedView
from orgstructure.models import User
from safetynet.common.http import QueryDict

LONGEST = 2000
NOT_KEPT = ("page", "v")
PAGES: Final[dict[str, str]] = {
    **dict.fromkeys(("overview-unit", "overview-committee", "overview-unit-need", "overview-committee-need"), SavedView.Page.OVERVIEW),
    **dict.fromkeys(("figures-unit", "figures-committee"), SavedView.Page.FIGURES),
    **dict.fromkeys(("overview-unit-causes", "overview-committee-causes"), SavedView.Page.CAUSES),
}


@dataclass(frozen=True)
class KeptPage:
    """A page of our own with the words of its address, written anew by us: what somebody typed is never led to."""

    page: str
    address: str

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None for any address that is not such a page, or is too long to be kept."""
        if len(text) > LONGEST or not text.startswith("/") or text.startswith("//") or "\\" in text:
            return None
        parts = urlsplit(text)
        try:
            match = resolve(parts.path)
        except Resolver404:
            return None
        if match.url_name not in PAGES:
            return None
        said = QueryDict(parts.query, mutable=True)
        for word in NOT_KEPT:
            said.pop(word, None)
        words = said.urlencode()
        address = reverse(match.url_name, kwargs=match.kwargs) + (f"?{words}" if words else "")
        return cls(PAGES[match.url_name], address) if len(address) <= LONGEST else None


@dataclass(frozen=True)
class PageShelf:
    """The views of one kind of page that a reader finds on it: own ones, and those that colleagues share."""

    here: str
    views: list[SavedView]

    @classmethod
    def of(cls, user: User, today: date, address: str) -> Self | None:
        """Two queries; None where the page is none that can be kept."""
        kept = KeptPage.read(address)
        if kept is None:
            return None
        views = SavedView.objects.shown_to(user, today).filter(page=kept.page).exclude(name="")
        return cls(kept.address, list(views))

    @property
    def query(self) -> str:
        """Names this page to the form that keeps it."""
        return urlencode({"at": self.here})

    @property
    def is_kept(self) -> bool:
        """The page as it stands is one of them."""
        return any(view.words == self.here for view in self.views)
