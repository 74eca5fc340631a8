"""A survey under way for the tests of answering: a questionnaire of every kind, one unit, invitations with known codes."""

from dataclasses import dataclass, field
from itertools import count

from django.test import Client

from apv import models as apv
from apv import sealing
from tests.factories import (
    ROUND_KEY,
    InvitationFactory,
    OpenRoundFactory,
    QuestionFactory,
    QuestionnaireFactory,
    RoundUnitFactory,
    SectionFactory,
    UnitFactory,
)

HOST = "localhost"
_numbers = count(1)


def code(number: int) -> str:
    """A code as one is made: 26 letters and digits."""
    return f"{number:04d}".ljust(sealing.TOKEN_LENGTH, "k")


def phone() -> Client:
    """Somebody without any cookie at the survey's own host."""
    return Client(headers={"host": HOST}, SERVER_NAME=HOST)


@dataclass
class Survey:
    """A round and what the tests ask it with."""

    round: apv.Round
    unit: apv.RoundUnit
    questions: list[apv.Question]
    tokens: list[str] = field(default_factory=list)

    def invite(self) -> apv.Invitation:
        """One more person; the codes are `token` and `named_token` of the row."""
        token, named = code(next(_numbers)), code(next(_numbers))
        row = InvitationFactory(round_unit=self.unit, token=token, named_token=named)
        row.token, row.named_token = token, named
        self.tokens += [token, named]
        return row

    def opened(self) -> list[dict]:
        """What the key holders would read."""
        return [sealing.open_sealed(ROUND_KEY, bytes(row.sealed)) for row in apv.SealedAnswer.objects.all()]


def question(section, position, code_, scale=apv.Scale.AGREEMENT, **fields):
    text = fields.pop("text", {"da": f"Spørgsmål {position}?", "sv": f"Fråga {position}?", "en": f"Question {position}?"})
    return QuestionFactory(section=section, position=position, code=code_, scale=scale, text=text, **fields)


def make_survey(**fields) -> Survey:
    """Seven anonymous questions of every kind, the fourth shown only after a yes, and two named ones."""
    questionnaire = QuestionnaireFactory(languages=["da", "sv", "en"], purpose={"da": "Så vi kan gøre det bedre."}, minutes=6)
    work = SectionFactory(
        questionnaire=questionnaire,
        position=1,
        title={"da": "Om dit arbejde", "sv": "Om ditt arbete"},
        intro={"da": "Tænk på de sidste fire uger."},
    )
    own = SectionFactory(questionnaire=questionnaire, position=2, title={"da": "Med dine ord"})
    rooms = SectionFactory(questionnaire=questionnaire, position=3, title={"da": "Rum og redskaber"}, is_named=True)
    options = [{"value": at, "text": {"da": word, "sv": word}} for at, word in enumerate(("Dag", "Aften", "Nat"), start=1)]
    questions = [
        question(work, 1, "mening"),
        question(work, 2, "energi", apv.Scale.ZERO_TO_TEN),
        question(work, 3, "vold", apv.Scale.YES_PARTLY_NO, is_sensitive=True),
        question(work, 4, "vold-tit", apv.Scale.FREQUENCY, shown_if={"question": "vold", "any_of": [3, 2]}),
        question(work, 5, "vagt", apv.Scale.ONE_OF, options=options),
        question(work, 6, "ugen", apv.Scale.SEVERAL_OF, options=options),
        question(own, 7, "ord", apv.Scale.TEXT),
    ]
    question(rooms, 8, "indeklima", apv.Scale.SATISFACTION)
    question(rooms, 9, "rum", apv.Scale.TEXT)
    top = UnitFactory(name="Sygehuset")
    survey = OpenRoundFactory(
        **{
            "questionnaire": questionnaire,
            "top": top,
            "name": {"da": "Trivsel 2026", "sv": "Trivsel 2026 (sv)"},
            "languages": ["da", "sv", "en"],
        }
        | fields
    )
    above = RoundUnitFactory(round=survey, invited_below=40)
    above.counted_in = above
    above.save()
    ward = RoundUnitFactory(round=survey, unit=UnitFactory(parent=top, name="Afdeling 4B"), parent=above, invited=8, invited_below=8)
    ward.counted_in = ward
    ward.save()
    return Survey(survey, ward, questions)


def prepared_with(survey_round, **fields) -> None:
    """As if the round had been prepared so: what is promised cannot be changed once it is open."""
    rows = apv.Round.objects.filter(pk=survey_round.pk)
    rows.update(status="draft")
    rows.update(**{"status": survey_round.status} | fields)
