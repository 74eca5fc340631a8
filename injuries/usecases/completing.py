"""The administrator completes a case: facts, classification, identity and health in one, as far as they are known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from injuries.errors import RefusedError, StaleError
from injuries.models import WITHOUT_INJURED, Case
from injuries.models.choices import OPEN_STATES
from injuries.sealing import Health, Identity
from injuries.usecases import clockwork
from injuries.usecases.registering import seal_anew
from orgstructure.models import User


@dataclass(frozen=True)
class Completed:
    """What the form says: columns of the case, and the sealed half as a whole."""

    columns: Mapping[str, Any]
    identity: Identity = field(default_factory=Identity)
    health: Health = field(default_factory=Health)


@transaction.atomic
def complete(case: Case, said: Completed, *, version: int, by: User, now: datetime) -> None:
    """Save it, whole or not. `StaleError` when somebody saved after it was opened, `RefusedError` when it has ended."""
    if not case.is_open:
        raise RefusedError(_("The case is “%(state)s” now, so this can no longer be done.") % {"state": case.get_state_display()})
    before = case.kind
    rows = Case.objects.filter(pk=case.pk, version=version, state__in=OPEN_STATES, anonymised_on=None)
    if not rows.update(**said.columns, version=F("version") + 1):
        raise StaleError
    case.refresh_from_db()
    if case.kind not in WITHOUT_INJURED or (said.identity, said.health) != (Identity(), Health()):
        seal_anew(case, said.identity, said.health)
    clockwork.keep(case, now=now, by=by)
    clockwork.act(case, "change_kind" if before != case.kind else "complete", case.state, by=by, now=now)
