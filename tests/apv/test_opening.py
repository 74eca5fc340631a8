"""Opening a round: all or nothing, nobody to be found in it, and figures that stay as they are (A2-06, A2-09, A2-11, A2-17)."""

import hashlib
import json
from datetime import timedelta
from random import Random

import pytest
from django.db import ProgrammingError, connection, transaction

from apv import sealing
from apv.cube import Cube
from apv.errors import KeyMismatchError, RefusedError
from apv.masking import MASK, masked
from apv.models import Draft, RawAnswer, ResultCell, RoundStatus, SealedAnswer, SurveyComment
from apv.usecases.opening import open_round, open_with_worker_key
from tests.apv.survey_house import prepared_with
from tests.factories import (
    NOW,
    ROUND_KEY,
    TODAY,
    DimensionFactory,
    OpenRoundFactory,
    QuestionFactory,
    RoundUnitFactory,
    SectionFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    """A closed round of a department with two wards: three questions of a dimension, and a free text."""
    section = SectionFactory()
    demands = DimensionFactory(questionnaire=section.questionnaire, code="krav")
    for code in ("tempo", "maengde", "pauser"):
        QuestionFactory(section=section, code=code, dimension=demands)
    QuestionFactory(section=section, code="andet", scale="text")
    survey = OpenRoundFactory(questionnaire=section.questionnaire, status=RoundStatus.CLOSED, closed_on=TODAY)
    survey.department = RoundUnitFactory(round=survey, invited=2, invited_below=42)
    survey.wards = [
        RoundUnitFactory(round=survey, parent=survey.department, unit=UnitFactory(parent=survey.top), invited=20, invited_below=20)
        for _ in range(2)
    ]
    return survey


def submit(survey, place, answers, *, number):
    """What the web process does with an answer."""
    payload = {"v": 1, "unit": getattr(place, "pk", place), "answers": answers}
    SealedAnswer.objects.create(
        token_hash=sealing.hash_of(f"{number}"), round=survey, sealed=sealing.seal(bytes(survey.public_key), payload)
    )


def fill(survey, people=12, **more):
    for number in range(people):
        place = survey.wards[number % 2]
        submit(survey, place, {"tempo": 1 + number % 5, "maengde": 3, "pauser": 4, "andet": f"Ord {number}"} | more, number=number)


def opened(survey):
    open_round(survey_round=survey, private_key=ROUND_KEY, now=NOW, today=TODAY)
    return survey


def cell(place, subject="question", code="tempo"):
    return ResultCell.objects.filter(round_unit=place, subject=subject, code=code, split="").first()


# --- What opening does ----------------------------------------------------------------------------------
def test_opening_counts_the_answers_and_leaves_nothing_sealed(survey):
    fill(survey)
    Draft.objects.create(token_hash=b"x" * 32, round=survey, sealed=b"half")
    opened(survey)
    assert (survey.status, survey.counted_on, survey.answered_share) == (RoundStatus.COUNTED, TODAY, 30)
    assert (SealedAnswer.objects.count(), Draft.objects.count(), RawAnswer.objects.count()) == (0, 0, 12)
    assert cell(survey.department, "answered", "").n == 12
    assert cell(survey.wards[0], "answered", "").n == 6
    assert cell(survey.wards[0], "dimension", "krav").n == 6
    assert cell(survey.wards[0]).distribution == {"1": 2, "2": 1, "3": 1, "4": 1, "5": 1}


def test_a_wrong_key_changes_nothing(survey):
    fill(survey)
    with pytest.raises(KeyMismatchError):
        open_round(survey_round=survey, private_key=b"the key of some other round, 32b", now=NOW, today=TODAY)
    survey.refresh_from_db()
    assert (survey.status, SealedAnswer.objects.count(), RawAnswer.objects.count()) == (RoundStatus.CLOSED, 12, 0)


@pytest.mark.parametrize("status", [RoundStatus.OPEN, RoundStatus.LOST])
def test_a_round_that_is_not_closed_is_not_opened(survey, status):
    fill(survey)
    type(survey).objects.filter(pk=survey.pk).update(status=status)
    with pytest.raises(RefusedError):
        opened(survey)
    assert SealedAnswer.objects.count() == 12


def test_a_worker_that_dies_on_the_way_leaves_everything_as_it_was(survey, monkeypatch):
    fill(survey)
    with monkeypatch.context() as patch:
        patch.setattr(Cube, "cells", lambda _cube: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            opened(survey)
    survey.refresh_from_db()
    assert (survey.status, SealedAnswer.objects.count(), RawAnswer.objects.count()) == (RoundStatus.CLOSED, 12, 0)
    opened(survey)
    assert cell(survey.department, "answered", "").n == 12


def test_a_second_time_changes_nothing(survey):
    fill(survey)
    opened(survey)
    before = fingerprint(survey)
    opened(survey)
    assert fingerprint(survey) == before


def test_the_worker_opens_alone_what_is_sealed_to_its_own_key(survey, settings):
    prepared_with(survey, public_key=settings.SURVEY.worker_public_key, worker_key=True)
    survey.refresh_from_db()
    fill(survey)
    open_with_worker_key(survey, now=NOW, today=TODAY)
    assert survey.status == RoundStatus.COUNTED


def test_the_workers_own_rights_are_enough_and_the_web_process_may_not_look(survey):
    fill(survey)
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE safetynet_worker")
        try:
            opened(survey)
        finally:
            cursor.execute("RESET ROLE")
        cursor.execute("SET ROLE safetynet_web")
        try:
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                RawAnswer.objects.count()
            assert ResultCell.objects.exists()
        finally:
            cursor.execute("RESET ROLE")


def test_the_unknown_is_dropped_and_the_rest_counts(survey):
    fill(survey, people=5)
    submit(survey, survey.wards[0], {"tempo": 9, "maengde": True, "pauser": "4", "ukendt": 1}, number=50)
    submit(survey, 999_999, {"tempo": 5}, number=51)
    SealedAnswer.objects.create(token_hash=sealing.hash_of("52"), round=survey, sealed=b"rubbish")
    opened(survey)
    assert RawAnswer.objects.count() == 6
    assert cell(survey.department).n == 5


def test_an_answer_to_a_question_that_was_not_shown_is_dropped(survey):
    QuestionFactory(
        section=survey.questionnaire.sections.get(), code="hvorfor", shown_if={"question": "tempo", "any_of": [1]}, position=9999
    )
    for number in range(6):
        submit(survey, survey.wards[0], {"tempo": 2, "hvorfor": 5}, number=number)
    opened(survey)
    assert all("hvorfor" not in raw.values for raw in RawAnswer.objects.all())


def test_the_named_part_is_never_counted(survey):
    named = SectionFactory(questionnaire=survey.questionnaire, is_named=True)
    QuestionFactory(section=named, code="stol")
    fill(survey, people=6, stol=5)
    opened(survey)
    assert cell(survey.department, code="stol") is None


def test_a_pulse_counts_what_it_repeats(survey):
    type(survey).objects.filter(pk=survey.pk).update(repeats=["tempo"])
    fill(survey, people=6)
    opened(survey)
    assert cell(survey.department).n == 6
    assert cell(survey.department, code="maengde") is None
    assert cell(survey.department, "dimension", "krav") is None  # a part of it is not it


# --- Nobody to be found ---------------------------------------------------------------------------------
def test_neither_number_nor_place_nor_transaction_tells_who_or_when(survey):
    people = 60
    for number in range(people):
        submit(survey, survey.wards[0], {"tempo": 1 + number // 12, "maengde": 1 + number % 5}, number=number)
    opened(survey)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, xmin::text, values FROM apv_rawanswer raw ORDER BY raw.ctid")
        by_place = cursor.fetchall()
    assert len({xmin for _id, xmin, _values in by_place}) == 1
    columns = {field.name for field in RawAnswer._meta.get_fields()}
    assert columns == {"id", "round", "round_unit", "values"}
    came = [1 + number // 12 for number in range(people)]
    for rows in (by_place, sorted(by_place)):
        stands = [eval_of(values)["tempo"] for *_rest, values in rows]
        in_place = sum(one == other for one, other in zip(came, stands, strict=True))
        assert in_place <= people / 5 + 3 * (people * 0.16) ** 0.5 + 1  # one in five by chance, and three deviations


def eval_of(values):
    return json.loads(values) if isinstance(values, str) else values


def test_two_comments_of_a_person_have_nothing_in_common(survey):
    QuestionFactory(section=survey.questionnaire.sections.get(), code="mere", scale="text")
    people = 60
    for number in range(people):
        submit(survey, survey.wards[0], {"andet": f"A{number}", "mere": f"B{number}"}, number=number)
    opened(survey)
    one = {row.text[1:]: row for row in SurveyComment.objects.filter(question__code="andet")}
    other = {row.text[1:]: row for row in SurveyComment.objects.filter(question__code="mere")}
    chance = 1 + 3  # of equal places one is expected, deviation 1
    assert sum(one[who].order == other[who].order for who in one) <= chance
    by_number = [sorted(rows, key=lambda who, rows=rows: rows[who].pk) for rows in (one, other)]
    assert sum(a == b for a, b in zip(*by_number, strict=True)) <= chance


def test_no_comment_below_ten_and_then_where_ten_were_asked(survey):
    for number in range(9):
        submit(survey, survey.wards[0], {"tempo": 3, "andet": f"Ord {number}"}, number=number)
    submit(survey, survey.wards[1], {"tempo": 3, "andet": "Fra et lille afsnit"}, number=90)
    opened(survey)
    assert set(SurveyComment.objects.values_list("shown_in", flat=True)) == {survey.department.pk}
    assert sorted(SurveyComment.objects.values_list("order", flat=True)) == list(range(1, 11))


def test_comments_that_can_be_shown_nowhere_are_kept_nowhere(survey):
    for number in range(9):
        submit(survey, survey.wards[0], {"tempo": 3, "andet": f"Ord {number}"}, number=number)
    opened(survey)
    assert SurveyComment.objects.count() == 0
    assert all("andet" not in raw.values for raw in RawAnswer.objects.all())


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Ring 12 34 56 78 i dag", f"Ring {MASK} i dag"),
        ("Ring +45 12345678.", f"Ring {MASK}."),
        ("070-123 45 67 till mig", f"{MASK} till mig"),
        ("Skriv til bo.holm@region.invalid, tak", f"Skriv til {MASK}, tak"),
        ("mit nr. 010190-1234", f"mit nr. {MASK}"),
        ("mit nr. 0101901234", f"mit nr. {MASK}"),
        ("pnr 19900101-1234", f"pnr {MASK}"),
        ("Vi var 3 af 12 kl. 14.30", "Vi var 3 af 12 kl. 14.30"),
        ("Siden 2019 har 1200 patienter", "Siden 2019 har 1200 patienter"),
    ],
)
def test_numbers_and_addresses_are_masked(written, kept):
    assert masked(written) == kept


def test_planted_numbers_never_come_through():
    random = Random(1)
    for _ in range(300):
        day, tail = f"{random.randint(1, 28):02d}{random.randint(1, 12):02d}{random.randint(0, 99):02d}", f"{random.randint(0, 9999):04d}"
        planted = random.choice([f"{day}-{tail}", f"{day}{tail}", f"{day} {tail}", f"+45 {random.randint(10000000, 99999999)}"])
        assert planted not in masked(f"Det var {planted} der sagde det")


# --- Frozen ---------------------------------------------------------------------------------------------
def fingerprint(survey):
    rows = ResultCell.objects.filter(round=survey).order_by("pk").values_list()
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


def test_figures_stay_as_they_are_whatever_happens_afterwards(survey):
    fill(survey)
    opened(survey)
    before = fingerprint(survey)
    ward = survey.wards[0].unit
    ward.name, ward.parent, ward.depth, ward.path = "Flyttet", None, 0, f"/{ward.pk}/"
    ward.save()
    ward.valid_to = TODAY
    ward.save(update_fields=["valid_to"])
    submit(survey, survey.wards[1], {"tempo": 5}, number=500)
    open_round(survey_round=survey, private_key=ROUND_KEY, now=NOW + timedelta(days=1), today=TODAY + timedelta(days=1))
    assert fingerprint(survey) == before


def test_a_dimension_that_only_some_are_led_to_is_counted_of_them(survey):
    section = survey.questionnaire.sections.get()
    chemistry = DimensionFactory(questionnaire=survey.questionnaire, code="kemi")
    led = {"question": "tempo", "any_of": [5]}
    QuestionFactory(section=section, code="handsker", dimension=chemistry, shown_if=led, position=9998)
    fill(survey, people=6, tempo=5, handsker=4)
    opened(survey)
    assert (cell(survey.department, "dimension", "kemi").n, cell(survey.department, "dimension", "kemi").mean) == (6, 75)
