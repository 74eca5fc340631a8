"""A mail to the two who hold a round's key: fetch your half, or give it again."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from apv.errors import RefusedError
from apv.models import KeyHalf, Round, RoundStatus, SurveyMail
from safetynet.common import outbox


@transaction.atomic
def ask(survey_round: Round, *, now: datetime, today: date) -> int:
    """One mail a day and purpose to each whose half does not wait; how many. Raises `RefusedError` where none is wanted."""
    purposes = {RoundStatus.DRAFT: KeyHalf.Purpose.MAKE, RoundStatus.CLOSED: KeyHalf.Purpose.OPEN}
    purpose = purposes.get(RoundStatus(survey_round.status))
    is_made = survey_round.status == RoundStatus.DRAFT and survey_round.public_key is not None
    two = [pk for pk in (survey_round.key_holder_id, survey_round.key_deputy_id) if pk]
    if purpose is None or is_made or not two:
        raise RefusedError(_("Nobody's half is missing now."))
    waiting = set(KeyHalf.objects.filter(round=survey_round, purpose=purpose).values_list("holder", flat=True))
    mails = [
        outbox.NewMail(
            SurveyMail.KEY, f"{SurveyMail.KEY}:{survey_round.pk}:{purpose}:{person}:{today:%Y%m%d}", person, {"round": survey_round.pk}, now
        )
        for person in two
        if person not in waiting
    ]
    return len(outbox.queue_all(mails, now=now))
