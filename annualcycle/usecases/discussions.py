"""The annual discussion: begun in the order of the levels, written point by point, completed once everything is said, and signed.

Completed, nothing of it changes any more but the signatures that are still missing: whoever signs, signs what stands there for good
(docs/decisions/0157).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from annualcycle.data_pack import pack_of
from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.models import (
    Decision,
    Discussion,
    DiscussionPoint,
    Goal,
    GoalJudgement,
    GroupInput,
    Participant,
    Point,
    Recommendation,
    RecommendationAnswer,
)
from annualcycle.models.discussions import ALWAYS
from annualcycle.usecases.goals import not_judged
from orgstructure import acting
from orgstructure.headcount import Headcount
from orgstructure.levels import covered_by
from orgstructure.models import Committee, Coverage, Unit, User
from orgstructure.permissions import Perm
from safetynet.common.fields import valid_on

Place = Committee | Unit
SMALL: Final = range(1, 10)  # employees of a workplace that holds it in direct dialogue (AML § 6 a)
LAST_MONTH_FROM_THE_YEAR_BEFORE: Final = 6
Answered = Mapping[int, tuple[str, str]]  # by recommendation: the answer and its words


@dataclass(frozen=True)
class Missing:
    """One thing without which a discussion is not completed, and the step where it is put right."""

    step: str
    text: str


def is_small(employees: int) -> bool:
    """So few that the law asks whether the expertise is there."""
    return employees in SMALL


def points_of(discussion: Discussion) -> tuple[Point, ...]:
    """The statutory points of this discussion, in the order of the law."""
    last = (Point.COMPETENCE, Point.EXPERTISE) if is_small(discussion.employees or 0) else (Point.COMPETENCE,)
    return (*ALWAYS, *last)


def required_of(discussion: Discussion) -> tuple[Point, ...]:
    """Those that must have words: under ten employees the law asks for expertise, else for what the members need to learn."""
    return (*ALWAYS, Point.EXPERTISE if is_small(discussion.employees or 0) else Point.COMPETENCE)


def employees_of(place: Place, today: date) -> int:
    """People employed in the unit, or in all units that the committee and those below it cover. Three queries."""
    units = [place.pk] if isinstance(place, Unit) else sorted(covered_by(place, today).unit_ids)
    return Headcount.of(today, units).within(units)


def has_a_group(unit: Unit, today: date) -> bool:
    """A work-environment group covers it: the group holds the discussion."""
    groups = Coverage.objects.filter(valid_on(today), valid_on(today, "committee__"), unit=unit, committee__level__is_group=True)
    return groups.exists()


def level_above(place: Place, today: date) -> Committee | None:
    """The committee whose discussion comes before: the next one up; of a unit, the lowest that covers it or a unit above."""
    if isinstance(place, Committee):
        return place.parent
    live = Coverage.objects.filter(valid_on(today), valid_on(today, "committee__"), unit__in=[place.pk, *place.ancestor_ids()])
    nearest = live.order_by("-unit__depth", "-committee__depth", "pk").select_related("committee").first()
    return nearest.committee if nearest else None


def opened_by(place: Place, year: int, today: date) -> Discussion | None:
    """The completed discussion above that opens this one: that year's, or until the summer the one of the year before (R60).

    The level above holds its own late in a year, the levels below follow early in the next.
    """
    above = level_above(place, today)
    if above is None:
        return None
    is_early = today.year == year and today.month <= LAST_MONTH_FROM_THE_YEAR_BEFORE
    years = [year, year - 1] if is_early else [year]
    return Discussion.objects.filter(committee=above, year__in=years, status=Discussion.Status.COMPLETED).order_by("-year").first()


def waits_for(place: Place, year: int, today: date) -> Committee | None:
    """The level above whose discussion is to be completed first and is not; None where nothing is in the way (R60)."""
    above = level_above(place, today)
    return above if above and opened_by(place, year, today) is None else None


def day_of(discussion: Discussion, today: date) -> date:
    """The day that counts for the order of levels: the one it was held on, until that is written, today."""
    return discussion.held_on or today


@transaction.atomic
def start(*, place: Place, because: str, submission_id: UUID, by: User, now: datetime) -> Discussion:
    """This year's discussion of the place; begun twice it is one.

    `RefusedError` where the level above comes first and nobody says why not, `NotNowError` for a unit that does not hold its own.
    """
    today = localdate(now)
    there = {"committee": place if isinstance(place, Committee) else None, "unit": place if isinstance(place, Unit) else None}
    if found := Discussion.objects.filter(**there, year=today.year).first():
        return found
    employees = employees_of(place, today)
    if isinstance(place, Unit) and (has_a_group(place, today) or not is_small(employees)):
        raise NotNowError(_("Only a workplace of 1–9 employees without a work-environment group holds the discussion by itself."))
    if waits_for(place, today.year, today) and not because:
        raise RefusedError({"because": _("Write in one line why you hold it before the level above.")})
    given = {"employees": employees, "before_parent_because": because, "submission_id": submission_id, "made_at": now, "made_by": by}
    discussion, is_new = Discussion.objects.get_or_create(**there, year=today.year, defaults=given)
    if is_new:
        DiscussionPoint.objects.bulk_create(DiscussionPoint(discussion=discussion, point=point) for point in points_of(discussion))
        _note(discussion, by, now)
    return discussion


@dataclass(frozen=True)
class Said:
    """What one step of a point brings: its words, under “together” how often we meet, and a decision if one was made."""

    text: str
    interval: str | None = None
    decided: Mapping[str, Any] | None = None


@transaction.atomic
def write_point(*, discussion: Discussion, point: str, said: Said, version: int, by: User, now: datetime) -> None:
    """What was said under one point. `StaleError` when somebody else has written meanwhile."""
    _open(discussion)
    _write_text(discussion, point, said.text, by, now, version=version)
    if said.interval is not None:
        Discussion.objects.filter(pk=discussion.pk).update(meeting_interval=said.interval)
    if said.decided:
        decide(discussion=discussion, given=said.decided, by=by, now=now)


def _write_text(discussion: Discussion, point: str, text: str, by: User, now: datetime, **seen: int) -> None:
    said = {"text": text, "edited_at": now, "edited_by": by}
    rows = DiscussionPoint.objects.filter(discussion=discussion, point=point, **seen)
    if not rows.update(**said, version=F("version") + 1):
        raise StaleError


@dataclass(frozen=True)
class Taking:
    """Who took part and when, as it is written on one page."""

    held_on: date | None
    people: Collection[int]
    guests: Sequence[tuple[str, str]]  # name and role
    because: str = ""


@transaction.atomic
def write_people(*, discussion: Discussion, taking: Taking, roles: Mapping[int, str], version: int) -> None:
    """The day and who took part; `roles` are the words for each person's part. `StaleError` as always."""
    _open(discussion)
    _take_version(discussion, version)
    _take_part(discussion, taking, roles)


