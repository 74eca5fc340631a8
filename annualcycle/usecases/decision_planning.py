"""From a decision of a meeting or an annual discussion to a plan: what was decided, who does it and by when are filled in.

`actionplans` knows nothing of decisions: it is told by name (`actionplans/origins.py`), with `?from=decision-12`.
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans import origins
from actionplans.content import Parts
from actionplans.models import ActionPlan, Source, Urgency
from annualcycle.models import Decision
from annualcycle.usecases import handing
from annualcycle.usecases.decisions import area_of, day_of, home_of, place_of, seen_by, with_places
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm

KIND = "decision"
LONGEST_TITLE, LONGEST_TEXT, MOST_UNITS = 160, 4000, 40


def read(pk: int, reader: User, today: date) -> origins.Cause | None:
    """The decision as a proposal, for the units of its committee, or its small workplace, in which the reader makes plans."""
    found = with_places(seen_by(reader, today)).filter(pk=pk, plan=None).first()
    home = home_of(found) if found else None
    if found is None or home is None:
        return None
    covered = Unit.objects.filter(area_of(found, today).where("")).named()
    mine = list(covered.filter(scope_of(reader, Perm.EDIT_PLANS).where(""))[:MOST_UNITS])
    about = found.item.plan.unit if found.item and found.item.plan else None
    units = sorted(mine, key=lambda unit: unit != about)  # the unit that the item is about comes first
    if not units:
        return None
    return origins.Cause(f"{KIND}-{pk}", units[0], found.text, home.get_absolute_url(), parts_of(found), tuple(units[1:]))


def parts_of(decision: Decision) -> Parts:
    """What the plan is shown with; its other people and dates are the plan's own defaults."""
    told = {"committee": place_of(decision).name, "day": date_format(day_of(decision)), "text": decision.text}
    if decision.item:
        said = [_("%(committee)s decided on %(day)s, about “%(item)s”: %(text)s") % (told | {"item": decision.item.title})]
    else:
        said = [_("%(committee)s decided in its annual discussion of %(day)s: %(text)s") % told]
    if decision.responsible and decision.due_on:
        who = {"person": decision.responsible.get_full_name(), "day": date_format(decision.due_on)}
        said.append(_("%(person)s does it by %(day)s.") % who)
    return {
        "title": decision.text[:LONGEST_TITLE],
        "description": "\n\n".join(said)[:LONGEST_TEXT],
        "source": (Source.MEETING if decision.item else Source.ANNUAL_DISCUSSION).value,
        "urgency": Urgency.ORDINARY.value,
    }


def _begun(pk: int, plan: ActionPlan, by: User, now: datetime) -> None:
    today = timezone.localdate(now)
    found = with_places(seen_by(by, today)).filter(pk=pk, plan=None).first()
    if found and area_of(found, today).covers(plan.unit_id, plan.unit.path):
        Decision.objects.filter(pk=pk, plan=None).update(plan=plan)


def _published(plan: ActionPlan, by: User, now: datetime) -> None:
    """Nothing changes: that the decision became a plan is read from the plan."""


def register() -> None:
    """Called once, when the app is ready."""
    from annualcycle import minutes_mail  # noqa: PLC0415  words a mail with what this room's use cases know

    handing.register()
    minutes_mail.register()
    origins.register(KIND, origins.Room(read=read, begun=_begun, published=_published))
