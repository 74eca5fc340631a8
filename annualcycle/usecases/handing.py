"""A decision handed to committees and groups below: each begins a plan of its own, or answers why not; whoever decided sees which.

It reaches them when it may be read by everybody: once the minutes are approved or the discussion is completed (decision 0155).
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans import origins
from actionplans.models import ActionPlan, Source, Urgency
from annualcycle.errors import NotNowError, RefusedError
from annualcycle.models import Decision, Discussion, HandedDecision
from annualcycle.usecases.decisions import OPEN_ZONE, home_of, note, place_of, said_of
from orgstructure.access import scope_of
from orgstructure.levels import covered_by
from orgstructure.models import Committee, Unit, User
from orgstructure.permissions import Perm

if TYPE_CHECKING:
    from actionplans.content import Parts

KIND = "handed"
LONGEST_TITLE, MOST_UNITS = 160, 40
PLACES = ("item__meeting__committee", "discussion__committee", "discussion__unit", "responsible")
OUT = Q(decision__item__meeting__approved_at__isnull=False) | Q(decision__discussion__status=Discussion.Status.COMPLETED)
OPEN = Q(decision__in=Decision.objects.filter(OPEN_ZONE).values("pk"))


def below(decision: Decision, today: date) -> QuerySet[Committee]:
    """The committees and groups of that day to which it can be handed: all below the one that decided."""
    place = place_of(decision)
    if not isinstance(place, Committee):
        return Committee.objects.none()
    inside = Committee.objects.existing(today).filter(path__startswith=place.path).exclude(pk=place.pk)
    return inside.select_related("level").order_by("depth", "name_sort")


def hand_down(*, decision: Decision, committees: Collection[Committee], by: User, now: datetime) -> int:
    """Hand it to these, each once; how many were new. `RefusedError` for one not below, `NotNowError` where the plan is confidential.

    Whether `by` may is asked by the view: it is who runs the deciding committee.
    """
    if not Decision.objects.filter(OPEN_ZONE, pk=decision.pk).exists():
        raise NotNowError(_("This decision is about a confidential plan. It is not handed on."))
    allowed = set(below(decision, timezone.localdate(now)).values_list("pk", flat=True))
    wanted = {committee.pk for committee in committees}
    if not wanted or not wanted <= allowed:
        raise RefusedError({"committees": _("Choose one or more of the committees and groups below.")})
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=decision.pk)
        there = set(HandedDecision.objects.filter(decision=decision).values_list("committee", flat=True))
        HandedDecision.objects.bulk_create(HandedDecision(decision=decision, committee_id=pk) for pk in sorted(wanted - there))
        note(decision, by, now)
    return len(wanted - there)


@transaction.atomic
def take_back(*, handed: HandedDecision) -> None:
    """Not handed to them after all; `NotNowError` once they have begun or answered."""
    if not HandedDecision.objects.filter(pk=handed.pk, plan=None, answered_at=None).delete()[0]:
        raise NotNowError(_("They have begun or answered already."))


@transaction.atomic
def answer(*, handed: HandedDecision, because: str, by: User, now: datetime) -> None:
    """No plan is made here, and why. `NotNowError` once a plan is begun or an answer given."""
    if not because.strip():
        raise RefusedError({"because": _("Write why no plan is made.")})
    told = {"answered_because": because, "answered_at": now, "answered_by": by}
    if not HandedDecision.objects.filter(pk=handed.pk, plan=None, answered_because="").filter(OUT).update(**told):
        raise NotNowError(_("A plan is begun already, or somebody has answered."))


def handed_to(committee: Committee) -> QuerySet[HandedDecision]:
    """What has reached a committee or group, the newest first."""
    rows = HandedDecision.objects.filter(OUT, OPEN, committee=committee)
    return rows.select_related(*(f"decision__{name}" for name in PLACES), "answered_by").order_by("-decision__at", "-pk")


def waiting_at(committee: Committee) -> QuerySet[HandedDecision]:
    """Those that it has neither begun nor answered."""
    return handed_to(committee).filter(plan=None, answered_because="")


def read(pk: int, reader: User, today: date) -> origins.Cause | None:
    """What was handed as the proposal of a plan, for the units of the receiving committee in which the reader makes plans."""
    rows = HandedDecision.objects.filter(OUT, OPEN, pk=pk, plan=None)
    found = rows.select_related(*(f"decision__{name}" for name in PLACES), "committee").first()
    if found is None:
        return None
    covered = Unit.objects.filter(covered_by(found.committee, today).where("")).named()
    mine = list(covered.filter(scope_of(reader, Perm.EDIT_PLANS).where("")).order_by("depth", "path")[:MOST_UNITS])
    home = home_of(found.decision)
    if not mine or home is None:
        return None
    said = "\n\n".join([found.decision.text, said_of(found.decision)])
    parts: Parts = {
        "title": found.decision.text[:LONGEST_TITLE],
        "description": said,
        "source": (Source.MEETING if found.decision.item else Source.ANNUAL_DISCUSSION).value,
        "urgency": Urgency.ORDINARY.value,
    }
    return origins.Cause(f"{KIND}-{pk}", mine[0], found.decision.text, home.get_absolute_url(), parts, tuple(mine[1:]))


def _begun(pk: int, plan: ActionPlan, by: User, now: datetime) -> None:
    found = HandedDecision.objects.filter(OUT, OPEN, pk=pk, plan=None).select_related("committee").first()
    if found is None or not covered_by(found.committee, timezone.localdate(now)).covers(plan.unit_id, plan.unit.path):
        return
    begun = {"plan": plan, "answered_because": "", "answered_at": now, "answered_by": by}
    HandedDecision.objects.filter(pk=pk, plan=None).update(**begun)


def _published(plan: ActionPlan, by: User, now: datetime) -> None:
    """Nothing changes: how far it is is read from the plan."""


def register() -> None:
    """Called once, when the app is ready."""
    origins.register(KIND, origins.Room(read=read, begun=_begun, published=_published))
