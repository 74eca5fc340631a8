"""What each mail about a plan says, in the receiver's language, made at the moment it is delivered.

A mail whose cause has gone in the meantime is dropped.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans import ending_mail
from actionplans.calendar import CANCEL, REQUEST, calendar_part, entries_due, entry_of
from actionplans.models import ActionPlan, MailKind, MailLink, MailReason, PlanMove, Status
from actionplans.reminders import SOON, Reminder, known, reminders_of
from actionplans.sentences import follow_up_sentence
from actionplans.wording import Button, Told, Wording, address, day, letter, subject, title_of
from orgstructure.models import User
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.letters import Letter, one_line
from safetynet.common.models import OutboxMail

BECAUSE = {
    MailReason.OWNER: lambda: _("You get this mail because you own the plan."),
    MailReason.EVALUATOR: lambda: _("You get this mail because you are to evaluate the effect of the plan."),
    MailReason.RESPONSIBLE: lambda: _("You get this mail because you are responsible for a measure in the plan."),
    MailReason.SECOND: lambda: _("You get this mail because a second person confirms the verdict of a serious plan."),
    MailReason.INVOLVED: lambda: _("You get this mail because you take part in the plan."),
}


def evaluate(told: Told) -> Wording:
    """The day has come."""
    buttons, ways_out = told.verdicts()
    return Wording(
        subject=subject(_("Did it work?"), told.plan),
        question=_("Did it work: %(title)s?") % {"title": title_of(told.plan)},
        sentences=[
            *_agreement(told),
            _("The day you chose to look at the effect has come. One answer is enough: press a button and confirm."),
        ],
        facts=_facts(told),
        buttons=buttons,
        buttons_are_answers=True,
        ways_out=[*ways_out, told.snooze, told.page],
    )


def evaluation_overdue(told: Told) -> Wording:
    """Carried out, but nobody has said whether it helped."""
    buttons, ways_out = told.verdicts()
    late = (told.today - told.reminder.on).days
    sentence = ngettext(
        "The measures are carried out, and the day for evaluating the effect was %(days)d day ago.",
        "The measures are carried out, and the day for evaluating the effect was %(days)d days ago.",
        late,
    ) % {"days": late}
    return Wording(
        subject=subject(_("Evaluation overdue:"), told.plan),
        question=_("It is carried out. Did it help: %(title)s?") % {"title": title_of(told.plan)},
        sentences=[sentence, _("“No” is a good answer too: then you choose what happens next.")],
        facts=_facts(told),
        buttons=buttons,
        buttons_are_answers=True,
        ways_out=[*ways_out, told.snooze, told.page],
    )


def closure_overdue(told: Told) -> Wording:
    """The plan's own date has passed."""
    return Wording(
        subject=subject(_("The date has passed:"), told.plan),
        question=_("How does this plan end: %(title)s?") % {"title": title_of(told.plan)},
        sentences=[
            _("The plan was expected to be closed by %(date)s.") % {"date": day(told.reminder.on)},
            _("It may be closed with your verdict, get more time, or end as not carried out with a reason. All three are fine."),
        ],
        facts=_facts(told),
        buttons=[
            Button(_("Evaluate and close"), told.link(MailLink.Purpose.EVALUATE)),
            told.snooze,
            Button(_("It will not be carried out"), address("plan-leave", told.plan.pk)),
        ],
        ways_out=[told.page],
    )


def measure_overdue(told: Told) -> Wording:
    """A measure's date has passed; asked of the one who is responsible for it."""
    return Wording(
        subject=subject(_("Is it done?"), told.plan),
        question=_("Is your measure done?"),
        sentences=_own_measures(told, told.today - timedelta(days=1)),
        facts=_facts(told),
        buttons=[Button(_("Mark as done"), address("plan-detail", told.plan.pk) + "#measures")],
        ways_out=[told.page],
    )


def measure_soon(told: Told) -> Wording:
    """A measure is due within three days."""
    return Wording(
        subject=subject(_("Due %(date)s:") % {"date": _short(told.reminder.on)}, told.plan),
        question=_("Will your measure be done by %(date)s?") % {"date": day(told.reminder.on)},
        sentences=_own_measures(told, told.today + SOON),
        facts=_facts(told),
        buttons=[Button(_("Mark as done"), address("plan-detail", told.plan.pk) + "#measures")],
        ways_out=[told.page],
    )


def due_soon(told: Told) -> Wording:
    """The evaluation is three days ahead: time to prepare it."""
    return Wording(
        subject=subject(_("Evaluation %(date)s:") % {"date": _short(told.reminder.on)}, told.plan),
        question=_("On %(date)s you look at whether it worked. Are you ready?") % {"date": day(told.reminder.on)},
        sentences=[title_of(told.plan), *_agreement(told)],
        facts=_facts(told),
        buttons=[told.page],
        ways_out=[told.snooze],
    )


