"""What the labour inspectorate wrote to the invented region: answered, open, and one that is late."""

import uuid
from datetime import date, timedelta
from random import Random

from actionplans.models import ActionPlan, Topic
from injuries.models import Reaction
from orgstructure.models import Unit, User
from safetynet.common.clock import at_hour
from safetynet.operations.seed.personas import HOSPITAL, WARD

KIND = Reaction.Kind
# unit, kind, topic, title, what it says, came, deadline, answered (days from today), the answer, beginning of the plan's title
REACTIONS = (
    (
        WARD, KIND.ORDER, Topic.ERGONOMIC, "Forflytning på badeværelserne",
        "Arbejdet med forflytning af patienter på badeværelserne skal planlægges, så det ikke belaster ryg og skuldre.",
        -34, 26, None, "", "Tunge forflytninger",
    ),
    (
        WARD, KIND.GUIDANCE, Topic.BIOLOGICAL, "Kanyler og stikskader",
        "Vejledning om sikkerhedskanyler, og hvor boksene står.", -190, None, -172, "Der er nu bokse på alle stuer.", "Stik på kanyler",
    ),
    (
        "Lukket Psykiatri, Psykiatrien", KIND.ORDER, Topic.PSYCHOSOCIAL, "Vold og trusler i aften- og nattevagten",
        "Risikoen for vold i aften- og nattevagten skal forebygges effektivt.", -300, -120, -131,
        "Bemandingen er ændret, alle har alarm, og hver episode følges op inden for et døgn.", "",
    ),
    (
        "Køkken, Servicecentret", KIND.ORDER, Topic.ERGONOMIC, "Skub og træk af madvogne",
        "Madvognenes vægt og hjul skal bringes i orden.", -95, -9, None, "", "",
    ),
    (
        "Sterilcentral, Servicecentret", KIND.INVESTIGATION, Topic.PHYSICAL, "Støj ved vaskemaskinerne",
        "Støjen skal undersøges af en autoriseret rådgiver.", -60, 45, None, "", "",
    ),
    (
        HOSPITAL, KIND.DECISION, Topic.ACCIDENT, "Tilsyn uden reaktion", "Tilsynet gav ikke anledning til reaktioner.",
        -410, None, None, "", "",
    ),
)  # fmt: skip


def write_reactions(*, seed: int, today: date, by: User) -> None:
    """Six of them; those of the ward are tied to its plans."""
    random = Random(f"reactions {seed}")
    for name, kind, topic, title, text, came, deadline, answered, answer, plan in REACTIONS:
        unit = Unit.objects.filter(name=name).first()
        if unit is None:
            continue
        reaction = Reaction.objects.create(
            unit=unit, kind=kind, topic=topic, title=title, text=text, journal_number=f"20{random.randint(10**9, 10**10 - 1)}",
            received_on=today + timedelta(days=came), deadline_on=_day(today, deadline), answer=answer, answered_on=_day(today, answered),
            answered_by=by if answered else None, made_at=at_hour(today + timedelta(days=came), 10), made_by=by,
            submission_id=uuid.UUID(int=random.getrandbits(128), version=4),
        )  # fmt: skip
        found = ActionPlan.objects.published().filter(unit=unit, title__startswith=plan).order_by("pk").first() if plan else None
        if found:
            reaction.plans.add(found)


def _day(today: date, offset: int | None) -> date | None:
    return None if offset is None else today + timedelta(days=offset)
