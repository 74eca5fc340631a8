"""Meetings of the demo: two held with approved minutes in each committee above the ward and in its group, and one planned next week."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from actionplans.models import ActionPlan, LiftedMatter
from actionplans.models.choices import OPEN_STATUSES
from annualcycle.models import AgendaItem, Attendance, Decision, HandedDecision, Meeting
from annualcycle.models.places import HELD_BY, members_of
from annualcycle.usecases import decisions, handing, meetings
from orgstructure.models import Committee, Seat, Unit, User
from safetynet.operations.seed.stories import workday

BEFORE = (170, 80)  # days ago
PLACES = ("Mødelokale 3, stuen", "Konferencerummet, 2. sal")


@dataclass(frozen=True)
class Told:
    """One item of minutes: what it was about, what was said, what came of it, the decision and the plan it became."""

    title: str
    said: str
    outcome: str
    decided: str = ""
    became: str = ""


GROUP = (
    (
        Told(
            "Forflytninger i weekenden",
            "Vi gik de sidste tre hændelser igennem. To af dem skete i en weekend, hvor ingen på vagten havde prøvet loftliften før.",
            "Alle afløsere ser liften på deres første vagt",
            "Sæt en vejledning med billeder op ved loftliften, og vis den til hver ny afløser",
            "Tunge forflytninger",
        ),
        Told(
            "Støj ved medicinrummet",
            "Døren slår, og der bliver talt højt i vagtskiftet. Det forstyrrer, når der doseres.",
            "Vi prøver med filt på døren og ser på det igen om en måned",
        ),
        Told(
            "En makker til nye kolleger",
            "To nye begyndte i foråret. Begge savnede en fast at spørge de første uger.",
            "Hver ny kollega får en makker",
        ),
    ),
    (
        Told(
            "Vejledningen ved loftliften",
            "Den hænger der nu. Fire afløsere har set den, og der har ikke været nye hændelser i weekenderne.",
            "Det virker; vi ser på det igen til foråret",
        ),
        Told(
            "Ingen går alene ind til en urolig patient",
            "Aftenvagten er for lille til altid at være to. Vi prøvede at flytte den ene pause, og det hjalp de fleste dage.",
            "Pausen flyttes fast, og vi løfter bemandingen til udvalget",
            "Flyt den ene pause i aftenvagten, så der er to på gangen fra klokken 18 til 20",
            "For travlt",
        ),
    ),
)
COMMITTEE = (
    (
        Told(
            "Planer uden effektvurdering",
            "En tredjedel af planerne er gennemført, uden at nogen har set på, om de hjalp. Lederne siger, at det glider i travlheden.",
            "Grupperne vurderer to planer på hvert møde",
            "Hver gruppe sætter to effektvurderinger på dagsordenen for hvert møde",
        ),
        Told(
            "Arbejdsulykker i første halvår",
            "De fleste er fald og forflytninger. Vi talte om, hvad der kan gøres før, og ikke kun efter.",
            "Vi følger tallet på hvert møde",
        ),
    ),
    (
        Told(
            "Vold og trusler på tværs af afsnit",
            "Tre afsnit fortalte om aftener, hvor en medarbejder stod alene med en urolig patient. Det er det samme mønster hvert sted.",
            "Hvert afsnit laver sin egen plan, og vi følger, hvem der er i gang",
            "Hver gruppe laver en plan for, at ingen går alene ind til en urolig patient",
        ),
        Told(
            "Temadag om forebyggelse",
            "Mange har spurgt efter noget om konflikter og nedtrapning, som også aftenvagten kan komme til.",
            "Vi holder en temadag to gange samme dag",
            "Hold en temadag om konflikter og nedtrapning for alle afsnit",
        ),
    ),
)


def write_meetings(ward_id: int, *, by: User, today: date) -> None:
    """Of the ward's group and of every committee above it; the last decision of the one above the group is handed down."""
    ward = Unit.objects.get(pk=ward_id)
    covering = list(Committee.objects.covering(ward.pk, today).order_by("-depth"))
    if not covering:
        return
    group = covering[0]
    above = list(Committee.objects.filter(pk__in=group.ancestor_ids()).order_by("depth"))
    for committee in (*above, group):
        _Held(committee, by, today).write(GROUP if committee == group else COMMITTEE, ward)
    if above:
        _hand_down(above[-1], group, _plan_of(ward, "Trusler fra pårørende"), today)
    _lift(ward, today)
    for committee in (*above, group):
        _plan(committee, by, today)


def _plan_of(ward: Unit, title: str) -> ActionPlan | None:
    """The ward's newest open plan of that name, if there is one."""
    plans = ActionPlan.objects.filter(unit=ward, is_confidential=False, status__in=OPEN_STATUSES)
    return plans.filter(title__startswith=title).order_by("-pk").first() if title else None


