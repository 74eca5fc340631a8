"""One verb: last year's self-audit, closed, with its actions and report; and this year's, open and soon due."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import cycle
from random import Random

from django.utils import translation

from actionplans.models import Source, Theme
from apv.models import (
    Answer,
    AuditAction,
    AuditHelp,
    AuditPlace,
    AuditReminder,
    AuditSet,
    AuditStatus,
    AuditYear,
    NotAnswered,
    SelfAudit,
    YearStatus,
)
from apv.usecases import audit_years
from apv.usecases.audit_participants import titles_of
from orgstructure.models import DemoPersona, Unit, UnitPeriod, User
from safetynet.common.clock import at_hour
from safetynet.common.fields import valid_on
from safetynet.operations.seed.audits.drawn import DrawAudits, Drawn, Said
from safetynet.operations.seed.audits.many import AuditRows, managed, people_of, questions_of, together
from safetynet.operations.seed.audits.report import write_report
from safetynet.operations.seed.audits.sets import question_sets
from safetynet.operations.seed.audits.texts import CASES, HELPED, REMARK, WHY_NOT
from safetynet.operations.seed.mails import write_mails
from safetynet.operations.seed.personas import DEPARTMENT
from safetynet.operations.seed.plans import PlanRows
from safetynet.operations.seed.stories import Draw, Place, Story, workday

JOINT, ANSWERED, SENT_IN, BEGUN = 0.14, 0.86, 0.46, 0.66  # shares of the places; the last two one on top of the other
LEADS_TO_A_PLAN = 0.4
OPENED, DUE = -24, 6
WARD_ANSWERED = 9
REASONS = (NotAnswered.TIME, NotAnswered.NEW_IN_JOB, NotAnswered.TIME, NotAnswered.NO_USE, NotAnswered.NO_ACCESS, NotAnswered.OTHER)
Last = Mapping[int, Mapping[str, str]]


def write_audits(
    found: Sequence[Place], ward: Place, *, seed: int, today: date, themes: dict[str, Theme], say: Callable[[str], None]
) -> None:
    """Answers by chance, the personas' ward and department on purpose."""
    by = DemoPersona.objects.select_related("user").get(code="consultant").user
    earlier, current = question_sets(today, by=by)
    with translation.override("da"):
        say(f"Answering the self-audit of {earlier.year}")
        last = _LastYear(found, ward, earlier, seed=seed, today=today, by=by)
        last.write(themes)
        write_report(last.year, Random(f"audit report {seed}"), by=by, themes=themes)
        say(f"Asking the self-audit of {current.year}")
        _ThisYear(found, ward, current, seed=seed, today=today, by=by, last=last).write(themes)


class _Year:
    """What both years need: its places, who draws and who writes."""

    def __init__(self, found: Sequence[Place], ward: Place, year: AuditYear, *, seed: int, today: date) -> None:
        self.year, self.ward, self.today = year, ward, today
        self.random = Random(f"self-audit {year.year} {seed}")
        self.places = places_of(year)
        self.people = people_of(found)
        titles = titles_of(managed(self.places), at_hour(today, 8))
        self.draw = DrawAudits(self.random, questions_of(year), self.people, titles)
        self.rows = AuditRows(self.random, year)

    def groups(self, joint: float = JOINT) -> list[list[AuditPlace]]:
        """The ward answers alone; others now and then with their neighbours."""
        own = [place for place in self.places if place.unit_id == self.ward.unit_id]
        return [own, *together(self.random, [place for place in self.places if place not in own], joint)]

    def number_of_days(self, first: int, last: int) -> timedelta:
        """So many days, drawn."""
        return timedelta(days=self.random.randint(first, last))

    def act(self, pairs: Sequence[tuple[SelfAudit, Drawn]], themes: dict[str, Theme], share: float) -> None:
        """Some of what was answered with no or partly leads to a plan."""
        draw, stories = Draw(self.random, self.today), []
        for audit, one in pairs:
            for said in one.said:
                if said.is_gap and said.question.code in CASES and self.random.random() < share:
                    story = self._story(draw, one, said)
                    stories.append((story, self.rows.answers[audit.pk, said.question.code], one.by)) if story else None
        written = PlanRows(self.random, themes).write([story for story, _answer, _by in stories])
        write_mails([plan.pk for plan in written.values()], self.today)
        AuditAction.objects.bulk_create(
            [
                AuditAction(answer=answer, plan=written[id(story)], made_at=written[id(story)].created_at, made_by_id=by)
                for story, answer, by in stories
            ],
            batch_size=2000,
        )

    def _story(self, draw: Draw, one: Drawn, said: Said) -> Story | None:
        place, case = self.people.get(one.places[0].unit_id), CASES[said.question.code]
        day = workday(one.started_at.date() + self.number_of_days(0, 12))
        if place is None or place.kind not in case.places or day > self.today:
            return None
        return draw.story(place, published_on=day, case=case, source=Source.SELF_AUDIT)


