"""Somebody who left the personas' ward lately: the manager finds a hand-over card on the start page."""

from datetime import date, timedelta
from random import Random

from actionplans.models import Source, Theme, Urgency
from orgstructure.models import Engagement, User
from safetynet.common.clock import at_hour
from safetynet.operations.handing_over import hand_over
from safetynet.operations.seed.plans import PlanRows
from safetynet.operations.seed.stories import Place, Story, workday
from safetynet.operations.seed.texts import CASES, NOTES

LEFT_DAYS_AGO = 2
# beginning of the case's title, published, implement, evaluate (days from today), day of the last note
LEFT_BEHIND = (("Tunge forflytninger", -80, 12, 50, -9), ("Skarp tone", -45, 20, 70, -16), ("For travlt", -120, -20, 9, -4))


def write_leaver(place: Place, *, seed: int, today: date, themes: dict[str, Theme]) -> None:
    """A colleague with three open plans whose employment has ended, and the hand-over that follows from it."""
    random = Random(f"leavers {seed}")
    leaver = _leaver(place, today)
    stories = [_story(place, leaver, today, *told) for told in LEFT_BEHIND]
    PlanRows(random, themes).write(stories)
    hand_over(today=today, now=at_hour(today, 6))


def _leaver(place: Place, today: date) -> User:
    leaver = User.objects.create_user("seed-leaver", first_name="Hanne", last_name="Krogh", email="hanne.krogh@region-eksempel.invalid")
    hired, ended = today - timedelta(days=2400), today - timedelta(days=LEFT_DAYS_AGO)
    Engagement.objects.create(
        user=leaver, unit_id=place.unit_id, number="900001", title="Sygeplejerske", hired_on=hired, valid_from=hired, valid_to=ended
    )
    return leaver


def _story(place: Place, leaver: User, today: date, begins: str, published: int, implement: int, evaluate: int, noted: int) -> Story:
    def day(offset: int) -> date:
        return workday(today + timedelta(days=offset))

    return Story(
        place=place,
        case=next(case for case in CASES if case.title.startswith(begins)),
        source=Source.APV,
        urgency=Urgency.ORDINARY,
        owner_id=leaver.pk,
        author_id=leaver.pk,
        published_on=day(published),
        implement_by=day(implement),
        evaluate_on=day(evaluate),
        expected_on=day(evaluate),
        notes=[(day(noted), NOTES[0], leaver.pk)],
    )
