"""From a decision of a meeting to a plan: what was decided, who does it and by when are filled in.

`actionplans` knows nothing of decisions: it is told by name (`actionplans/origins.py`), with `?from=decision-12`.
"""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans import origins
from actionplans.content import Parts
from actionplans.models import ActionPlan, Source, Urgency
from annualcycle.models import AgendaItem, Decision, Meeting
from orgstructure.access import scope_of
from orgstructure.levels import covered_by
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm

KIND = "decision"
LONGEST_TITLE, LONGEST_TEXT, MOST_UNITS = 160, 4000, 40


def seen_by(reader: User, today: date) -> QuerySet[Decision]:
    """Decisions in minutes that the person may read, that have not become a plan: approved ones, and drafts of one's own committee."""
    readable = Meeting.objects.with_minutes_for(reader, today)
    items = AgendaItem.objects.with_plan_rights_of(reader).filter(meeting__in=readable.values("pk"))
    return Decision.objects.filter(item__in=items.values("pk"), plan=None)


def read(pk: int, reader: User, today: date) -> origins.Cause | None:
    """The decision as a proposal, for the units of the committee in which the reader makes plans."""
    found = seen_by(reader, today).select_related("item__meeting__committee", "item__plan__unit", "responsible").filter(pk=pk).first()
    if found is None or found.item is None:
        return None
    area = covered_by(found.item.meeting.committee, today)
    covered = Unit.objects.filter(area.where("")).named()
    mine = list(covered.filter(scope_of(reader, Perm.EDIT_PLANS).where(""))[:MOST_UNITS])
    about = found.item.plan.unit if found.item.plan else None
    units = sorted(mine, key=lambda unit: unit != about)  # the unit that the item is about comes first
    if not units:
        return None
    url = found.item.meeting.get_absolute_url()
    return origins.Cause(f"{KIND}-{pk}", units[0], found.text, url, parts_of(found, found.item), tuple(units[1:]))


def parts_of(decision: Decision, item: AgendaItem) -> Parts:
    """What the plan is shown with; its other people and dates are the plan's own defaults."""
    day = date_format(timezone.localtime(item.meeting.starts_at).date())
    told = {"committee": item.meeting.committee.name, "day": day, "text": decision.text, "item": item.title}
    said = [_("%(committee)s decided on %(day)s, about “%(item)s”: %(text)s") % told]
    if decision.responsible and decision.due_on:
        who = {"person": decision.responsible.get_full_name(), "day": date_format(decision.due_on)}
        said.append(_("%(person)s does it by %(day)s.") % who)
    return {
        "title": decision.text[:LONGEST_TITLE],
        "description": "\n\n".join(said)[:LONGEST_TEXT],
        "source": Source.MEETING.value,
        "urgency": Urgency.ORDINARY.value,
    }


def _begun(pk: int, plan: ActionPlan, by: User, now: datetime) -> None:
    today = timezone.localdate(now)
    found = seen_by(by, today).select_related("item__meeting__committee").filter(pk=pk).first()
    if found is None or found.item is None:
        return
    if covered_by(found.item.meeting.committee, today).covers(plan.unit_id, plan.unit.path):
        Decision.objects.filter(pk=pk, plan=None).update(plan=plan)


def _published(plan: ActionPlan, by: User, now: datetime) -> None:
    """Nothing changes: that the decision became a plan is read from the plan."""


def register() -> None:
    """Called once, when the app is ready."""
    origins.register(KIND, origins.Room(read=read, begun=_begun, published=_published))
