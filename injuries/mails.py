"""What each mail about a case says: that there is a task, and the way to it. It carries nothing (A3-02).

No name, no unit, no kind of event and nothing of the body or of absence stands in it: only the case's number. Made at
delivery; what is settled meanwhile is dropped.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.wording import Button, Wording, address, letter
from injuries.addressees import Addressees, addressees
from injuries.models import Case, Report
from injuries.usecases import mailing
from orgstructure.models import User
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail


def render_sign(mail: OutboxMail, now: datetime) -> Letter:
    """To who signs, while it is not signed."""
    case, people = _case(mail, now)
    if case.signed_at or not case.is_open or mail.recipient_id not in people.signers(case):
        raise outbox.NoLongerDueError
    if mail.payload["stage"] != mailing.sign_stage(case, now):
        raise outbox.NoLongerDueError
    is_again = mail.payload["stage"] != mailing.AT_ONCE
    sentences = [_("There are two questions, and it takes about three minutes.")]
    if is_again:
        sentences.insert(0, _("It still waits for your answer."))
    return _letter(_("A case waits for your answer"), case, sentences, Button(_("Answer and sign"), _way_to_answer(case)))


def render_event(mail: OutboxMail, now: datetime) -> Letter:
    """To the group, while the case is open."""
    case, people = _case(mail, now)
    if not case.is_open or mail.recipient_id not in people.followers(case):
        raise outbox.NoLongerDueError
    sentences = [_("Look together at why it happened, and what is done so that it does not happen again.")]
    return _letter(_("A new event to follow up"), case, sentences)


def render_clock(mail: OutboxMail, now: datetime) -> Letter:
    """To administrator and manager, while the authority has not been told and this still is the stage."""
    case, people = _case(mail, now)
    is_told = Report.objects.filter(case=case).exists()
    due_now = [one.mail(case, now).key for one in mailing.clock_mails(case, people, is_told=is_told, now=now)]
    if mail.key not in due_now or case.due is None:
        raise outbox.NoLongerDueError
    until = case.due.until.astimezone(COPENHAGEN)
    facts = [(_("Last minute"), date_format(until, "SHORT_DATETIME_FORMAT"))]
    if case.due.is_late(None, now):
        return _letter(
            _("Late: the authority has not been told"), case, [_("The law's last minute has passed. Tell it today.")], facts=facts
        )
    hours = int((case.due.until - now).total_seconds() // 3600)
    asked = _("The authority must be told soon") if hours > HURRY_BELOW else _("The authority must be told within hours")
    return _letter(asked, case, [_("It has not been sent yet. See what is missing.")], facts=facts)


HURRY_BELOW = 72


def render_answer(mail: OutboxMail, now: datetime) -> Letter:
    """To the one who reported it: somebody has written."""
    case, _people = _case(mail, now)
    if case.reporter_id != mail.recipient_id:
        raise outbox.NoLongerDueError
    return _letter(
        _("There is an answer to what you reported"), case, [_("Sign in to read it.")], Button(_("Read the answer"), _page(case))
    )


def render_again(mail: OutboxMail, now: datetime) -> Letter:
    """A closed case has been opened again."""
    case, people = _case(mail, now)
    if not case.is_open or mail.recipient_id not in people.hurried(case) | {case.injured_id}:
        raise outbox.NoLongerDueError
    return _letter(_("A closed case is open again"), case, [_("Something was noted that changes what must be done.")])


def _letter(question: str, case: Case, sentences: list[str], button: Button | None = None, facts: Sequence[tuple[str, str]] = ()) -> Letter:
    wording = Wording(
        subject=_("You have a task in SafetyNet (%(number)s)") % {"number": case.number},
        question=question,
        sentences=[*sentences, _("For the sake of confidentiality this mail says no more.")],
        facts=[(_("Case"), case.number), *facts],
        buttons=[button or Button(_("Open the case"), _page(case))],
    )
    return letter(wording, because=_("You get this mail because of your part in the case."))


def _page(case: Case) -> str:
    return address("injury-detail", case.public_id)


def _way_to_answer(case: Case) -> str:
    return address("injury-answer" if case.kind == "observation" else "injury-sign", case.public_id)


def _case(mail: OutboxMail, now: datetime) -> tuple[Case, Addressees]:
    """The case with whom it concerns; people who have left get nothing."""
    today = now.astimezone(COPENHAGEN).date()
    case = Case.objects.filter(pk=mail.payload["case"], anonymised_on=None).select_related("unit").first()
    if case is None or not User.objects.employed(today).filter(pk=mail.recipient_id).exists():
        raise outbox.NoLongerDueError
    return case, addressees([case.unit], today)[case.unit_id]


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(mailing.SIGN)(render_sign)
    outbox.renders(mailing.EVENT)(render_event)
    outbox.renders(mailing.CLOCK)(render_clock)
    outbox.renders(mailing.ANSWER)(render_answer)
    outbox.renders(mailing.AGAIN)(render_again)
