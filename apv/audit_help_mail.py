"""The two mails to who asked for help with the self-audit: somebody has taken it, and what came of it. Made at delivery.

The answer itself and its comment never stand in a mail.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from actionplans.wording import Button, Wording, address, letter
from apv.models import AuditHelp, SelfAudit
from apv.usecases.audit_helping import ENDED, TAKEN
from safetynet.common import outbox
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail


def render_taken(mail: OutboxMail, now: datetime) -> Letter:  # noqa: ARG001  the outbox's signature
    """While the same person still has it and has not ended it."""
    wish = _wish(mail)
    if wish.is_ended or wish.taken_by_id != mail.payload["by"]:
        raise outbox.NoLongerDueError
    wording = Wording(
        subject=_("%(person)s helps you with the self-audit") % {"person": wish.taken_by},
        question=_("%(person)s has read that you want help, and takes it up") % {"person": wish.taken_by},
        sentences=[_("You will hear from %(person)s. You can also call or write yourself.") % {"person": wish.taken_by}],
        facts=_facts(wish),
        buttons=[Button(_("Open the self-audit"), _way_to(wish))],
    )
    return letter(wording, because=_("You get this mail because you asked for help."))


def render_ended(mail: OutboxMail, now: datetime) -> Letter:  # noqa: ARG001  the outbox's signature
    """With the words it was ended with."""
    wish = _wish(mail)
    if not wish.is_ended:
        raise outbox.NoLongerDueError
    wording = Wording(
        subject=_("Your wish for help is ended"),
        question=_("Has it helped?"),
        sentences=[_("%(person)s has noted what came of it:") % {"person": wish.taken_by}, wish.ended_note],
        facts=_facts(wish),
        buttons=[Button(_("Open the self-audit"), _way_to(wish))],
    )
    return letter(wording, because=_("You get this mail because you asked for help."))


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(TAKEN)(render_taken)
    outbox.renders(ENDED)(render_ended)


def _wish(mail: OutboxMail) -> AuditHelp:
    """The wish, where it is still there and the reader still answers that audit."""
    seen = SelfAudit.objects.visible_to(mail.recipient).values("pk")
    wish = AuditHelp.objects.filter(pk=mail.payload["wish"], answer__audit__in=seen).for_list().first()
    if wish is None:
        raise outbox.NoLongerDueError
    return wish


def _facts(wish: AuditHelp) -> list[tuple[str, str]]:
    taker = wish.taken_by
    facts = [
        (_("Question"), str(wish.answer.question.position)),
        (_("What is in the way"), str(wish.get_hindrance_display())),
    ]
    if taker is not None:
        facts.append((_("Call or write"), " · ".join(part for part in (str(taker), taker.phone, taker.email) if part)))
    return facts


def _way_to(wish: AuditHelp) -> str:
    return f"{address('audit-detail', wish.answer.audit_id)}#q-{wish.answer.question_id}"
