"""What the units of the invented region made of their survey: talks, findings with every outcome, plans, and a pulse."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from django.utils import translation

from actionplans.models import ActionPlan
from actionplans.usecases import lifting
from apv import sealing
from apv.models import Finding, Invitation, Outcome, ResultCell, Round, RoundUnit, SealedAnswer, Subject, UnitAssessment
from apv.proposing import columns_of, figure_of
from apv.usecases import assessing, findings, inviting, outcomes, pulsing, rounds
from apv.usecases.assessing import Elements, Talk
from apv.usecases.outcomes import Decision
from orgstructure.models import Seat, SeatRole, Unit, User
from orgstructure.reports import group_of
from safetynet.common.clock import at_hour
from safetynet.operations.seed.stories import Place

TALKED, DECIDED, COMPLETED, ASKED_AGAIN = -219, -214, -205, -95
SAID = "Vi kender det godt. Det er værst om morgenen og i weekenden, og vi har selv tre forslag."
WHO = "Ti medarbejdere, leder og arbejdsmiljørepræsentant"
RISK = {"causes": "For mange opgaver samtidig, og rammer fra en anden tid.", "likelihood": 4, "consequence": 3}
UNITS_FOLLOWED = 16


@dataclass(frozen=True)
class Desk:
    """Where one unit works on its APV: who writes, and on which days."""

    random: Random
    place: Place
    assessment: UnitAssessment
    manager: User
    today: date

    def on(self, offset: int) -> date:
        """A day of the past."""
        return self.today + timedelta(days=offset)

    def number(self) -> uuid.UUID:
        """Of a form that was sent."""
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def find(self, code: str, **told: object) -> Finding | None:
        """A finding of that figure; None where it is hidden."""
        round_unit = self.assessment.round_unit
        figure = figure_of(round_unit, code) if round_unit else None
        if figure is None:
            return None
        columns = columns_of(figure) | RISK | told
        made, _new = findings.propose(
            self.assessment.unit, columns, submission_id=self.number(), by=self.manager, now=at_hour(self.on(TALKED), 14),
            assessment=self.assessment,
        )  # fmt: skip
        return made

    def talk(self) -> None:
        """The talk with the staff."""
        talk = Talk(self.on(TALKED), 10, WHO, SAID, self.number())
        assessing.record_dialogue(self.assessment, talk, by=self.manager, now=at_hour(self.on(TALKED), 15))

    def decide(self, finding: Finding | None, outcome: Outcome, day: date | None = None, **words: Any) -> None:
        """What becomes of it."""
        day = day or self.on(DECIDED)
        if finding is not None:
            decision = Decision(outcome, submission_id=self.number(), **words)
            outcomes.decide(finding, decision, by=self.manager, now=at_hour(day, 11), today=day)

    def plan(self, finding: Finding | None, plan: ActionPlan | None) -> None:
        """The plan it led to, decided on the day the plan went out."""
        if finding is not None and plan is not None and plan.published_at is not None:
            outcomes.begin_plan(finding, plan)
            outcomes.publish_plan(plan, by=self.manager, now=plan.published_at)

    def complete(self, day: date | None = None) -> None:
        """All four elements, and done; not while something is undecided, as nobody could be asked."""
        if Finding.objects.undecided().filter(assessment=self.assessment).exists():
            return
        day = day or self.on(COMPLETED)
        elements = Elements(
            self.assessment.topics, UnitAssessment.AbsenceLink.LINKED, "Korte sygefravær ligger efter travle uger.",
            "Gruppen har læst resultatet sammen, deltaget i dialogen og valgt rækkefølgen.", self.on(150),
        )  # fmt: skip
        assessing.describe(self.assessment, elements, version=self.assessment.version, by=self.manager, now=at_hour(day, 10))
        assessing.complete(self.assessment, by=self.manager, now=at_hour(day, 11), today=day)


def write_followed(survey: Round, places: list[Place], ward: Place, *, seed: int, today: date) -> None:
    """The personas' ward in full, some other units as far as each got; the rest have not opened their report."""
    random = Random(f"followed {seed}")
    with translation.override("da"):
        if desk := _desk(random, survey, ward, today):
            _ward(desk)
        others = [place for place in places if place.unit_id != ward.unit_id]
        for place in random.sample(others, min(UNITS_FOLLOWED, len(others))):
            if other := _desk(random, survey, place, today):
                _other(other)


def _desk(random: Random, survey: Round, place: Place, today: date) -> Desk | None:
    shown = ResultCell.objects.filter(round=survey, subject=Subject.ANSWERED).values("round_unit")
    node = RoundUnit.objects.select_related("unit", "round").filter(round=survey, unit=place.unit_id, pk__in=shown).first()
    if node is None:
        return None
    manager = User.objects.get(pk=place.manager_id)
    day = today + timedelta(days=TALKED - 3)
    assessment = assessing.of_round_unit(node, today=day, by=manager)
    UnitAssessment.objects.filter(pk=assessment.pk).update(report_read_on=day)
    return Desk(random, place, UnitAssessment.objects.select_related("unit", "round_unit__round").get(pk=assessment.pk), manager, today)


