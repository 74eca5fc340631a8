"""How one plan went, day by day: drawn by chance for most, told on purpose for the personas' ward."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from actionplans.models import Source, Urgency, Verdict
from safetynet.operations.seed.texts import CASES, EXTENDED, LEFT, NOTES, Case

YEARS = 2
SOURCES = (
    Source.APV, Source.APV, Source.APV, Source.SURVEY, Source.ROUND, Source.ROUND, Source.ANNUAL_DISCUSSION, Source.MEETING,
    Source.OBSERVATION, Source.INJURY, Source.INJURY, Source.OWN_IDEA, Source.INSPECTORATE,
)  # fmt: skip
VERDICTS = (
    *(Verdict.SOLVED,) * 50, *(Verdict.PARTLY,) * 28, *(Verdict.NO_EFFECT,) * 11, *(Verdict.WORSE,) * 2, *(Verdict.TOO_EARLY,) * 9,
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A unit that makes plans, with the ids of its people and how good it is at finishing (0 to 1)."""

    unit_id: int
    kind: str
    manager_id: int
    amr_id: int | None
    employee_ids: tuple[int, ...]
    diligence: float


@dataclass
class Story:
    """The course of one plan. Days that have not come yet are left out by `Draw`."""

    place: Place
    case: Case
    source: Source
    urgency: Urgency
    owner_id: int
    author_id: int
    published_on: date
    implement_by: date
    evaluate_on: date
    expected_on: date
    number: int = 4
    is_draft: bool = False
    carried_out_on: date | None = None
    standing_on: date | None = None
    reviewed_on: date | None = None
    left: tuple[date, str, str] | None = None
    verdicts: list[tuple[date, Verdict]] = field(default_factory=list)
    extensions: list[tuple[date, date, str, str]] = field(default_factory=list)
    notes: list[tuple[date, str, int]] = field(default_factory=list)
    measures_done: int = 0
    follows: "Story | None" = None
    risk: tuple[int, int] | None = None

    def due_on(self, order: int) -> date:
        """The day of one measure: they are spread evenly until the date for all of them."""
        span = (self.implement_by - self.published_on).days
        return self.published_on + timedelta(days=round(span * (order + 1) / len(self.case.measures)))


class Draw:
    """Draws stories; nothing later than `today` has happened yet."""

    def __init__(self, random: Random, today: date) -> None:
        """`random` decides everything, so the same seed tells the same stories."""
        self.random, self.today = random, today

    def story(self, place: Place, *, published_on: date | None = None, case: Case | None = None, source: Source | None = None) -> Story:
        """One plan of that place, somewhere in its life; with what is given, the rest drawn."""
        chance = self.random
        fitting = [case] if case else [one for one in CASES if place.kind in one.places]
        published_on = published_on or workday(self.today - timedelta(days=chance.randint(4, 365 * YEARS)))
        implement_by = workday(published_on + timedelta(days=chance.randint(25, 70)))
        evaluate_on = workday(implement_by + timedelta(days=chance.randint(30, 80)))
        story = Story(
            place=place,
            case=chance.choice(fitting),
            source=source or chance.choice(SOURCES),
            urgency=chance.choices((Urgency.ORDINARY, Urgency.SOON, Urgency.ACUTE), (70, 24, 6))[0],
            owner_id=self._owner(place),
            author_id=place.amr_id if place.amr_id and chance.random() < 0.3 else place.manager_id,
            published_on=published_on,
            implement_by=implement_by,
            evaluate_on=evaluate_on,
            expected_on=workday(evaluate_on + timedelta(days=chance.choice((0, 0, 0, 7, 14)))),
            number=chance.randint(2, 9),
        )
        self._live(story)
        return story

    def _owner(self, place: Place) -> int:
        others = place.employee_ids or (place.manager_id,)
        return self.random.choices((place.manager_id, place.amr_id or place.manager_id, self.random.choice(others)), (70, 18, 12))[0]

    def _live(self, story: Story) -> None:
        chance = self.random
        fate = chance.random()
        if fate < 0.07:
            day = story.published_on + timedelta(days=chance.randint(15, 200))
            story.left = (day, *chance.choice(LEFT)) if day <= self.today else None
            return self._note(story)
        if fate < 0.11:
            day = story.published_on + timedelta(days=chance.randint(10, 60))
            story.standing_on = day if day <= self.today else None
            review = workday(day + timedelta(days=365))
            story.reviewed_on = review if review <= self.today else None
            return self._note(story)
        self._carry_out(story)
        self._evaluate(story)
        return self._note(story)

    def _carry_out(self, story: Story) -> None:
        day = story.implement_by + timedelta(days=self.random.randint(-15, 12))
        if day <= self.today and self.random.random() < 0.55 + 0.45 * self._spirit(story):
            story.carried_out_on, story.measures_done = day, len(story.case.measures)
        elif story.published_on + timedelta(days=20) < self.today:
            done = self.random.randint(0, len(story.case.measures) - 1)
            story.measures_done = sum(story.due_on(order) <= self.today for order in range(done))

    def _evaluate(self, story: Story) -> None:
        """In time where people care; late or never elsewhere: the figure the product is measured by."""
        chance = self.random
        if story.carried_out_on is None:
            return self._extend(story)
        if chance.random() < self._spirit(story):
            day = story.expected_on + timedelta(days=chance.randint(-12, 11))
        elif chance.random() < 0.5:
            day = story.expected_on + timedelta(days=chance.randint(18, 220))
        else:
            return self._extend(story)
        day = max(day, story.carried_out_on + timedelta(days=3))
        if day > story.expected_on:
            self._extend(story)
        verdict = chance.choice(VERDICTS)
        if verdict == Verdict.TOO_EARLY and day <= self.today:
            story.verdicts.append((day, verdict))
            day += timedelta(days=chance.randint(30, 70))
            verdict = chance.choice((Verdict.SOLVED, Verdict.PARTLY))
        if day <= self.today:
            story.verdicts.append((day, verdict))
        return None

    def _extend(self, story: Story) -> None:
        day = story.expected_on - timedelta(days=self.random.randint(-2, 6))
        if day <= self.today and self.random.random() < 0.4:
            code, reason = self.random.choice(EXTENDED)
            story.extensions.append((day, workday(story.expected_on + timedelta(days=self.random.randint(21, 75))), code, reason))

    def _note(self, story: Story) -> None:
        days = (self.today - story.published_on).days
        for _ in range(self.random.randint(0, 2)):
            on = story.published_on + timedelta(days=self.random.randint(1, max(1, min(days, 120))))
            if on <= self.today:
                story.notes.append((on, self.random.choice(NOTES), self.random.choice((story.owner_id, story.author_id))))

    def _spirit(self, story: Story) -> float:
        """The place's diligence; a little better for every quarter that has passed."""
        months = (story.published_on - (self.today - timedelta(days=365 * YEARS))).days / 30
        return min(0.95, story.place.diligence + 0.012 * months)


def workday(day: date) -> date:
    """The next day that is no Saturday or Sunday."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
