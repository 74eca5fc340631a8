"""Opening a closed round: its answers are read once, in memory, and become figures; the key is kept nowhere (A2-11, A2-12).

Everything is one transaction: a worker that dies leaves the sealed answers as they were, and opening can begin again with
the two halves. Whoever calls it a second time changes nothing.
"""

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from apv import sealing
from apv.cube import Cube, Item, Limits, counting
from apv.errors import KeyMismatchError, RefusedError
from apv.masking import masked
from apv.models import Draft, Question, RawAnswer, ResultCell, Round, RoundStatus, RoundUnit, Scale, SealedAnswer, SurveyComment
from apv.scales import is_shown, options_of
from apv.shares import share_of

log = structlog.get_logger(__name__)
AT_ONCE = 2000
MOST_TEXT = 20_000
Tree = list[tuple[int, int | None]]


@dataclass(frozen=True)
class Opened:
    """One person's answer without anything that says whose."""

    unit: int
    values: dict[str, int | list[int]]
    texts: dict[str, str]
    asked_texts: frozenset[str]


def open_with_worker_key(survey_round: Round, *, now: datetime, today: date) -> None:
    """A pulse: the worker holds the key itself."""
    open_round(survey_round=survey_round, private_key=settings.SURVEY.worker_key, now=now, today=today)


def open_round(*, survey_round: Round, private_key: bytes, now: datetime, today: date) -> None:
    """Count a closed round; does nothing when that is done already.

    Raises `KeyMismatchError` when the key is not the round's, `RefusedError` when the round is not closed; then nothing
    has changed. `now` is not written anywhere: no time finer than the day.
    """
    if sealing.public_key_of(private_key) != bytes(survey_round.public_key or b""):
        raise KeyMismatchError
    with transaction.atomic():
        # FOR UPDATE waits for answers on their way in, whose foreign key holds the round.
        locked = Round.objects.select_for_update(of=("self",)).select_related("questionnaire", "split_by").get(pk=survey_round.pk)
        if locked.status in (RoundStatus.COUNTED, RoundStatus.RELEASED):
            return
        if locked.status != RoundStatus.CLOSED:
            raise RefusedError(_("The round is not closed."))
        answered = _open_locked(locked, private_key)
        changes = {"status": RoundStatus.COUNTED, "counted_on": today, "answered_share": _share(locked, answered)}
        Round.objects.filter(pk=locked.pk).update(version=F("version") + 1, **changes)
    log.info("round_counted", round=survey_round.pk, answers=answered, at=now.date().isoformat())
    survey_round.refresh_from_db()


def _open_locked(survey_round: Round, private_key: bytes) -> int:
    questions = questions_counted(survey_round)
    tree = tree_of(survey_round)
    opened = list(_opened(survey_round, private_key, questions, {unit for unit, _parent in tree}))
    secrets.SystemRandom().shuffle(opened)
    RawAnswer.objects.bulk_create(
        (RawAnswer(round=survey_round, round_unit_id=one.unit, values=one.values) for one in opened), batch_size=AT_ONCE
    )
    _write_comments(survey_round, questions, tree, opened)
    _write_cube(survey_round, questions, tree, opened)
    SealedAnswer.objects.filter(round=survey_round).delete()
    Draft.objects.filter(round=survey_round).delete()
    return len(opened)


def questions_counted(survey_round: Round) -> list[Question]:
    """The anonymous part's questions, in their order; of a pulse those that it repeats."""
    asked = survey_round.questionnaire.questions.filter(section__is_named=False).select_related("dimension").order_by("position")
    return list(asked.filter(code__in=survey_round.repeats) if survey_round.repeats else asked)


def tree_of(survey_round: Round) -> Tree:
    """The frozen tree, parents first."""
    return list(RoundUnit.objects.filter(round=survey_round).order_by("depth", "path").values_list("pk", "parent_id"))


def _opened(survey_round: Round, private_key: bytes, questions: Sequence[Question], units: set[int]) -> Iterator[Opened]:
    """Each sealed answer that can be read; how many could not is logged, never which."""
    reader = _Reader(questions, units)
    lost = 0
    for sealed in SealedAnswer.objects.filter(round=survey_round).values_list("sealed", flat=True).iterator(chunk_size=AT_ONCE):
        try:
            found = reader.read(sealing.open_sealed(private_key, bytes(sealed)))
        except (KeyMismatchError, ValueError):
            found = None
        if found is None:
            lost += 1
        else:
            yield found
    if lost:
        log.warning("answers_unreadable", round=survey_round.pk, count=lost)


