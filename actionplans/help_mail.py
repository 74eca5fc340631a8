"""The two mails of the ladder: owner and representative help each other, and the staff offer help. Never who is to blame."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan, HelpCode, HelpReached, HelpStep, MailKind, PlanMail
from actionplans.usecases.helping import MAIL_OF
from actionplans.wording import Button, Item, Wording, address, day, letter, title_of
from orgstructure.models import User
from orgstructure.reports import helpers_of
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail

CODE_OF = {kind: code for code, kind in MAIL_OF.items()}


def render_help(mail: OutboxMail, now: datetime) -> Letter:
    """The plans that still stand still; nothing is sent when somebody has done something with all of them."""
    today = now.astimezone(COPENHAGEN).date()
    if not User.objects.employed(today).filter(pk=mail.recipient_id).exists():
        raise outbox.NoLongerDueError
    code = CODE_OF[MailKind(mail.kind)]
    here = HelpReached.objects.current(today).filter(code=code, plan__in=mail.payload["plans"]).values("plan")
    plans = list(ActionPlan.objects.filter(pk__in=here).select_related("unit", "owner").order_by("expected_closing_on", "pk"))
    if not plans:
        raise outbox.NoLongerDueError
    PlanMail.objects.filter(mail=mail).exclude(plan__in=plans).delete()
    wording, because = WORDINGS[code](plans, mail, now)
    return letter(wording, because=because)


def _pair(plans: list[ActionPlan], mail: OutboxMail, now: datetime) -> tuple[Wording, str]:  # noqa: ARG001  the table's signature
    number = len(plans) + int(mail.payload.get("rest", 0))
    title = {"title": title_of(plans[0]), "number": number}
    wording = Wording(
        subject=ngettext("Help each other: %(title)s", "Help each other: %(number)d plans", number) % title,
        question=ngettext("How do you get this plan going again?", "How do you get these plans going again?", number),
        sentences=[
            _("The date has passed, and nobody has noted anything for a while. There is often a good reason, and two see more than one."),
            _("Owner and representative get this mail together. Take ten minutes: finish it, move the date, or end it with a reason."),
        ],
        items=[Item(title_of(plan), _where(plan), address("plan-detail", plan.pk)) for plan in plans],
        after_items=_rest(mail),
        buttons=[_first(plans)],
    )
    return wording, _("You get this mail because you own the plan or represent the colleagues of the unit.")


def _offer(plans: list[ActionPlan], mail: OutboxMail, now: datetime) -> tuple[Wording, str]:
    step = HelpStep.objects.get(code=HelpCode.OFFER)
    wording = Wording(
        subject=ngettext("May we help? %(title)s", "May we help? %(number)d plans", len(plans))
        % {"title": title_of(plans[0]), "number": len(plans)},
        question=_("May we help you on?"),
        sentences=[text] if (text := step.text_in_words) else [],
        facts=[
            (_("Call or write"), " · ".join(part for part in (str(person), person.phone, person.email) if part))
            for person in helpers_of(plans[0].unit, now.astimezone(COPENHAGEN).date())
        ],
        items=[Item(title_of(plan), _where(plan), address("plan-detail", plan.pk)) for plan in plans],
        after_items=_rest(mail),
        buttons=[_first(plans)],
    )
    return wording, _("You get this mail because you own the plan.")


def _where(plan: ActionPlan) -> str:
    said = {"unit": plan.unit.name, "owner": str(plan.owner), "date": day(plan.expected_closing_on)} if plan.expected_closing_on else {}
    return _("%(unit)s · owner %(owner)s · expected to be closed by %(date)s") % said


def _rest(mail: OutboxMail) -> list[str]:
    rest = int(mail.payload.get("rest", 0))
    return [ngettext("And %(number)d more.", "And %(number)d more.", rest) % {"number": rest}] if rest else []


def _first(plans: list[ActionPlan]) -> Button:
    """Straight to the plan, where there is but one."""
    if len(plans) == 1:
        return Button(_("Open the plan"), address("plan-detail", plans[0].pk))
    return Button(_("See everything that waits for you"), settings.BASE_URL + "/")


WORDINGS: dict[HelpCode, Callable[[list[ActionPlan], OutboxMail, datetime], tuple[Wording, str]]] = {
    HelpCode.PAIR: _pair,
    HelpCode.OFFER: _offer,
}


def register() -> None:
    """Called once, when the app is ready."""
    for kind in CODE_OF:
        outbox.renders(kind)(render_help)