def carry_out(told: Told) -> Wording:
    """All measures are done, or their time has passed: a person says whether the plan is carried out."""
    all_done = all(measure.done_on for measure in told.plan.measures.all())
    return Wording(
        subject=subject(_("Carried out?"), told.plan),
        question=_("Is this plan carried out: %(title)s?") % {"title": title_of(told.plan)},
        sentences=[
            _("All measures are marked as done.")
            if all_done
            else _("It was to be carried out by %(date)s.") % {"date": day(told.reminder.on)},
            _("When you say yes, the plan waits for its effect evaluation on %(date)s.") % {"date": day(known(told.plan.evaluate_on))},
        ],
        facts=_facts(told),
        buttons=[Button(_("Yes, it is carried out"), address("plan-detail", told.plan.pk)), told.snooze],
        ways_out=[Button(_("It will not be carried out"), address("plan-leave", told.plan.pk)), told.page],
    )


def review(told: Told) -> Wording:
    """The yearly look at a condition that does not end."""
    return Wording(
        subject=subject(_("Yearly review:"), told.plan),
        question=_("Is it still under control: %(title)s?") % {"title": title_of(told.plan)},
        sentences=[
            _("This plan is about a permanent condition. Its yearly review was set for %(date)s.") % {"date": day(told.reminder.on)}
        ],
        facts=_facts(told),
        buttons=[Button(_("Review the plan"), address("plan-review", told.plan.pk))],
        ways_out=[told.page],
    )


def assigned(told: Told) -> Wording:
    """Somebody has given the person a plan or a measure."""
    is_owner = told.reminder.reason == MailReason.OWNER
    return Wording(
        subject=subject(_("Yours now:") if is_owner else _("Your measure:"), told.plan),
        question=_("You now own a plan: %(title)s") % {"title": title_of(told.plan)}
        if is_owner
        else _("You have a measure in a plan: %(title)s") % {"title": title_of(told.plan)},
        sentences=[_("You make sure that it is carried out and that somebody looks at whether it worked.")]
        if is_owner
        else _own_measures(told),
        facts=_facts(told),
        buttons=[told.page],
    )


WORDINGS: dict[MailKind, Callable[[Told], Wording]] = {
    MailKind.ASSIGNED: assigned,
    MailKind.MEASURE_SOON: measure_soon,
    MailKind.DUE_SOON: due_soon,
    MailKind.CARRY_OUT: carry_out,
    MailKind.MEASURE_OVERDUE: measure_overdue,
    MailKind.EVALUATE: evaluate,
    MailKind.EVALUATION_OVERDUE: evaluation_overdue,
    MailKind.CLOSURE_OVERDUE: closure_overdue,
    MailKind.REVIEW: review,
    MailKind.CONFIRM: ending_mail.confirm,
    MailKind.HOLD_CHECK: ending_mail.hold_check,
}


def _facts(told: Told) -> list[tuple[str, str]]:
    plan = told.plan
    facts = [(_("Unit"), plan.unit.name), (_("Owner"), str(plan.owner))]
    if plan.evaluate_on:
        facts.append((_("Evaluation of the effect"), day(plan.evaluate_on)))
    if not plan.is_confidential:
        facts += [(_("We look for"), criterion.text) for criterion in plan.criteria.all()[:3]]
    return facts


def _agreement(told: Told) -> list[str]:
    """The follow-up as the if-then sentence that was agreed on."""
    sentence = "" if told.plan.is_confidential else follow_up_sentence(told.plan)
    return [sentence] if sentence else []


def _own_measures(told: Told, until: date = date.max) -> list[str]:
    """The person's undone measures that are due by that day."""
    if told.plan.is_confidential:
        return [_("The plan is confidential: sign in to see the measure.")]
    undone = [m for m in told.plan.measures.all() if m.responsible_id == told.person.pk and m.done_on is None]
    return [
        _("%(measure)s (by %(date)s)") % {"measure": one_line(m.text, 200), "date": day(m.due_on)} if m.due_on else one_line(m.text, 200)
        for m in undone
        if (m.due_on or date.max) <= until
    ]


def _short(on: date) -> str:
    return f"{on.day}/{on.month}"


def render_reminder(mail: OutboxMail, now: datetime) -> Letter:
    """Ask the rules again; word the mail if they still say so."""
    today = now.astimezone(COPENHAGEN).date()
    told = Told(_plan(mail), _employed(mail, today), _still_due(mail, today), today, now)
    wording = WORDINGS[told.reminder.kind](told)
    return letter(wording, because=BECAUSE[MailReason(told.reminder.reason)]())


def _still_due(mail: OutboxMail, today: date) -> Reminder:
    plan = _plan(mail)
    publisher = PlanMove.objects.filter(plan=plan, verb="publish").values_list("by_id", flat=True).first()
    for reminder in reminders_of(plan, today, publisher_id=publisher):
        if reminder.key == mail.key and plan.asks_something:
            return reminder
    raise outbox.NoLongerDueError


