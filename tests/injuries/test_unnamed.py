"""The three-metre rule: whoever sees something tells it without a name, and nothing leads back to them."""

import io
import subprocess
import sys
import threading
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from injuries.models import Case, CaseFile, CaseKind, InjuryPolicy
from injuries.usecases import unnamed
from injuries.usecases.mailing import queue_injury_mails
from injuries.views.unnamed import SENT
from orgstructure.models import Unit
from safetynet.common.local.places import BASE_DIR
from tests.apv.survey_house import phone
from tests.apv.test_answering_logs import ask, socket_port
from tests.factories import NOW, TODAY, CaseFactory, EngagementFactory, UnitFactory, make_person

pytestmark = pytest.mark.django_db
SEEN = "Gelænderet ved trappe 3 er løst"


@pytest.fixture
def ward():
    """Twelve people, in a hospital."""
    caches["process"].clear()
    ward = UnitFactory(name="Sengeafsnit S4", parent=UnitFactory(name="Hospitalet"))
    EngagementFactory.create_batch(12, unit=ward)
    return ward


@pytest.fixture
def small(ward):
    """Four people, beside the ward."""
    small = UnitFactory(name="Ambulatorium A", parent=ward.parent)
    EngagementFactory.create_batch(4, unit=small)
    return small


def said(**fields):
    return {"kind": "observation", "course": SEEN, "submission_id": str(uuid.uuid4()), **fields}


def send(unit, **fields):
    return phone().post(f"/o/{unit.source_key}/da/", said(**fields))


def photo(name="IMG_2041.JPG"):
    """A picture as a phone takes it, with place and time in it."""
    exif = Image.Exif()
    exif[0x010F] = "Kameramaerke"
    exif[0x9003] = "2026:11:22 09:58:41"
    exif.get_ifd(0x8825)[1] = "N"
    drawn = io.BytesIO()
    Image.new("RGB", (80, 60), "teal").save(drawn, "JPEG", exif=exif, comment=b"taget af Signe")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")


