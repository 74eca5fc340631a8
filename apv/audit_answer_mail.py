"""What a mail about a self-audit says: never an answer, only that something is to be done, and the way to it. Made at delivery."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from actionplans.wording import Button, Wording, address, day, letter
from apv.models import AuditAct, AuditPlace, AuditStatus, SelfAudit
from apv.usecases.audit_mailing import JOINED, SENT_BACK
from orgstructure.models import User
from safetynet.common import outbox
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail
from safetynet.common.texts import in_language


def render_sent_back(mail: OutboxMail, now: datetime) -> Letter:  # noqa: ARG001  the outbox's signature
    """The remark, while the audit is still waiting for it and the reader still answers."""
    audit = _audit(mail)
    act = audit.acts.filter(verb=AuditAct.Verb.SEND_BACK).select_related("by").first()
    if act is None or act.pk != mail.payload["act"] or audit.status != AuditStatus.SENT_BACK:
        raise outbox.NoLongerDueError
    with override(mail.recipient.language or None):
        wording = Wording(
            subject=_("Your self-audit has come back"),
            question=_("Will you look at your self-audit once more?"),
            sentences=[
                _("%(person)s has read it, and sends it back with this remark:") % {"person": act.by},
                act.remark,
                _("Everything you answered is still there. Put right what is meant, and send it in again."),
            ],
            facts=_facts(audit),
            buttons=[Button(_("Open the self-audit"), address("audit-detail", audit.pk))],
        )
        return letter(wording, because=_("You get this mail because you answer this self-audit."))


def render_joined(mail: OutboxMail, now: datetime) -> Letter:  # noqa: ARG001  the outbox's signature
    """Somebody else begun it, and it answers for the reader's unit too; while that is so."""
    audit = _audit(mail)
    place = audit.places.filter(pk=mail.payload["place"], manager=mail.recipient).select_related("unit").first()
    if place is None or not audit.is_open:
        raise outbox.NoLongerDueError
    by = User.objects.get(pk=mail.payload["by"])
    with override(mail.recipient.language or None):
        wording = Wording(
            subject=_("You answer the self-audit together"),
            question=_("Shall %(unit)s answer the self-audit together with others?") % {"unit": place.unit.name},
            sentences=[
                _("%(person)s has added your unit to a joint self-audit. You can answer and send in as the others can.") % {"person": by},
                _("If you would rather answer alone, open it and take your unit out."),
            ],
            facts=_facts(audit),
            buttons=[Button(_("Open the self-audit"), address("audit-detail", audit.pk))],
        )
        return letter(wording, because=_("You get this mail because you manage a unit that is asked."))


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(SENT_BACK)(render_sent_back)
    outbox.renders(JOINED)(render_joined)


def _audit(mail: OutboxMail) -> SelfAudit:
    found = SelfAudit.objects.visible_to(mail.recipient).filter(pk=mail.payload["audit"], year__status="open")
    audit = found.select_related("year__question_set").first()
    if audit is None:
        raise outbox.NoLongerDueError
    return audit


def _facts(audit: SelfAudit) -> list[tuple[str, str]]:
    places = AuditPlace.objects.filter(audit=audit).select_related("unit").order_by("path", "pk")
    units = dict.fromkeys(place.unit.name for place in places)
    return [
        (_("Self-audit"), in_language(audit.year.question_set.name)),
        (_("Units"), ", ".join(units)),
        (_("Answer by"), day(audit.year.due_on)),
    ]
