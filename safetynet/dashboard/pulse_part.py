"""The staff's own answer to “did it help?” on the page of one plan."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from apv.pulses import PulseResult, results_of
from orgstructure.access import may
from orgstructure.models import User
from orgstructure.permissions import Perm


@dataclass(frozen=True)
class PulsePart:
    """What they said, or that they can be asked."""

    result: PulseResult | None
    may_ask: bool
    is_proposed: bool


def pulse_part(plan: Any, reader: User, today: date) -> PulsePart | None:
    """From a row of `with_pulse_flags`; None where no figures stand behind the plan. No query where nobody was asked."""
    if not plan.stands_on_figures:
        return None
    result = results_of([plan.pk]).get(plan.pk) if plan.has_pulse else None
    is_running = result is not None and not result.is_released
    may_ask = plan.is_open and not is_running and may(reader, Perm.EDIT_PLANS, plan.unit_id, plan.unit.path)
    return PulsePart(result, may_ask, may_ask and result is None and plan.evaluate_on is not None and plan.evaluate_on <= today)