def everything_kept():
    """All rows of all tables as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT row::text FROM "{table}" row')  # noqa: S608  the tables of our own database
            yield from ((table, text) for (text,) in cursor.fetchall())


def test_what_is_seen_comes_to_the_unit_without_a_person_or_a_time(ward):
    assert send(ward, suggestion="Sæt en skrue i").url == "receipt/"

    case = Case.objects.get()
    assert (case.unit, case.kind, case.course, case.suggestion) == (ward, CaseKind.OBSERVATION, SEEN, "Sæt en skrue i")
    assert (case.reporter, case.injured, case.is_anonymous, case.happened_at) == (None, None, True, None)
    assert (case.registered_at.minute, case.registered_at.second) == (0, 0)
    assert {(act.verb, act.by, act.at) for act in case.acts.all()} == {("register", None, case.registered_at)}


def test_a_small_unit_s_goes_to_the_level_above_and_where_it_came_from_is_kept_nowhere(small):
    page = phone().get(f"/o/{small.source_key}/da/").content.decode()
    assert "Færre end 10 mennesker arbejder i Ambulatorium A" in page
    assert page.index("Hospitalet") < page.index("</form>")
    before = {row for row in everything_kept() if row[0].startswith("injuries_")}

    send(small)

    assert Case.objects.get().unit == small.parent
    new = [text for table, text in set(everything_kept()) - before if table.startswith("injuries_")]
    assert new
    assert not [text for text in new if small.name in text or str(small.source_key) in text]
    assert small.pk not in {value for row in Case.objects.values_list() for value in row}
    assert "Intet siger, at det kom fra Ambulatorium A" in phone().get(f"/o/{small.source_key}/da/receipt/").content.decode()


def test_the_limit_is_the_region_s_own_and_people_below_count(small):
    assert unnamed.receiver_of(small, today=TODAY).unit == small.parent
    below = UnitFactory(parent=small)
    EngagementFactory.create_batch(6, unit=below)
    assert unnamed.receiver_of(small, today=TODAY).unit == small
    InjuryPolicy.objects.create(anonymous_from=12, made_at=NOW)
    assert unnamed.receiver_of(small, today=TODAY).unit == small.parent


def test_a_person_with_two_jobs_in_a_unit_is_one(ward):
    unit = UnitFactory(parent=ward.parent)
    people = [EngagementFactory(unit=unit).user for _ in range(9)]
    EngagementFactory(unit=unit, user=people[0])
    assert unnamed.receiver_of(unit, today=TODAY).is_above


def test_sent_twice_it_is_once(ward):
    same = said(photo=photo())
    for _ in range(2):
        assert phone().post(f"/o/{ward.source_key}/da/", {**same, "photo": photo()}).status_code == 302
    assert (Case.objects.count(), CaseFile.objects.count()) == (1, 1)


def test_its_number_stands_between_no_two_whose_time_is_known(ward):
    first = CaseFactory(unit=ward)
    send(ward)
    send(ward)
    last = CaseFactory(unit=ward)
    numbers = list(Case.objects.filter(is_anonymous=True).values_list("pk", flat=True))
    assert last.pk == first.pk + 1
    assert min(numbers) > 1_000_000
    assert abs(numbers[0] - numbers[1]) > 1


def test_a_picture_tells_neither_place_nor_phone_nor_time(ward):
    assert send(ward, photo=photo()).status_code == 302

    kept = CaseFile.objects.get()
    with default_storage.open(kept.file) as file:
        content = file.read()
    with Image.open(io.BytesIO(content)) as picture:
        assert not picture.getexif()
    for told in (b"Kameramaerke", b"09:58", b"Signe", b"Exif"):
        assert told not in content
    assert "IMG_2041" not in f"{kept.file}{kept.sealed_name}"
    assert Path(default_storage.path(kept.file)).stat().st_mtime == kept.at.timestamp()
    assert (kept.by, kept.at.minute, kept.at.second) == (None, 0, 0)


def test_a_large_picture_is_taken_and_a_larger_one_is_not(ward):
    noise = Image.effect_noise((2600, 2600), 90)
    drawn = io.BytesIO()
    noise.save(drawn, "PNG")
    assert 2_500_000 < drawn.tell() < 10_000_000
    assert send(ward, photo=SimpleUploadedFile("x.png", drawn.getvalue(), "image/png")).status_code == 302
    too_much = SimpleUploadedFile("x.png", b"\x89PNG" + b"0" * (11 * 1024 * 1024), "image/png")
    assert send(ward, photo=too_much).status_code == 413
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"course": ""}, "Skriv med få ord, hvad du så"),
        ({"course": "Patienten 010190-1234 faldt"}, "CPR"),
        ({"kind": "accident"}, "Fejl:"),
        ({"happened_on": (TODAY + timedelta(days=400)).isoformat()}, "ikke kommet endnu"),
        ({"happened_on": "2020-01-01"}, "mere end et år siden"),
        ({"happened_on": "\x00"}, "Fejl:"),
        ({"place_kind": "moon"}, "Fejl:"),
        ({"website": "https://spam.example"}, "website"),
        ({"course": "x" * 4001}, "4000"),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_typed_is_lost(ward, fields, words):
    answer = send(ward, **{"suggestion": "Min egen idé", **fields})
    page = answer.content.decode()

    assert (answer.status_code, Case.objects.exists()) == (422, False)
    assert words in page
    assert "Min egen idé" in page
    assert fields.get("course", SEEN) in page


@pytest.mark.parametrize("name", ["x.pdf", "x.html", "x.jpg", "", "\x00.jpg"])
def test_a_file_that_is_no_picture_is_refused(ward, name):
    answer = send(ward, photo=SimpleUploadedFile(name or "x", b"<script>alert(1)</script>", "image/jpeg"))
    assert (answer.status_code, Case.objects.exists()) == (422, False)


def test_nobody_was_hurt_so_an_accident_cannot_be_told_here(ward):
    page = phone().get(f"/o/{ward.source_key}/").content.decode()
    assert [f'value="{kind}"' in page for kind in CaseKind.values] == [False, True, True, False, False, True]


def test_units_are_found_by_name_and_never_listed(ward):
    assert "Sengeafsnit S4" not in phone().get("/o/").content.decode()
    for nothing in ("", "s", " ", "\x00", "%", "_"):
        assert "Sengeafsnit S4" not in phone().get("/o/", {"unit": nothing}).content.decode()
    page = phone().get("/o/", {"unit": "afsnit s4"}).content.decode()
    assert f'href="/o/{ward.source_key}/"' in page
    assert "Efternavn" not in page


def test_a_closed_unit_takes_nothing(ward):
    Unit.objects.filter(pk=ward.pk).update(valid_to=TODAY)
    assert (send(ward).status_code, Case.objects.exists()) == (404, False)


def test_every_page_is_small_sets_no_cookie_and_speaks_three_languages(ward):
    for language, words in (("da", "Hvad har du set i"), ("sv", "Vad har du sett i"), ("en", "What have you seen in")):
        page = phone().get(f"/o/{ward.source_key}/{language}/")
        assert words in page.content.decode()
        assert len(page.content) < 20_000
        assert not page.cookies
    assert phone().get(f"/o/{ward.source_key}/xx/").status_code == 404
    assert phone().get("/o/xx/").status_code == 404


def test_far_too_many_from_one_place_or_to_one_unit_are_held_back(ward, monkeypatch):
    monkeypatch.setattr(unnamed, "MOST_A_DAY", 3)
    assert [send(ward).status_code for _ in range(4)] == [302, 302, 302, 422]
    assert [send(ward, course="").status_code for _ in range(SENT - 4)][-1] == 422
    held = send(ward)
    assert (held.status_code, Case.objects.count()) == (429, 3)
    assert "127.0.0.1" not in str(caches["process"]._cache)


def test_the_manager_sees_it_and_nobody_elsewhere_does(house):
    EngagementFactory.create_batch(10, unit=house.ward)
    caches["process"].clear()
    send(house.ward, kind="violence")
    case = Case.objects.get(is_anonymous=True)

    assert case in Case.objects.visible_to(house.manager)
    assert case in Case.objects.visible_to(house.amr)
    assert case in Case.objects.visible_to(house.administrator)
    for nobody in (house.colleague, house.employee_elsewhere, house.superuser, house.other_administrator, make_person(on=house.ward)):
        assert case not in Case.objects.visible_to(nobody)


def test_the_mail_about_it_goes_out_the_day_after_so_that_no_minute_is_told(house):
    Case.objects.update(registered_at=NOW - timedelta(days=60))
    EngagementFactory.create_batch(10, unit=house.ward)
    caches["process"].clear()
    send(house.ward)
    evening = NOW.replace(hour=21)

    assert queue_injury_mails(now=evening) == 0
    assert queue_injury_mails(now=evening + timedelta(hours=10)) > 0


@pytest.mark.parametrize("length", ["", "x", "-5", "9" * 30])
def test_a_forged_length_is_answered_calmly(ward, length):
    kind = "multipart/form-data; boundary=x"
    answer = phone().generic("POST", f"/o/{ward.source_key}/", b"--x", content_type=kind, CONTENT_LENGTH=length)
    assert answer.status_code in (400, 413, 422)


def test_the_web_server_s_log_tells_no_unit(tmp_path):
    """Even where somebody switches the access log on."""
    units = [str(uuid.uuid4()) for _ in range(5)]
    (tmp_path / "tiny.py").write_text(
        "def application(environ, start):\n    start('200 OK', [('Content-Length', '2')])\n    return [b'ok']\n"
    )
    with socket_port() as port:
        places = ["--pythonpath", f"{tmp_path},{BASE_DIR}", "--bind", f"127.0.0.1:{port}"]
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "tiny:application", *places, "--access-logfile", "-", "--no-control-socket"],
            cwd=BASE_DIR,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        lines = []
        reader = threading.Thread(target=lambda: lines.extend(server.stdout))
        reader.start()
        try:
            for one in units:
                ask(port, f"/o/{one}/da/?unit=Sengeafsnit", f"https://localhost/o/{one}/")
        finally:
            server.terminate()
            server.wait(10)
            reader.join()
            server.stdout.close()
    told = "".join(lines)
    assert told.count("GET /o/***") >= len(units)
    assert [one for one in [*units, "Sengeafsnit"] if one in told] == []
