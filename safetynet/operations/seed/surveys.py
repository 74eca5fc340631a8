"""Surveys of the invented region: one released some months ago, a small one lately, one open now. Through the product's own use cases.

Nobody in the demo has printed a half of a key. The open round's two halves are therefore always the same, `HALVES`, so that
the two personas who hold them can walk the way to its end (docs/operations.md).
"""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from apv import sealing
from apv.models import Invitation, Question, Questionnaire, Round, RoundAct, RoundUnit, Scale, SealedAnswer
from apv.scales import Option, is_shown, options_of
from apv.shares import share_of
from apv.usecases import inviting, rounds
from apv.usecases.freezing import asked_people
from apv.usecases.opening import open_round
from apv.usecases.rounds import Prepared
from orgstructure.models import DemoPersona, Unit, User
from safetynet.common.clock import at_hour
from safetynet.operations.seed.personas import WARD

HALVES = tuple(hashlib.sha256(f"half {number} of the demo's key".encode()).digest() for number in (1, 2))
OPENED, CLOSED, RELEASED = -275, -254, -226
ASKED_ONE_WARD, ITS_LAST_DAY, ITS_RESULTS = -88, -74, -46
OPEN_SINCE, OPEN_UNTIL = -10, 4
ANSWER, ANSWER_SO_FAR = 0.76, 0.42
Days = tuple[date, date, date]  # the first, the last, results
SPREAD = 24  # of a hundred, within one unit
WARD_LEVELS = {"clear": 48, "pressure": 66, "lifting": 72, "postures": 60, "threats": 50, "rooms": 45, "together": 54, "feelings": 57}
WORDS = (
    "Vi mangler ro til at dokumentere.", "Tonen er god, men vi er for få om morgenen.", "Det hjælper, at vi taler om de svære forløb.",
    "Luften i vagtrummet er tung om natten.", "Nye kolleger skal følges længere.", "Jeg savner, at nogen siger tak.",
    "Loftliften er tit i stykker.", "Planen for næste måned kommer for sent.",
)  # fmt: skip


def write_surveys(*, seed: int, today: date, department: Unit) -> Round:
    """All three; gives back the one of the whole region."""
    people = {row.code: row.user for row in DemoPersona.objects.select_related("user")}
    keys = {"key_holder": people["consultant"], "key_deputy": people["safetynet_administrator"]}
    region = Unit.objects.get(parent=None)
    by = people["consultant"]
    year = (today + timedelta(days=OPENED)).year
    name = {"da": f"APV {year}", "sv": f"Arbetsmiljöundersökning {year}", "en": f"APV {year}"}
    made = _released(Random(f"survey {seed}"), _Round(name, "apv", region, (OPENED, CLOSED, RELEASED)), today, by, keys)
    beside = department.children.existing(today).exclude(name=WARD).order_by("path").first()
    if beside:
        words = (("da", "Trivsel"), ("sv", "Trivsel"), ("en", "Well-being"))
        name = {language: f"{word}, {beside.name.partition(',')[0]}" for language, word in words}
        small = _Round(name, "trivsel", beside, (ASKED_ONE_WARD, ITS_LAST_DAY, ITS_RESULTS))
        _released(Random(f"small survey {seed}"), small, today, by, keys)
    _open(
        Random(f"open survey {seed}"),
        department,
        today,
        by,
        keys,
        set(DemoPersona.objects.values_list("user", flat=True)),
    )
    return made


@dataclass(frozen=True)
class _Round:
    """What was asked where; `days` are the first, the last and that of the results, counted from today."""

    name: dict[str, str]
    family: str
    top: Unit
    days: tuple[int, int, int]


def _released(random: Random, asked: _Round, today: date, by: User, keys: Mapping[str, User]) -> Round:
    first, last, out = (today + timedelta(days=offset) for offset in asked.days)
    made = _prepared(random, asked.top, asked.name, asked.family, (first, last, out), by, keys)
    private = random.randbytes(sealing.KEY_BYTES)
    _begin(made, private, by, first)
    answered = _seal(random, made, ((sealing.hash_of(f"{made.pk} {person}"), unit) for unit, person in asked_people(made)), ANSWER)
    rounds.close(made, by=None, now=at_hour(last + timedelta(days=1), 6), today=last + timedelta(days=1))
    open_round(survey_round=made, private_key=private, now=at_hour(out, 9), today=out - timedelta(days=3))
    rounds.release(made, by=by, now=at_hour(out, 9), today=out)
    _shares(made, answered)
    return made


def _open(random: Random, top: Unit, today: date, by: User, keys: Mapping[str, User], waiting: set[int]) -> None:
    """Everybody is invited, some have answered; none of those one can be in the demo, so that their links still lead somewhere."""
    first, last = today + timedelta(days=OPEN_SINCE), today + timedelta(days=OPEN_UNTIL)
    name = {language: f"{word} {last.year}" for language, word in (("da", "Trivsel"), ("sv", "Trivsel"), ("en", "Well-being"))}
    made = _prepared(random, top, name, "trivsel", (first, last, last + timedelta(days=28)), by, keys)
    _begin(made, sealing.joined(*HALVES), by, first)
    inviting.invite(made.pk, now=at_hour(first, 8))
    others = Invitation.objects.filter(round=made).exclude(person__in=waiting).order_by("person")
    _seal(random, made, ((bytes(one.token_hash), one.round_unit_id) for one in others), ANSWER_SO_FAR)
    inviting.bring_up_shares(today=today)


