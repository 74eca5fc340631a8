"""The life of a round: prepared, opened, extended, closed, released; and given up where a key is lost.

Each move is one compare-and-set on the round's row, with a line in its history. What was promised to those who answer is
kept: limits go up only, the tree stays as it was laid.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from apv.errors import NotReadyError, RefusedError, StaleError
from apv.models import KeyHalf, Question, Questionnaire, Round, RoundAct, RoundKind, RoundStatus, RoundUnit
from apv.models.rounds import LEAST_SENSITIVE, LEAST_THRESHOLD, usual_reminders
from apv.usecases.freezing import freeze_tree, store_places
from apv.usecases.releasing import begin_assessments
from orgstructure.models import Unit, User

Verb = RoundAct.Verb
LIMITS = ("threshold", "text_threshold", "sensitive_threshold", "split_threshold")
USUAL_LIMITS = {"threshold": 5, "text_threshold": 10, "sensitive_threshold": 40, "split_threshold": 50}
USUAL_LENGTH = timedelta(days=20)
RESULTS_AFTER = timedelta(days=28)  # R23: four weeks after the last day
LAYS_THE_TREE = ("top_id", "tree_on")
KEY_PEOPLE = ("key_holder_id", "key_deputy_id")


@dataclass(frozen=True)
class Prepared:
    """What a round is prepared with, as its form gives it."""

    name: Mapping[str, str]
    questionnaire: Questionnaire
    top: Unit
    tree_on: date
    opens_on: date
    closes_on: date
    languages: tuple[str, ...]
    results_on: date | None = None
    limits: Mapping[str, int] = field(default_factory=lambda: dict(USUAL_LIMITS))
    split_by: Question | None = None
    compared_with: Round | None = None
    key_holder: User | None = None
    key_deputy: User | None = None
    remind_after: tuple[int, ...] = tuple(usual_reminders())
    remind_before: int = 2
    expected_share: int = 70
    kind: str = RoundKind.FULL
    pilot_of: Round | None = None
    picked: tuple[int, ...] = ()

    def columns(self) -> dict[str, Any]:
        """As the round's row keeps it."""
        given = {name: getattr(self, name) for name in ("name", "questionnaire", "top", "tree_on", "opens_on", "closes_on", "results_on")}
        given |= {name: getattr(self, name) for name in ("split_by", "compared_with", "key_holder", "key_deputy", "remind_before")}
        given |= {name: getattr(self, name) for name in ("expected_share", "kind", "pilot_of")}
        return given | dict(self.limits) | {"languages": list(self.languages), "remind_after": sorted(self.remind_after)}


def check(prepared: Prepared, today: date) -> None:
    """Raises `NotReadyError` with a sentence for each field that cannot stand."""
    missing = _wrong_days(prepared, today) | _wrong_limits(prepared.limits)
    if not prepared.languages:
        missing["languages"] = _("Choose at least one language.")
    elif not set(prepared.languages) <= set(prepared.questionnaire.languages):
        missing["languages"] = _("Choose among the languages of the questionnaire.")
    if prepared.key_holder and prepared.key_holder == prepared.key_deputy:
        missing["key_deputy"] = _("Choose two different people: neither can open the answers alone.")
    if prepared.split_by and prepared.split_by.questionnaire_id != prepared.questionnaire.pk:
        missing["split_by"] = _("Choose a question of this questionnaire.")
    if missing:
        raise NotReadyError(missing)


def _wrong_days(prepared: Prepared, today: date) -> dict[str, str]:
    wrong = {}
    if prepared.tree_on > today:
        wrong["tree_on"] = _("Choose today or an earlier day: the organisation of a day to come is not known.")
    if prepared.opens_on < today:
        wrong["opens_on"] = _("Choose today or a later day.")
    if prepared.closes_on < prepared.opens_on:
        wrong["closes_on"] = _("The last day comes after the first.")
    if prepared.results_on and prepared.results_on <= prepared.closes_on:
        wrong["results_on"] = _("Results come after the last day.")
    return wrong


def _wrong_limits(limits: Mapping[str, int]) -> dict[str, str]:
    wrong = {}
    if limits["threshold"] < LEAST_THRESHOLD:
        wrong["threshold"] = _("The limit is never below %(least)s.") % {"least": LEAST_THRESHOLD}
    if limits["sensitive_threshold"] < LEAST_SENSITIVE:
        wrong["sensitive_threshold"] = _("The limit is never below %(least)s.") % {"least": LEAST_SENSITIVE}
    for name in LIMITS[1:]:
        if limits[name] < limits["threshold"]:
            wrong.setdefault(name, _("No lower than the limit for results."))
    return wrong


