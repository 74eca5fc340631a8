"""What the mails about an ending say: to the second person, to who evaluated when that person disagrees, and a year later."""

from django.utils.translation import gettext as _

from actionplans.models import ActionPlan, EffectEvaluation, PlanMove
from actionplans.wording import Button, Told, Wording, address, day, subject, title_of
from safetynet.common.letters import one_line

QUOTED = 300


def confirm(told: Told) -> Wording:
    """Somebody else has found that it helped, or not: the second person says how it looks from there."""
    plan, verdict = told.plan, _verdict(told.plan)
    page = address("plan-confirm", plan.pk)
    return Wording(
        subject=subject(_("Do you see it the same way?"), plan),
        question=_("Did it help, as you see it: %(title)s?") % {"title": title_of(plan)},
        sentences=[
            _("%(person)s evaluated the effect on %(date)s: %(verdict)s.")
            % {"person": verdict.by, "date": day(verdict.on), "verdict": verdict.get_verdict_display()},
            *([one_line(verdict.wanted_effects, QUOTED)] if verdict.wanted_effects and not plan.is_confidential else []),
            _("The plan is serious, so a second person confirms the verdict. You know the place; one answer is enough."),
        ],
        facts=[(_("Unit"), plan.unit.name), (_("Owner"), str(plan.owner))],
        buttons=[
            Button(_("I see it the same way"), f"{page}?answer=agree"),
            Button(_("I see it differently"), f"{page}?answer=disagree"),
        ],
        buttons_are_answers=True,
        ways_out=[told.page],
    )


def hold_check(told: Told) -> Wording:
    """Some time after a serious plan was closed."""
    plan, verdict = told.plan, _verdict(told.plan)
    return Wording(
        subject=subject(_("Does it still work?"), plan),
        question=_("Does it still work: %(title)s?") % {"title": title_of(plan)},
        sentences=[
            _("On %(date)s the effect was evaluated: %(verdict)s.") % {"date": day(verdict.on), "verdict": verdict.get_verdict_display()},
            _("The plan was serious, so you look once more. “No” is a good answer too: then you choose what happens next."),
        ],
        facts=[(_("Unit"), plan.unit.name), (_("Owner"), str(plan.owner))],
        buttons=[Button(_("Answer"), address("plan-hold-check", plan.pk))],
        ways_out=[told.page],
    )


def not_confirmed(plan: ActionPlan, *, by: str, move_id: int) -> Wording:
    """What the second person sees differently; in a mail about a confidential plan the words are left out."""
    words = PlanMove.objects.get(pk=move_id, plan=plan).reason
    return Wording(
        subject=subject(_("Talk about the effect:"), plan),
        question=_("%(person)s sees the effect differently: %(title)s") % {"person": by, "title": title_of(plan)},
        sentences=[
            *([] if plan.is_confidential else [one_line(words, QUOTED)]),
            _("The plan awaits its evaluation again. Talk about what you each see, then evaluate it once more."),
        ],
        facts=[(_("Unit"), plan.unit.name), (_("Owner"), str(plan.owner))],
        buttons=[Button(_("Open the plan"), address("plan-detail", plan.pk))],
    )


def _verdict(plan: ActionPlan) -> EffectEvaluation:
    """The verdict that closed the plan, with who gave it."""
    return EffectEvaluation.objects.select_related("by").get(closes=plan)
