"""From a reaction to a plan: its topic, its words and its deadline are filled in (`actionplans/origins.py`)."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans import origins
from actionplans.content import Parts
from actionplans.models import ActionPlan, Source, Theme, Urgency
from injuries.models import Reaction
from injuries.reaction_words import AT_ONCE
from orgstructure.models import User

KIND = "reaction"
LONGEST_TITLE, LONGEST_TEXT = 160, 4000


def read(pk: int, reader: User, today: date) -> origins.Cause | None:
    """The reaction as a proposal; None where it is not there or was taken back."""
    reaction = Reaction.objects.visible_to(reader).filter(withdrawn_on=None).select_related("unit").filter(pk=pk).first()
    if reaction is None:
        return None
    return origins.Cause(f"{KIND}-{pk}", reaction.unit, reaction.title, reaction.get_absolute_url(), parts_of(reaction, today))


def parts_of(reaction: Reaction, today: date) -> Parts:
    """What the plan is shown with."""
    said = _("The labour inspectorate, %(kind)s of %(day)s") % {
        "kind": reaction.get_kind_display(),
        "day": date_format(reaction.received_on),
    }
    parts: Parts = {
        "title": reaction.title[:LONGEST_TITLE],
        "description": f"{said}\n\n{reaction.text}".strip()[:LONGEST_TEXT],
        "source": Source.INSPECTORATE.value,
        "urgency": Urgency.ACUTE.value if reaction.kind in AT_ONCE else Urgency.SOON.value,
    }
    if reaction.deadline_on and reaction.deadline_on >= today:
        parts["implement_by"] = reaction.deadline_on
    theme = Theme.objects.in_use(today).filter(topic=reaction.topic).order_by("pk").values_list("pk", flat=True).first()
    return parts | ({"theme": theme} if theme else {})


def _begun(pk: int, plan: ActionPlan, by: User, now: datetime) -> None:  # noqa: ARG001  as every room is told
    reaction = Reaction.objects.filter(pk=pk, unit=plan.unit_id).first()
    if reaction is not None:
        reaction.plans.add(plan)


def _published(plan: ActionPlan, by: User, now: datetime) -> None:
    """Nothing changes: only the answer ends a reaction."""


def register() -> None:
    """Called once, when the app is ready."""
    origins.register(KIND, origins.Room(read=read, begun=_begun, published=_published))
