"""The wording of the monthly card: praise first, then the figures, then whom a word of help would help."""

from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.filters import plan_list_url
from actionplans.models import ActionPlan, MailKind, PlanMail
from actionplans.reports.card import LINES, NAMED, LeaderCard
from actionplans.wording import Button, Item, Wording, address, day, letter, title_of
from orgstructure.models import User
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail


def render_card(mail: OutboxMail, now: datetime) -> Letter:
    """As it stands at delivery; nothing is sent where there are no plans."""
    today = now.astimezone(COPENHAGEN).date()
    card = LeaderCard.of(mail.recipient, today=today)
    if not card or not User.objects.employed(today).filter(pk=mail.recipient_id).exists():
        raise outbox.NoLongerDueError
    PlanMail.objects.filter(mail=mail).exclude(plan__in=card.waiting[:LINES]).delete()
    return letter(wording_of(card), because=_("You get this card once a month because you lead this part of the organisation."))


def wording_of(card: LeaderCard) -> Wording:
    """The whole mail."""
    place = card.units[0].name if len(card.units) == 1 else _("your units")
    rest = len(card.waiting) - LINES
    return Wording(
        subject=_("Your month: %(place)s") % {"place": place},
        question=_question(card),
        sentences=_sentences(card),
        facts=_facts(card),
        items=[Item(title_of(plan), _line(plan), address("plan-detail", plan.pk)) for plan in card.waiting[:LINES]],
        after_items=[ngettext("And %(number)d more.", "And %(number)d more.", rest) % {"number": rest}] if rest > 0 else [],
        buttons=[Button(_("See the plans"), settings.BASE_URL + plan_list_url(unit=list(card.units), state="open"))],
        ways_out=[Button(_("Make a plan"), address("plan-new", unit=str(card.units[0].pk)))] if card.units else [],
    )


def _question(card: LeaderCard) -> str:
    said = {"number": len(card.worked), "month": date_format(card.month.first, "F")}
    if card.worked:
        return ngettext("%(number)d plan worked in %(month)s", "%(number)d plans worked in %(month)s", len(card.worked)) % said
    return _("How do you help your plans on this month?")


def _sentences(card: LeaderCard) -> list[str]:
    """Whom to praise, and for what; then what the lines below are about."""
    found = [
        _("Say well done to %(owner)s for “%(title)s” in %(unit)s.") % {"owner": p.owner, "title": title_of(p), "unit": p.unit.name}
        for p in card.worked[:NAMED]
    ]
    if card.waiting:
        found.append(
            ngettext(
                "One plan has stood still for a while. Ask what would help: time, money, a decision, or to let it go.",
                "These plans have stood still for a while. Ask what would help: time, money, a decision, or to let them go.",
                len(card.waiting),
            )
        )
    return found


def _facts(card: LeaderCard) -> list[tuple[str, str]]:
    figures, share = card.figures, card.figures.first.share
    in_time = "–" if share is None else _("%(share)s %% (%(done)s of %(due)s)") % {
        "share": share, "done": figures.first_done, "due": figures.first_due
    }  # fmt: skip
    if card.target is not None:
        in_time = _("%(figure)s, the target is %(target)s %%") % {"figure": in_time, "target": card.target}
    return [
        (_("Evaluated in time, last 12 months"), in_time),
        (_("Open plans"), str(figures.open)),
        (_("Past their date"), str(figures.overdue)),
        (_("Waiting for effect evaluation"), str(figures.awaiting)),
    ]


def _line(plan: ActionPlan) -> str:
    noted = day(plan.touched_at.astimezone(COPENHAGEN).date())
    return _("%(unit)s · owner %(owner)s · last noted %(date)s") % {"unit": plan.unit.name, "owner": plan.owner, "date": noted}


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(MailKind.CARD)(render_card)
