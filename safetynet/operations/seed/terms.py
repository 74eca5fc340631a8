"""Elections and training of the demo: the personas' group has had an election and has one coming; members are in every state."""

import uuid
from datetime import date, datetime, time, timedelta
from random import Random

from orgstructure.models import Candidate, Committee, Course, Election, Seat, SeatRole, TrainingFact, User
from orgstructure.training import MAY_BE_TRAINED, months_after, training_state
from orgstructure.usecases.electing import electorate_of
from safetynet.common.clock import COPENHAGEN

What = TrainingFact.What
SHARE_TRAINED = 0.85


def write_terms(ward_id: int, *, seed: int, today: date) -> None:
    """The same seed writes the same; two statements for the training of the whole region."""
    random = Random(f"terms {seed}")
    group = Committee.objects.groups().filter(coverages__unit=ward_id).order_by("pk").first()
    seats = Seat.objects.current(today).filter(MAY_BE_TRAINED)
    people = list(User.objects.filter(pk__in=seats.values("user")).order_by("pk").values_list("pk", flat=True))
    states = training_state(people, today)
    at = datetime.combine(today, time(8), COPENHAGEN)
    facts = []
    for person in people:
        if person not in states:
            continue
        since = states[person].since
        if random.random() < SHARE_TRAINED:
            taken = min(since + timedelta(days=random.randint(20, 80)), today)
            facts.append(_fact(person, Course.MANDATORY, What.TAKEN, taken, at))
            offered = min(taken + timedelta(days=random.randint(30, 200)), today)
            facts.append(_fact(person, Course.SUPPLEMENTARY, What.OFFERED, offered, at))
            if random.random() < SHARE_TRAINED:
                answered = random.choice((What.ACCEPTED, What.DECLINED, What.TAKEN))
                facts.append(_fact(person, Course.SUPPLEMENTARY, answered, offered, at + timedelta(minutes=1)))
        year = next((step.year_from for step in states[person].steps if step.course == Course.YEARLY), None)
        if year and random.random() < SHARE_TRAINED:
            facts.append(_fact(person, Course.YEARLY, What.OFFERED, min(year + timedelta(days=40), today), at, year))
    TrainingFact.objects.bulk_create(facts, batch_size=1000)
    if group:
        _elections(group, today, at)


def _fact(person: int, course: Course, what: TrainingFact.What, on: date, at: datetime, year: date | None = None) -> TrainingFact:
    return TrainingFact(user_id=person, by_id=person, course=course, what=what, on=on, at=at, year_from=year, submission_id=uuid.uuid4())


def _elections(group: Committee, today: date, at: datetime) -> None:
    amr = Seat.objects.current(today).filter(committee=group, role=SeatRole.AMR).order_by("pk").first()
    leader = Seat.objects.current(today).filter(committee=group, role=SeatRole.LEADER).order_by("pk").first()
    people = list(electorate_of(group, today)[:6])
    if not amr or not leader or not people:
        return
    done = Election.objects.create(
        committee=group, role=SeatRole.AMR, held_on=amr.valid_from, valid_from=amr.valid_from, valid_to=months_after(amr.valid_from, 24),
        state=Election.State.HELD, electorate=electorate_of(group, today).count(), minutes="Valgt ved håndsoprækning på personalemødet.",
        submission_id=uuid.uuid4(), called_by=leader.user, called_at=at, ended_by=leader.user, ended_at=at,
    )  # fmt: skip
    Candidate.objects.create(election=done, user=amr.user, is_elected=True, votes=9, seat=amr)
    coming = today + timedelta(days=12)
    called = Election.objects.create(
        committee=group, role=SeatRole.AMR, held_on=coming, valid_from=coming + timedelta(days=14),
        valid_to=months_after(coming + timedelta(days=14), 24), submission_id=uuid.uuid4(), called_by=leader.user, called_at=at,
    )  # fmt: skip
    for person in people[:2]:
        Candidate.objects.create(election=called, user=person)