def _prepared(random: Random, top: Unit, name: dict[str, str], family: str, days: Days, by: User, keys: Mapping[str, User]) -> Round:
    first, last, out = days
    asked = Questionnaire.objects.usable().filter(family=family)[0]
    prepared = Prepared(
        name=name, questionnaire=asked, top=top, tree_on=first, opens_on=first, closes_on=last, languages=("da", "sv"), results_on=out,
        key_holder=keys["key_holder"], key_deputy=keys["key_deputy"],
    )  # fmt: skip
    day = first - timedelta(days=1)
    number = uuid.UUID(int=random.getrandbits(128), version=4)
    return rounds.prepare(prepared, by=by, submission_id=number, now=at_hour(day, 10), today=first)


def _begin(made: Round, private: bytes, by: User, day: date) -> None:
    """The key, as two halves make it, and the first day."""
    Round.objects.filter(pk=made.pk).update(public_key=sealing.public_key_of(private))
    made.refresh_from_db()
    rounds.act(made, RoundAct.Verb.KEYS, by=None, now=at_hour(day, 7))
    rounds.open_for_answers(made, by=by, now=at_hour(day, 7), today=day)


# --- Answers --------------------------------------------------------------------------------------------
def _seal(random: Random, made: Round, people: Iterable[tuple[bytes, int]], share: float) -> Counter[int]:
    """Sealed as from a phone; how many of each unit answered."""
    public, voice = bytes(made.public_key or b""), _Voice(random, made)
    rows, answered = [], Counter[int]()
    for token_hash, unit in people:
        if random.random() > share:
            continue
        payload = {"v": 1, "unit": unit, "answers": voice.answers(unit)}
        rows.append(SealedAnswer(token_hash=token_hash, round=made, sealed=sealing.seal(public, payload)))
        answered[unit] += 1
    SealedAnswer.objects.bulk_create(sorted(rows, key=lambda row: bytes(row.token_hash)), batch_size=1000)
    return answered


class _Voice:
    """Answers of people who work together: a level for each unit and dimension, and everybody a little different."""

    def __init__(self, random: Random, made: Round) -> None:
        self.random = random
        ward = RoundUnit.objects.filter(round=made, unit__name=WARD).values_list("pk", flat=True).first() or 0
        self.questions = list(made.questionnaire.questions.filter(section__is_named=False).select_related("dimension"))
        self.options = {question.code: options_of(question) for question in self.questions}
        self.levels: dict[tuple[int, str], float] = {(ward, code): level for code, level in WARD_LEVELS.items()}

    def answers(self, unit: int) -> dict[str, object]:
        """One person's, as the routing leads."""
        given: dict[str, object] = {}
        for question in self.questions:
            if is_shown(question, given) and self.random.random() > 0.02:
                given |= self._one(question, unit)
        return given

    def _one(self, question: Question, unit: int) -> dict[str, object]:
        options = self.options[question.code]
        if question.scale == Scale.TEXT:
            return {question.code: self.random.choice(WORDS)} if self.random.random() < 0.2 else {}
        if question.scale == Scale.SEVERAL_OF:
            chosen = [one.value for place, one in enumerate(options) if self.random.random() < (0.85 if place < 2 else 0.4)]
            return {question.code: chosen} if chosen else {}
        if question.scale == Scale.ONE_OF:
            return {question.code: self.random.choices(options, [8, *[1] * (len(options) - 1)])[0].value}
        return {question.code: self._nearest(question, unit, options)}

    def _nearest(self, question: Question, unit: int, options: Sequence[Option]) -> int:
        scored = [one for one in options if one.score is not None]
        wanted = self.random.gauss(self._level(unit, question), SPREAD)
        return min(scored, key=lambda one: abs((100 - _score(one) if question.is_reversed else _score(one)) - wanted)).value

    def _level(self, unit: int, question: Question) -> float:
        """Good is more common than bad: 68 of a hundred where a high figure is good, 38 where it is a burden."""
        dimension = question.dimension
        usual = 38 if dimension and dimension.is_burden else 68
        return self.levels.setdefault((unit, dimension.code if dimension else question.code), self.random.gauss(usual, 12))


def _score(option: Option) -> float:
    return option.score or 0.0


def _shares(made: Round, answered: Mapping[int, int]) -> None:
    """Response rates as they stood at the end."""
    units = list(RoundUnit.objects.filter(round=made))
    for unit in units:
        below = sum(answered.get(other.pk, 0) for other in units if other.path.startswith(unit.path))
        unit.answered_share = share_of(below, unit.invited_below)
    RoundUnit.objects.bulk_update(units, ["answered_share"])


def written_halves() -> Iterator[str]:
    """As the sheet of each of the two would say it."""
    return (sealing.written_half(half) for half in HALVES)