def _ward(desk: Desk) -> None:
    """Every outcome there is, with the plans that the ward has anyway."""
    unit = desk.assessment.unit
    desk.talk()
    failed = ActionPlan.objects.filter(unit=unit, title__startswith="Nye kolleger", follows=None).first()
    desk.plan(desk.find("clear"), failed)
    lifting_finding, pressure = desk.find("lifting_bare", title="Vi løfter for tit uden hjælpemiddel"), desk.find("pressure")
    for finding in (lifting_finding, pressure):
        desk.decide(finding, Outcome.LATER, on=desk.on(-40), text="Når de nye kolleger er faldet til.")
    desk.decide(
        desk.find("postures"), Outcome.AT_ONCE, text="Skærmene er hævet, og alle har fået indstillet deres stol.", on=desk.on(DECIDED),
        responsible=desk.manager,
    )  # fmt: skip
    desk.decide(desk.find("feelings"), Outcome.LATER, on=desk.on(60), text="Vi tager det op, når de nye er lært op.")
    standing: dict[str, Any] = {
        "text": "Afdelingen tager imod mennesker i krise. Alarm, to på vagt og øvelse hvert halve år.",
        "on": desk.on(151),
    }
    desk.decide(desk.find("threats"), Outcome.STANDING, **standing)
    _lift(desk, desk.find("rooms_air"))
    agreed = _set_aside(desk, desk.find("together"))
    desk.complete(agreed + timedelta(days=3) if agreed else None)
    for finding, begins in ((lifting_finding, "Tunge forflytninger"), (pressure, "For travlt")):
        desk.plan(finding, ActionPlan.objects.filter(unit=unit, title__startswith=begins).exclude(published_at=None).first())
    if failed:
        _pulse(desk, failed)


def _lift(desk: Desk, finding: Finding | None) -> None:
    """To the department, which has answered."""
    above = desk.assessment.unit.parent
    if finding is None or above is None or above.manager is None:
        desk.decide(finding, Outcome.LATER, on=desk.on(60))
        return
    question = "Luften er tung om natten. Vi har prøvet at lufte ud. Kan anlægget køre også efter klokken 22?"
    desk.decide(finding, Outcome.LIFTED, to_unit=above, question=question, on=desk.on(-180))
    if finding.lifted:
        words = "Anlægget kører hele døgnet fra mandag. Vi måler igen efter en måned."
        lifting.answer(finding.lifted, text=words, by=above.manager, now=at_hour(desk.on(-186), 13))


def _set_aside(desk: Desk, finding: Finding | None) -> date | None:
    """By the manager, and the representative agrees, as soon as there is one; the day it was agreed."""
    group = group_of(desk.assessment.unit, desk.today)
    amr = next((amr for amr in group.amrs if amr.pk != desk.manager.pk), None)
    if finding is None or amr is None:
        desk.decide(finding, Outcome.LATER, on=desk.on(60))
        return None
    seated = Seat.objects.filter(committee=group.committee, user=amr, role=SeatRole.AMR).order_by("-valid_from")[0].valid_from
    day = max(desk.on(DECIDED), seated + timedelta(days=14))
    words = "Tallet er lavt, fordi to hold lige var lagt sammen. Det fungerer nu."
    desk.decide(finding, Outcome.NOT_HERE, day, text=words)
    outcomes.agree(finding, by=amr, now=at_hour(day, 12), today=day)
    return day


def _other(desk: Desk) -> None:
    """One of five ways: read only, talked, findings proposed, decided, all done."""
    stage = desk.random.randrange(5)
    if stage:
        desk.talk()
    if stage < 2:
        return
    found = [finding for code in ("pressure", "feelings") if (finding := desk.find(code))]
    if stage < 3:
        return
    plan = ActionPlan.objects.filter(unit=desk.assessment.unit, published_at__date__gt=desk.on(TALKED)).order_by("published_at").first()
    if found:
        desk.decide(found[0], Outcome.LATER, on=desk.on(-100))
        desk.plan(found[0], plan)
    for finding in found[1:]:
        fixed: dict[str, Any] = {
            "text": "Vi har indført ti minutters eftertanke, når vagten er slut.",
            "on": desk.on(DECIDED),
            "responsible": desk.manager,
        }
        desk.decide(finding, Outcome.AT_ONCE, **fixed)
    if stage == 4 and found:
        desk.complete()


def _pulse(desk: Desk, plan: ActionPlan) -> None:
    """Asked again while the plan waited for its verdict; the staff saw no difference either."""
    first = desk.on(ASKED_AGAIN)
    status, plan.status = plan.status, "awaiting"  # as it was that day; nothing is saved
    baseline = pulsing.baseline_of(plan)
    if baseline is None or pulsing.why_not(plan, baseline, first):
        plan.status = status
        return
    pulse = pulsing.ask_again(plan, by=desk.manager, today=first, now=at_hour(first, 9))
    plan.status = status
    _answer(desk, pulse)
    after = pulse.closes_on + timedelta(days=1)
    rounds.close_those_past(now=at_hour(after, 5), today=after)
    pulsing.finish_those_closed(now=at_hour(after, 5), today=after)


def _answer(desk: Desk, pulse: Round) -> None:
    inviting.invite(pulse.pk, now=at_hour(pulse.opens_on, 9))
    rows = []
    for invitation in Invitation.objects.filter(round=pulse).order_by("person"):
        if desk.random.random() < 0.8:
            answers = {code: desk.random.choice((2, 2, 3, 3, 3, 4)) for code in pulse.repeats}
            payload = {"v": 1, "unit": invitation.round_unit_id, "answers": answers}
            sealed = sealing.seal(bytes(pulse.public_key or b""), payload)
            rows.append(SealedAnswer(token_hash=bytes(invitation.token_hash), round=pulse, sealed=sealed))
    SealedAnswer.objects.bulk_create(rows)


def department_of(ward: Place) -> Unit:
    """Which the open round asks."""
    unit = Unit.objects.select_related("parent").get(pk=ward.unit_id)
    return unit.parent or unit