def _plan(mail: OutboxMail) -> ActionPlan:
    plan = (
        ActionPlan.objects.select_related("unit", "owner", "evaluator")
        .prefetch_related("measures", "criteria", "people")
        .filter(pk=mail.payload["plan"])
        .first()
    )
    if plan is None:
        raise outbox.NoLongerDueError
    return plan


def _employed(mail: OutboxMail, today: date) -> User:
    """The receiver, while employed: people who have left get nothing."""
    if not User.objects.employed(today).filter(pk=mail.recipient_id).exists():
        raise outbox.NoLongerDueError
    return mail.recipient


def render_calendar(mail: OutboxMail, now: datetime) -> Letter:
    """The calendar entry, while the plan still says what it says."""
    today = now.astimezone(COPENHAGEN).date()
    plan, person = _plan(mail), _employed(mail, today)
    entry = entry_of(mail.payload, person.pk)
    if entry.method == REQUEST and not any(e.on == entry.on and e.person_id == person.pk for e in entries_due(plan, {}, today)):
        raise outbox.NoLongerDueError
    is_off = entry.method == CANCEL
    title = _("Effect evaluation: %(title)s") % {"title": title_of(plan)}
    page = address("plan-detail", plan.pk)
    agreed = "" if plan.is_confidential else follow_up_sentence(plan)
    wording = Wording(
        subject=(_("Off:") if is_off else _("Calendar:")) + f" {title}",
        question=_("The effect evaluation on %(date)s is off") % {"date": day(entry.on)}
        if is_off
        else _("%(date)s: we look at whether it worked") % {"date": day(entry.on)},
        sentences=[
            title_of(plan),
            *([agreed] if agreed else []),
            _("The entry is attached; open it to put it in your calendar, or to take it out."),
        ],
        facts=[(_("Unit"), plan.unit.name), (_("Owner"), str(plan.owner))],
        buttons=[Button(_("Open the plan"), page)],
        calendar=calendar_part(entry, title=title, description=f"{agreed}\n{page}".strip(), address=page, attendee=person.email, now=now),
    )
    return letter(wording, because=BECAUSE[MailReason(entry.reason)]())


def render_receipt(mail: OutboxMail, now: datetime) -> Letter:
    """Somebody answered by a mail's link: owner and link holder get to know what was answered, and how to undo it."""
    plan, person = _plan(mail), _employed(mail, now.astimezone(COPENHAGEN).date())
    by = str(User.objects.get(pk=mail.payload["by"]))
    wording = Wording(
        subject=subject(_("Answer saved:"), plan),
        question=_("Your answer is saved") if person.pk == mail.payload["by"] else _("%(person)s has answered") % {"person": by},
        sentences=[
            _answer_in_words(mail, plan),
            _("The answer came by the link in a mail to %(person)s.") % {"person": by},
            _("Not right? Open the plan: a verdict can be undone for seven days."),
        ],
        facts=[(_("Plan"), title_of(plan)), (_("Unit"), plan.unit.name)],
        buttons=[Button(_("Open the plan"), address("plan-detail", plan.pk))],
    )
    return letter(wording, because=BECAUSE[MailReason(mail.payload["reason"])]())


def render_not_confirmed(mail: OutboxMail, now: datetime) -> Letter:
    """The second person sees the effect differently: to who evaluated it and to the owner, while it awaits its evaluation."""
    plan, _person = _plan(mail), _employed(mail, now.astimezone(COPENHAGEN).date())
    if plan.status != Status.AWAITING:
        raise outbox.NoLongerDueError
    wording = ending_mail.not_confirmed(plan, by=str(User.objects.get(pk=mail.payload["by"])), move_id=mail.payload["move"])
    return letter(wording, because=BECAUSE[MailReason(mail.payload["reason"])]())


def _answer_in_words(mail: OutboxMail, plan: ActionPlan) -> str:
    if new_on := mail.payload.get("new_on"):
        return _("The plan got more time: it is now expected to be closed by %(date)s.") % {"date": day(date.fromisoformat(new_on))}
    if until := mail.payload.get("until"):
        return _("Nobody is reminded of the plan before %(date)s. Its dates stay as they are.") % {"date": day(date.fromisoformat(until))}
    evaluation = plan.evaluations.get(pk=mail.payload["evaluation"])
    return _("The effect: %(verdict)s.") % {"verdict": evaluation.get_verdict_display()}


def register() -> None:
    """Called once, when the app is ready."""
    for kind in WORDINGS:
        outbox.renders(kind)(render_reminder)
    outbox.renders(MailKind.CALENDAR)(render_calendar)
    outbox.renders(MailKind.RECEIPT)(render_receipt)
    outbox.renders(MailKind.NOT_CONFIRMED)(render_not_confirmed)