class _Reader:
    """Checks what a sealed answer says against what was asked: the unknown is dropped, as are answers the routing left out."""

    def __init__(self, questions: Sequence[Question], units: set[int]) -> None:
        self.questions, self.units = questions, units
        self.values = {question.code: {option.value for option in options_of(question)} for question in questions}

    def read(self, payload: Mapping[str, object]) -> Opened | None:
        """The answer, or None when its unit is not one of the round's."""
        unit, given = payload.get("unit"), payload.get("answers")
        if not isinstance(unit, int) or unit not in self.units or not isinstance(given, dict):
            return None
        kept: dict[str, int | list[int]] = {}
        texts: dict[str, str] = {}
        asked = set()
        for question in self.questions:
            if not self._is_led_to(question, kept):
                continue
            if question.scale == Scale.TEXT:
                asked.add(question.code)
                if text := _text(given.get(question.code)):
                    texts[question.code] = text
            elif (value := self._value(question, given.get(question.code))) is not None:
                kept[question.code] = value
        return Opened(unit, kept, texts, frozenset(asked))

    def _is_led_to(self, question: Question, kept: Mapping[str, object]) -> bool:
        """A pulse may repeat a question without the one that led to it; then it was asked of everybody."""
        return not question.shown_if or question.shown_if["question"] not in self.values or is_shown(question, kept)

    def _value(self, question: Question, value: object) -> int | list[int] | None:
        valid = self.values[question.code]
        if question.scale == Scale.SEVERAL_OF:
            chosen = {one for one in value if _is_number(one) and one in valid} if isinstance(value, list) else set()
            return sorted(chosen) or None
        return value if isinstance(value, int) and _is_number(value) and value in valid else None


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value: object) -> str:
    return masked(value[:MOST_TEXT]) if isinstance(value, str) else ""


def _write_comments(survey_round: Round, questions: Sequence[Question], tree: Tree, opened: Sequence[Opened]) -> None:
    """Each text alone, where enough were asked it; where there is no such unit it is kept nowhere."""
    rows = []
    for question in questions:
        if question.scale != Scale.TEXT:
            continue
        asked = Counter(one.unit for one in opened if question.code in one.asked_texts)
        k = max(survey_round.text_threshold, survey_round.sensitive_threshold if question.is_sensitive else 0)
        home = counting(tree, {unit: {"": n} for unit, n in asked.items()}, k).home
        texts: dict[int, list[str]] = defaultdict(list)
        for one in opened:
            place = home.get(one.unit)
            if question.code in one.texts and place is not None:
                texts[place].append(one.texts[question.code])
        rows += [
            SurveyComment(round=survey_round, question=question, shown_in_id=place, order=order, text=text)
            for place, some in texts.items()
            for order, text in _in_random_order(some)
        ]
    secrets.SystemRandom().shuffle(rows)  # so that neighbours in the table say nothing either
    SurveyComment.objects.bulk_create(rows, batch_size=AT_ONCE)


def _in_random_order(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    return enumerate(secrets.SystemRandom().sample(texts, len(texts)), start=1)


def _write_cube(survey_round: Round, questions: Sequence[Question], tree: Tree, opened: Sequence[Opened]) -> None:
    limits = Limits(survey_round.threshold, survey_round.sensitive_threshold, survey_round.split_threshold)
    split = survey_round.split_by.code if survey_round.split_by else ""
    cube = Cube(tree, items_of(questions, survey_round), limits, split_by=split)
    for one in opened:
        cube.add(one.unit, one.values)
    rows = (
        ResultCell(
            round=survey_round,
            round_unit_id=cell.unit,
            subject=cell.subject,
            code=cell.code,
            split=cell.split,
            n=cell.n,
            mean=cell.mean,
            distribution=cell.distribution,
        )
        for cell in cube.cells()
    )
    while some := list(islice(rows, AT_ONCE)):  # a region has 150,000 cells: never all of them in memory
        ResultCell.objects.bulk_create(some)


def items_of(questions: Sequence[Question], survey_round: Round) -> list[Item]:
    """The questions as the cube counts them.

    A question that the routing leads only some to is counted by itself, not in its dimension, unless all of the dimension
    are such; a dimension of which a pulse repeats a part only is not counted.
    """
    dimension_of = {code: dimension for dimension, codes in _whole_dimensions(questions, survey_round).items() for code in codes}
    return [
        Item(
            code=question.code,
            scores={option.value: _turned(option.score, question) for option in options_of(question)},
            dimension=dimension_of.get(question.code, ""),
            is_sensitive=question.is_sensitive,
        )
        for question in questions
        if question.scale != Scale.TEXT
    ]


def _whole_dimensions(questions: Sequence[Question], survey_round: Round) -> dict[str, set[str]]:
    """The dimensions that are counted, with the codes of the questions that they are the mean of."""
    put_to_all: dict[str, set[str]] = defaultdict(set)
    led_to: dict[str, set[str]] = defaultdict(set)
    of_dimensions = survey_round.questionnaire.questions.filter(dimension__isnull=False, section__is_named=False)
    for dimension, code, shown_if in of_dimensions.values_list("dimension__code", "code", "shown_if"):
        (led_to if shown_if else put_to_all)[dimension].add(code)
    asked = {question.code for question in questions}
    return {dimension: codes for dimension, codes in (led_to | put_to_all).items() if codes <= asked}


def _turned(score: float | None, question: Question) -> float | None:
    return 100 - score if score is not None and question.is_reversed else score


def _share(survey_round: Round, answered: int) -> int | None:
    return share_of(answered, sum(RoundUnit.objects.filter(round=survey_round).values_list("invited", flat=True)))