def _take_part(discussion: Discussion, taking: Taking, roles: Mapping[int, str]) -> None:
    because = {"before_parent_because": taking.because} if taking.because else {}
    Discussion.objects.filter(pk=discussion.pk).update(held_on=taking.held_on, **because)
    rows = discussion.participants.all()
    rows.filter(Q(person=None) | ~Q(person__in=taking.people)).delete()
    there = set(rows.values_list("person", flat=True))
    new = [Participant(discussion=discussion, person_id=pk, role=roles.get(pk, "")[:80]) for pk in taking.people if pk not in there]
    guests = [Participant(discussion=discussion, name=name, role=role) for name, role in taking.guests]
    Participant.objects.bulk_create([*new, *guests])


@transaction.atomic
def answer_above(*, discussion: Discussion, answers: Answered, version: int, by: User, now: datetime) -> None:
    """How the recommendations from above are taken; those left out stay as they are. `RefusedError` by number, `StaleError`."""
    _open(discussion)
    _take_version(discussion, version)
    _answer(discussion, answers, by, now)


def _answer(discussion: Discussion, answers: Answered, by: User, now: datetime) -> None:
    faults = faults_of_answers(answers)
    if faults:
        raise RefusedError({str(pk): text for pk, text in faults.items()})
    asked = {one.pk for one in recommended_to(discussion, localdate(now))}
    for pk, (answer, words) in answers.items():
        if pk in asked and answer:
            said = {"answer": answer, "words": words, "at": now, "by": by}
            RecommendationAnswer.objects.update_or_create(recommendation_id=pk, discussion=discussion, defaults=said)


def faults_of_answers(answers: Answered) -> dict[int, str]:
    """By recommendation, what is missing: whoever does not take it up as it is says why."""
    taken = RecommendationAnswer.Answer.TAKEN_UP
    return {
        pk: _("Write how you adapt it, or why it is not for you.")
        for pk, (said, words) in answers.items()
        if said not in ("", taken) and not words
    }


def recommended_to(discussion: Discussion, today: date) -> list[Recommendation]:
    """What the level above recommends to it; of a completed one, what was answered then."""
    if discussion.is_completed:
        return list(Recommendation.objects.filter(answers__discussion=discussion).select_related("discussion__committee", "goal"))
    place = discussion.place
    if place is None or (opening := opened_by(place, discussion.year, day_of(discussion, today))) is None:
        return []
    return list(opening.recommendations.select_related("discussion__committee", "goal"))


