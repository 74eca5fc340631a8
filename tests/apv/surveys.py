"""A small survey that is filled, opened and released in a test, the way it is in life."""

from random import Random

from apv import sealing
from apv.models import Round, RoundKind, RoundStatus, SealedAnswer
from apv.usecases.opening import open_round
from tests.factories import (
    NOW,
    ROUND_KEY,
    TODAY,
    DimensionFactory,
    OpenRoundFactory,
    QuestionFactory,
    QuestionnaireFactory,
    RoundUnitFactory,
    SectionFactory,
    UnitFactory,
)

ANSWERS = {"tempo": 2, "maengde": 3, "stoette": 5, "ros": 4, "mobning": 1, "andet": "Vi mangler en lift"}


def a_questionnaire(**words):
    """Two dimensions of two questions, a sensitive one, a free text, and a named part."""
    questionnaire = QuestionnaireFactory(**words)
    section = SectionFactory(questionnaire=questionnaire, title={"da": "Om arbejdet"})
    demands = DimensionFactory(questionnaire=questionnaire, code="krav", name={"da": "Krav"}, is_burden=True)
    support = DimensionFactory(questionnaire=questionnaire, code="stoette-og-ros", name={"da": "Støtte og ros"})
    for code, dimension in (("tempo", demands), ("maengde", demands), ("stoette", support), ("ros", support)):
        QuestionFactory(section=section, code=code, dimension=dimension, text={"da": f"Om {code}?"})
    QuestionFactory(
        section=section, code="mobning", scale="one_of", is_sensitive=True, text={"da": "Er du blevet mobbet?"}, options=no_and_yes()
    )
    QuestionFactory(section=section, code="andet", scale="text", text={"da": "Andet?"})
    named = SectionFactory(questionnaire=questionnaire, title={"da": "Med navn"}, is_named=True)
    QuestionFactory(section=named, code="stol", text={"da": "Er din stol god?"})
    return questionnaire


def no_and_yes():
    return [{"value": 1, "text": {"da": "Nej"}, "score": None}, {"value": 2, "text": {"da": "Ja"}, "score": None}]


def a_tree(survey_round, *wards):
    """The round's units: its top and one ward for each unit given."""
    top = RoundUnitFactory(round=survey_round)
    return top, [RoundUnitFactory(round=survey_round, unit=ward, parent=top) for ward in wards]


def submit(survey_round, place, answers, *, number):
    """What the web process does with an answer."""
    payload = {"v": 1, "unit": place.pk, "answers": answers}
    sealed = sealing.seal(bytes(survey_round.public_key), payload)
    SealedAnswer.objects.create(token_hash=sealing.hash_of(f"{survey_round.pk} {number}"), round=survey_round, sealed=sealed)


def fill(survey_round, place, people, first=0, **changed):
    """So many people answer alike."""
    for number in range(first, first + people):
        submit(survey_round, place, ANSWERS | changed, number=f"{place.pk} {number}")


def count(survey_round):
    Round.objects.filter(pk=survey_round.pk).update(status=RoundStatus.CLOSED, closed_on=TODAY)
    open_round(survey_round=survey_round, private_key=ROUND_KEY, now=NOW, today=TODAY)


def release(survey_round):
    Round.objects.filter(pk=survey_round.pk).update(status=RoundStatus.RELEASED, released_on=TODAY)
    survey_round.refresh_from_db()


def a_released_round(region, *people, questionnaire=None, **words):
    """A round of the region's wards, one for each number of people; the last is the region's own few."""
    survey_round = OpenRoundFactory(questionnaire=questionnaire or a_questionnaire(), top=region, kind=RoundKind.FULL, **words)
    wards = list(region.children.order_by("pk")) or [UnitFactory(parent=region) for _ in people]
    top, places = a_tree(survey_round, *wards)
    random = Random(1)
    for place, number in zip(places, people, strict=False):
        for person in range(number):
            submit(survey_round, place, ANSWERS | {"tempo": random.choice([4, 5])}, number=f"{place.pk} {person}")
    count(survey_round)
    release(survey_round)
    return survey_round, top, places
