"""The sentence that each chapter begins with, drafted from its figures: people keep it, change it or write their own."""

from collections import Counter
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import Verdict
from annualcycle.annual_parts import name_of_cause, name_of_stage, per_cent, share, text_of
from annualcycle.models import AnnualReportText, Reached
from annualcycle.reports.annual_figures import AnnualFigures
from injuries.indicators import LAST

Of = AnnualReportText.Chapter


def drafted(chapter: str, figures: AnnualFigures) -> str:
    """One to four sentences; never empty."""
    return " ".join(one for one in SENTENCES[Of(chapter)](figures) if one)


def _summary(of: AnnualFigures) -> list[str]:
    return [
        _("%(people)s employees in %(units)s units.")
        % {"people": text_of(of.organisation.employees), "units": text_of(of.organisation.units)},
        _in_time(of),
        _worked(of),
        _apv(of)[0],
    ]


def _in_time(of: AnnualFigures) -> str:
    now, before = of.plans.now.first, of.plans.before.first
    if not now.due:
        return _("No plan had its date in the year.")
    said = {"done": text_of(now.done), "due": text_of(now.due), "share": share(now), "before": share(before), "year": of.year - 1}
    if before.share is None:
        return _("%(done)s of %(due)s plans were evaluated within 14 days of their first date: %(share)s.") % said
    return (
        _("%(done)s of %(due)s plans were evaluated within 14 days of their first date: %(share)s, against %(before)s in %(year)s.") % said
    )


def _plans(of: AnnualFigures) -> list[str]:
    now = of.plans.now
    made = {"made": text_of(now.made), "closed": text_of(now.closed), "year": of.year}
    late = {"overdue": text_of(now.overdue), "open": text_of(now.open)}
    found = [
        _in_time(of),
        _("%(made)s plans were made and %(closed)s closed in %(year)s.") % made,
        _("On the day of the figures %(overdue)s of %(open)s open plans were overdue.") % late if now.open else "",
    ]
    if of.plans.peers.units:
        said = {"units": of.plans.peers.units, "low": per_cent(of.plans.peers.low), "high": per_cent(of.plans.peers.high)}
        found.append(_("That is clearly behind: of %(units)s similar units the middle half lies between %(low)s and %(high)s.") % said)
    return found


def _worked(of: AnnualFigures) -> str:
    if not of.plans.judged:
        return ""
    said = {"worked": text_of(of.plans.worked), "judged": text_of(of.plans.judged)}
    return _("Of %(judged)s plans whose effect was judged, %(worked)s solved the problem wholly or partly.") % said


def _effects(of: AnnualFigures) -> list[str]:
    if not of.plans.judged:
        return [_("The effect of no plan was judged in the year.")]
    without = sum(one.plans for one in of.plans.effects if one.verdict in (Verdict.NO_EFFECT, Verdict.WORSE))
    named = sum(one.named for one in of.plans.effects)
    return [
        _worked(of),
        ngettext("%(count)s had no effect or made it worse.", "%(count)s had no effect or made it worse.", without)
        % {"count": text_of(without)},
        ngettext("%(count)s judgement names the source that it rests on.", "%(count)s judgements name the source that they rest on.", named)
        % {"count": text_of(named)},
    ]


def _why(of: AnnualFigures) -> list[str]:
    now, found = of.plans.now, [_missed(of)]
    if not of.plans.causes:
        return [*found, _("Nobody has said in the year why a plan had stopped.")] if now.first.missed else found
    most = of.plans.causes[0]
    stage, _plans_there = Counter(most.by_stage).most_common(1)[0]
    said: dict[str, Any] = {
        "cause": name_of_cause(most.code, most.texts),
        "plans": text_of(most.total),
        "all": text_of(of.plans.said_why),
        "stage": name_of_stage(stage),
    }
    found.append(_("The cause named most often: %(cause)s (%(plans)s of %(all)s plans), most of them %(stage)s.") % said)
    return found


def _missed(of: AnnualFigures) -> str:
    now = of.plans.now
    if not now.first.missed:
        return _("No plan missed its date.") if now.due else _("No plan had its date in the year.")
    said = {"missed": text_of(now.first.missed), "said": text_of(now.said), "silent": text_of(now.silent)}
    return _("%(missed)s plans were not evaluated in time. For %(said)s of them somebody has said why, for %(silent)s nobody has.") % said


def _apv(of: AnnualFigures) -> list[str]:
    now, before = of.apv.now, of.apv.before
    if not now.units:
        return [_("No unit had employees.")]
    said = {"late": text_of(now.late), "units": text_of(now.units), "before": text_of(before.late), "units_before": text_of(before.units)}
    return [
        _("%(late)s of %(units)s units were late by law with their APV, against %(before)s of %(units_before)s a year before.") % said
        if before.units
        else _("%(late)s of %(units)s units were late by law with their APV.") % said
    ]


def _injuries(of: AnnualFigures) -> list[str]:
    if date.fromisoformat(of.made_on).year <= of.year:
        return [_("Injuries of a year are shown when the year is over."), goal_sentence(of)]
    now, before = of.injuries.year(of.year), of.injuries.year(of.year - 1)
    if now.injuries is None:
        return [_("Too few injuries to show for this level."), goal_sentence(of)]
    said = {"injuries": text_of(now.injuries), "absent": text_of(now.absent), "year": of.year, "before": text_of(before.injuries)}
    if before.injuries is None:
        return [_("%(injuries)s injuries in %(year)s, %(absent)s of them with absence.") % said, goal_sentence(of)]
    return [
        _("%(injuries)s injuries in %(year)s, %(absent)s of them with absence; the year before there were %(before)s injuries.") % said,
        goal_sentence(of),
    ]