def below(committee: Committee, today: date) -> list[Committee]:
    """The committees and groups next below, which give their input; sub-committees sit in the same rooms and give none."""
    rows = Committee.objects.existing(today).filter(parent=committee, is_sub_committee=False)
    return list(rows.select_related("level").order_by("name_sort", "pk"))


@transaction.atomic
def give_input(*, discussion: Discussion, committee: Committee, text: str, version: int, by: User, now: datetime) -> GroupInput:
    """What one group below gives to the discussion, written by itself or by whoever holds it; `version` 0 is the first time.

    `StaleError` when somebody else has written meanwhile, `NotNowError` for a group that is not below.
    """
    _open(discussion)
    if discussion.committee is None or committee.parent_id != discussion.committee_id:
        raise NotNowError(_("Only the committees and groups next below give their input."))
    said = {"text": text, "at": now, "by": by}
    rows = GroupInput.objects.filter(discussion=discussion, committee=committee)
    if version:
        if not rows.filter(version=version).update(**said, version=F("version") + 1):
            raise StaleError
        return rows.get()
    row, is_new = rows.get_or_create(discussion=discussion, committee=committee, defaults=said)
    if not is_new:
        raise StaleError
    return row


@transaction.atomic
def recommend(*, discussion: Discussion, text: str, goal: Goal | None) -> Recommendation:
    """One recommendation to the levels below; written twice it stands there once."""
    _open(discussion)
    if same := discussion.recommendations.filter(text=text).first():
        return same
    last = discussion.recommendations.aggregate(last=Max("position"))["last"] or 0
    return Recommendation.objects.create(discussion=discussion, position=last + 1, text=text, goal=goal)


@transaction.atomic
def take_back_recommendation(*, discussion: Discussion, pk: int) -> None:
    """One written by mistake."""
    _open(discussion)
    discussion.recommendations.filter(pk=pk).delete()


@transaction.atomic
def decide(*, discussion: Discussion, given: Mapping[str, Any], by: User, now: datetime) -> Decision:
    """What was decided, who does it and by when; sent twice it is one."""
    _open(discussion)
    rest = {**given, "discussion": discussion, "at": now, "by": by}
    return Decision.objects.get_or_create(submission_id=given["submission_id"], defaults=rest)[0]


@transaction.atomic
def take_back_decision(*, discussion: Discussion, pk: int) -> None:
    """One written by mistake, of which nothing has become yet."""
    _open(discussion)
    if not discussion.decisions.filter(pk=pk, plan=None, goal=None, activity=None, handed=None).delete()[0]:
        raise NotNowError(_("Something has become of this decision already; it stays."))


@dataclass(frozen=True)
class OnePage:
    """Everything that a small workplace writes on its one page; without a `version` of each, it has one for the page."""

    texts: Mapping[str, str]
    interval: str
    taking: Taking
    answers: Answered
    decided: Mapping[str, Any] | None


@transaction.atomic
def write_page(
    *, discussion: Discussion, page: OnePage, roles: Mapping[int, str], version: int, by: User, now: datetime, completes: bool = False
) -> None:
    """The whole discussion of a small workplace, and completed at once if asked; refused, nothing of it is written.

    `RefusedError` and `StaleError` as always.
    """
    _open(discussion)
    _take_version(discussion, version)
    for point, text in page.texts.items():
        _write_text(discussion, point, text, by, now)
    Discussion.objects.filter(pk=discussion.pk).update(meeting_interval=page.interval)
    _take_part(discussion, page.taking, roles)
    _answer(discussion, page.answers, by, now)
    if page.decided:
        decide(discussion=discussion, given=page.decided, by=by, now=now)
    if completes:
        complete(discussion=discussion, by=by, now=now)
    discussion.refresh_from_db()


def what_is_missing(discussion: Discussion, today: date) -> list[Missing]:
    """Everything without which it cannot be completed, at once (R58, R59, R60)."""
    place = discussion.place
    if place is None:
        return []
    said = dict(discussion.points.values_list("point", "text"))
    found = [
        Missing(point, _("Nothing is written under “%(point)s”.") % {"point": point.label})
        for point in required_of(discussion)
        if not said.get(point)
    ]
    found += [
        Missing(Point.REACHED, _("Judge the goal of %(year)s: “%(goal)s”.") % {"year": discussion.year - 1, "goal": goal.title})
        for goal in not_judged(place, discussion.year - 1)
    ]
    if not discussion.meeting_interval:
        found.append(Missing(Point.TOGETHER, _("Write how often you meet.")))
    answered = set(discussion.answered.values_list("recommendation", flat=True))
    found += [
        Missing("above", _("Answer the recommendation “%(text)s”.") % {"text": one.text})
        for one in recommended_to(discussion, today)
        if one.pk not in answered
    ]
    return found + _missing_of_the_day(discussion, place, today)


