"""Drawn cases become rows: bulk inserts with the clock, the authority's answers, the group's analysis and the sealed half."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from random import Random

from django.db import connection, transaction

from injuries import clocks, sealing
from injuries.clocks import Due
from injuries.codes.everyday import PHRASES
from injuries.codes.tables import Table
from injuries.completeness import missing_in
from injuries.models import (
    UNSENT_STATES,
    Absence,
    Case,
    CaseAct,
    CaseKind,
    CaseState,
    CauseAnalysis,
    Decision,
    Factor,
    Feedback,
    HealthPart,
    Report,
    ReportedAs,
    noted,
)
from injuries.sealing import Health, Identity
from injuries.usecases.clockwork import facts_of
from safetynet.common.clock import at_hour
from safetynet.common.law.injuries import injury_law
from safetynet.operations.seed import names
from safetynet.operations.seed.injuries.drawn import Drawn, is_followed_up
from safetynet.operations.seed.injuries.texts import COMMENTS, CONCLUSIONS, NO_PLAN, WHYS, WITHDRAWN

BATCH = 1000
CODES = {phrase.key: phrase.codes for phrase in PHRASES}
ANALYSED, PLANNED, RECOGNISED, COMPLETED = 0.85, 0.3, 0.62, 0.7
DATE_HISTORY = (
    "UPDATE injuries_caseevent e SET pgh_created_at = c.registered_at FROM injuries_case c WHERE c.id = e.pgh_obj_id AND c.id = ANY(%s)"
)
PLAN_DAYS = 120
SOON_CLOSED = (2, 5, 9, 14, 21, 40)
Plans = dict[int, list[tuple[int, datetime]]]


def codes_of(phrase: str) -> dict[str, str]:
    """The columns of a case that the everyday words stand for."""
    codes = CODES.get(phrase, {})
    agent = codes.get(Table.AGENT, "")
    found = {table.value: codes.get(table, "") for table in (Table.ACTIVITY, Table.DEVIATION, Table.CONTACT)}
    agents = {f"{name}_agent": agent if code else "" for name, code in found.items()}
    return {**found, **agents, "environment": "051" if codes else "", "process": "41" if codes else ""}


class CaseRows:
    """Writes drawn cases; `plans` gives for each unit its plans with the day they were made."""

    def __init__(self, random: Random, now: datetime, plans: Plans) -> None:
        """`random` picks words and days, so the same seed writes the same rows."""
        self.random, self.now, self.plans = random, now, plans
        self.law, self.serial = injury_law(), 0

    def write(self, cases: Iterable[Drawn]) -> int:
        """Insert all, a thousand at a time; the number of cases."""
        ordered = sorted(cases, key=lambda drawn: drawn.registered_at)
        for start in range(0, len(ordered), BATCH):
            self._batch(ordered[start : start + BATCH])
            if start in (0, 10 * BATCH):  # else the foreign keys go on being checked by plans made for empty tables
                with connection.cursor() as cursor:
                    cursor.execute("ANALYZE")
        return len(ordered)

    @transaction.atomic
    def _batch(self, batch: Sequence[Drawn]) -> None:
        rows = [self._case(drawn) for drawn in batch]
        cases = [row for row, _due in rows]
        seals = [self._told(drawn) for drawn in batch]
        tellings = [self._telling(row, due, drawn) for (row, due), drawn in zip(rows, batch, strict=True)]
        for row, telling, drawn in zip(cases, tellings, batch, strict=True):
            self._end(row, telling, drawn)
        for row, seal in zip(cases, seals, strict=True):
            if seal and row.due_at and row.state in UNSENT_STATES:
                row.missing_fields = len(missing_in(row, *seal))
        Case.objects.bulk_create(cases)
        pairs = list(zip(cases, batch, strict=True))
        Absence.objects.bulk_create(self._absence(row, drawn.absence) for row, drawn in pairs if drawn.absence)
        Report.objects.bulk_create(told for told in tellings if told)
        HealthPart.objects.bulk_create(HealthPart(case=row, **sealed(*seal)) for row, seal in zip(cases, seals, strict=True) if seal)
        CaseAct.objects.bulk_create(act for row, told in zip(cases, tellings, strict=True) for act in _acts(row, told))
        Feedback.objects.bulk_create(said for row in cases for said in self._feedback(row))
        self._analysed(pairs)
        with connection.cursor() as cursor:
            cursor.execute(DATE_HISTORY, [[row.pk for row in cases]])

    def _case(self, drawn: Drawn) -> tuple[Case, Due | None]:
        told = drawn.happening
        at = noted(drawn.registered_at) if drawn.is_anonymous else drawn.registered_at
        case = Case(
            public_id=drawn.public_id,
            unit_id=drawn.place.unit_id,
            kind=told.kind,
            state=drawn.state,
            reported_as=ReportedAs.INJURED if drawn.reporter_id and drawn.reporter_id == drawn.injured_id else ReportedAs.COLLEAGUE,
            injured_id=drawn.injured_id,
            reporter_id=drawn.reporter_id,
            is_anonymous=drawn.is_anonymous,
            may_contact=not drawn.is_anonymous,
            happened_on=drawn.happened_at.date(),
            happened_at=None if drawn.is_anonymous else drawn.happened_at.time(),
            place_kind=told.place,
            course=drawn.course,
            suggestion=told.suggestion if self.random.random() < 0.6 else "",
            phrase=told.phrase,
            perpetrator=told.perpetrator,
            label="VTC" if told.kind == CaseKind.VIOLENCE else "",
            may_claim=drawn.may_claim,
            hired_on=drawn.hired_on,
            registered_at=at,
            submission_id=drawn.submission_id,
            **codes_of(told.phrase),
        )
        if drawn.signed_at:
            self._sign(case, drawn, drawn.signed_at)
        due = clocks.due(facts_of(case, [drawn.absence[0]] if drawn.absence else []), self.law)
        case.due_at, case.duty = (due.until, due.duty.value) if due else (None, "")
        return case, due

    def _sign(self, case: Case, drawn: Drawn, at: datetime) -> None:
        case.signed_at, case.signed_by_id = at, drawn.place.manager_id
        case.could_be_prevented = self.random.choice(("yes", "partly", "partly", "no"))
        case.manager_comment, case.done_now = self.random.choice(COMMENTS), drawn.happening.done

    def _telling(self, case: Case, due: Due | None, drawn: Drawn) -> Report | None:
        """What the authority was told, and what it answered, as far as that has come."""
        if due is None or drawn.is_withdrawn or not case.signed_at:
            return None
        wait = (
            timedelta(days=self.random.randint(1, 9)) if drawn.sends_late else -timedelta(hours=self.random.choice((5, 29, 55, 100, 150)))
        )
        sent = max(due.until + wait, case.signed_at + timedelta(hours=1))
        if sent > self.now:
            return None
        case.state = CaseState.SENT
        told = Report(case=case, how="file", due_at=due.until, duty=due.duty.value, sent_at=sent, submission_id=_uuid(self.random))
        receipt = (sent + timedelta(days=self.random.randint(0, 4))).date()
        if receipt < self.now.date() and self.random.random() < 0.97:
            self.serial += 1
            case.state, told.receipt_on = CaseState.RECEIPTED, receipt
            told.receipt_number = f"EASY-{receipt:%y}-{self.serial:06d}"
            decided = receipt + timedelta(days=self.random.randint(50, 210))
            if decided < self.now.date() and self.random.random() < 0.6:
                case.state, told.decided_on = CaseState.DECIDED, decided
                told.decision = Decision.RECOGNISED if self.random.random() < RECOGNISED else Decision.REJECTED
        return told

    def _end(self, case: Case, told: Report | None, drawn: Drawn) -> None:
        if drawn.is_withdrawn:
            case.state, case.ended_reason = CaseState.WITHDRAWN, self.random.choice(WITHDRAWN)
            return
        waits = case.due_at and not told
        if waits or drawn.never_closes or not case.signed_at or case.state == CaseState.SENT:
            return
        last = _noon(told.decided_on or told.receipt_on or told.sent_at.date()) if told else case.signed_at
        closed = max(last, case.signed_at) + timedelta(days=self.random.choice(SOON_CLOSED), hours=1)
        if closed < self.now:
            case.state, case.closed_at = CaseState.CLOSED, closed

    def _absence(self, case: Case, days: tuple[date, date | None]) -> Absence:
        return Absence(case=case, starts_on=days[0], ends_on=days[1], noted_at=case.registered_at, noted_by_id=case.reporter_id)

    def _told(self, drawn: Drawn) -> tuple[Identity, Health] | None:
        """What goes under seal; of most all that a report needs is there."""
        told, away = drawn.happening, drawn.absence
        if not told.harm:
            return None
        expected = ("none" if away is None else "d1_3") if self.random.random() < COMPLETED else ""
        health = Health(told.injury, told.body, self.random.choice(("left", "right", "")), told.harm, expected_absence=expected)
        name = f"{self.random.choice(names.FIRST_NAMES)} {self.random.choice(names.LAST_NAMES)}" if drawn.injured_id is None else ""
        sex, age = self.random.choice("ffffm"), self.random.randint(20, 66)
        return Identity(name, sex=sex, age=age, nationality="DK", occupation="Ansat", employment="permanent"), health

    def _feedback(self, case: Case) -> list[Feedback]:
        if case.reporter_id is None:
            return []
        said = [Feedback(case=case, kind=Feedback.Kind.RECEIVED, at=case.registered_at, submission_id=_uuid(self.random))]
        if case.closed_at:
            text, number = "Tak for din indberetning. Den er fulgt op og afsluttet.", _uuid(self.random)
            said.append(
                Feedback(case=case, kind=Feedback.Kind.CLOSING, text=text, at=case.closed_at, by_id=case.signed_by_id, submission_id=number)
            )
        return said

    def _analysed(self, pairs: Sequence[tuple[Case, Drawn]]) -> None:
        """The group's follow-up of most; some led to a plan of the unit that was made in the weeks after."""
        analyses, links = [], []
        for case, drawn in pairs:
            is_over = case.state == CaseState.CLOSED  # by law nothing is closed before it is followed up
            if not is_followed_up(drawn) or not case.signed_at or not (is_over or self.random.random() < ANALYSED):
                continue
            plan = self._plan_after(case)
            analyses.append(self._analysis(case, drawn, has_plan=plan is not None))
            if plan:
                links.append(Case.plans.through(case_id=case.pk, actionplan_id=plan))
        CauseAnalysis.objects.bulk_create(analyses)
        Case.plans.through.objects.bulk_create(links)

    def _plan_after(self, case: Case) -> int | None:
        until = case.registered_at + timedelta(days=PLAN_DAYS)
        later = [pk for pk, made in self.plans.get(case.unit_id, ()) if case.registered_at < made < until]
        return self.random.choice(later) if later and self.random.random() < PLANNED else None

    def _analysis(self, case: Case, drawn: Drawn, *, has_plan: bool) -> CauseAnalysis:
        made = min((case.signed_at or self.now) + timedelta(days=self.random.randint(0, 10)), self.now)
        is_over = case.state == CaseState.CLOSED
        by = drawn.place.amr_id or drawn.place.manager_id
        return CauseAnalysis(
            case=case,
            whys=list(self.random.choice(WHYS)),
            factors=sorted(self.random.sample([factor.value for factor in Factor], self.random.choice((1, 2, 2, 3)))),
            conclusion=self.random.choice(CONCLUSIONS),
            together_with="Leder og arbejdsmiljørepræsentant",
            no_plan_reason="" if has_plan or not is_over else self.random.choice(NO_PLAN),
            made_at=made,
            made_by_id=by,
            finished_at=made + timedelta(minutes=20) if is_over else None,
            finished_by_id=by if is_over else None,
            submission_id=_uuid(self.random),
        )


