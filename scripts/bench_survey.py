"""A survey at the size of a region: laid, invited, closed, opened and counted; 60 questions, up to 30,000 answers.

    python scripts/bench_survey.py            # on a small region of its own; BENCH_SCALE=region for the large one

Each step is a process of its own, as the worker does it; memory is its largest resident size. Sending from many phones at once
is measured by `bench_answers`. `make bench` calls it first, so that report and heat map have something to show. BENCH_ANSWERS=
for fewer.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))
from scripts.bench_finding import Finding

SCALE = os.environ.get("BENCH_SCALE", "demo")
ANSWERS = int(os.environ.get("BENCH_ANSWERS", "30000"))
QUESTIONS = 60
A_DIMENSION = 4
LAID_WITHIN, INVITED_WITHIN, COUNTED_WITHIN, COUNTED_MB = 60, 300, 600, 1024


# --- Each in a process of its own, as the worker ---------------------------------------------------------
def lay() -> dict[str, float]:
    """Questionnaire and round, opened with a key whose private half this script knows."""
    from datetime import timedelta  # noqa: PLC0415  needs the settings

    from apv import models, sealing  # noqa: PLC0415
    from apv.usecases import freezing, rounds  # noqa: PLC0415
    from orgstructure.models import DemoPersona, Unit  # noqa: PLC0415
    from safetynet.common import clock  # noqa: PLC0415

    people = [DemoPersona.objects.get(code=code).user for code in ("consultant", "safetynet_administrator")]
    today, now = clock.today(), clock.now()
    prepared = rounds.Prepared(
        name={"da": "Bench"}, questionnaire=_questionnaire(now), top=Unit.objects.get(parent=None), tree_on=today, opens_on=today,
        closes_on=today + timedelta(days=20), languages=("da",), key_holder=people[0], key_deputy=people[1],
    )  # fmt: skip
    import uuid  # noqa: PLC0415

    begun = time.perf_counter()
    made = rounds.prepare(prepared, by=people[0], submission_id=uuid.uuid4(), now=now, today=today)
    laid = time.perf_counter() - begun
    models.Round.objects.filter(pk=made.pk).update(public_key=sealing.public_key_of(_private(made.pk)))
    made.refresh_from_db()
    rounds.open_for_answers(made, by=people[0], now=now, today=today)
    return {"round": made.pk, "laid": laid, "people": len(freezing.asked_people(made))}


def _questionnaire(now: Any) -> Any:
    """60 questions in 15 dimensions; the last is free text."""
    from actionplans.models import Topic  # noqa: PLC0415
    from apv import models  # noqa: PLC0415

    number = models.Questionnaire.objects.filter(family="bench").count() + 1
    made = models.Questionnaire.objects.create(
        family="bench", version=number, name={"da": "Bench"}, languages=["da"], made_at=now, finished_at=now
    )
    section = models.Section.objects.create(questionnaire=made, position=1, title={"da": "Alt"})
    for place in range(QUESTIONS // A_DIMENSION):
        dimension = models.Dimension.objects.create(
            questionnaire=made, code=f"d{place}", position=place, name={"da": f"Emne {place}"}, topic=Topic.PSYCHOSOCIAL
        )
        for one in range(A_DIMENSION):
            at = place * A_DIMENSION + one
            is_last = at == QUESTIONS - 1
            models.Question.objects.create(
                questionnaire=made, section=section, dimension=None if is_last else dimension, position=at, code=f"q{at}",
                text={"da": f"Spørgsmål {at}?"}, scale="text" if is_last else "agreement",
            )  # fmt: skip
    return made


def _private(round_id: int) -> bytes:
    return f"bench round {round_id}".encode().ljust(32, b".")


def invite(round_id: str) -> dict[str, float]:
    """Everybody's right to answer, and their mail in the outbox."""
    from apv.usecases import inviting  # noqa: PLC0415
    from safetynet.common import clock  # noqa: PLC0415

    begun = time.perf_counter()
    mails = inviting.invite(int(round_id), now=clock.now())
    return {"seconds": time.perf_counter() - begun, "mails": mails}


