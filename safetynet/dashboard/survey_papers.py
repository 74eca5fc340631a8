"""A survey on paper: letters with a person's own code, and the sheet for the wall that leads to the page where a code is typed.

Codes are made here, in the worker, and stand in the document alone; it is thrown away after a day.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation

from apv import sealing
from apv.models import Invitation, Round, RoundStatus
from apv.usecases.inviting import address_of, language_of, token_key_of
from orgstructure.models import User
from safetynet.common.pdf import data_address

AT_ONCE = 150  # pages of one document: well within the two minutes in which a worker is to say something


class NotThereError(Exception):
    """The round is not open, or the person who asked does not run it any more."""


@dataclass(frozen=True)
class SurveyLetter:
    """One page: to whom, the code as one types it, the link as a square, in the person's language."""

    name: str
    unit: str
    code: str
    square: str
    language: str
    survey: str


def round_for(words: dict[str, Any], by: User) -> Round:
    """The open round, as the person who asked may run it now. Raises `NotThereError`."""
    rows = Round.objects.run_by(by).filter(pk=words["round"], status=RoundStatus.OPEN).select_related("top", "questionnaire")
    found = rows.first()
    if found is None:
        raise NotThereError
    return found


def receivers(survey_round: Round, *, everybody: bool) -> QuerySet[Invitation]:
    """Those without a mail address, or everybody asked; unit by unit, so that a pile can be handed out."""
    asked = Invitation.objects.filter(round=survey_round, person__is_active=True)
    chosen = asked if everybody else asked.filter(person__email="")
    return chosen.order_by("round_unit__path", "person__name_sort", "person")


def letters(words: dict[str, Any], by: User) -> list[SurveyLetter]:
    """The pages of one part; the worker alone can make them."""
    survey_round = round_for(words, by)
    first = int(words["first"])
    rows = receivers(survey_round, everybody=bool(words["everybody"])).select_related("person", "round_unit")
    return list(_letters(survey_round, rows[first : first + AT_ONCE]))


def _letters(survey_round: Round, rows: QuerySet[Invitation]) -> Iterator[SurveyLetter]:
    key = token_key_of(survey_round)
    for row in rows:
        token, language = sealing.token_of(key, row.pk), language_of(row.person, survey_round)
        with translation.override(language):
            name = str(survey_round)
        square = square_of(address_of(token, language))
        yield SurveyLetter(row.person.get_full_name(), row.round_unit.name, sealing.in_groups(token), square, language, name)


def square_of(address: str) -> str:
    """A QR code as a picture of its own."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", scale=6, border=4)
    return data_address(drawn.getvalue(), "image/svg+xml")


def code_page() -> str:
    """Where a code is typed, on any screen: the kiosk's address."""
    return f"{settings.SURVEY.url}/"
