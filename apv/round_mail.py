"""The mails of a round: an invitation, reminders, and a word to the two who hold its key. Made at delivery, codes too."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from actionplans.wording import Button, Wording, address, day, letter
from apv import sealing
from apv.asking import asked_in
from apv.models import Invitation, Round, RoundKind, RoundStatus, SealedAnswer, SurveyMail
from apv.usecases.inviting import address_of, language_of, token_key_of
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail
from safetynet.common.texts import in_language


def render_invitation(mail: OutboxMail, now: datetime) -> Letter:
    """The person's own link, while the round takes answers."""
    invitation = _invitation(mail, now)
    survey_round = invitation.round
    token = sealing.token_of(token_key_of(survey_round), invitation.pk)
    language = language_of(mail.recipient, survey_round)
    with override(language):
        wording = _wording(survey_round, token, language, is_reminder=mail.kind == SurveyMail.REMINDER)
        wording = _with_named_part(wording, invitation, language)
        return letter(wording, because=_("You get this mail because you are asked in this survey."))


def render_reminder(mail: OutboxMail, now: datetime) -> Letter:
    """The same link again; whoever has answered gets nothing, and the row does not tell."""
    invitation = _invitation(mail, now)
    if SealedAnswer.objects.filter(token_hash=bytes(invitation.token_hash)).exists():
        raise outbox.NotToBeToldError
    return render_invitation(mail, now)


def _invitation(mail: OutboxMail, now: datetime) -> Invitation:
    asked = Invitation.objects.filter(round=mail.payload["round"], person=mail.recipient_id)
    invitation = asked.select_related("round__questionnaire").first()
    if invitation is None or not invitation.round.takes_answers(now.astimezone(COPENHAGEN).date()):
        raise outbox.NoLongerDueError
    return invitation


def _wording(survey_round: Round, token: str, language: str, *, is_reminder: bool) -> Wording:
    name = in_language(survey_round.name, language)
    last_day = day(survey_round.closes_on)
    is_pulse = survey_round.kind == RoundKind.PULSE
    minutes = 1 if is_pulse else survey_round.questionnaire.minutes
    sentences = [
        ngettext("It takes about %(number)d minute.", "It takes about %(number)d minutes.", minutes) % {"number": minutes},
        _("The link is yours alone: it lets you answer once, and come back to where you stopped. Do not pass it on."),
        _("You can also go to %(address)s and type your code.") % {"address": settings.SURVEY.url},
    ]
    if is_reminder:
        sentences.insert(0, _("We cannot see who has answered: the machine that sends this mail leaves out those who have."))
    subject = _("Still open until %(day)s: %(name)s") if is_reminder else _("Your answer, please: %(name)s")
    question = _("Has it got better? Tell us by %(day)s.") if is_pulse else _("How is your work environment? Tell us by %(day)s.")
    return Wording(
        subject=subject % {"day": last_day, "name": name},
        question=question % {"day": last_day},
        sentences=sentences,
        facts=[(_("Survey"), name), (_("Your code"), sealing.in_groups(token)), (_("Last day"), last_day)],
        buttons=[Button(_("Answer now"), address_of(token, language))],
    )


def _with_named_part(wording: Wording, invitation: Invitation, language: str) -> Wording:
    """The second link, where the questionnaire has a part that is answered with one's name (decision 0077)."""
    if not asked_in(invitation.round, is_named=True):
        return wording
    code = sealing.token_of(token_key_of(invitation.round), invitation.pk, is_named=True)
    said = _("There is also a short part that you answer with your name, if you like. It has its own link and its own code.")
    return replace(
        wording,
        sentences=[*wording.sentences, said],
        facts=[*wording.facts, (_("Your code for the part with your name"), sealing.in_groups(code))],
        buttons=[*wording.buttons, Button(_("Answer with my name"), address_of(code, language, is_named=True))],
    )


def render_key(mail: OutboxMail, now: datetime) -> Letter:  # noqa: ARG001  the outbox's signature
    """To key holder and deputy: fetch your half, or give it again."""
    survey_round = Round.objects.get(pk=mail.payload["round"])
    if mail.recipient_id not in (survey_round.key_holder_id, survey_round.key_deputy_id):
        raise outbox.NoLongerDueError
    is_end = survey_round.status == RoundStatus.CLOSED
    if not is_end and (survey_round.status != RoundStatus.DRAFT or survey_round.public_key is not None):
        raise outbox.NoLongerDueError
    what = (
        _("The survey is closed. Type your half of its key, so that the answers can be opened.")
        if is_end
        else _("You are one of two who hold the key of a survey. Fetch your half, print it, and keep it where nobody else finds it.")
    )
    wording = Wording(
        subject=_("Your half of the key: %(name)s") % {"name": survey_round},
        question=_("Your half of the key of %(name)s") % {"name": survey_round},
        sentences=[what, _("Agree on a time with the other one: the first half waits an hour for the second.")],
        buttons=[Button(_("Open the page of your half"), address("round-key", survey_round.pk))],
    )
    return letter(wording, because=_("You get this mail because you hold one half of the key of a survey."))


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(SurveyMail.INVITATION)(render_invitation)
    outbox.renders(SurveyMail.REMINDER)(render_reminder)
    outbox.renders(SurveyMail.KEY)(render_key)