def sealed(identity: Identity, health: Health) -> dict[str, bytes]:
    """The columns of a health part, sealed as any other."""
    key = sealing.new_key()
    return {"data_key": key, "identity": sealing.close(key, identity.told()), "health": sealing.close(key, health.told())}


def _acts(case: Case, told: Report | None) -> list[CaseAct]:
    acts = [CaseAct(case=case, verb="register", to_state=CaseState.REGISTERED, at=case.registered_at, by_id=case.reporter_id)]
    was = CaseState.REGISTERED
    for verb, state, at in _steps(case, told):
        acts.append(
            CaseAct(case=case, verb=verb, from_state=was, to_state=state, at=at, by_id=case.signed_by_id if verb == "sign" else None)
        )
        was = state
    return acts


def _steps(case: Case, told: Report | None) -> Iterable[tuple[str, CaseState, datetime]]:
    if case.signed_at:
        yield "sign", CaseState.SIGNED, case.signed_at
    if told:
        yield "send", CaseState.SENT, told.sent_at
        if told.receipt_on:
            yield "receipt", CaseState.RECEIPTED, max(_noon(told.receipt_on), told.sent_at)
        if told.decided_on:
            yield "decide", CaseState.DECIDED, _noon(told.decided_on)
    if case.closed_at:
        yield "close", CaseState.CLOSED, case.closed_at
    if case.state == CaseState.WITHDRAWN:
        yield "withdraw", CaseState.WITHDRAWN, case.signed_at or case.registered_at


def _noon(day: date) -> datetime:
    return at_hour(day, 12)


def _uuid(random: Random) -> uuid.UUID:
    return uuid.UUID(int=random.getrandbits(128), version=4)
