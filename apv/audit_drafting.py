"""Sentences that a report begins with, in our own words: from the facts of the year and from its figures. All of it can be changed."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apv.models import AuditYear
from apv.proposing import quoted
from apv.reports.audit_figures import AuditFigures
from apv.reports.audit_parts import ActionState, QuestionFigures

MOST_NAMED = 3


def texts_for(year: AuditYear, figures: AuditFigures) -> dict[str, str]:
    """What a new report is made with."""
    return {"purpose": purpose_of(year), "conclusion": conclusion_of(figures)}


def conclusion_of(figures: AuditFigures) -> str:
    """What was counted, as sentences to go on from: what it means is for a person to say."""
    sentences = [_coverage(figures), *_lacking(figures), *_actions(figures), *_helped(figures)]
    return "\n\n".join(sentences)


def _coverage(figures: AuditFigures) -> str:
    audits = ngettext("%(number)s self-audit was sent in", "%(number)s self-audits were sent in", figures.audits)
    sent_in = audits % {"number": figures.audits}
    if not figures.expected:
        return _("%(sent_in)s. How many were expected is not known.") % {"sent_in": sent_in}
    counted = {"answered": figures.placed.answered, "expected": figures.expected, "percent": figures.covered_percent}
    return _("%(sent_in)s; they answer for %(answered)s of the %(expected)s managers and units that were asked (%(percent)s per cent).") % {
        "sent_in": sent_in,
        **counted,
    }


def _lacking(figures: AuditFigures) -> Iterator[str]:
    """The questions that most answered with partly or no."""
    lacking = sorted(figures.questions, key=lambda one: (-_gaps(one), one.number))[:MOST_NAMED]
    named = [
        _("question %(number)s, %(text)s (%(gaps)s of %(answered)s)")
        % {"number": one.number, "text": quoted(str(one.question)), "gaps": _gaps(one), "answered": one.answers.answered}
        for one in lacking
        if _gaps(one)
    ]
    if named:
        yield _("Partly or no was most often answered to %(questions)s.") % {"questions": "; ".join(named)}


def _gaps(one: QuestionFigures) -> int:
    return one.answers.partly + one.answers.no


def _actions(figures: AuditFigures) -> Iterator[str]:
    total = figures.actions.total
    if not total:
        return
    said = ngettext("%(number)s action was registered", "%(number)s actions were registered", total) % {"number": total}
    most = _numbers(figures.most)
    yield _("%(said)s, most of them (%(count)s) from question %(most)s.") % {
        "said": said,
        "count": figures.most[0].actions.total,
        "most": most,
    }
    if overdue := figures.actions.state(ActionState.OVERDUE):
        yield ngettext("%(number)s of them is overdue.", "%(number)s of them are overdue.", overdue) % {"number": overdue}
    if without := figures.without_actions:
        yield ngettext("Question %(numbers)s led to no action.", "Questions %(numbers)s led to no action.", len(without)) % {
            "numbers": _numbers(without)
        }


def _numbers(questions: Sequence[QuestionFigures]) -> str:
    return ", ".join(str(one.number) for one in questions)


def _helped(figures: AuditFigures) -> Iterator[str]:
    wanted = figures.help_by_hindrance
    total = sum(number for _hindrance, number in wanted)
    if total:
        most = max(wanted, key=lambda pair: pair[1])[0]
        said = ngettext("%(number)s answer asks for help", "%(number)s answers ask for help", total) % {"number": total}
        yield _("%(said)s, most often with this in the way: %(hindrance)s.") % {"said": said, "hindrance": most.label}


def purpose_of(year: AuditYear) -> str:
    """Why it is made, how it was done, and how a share of yes is to be read."""
    why = _(
        "Once a year %(region)s looks at how the work with the work environment goes: is what the law and our own rules ask for in place,"
        " and does it work in everyday life? Managers answer together with their work-environment representatives, so that what is"
        " missing can be seen, and something can be done about it."
    ) % {"region": settings.REGION_NAME}
    reading = _(
        "A high share of yes can mean that things go well, or that what is missing is not brought up. It therefore stands beside how many"
        " answered, how many comments they wrote and which actions they registered."
    )
    return "\n\n".join([why, _method_of(year), reading])


def _method_of(year: AuditYear) -> str:
    questions = list(year.question_set.questions.values_list("is_policy", flat=True))
    count = ngettext("It has %(number)s question.", "It has %(number)s questions.", len(questions)) % {"number": len(questions)}
    policy = sum(questions)
    rules = ngettext(
        "%(number)s of them asks about our own rules, the others about what the law asks for.",
        "%(number)s of them ask about our own rules, the others about what the law asks for.",
        policy,
    ) % {"number": policy}
    return " ".join([_when(year), count, rules if policy else "", _how(year)]).replace("  ", " ")


def _when(year: AuditYear) -> str:
    if year.is_imported:
        return _("The self-audit of %(year)s was made in an earlier system and brought in here.") % {"year": year.year}
    days = {"year": year.year, "first": date_format(year.opens_on), "last": date_format(year.due_on)}
    return _("The self-audit of %(year)s was open from %(first)s and was to be answered by %(last)s.") % days


def _how(year: AuditYear) -> str:
    how = _("Each is answered yes, partly, no or not relevant; comments and actions can be added to each.")
    if year.is_imported:
        return how
    who = _("Every manager is asked for each of his or her units, and may answer alone or together with other managers.")
    return f"{how} {who}"