class _LastYear(_Year):
    """Closed: most answered, some told why they did not."""

    def __init__(self, found: Sequence[Place], ward: Place, asked: AuditSet, *, seed: int, today: date, by: User) -> None:
        opened, due, closed = date(asked.year, 10, 1), date(asked.year, 11, 14), date(asked.year, 12, 4)
        self.opened, self.due, self.closed_at = opened, due, at_hour(closed, 12)
        made = AuditYear.objects.create(
            question_set=asked, top=Unit.objects.get(parent=None), status=YearStatus.CLOSED, opens_on=opened, due_on=due, tree_on=closed,
            made_at=at_hour(opened, 8), made_by=by, opened_at=at_hour(opened, 9), opened_by=by, closed_at=self.closed_at, closed_by=by,
        )  # fmt: skip
        _lay(made, found)
        self.answers: dict[int, dict[str, str]] = {}
        super().__init__(found, ward, made, seed=seed, today=today)

    def write(self, themes: dict[str, Theme]) -> None:
        """Audits, why others did not answer, and plans."""
        drawn, silent = [], []
        for group in self.groups():
            if group[0].unit_id != self.ward.unit_id and self.random.random() > ANSWERED:
                silent += group
                continue
            one = self.draw.send_in(self.draw.audit(group, workday(self.opened + self.number_of_days(2, 36))), self.due)
            one.status, one.closed_at = AuditStatus.CLOSED, self.closed_at
            drawn.append(one)
            self.answers |= {place.unit_id: {said.question.code: said.answer for said in one.said} for place in group}
        pairs = list(zip(self.rows.write(drawn), drawn, strict=True))
        say_why(self.random, silent, at_hour(self.due, 13), 0.7)
        self.act(pairs, themes, LEADS_TO_A_PLAN)
        _helped(self.year, self.closed_at)


