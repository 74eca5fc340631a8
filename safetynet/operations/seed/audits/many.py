"""Self-audits as rows: bulk inserts, so that thousands of them with all their answers take seconds; dated as they happened."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random

from django.db.models import QuerySet

from apv.models import (
    AuditAct,
    AuditAnswer,
    AuditHelp,
    AuditParticipation,
    AuditPlace,
    AuditQuestion,
    AuditStatus,
    AuditYear,
    SelfAudit,
)
from apv.usecases.audit_participants import titles_of
from safetynet.operations.seed.audits.drawn import DrawAudits, Drawn
from safetynet.operations.seed.stories import Place

BATCH = 2000
JOINT = 0.12
Verb = AuditAct.Verb


class AuditRows:
    """Writes drawn audits of one year; `answers` keeps what was made, by audit and code of the question."""

    def __init__(self, random: Random, year: AuditYear) -> None:
        """`random` numbers the forms."""
        self.random, self.year = random, year
        self.answers: dict[tuple[int, str], AuditAnswer] = {}

    def write(self, drawn: Sequence[Drawn]) -> list[SelfAudit]:
        """Insert all; the audits in the order given."""
        audits = SelfAudit.objects.bulk_create([self._audit(one) for one in drawn], batch_size=BATCH)
        pairs = list(zip(audits, drawn, strict=True))
        for audit, one in pairs:
            for place in one.places:
                place.audit = audit
        AuditPlace.objects.bulk_update([place for one in drawn for place in one.places], ["audit"], batch_size=BATCH)
        answers = AuditAnswer.objects.bulk_create([row for audit, one in pairs for row in _answers(audit, one)], batch_size=BATCH)
        self.answers |= {(row.audit_id, row.question.code): row for row in answers}
        AuditParticipation.objects.bulk_create(
            [
                AuditParticipation(audit=audit, part=part, number=number, role=role, person_id=person)
                for audit, one in pairs
                for part, number, role, person in one.parts
            ],
            batch_size=BATCH,
        )
        AuditAct.objects.bulk_create([act for audit, one in pairs for act in _acts(audit, one)], batch_size=BATCH)
        AuditHelp.objects.bulk_create(self._help(pairs), batch_size=BATCH)
        return audits

    def _audit(self, one: Drawn) -> SelfAudit:
        touched = one.submitted_at or one.started_at + timedelta(minutes=len(one.said))
        return SelfAudit(
            year=self.year, status=one.status, started_at=one.started_at, started_by_id=one.by, touched_at=touched,
            submitted_at=one.submitted_at, submitted_by_id=one.by if one.submitted_at else None, closed_at=one.closed_at,
            submission_id=uuid.UUID(int=self.random.getrandbits(128), version=4),
        )  # fmt: skip

    def _help(self, pairs: Sequence[tuple[SelfAudit, Drawn]]) -> Iterator[AuditHelp]:
        for audit, one in pairs:
            for said in one.said:
                if said.help:
                    hindrance, note = said.help
                    answer = self.answers[audit.pk, said.question.code]
                    asked = {"asked_at": answer.answered_at, "asked_by_id": one.by}
                    yield AuditHelp(answer=answer, hindrance=hindrance, note=note, **asked)


def _answers(audit: SelfAudit, one: Drawn) -> Iterator[AuditAnswer]:
    for minute, said in enumerate(one.said):
        at = one.started_at + timedelta(seconds=33 * minute)
        yield AuditAnswer(
            audit=audit, question=said.question, answer=said.answer, comment=said.comment, view=said.view, answered_at=at,
            answered_by_id=one.by,
        )  # fmt: skip


def _acts(audit: SelfAudit, one: Drawn) -> Iterator[AuditAct]:
    yield AuditAct(audit=audit, verb=Verb.START, at=one.started_at, by_id=one.by)
    for place in one.places[1:]:
        yield AuditAct(audit=audit, verb=Verb.JOIN, at=one.started_at + timedelta(minutes=1), by_id=one.by, remark=place.unit.name)
    if one.submitted_at:
        yield AuditAct(audit=audit, verb=Verb.SUBMIT, at=one.submitted_at, by_id=one.by)
    if one.sent_back_at:
        yield AuditAct(audit=audit, verb=Verb.SEND_BACK, at=one.sent_back_at, by_id=audit.year.made_by_id, remark=one.remark)
    if one.closed_at:
        yield AuditAct(audit=audit, verb=Verb.CLOSE, at=one.closed_at, by_id=audit.year.made_by_id)


def write_many(
    year: AuditYear, places: QuerySet[AuditPlace], *, random: Random, day: date, closed_at: datetime | None = None, joint: float = JOINT
) -> list[SelfAudit]:
    """Every one of these places sends in all questions, from that day on; some jointly with the next in the tree.

    For a year with thousands of audits at once (`scripts/bench_audits.py`): nothing asks who the units' representatives are.
    """
    rows = list(places.select_related("unit").order_by("path", "pk"))
    draw = DrawAudits(random, questions_of(year), {}, titles_of(managed(rows), year.made_at))
    drawn = [draw.send_in(draw.audit(group, day), day + timedelta(days=20)) for group in together(random, rows, joint)]
    for one in drawn:
        if closed_at:
            one.status, one.closed_at = AuditStatus.CLOSED, closed_at
    return AuditRows(random, year).write(drawn)


def questions_of(year: AuditYear) -> list[AuditQuestion]:
    """In their order."""
    return list(AuditQuestion.objects.filter(question_set=year.question_set_id).order_by("position"))


def managed(places: Sequence[AuditPlace]) -> dict[int, int]:
    """The unit of each manager."""
    return {place.manager_id: place.unit_id for place in places if place.manager_id}


def together(random: Random, places: Sequence[AuditPlace], joint: float) -> Iterator[list[AuditPlace]]:
    """Places in the order of the tree, now and then two or three at a time: neighbours, or a department with its first wards."""
    rest = list(places)
    while rest:
        number = random.choice((2, 2, 3)) if random.random() < joint else 1
        near = (rest[0].unit.parent_id, rest[0].unit_id)
        group = [rest[0], *(one for one in rest[1:number] if one.unit.parent_id in near)]
        yield group
        rest = [one for one in rest[1:number] if one not in group] + rest[number:]


def people_of(found: Sequence[Place]) -> Mapping[int, Place]:
    """By unit."""
    return {place.unit_id: place for place in found}
