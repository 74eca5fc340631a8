"""The report of a self-audit as a spreadsheet: every number of the page, one kind to a sheet."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from apv.audit_report_page import ReportWords
from apv.models import Answer, Part
from apv.reports.audit_counts import Answers, Placed
from apv.reports.audit_figures import AuditFigures
from apv.reports.audit_parts import Actions, QuestionFigures
from safetynet.common.tablefiles import Cell, Sheet


def sheets(figures: AuditFigures, words: ReportWords) -> Iterator[Sheet]:
    """In the order of the page."""
    placed = [_("Part of the organisation"), _("Self-audits"), _("Answered"), _("Expected"), _("Managers"), _("Units")]
    yield Sheet(_("Self-audits by part"), placed, _parts(figures))
    yield Sheet(_("Roles and involved"), [_("Took part as"), _("Role"), _("Number")], _taking_part(figures))
    yield Sheet(_("Not answered"), [_("Why"), _("Number")], ([words, number] for _code, words, number in figures.reasons))
    asked = [_("No."), _("Question")]
    rest = [_("Without an answer"), _("Actions"), _("Want help")]
    yield Sheet(_("Questions"), [*asked, *_answer_head(), *rest], _questions(figures))
    of_year = [_("Year"), *_answer_head(), _("Self-audits"), _("Answered"), _("Expected"), _("Actions")]
    yield Sheet(_("By year"), [*asked, *of_year], _years(figures))
    of_part = [_("Part of the organisation"), *_answer_head(), _("Self-audits"), _("Answered"), _("Expected"), _("Actions")]
    yield Sheet(_("By part"), [*asked, *of_part], _question_parts(figures))
    yield Sheet(_("Actions"), [*asked, _("Sorted by"), _("What"), _("Actions")], _actions(figures))
    told = [_("Responsible"), _("Done by"), _("State"), _("Note")]
    yield Sheet(_("Proposals"), [_("Year"), _("Unit"), _("No."), _("Proposal"), *told], _proposals(words))


def _answer_head() -> list[str]:
    return [*(str(one.label).capitalize() for one in Answer), _("Share of yes"), _("Comments")]


def _answer_cells(answers: Answers) -> list[Cell]:
    share = None if answers.yes_percent is None else answers.yes_percent / 100
    return [*(answers.count(one) for one in Answer), share, answers.comments]


def _placed_cells(figures: AuditFigures, placed: Placed) -> list[Cell]:
    return [placed.audits, placed.answered, None if figures.expected is None else placed.expected]


def _parts(figures: AuditFigures) -> Iterator[list[Cell]]:
    for name, placed in [(figures.unit.name, figures.placed), *((one.name, one.placed) for one in figures.parts)]:
        managers = None if figures.managers is None else placed.managers
        yield [name, *_placed_cells(figures, placed), managers, placed.units]
    if figures.hidden_parts:
        names = ", ".join(one.name for one in figures.hidden_parts)
        yield [_("Too few self-audits to show answers of: %(names)s") % {"names": names}]


def _taking_part(figures: AuditFigures) -> Iterator[list[Cell]]:
    taking = figures.taking_part
    for one in taking.roles:
        yield [str(Part(one.part).label), one.role, one.number]
    named = (Part.NOT_STATED, taking.not_stated), (Part.REPRESENTATIVE, taking.representatives), (Part.UNION, taking.union)
    for part, number in (*named, (Part.STAFF, taking.staff)):
        yield [str(part.label), "", number]
    yield [_("Involved together"), "", taking.involved]


def _start(one: QuestionFigures) -> list[Cell]:
    return [one.number, str(one.question)]


def _questions(figures: AuditFigures) -> Iterator[list[Cell]]:
    for one in figures.questions:
        yield [*_start(one), *_answer_cells(one.answers), one.unanswered, one.actions.total, one.help_wanted]


def _years(figures: AuditFigures) -> Iterator[list[Cell]]:
    for one in figures.questions:
        for row in one.years:
            places: list[Cell] = [row.placed.audits, row.placed.answered, row.expected]
            yield [*_start(one), row.year.year, *_answer_cells(row.answers), *places, row.actions]


def _question_parts(figures: AuditFigures) -> Iterator[list[Cell]]:
    for one in figures.questions:
        for row in one.parts:
            yield [*_start(one), row.part.name, *_answer_cells(row.answers), *_placed_cells(figures, row.part.placed), row.actions]


def _actions(figures: AuditFigures) -> Iterator[list[Cell]]:
    for one in figures.questions:
        for row in _action_rows(one.actions):
            yield [*_start(one), *row]
    for row in _action_rows(figures.actions):
        yield [None, _("All questions"), *row]


def _action_rows(actions: Actions) -> Iterator[list[Cell]]:
    yield [_("all"), "", actions.total]
    for theme, number in actions.themes:
        yield [_("theme"), theme, number]
    for state, number in actions.states:
        yield [_("state"), str(state.label), number]
    for verdict, number in actions.verdicts:
        yield [_("verdict"), str(verdict.label), number]


def _proposals(words: ReportWords) -> Iterator[list[Cell]]:
    last = words.year.follows
    for year, lines in ((words.year, words.proposals), *([(last, words.last_years)] if last else [])):
        for line in lines:
            one = line.proposal
            number = one.question.position if one.question else None
            told: list[Cell] = [line.responsible, one.due_on, str(one.get_state_display()), one.state_note]
            yield [year.year, one.unit.name, number, one.text, *told]
