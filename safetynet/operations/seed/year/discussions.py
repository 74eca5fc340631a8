"""Annual discussions of the demo: last year's from the region down to the group, each answering the one above; this year's under way."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from annualcycle.models import Discussion, Goal, Point
from annualcycle.usecases import discussions, goals
from annualcycle.usecases.discussions import Said, Taking
from orgstructure.models import Committee, User

POINTS = {
    Point.REACHED: "Vi nåede det meste. Det, der trak ud, var det, ingen havde fået en dato på. Det vil vi gøre anderledes.",
    Point.CONTENT: "Næste år arbejder vi med vold og trusler, med modtagelsen af nye kolleger og med løft, der gøres alene.",
    Point.TOGETHER: "Leder og AMR går en runde før hvert møde. Det, personalet siger, står på dagsordenen som første punkt.",
    Point.GOALS: "Målene er få, så vi kan huske dem. Vi ser på tallene på hvert møde og spørger de ansatte, om de mærker noget.",
    Point.COMPETENCE: "To af os skal på kursus i at analysere ulykker. Resten læser vejledningen og øver sig på en hændelse sammen.",
    Point.EXPERTISE: "Vi kan det meste selv. Ved tunge løft spørger vi forflytningsvejlederen.",
}
RECOMMENDED = (
    (
        "Tal om belastningen på hvert personalemøde, og skriv ned, hvad I gør ved den.",
        "Giv hver ny kollega en makker de første tre måneder.",
    ),
    ("Gå en sikkerhedsrunde i hvert kvartal, og luk det, I finder, inden den næste.", "Vurdér effekten af jeres planer til tiden."),
    ("Øv jer i at tale en urolig situation ned, alle sammen, mindst én gang.", "Sæt en dato på alt, hvad I beslutter."),
)
ANSWERS = (("taken_up", ""), ("adapted", "Vi gør det hver anden måned, for vi er få på arbejde ad gangen."))
INPUT = "Det bedste i år var runden om foråret. Vi er trætte af, at liften står på en anden etage, og vil have en fast aften til oplæring."
DECIDED = "Alle afsnit øver sig i at tale en urolig situation ned inden sommer"


@dataclass(frozen=True)
class _Chair:
    """Holds one discussion after the other."""

    by: User

    def begin(self, committee: Committee, on: date, because: str = "") -> Discussion:
        at = datetime.combine(on, time(9), UTC)
        return discussions.start(place=committee, because=because, submission_id=uuid.uuid4(), by=self.by, now=at)

    def write(self, discussion: Discussion, points: Sequence[Point], at: datetime) -> None:
        for point in points:
            said = Said(POINTS[point], "hver anden måned" if point == Point.TOGETHER else None)
            discussions.write_point(discussion=discussion, point=point, said=said, version=1, by=self.by, now=at)

    def hold(self, committee: Committee, on: date, place: int, *, judges: bool) -> Discussion:
        """The whole of it, completed, and signed by all but the last."""
        discussion, at = self.begin(committee, on, "Niveauet over os mødes senere."), datetime.combine(on, time(11), UTC)
        self.write(discussion, discussions.points_of(discussion), at)
        asked = discussions.recommended_to(discussion, on)
        answers = {one.pk: ANSWERS[number % 2] for number, one in enumerate(asked)}
        discussions.answer_above(discussion=discussion, answers=answers, version=discussion.version, by=self.by, now=at)
        for text in RECOMMENDED[place] if place < len(RECOMMENDED) else ():
            discussions.recommend(discussion=discussion, text=text, goal=None)
        for group in discussions.below(committee, on)[:6]:
            discussions.give_input(discussion=discussion, committee=group, text=INPUT, version=0, by=self.by, now=at)
        given = {"text": DECIDED, "responsible": self.by, "due_on": on + timedelta(days=150), "submission_id": uuid.uuid4()}
        discussions.decide(discussion=discussion, given=given, by=self.by, now=at)
        roles = {seat.user_id: seat.role_name for seat in committee.seats.current(on).select_related("user")}
        taking = Taking(on, list(roles) or [self.by.pk], [("Ida Holm", "konsulent")])
        discussion.refresh_from_db()
        discussions.write_people(discussion=discussion, taking=taking, roles=roles, version=discussion.version)
        if judges:
            self._judge(committee, at)
        discussions.complete(discussion=discussion, by=self.by, now=at)
        signing = User.objects.filter(pk__in=discussion.participants.values("person")).order_by("pk")
        for number, person in enumerate(list(signing)[:-1]):
            discussions.sign(discussion=discussion, person=person, now=at + timedelta(hours=number))
        return discussion

    def _judge(self, committee: Committee, at: datetime) -> None:
        for goal in goals.not_judged(committee, at.year - 1):
            goals.judge(goal=goal, year=at.year - 1, verdict="partly", words="Vi er godt på vej.", version=0, by=self.by, now=at)


def write_discussions(ward_id: int, *, by: User, today: date) -> None:
    """Last year's of every level above the ward and of its group; this year's open at the local committee, one group without input."""
    covering = list(Committee.objects.covering(ward_id, today).order_by("-depth"))
    if not covering:
        return
    group = covering[0]
    chain = [*Committee.objects.filter(pk__in=group.ancestor_ids()).order_by("depth"), group]
    chair = _Chair(by)
    for place, committee in enumerate(chain):
        chair.hold(committee, date(today.year - 1, 11, 10 + 4 * place), place, judges=True)
    if len(chain) > 1:
        _this_year(chair, chain, today)


def _this_year(chair: _Chair, chain: Sequence[Committee], today: date) -> None:
    """The region and the hospital have held theirs where the year is old enough; the local committee is half-way."""
    held_on = today - timedelta(days=20)
    if held_on.year == today.year:
        for place, committee in enumerate(chain[:-2]):
            if not goals.not_judged(committee, today.year - 1):
                chair.hold(committee, held_on, place, judges=False)
    local = chain[-2]
    is_first = discussions.waits_for(local, today.year, today) is not None
    because = "Vi har sat dagen, før hospitalet har holdt sin." if is_first else ""
    discussion, at = chair.begin(local, today, because), datetime.combine(today, time(7), UTC)
    chair.write(discussion, (Point.CONTENT, Point.TOGETHER), at)
    for committee in discussions.below(local, today)[1:]:
        discussions.give_input(discussion=discussion, committee=committee, text=INPUT, version=0, by=chair.by, now=at)
    proposed = {"title": "Alle har øvet sig i at tale en urolig situation ned", "first_year": today.year + 1, "last_year": today.year + 1}
    made = {"status": Goal.Status.DRAFT, "made_at": at, "made_by": chair.by}
    Goal.objects.create(
        committee=local, text="Alle afsnit, også om natten. Vi spørger dem, der har vagterne, om det hjælper.", **proposed, **made
    )