def prepare(prepared: Prepared, *, by: User, submission_id: uuid.UUID, now: datetime, today: date) -> Round:
    """A round being prepared, its tree laid; the same form sent twice is one round. Raises `NotReadyError`."""
    check(prepared, today)
    try:
        with transaction.atomic():
            made = Round.objects.create(**prepared.columns(), made_by=by, made_at=now, submission_id=submission_id, **_worker_key(prepared))
            made.picked.set(prepared.picked)
            freeze_tree(made)
    except IntegrityError:
        if same := Round.objects.filter(submission_id=submission_id, made_by=by).first():
            return same
        raise
    return made


def _worker_key(prepared: Prepared) -> dict[str, Any]:
    """A pilot is for the words of the questionnaire: sealed to the worker's own key, confidential and not anonymous."""
    if prepared.kind != RoundKind.PILOT:
        return {}
    return {"worker_key": True, "public_key": settings.SURVEY.worker_public_key}


@transaction.atomic
def change(survey_round: Round, prepared: Prepared, *, version: int, today: date) -> None:
    """Change a round in preparation; other key people throw a key away that was made. Raises `NotReadyError`, `StaleError`."""
    check(prepared, today)
    before = Round.objects.select_for_update(no_key=True).get(pk=survey_round.pk)
    if before.status != RoundStatus.DRAFT or before.version != version:
        raise StaleError
    for name, value in prepared.columns().items():
        setattr(survey_round, name, value)
    survey_round.version, survey_round.public_key = version + 1, before.public_key
    if not survey_round.worker_key and any(getattr(before, name) != getattr(survey_round, name) for name in KEY_PEOPLE):
        survey_round.public_key = None
        KeyHalf.objects.filter(round=survey_round).delete()
    survey_round.save(update_fields=[*prepared.columns(), "version", "public_key"])
    if survey_round.kind == RoundKind.PILOT:
        survey_round.picked.set(prepared.picked)
    freeze_tree(survey_round)


def like_last(last: Round, today: date) -> Prepared:
    """A new round as the last one was: everything but its days, which begin two weeks from now, and what it is compared with."""
    opens_on = today + timedelta(days=14)
    closes_on = opens_on + (last.closes_on - last.opens_on)
    newest = Questionnaire.objects.usable().filter(family=last.questionnaire.family).first() or last.questionnaire
    split = Question.objects.filter(questionnaire=newest, code=last.split_by.code).first() if last.split_by else None
    return Prepared(
        name=last.name,
        questionnaire=newest,
        top=last.top,
        tree_on=today,
        opens_on=opens_on,
        closes_on=closes_on,
        results_on=closes_on + RESULTS_AFTER,
        languages=tuple(one for one in last.languages if one in newest.languages) or tuple(newest.languages[:1]),
        limits={name: getattr(last, name) for name in LIMITS},
        split_by=split,
        compared_with=last if last.is_released else last.compared_with,
        key_holder=last.key_holder,
        key_deputy=last.key_deputy,
        remind_after=tuple(last.remind_after),
        remind_before=last.remind_before,
        expected_share=last.expected_share,
    )


def prepare_pilot(of: Round, people: Iterable[int], *, by: User, submission_id: uuid.UUID, now: datetime, today: date) -> Round:
    """Try the round on a few people, from today and for a week. Raises `NotReadyError` where nobody is picked."""
    picked = tuple(people)
    if not picked:
        raise NotReadyError({"picked": _("Choose at least one person.")})
    prepared = replace(
        like_last(of, today),
        questionnaire=of.questionnaire,
        languages=tuple(of.languages),
        split_by=None,
        compared_with=None,
        tree_on=of.tree_on,
        opens_on=today,
        closes_on=today + timedelta(days=7),
        results_on=None,
        key_holder=None,
        key_deputy=None,
        remind_after=(),
        remind_before=0,
        kind=RoundKind.PILOT,
        pilot_of=of,
        picked=picked,
    )
    return prepare(prepared, by=by, submission_id=submission_id, now=now, today=today)


def open_for_answers(survey_round: Round, *, by: User | None, now: datetime, today: date) -> None:
    """From its first day on the round takes answers; the worker invites. Raises `RefusedError` where something is missing."""
    if why := why_not_open(survey_round, today):
        raise RefusedError(why)
    with transaction.atomic():
        store_places(survey_round)
        _move(survey_round, RoundStatus.DRAFT, status=RoundStatus.OPEN, opened_on=today)
        act(survey_round, Verb.OPEN, by=by, now=now)


