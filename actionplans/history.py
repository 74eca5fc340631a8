"""What has happened to a plan, in plain words: moves, dates, verdicts, notes and every change of text, newest first.

Names come from ids at reading, so a person who is anonymised is anonymous here too. The number of queries does not
depend on how much has happened.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.changes import Change, Edit, edits_of
from actionplans.models import ActionPlan, DeadlineChange, EffectEvaluation, PlanMove, Snooze, Verdict
from actionplans.whole import PlanRows
from orgstructure.acting import StoodIn, Subject, stood_in

MOVES = {
    "publish": gettext_lazy("%(who)s published the plan"),
    "carry_out": gettext_lazy("%(who)s said that the measures are carried out"),
    "make_standing": gettext_lazy("%(who)s made the plan standing, to be looked at every year"),
    "review": gettext_lazy("%(who)s looked at the standing plan"),
    "evaluate": gettext_lazy("%(who)s closed the plan"),
    "too_early": gettext_lazy("%(who)s found it too early to tell the effect"),
    "adjust": gettext_lazy("%(who)s took the plan back into progress"),
    "leave": gettext_lazy("%(who)s ended the plan as not carried out"),
    "undo": gettext_lazy("%(who)s undid the ending of the plan"),
    "confirm": gettext_lazy("%(who)s confirmed the verdict"),
    "unconfirm": gettext_lazy("%(who)s took the confirmation of the verdict back"),
    "disagree": gettext_lazy("%(who)s saw the effect differently, so the plan awaits its evaluation again"),
    "hold_check": gettext_lazy("%(who)s looked at whether it still works"),
    "reopen": gettext_lazy("%(who)s opened the plan again"),
    "take_back": gettext_lazy("%(who)s undid the latest change of state"),
}
BECAUSE = {
    "hand_over": gettext_lazy("Because somebody has left or no longer leads the unit: the next who is responsible has it now."),
}
TOLD_BY_THE_VERDICT = ("evaluate", "too_early")


@dataclass(frozen=True)
class Entry:
    """One thing that happened: when, one sentence that names who, and what it changed; `rank` orders what one click did."""

    at: datetime
    text: str
    reason: str = ""
    changes: tuple[Change, ...] = ()
    rank: int = 1
    is_large: bool = False
    is_undone: bool = False


def history_of(plan: ActionPlan, rows: PlanRows | None = None) -> list[Entry]:
    """Everything since the draft, newest first; of `rows` when the page has read them already."""
    rows = rows or PlanRows.of(plan)
    who = StoodIn(rows.stood_in)
    found = [
        *_moves(_told(rows), who),
        *(_date_moved(change, who) for change in rows.deadline_changes),
        *_verdicts(rows.evaluations, who),
        *(Entry(note.at, _("%(who)s wrote a note") % {"who": who.named(note.by, note.at)}, note.text) for note in rows.notes),
        *(_edited(edit) for edit in edits_of(plan, rows, told_otherwise={(c.old_on, c.new_on) for c in rows.deadline_changes})),
        *(_put_off(snooze, who) for snooze in (plan.snoozes.select_related("by") if plan.snoozed_until else ())),
        Entry(plan.created_at, _("%(who)s began to write the plan") % {"who": who.named(plan.created_by, plan.created_at)}),
    ]
    found.sort(key=lambda entry: (entry.at, entry.rank), reverse=True)
    return found


def last_move_sentence(plan: ActionPlan) -> str:
    """Who moved the plan last, how, and when: for the one who came second."""
    move = plan.moves.select_related("by").last()
    if move is None or move.verb not in MOVES:
        return ""
    who = stood_in(Subject.PLAN, plan.pk)
    at = timezone.localtime(move.at)
    when = _("on %(day)s at %(time)s.") % {"day": date_format(at, "MONTH_DAY_FORMAT"), "time": date_format(at, "TIME_FORMAT")}
    return f"{MOVES[move.verb] % {'who': who.named(move.by, move.at)}} {when}"


def _told(rows: PlanRows) -> list[PlanMove]:
    """Who closes a plan of which nothing can be known says nothing of its measures, though its state passes by “carried out”."""
    unknown = {evaluation.at for evaluation in rows.evaluations if evaluation.verdict == Verdict.UNKNOWN}
    return [move for move in rows.moves if not (move.verb == "carry_out" and move.at in unknown)]


def _moves(moves: Iterable[PlanMove], who: StoodIn) -> Iterable[Entry]:
    for move in moves:
        if move.verb in MOVES and move.verb not in TOLD_BY_THE_VERDICT:
            rank = {"carry_out": 0, "undo": 3, "reopen": 3}.get(move.verb, 1)
            yield Entry(move.at, MOVES[move.verb] % {"who": who.named(move.by, move.at)}, move.reason, rank=rank, is_large=True)


def _date_moved(change: DeadlineChange, who: StoodIn) -> Entry:
    said = _("%(who)s moved the expected closing date from %(old)s to %(new)s: %(why)s") % {
        "who": who.named(change.by, change.at),
        "old": date_format(change.old_on, "DATE_FORMAT"),
        "new": date_format(change.new_on, "DATE_FORMAT"),
        "why": change.get_code_display(),
    }
    return Entry(change.at, said, change.reason, rank=2, is_large=True)


def _put_off(snooze: Snooze, who: StoodIn) -> Entry:
    words = {"who": who.named(snooze.by, snooze.at), "day": date_format(snooze.until, "DATE_FORMAT"), "why": snooze.get_code_display()}
    return Entry(snooze.at, _("%(who)s put reminders off until %(day)s: %(why)s") % words, snooze.reason)


def _verdicts(evaluations: Iterable[EffectEvaluation], who: StoodIn) -> Iterable[Entry]:
    for evaluation in evaluations:
        words = {"who": who.named(evaluation.by, evaluation.at), "verdict": evaluation.get_verdict_display()}
        said = _("%(who)s evaluated the effect: %(verdict)s") % words
        if evaluation.channel == EffectEvaluation.Channel.MAIL_LINK:
            said = _("%(who)s evaluated the effect by the link in a mail: %(verdict)s") % words
        entry = Entry(evaluation.at, said, evaluation.wanted_effects, is_large=True)
        yield replace(entry, is_undone=evaluation.undone_at is not None)


def _edited(edit: Edit) -> Entry:
    return replace(_worded(edit), reason=str(BECAUSE.get(edit.because, "")))


def _worded(edit: Edit) -> Entry:
    who = edit.who or _("SafetyNet")
    only = edit.changes[0]
    if len(edit.changes) == 1 and only.sentence:
        return Entry(edit.at, only.sentence % {"who": who, "text": only.after or only.before})
    if len(edit.changes) == 1 and only.is_short and only.before and only.after:
        words = {"who": who, "field": only.label, "old": only.before, "new": only.after}
        return Entry(edit.at, _("%(who)s changed “%(field)s” from %(old)s to %(new)s") % words)
    return Entry(edit.at, _("%(who)s changed the plan") % {"who": who}, changes=edit.changes)
