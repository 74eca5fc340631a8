"""Answering a survey: the token finds the invitation, the draft waits under the token, the answer is sealed once.

Nothing here knows who answers but in the named part. The web role can insert a sealed answer and see its hash, no more.
"""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db import transaction

from apv import sealing
from apv.asking import Answers, asked_in, course
from apv.errors import NothingAnsweredError, SurveyClosedError, UnknownTokenError
from apv.models import Draft, Invitation, NamedAnswer, Question, Round, RoundStatus, SealedAnswer


class Stage(StrEnum):
    """What somebody who follows a link meets."""

    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"
    RELEASED = "released"
    LOST = "lost"


@dataclass(frozen=True)
class Begun:
    """A draft as the respondent left it: `at` is the step to go on from, 0 when nothing was begun."""

    answers: Answers = field(default_factory=dict)
    at: int = 0


def find(token: str, *, is_named: bool = False) -> Invitation:
    """The invitation of a token, in the anonymous part without who it is for. Same work for any token; raises `UnknownTokenError`."""
    invitations = Invitation.objects.select_related("round")
    token_hash = sealing.hash_of(token)
    if is_named:
        found = invitations.select_related("round_unit", "person").filter(named_token_hash=token_hash).first()
    else:
        found = invitations.defer("person").filter(token_hash=token_hash).first()
    if found is None:
        raise UnknownTokenError
    return found


def stage_of(survey: Round, today: date) -> Stage:
    """Where the round is, as a respondent sees it; the day after the last one it is closed, whether or not a job has run."""
    if survey.status == RoundStatus.DRAFT or (survey.status == RoundStatus.OPEN and today < survey.opens_on):
        return Stage.NOT_YET
    if survey.takes_answers(today):
        return Stage.OPEN
    return {RoundStatus.RELEASED: Stage.RELEASED, RoundStatus.LOST: Stage.LOST}.get(RoundStatus(survey.status), Stage.CLOSED)


def is_used(token: str) -> bool:
    """Whether an answer was submitted with this token; nothing else tells."""
    return SealedAnswer.objects.filter(token_hash=sealing.hash_of(token)).exists()


def begun(token: str) -> Begun:
    """The draft, readable with the token only; with the answers that wait for their question to be shown again."""
    draft = _draft_of(token)
    answers, aside, at = draft.get("answers"), draft.get("aside"), draft.get("at")
    found = (aside if isinstance(aside, dict) else {}) | (answers if isinstance(answers, dict) else {})
    return Begun(found, at if isinstance(at, int) else 0)


def save_draft(survey: Round, token: str, draft: Begun, *, aside: Container[str] = ()) -> None:
    """Keep the draft under the token's key, in place of the one before; the answers with a code in `aside` are not to be sent."""
    sent = {code: value for code, value in draft.answers.items() if code not in aside}
    waiting = {code: value for code, value in draft.answers.items() if code in aside}
    sealed = sealing.seal_draft(token, {"answers": sent, "aside": waiting, "at": draft.at})
    row = Draft(token_hash=sealing.hash_of(token), round=survey, sealed=sealed)
    Draft.objects.bulk_create([row], update_conflicts=True, unique_fields=["token_hash"], update_fields=["sealed"])


@transaction.atomic
def submit(invitation: Invitation, token: str, *, today: date) -> None:
    """Seal what the draft holds to the round's key and forget the draft, in one transaction. Twice, also at once, is once.

    When it returns, the answer is counted: a round cannot close between the look at it and the commit. Raises
    `SurveyClosedError`, and `NothingAnsweredError` for an empty draft of a token that is not used.
    """
    survey = _held_open(invitation.round_id, today)
    answers = _draft_of(token).get("answers")
    if not answers:
        if is_used(token):
            return
        raise NothingAnsweredError
    sealed = sealing.seal(bytes(survey.public_key or b""), {"v": 1, "unit": invitation.round_unit_id, "answers": answers})
    token_hash = sealing.hash_of(token)
    SealedAnswer.objects.bulk_create([SealedAnswer(token_hash=token_hash, round=survey, sealed=sealed)], ignore_conflicts=True)
    Draft.objects.filter(token_hash=token_hash).delete()


def named_answers(invitation: Invitation) -> Answers:
    """What the person has answered in the named part so far, by question code."""
    found = NamedAnswer.objects.filter(round=invitation.round_id, person=invitation.person_id)
    return dict(found.values_list("question__code", "value"))


@transaction.atomic
def save_named(invitation: Invitation, question: Question, value: object, *, today: date) -> None:
    """Keep one answer under the person's name, or take it back when `value` is None; so are those it no longer leads to.

    Raises `SurveyClosedError`.
    """
    survey = _held_open(invitation.round_id, today)
    mine = NamedAnswer.objects.filter(round=survey, person=invitation.person_id)
    if value is None:
        mine.filter(question=question).delete()
    else:
        own = {"round": survey, "person_id": invitation.person_id, "question": question}
        new = {"value": value, "round_unit_id": invitation.round_unit_id}
        NamedAnswer.objects.update_or_create(**own, defaults={"value": value}, create_defaults=new)
    questions = asked_in(survey, is_named=True)
    steps, _kept = course(questions, named_answers(invitation))
    mine.exclude(question__in=[questions[step - 1].pk for step in steps]).delete()


def _draft_of(token: str) -> dict[str, object]:
    kept = Draft.objects.filter(token_hash=sealing.hash_of(token)).values_list("sealed", flat=True).first()
    return sealing.open_draft(token, bytes(kept)) if kept is not None else {}


def _held_open(round_id: int, today: date) -> Round:
    """The round, held so that its closing waits for this transaction; many hold it at once. Raises `SurveyClosedError`."""
    survey = Round.objects.raw("SELECT * FROM apv_round WHERE id = %s FOR SHARE", [round_id])[0]
    if not survey.takes_answers(today):
        raise SurveyClosedError
    return survey