def why_not_open(survey_round: Round, today: date) -> str:
    """What is missing before it can be opened; "" when nothing is."""
    if survey_round.status != RoundStatus.DRAFT:
        return _("The round is opened already.")
    if survey_round.closes_on < today:
        return _("The last day has passed. Choose a later one.")
    if not survey_round.questionnaire.is_finished:
        return _("The questionnaire is not finished yet.")
    if survey_round.public_key is None:
        return _("The key is not made yet: key holder and deputy each fetch their half.")
    if not RoundUnit.objects.filter(round=survey_round, invited__gt=0).exists():
        return _("Nobody is asked: no unit has employees on that day.")
    return ""


def extend(survey_round: Round, last_day: date, *, by: User, now: datetime, today: date) -> None:
    """A later last day while it is open. Raises `RefusedError`."""
    if last_day <= survey_round.closes_on or last_day < today:
        raise RefusedError(_("Choose a day after %(day)s.") % {"day": survey_round.closes_on.strftime("%d-%m-%Y")})
    changes: dict[str, Any] = {"closes_on": last_day}
    if survey_round.results_on and survey_round.results_on <= last_day:
        changes["results_on"] = last_day + (survey_round.results_on - survey_round.closes_on)
    words = {"from": survey_round.closes_on.isoformat(), "to": last_day.isoformat()}
    with transaction.atomic():
        _move(survey_round, RoundStatus.OPEN, **changes)
        act(survey_round, Verb.EXTEND, by=by, now=now, **words)


def raise_limits(survey_round: Round, limits: Mapping[str, int], *, by: User, now: datetime) -> None:
    """Stricter limits after opening, told on the round's page (A2-21). Raises `NotReadyError` for one that is lower."""
    wrong = _wrong_limits(limits)
    for name in LIMITS:
        if limits[name] < getattr(survey_round, name):
            wrong[name] = _("A limit may only be raised: %(now)s was promised.") % {"now": getattr(survey_round, name)}
    if wrong:
        raise NotReadyError(wrong)
    with transaction.atomic():
        row = Round.objects.select_for_update(no_key=True).get(pk=survey_round.pk)
        if row.status not in (RoundStatus.OPEN, RoundStatus.CLOSED):
            raise RefusedError(_("The answers are counted already."))
        words = {name: [getattr(row, name), limits[name]] for name in LIMITS if getattr(row, name) != limits[name]}
        if any(old > new for old, new in words.values()):
            raise RefusedError(_("Somebody raised a limit in the meantime. Open the page again."))
        if words:
            Round.objects.filter(pk=row.pk).update(**dict(limits))
            act(survey_round, Verb.RAISE, by=by, now=now, **words)
    survey_round.refresh_from_db(fields=LIMITS)


def close(survey_round: Round, *, by: User | None, now: datetime, today: date) -> None:
    """No more answers from now on. Raises `RefusedError` where it is not open."""
    with transaction.atomic():
        _move(survey_round, RoundStatus.OPEN, status=RoundStatus.CLOSED, closed_on=today)
        act(survey_round, Verb.CLOSE, by=by, now=now)


def close_those_past(*, now: datetime, today: date) -> int:
    """Close each open round whose last day has passed; how many."""
    closed = 0
    for one in Round.objects.to_close(today):
        try:
            close(one, by=None, now=now, today=today)
        except RefusedError:  # another worker was first
            continue
        closed += 1
    return closed


def give_up(survey_round: Round, *, by: User, now: datetime) -> None:
    """A half is lost, or the round is not wanted: it ends here, its answers stay sealed for ever. Raises `RefusedError`."""
    with transaction.atomic():
        _move(survey_round, RoundStatus.DRAFT, RoundStatus.OPEN, RoundStatus.CLOSED, status=RoundStatus.LOST)
        KeyHalf.objects.filter(round=survey_round).delete()
        act(survey_round, Verb.GIVE_UP, by=by, now=now)


def release(survey_round: Round, *, by: User | None, now: datetime, today: date) -> None:
    """From now on every employee may see the results. Raises `RefusedError` before they are counted."""
    if survey_round.is_pilot:
        raise RefusedError(_("The results of a pilot are not released."))
    with transaction.atomic():
        _move(survey_round, RoundStatus.COUNTED, status=RoundStatus.RELEASED, released_on=today)
        act(survey_round, Verb.RELEASE, by=by, now=now)
        begin_assessments(survey_round, today)


def act(survey_round: Round, verb: RoundAct.Verb, *, by: User | None, now: datetime, **words: object) -> None:
    """One line of the round's history."""
    RoundAct.objects.create(round=survey_round, verb=verb, by=by, at=now, words=words)


def _move(survey_round: Round, *from_: RoundStatus, **changes: Any) -> None:
    """Compare and set: of two people clicking at once, one gets the error."""
    if not Round.objects.filter(pk=survey_round.pk, status__in=from_).update(**changes):
        raise RefusedError(_("The round is not where it was. Open the page again."))
    survey_round.refresh_from_db(fields=[*changes])
