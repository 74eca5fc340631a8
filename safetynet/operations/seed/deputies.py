"""Roles for a while: a deputy who has done something, one who begins later, and one given by hand."""

import uuid
from datetime import date, timedelta

from actionplans.models import ActionPlan
from actionplans.usecases import life
from orgstructure.models import DemoPersona, Engagement, RoleHolding, Unit, User
from orgstructure.permissions import Role
from orgstructure.usecases import appointing
from orgstructure.usecases.appointing import Appointment
from safetynet.common.clock import at_hour
from safetynet.operations.seed.personas import DEPARTMENT, HOSPITAL, WARD


def write_deputies(today: date) -> None:
    """After the plans, since the deputy writes on one."""
    ward, department = Unit.objects.get(name=WARD), Unit.objects.get(name=DEPARTMENT)
    manager, chief = ward.manager, department.manager
    if manager is None or chief is None:
        return
    deputy = _colleague(ward, today)
    last = today + timedelta(days=13)
    appointing.name_deputy(Appointment(deputy, Role.MANAGER, ward, today, last, "Ferie"), by=manager, today=today)
    begins = today + timedelta(days=20)
    later = Appointment(_colleague(department, today), Role.MANAGER, department, begins, begins + timedelta(days=9), "Kursus")
    appointing.name_deputy(later, by=chief, today=today)
    plan = ActionPlan.objects.open().filter(unit=ward, is_confidential=False).exclude(owner=deputy).order_by("pk").first()
    if plan:
        words = "Har talt med vagtholdet. De nye lifte er sat op i to af stuerne."
        life.add_note(plan, text=words, submission_id=uuid.UUID(int=plan.pk), by=deputy, now=at_hour(today, 7))
    admin = DemoPersona.objects.get(code=DemoPersona.Code.SAFETYNET_ADMINISTRATOR).user
    other = Unit.objects.existing(today).filter(path__startswith=Unit.objects.get(name=HOSPITAL).path, depth=ward.depth).exclude(pk=ward.pk)
    unit = other.order_by("name_sort").first()
    if unit:
        leave = Appointment(_colleague(unit, today), Role.MANAGER, unit, today, today + timedelta(days=60), "Barsel i afsnittet")
        appointing.appoint(leave, by=admin, today=today)


def _colleague(unit: Unit, today: date) -> User:
    """Somebody there who holds no role and is nobody of the sign-in page."""
    taken = RoleHolding.objects.current(today).values("user")
    people = Engagement.objects.current(today).filter(unit=unit).exclude(user__in=taken)
    free = people.exclude(user__in=DemoPersona.objects.values("user")).order_by("-number").select_related("user")
    return free[0].user
