"""The wording of the weekly overview: at most five lines, each leading to its answer."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan, MailKind, MailLink, PlanMail
from actionplans.reminders import Reminder, reminders_of
from actionplans.usecases.digest import AHEAD, Line
from actionplans.usecases.links import new_link
from actionplans.wording import Button, Item, Wording, address, day, letter, title_of
from orgstructure.models import User
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail

ANSWERED_BY_LINK = (MailKind.EVALUATE, MailKind.EVALUATION_OVERDUE, MailKind.CLOSURE_OVERDUE)


def render_digest(mail: OutboxMail, now: datetime) -> Letter:
    """What of it still holds; nothing is sent when nothing does. The plans that fell out are no longer listed as told."""
    today = now.astimezone(COPENHAGEN).date()
    if not User.objects.employed(today).filter(pk=mail.recipient_id).exists():
        raise outbox.NoLongerDueError
    lines = _still_true([Line(plan, code, date.fromisoformat(on), reason) for plan, code, on, reason in mail.payload["lines"]], mail, today)
    if not lines:
        raise outbox.NoLongerDueError
    PlanMail.objects.filter(mail=mail).exclude(plan__in=[line.plan_id for line, _plan in lines]).delete()
    return letter(_wording(mail, lines, today, now), because=_("You get this overview once a week, when a plan waits for you or has news."))


def _still_true(lines: Sequence[Line], mail: OutboxMail, today: date) -> list[tuple[Line, ActionPlan]]:
    """Tasks are asked of the rules again; a plan that has become confidential makes no news."""
    plans = ActionPlan.objects.published().prefetch_related("measures").in_bulk([line.plan_id for line in lines])
    kept = []
    for line in lines:
        plan = plans.get(line.plan_id)
        if plan is None:
            continue
        if not line.is_task and not plan.is_confidential:
            kept.append((line, plan))
        elif line.is_task and (due := _due(plan, mail.recipient_id, today)):
            kept.append((Line(plan.pk, due.kind, due.on, line.reason), plan))
    return kept


def _due(plan: ActionPlan, person_id: int, today: date) -> Reminder | None:
    if not plan.asks_something:
        return None
    own = [r for r in reminders_of(plan, today, publisher_id=plan.owner_id, soon=AHEAD) if r.person_id == person_id]
    return max((r for r in own if r.kind != MailKind.ASSIGNED), key=lambda r: r.rank, default=None)


def _wording(mail: OutboxMail, lines: Sequence[tuple[Line, ActionPlan]], today: date, now: datetime) -> Wording:
    rest = int(mail.payload.get("rest", 0))
    tasks = sum(line.is_task for line, _plan in lines)
    subject, question = _opening(tasks + rest if tasks else 0)
    return Wording(
        subject=subject,
        question=question,
        items=[Item(title_of(plan), what(line, today), _address_of(line, plan, mail, now)) for line, plan in lines],
        after_items=[ngettext("And %(number)d more.", "And %(number)d more.", rest) % {"number": rest}] if rest else [],
        buttons=[Button(_("See everything that waits for you"), settings.BASE_URL + "/")],
    )


def _opening(waiting: int) -> tuple[str, str]:
    """Subject and first line."""
    if not waiting:
        return _("Your week: news of plans that concern you"), _("News of plans that concern you")
    number = {"number": waiting}
    return (
        ngettext("Your week: %(number)d plan waits", "Your week: %(number)d plans wait", waiting) % number,
        ngettext("What is your next step? %(number)d plan waits for you", "What is your next step? %(number)d plans wait for you", waiting)
        % number,
    )


def _address_of(line: Line, plan: ActionPlan, mail: OutboxMail, now: datetime) -> str:
    """Straight to the answer where a link can take it, else to the plan."""
    if line.code in ANSWERED_BY_LINK:
        return address("mail-link", new_link(plan, mail.recipient, MailLink.Purpose.EVALUATE, now=now))
    return address("plan-detail", plan.pk)


def what(line: Line, today: date) -> str:
    """One short sentence: what is asked, or what has happened."""
    days, on = (today - line.on).days, day(line.on)
    late = ngettext("%(days)d day over time", "%(days)d days over time", days) % {"days": days}
    sentences = {
        MailKind.CLOSURE_OVERDUE: _("How does it end? The closing date was %(date)s (%(late)s)."),
        MailKind.EVALUATION_OVERDUE: _("Did it help? The effect was to be evaluated by %(date)s (%(late)s)."),
        MailKind.MEASURE_OVERDUE: _("Is your measure done? It was due by %(date)s (%(late)s)."),
        MailKind.EVALUATE: _("Did it work? The day for it is %(date)s."),
        MailKind.CARRY_OUT: _("Is it carried out? Its time was %(date)s."),
        MailKind.CONFIRM: _("Do you see the effect the same way? You were asked on %(date)s."),
        MailKind.HOLD_CHECK: _("Does it still work? The day to look again was %(date)s."),
        MailKind.REVIEW: _("The yearly review was set for %(date)s."),
        MailKind.DUE_SOON: _("You look at the effect on %(date)s."),
        MailKind.MEASURE_SOON: _("Your measure is due by %(date)s."),
        "published": _("New plan, published on %(date)s."),
        "moved": _("The closing date was moved on %(date)s."),
        "verdict": _("The effect was evaluated on %(date)s."),
        "left": _("Ended on %(date)s without being carried out."),
    }
    return sentences[line.code] % {"date": on, "late": late}


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(MailKind.DIGEST)(render_digest)
