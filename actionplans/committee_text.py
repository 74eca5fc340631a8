"""What a committee's list says about each plan on it, ready to be read aloud; the agenda of its meeting reads the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, DateTimeField, OuterRef, Subquery, Window
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan, HelpCode, HelpReached
from actionplans.models.choices import LiftedBecause
from orgstructure.access import Scope
from safetynet.common.clock import COPENHAGEN

SHOWN = 5


@dataclass(frozen=True)
class CommitteeItem:
    """One plan on the list: since when, why, and the question to talk about."""

    plan: ActionPlan
    since: date
    why: str

    @property
    def text(self) -> str:
        """The whole item in sentences that blame nobody."""
        where = _("“%(title)s” in %(unit)s.") % {"title": self.plan.title, "unit": self.plan.unit.name}
        return f"{where} {self.why} {self.question}"

    @property
    def question(self) -> str:
        """What the committee is asked."""
        return _("What would help the plan on: time, money, a decision, or to let it go?")


@dataclass(frozen=True)
class CommitteeList:
    """The plans on the list of a part of the organisation, the longest waiting first; `total` counts also those not shown."""

    items: Sequence[CommitteeItem] = ()
    total: int = 0

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def more(self) -> int:
        """On the list and not shown."""
        return self.total - len(self.items)


def committee_items(area: Scope, today: date, most: int = SHOWN) -> CommitteeList:
    """The list of that area, for everybody to read: confidential plans never stand on it. One query."""
    reached = HelpReached.objects.current(today).filter(plan=OuterRef("pk"), code=HelpCode.COMMITTEE).order_by("-at")
    since = Coalesce("lifted_to_committee_at", Subquery(reached.values("at")[:1]), output_field=DateTimeField())
    plans = ActionPlan.objects.for_committees(today).filter(area.where(), is_confidential=False)
    shown = plans.select_related("unit", "owner").annotate(on_list_since=since, on_list=Window(Count("*")))
    found = list(shown.order_by("on_list_since", "pk")[:most])
    items = [CommitteeItem(plan, _day(plan.on_list_since), _why(plan, today)) for plan in found]
    return CommitteeList(items, found[0].on_list if found else 0)


def _day(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()


def _why(plan: ActionPlan, today: date) -> str:
    if plan.lifted_because == LiftedBecause.DELAYED:
        on = date_format(max(plan.expected_closing_on or today, plan.snoozed_until or today), "DATE_FORMAT")
        return _("It has got more time twice, now until %(date)s.") % {"date": on}
    if plan.lifted_because == LiftedBecause.ASKED:
        return _("Those who work with it ask the committee to talk about it.")
    days = (today - (plan.expected_closing_on or today)).days
    said = ngettext(
        "Its date was %(days)d day ago, and nothing has been noted since %(touched)s.",
        "Its date was %(days)d days ago, and nothing has been noted since %(touched)s.",
        days,
    )
    return said % {"days": days, "touched": date_format(_day(plan.touched_at), "DATE_FORMAT")}
