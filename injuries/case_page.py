"""What one reader sees of one case: a part per section, None where the role does not open it (R49).

The case was opened through `injuries.reading` before; nothing here asks for rights, they stand on the row. Whoever may not
see the report reads every text through `injuries.names.shown`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from injuries import rights
from injuries.clock_words import ClockLine, clock_of
from injuries.codes import Table, code_table
from injuries.codes.everyday import PHRASES
from injuries.models import Absence, Case, CaseAct, Feedback, InjuryPolicy, Part, Report
from injuries.names import shown
from injuries.reading import health_of
from injuries.sealing import Health, Identity
from injuries.usecases import filing
from injuries.usecases.answering import Awaited, awaited
from injuries.usecases.filing import FileRow
from injuries.words import EMPLOYMENT, EXPECTED_ABSENCE, SEX, SIDE
from orgstructure.models import User
from safetynet.common.texts import in_language

CLASSIFIED: tuple[tuple[str, Table, str | Promise], ...] = (
    ("environment", Table.ENVIRONMENT, _("Working environment")),
    ("process", Table.PROCESS, _("Kind of work")),
    ("activity", Table.ACTIVITY, _("What was being done")),
    ("activity_agent", Table.AGENT, _("with")),
    ("deviation", Table.DEVIATION, _("What went wrong")),
    ("deviation_agent", Table.AGENT, _("with")),
    ("contact", Table.CONTACT, _("How the injury came about")),
    ("contact_agent", Table.AGENT, _("with")),
)
VERBS: dict[str, str | Promise] = {
    "register": _("Reported"),
    "sign": _("Signed by the manager"),
    "answer": _("Answered"),
    "send": _("Sent to the authority"),
    "receipt": _("Receipt noted"),
    "decide": _("Decision noted"),
    "close": _("Closed"),
    "reopen": _("Opened again"),
    "withdraw": _("Withdrawn"),
    "feedback": _("The reporter was answered"),
    "begin_analysis": _("Cause analysis begun"),
    "analyse": _("Cause analysis finished"),
    "plan": _("A plan was made"),
    "absence": _("Absence noted"),
    "absence_change": _("Absence changed"),
    "absence_remove": _("Absence taken out"),
    "facts": _("Facts for the authority noted"),
    "complete": _("Report completed"),
    "change_kind": _("Changed to another kind of case"),
    "send_corrected": _("Corrected report sent"),
    "correct_receipt": _("Receipt put right"),
    "correct_decision": _("Decision put right"),
    "file_add": _("A file was added"),
    "file_remove": _("A file was taken out"),
}
TOLD_TO_ALL = ("register", "sign", "answer", "send", "receipt", "decide", "close", "reopen", "withdraw", "feedback", "analyse", "plan")


@dataclass(frozen=True)
class Event:
    """What happened, as this reader may be told it."""

    phrase: str
    course: str
    suggestion: str
    place: str
    classified: list[tuple[str, str]]
    photos: list[FileRow]


@dataclass(frozen=True)
class Person:
    """Whose case it is: with the report only."""

    injured: User | None
    reporter: User | None
    is_new: bool
    hired: object


@dataclass(frozen=True)
class HealthTold:
    """The sealed half: for the injured and the injury administrator."""

    identity: Identity
    health: Health
    injury: str
    body: list[str]
    told: list[tuple[str | Promise, str | Promise]]
    documents: list[FileRow]


@dataclass(frozen=True)
class ManagerSaid:
    """The manager's two answers; who signed with the report only."""

    could_be_prevented: str
    comment: str
    done_now: str
    signed_at: datetime | None
    signed_by: str


@dataclass(frozen=True)
class ActLine:
    """One line of the history; `by` is empty for whoever may not know."""

    what: str | Promise
    at: datetime
    by: str


@dataclass(frozen=True)
class FeedbackLine:
    """What the reporter was told."""

    kind: str
    text: str
    at: datetime


@dataclass(frozen=True)
class May:
    """The buttons of the page."""

    sign: bool
    answer: bool
    absence: bool
    facts: bool
    feedback: bool
    close: bool
    reopen: bool
    withdraw: bool
    add_file: bool


@dataclass(frozen=True)
class CasePage:
    """The page of one case for one reader."""

    case: Case
    event: Event
    person: Person | None
    health: HealthTold | None
    absences: list[Absence] | None
    clock: ClockLine | None
    reports: list[Report] | None
    manager: ManagerSaid | None
    feedback: list[FeedbackLine] | None
    awaited: Awaited | None
    acts: list[ActLine]
    may: May

    @property
    def is_for_reporter_alone(self) -> bool:
        """Nothing but having told it lets this reader in."""
        return not (self.case.may_see_report or self.case.may_follow_up)


