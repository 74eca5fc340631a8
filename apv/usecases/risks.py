"""The living risk assessment of a unit: risks are written, acted on and ended, and dated versions are stood by."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan
from apv.errors import RefusedError, StaleError
from apv.models import Finding, FoundBy, Risk, RiskAssessmentVersion, RiskConfirmation
from apv.usecases import duty
from apv.usecases.findings import propose
from apv.usecases.noting import note
from orgstructure.models import RoleHolding, Unit, User
from orgstructure.permissions import Role
from orgstructure.reports import group_of

Part = RiskConfirmation.Part


@dataclass(frozen=True)
class RiskSaid:
    """What is written about a risk."""

    title: str
    topic: str
    description: str
    controls: str
    likelihood: int
    consequence: int
    accepted_because: str


@dataclass(frozen=True)
class Revision:
    """What is said when the risk assessment was gone through."""

    occasion: str
    topics: Sequence[str]
    participation: str
    submission_id: UUID


@transaction.atomic
def add_risk(unit: Unit, said: RiskSaid, plans: Sequence[ActionPlan], *, submission_id: UUID, by: User, now: datetime) -> Risk:
    """A risk more; the same form sent twice adds one. `RefusedError` when its number is another's."""
    columns = {**asdict(said), "unit": unit, "made_at": now, "made_by": by, "changed_at": now, "changed_by": by}
    risk, is_new = Risk.objects.get_or_create(submission_id=submission_id, defaults=columns)
    if (risk.unit_id, risk.made_by_id) != (unit.pk, by.pk):
        raise RefusedError(_("Load the page again, and send it once more."))
    if is_new:
        note(unit, by, now)
        risk.plans.set(plans)
    return risk


@transaction.atomic
def change_risk(risk: Risk, said: RiskSaid, plans: Sequence[ActionPlan], *, version: int, by: User, now: datetime) -> None:
    """Write it anew; `StaleError` when somebody saved after the form was opened, `RefusedError` when accepted though it has a finding."""
    if said.accepted_because and risk.finding_id:
        raise RefusedError(_("There is a finding about this risk already. Decide there that it is a standing condition."))
    rows = Risk.objects.standing().filter(pk=risk.pk, version=version)
    if not rows.order_by().update(version=F("version") + 1, changed_at=now, changed_by=by, **asdict(said)):
        raise StaleError
    note(risk.unit, by, now)
    risk.plans.set(plans)


@transaction.atomic
def act_on(risk: Risk, *, by: User, now: datetime) -> Finding:
    """The risk becomes a finding of the unit, once; what is done about it is decided there."""
    locked = Risk.objects.select_for_update().get(pk=risk.pk)
    if locked.finding_id is not None:
        return Finding.objects.get(pk=locked.finding_id)
    told = {name: getattr(locked, name) for name in ("topic", "title", "description", "likelihood", "consequence")}
    number = uuid5(locked.submission_id, "finding")
    finding, _new = propose(
        locked.unit, {"found_by": FoundBy.RISK_ASSESSMENT, **told}, submission_id=number, by=by, now=now
    )  # fmt: skip
    changed = {"finding": finding, "accepted_because": "", "changed_at": now, "changed_by": by, "version": F("version") + 1}
    Risk.objects.filter(pk=locked.pk).update(**changed)
    return finding


@transaction.atomic
def end_risk(risk: Risk, *, because: str, by: User, now: datetime, today: date) -> None:
    """It is gone: the row stays with the reason. `RefusedError` where somebody has ended it."""
    rows = Risk.objects.filter(pk=risk.pk, ended_on=None)
    if not rows.update(ended_on=today, ended_because=because, changed_at=now, changed_by=by, version=F("version") + 1):
        raise RefusedError(_("Somebody has taken the risk off the list already."))
    note(risk.unit, by, now)


def part_of(user: User, unit: Unit, today: date) -> str:
    """As what the person stands by the unit's risk assessment: representative, or manager here or above; "" for nobody else."""
    here = RoleHolding.objects.current(today).filter(user=user, unit__in=[unit.pk, *unit.ancestor_ids()])
    roles = set(here.values_list("role", "unit"))
    if (Role.AMR, unit.pk) in roles:
        return Part.AMR.value
    return Part.MANAGER.value if {role for role, _unit in roles} & {Role.MANAGER, Role.GROUP_LEADER} else ""


@transaction.atomic
def revise(unit: Unit, revision: Revision, *, part: str, by: User, now: datetime, today: date) -> RiskAssessmentVersion:
    """A dated version of how it stands, stood by by this person; it counts when the other one has confirmed it too.

    `RefusedError` while a risk is neither acted on nor accepted. Sent twice it is one version.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if there := RiskAssessmentVersion.objects.filter(submission_id=revision.submission_id).first():
        return _own(there, unit, by)
    risks = list(Risk.objects.standing().filter(unit=unit).prefetch_related("plans").select_related("finding"))
    if undecided := sum(not is_decided(risk) for risk in risks):
        raise RefusedError(_undecided(undecided))
    last = RiskAssessmentVersion.objects.filter(unit=unit).aggregate(last=Max("number"))["last"] or 0
    version = RiskAssessmentVersion.objects.create(
        unit=unit, number=last + 1, on=today, at=now, by=by, risks=[_kept(risk) for risk in risks],
        needs_both=bool(group_of(unit, today).amrs), **asdict(revision),
    )  # fmt: skip
    confirm(version, part=part, by=by, now=now)
    return version


@transaction.atomic
def confirm(version: RiskAssessmentVersion, *, part: str, by: User, now: datetime) -> bool:
    """Stand by the version; with the last one needed it is in force, and the topics gone through are covered. Twice is as once."""
    same = RiskConfirmation.objects.filter(risk_version=version)
    if same.filter(part=part).exists() or same.filter(by=by).exists():
        return False
    RiskConfirmation.objects.create(risk_version=version, part=part, by=by, at=now)
    note(version.unit, by, now)
    if RiskAssessmentVersion.objects.in_force().filter(pk=version.pk).exists():
        duty.cover(unit=version.unit, topics=version.topics, on=version.on, risk_assessment=version, by=by)
    return True


def is_decided(risk: Risk) -> bool:
    """Something follows from it: a finding, a plan, or that it is accepted."""
    return bool(risk.accepted_because or risk.finding_id or risk.plans.all())


def _undecided(number: int) -> str:
    return ngettext(
        "%(number)s risk leads to nothing yet. Make a finding of it, choose a plan, or write why it is accepted.",
        "%(number)s risks lead to nothing yet. Make a finding of each, choose a plan, or write why it is accepted.",
        number,
    ) % {"number": number}


def _own(version: RiskAssessmentVersion, unit: Unit, by: User) -> RiskAssessmentVersion:
    if (version.unit_id, version.by_id) != (unit.pk, by.pk):
        raise RefusedError(_("Load the page again, and send it once more."))
    return version


def _kept(risk: Risk) -> dict[str, object]:
    """The risk as it stood: what was assessed is evidence."""
    return {
        **{name: getattr(risk, name) for name in ("title", "topic", "description", "controls", "likelihood", "consequence")},
        "accepted_because": risk.accepted_because,
        "finding": risk.finding_id,
        "plans": [plan.pk for plan in risk.plans.all()],
    }
