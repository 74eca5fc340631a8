"""The wording of the mail about a hand-over: what has come to whom, and the way to the card."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import HandOver, MailKind
from actionplans.wording import Button, Item, Wording, address, letter
from orgstructure.models import User
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail


def render_hand_over(mail: OutboxMail, now: datetime) -> Letter:
    """Those of its cards that still wait; nothing is sent when none does, or when the person has left as well."""
    today = now.astimezone(COPENHAGEN).date()
    cards = list(HandOver.objects.waiting().filter(pk__in=mail.payload["cards"], to=mail.recipient_id).for_rows())
    if not cards or not User.objects.employed(today).filter(pk=mail.recipient_id).exists():
        raise outbox.NoLongerDueError
    return letter(_wording(cards), because=_("You get this mail because you are the next who is responsible for these plans."))


def _wording(cards: list[HandOver]) -> Wording:
    number = sum(card.plans for card in cards)  # type: ignore[attr-defined]  # annotated by `for_rows`
    names = ", ".join(dict.fromkeys(str(card.left) for card in cards))
    question = ngettext("%(number)d plan from %(names)s is yours now", "%(number)d plans from %(names)s are yours now", number)
    return Wording(
        subject=_("Yours now: plans from %(names)s") % {"names": names},
        question=question % {"number": number, "names": names},
        sentences=[_("See what was promised to whom, and what comes next. Take the plans over, or give them to somebody who fits better.")],
        items=[Item(card.unit.name, in_words(card), address("hand-over-detail", card.pk)) for card in cards],
        buttons=[Button(_("See what you have taken over"), address("hand-over-list"))],
    )


def in_words(card: HandOver) -> str:
    """From whom, and why."""
    return _("From %(person)s: %(why)s") % {"person": card.left, "why": card.get_why_display()}


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(MailKind.HAND_OVER)(render_hand_over)
