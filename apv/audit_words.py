"""How far one place of a self-audit is, in words: the same on every page, in the mail and in the table."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apv.models import NOT_BEGUN, AuditPlace, AuditStatus

STATES: Final[dict[str, str | Promise]] = {
    NOT_BEGUN: gettext_lazy("not begun"),
    AuditStatus.DRAFT: gettext_lazy("begun"),
    AuditStatus.SENT_BACK: AuditStatus.SENT_BACK.label,
    AuditStatus.SUBMITTED: AuditStatus.SUBMITTED.label,
    AuditStatus.CLOSED: AuditStatus.CLOSED.label,
}
LOOKS: Final = {NOT_BEGUN: "draft", AuditStatus.DRAFT: "active", AuditStatus.SENT_BACK: "awaiting"}


def state_words(place: AuditPlace) -> str:
    """“not begun”, “12 of 26 answered”, “sent back”; for rows of `with_progress()`."""
    if place.state == AuditStatus.DRAFT:
        return _("%(done)s of %(all)s answered") % {"done": place.answered, "all": place.questions}
    return str(STATES[place.state])


def look_of(state: str) -> str:
    """Which mark stands beside it."""
    return LOOKS.get(state, "closed")
