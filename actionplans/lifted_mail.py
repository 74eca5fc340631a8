"""The wording of the mail about lifted matters: what waits for the reader's answer, and what was answered to the reader."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import LiftedMatter, MailKind
from actionplans.wording import Button, Item, Wording, address, day, letter
from orgstructure.models import User
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.letters import Letter, one_line
from safetynet.common.models import OutboxMail


def render_lifted(mail: OutboxMail, now: datetime) -> Letter:
    """What of it still holds; nothing is sent when nothing does, or when the person has left."""
    today = now.astimezone(COPENHAGEN).date()
    if not User.objects.employed(today).filter(pk=mail.recipient_id).exists():
        raise outbox.NoLongerDueError
    rows = LiftedMatter.objects.visible_to(mail.recipient).for_rows()
    waiting = list(rows.waiting().filter(pk__in=mail.payload["waiting"]).order_by("answer_by", "pk"))
    answered = list(rows.filter(pk__in=mail.payload["answered"]).exclude(answered_at=None).order_by("-answered_at", "pk"))
    if not waiting and not answered:
        raise outbox.NoLongerDueError
    wording = _wording(waiting, answered, int(mail.payload.get("rest", 0)), today)
    return letter(wording, because=_("You get this mail because your unit is asked, or because you have asked."))


def _wording(waiting: list[LiftedMatter], answered: list[LiftedMatter], rest: int, today: date) -> Wording:
    number = len(waiting) + rest
    first = waiting[0] if waiting else answered[0]
    if waiting:
        said = ngettext("%(number)d lifted matter waits for your answer", "%(number)d lifted matters wait for your answer", number)
        question = said % {"number": number}
    else:
        question = _("An answer has come to what you lifted")
    return Wording(
        subject=_("%(question)s: %(title)s") % {"question": question, "title": one_line(first.title, 80)},
        question=question,
        items=[
            *(Item(one_line(row.title, 120), _waits(row, today), address("lifted-detail", row.pk)) for row in waiting),
            *(Item(one_line(row.title, 120), _answered(row), address("lifted-detail", row.pk)) for row in answered),
        ],
        after_items=[ngettext("And %(number)d more.", "And %(number)d more.", rest) % {"number": rest}] if rest else [],
        buttons=[Button(_("See the lifted matters"), address("lifted-list"))],
    )


def _waits(matter: LiftedMatter, today: date) -> str:
    told = {"unit": matter.from_unit.name, "who": matter.asked_by, "day": day(matter.answer_by)}
    if matter.is_late(today):
        return _("From %(unit)s, %(who)s. The answer was due on %(day)s.") % told
    return _("From %(unit)s, %(who)s. Answer by %(day)s.") % told


def _answered(matter: LiftedMatter) -> str:
    return _("%(unit)s has answered.") % {"unit": matter.to_unit.name}


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(MailKind.LIFTED)(render_lifted)
