"""The mail to the data-protection reader: there is something to look at, and nothing of what."""

from datetime import datetime

from django.utils.translation import gettext as _

from actionplans.wording import Button, Wording, address, letter
from injuries.models import ReadNote
from injuries.usecases.unusual import MAIL
from safetynet.common import outbox
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail


def render_notes(_mail: OutboxMail, _now: datetime) -> Letter:
    """Only while something waits."""
    if not ReadNote.objects.filter(seen_at=None).exists():
        raise outbox.NoLongerDueError
    wording = Wording(
        subject=_("You have a task in SafetyNet"),
        question=_("Will you look at it?"),
        sentences=[_("Something waits for you under “Log of reads”. What it is stands in SafetyNet only.")],
        items=[],
        buttons=[Button(_("Look at it"), address("injury-read-notes"))],
    )
    return letter(wording, because=_("You get this mail because you review who reads injury cases."))


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(MAIL)(render_notes)
