"""Whatever is answered alone or jointly, the figures of every level are those that somebody would count by hand (R64)."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apv.models import Answer, AuditPlace, Part
from apv.reports.audit_figures import AuditFigures
from apv.usecases import audit_participants, auditing
from apv.usecases.audit_years import open_year
from apv.usecases.auditing import Given
from orgstructure.models import Unit
from tests.factories import (
    NOW,
    TODAY,
    AuditQuestionFactory,
    AuditSetFactory,
    AuditYearFactory,
    EngagementFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
COUNTED = (Part.REPRESENTATIVE, Part.UNION, Part.STAFF)


@dataclass
class Told:
    """One audit as it was answered: kept beside the product, to count by hand."""

    places: list[AuditPlace]
    is_sent_in: bool
    answers: list[str] = field(default_factory=list)
    commented: list[bool] = field(default_factory=list)
    people: Counter[str] = field(default_factory=Counter)

    def lies_in(self, unit):
        """A place of it lies at the unit or below."""
        return any(place.path.startswith(unit.path) for place in self.places)


def region(drawn):
    """Two or three divisions with one to four units each; few managers, so that some lead several units."""
    managers = [UserFactory() for _one in range(drawn.randint(2, 5))]
    top = UnitFactory(manager=managers[0])
    for _division in range(drawn.randint(2, 3)):
        division = UnitFactory(parent=top, manager=drawn.choice(managers))
        for _unit in range(drawn.randint(1, 4)):
            EngagementFactory(unit=UnitFactory(parent=division, manager=drawn.choice([*managers, None])))
    return top


def year_of(top, questions):
    asked = AuditSetFactory(year=TODAY.year)
    for number in range(1, questions + 1):
        AuditQuestionFactory(question_set=asked, position=number)
    year = AuditYearFactory(question_set=asked, top=top, status="draft", opened_at=None, opened_by=None, due_on=TODAY + timedelta(days=9))
    open_year(year=year, by=year.made_by, now=NOW, today=TODAY)
    year.refresh_from_db()
    return year


def answer_it(year, drawn):
    """Places at random alone or together; some never begun, some not sent in, one that left again, one that was taken back."""
    places = list(AuditPlace.objects.standing().filter(year=year).order_by("pk"))
    drawn.shuffle(places)
    told = []
    while places:
        together = [places.pop() for _one in range(min(len(places), drawn.choice((1, 1, 2, 3))))]
        if drawn.random() < 0.2:
            continue
        told.append(_answered(year, together, drawn))
    return told


def _answered(year, places, drawn):
    by = year.made_by
    audit = auditing.begin(place=places[0], by=by, now=NOW)
    for place in places[1:]:
        auditing.join(audit=audit, place=place, by=by, now=NOW)
    if len(places) > 1 and drawn.random() < 0.3:
        auditing.leave(audit=audit, place=places.pop(), by=by, now=NOW)
    told = Told(places, is_sent_in=drawn.random() < 0.8)
    for question in year.question_set.questions.all():
        given_answer, comment = drawn.choice(Answer.values), drawn.choice(("", "Vi taler om det."))
        auditing.save_answer(audit=audit, question=question, given=Given(given_answer, comment), version=0, by=by, now=NOW)
        told.answers.append(given_answer)
        told.commented.append(bool(comment))
    told.people.update({part.value: drawn.randint(0, 4) for part in COUNTED})
    audit_participants.set_numbers(audit=audit, numbers=told.people)
    if told.is_sent_in:
        _send(audit, by, drawn)
    return told


def _send(audit, by, drawn):
    audit.refresh_from_db()
    auditing.send_in(audit=audit, by=by, now=NOW)
    for _again in range(drawn.randint(0, 1)):
        audit.refresh_from_db()
        auditing.send_back(audit=audit, remark="Skriv lidt mere.", by=UserFactory(), now=NOW)
        audit.refresh_from_db()
        auditing.send_in(audit=audit, by=by, now=NOW)


def by_hand(told, year, unit):
    """Every figure of a level, counted one by one."""
    here = [one for one in told if one.is_sent_in and one.lies_in(unit)]
    inside = [place for one in here for place in one.places if place.path.startswith(unit.path)]
    managers = [{place.manager_id for place in one.places if place.path.startswith(unit.path)} - {None} for one in here]
    expected = list(AuditPlace.objects.filter(year=year, ended_on=None).values_list("path", flat=True))
    people = sum((one.people for one in here), Counter())
    return {
        "audits": len(here),
        "joint": sum(len(one.places) > 1 for one in here),
        "expected": sum(path.startswith(unit.path) for path in expected),
        "answered": len(inside),
        "managers": len({place.manager_id for place in inside} - {None}),
        "units": len({place.unit_id for place in inside}),
        "as managers": sum(map(len, managers)),
        "involved": people.total(),
        "people": [people[part] for part in COUNTED],
        "answers": [[sum(one.answers[n] == answer for one in here) for answer in Answer.values] for n in range(len(year.question_set.questions.all()))],
        "comments": [sum(one.commented[n] for one in here) for n in range(len(year.question_set.questions.all()))],
    }  # fmt: skip


def by_product(year, unit):
    found = AuditFigures.of(year, unit, today=TODAY)
    part = found.taking_part
    return {
        "audits": found.audits,
        "joint": found.joint,
        "expected": found.expected,
        "answered": found.placed.answered,
        "managers": found.managers,
        "units": found.placed.units,
        "as managers": part.employers,
        "involved": part.involved,
        "people": [part.representatives, part.union, part.staff],
        "answers": [[one.answers.count(answer) for answer in Answer.values] for one in found.questions],
        "comments": [one.answers.comments for one in found.questions],
    }


@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_at_every_level_the_figures_are_those_counted_by_hand_however_audits_are_joint(db, seed):
    drawn = random.Random(seed)
    year = year_of(region(drawn), questions=2)
    told = answer_it(year, drawn)

    for unit in Unit.objects.below(year.top.path):
        assert by_product(year, unit) == by_hand(told, year, unit)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_joint_audit_is_once_in_the_whole_and_once_in_each_part_it_answers_for(db, seed):
    drawn = random.Random(seed)
    year = year_of(region(drawn), questions=1)
    told = [one for one in answer_it(year, drawn) if one.is_sent_in]
    found = AuditFigures.of(year, year.top, today=TODAY)
    divisions = list(Unit.objects.filter(parent=year.top))
    own = sum(any(place.unit_id == year.top_id for place in one.places) for one in told)

    counted = {part.unit: part.placed.audits for part in found.parts if part.placed.audits}
    by_hand = {unit.pk: sum(one.lies_in(unit) for one in told) for unit in divisions} | {None: own}
    assert counted == {unit: number for unit, number in by_hand.items() if number}
    assert found.audits == len(told)
    assert sum(counted.values()) >= found.audits
