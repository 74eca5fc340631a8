"""From a gap of the competence net to a plan: what the group must be able to do, and where it stands, are filled in.

Told to `actionplans` by name (`actionplans/origins.py`), with `?from=competence-12`, the task of the net. Levels of persons never go along.
"""

from datetime import date, datetime

from django.utils.translation import gettext as _

from actionplans import origins
from actionplans.content import Parts
from actionplans.models import ActionPlan, Source, Urgency
from annualcycle.models import CompetenceNet, CompetenceTask
from annualcycle.models.places import runs_committee
from orgstructure.access import scope_of
from orgstructure.levels import covered_by
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm

KIND = "competence"
LONGEST_TITLE, MOST_UNITS = 160, 40


def read(pk: int, reader: User, today: date) -> origins.Cause | None:
    """The task as a proposal for who runs the group, for the units it covers in which the reader makes plans."""
    nets = CompetenceNet.objects.filter(runs_committee(reader, today))
    task = CompetenceTask.objects.filter(pk=pk, net__in=nets.values("pk")).select_related("net__committee").first()
    if task is None:
        return None
    covered = Unit.objects.filter(covered_by(task.net.committee, today).where("")).named()
    units = list(covered.filter(scope_of(reader, Perm.EDIT_PLANS).where("")).order_by("depth", "path")[:MOST_UNITS])
    if not units:
        return None
    return origins.Cause(f"{KIND}-{pk}", units[0], task.text, task.net.get_absolute_url(), parts_of(task), tuple(units[1:]))


def parts_of(task: CompetenceTask) -> Parts:
    """What the plan is shown with; its people and dates are the plan's own defaults."""
    told = {"committee": task.net.committee.name, "focus": task.net.focus, "year": task.net.year, "task": task.text}
    return {
        "title": (_("We learn this: %(task)s") % told)[:LONGEST_TITLE],
        "description": _("From the competence net of %(committee)s, %(focus)s %(year)s: %(task)s.") % told,
        "source": Source.OWN_IDEA.value,
        "urgency": Urgency.ORDINARY.value,
    }


def _begun(pk: int, plan: ActionPlan, by: User, now: datetime) -> None:
    """Nothing changes in the net: who learns what stands in its lines, and a line can name the plan."""


def _published(plan: ActionPlan, by: User, now: datetime) -> None:
    """Nor when it goes out."""


def register() -> None:
    """Called once, when the app is ready."""
    origins.register(KIND, origins.Room(read=read, begun=_begun, published=_published))
