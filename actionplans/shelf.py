"""The views a reader finds above the list of plans, and the columns that go with the list."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from actionplans.columns import Column, chosen
from actionplans.models import SavedView
from orgstructure.models import User
from safetynet.common.http import QueryDict


@dataclass(frozen=True)
class Shelf:
    """Own views, those that colleagues share, the one that the address names, and the codes of the chosen columns."""

    own: list[SavedView]
    shared: list[SavedView]
    current: SavedView | None
    codes: list[str]
    is_own: bool
    is_changed: bool

    @classmethod
    def of(cls, user: User, today: date, asked: QueryDict, said: UUID | None, *, with_pages: bool = False) -> "Shelf":
        """One query. A view that is gone, or not for this reader, is as if it had not been named."""
        rows = SavedView.objects.shown_to(user, today, also=said)
        views = list(rows if with_pages else rows.filter(page=SavedView.Page.PLANS))
        current = next((view for view in views if view.public_id == said and view.name), None)
        nameless = next((view for view in views if not view.name and view.owner_id == user.pk), None)
        codes = (current.columns if current else []) or (nameless.columns if nameless else [])
        named = [view for view in views if view.name]
        return cls(
            own=[view for view in named if view.owner_id == user.pk],
            shared=[view for view in named if view.owner_id != user.pk],
            current=current,
            codes=codes,
            is_own=current is not None and current.owner_id == user.pk,
            is_changed=current is not None and _compared(QueryDict(current.words)) != _compared(asked),
        )

    @property
    def columns(self) -> list[Column]:
        """What the list shows after the plan itself."""
        return chosen(self.codes)


def _compared(words: QueryDict) -> list[tuple[str, list[str]]]:
    """The words without those that change with every step through a list."""
    return sorted((word, sorted(filter(None, values))) for word, values in words.lists() if word not in ("page", "view") and any(values))