def _missing_of_the_day(discussion: Discussion, place: Place, today: date) -> list[Missing]:
    found = []
    if wrong := wrong_day(discussion, discussion.held_on, today):
        found.append(Missing("people", wrong))
    if not discussion.participants.exists():
        found.append(Missing("people", _("Write who took part.")))
    if waits_for(place, discussion.year, day_of(discussion, today)) and not discussion.before_parent_because:
        found.append(Missing("people", _("Write in one line why you hold it before the level above.")))
    return found


def wrong_day(discussion: Discussion, day: date | None, today: date) -> str:
    """What is wrong with the day it was held on; "" when it is right."""
    if day is None:
        return _("Write the day you held it.")
    if day > today:
        return _("The day is still to come. Complete the discussion when you have held it.")
    if day.year != discussion.year:
        return _("The day is not in %(year)s, the year of this discussion.") % {"year": discussion.year}
    return ""


@transaction.atomic
def complete(*, discussion: Discussion, by: User, now: datetime) -> None:
    """It is held, open to every employee, and never changed any more; the figures that were shown are kept with it.

    `RefusedError` with everything that is missing, by step; `NotNowError` when it is completed already.
    """
    _open(discussion)
    today = localdate(now)
    if missing := what_is_missing(discussion, today):
        steps = dict.fromkeys(one.step for one in missing)
        raise RefusedError({step: " ".join(one.text for one in missing if one.step == step) for step in steps})
    kept = {"status": Discussion.Status.COMPLETED, "completed_at": now, "completed_by": by, "shown": shown_of(discussion, by, today)}
    Discussion.objects.filter(pk=discussion.pk).update(**kept, version=F("version") + 1)
    discussion.refresh_from_db()
    _note(discussion, by, now)


def shown_of(discussion: Discussion, reader: User, today: date) -> dict[str, Any]:
    """What is kept of the day: the data pack, the goals as they were judged and adopted, and who gave no input."""
    place = discussion.place
    if place is None:
        return {}
    missing = []
    if isinstance(place, Committee):
        given = set(discussion.inputs.values_list("committee", flat=True))
        missing = [one.name for one in below(place, today) if one.pk not in given]
    judged = [
        {"goal": one.goal_id, "title": one.goal.title, "verdict": one.verdict, "words": one.words}
        for one in GoalJudgement.objects.filter(goal__in=Goal.objects.of(place), year=discussion.year - 1)
        .select_related("goal")
        .order_by("goal")
    ]
    adopted = [{"goal": goal.pk, "title": goal.title, "text": goal.text} for goal in adopted_in(place, discussion.year)]
    pack = pack_of(place, discussion.year, reader=reader, today=today).as_json()
    return {**pack, "judged": judged, "adopted": adopted, "no_input_from": missing}


def adopted_in(place: Place, year: int) -> list[Goal]:
    """The goals that the place has adopted that year."""
    return list(Goal.objects.of(place).filter(adopted_on__year=year).order_by("first_year", "pk"))


@transaction.atomic
def sign(*, discussion: Discussion, person: User, now: datetime) -> None:
    """Somebody who took part signs, from the own account and for nobody else. `NotNowError` before it is completed, or twice."""
    if not discussion.is_completed:
        raise NotNowError(_("It is signed once it is completed: then what you sign no longer changes."))
    if not discussion.participants.filter(person=person, signed_at=None).update(signed_at=now):
        raise NotNowError(_("You have signed already, or are not among those who took part."))


def _open(discussion: Discussion) -> None:
    discussion.refresh_from_db(from_queryset=Discussion.objects.select_for_update(of=("self",)))
    if discussion.is_completed:
        raise NotNowError(_("The discussion is completed and no longer changed."))


def _take_version(discussion: Discussion, version: int) -> None:
    if not Discussion.objects.filter(pk=discussion.pk, version=version).update(version=F("version") + 1):
        raise StaleError


def _note(discussion: Discussion, by: User, now: datetime) -> None:
    """Both names where a deputy acts."""
    if discussion.unit_id:
        units = Unit.objects.filter(pk=discussion.unit_id)
    else:
        path = discussion.committee.path if discussion.committee else ""
        live = Coverage.objects.filter(valid_on(localdate(now)), committee__path__startswith=path)
        units = Unit.objects.filter(pk__in=live.values("unit")).order_by("depth", "pk")
    acting.note(by, Perm.RUN_YEAR, units, acting.Subject.DISCUSSION, discussion.pk, now)