def _leader_of(committee: Committee, today: date, other: User) -> User:
    seat = Seat.objects.current(today).filter(committee=committee, role__in=HELD_BY).select_related("user").order_by("pk").first()
    return seat.user if seat else other


def _at(day: date, hour: int) -> datetime:
    return meetings.at(day, time(hour))


class _Held:
    """Writes the held meetings of one committee, their minutes approved a week later."""

    def __init__(self, committee: Committee, by: User, today: date) -> None:
        self.committee, self.today = committee, today
        self.leader = _leader_of(committee, today, by)
        self.people = list({seat.user_id: seat for seat in members_of(committee, today)}.values())

    def write(self, told: Sequence[Sequence[Told]], ward: Unit) -> None:
        """One meeting for each list of items."""
        for place, (ago, items) in enumerate(zip(BEFORE, told, strict=True)):
            day = workday(self.today - timedelta(days=ago))
            meeting = self._meeting(day, PLACES[place])
            for position, item in enumerate(items, 1):
                self._item(meeting, position, item, _plan_of(ward, item.became))

    def _meeting(self, day: date, place: str) -> Meeting:
        approved, ended = _at(day + timedelta(days=7), 9), _at(day, 15)
        meeting = Meeting.objects.create(
            committee=self.committee, status=Meeting.Status.HELD, starts_at=_at(day, 13), held_at=ended, place=place,
            opening_words="Referatet fra sidst er gennemgået.", closing_words="Tak for i dag.",
            approved_at=approved, approved_by=self.leader, sent_at=approved, made_at=_at(day - timedelta(days=21), 10), made_by=self.leader,
        )  # fmt: skip
        there = [
            Attendance(meeting=meeting, person=seat.user, role=seat.role_word, was_there=number != len(self.people) - 1 or number == 0)
            for number, seat in enumerate(self.people)
        ]
        guest = Attendance(meeting=meeting, name="Ida Holm", role="fysioterapeut")
        Attendance.objects.bulk_create([*there, guest])
        return meeting

    def _item(self, meeting: Meeting, position: int, told: Told, plan: ActionPlan | None) -> None:
        at = meeting.held_at or meeting.starts_at
        written = {"said": told.said, "outcome": told.outcome, "done_at": at, "done_by": self.leader}
        item = AgendaItem.objects.create(meeting=meeting, position=position, kind=AgendaItem.Kind.OWN, title=told.title, **written)
        if told.decided:
            due = workday(at.date() + timedelta(days=120))
            responsible = self.people[0].user if self.people else self.leader
            given = {"text": told.decided, "responsible": responsible, "due_on": due, "plan": plan, "at": at, "by": self.leader}
            Decision.objects.create(item=item, **given)


def _hand_down(committee: Committee, group: Committee, plan: ActionPlan | None, today: date) -> None:
    """The newest meeting's first decision goes to the ward's group, which has begun, and to another; its last is in the wheel."""
    found = list(Decision.objects.filter(item__meeting__committee=committee).order_by("-item__meeting__starts_at", "item__position"))
    decision, last = found[0], found[1]
    at = decision.at + timedelta(days=8)
    others = [one for one in handing.below(decision, today) if one.pk != group.pk]
    handing.hand_down(decision=decision, committees=[group, *others[-1:]], by=decision.by, now=at)
    begun = {"plan": plan, "answered_at": at + timedelta(days=5), "answered_by": plan.owner} if plan and plan.owner else {}
    HandedDecision.objects.filter(decision=decision, committee=group).update(**begun)
    decisions.put_in_wheel(decision=last, by=last.by, now=at)


def _lift(ward: Unit, today: date) -> None:
    """What the ward cannot solve alone waits with the unit above."""
    if ward.parent is None or ward.manager is None or LiftedMatter.objects.waiting().filter(from_unit=ward, to_unit=ward.parent).exists():
        return
    LiftedMatter.objects.create(
        from_unit=ward, to_unit=ward.parent, title="En fast anden person i aftenvagten",
        question="Vi har flyttet pausen, og det hjælper de fleste dage. De aftener, hvor en er syg, er der stadig kun én på gangen. "
        "Kan afdelingen dække det fra et fælles hold?",
        answer_by=workday(today + timedelta(days=10)), asked_at=_at(workday(today - timedelta(days=18)), 11), asked_by=ward.manager,
    )  # fmt: skip


def _plan(committee: Committee, by: User, today: date) -> None:
    """Next week, with what waits on its agenda and an item of one's own."""
    leader = _leader_of(committee, today, by)
    given = {"starts_at": _at(workday(today + timedelta(days=7)), 13), "place": PLACES[0]}
    meeting = meetings.plan(committee=committee, given=given, submission_id=uuid.uuid4(), by=leader, now=_at(today, 8))
    meetings.add_item(meeting=meeting, title="Eventuelt", text="")