def goal_sentence(of: AnnualFigures) -> str:
    """Where the goal for new employees stands: halved from 2018 to 2030. Of an earlier year where the last one is not shown."""
    newest = next((one for one in reversed(of.injuries.years) if one.absent_new is not None), None)
    if newest is None:
        return _("Too few accidents to show for this level, or none are known.")
    said: dict[str, Any] = {"now": text_of(newest.absent_new), "year": newest.year, "goal": LAST}
    if of.injuries.baseline is None or newest.line is None:
        return (
            _("%(now)s accidents with absence hit new employees in %(year)s; the number of 2018 is not known, so there is no goal.") % said
        )
    said |= {"before": text_of(of.injuries.baseline), "target": text_of(of.injuries.target), "line": text_of(newest.line)}
    last = min(of.year, date.fromisoformat(of.made_on).year - 1)
    if newest.year < last:
        return _(
            "How many accidents with absence hit new employees in %(last)s is not shown: they are few, or the number would give "
            "another one away. The newest that is shown: %(now)s in %(year)s, when the line stood at %(line)s."
        ) % (said | {"last": last})  # fmt: skip
    if (newest.absent_new or 0) <= newest.line:
        return _(
            "On track: %(now)s accidents with absence hit new employees in %(year)s; the line from %(before)s in 2018 to %(target)s "
            "in %(goal)s stands at %(line)s."
        ) % said  # fmt: skip
    return _(
        "Not on track: %(now)s accidents with absence hit new employees in %(year)s; the line from %(before)s in 2018 to %(target)s "
        "in %(goal)s stands at %(line)s."
    ) % said  # fmt: skip


def _organisation(of: AnnualFigures) -> list[str]:
    part = of.organisation
    gaps, before = sum(part.gaps.values()), sum(part.gaps_before.values())
    said = {"gaps": text_of(gaps), "before": text_of(before)}
    found = [_("%(gaps)s gaps in the work-environment organisation, against %(before)s a year before.") % said]
    if part.members:
        said = {"untrained": text_of(part.untrained), "members": text_of(part.members)}
        found.append(_("Training was overdue for %(untrained)s of %(members)s members.") % said)
    return found


def _self_audit(of: AnnualFigures) -> list[str]:
    if not of.audits:
        return [_("No report of the self-audit of %(year)s is published for this level.") % {"year": of.year}]
    found = []
    for one in of.audits:
        said = {"answered": text_of(one.answered), "expected": text_of(one.expected), "actions": text_of(one.actions)}
        if one.expected:
            found.append(_("%(answered)s of %(expected)s places answered the self-audit; it led to %(actions)s actions.") % said)
        else:
            found.append(_("%(answered)s places answered the self-audit; it led to %(actions)s actions.") % said)
    return found


def _goals(of: AnnualFigures) -> list[str]:
    if not of.goals.own:
        return [_("There were no goals of our own for %(year)s.") % {"year": of.year}]
    counts = Counter(one.verdict for one in of.goals.own)
    reached, partly, missed = (counts[one] for one in (Reached.REACHED, Reached.PARTLY, Reached.NOT_REACHED))
    ways = (
        (reached, ngettext("%(count)s reached", "%(count)s reached", reached)),
        (partly, ngettext("%(count)s partly reached", "%(count)s partly reached", partly)),
        (missed, ngettext("%(count)s not reached", "%(count)s not reached", missed)),
        (of.goals.unsaid, ngettext("%(count)s not judged yet", "%(count)s not judged yet", of.goals.unsaid)),
    )
    own = len(of.goals.own)
    words = ngettext(
        "We had %(count)s goal of our own for %(year)s: %(ways)s.", "We had %(count)s goals of our own for %(year)s: %(ways)s.", own
    )
    told = ", ".join(way % {"count": number} for number, way in ways if number)
    return [words % {"count": own, "year": of.year, "ways": told}]


def _next(of: AnnualFigures) -> list[str]:
    goals = len(of.goals.next_year)
    found = [
        ngettext("%(count)s goal is in force for %(year)s.", "%(count)s goals are in force for %(year)s.", goals)
        % {"count": goals, "year": of.year + 1}
        if goals
        else _("No goals are adopted for %(year)s yet.") % {"year": of.year + 1}
    ]
    if of.next.held_on:
        number = len(of.next.decisions)
        said = {"day": date_format(date.fromisoformat(of.next.held_on), "DATE_FORMAT"), "count": number}
        found.append(
            ngettext(
                "The annual discussion of %(day)s came to %(count)s decision.",
                "The annual discussion of %(day)s came to %(count)s decisions.",
                number,
            )
            % said
        )
    else:
        found.append(_("The annual discussion of %(year)s is not completed.") % {"year": of.year})
    return found


def _asked(of: AnnualFigures) -> list[str]:
    if not of.asked.places:
        return [_("The table says what is asked for, where it is written, and how far we are.")]
    said = {"held": text_of(of.asked.held), "places": text_of(of.asked.places), "year": of.year}
    return [_("%(held)s of the %(places)s committees and groups below have completed their annual discussion of %(year)s.") % said]


SENTENCES = {
    Of.SUMMARY: _summary,
    Of.PLANS: _plans,
    Of.EFFECTS: _effects,
    Of.WHY: _why,
    Of.APV: _apv,
    Of.INJURIES: _injuries,
    Of.ORGANISATION: _organisation,
    Of.SELF_AUDIT: _self_audit,
    Of.GOALS: _goals,
    Of.NEXT: _next,
    Of.ASKED: _asked,
}