def fill(round_id: str, number: str) -> dict[str, float]:
    """Sealed answers up to that number, as phones leave them."""
    from apv import models, sealing  # noqa: PLC0415

    survey, random = models.Round.objects.get(pk=round_id), Random(1)  # noqa: S311  the same answers each time
    public = bytes(survey.public_key or b"")
    there = models.SealedAnswer.objects.filter(round=survey)
    used = {bytes(one) for one in there.values_list("token_hash", flat=True)}
    rows = []
    for one in models.Invitation.objects.filter(round=survey).order_by("pk").iterator():
        if len(used) + len(rows) >= int(number):
            break
        if bytes(one.token_hash) in used:
            continue
        given: dict[str, object] = {f"q{at}": random.randint(1, 5) for at in range(QUESTIONS - 1)}
        if random.random() < 0.3:  # noqa: PLR2004  not everybody writes
            given[f"q{QUESTIONS - 1}"] = "Vi mangler ro om morgenen."
        answer = sealing.seal(public, {"v": 1, "unit": one.round_unit_id, "answers": given})
        rows.append(models.SealedAnswer(token_hash=bytes(one.token_hash), round=survey, sealed=answer))
    models.SealedAnswer.objects.bulk_create(rows, batch_size=2000)
    return {"sealed": there.count()}


def open_and_count(round_id: str) -> dict[str, float]:
    """Closing, opening and the cube, as the worker does them with both halves."""
    from apv import models  # noqa: PLC0415
    from apv.usecases import opening, rounds  # noqa: PLC0415
    from safetynet.common import clock  # noqa: PLC0415

    survey = models.Round.objects.get(pk=round_id)
    begun = time.perf_counter()
    rounds.close(survey, by=None, now=clock.now(), today=clock.today())
    opening.open_round(survey_round=survey, private_key=_private(survey.pk), now=clock.now(), today=clock.today())
    seconds = time.perf_counter() - begun
    counted, cells = models.RawAnswer.objects.filter(round=survey).count(), models.ResultCell.objects.filter(round=survey).count()
    rounds.release(survey, by=survey.made_by, now=clock.now(), today=clock.today())
    return {"seconds": seconds, "counted": counted, "cells": cells}


WORK: dict[str, Callable[..., dict[str, Any]]] = {
    "lay": lay, "invite": invite, "fill": fill, "open": open_and_count,
}  # fmt: skip


def work(name: str, *words: str) -> None:
    """Do it, and print what it took."""
    import django  # noqa: PLC0415

    django.setup()
    told = WORK[name](*words)
    print(json.dumps(told | {"mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


# --- All of them -----------------------------------------------------------------------------------------
def findings(environment: dict[str, str]) -> Iterator[Finding]:
    """One round from its laying to its release, each step against its limit, in the database that the environment names."""
    run = _runner(environment)
    laid = run("lay")
    number = str(int(laid["round"]))
    yield Finding(f"survey: tree laid for {laid['people']:g} people", round(laid["laid"], 1), LAID_WITHIN, "s")
    invited = run("invite", number)
    yield Finding(f"survey: {invited['mails']:g} invitations queued", round(invited["seconds"], 1), INVITED_WITHIN, "s")
    sealed = run("fill", number, str(min(ANSWERS, int(laid["people"]))))["sealed"]
    done = run("open", number)
    name = f"survey: {done['counted']:g} answers to {QUESTIONS} questions opened, {done['cells']:g} figures"
    yield Finding(name, round(done["seconds"], 1), COUNTED_WITHIN, "s")
    yield Finding("survey: memory of opening and counting", round(done["mb"]), COUNTED_MB, "MB")
    yield Finding("survey: answers lost on the way", sealed - done["counted"], 0, "")


def _database() -> dict[str, str]:
    """Migrated and seeded where it is new; the environment of a process on it."""
    from scripts.bench import point_at_own_database  # noqa: PLC0415

    environment = point_at_own_database(f"safetynet_bench_{SCALE}")
    for command in (["migrate", "-v0"], ["createcachetable"], ["seed", "--scale", SCALE]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=BASE, env=environment, check=True, stdout=sys.stderr)  # noqa: S603
    return environment


def _runner(environment: dict[str, str]) -> Callable[..., dict[str, Any]]:
    def run(name: str, *words: str) -> dict[str, Any]:
        process = {"SAFETYNET_PROCESS": "owner" if name in {"lay", "fill"} else "worker"}
        command = [sys.executable, "scripts/bench_survey.py", name, *words]
        done = subprocess.run(command, cwd=BASE, env=environment | process, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told

    return run


def main() -> int:
    """One step, as a child; or all of them."""
    if len(sys.argv) > 1:
        work(*sys.argv[1:])
        return 0
    is_met = True
    for one in findings(_database()):
        print(f"{one.name:80} {one.value:g} {one.unit} (goal {one.limit:g} {one.unit})", flush=True)
        is_met = is_met and one.value <= one.limit
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
