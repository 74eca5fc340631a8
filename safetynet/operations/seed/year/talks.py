"""Two of the demo ward's talks with its staff: one of last spring that is closed, with its summary, and one that is open."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from actionplans.models import ActionPlan
from annualcycle.models import StatusOnPlan, StatusSaid, StatusTalk
from annualcycle.usecases.talks import plans_of
from orgstructure.models import User

Worked = StatusOnPlan.Worked
Question = StatusSaid.Question
AGREED = ("At vi skulle være to ved urolige patienter", "At liften skal stå på stuen", "Det ved jeg ikke helt", "")
WHY = ("Fordi for mange gik alene", "Det kom fra APV'en", "Efter ulykken i vinter", "", "")
WORDS: dict[str, tuple[str, ...]] = {
    Question.NOW: ("Travlt, men vi hjælper hinanden.", "Godt om dagen, tyndt om natten.", "Vi mangler ro til at skrive journal."),
    Question.APV_COVERS: ("Nattevagterne fylder mere end før.",),
    Question.CHANGED: ("Vi har fået flere patienter med demens.", "Nyt vagtsystem siden maj."),
    Question.BETTER: ("Overlap mellem vagterne, så vi kan tale om patienterne.", "En fast makker til de nye."),
    Question.LESS_MORE: ("Færre afbrydelser ved medicinen, mere tid til sparring.", "Mindre telefon i kontoret."),
    Question.IDEAS: ("En rolig time hver dag uden telefon ved medicinrummet.", "Lad os prøve korte møder kl. 15 i en måned."),
}
YES_OF_TEN = {Question.APV_COVERS: 6, Question.CHANGED: 7}


def write_talks(ward_id: int, *, seed: int, by: User, today: date) -> None:
    """Twelve voices in the closed one, four so far in the open one."""
    draw = Random(f"talks {seed}")
    summary = (
        "De fleste mener, at planerne om forflytning virker. Om natten er der for få til at følge aftalen om at være to. "
        "Flere patienter med demens har ændret arbejdet siden sidste APV."
    )
    _talk(ward_id, draw, by, on=today - timedelta(days=75), lasts=14, voices=12, summary=summary)
    _talk(ward_id, draw, by, on=today - timedelta(days=4), lasts=14, voices=4)


def _talk(ward_id: int, draw: Random, by: User, *, on: date, lasts: int, voices: int, summary: str = "") -> None:
    last, at = on + timedelta(days=lasts), datetime.combine(on, time(9), UTC)
    closed_at = datetime.combine(last, time(14), UTC) if summary else None
    talk = StatusTalk.objects.create(unit_id=ward_id, on=on, closes_on=last, made_at=at, made_by=by, summary=summary, closed_at=closed_at)
    plans = [plan for plan in plans_of(talk) if plan.published_at and plan.published_at <= at][:4]
    StatusOnPlan.objects.bulk_create(_on_plan(talk, plan, draw) for _voice in range(voices) for plan in plans)
    StatusSaid.objects.bulk_create(row for _voice in range(voices) for row in _voice_of(talk, draw))


def _on_plan(talk: StatusTalk, plan: ActionPlan, draw: Random) -> StatusOnPlan:
    worked = draw.choices(list(Worked), weights=(5, 4, 2, 1))[0]
    return StatusOnPlan(talk=talk, plan=plan, agreed=draw.choice(AGREED), why=draw.choice(WHY), worked=worked)


def _voice_of(talk: StatusTalk, draw: Random) -> list[StatusSaid]:
    rows = []
    for question in Question:
        yes = draw.randrange(10) < YES_OF_TEN[question] if question in YES_OF_TEN else None
        text = draw.choice(("", *WORDS[question]))
        if text or yes is not None:
            rows.append(StatusSaid(talk=talk, question=question, is_yes=yes, text=text))
    return rows
