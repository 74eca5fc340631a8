"""The competences of the demo's group: last year's net and this year's, what the members said, and the plan it ended in."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from annualcycle.competence_page import people_of
from annualcycle.models import CompetenceNet, CompetenceStep
from annualcycle.usecases import competences
from annualcycle.usecases.competences import Task
from orgstructure.models import Committee, User

How = CompetenceStep.How
FOCUS = "Forebyggelse af vold og trusler"
CHALLENGES = (
    "Utryghed i aften- og nattevagter (dialogen efter trivselsundersøgelsen)",
    "Nye kolleger kender ikke alarmerne (sikkerhedsrunde, marts)",
    "Vi får ikke talt hændelserne igennem bagefter (årlig drøftelse)",
)
TASKS = (
    ("Læse optræk til konflikt og dæmpe den", 4, (2, 3), (3, 4)),
    ("Kende alarmer og flugtveje på hele afsnittet", 4, (3, 2), (5, 4)),
    ("Vurdere risikoen før vagten begynder", 3, (1, 2), (2, 2)),
    ("Tale en hændelse igennem med den, der var i den", 4, (2, 1), (3, 2)),
    ("Anmelde og analysere en hændelse", 3, (3, 4), (4, 4)),
    ("Sætte en ny kollega ind i det hele", 3, (2, 2), (3, 3)),
)
LEARNS = (
    (0, 2, "Risikovurdering ved vagtens start", How.GUIDE, -25, None, "Afprøver skemaet og viser det på personalemødet"),
    (1, 3, "Samtalen efter en voldsom hændelse", How.COURSE, 60, None, "Er den, man ringer til de første to døgn"),
    (0, 3, "Følgeskab med psykologen til to samtaler", How.COLLEAGUE, 90, None, ""),
    (1, 0, "Konfliktnedtrapning, opfølgningsdag", How.COURSE, -80, -85, "Underviser de nye på introdagen"),
    (0, 4, "To timer til de nye regler om anmeldelse", How.TIME, -120, -110, ""),
)


def write_competences(ward_id: int, *, by: User, today: date) -> None:
    """Nothing where the ward has no group with members."""
    group = Committee.objects.covering(ward_id, today).groups().order_by("pk").first()
    people = people_of(group, today)[:2] if group else []
    if group is None or not people:
        return
    at = datetime.combine(today, time(9), UTC)
    tasks = [Task(text, needed) for text, needed, _before, _now in TASKS]
    given = {"year": today.year - 1, "focus": FOCUS, "challenges": list(CHALLENGES[:2])}
    old = competences.begin(committee=group, given=given, tasks=tasks, submission_id=uuid4(), by=by, now=at - timedelta(days=330))
    _say(old, people, 2)
    net = competences.follow(net=old, year=today.year, by=by, now=at - timedelta(days=60))
    CompetenceNet.objects.filter(pk=net.pk).update(challenges=list(CHALLENGES))
    _say(net, people, 3)
    backing = "To kursusdage til hver, og vikar i de vagter, det koster. Afsnittet betaler kurset."
    competences.back(net=net, backing=backing, by=by, today=today - timedelta(days=50))
    _plan(net, people, by=by, today=today, at=at)


def _say(net: CompetenceNet, people: list[User], column: int) -> None:
    tasks = list(net.tasks.all())
    for place, person in enumerate(people):
        levels: dict[int, int | None] = {task.pk: said[column][place] for task, said in zip(tasks, TASKS, strict=True)}  # type: ignore[misc, index]
        competences.set_levels(net=net, person=person, levels=levels)


def _plan(net: CompetenceNet, people: list[User], *, by: User, today: date, at: datetime) -> None:
    tasks = list(net.tasks.all())
    for who, task, what, how, days, done, takes in LEARNS:
        step = competences.agree(
            committee=net.committee,
            given={
                "year": net.year, "person": people[who % len(people)], "task": tasks[task], "what": what, "how": how,
                "by_date": today + timedelta(days=days), "takes_task": takes,
            },
            submission_id=uuid4(), by=by, now=at - timedelta(days=50),
        )  # fmt: skip
        if done is not None:
            competences.mark_done(step=step, is_done=True, today=today + timedelta(days=done))