class _ThisYear(_Year):
    """Open, due in some days: sent in, begun, sent back, not begun, and why not."""

    def __init__(self, found: Sequence[Place], ward: Place, asked: AuditSet, *, seed: int, today: date, by: User, last: _LastYear) -> None:
        opened = today + timedelta(days=OPENED)
        now, due = at_hour(opened, 8), today + timedelta(days=DUE)
        prepared = audit_years.Prepared(asked, last.year.top, opened, due, follows=last.year)
        number = uuid.UUID(int=Random(f"audit year {seed}").getrandbits(128), version=4)
        made = audit_years.prepare(prepared, by=by, submission_id=number, now=now, today=opened)
        audit_years.open_year(year=made, by=by, now=now, today=opened)
        audit_years.lay_places(made, today=today)
        self.by, self.opened, self.last = by, opened, last.answers
        super().__init__(found, ward, made, seed=seed, today=today)
        self.chairs = Unit.objects.filter(name=DEPARTMENT).values_list("pk", flat=True).first()

    def write(self, themes: dict[str, Theme]) -> None:
        """Audits in every state, reasons, plans, and help that staff have taken on."""
        drawn, silent = [], []
        for group in self.groups():
            one = self._answered(group)
            drawn += [one] if one else []
            silent += [] if one else group
        pairs = list(zip(self.rows.write(drawn), drawn, strict=True))
        say_why(self.random, silent, at_hour(self.today - timedelta(days=3), 10), 0.3)
        self.act([pair for pair in pairs if pair[1].submitted_at], themes, LEADS_TO_A_PLAN / 2)
        self.act([pair for pair in pairs if pair[1].places[0].unit_id == self.ward.unit_id], themes, 0.8)
        self._help()
        self._reminded()

    def _answered(self, group: list[AuditPlace]) -> Drawn | None:
        last = self.last.get(group[0].unit_id)
        day = workday(self.opened + self.number_of_days(1, -OPENED - 4))
        day = min(day, self.today - timedelta(days=2))
        one, fate = self.draw.audit(group, day, last), self.random.random()
        if group[0].unit_id == self.ward.unit_id:
            return self._of_the_ward(one)
        if self.chairs in {place.unit_id for place in group}:
            return self._sent_back(one)
        if fate < SENT_IN:
            return self._sent_in(one)
        return self.draw.break_off(one, self.random.randint(2, 21)) if fate < BEGUN else None

    def _sent_in(self, one: Drawn) -> Drawn:
        self.draw.send_in(one, self.today - timedelta(days=1))
        if self.random.random() < 0.3:
            one.status, one.closed_at = AuditStatus.CLOSED, at_hour(self.today - timedelta(days=1), 16)
        return one

    def _sent_back(self, one: Drawn) -> Drawn:
        self.draw.send_in(one, self.today - timedelta(days=4))
        one.status, one.remark, one.sent_back_at = AuditStatus.SENT_BACK, REMARK, at_hour(self.today - timedelta(days=1), 11)
        return one

    def _of_the_ward(self, one: Drawn) -> Drawn:
        """Begun by the manager: the first questions answered, one of them with a wish for help, an action for the next to come."""
        self.draw.break_off(one, WARD_ANSWERED)
        for said in one.said:
            said.answer, said.comment, said.help = said.answer or Answer.YES, said.comment, None
        wanted = one.said[2]
        wanted.answer, wanted.comment = Answer.PARTLY, "Afløserne kender dem ikke, og de ligger fire steder."
        wanted.help = "do_not_know_how", "Hvordan gør andre afsnit?"
        return one

    def _help(self) -> None:
        """One wish is taken on, one is fulfilled; the others wait on the worklist."""
        asked = list(
            AuditHelp.objects.filter(answer__audit__year=self.year).exclude(asked_by=self.ward.manager_id).order_by("asked_at", "pk")
        )
        for number, one in enumerate(asked[:2]):
            one.taken_at, one.taken_by = at_hour(self.today - timedelta(days=2), 9), self.by
            one.ended_at, one.ended_note = (at_hour(self.today - timedelta(days=1), 15), HELPED) if number else (None, "")
        AuditHelp.objects.bulk_update(asked[:2], ["taken_at", "taken_by", "ended_at", "ended_note"])

    def _reminded(self) -> None:
        """The mails of the first day and of a week before were sent, so that the first night of the demo is quiet."""
        days = {"opened": self.opened, "before-7": self.today - timedelta(days=1)}
        rows = [(place, place.manager_id, stage, day) for place in self.places for stage, day in days.items()]
        AuditReminder.objects.bulk_create(
            [AuditReminder(place=place, person_id=pk, stage=stage, on=day) for place, pk, stage, day in rows if pk], batch_size=2000
        )


def say_why(random: Random, places: Sequence[AuditPlace], at: datetime, share: float) -> None:
    """Some of those who did not answer said why."""
    told = [place for place in places if place.manager_id and random.random() < share]
    for place, reason in zip(told, cycle(REASONS), strict=False):
        place.reason = reason
        place.reason_note, place.reason_at, place.reason_by_id = WHY_NOT[place.reason], at, place.manager_id
    AuditPlace.objects.bulk_update(told, ["reason", "reason_note", "reason_at", "reason_by"], batch_size=2000)


def _helped(year: AuditYear, at: datetime) -> None:
    """What was asked for in a closed year was met."""
    wished = AuditHelp.objects.filter(answer__audit__year=year)
    wished.update(taken_at=at - timedelta(days=9), taken_by=year.made_by, ended_at=at, ended_note=HELPED)


def _lay(year: AuditYear, found: Sequence[Place]) -> None:
    """A place for each unit that makes plans and existed then, where the tree of that day had it."""
    then = UnitPeriod.objects.filter(valid_on(year.tree_on)).values_list("unit", "path")
    paths = dict(then)
    rows = [
        AuditPlace(year=year, unit_id=one.unit_id, manager_id=one.manager_id, path=paths[one.unit_id])
        for one in found
        if one.unit_id in paths
    ]
    AuditPlace.objects.bulk_create(rows, batch_size=2000)


def places_of(year: AuditYear) -> list[AuditPlace]:
    """In the order of the tree; the same order for the same seed."""
    return list(AuditPlace.objects.filter(year=year, ended_on=None).select_related("unit").order_by("path", "pk"))