def case_page(case: Case, *, now: datetime) -> CasePage:
    """Put the page together; a dozen queries at most."""
    files = filing.files_of(case)
    reports = list(Report.objects.filter(case=case).order_by("-sent_at", "-pk")) if case.may_see_report else None
    absences = list(Absence.objects.filter(case=case).order_by("starts_on")) if case.may_see_report and case.injured_id else None
    acts = list(CaseAct.objects.filter(case=case).select_related("by", "deputy_for").order_by("at", "pk"))
    told = list(Feedback.objects.filter(case=case).order_by("at", "pk"))
    return CasePage(
        case=case,
        event=_event(case, [one for one in files if one.file.part == Part.EVENT]),
        person=Person(case.injured, case.reporter, is_new=_is_new(case), hired=case.hired_on) if case.may_see_report else None,
        health=_health(case, [one for one in files if one.file.part == Part.WHOLE]),
        absences=absences,
        clock=clock_of(case, reports or [], [one.starts_on for one in absences or []], now=now) if rights.sees_clock(case) else None,
        reports=reports,
        manager=_manager(case),
        feedback=_feedback(case, told),
        awaited=awaited(case, told, now=now) if rights.may_tell_reporter(case) else None,
        acts=_acts(case, acts),
        may=_may(case),
    )


def _event(case: Case, photos: list[FileRow]) -> Event:
    phrase = next((one for one in PHRASES if one.key == case.phrase), None)
    return Event(
        phrase=in_language(dict(phrase.texts), get_language()) if phrase else "",
        course=shown(case, case.course),
        suggestion=shown(case, case.suggestion),
        place=shown(case, case.place),
        classified=[(str(label), words) for name, table, label in CLASSIFIED if (words := in_words(table, getattr(case, name)))],
        photos=photos,
    )


def in_words(table: Table, code: str) -> str:
    """A code's words in the reader's language; nothing for none, the code itself for one that no table knows."""
    known = code_table(table).get(code)
    return in_language(dict(known.texts), get_language()) if known else code


def _health(case: Case, documents: list[FileRow]) -> HealthTold | None:
    sealed = health_of(case) if case.may_see_health else None
    if sealed is None:
        return None
    identity, health = sealed
    told = [
        (_("Side"), SIDE.get(health.side, "")),
        (_("Expected absence"), EXPECTED_ABSENCE.get(health.expected_absence, "")),
        (_("Employment"), EMPLOYMENT.get(identity.employment, "")),
        (_("Sex"), SEX.get(identity.sex, "")),
        (_("Age"), str(identity.age or "")),
        (_("Nationality"), identity.nationality),
    ]
    body = [in_words(Table.BODY, one) for one in health.body]
    return HealthTold(identity, health, in_words(Table.INJURY, health.injury), body, [one for one in told if one[1]], documents)


def _manager(case: Case) -> ManagerSaid | None:
    """Reporter and colleagues read what was written to them, not what the manager wrote on the report."""
    if case.signed_at is None or not (case.may_see_report or case.may_follow_up):
        return None
    by = str(case.signed_by) if case.may_see_report and case.signed_by else ""
    return ManagerSaid(
        case.get_could_be_prevented_display(), shown(case, case.manager_comment), shown(case, case.done_now), case.signed_at, by
    )


def _feedback(case: Case, told: Iterable[Feedback]) -> list[FeedbackLine] | None:
    if case.reporter_id is None:
        return None
    return [FeedbackLine(one.get_kind_display(), shown(case, one.text), one.at) for one in told]


def _acts(case: Case, acts: Iterable[CaseAct]) -> list[ActLine]:
    """With names for manager and administrator; the group and others read only what tells nothing of absence, and nobody's name."""
    with_names = case.may_sign or case.may_administer
    lines = []
    for act in acts:
        if case.may_see_report or act.verb in TOLD_TO_ALL:
            by = _whom(act) if with_names and act.by else ""
            lines.append(ActLine(VERBS.get(act.verb, act.verb.replace("_", " ").capitalize()), act.at, by))
    return lines


def _whom(act: CaseAct) -> str:
    return str(_("%(who)s for %(whom)s")) % {"who": act.by, "whom": act.deputy_for} if act.deputy_for else str(act.by)


def _is_new(case: Case) -> bool:
    """By the region's limit (R55)."""
    if case.hired_on is None:
        return False
    months = (case.happened_on.year - case.hired_on.year) * 12 + case.happened_on.month - case.hired_on.month
    return months - (case.happened_on.day < case.hired_on.day) < InjuryPolicy.in_force().new_employee_months


def _may(case: Case) -> May:
    leads = rights.may_lead(case)
    return May(
        sign=rights.may_sign_now(case),
        answer=rights.may_answer_now(case),
        absence=rights.may_keep_absence(case) and case.state != "withdrawn",
        facts=rights.may_note_facts(case),
        feedback=rights.may_tell_reporter(case),
        close=leads and case.is_open and case.state != "registered",
        reopen=leads and case.state == "closed",
        withdraw=rights.may_withdraw_now(case),
        add_file=filing.may_add(case),
    )
