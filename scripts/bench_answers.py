"""Many phones send their answers at once, through the web server: how long each waits beside the floor, and whether all are counted."""

import http.client
import statistics
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings

from apv import sealing
from apv.models import Draft, Invitation, Question, Questionnaire, Round, RoundStatus, RoundUnit, Scale, SealedAnswer, Section
from orgstructure.models import Unit, User
from safetynet.common import clock
from scripts.bench_finding import Finding

PHONES = 50
ANSWERS = 10_000
QUESTIONS = 60
FLOOR_EACH = 40
WORDS = "Der er travlt om natten, og liften er ofte optaget. " * 4
KEY = b"the private key of a bench round"


def findings(port: int) -> Iterator[Finding]:
    """A round of 60 questions, drafts of 10,000 people, and 50 phones that send them one after the other."""
    from scripts.bench_pages import floor_unit  # noqa: PLC0415  as bench.py does

    survey, codes = _round_with_drafts()
    floor = _at_once(port, "127.0.0.1", "GET", [[f"/floor/?unit={floor_unit()}&bytes=500"] * FLOOR_EACH] * PHONES)
    begun = time.perf_counter()
    sent = _at_once(port, settings.SURVEY.host, "POST", [[f"/s/{code}/da/send/" for code in codes[at::PHONES]] for at in range(PHONES)])
    seconds = time.perf_counter() - begun
    told = f"{len(codes)} sealed answers from {PHONES} phones ({len(codes) / seconds:.0f} a second, p95 {sent.p95 * 1000:.0f} ms)"
    yield Finding(f"{told}: p95 beside the floor's", round(sent.p95 / floor.p95, 2), 4, "×")
    yield Finding(f"{told}: acknowledged, not counted", sent.accepted - SealedAnswer.objects.filter(round=survey).count(), 0, "")
    yield Finding(f"{told}: not acknowledged", len(codes) - sent.accepted, 0, "")


class _Waits:
    """How long each had to wait, and how many were sent on to the receipt."""

    def __init__(self, spans: list[float], answers: Counter[int]) -> None:
        self.p95 = statistics.quantiles(spans, n=20)[-1]
        self.accepted = answers[HTTPStatus.FOUND]


def _at_once(port: int, host: str, method: str, paths: list[list[str]]) -> _Waits:
    spans: list[float] = []
    answers: Counter[int] = Counter()
    ready = threading.Barrier(len(paths))

    def phone(mine: list[str]) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        ready.wait()
        for path in mine:
            begun = time.perf_counter()
            line.request(method, path, headers={"Host": f"{host}:{port}"} | ({"Content-Length": "0"} if method == "POST" else {}))
            answer = line.getresponse()
            answer.read()
            spans.append(time.perf_counter() - begun)
            answers[answer.status] += 1

    threads = [threading.Thread(target=phone, args=(mine,)) for mine in paths]
    _each(threads, threading.Thread.start)
    _each(threads, threading.Thread.join)
    return _Waits(spans, answers)


def _each(threads: list[threading.Thread], act: Callable[[threading.Thread], None]) -> None:
    for thread in threads:
        act(thread)


def _round_with_drafts() -> tuple[Round, list[str]]:
    people = list(User.objects.order_by("pk").values_list("pk", flat=True)[:ANSWERS])
    survey = _survey(User.objects.get(pk=people[0]))
    unit = RoundUnit.objects.get(round=survey)
    ids = [uuid.uuid4() for _person in people]
    codes = [sealing.token_of(KEY, one) for one in ids]
    named = [sealing.token_of(KEY, one, is_named=True) for one in ids]
    Invitation.objects.bulk_create(
        (
            Invitation(
                round=survey, round_unit=unit, person_id=person, token_hash=sealing.hash_of(code), named_token_hash=sealing.hash_of(other)
            )
            for person, code, other in zip(people, codes, named, strict=True)
        ),
        batch_size=2000,
    )
    answers: dict[str, object] = {f"maal-{number}": number % 5 + 1 for number in range(QUESTIONS - 1)} | {"maal-tekst": WORDS}
    Draft.objects.bulk_create(
        (
            Draft(
                token_hash=sealing.hash_of(code), round=survey, sealed=sealing.seal_draft(code, {"answers": answers, "at": QUESTIONS + 1})
            )
            for code in codes
        ),
        batch_size=2000,
    )
    return survey, codes


def _survey(by: User) -> Round:
    now, today = clock.now(), clock.today()
    questionnaire = Questionnaire.objects.create(
        family=f"maalt-{time.time_ns()}", name={"da": "Målt"}, languages=["da"], made_at=now, made_by=by, finished_at=now
    )
    section = Section.objects.create(questionnaire=questionnaire, position=1, title={"da": "Målt"})
    Question.objects.bulk_create(
        Question(
            questionnaire=questionnaire,
            section=section,
            position=number,
            code=f"maal-{number}" if number < QUESTIONS - 1 else "maal-tekst",
            text={"da": f"Spørgsmål {number}?"},
            scale=Scale.AGREEMENT if number < QUESTIONS - 1 else Scale.TEXT,
        )
        for number in range(QUESTIONS)
    )
    top = Unit.objects.order_by("depth", "pk")[0]
    survey = Round.objects.create(
        name={"da": "Målt"}, questionnaire=questionnaire, top=top, tree_on=today, opens_on=today, closes_on=today + timedelta(days=7),
        languages=["da"], made_at=now, made_by=by, status=RoundStatus.OPEN, public_key=sealing.public_key_of(KEY), worker_key=True,
    )  # fmt: skip
    RoundUnit.objects.create(round=survey, unit=top, name=top.name, path=top.path, depth=top.depth)
    return survey
