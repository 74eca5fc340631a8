"""What the pages of a reaction show."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan
from actionplans.models.querysets import ActionPlanQuerySet
from injuries.forms.reactions import TieForm
from injuries.models import Reaction, ReactionFile
from injuries.reaction_words import ASKS, KNOWN
from injuries.usecases.reaction_plans import KIND
from orgstructure.models import User

if TYPE_CHECKING:
    from django.core.paginator import Page


@dataclass(frozen=True)
class Row:
    """A reaction with how it stands today: a state of the look, its word, and the clock in words."""

    reaction: Reaction
    state: str
    word: str
    clock: str
    is_late: bool

    @classmethod
    def of(cls, reaction: Reaction, today: date) -> "Row":
        """As it stands that day."""
        state, word = _state(reaction, today)
        return cls(reaction, state, word, _clock(reaction, today), reaction.is_late(today))


@dataclass(frozen=True)
class ListPage:
    """One page of a list, what is late apart so that nobody misses it."""

    pages: "Page[Reaction]"
    late: list[Row]
    others: list[Row]


@dataclass(frozen=True)
class ReactionPage:
    """One reaction: its state, what it asks for, plans as the reader may see them, files, and the ways on for who keeps it."""

    row: Row
    asks: str
    known: str
    plans: list[ActionPlan]
    hidden_plans: int
    files: list[ReactionFile]
    may_act: bool
    plan_url: str
    tie: TieForm | None


def list_page(pages: "Page[Reaction]", today: date) -> ListPage:
    """Rows of one page; no query a row."""
    rows = [Row.of(one, today) for one in pages.object_list]
    return ListPage(pages, [row for row in rows if row.is_late], [row for row in rows if not row.is_late])


def reaction_page(reaction: Reaction, reader: User, *, today: date) -> ReactionPage:
    """The page of one, with few queries whatever it holds."""
    tied = set(reaction.plans.values_list("pk", flat=True))
    plans = list(ActionPlan.objects.visible_to(reader).filter(pk__in=tied).select_related("owner", "unit").order_by("pk"))
    may_act = reaction.may_edit and reaction.withdrawn_on is None
    more = plans_to_tie(reaction, reader) if may_act else ActionPlan.objects.none()
    return ReactionPage(
        row=Row.of(reaction, today),
        asks=str(ASKS[reaction.kind]),
        known=str(KNOWN),
        plans=plans,
        hidden_plans=len(tied) - len(plans),
        files=list(ReactionFile.objects.kept_for(reader).filter(reaction=reaction).select_related("by")),
        may_act=may_act,
        plan_url=f"{reverse('plan-new')}?from={KIND}-{reaction.pk}",
        tie=TieForm(plans=more) if more.exists() else None,
    )


def plans_to_tie(reaction: Reaction, reader: User) -> ActionPlanQuerySet:
    """Open plans of the unit that are not tied to it yet."""
    rows: ActionPlanQuerySet = ActionPlan.objects.visible_to(reader).open().filter(unit=reaction.unit_id)
    return rows.exclude(pk__in=reaction.plans.values("pk")).order_by("-published_at", "pk")


def _state(reaction: Reaction, today: date) -> tuple[str, str]:
    if reaction.withdrawn_on:
        return "not-carried-out", _("taken back")
    if reaction.answered_on:
        return "closed", _("answered")
    return ("overdue", _("overdue")) if reaction.is_late(today) else ("active", _("waits for an answer"))


def _clock(reaction: Reaction, today: date) -> str:
    if reaction.withdrawn_on:
        return _("noted by mistake")
    if reaction.answered_on:
        return _("answered on %(day)s") % {"day": date_format(reaction.answered_on)}
    if reaction.deadline_on is None:
        return _("no deadline")
    days = (reaction.deadline_on - today).days
    by = date_format(reaction.deadline_on)
    if days < 0:
        return ngettext("%(number)d day late: the deadline was %(by)s", "%(number)d days late: the deadline was %(by)s", -days) % {
            "number": -days,
            "by": by,
        }
    if days == 0:
        return _("the deadline is today")
    return ngettext("%(number)d day left: by %(by)s", "%(number)d days left: by %(by)s", days) % {"number": days, "by": by}
