"""What the figures of a year's self-audit say in words: a sentence above every list and picture. Page and PDF read the same."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apv.audit_bars import single
from apv.audit_figure_words import DASH, Line, covered, lines, percent, said
from apv.audit_question_page import QuestionPage, Rows
from apv.models import Part
from apv.reports.audit_counts import Placed
from apv.reports.audit_figures import FEW, AuditFigures
from apv.reports.audit_parts import ActionState, QuestionFigures


class AuditFigurePage:
    """The words around one set of figures; asks the database nothing. `rows_url` is there for those who may read the answers."""

    def __init__(self, figures: AuditFigures, *, rows_url: str = "") -> None:
        self.figures, self.rows = figures, Rows(rows_url, knows_expected=figures.expected is not None)

    @property
    def sentence(self) -> str:
        """The page in one sentence."""
        figures = self.figures
        if not figures.audits:
            return _("No self-audit has been sent in yet.")
        words = ngettext("%(audits)s self-audit was sent in.", "%(audits)s self-audits were sent in.", figures.audits)
        return f"{words % {'audits': said(figures.audits)}} {self.coverage_sentence}"

    @property
    def coverage_sentence(self) -> str:
        """How many of those expected answered."""
        figures = self.figures
        if figures.expected is None:
            return _("Who was expected to answer is not known: the year was brought in from an earlier system.")
        return _("%(answered)s of %(expected)s expected have answered (%(percent)s): each manager is expected to answer for each unit.") % {
            "answered": said(figures.placed.answered),
            "expected": said(figures.expected),
            "percent": percent(figures.covered_percent),
        }

    @property
    def strip(self) -> list[dict[str, Any]]:
        """The figures at the top."""
        figures = self.figures
        covered_note = (
            _("expected: not known") if figures.expected is None else percent(figures.covered_percent) if figures.expected else ""
        )
        return [
            {"label": _("Self-audits"), "value": said(figures.audits), "note": _("sent in"), "is_main": True},
            {
                "label": _("Answered of expected"),
                "value": said(figures.placed.answered),
                "of": said(figures.expected) if figures.expected is not None else "",
                "note": covered_note or _("each manager for each unit"),
            },
            {"label": _("Managers"), "value": said(figures.managers), "note": _("each counted once")},
            {"label": _("Joint self-audits"), "value": said(figures.joint), "note": _("answered by several together")},
            {"label": _("Involved"), "value": said(figures.taking_part.involved), "note": _("representatives, union, employees")},
            {"label": _("Actions"), "value": DASH if figures.is_hidden else said(figures.actions.total), "note": self.actions_note},
        ]

    @property
    def actions_note(self) -> str:
        """Beside the number of actions."""
        if self.figures.is_hidden:
            return _("not shown: too few")
        overdue = self.figures.actions.state(ActionState.OVERDUE)
        return _("%(number)s overdue") % {"number": said(overdue)} if overdue else ""

    @property
    def not_managers(self) -> str:
        """Why the number of audits is not the number of managers."""
        figures, numbers = self.figures, {"audits": said(self.figures.audits), "managers": said(self.figures.managers)}
        if figures.managers is None:
            return (
                _(
                    "%(audits)s self-audits are not %(audits)s managers: several managers may have answered one together. "
                    "How many managers stand behind them is not known."
                )
                % numbers
            )
        numbers |= {"units": said(figures.placed.units), "joint": said(figures.joint)}
        if figures.managers == figures.audits:
            return _("Behind %(audits)s self-audits stand %(managers)s managers and %(units)s units.") % numbers
        return (
            _(
                "%(audits)s self-audits are not %(audits)s managers: behind them stand %(managers)s managers and %(units)s units. "
                "Answered by several together: %(joint)s."
            )
            % numbers
        )

    @property
    def roles(self) -> list[Line]:
        """Managers by role and others of the employer."""
        named = [(one.role or str(Part(one.part).label), one.number) for one in self.figures.taking_part.roles]
        return lines(named)

    @property
    def roles_sentence(self) -> str:
        """How many, and those without a role apart."""
        taking = self.figures.taking_part
        if not taking.not_stated:
            return _("%(employers)s managers and other representatives of the employer took part.") % {"employers": said(taking.employers)}
        return _("%(employers)s managers and other representatives of the employer took part. %(not_stated)s have no stated role.") % {
            "employers": said(taking.employers),
            "not_stated": said(taking.not_stated),
        }

    @property
    def roles_explained(self) -> str:
        """Why roles add up to more than audits; empty where they do not."""
        figures, taking = self.figures, self.figures.taking_part
        if not figures.roles_exceed_audits:
            return ""
        if not taking.not_stated:
            return _(
                "%(employers)s is more than the %(audits)s self-audits: "
                "roles are counted for each participant, and several may take part in one self-audit."
            ) % {"employers": said(taking.employers), "audits": said(figures.audits)}
        return _(
            "%(employers)s and %(not_stated)s are %(together)s, which is more than the %(audits)s self-audits: "
            "roles are counted for each participant, and several may take part in one self-audit."
        ) % {
            "employers": said(taking.employers),
            "not_stated": said(taking.not_stated),
            "together": said(taking.with_and_without_a_role),
            "audits": said(figures.audits),
        }

    @property
    def involved_sentence(self) -> str:
        """Those who were asked along."""
        taking = self.figures.taking_part
        words = _("%(involved)s were involved, of whom %(representatives)s work-environment representatives and %(union)s from the union.")
        return words % {
            "involved": said(taking.involved),
            "representatives": said(taking.representatives),
            "union": said(taking.union),
        }

    @property
    def involved(self) -> list[Line]:
        """By part."""
        taking = self.figures.taking_part
        asked = (_("Work-environment representatives"), taking.representatives), (_("Union representatives"), taking.union)
        return lines((*asked, (_("Employees"), taking.staff)))

    @property
    def parts(self) -> list[tuple[str, Placed, SafeString, str]]:
        """Name, numbers, bar and coverage of each part of the organisation."""
        highest = max((one.placed.audits for one in self.figures.parts), default=0)
        return [
            (one.name, one.placed, single(one.placed.audits, highest), covered(one.placed, is_known=self.rows.knows_expected))
            for one in self.figures.parts
        ]

    @property
    def parts_exceed(self) -> bool:
        """Joint audits stand in more than one part."""
        return sum(one.placed.audits for one in self.figures.parts) > self.figures.audits

    @property
    def reasons(self) -> list[Line]:
        """Why places did not answer."""
        return lines((words, number) for _code, words, number in self.figures.reasons)

    @property
    def coverage(self) -> str:
        """Beside every share of yes."""
        return percent(self.figures.covered_percent)

    @property
    def shows_questions(self) -> bool:
        """There are answers, and this reader may see them."""
        return bool(self.figures.audits and self.figures.questions)

    @cached_property
    def questions(self) -> list[QuestionPage]:
        """In the order of the set."""
        return [QuestionPage(one, self.rows) for one in self.figures.questions]

    @property
    def hidden_sentence(self) -> str:
        """Why questions, or parts, are not shown."""
        if self.figures.is_hidden:
            words = _("Fewer than %(few)d self-audits were sent in here, so answers are shown only to those who may read them.")
            return words % {"few": FEW}
        if not self.figures.hidden_parts:
            return ""
        names = ", ".join(one.name for one in self.figures.hidden_parts)
        return _("Too few self-audits to show answers by part of the organisation: %(names)s.") % {"names": names}

    @property
    def most_sentence(self) -> str:
        """Which question led to most actions, and which to none."""
        figures = self.figures
        if not figures.actions.total:
            return _("No actions have been made.")
        most = ngettext(
            "Question %(numbers)s led to most actions: %(actions)s.",
            "Questions %(numbers)s led to most actions: %(actions)s each.",
            len(figures.most),
        ) % {"numbers": _numbers(figures.most), "actions": said(figures.most[0].actions.total)}
        if not figures.without_actions:
            return " ".join((most, _("Every question led to an action.")))
        none = ngettext("Question %(numbers)s led to none.", "Questions %(numbers)s led to none.", len(figures.without_actions)) % {
            "numbers": _numbers(figures.without_actions)
        }
        return f"{most} {none}"

    @property
    def themes(self) -> list[Line]:
        """Of all actions."""
        return lines(self.figures.actions.themes)

    @property
    def states(self) -> list[Line]:
        """Of all actions."""
        return lines((str(state.label), number) for state, number in self.figures.actions.states)

    @property
    def verdicts(self) -> str:
        """Of those closed."""
        return ", ".join(f"{verdict.label} {said(number)}" for verdict, number in self.figures.actions.verdicts)

    @property
    def help_wanted(self) -> list[Line]:
        """By what is in the way."""
        return lines((str(hindrance.label), number) for hindrance, number in self.figures.help_by_hindrance)


def _numbers(questions: Iterable[QuestionFigures]) -> str:
    names = [str(one.number) for one in questions]
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]} if len(names) > 1 else "".join(names)
