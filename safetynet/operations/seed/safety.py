"""The ward's living risk assessment, a safety round, and a change at work that asks for an assessment."""

import uuid
from datetime import date, timedelta
from random import Random

from actionplans.models import ActionPlan, Topic
from apv.models import Checklist, RiskAssessmentVersion, RoundPoint, WorkChange
from apv.usecases import duty, risks, walking
from apv.usecases.risks import Revision, RiskSaid
from orgstructure.models import Unit, User
from orgstructure.reports import group_of
from safetynet.common.clock import at_hour
from safetynet.operations.seed.stories import Place, workday

REVISED, WALKED, CHANGES = -58, -17, 40
RISKS = (  # title, topic, what can happen, what is done today, likelihood, consequence, plan or why it is accepted
    (
        "Forflytning uden loftlift", Topic.ERGONOMIC, "Ryg og skuldre, når badeværelset ikke kan nås med liften.",
        "To om hver forflytning, og sejl på stuen.", 4, 4, "Tunge forflytninger", "",
    ),
    (
        "Stik på kanyler", Topic.BIOLOGICAL, "Smitte ved blodprøver og oprydning.", "Sikkerhedskanyler på stuerne.", 2, 4,
        "Stik på kanyler", "",
    ),
    (
        "Aggressive pårørende", Topic.PSYCHOSOCIAL, "Trusler, især om aftenen.", "Overfaldsalarm, aldrig alene i receptionen.", 3, 4,
        "Trusler fra pårørende", "",
    ),
    (
        "Håndsprit på huden", Topic.CHEMICAL, "Tørre hænder om vinteren.", "Creme ved alle vaske.", 3, 1, "",
        "Vi har valgt det mildeste middel, og hygiejnen kræver det.",
    ),
)  # fmt: skip
SEEN = ("Kassen med sejl spærrer flugtvejen", "Lyset blinker i skyllerummet")


def write_safety(ward: Place, *, seed: int, today: date) -> None:
    """By the manager, and the representative stands by it too where there is one."""
    random = Random(f"safety {seed}")
    unit, manager = Unit.objects.get(pk=ward.unit_id), User.objects.get(pk=ward.manager_id)
    amr = next((one for one in group_of(unit, today).amrs if one.pk != manager.pk), None)
    _assess(random, unit, manager, amr, workday(today + timedelta(days=REVISED)))
    _walk(random, unit, amr or manager, workday(today + timedelta(days=WALKED)), today)
    words = "Ombygning af stuerne 4-8: ny etage i otte uger."
    change = WorkChange(
        unit=unit, kind=WorkChange.Kind.PREMISES, on=today + timedelta(days=CHANGES), description=words,
        topics=[Topic.ERGONOMIC.value, Topic.PHYSICAL.value], registered_on=today, by=manager, submission_id=_number(random),
    )  # fmt: skip
    duty.register_change(change, now=at_hour(today, 7))


def _assess(random: Random, unit: Unit, manager: User, amr: User | None, on: date) -> None:
    for title, topic, harm, controls, likelihood, consequence, plan, because in RISKS:
        said = RiskSaid(title, topic, harm, controls, likelihood, consequence, because)
        plans = list(ActionPlan.objects.published().filter(unit=unit, title__startswith=plan, is_confidential=False)[:1]) if plan else []
        if plans or because:
            risks.add_risk(unit, said, plans, submission_id=_number(random), by=manager, now=at_hour(on, 9))
    topics = [Topic.ERGONOMIC, Topic.BIOLOGICAL, Topic.PSYCHOSOCIAL, Topic.CHEMICAL]
    revision = Revision(RiskAssessmentVersion.Occasion.YEARLY, topics, "Gennemgået på personalemødet.", _number(random))
    version = risks.revise(unit, revision, part="manager", by=manager, now=at_hour(on, 10), today=on)
    if amr is not None:
        risks.confirm(version, part="amr", by=amr, now=at_hour(on, 13))


def _walk(random: Random, unit: Unit, by: User, on: date, today: date) -> None:
    """Two problems, the rest in order; both wait for somebody to decide."""
    checklist = Checklist.objects.for_unit(unit).first()
    if checklist is None:
        return
    now = at_hour(on, 10)
    walked = walking.begin(unit, checklist, submission_id=_number(random), by=by, now=now, today=on)
    points = list(walked.points.order_by("position"))
    bad = dict(zip(random.sample([point.pk for point in points], len(SEEN)), SEEN, strict=True))
    states = {point.pk: (RoundPoint.State.PROBLEM if point.pk in bad else RoundPoint.State.OK).value for point in points}
    walking.tap(walked, states=states, words=bad, beside="", by=by, now=now)
    walking.finish(walked, participants="Leder og arbejdsmiljørepræsentant", next_on=today + timedelta(days=160), by=by, now=now, today=on)


def _number(random: Random) -> uuid.UUID:
    return uuid.UUID(int=random.getrandbits(128), version=4)
