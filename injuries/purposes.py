"""Why a case is read: chosen beforehand by role and task; the administrator may say another purpose with one click (A3-06)."""

from dataclasses import dataclass

from injuries.models import Channel, Purpose
from injuries.reading import Read
from orgstructure.access import scope_of
from orgstructure.permissions import Perm
from safetynet.common.http import AppRequest

CHOSEN_BY_ADMINISTRATOR = (
    Purpose.REPORTING,
    Purpose.ABSENCE,
    Purpose.FEEDBACK,
    Purpose.CONTROL,
    Purpose.DATA_REQUEST,
    Purpose.RETENTION,
)


@dataclass(frozen=True)
class Choice:
    """A purpose, and whether the page was opened for it."""

    value: str
    label: str
    is_chosen: bool


def chosen_read(request: AppRequest) -> Read:
    """The read as the address says it; the role's own purpose for everybody but the administrator, and for words that are none."""
    wanted = request.GET.get("purpose", "")
    may = wanted in CHOSEN_BY_ADMINISTRATOR and bool(scope_of(request.user, Perm.ADMINISTER_INJURIES))
    return Read(Channel.PAGE, Purpose(wanted)) if may else Read()


def other_purposes(request: AppRequest) -> list[Choice]:
    """To choose from on the page."""
    chosen = chosen_read(request).purpose or Purpose.REPORTING
    return [Choice(one.value, str(one.label), one == chosen) for one in CHOSEN_BY_ADMINISTRATOR]
