"""What every colleague may do with a plan: say something, take it back, mark whether a difference is noticed."""

import uuid
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from actionplans.errors import IllegalMoveError, RefusedError
from actionplans.models import ActionPlan, Comment, Notice, Status
from actionplans.usecases.attribution import attributed
from orgstructure.models import User

A_DAY = timedelta(days=1)
COMMENTS_A_DAY = 20


@attributed
def comment(plan: ActionPlan, *, text: str, submission_id: uuid.UUID, by: User, now: datetime) -> Comment:
    """A few words under the plan; the same words sent twice are one comment.

    `RefusedError` from the twenty-first of one person in a day on, `IllegalMoveError` under a draft.
    """
    _refuse_draft(plan)
    if sent_before := plan.comments.filter(submission_id=submission_id, by=by).first():
        return sent_before
    if Comment.objects.filter(by=by, at__gt=now - A_DAY).count() >= COMMENTS_A_DAY:
        raise RefusedError({"text": _("You have written many comments today. Go on tomorrow, or talk with your AMR.")})
    return plan.comments.create(text=text, submission_id=submission_id, by=by, at=now)


@attributed
def take_down(words: Comment, *, by: User, now: datetime) -> None:
    """No longer shown; twice is as once."""
    Comment.objects.filter(pk=words.pk, taken_down_at=None).update(taken_down_at=now, taken_down_by=by)


@attributed
def mark(plan: ActionPlan, *, notices: bool | None, by: User, now: datetime) -> None:
    """The person notices a difference, or does not, or takes the mark away (None)."""
    _refuse_draft(plan)
    if notices is None:
        Notice.objects.filter(plan=plan, user=by).delete()
    else:
        Notice.objects.update_or_create(plan=plan, user=by, defaults={"notices": notices, "at": now})


def _refuse_draft(plan: ActionPlan) -> None:
    if plan.status == Status.DRAFT:
        raise IllegalMoveError(_("The plan is a draft: nobody else reads it yet."))
