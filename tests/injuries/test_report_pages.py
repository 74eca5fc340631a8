"""Reporting: one page a kind, nothing typed is lost, one case however often it is sent."""

import io
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from injuries.models import Absence, Case, CaseFile, CaseKind, CaseRead, Channel, HealthPart, Place, ReportDraft, ReportedAs
from injuries.reading import unsealed
from injuries.usecases import drafting
from tests.factories import NOW, TODAY, CaseFactory, EngagementFactory

pytestmark = pytest.mark.django_db
KINDS = [kind.value.replace("_", "-") for kind in CaseKind]
CANARY = "Kraniebrudsord"


@pytest.fixture
def client_of():
    def client(person):
        made = Client()
        made.force_login(person, backend="orgstructure.signin.EngagementBackend")
        return made

    return client


def new(kind="accident"):
    return reverse("injury-new", args=[kind])


def told(house, **words):
    """What the injured says of an accident of today."""
    whole = {
        "submission_id": str(uuid4()), "reported_as": "injured", "unit": str(house.ward.pk), "happened_on": f"{TODAY:%d-%m-%Y}",
        "place_kind": "patient_room", "course": "Gled på gulvet ved sengen", "absence": "none",
    }  # fmt: skip
    return {name: text for name, text in (whole | words).items() if text is not None}


def picture(size=(40, 30)):
    written = io.BytesIO()
    photo = Image.new("RGB", size, "red")
    exif = photo.getexif()
    exif[0x010E] = "taget af Signe Skadet"
    photo.save(written, "JPEG", exif=exif)
    return written.getvalue()


def photo(name="billede.jpg"):
    return SimpleUploadedFile(name, picture(), "image/jpeg")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_page_with_unit_and_day_chosen(client_of, house, kind):
    page = client_of(house.injured).get(new(kind), {"told": "1"})

    assert page.status_code == 200
    form = page.context["form"]
    assert (form["unit"].value(), form["happened_on"].value()) == (house.ward.pk, TODAY)


def test_an_accident_is_told_by_the_injured_and_goes_apart_into_event_and_health(client_of, house):
    form = told(house, phrase="needle", course="", body=["54-left", "53-left"], harm="012", harm_words=CANARY, happened_at="14:30")

    answer = client_of(house.injured).post(new(), form)

    case = Case.objects.exclude(pk=house.case.pk).get()
    assert answer.url == reverse("injury-received", args=[case.public_id])
    assert (case.kind, case.injured, case.reporter, case.unit) == (CaseKind.ACCIDENT, house.injured, house.injured, house.ward)
    assert (case.course, case.activity, case.deviation, case.contact, case.contact_agent) == ("Stak mig på en nål", "46", "61", "52", "06")
    assert (case.environment, case.hired_on is not None, case.due_at) == ("051", True, None)
    identity, health = unsealed(case.pk)
    assert (health.injury, health.body, health.side, health.harm) == ("012", ("54", "53"), "left", CANARY)
    assert identity.name == "Signe Skadet"


def test_what_is_said_of_the_body_is_in_no_column_in_clear(client_of, house):
    client_of(house.injured).post(new(), told(house, body=["63-right"], harm_words=CANARY))

    with connection.cursor() as cursor:
        for table in ("injuries_case", "injuries_healthpart", "injuries_reportdraft", "injuries_caseact", "injuries_caseevent"):
            cursor.execute(f"SELECT count(*) FROM {table} AS row WHERE row::text LIKE %s", [f"%{CANARY}%"])  # noqa: S608  a name of ours
            assert cursor.fetchone() == (0,), table


def test_absence_that_is_there_or_expected_starts_the_laws_clock(client_of, house):
    client = client_of(house.injured)
    client.post(new(), told(house, absence="expected", happened_on="20-11-2026"))
    client.post(new(), told(house, absence="absent", happened_on="20-11-2026", absent_from="22-11-2026"))

    expected, absent = Case.objects.exclude(pk=house.case.pk).order_by("pk")
    assert (expected.due.on, absent.due.on) == (date(2026, 12, 5), date(2026, 12, 6))
    assert list(Absence.objects.order_by("pk").values_list("starts_on", "is_expected")) == [
        (date(2026, 11, 21), True),
        (date(2026, 11, 22), False),
    ]


def test_the_same_form_sent_twice_is_one_case_with_its_photos_once(client_of, house):
    form, client = told(house), client_of(house.injured)
    for _ in range(2):
        assert client.post(new(), form | {"photos": [photo()]}).status_code == 302

    assert Case.objects.exclude(pk=house.case.pk).count() == 1
    assert CaseFile.objects.count() == 1


def test_a_colleague_tells_it_of_somebody_and_sees_no_more_than_was_told(client_of, house):
    client = client_of(house.colleague)
    answer = client.post(new(), told(house, reported_as="colleague", injured=str(house.injured.pk)), follow=True)

    case = Case.objects.exclude(pk=house.case.pk).get()
    assert (case.injured, case.reporter, case.reported_as) == (house.injured, house.colleague, ReportedAs.COLLEAGUE)
    assert answer.status_code == 200
    assert "Skadet" not in answer.content.decode()


def test_somebody_from_another_ward_is_found_by_name_without_javascript(client_of, house):
    away = house.employee_elsewhere
    away.first_name, away.last_name = "Thorvald", "Bissen"
    away.save(update_fields=["first_name", "last_name"])
    client = client_of(house.colleague)
    form = told(house, reported_as="colleague")

    found = client.post(new(), form | {"intent": "find", "find_person": "Thorv"})

    assert found.status_code == 200
    assert "Thorvald Bissen" in found.content.decode()
    assert "Gled på gulvet ved sengen" in found.content.decode()
    assert client.post(new(), form | {"injured": str(away.pk)}).status_code == 302
    assert Case.objects.exclude(pk=house.case.pk).get().injured == away


def test_who_only_says_to_be_the_manager_tells_it_as_a_colleague(client_of, house):
    form = told(house, reported_as="manager", injured=str(house.injured.pk))
    assert client_of(house.colleague).post(new(), form).status_code == 422
    client_of(house.manager).post(new(), form)
    client_of(house.manager).post(new(), form | {"submission_id": str(uuid4()), "unit": str(house.other_ward.pk)})

    mine, elsewhere = Case.objects.exclude(pk=house.case.pk).order_by("pk")
    assert (mine.reported_as, elsewhere.reported_as) == (ReportedAs.MANAGER, ReportedAs.COLLEAGUE)


def test_somebody_who_is_not_in_the_directory_is_named_and_the_name_is_sealed(client_of, house):
    client_of(house.colleague).post(new(), told(house, reported_as="colleague", injured_name="Vikar Vinther"))

    case = Case.objects.exclude(pk=house.case.pk).get()
    assert (case.injured, unsealed(case.pk)[0].name) == (None, "Vikar Vinther")


def test_what_is_missing_stands_at_its_field_and_nothing_typed_is_lost(client_of, house):
    form = told(house, course=None, place_kind=None, absence=None, suggestion="En måtte", harm_words="Ondt", body=["63-left"])

    page = client_of(house.injured).post(new(), form)

    text = page.content.decode()
    assert page.status_code == 422
    for anchor in ("#id_course", "#id_place_kind_0", "#id_absence_0"):
        assert f'href="{anchor}"' in text
    assert "En måtte" in text
    assert "Ondt" in text
    assert 'value="63-left" id="id_body_24" checked' in text or 'value="63-left"' in text.split(" checked>")[-2][-60:]
    assert not Case.objects.exclude(pk=house.case.pk).exists()


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"happened_on": "24-12-2026"}, "happened_on"),
        ({"happened_on": "31-02-2026"}, "happened_on"),
        ({"happened_at": "kvart i"}, "happened_at"),
        ({"absence": "absent"}, "absent_from"),
        ({"absence": "absent", "absent_from": f"{TODAY:%d-%m-%Y}"}, "absent_from"),
        ({"absence": "absent", "absent_from": "24-12-2026"}, "absent_from"),
        ({"course": "Hun hedder 010780-1234"}, "course"),
        ({"reported_as": "colleague"}, "injured"),
        ({"unit": "9" * 30}, "unit"),
        ({"unit": "abc"}, "unit"),
        ({"injured": "9" * 30, "reported_as": "colleague"}, "injured"),
        ({"place_kind": "moon"}, "place_kind"),
        ({"phrase": "moon"}, "phrase"),
        ({"body": ["99-left"]}, "body"),
        ({"submission_id": "junk"}, "submission_id"),
    ],
)
def test_bad_input_is_told_and_never_breaks(client_of, house, words, field):
    page = client_of(house.injured).post(new(), told(house, **words))

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert not Case.objects.exclude(pk=house.case.pk).exists()


def test_nul_bytes_and_giants_never_break_a_page(client_of, house):
    client, junk = (
        client_of(house.injured),
        {"course": "a\x00b" * 3000, "find_person": "\x00", "find_unit": "\x00x", "find_phrase": "\x00n"},
    )
    for intent in ("send", "find", "switch", "later", "nonsense"):
        for kind in KINDS:
            assert client.post(new(kind), told(house, **junk, intent=intent, unit="\x00")).status_code in (200, 302, 422), (kind, intent)
    assert client.post(reverse("injury-phrases"), {"find_phrase": "\x00" * 99, "kind": "\x00"}).status_code == 200
    assert client.get(reverse("injury-start"), {"unit": "9" * 40}).status_code == 200
    assert client.get(new("moon")).status_code == 404


def test_a_day_without_its_year_is_the_last_such_day(client_of, house):
    client_of(house.injured).post(new(), told(house, happened_on="24/12"))

    assert Case.objects.exclude(pk=house.case.pk).get().happened_on == date(2025, 12, 24)


def test_a_near_miss_names_nobody_and_becomes_an_accident_when_somebody_was_hurt(client_of, house):
    client = client_of(house.injured)
    form = told(house, was_hurt="yes", course="Lampen faldt", suggestion="Skruer")

    refused = client.post(new("near-miss"), form)

    assert refused.status_code == 422
    assert 'formaction="/injuries/new/accident/"' in refused.content.decode()
    over = client.post(new("accident"), form | {"intent": "switch"})
    assert over.status_code == 200
    assert "Lampen faldt" in over.content.decode()
    assert "Skruer" in over.content.decode()
    assert client.post(new("near-miss"), form | {"keep_kind": "near_miss"}).status_code == 422
    assert client.post(new("near-miss"), form | {"was_hurt": "no"}).status_code == 302
    case = Case.objects.exclude(pk=house.case.pk).get()
    assert (case.injured, case.reporter, HealthPart.objects.filter(case=case).exists()) == (None, house.injured, False)


def test_what_another_kind_does_not_ask_is_carried_along_when_the_kind_is_changed(client_of, house):
    form = told(house, body=["63-left", "30"], harm="032", may_claim="on", intent="switch")

    page = client_of(house.injured).post(new("near-miss"), form).content.decode()

    for carried in ('name="body" value="63-left"', 'name="body" value="30"', 'name="harm" value="032"', 'name="may_claim" value="on"'):
        assert f'<input type="hidden" {carried}>' in page


@pytest.mark.parametrize(
    ("kind", "who", "better", "deviation"),
    [("violence", "internal", "offensive-act", "82"), ("offensive-act", "citizen", "violence", "83")],
)
def test_who_did_it_suggests_the_other_kind_and_the_reporter_decides(client_of, house, kind, who, better, deviation):
    client, form = client_of(house.injured), told(house, perpetrator=who)

    refused = client.post(new(kind), form)

    assert refused.status_code == 422
    assert f'formaction="/injuries/new/{better}/"' in refused.content.decode()
    assert client.post(new(kind), form | {"keep_kind": kind.replace("-", "_")}).status_code == 302
    case = Case.objects.exclude(pk=house.case.pk).get()
    assert (case.kind, case.deviation) == (kind.replace("-", "_"), deviation)


def test_what_came_over_more_than_five_days_is_suggested_as_a_disease(client_of, house):
    refused = client_of(house.injured).post(new(), told(house, is_over_days="on"))

    assert 'formaction="/injuries/new/disease/"' in refused.content.decode()


def test_a_disease_begins_with_the_doctors_duty_and_never_has_a_clock(client_of, house):
    client = client_of(house.injured)
    assert reverse("injury-autosave", args=["disease"]) not in client.get(new("disease")).content.decode()

    client.post(new("disease"), told(house, absence="expected"))

    assert Case.objects.exclude(pk=house.case.pk).get().due_at is None


def test_an_observation_asks_for_words_and_place_only(client_of, house):
    form = {name: text for name, text in told(house).items() if name not in ("reported_as", "absence")}

    assert client_of(house.injured).post(new("observation"), form).status_code == 302

    case = Case.objects.exclude(pk=house.case.pk).get()
    assert (case.kind, case.injured, case.place_kind) == (CaseKind.OBSERVATION, None, Place.PATIENT_ROOM)


def test_what_must_not_go_to_the_manager_is_not_there_for_manager_and_group(client_of, house):
    client_of(house.injured).post(new("offensive-act"), told(house, perpetrator="internal", is_kept_from_manager="on"))

    case = Case.objects.exclude(pk=house.case.pk).get()
    for person, status in ((house.manager, 404), (house.amr, 404), (house.administrator, 200), (house.injured, 200)):
        assert client_of(person).get(case.get_absolute_url()).status_code == status
    receipt = client_of(house.injured).get(reverse("injury-received", args=[case.public_id]))
    assert "Ikke din leder" in receipt.content.decode()


def test_who_is_nobody_to_the_case_gets_no_receipt(client_of, house):
    address = reverse("injury-received", args=[house.case.public_id])
    for person in (house.employee_elsewhere, house.superuser, house.colleague):
        assert client_of(person).get(address).status_code == 404
    assert client_of(house.manager).get(address).url == house.case.get_absolute_url()


def test_the_start_page_shows_ones_own_cases_only_and_logs_them(client_of, house):
    other = CaseFactory(unit=house.ward)

    page = client_of(house.injured).get(reverse("injury-start")).content.decode()

    assert house.case.number in page
    assert other.number not in page
    assert list(CaseRead.objects.values_list("case_id", "channel")) == [(house.case.pk, Channel.LIST)]


def test_the_start_page_asks_the_same_number_of_questions_however_many_cases(client_of, house):
    client = client_of(house.injured)
    counts = []
    for _ in range(2):
        CaseFactory.create_batch(3, unit=house.ward, injured=house.injured)
        drafting.keep(CaseKind.ACCIDENT, {"course": ["x"]}, submission_id=uuid4(), by=house.injured, now=NOW)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("injury-start"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_everyday_words_are_found_and_ticked_ones_stay(client_of, house):
    page = client_of(house.injured).post(reverse("injury-phrases"), {"find_phrase": "nål", "kind": "accident", "phrase": "kick"})

    text = page.content.decode()
    assert 'value="needle"' in text
    assert 'value="kick" id="id_phrase_0" checked' in text
    assert client_of(house.injured).get(reverse("injury-phrases")).status_code == 405


def test_somebody_without_a_unit_looks_for_one(client_of, house):
    client = client_of(house.superuser)
    assert client.get(new()).status_code == 200

    found = client.post(new(), told(house, unit="", find_unit="S5", intent="find")).content.decode()

    assert "Sengeafsnit S5" in found
    form = told(house, unit=str(house.other_ward.pk))
    assert client.post(new(), form).status_code == 302


def test_a_unit_that_was_closed_cannot_be_chosen(client_of, house):
    house.other_ward.valid_to = TODAY
    house.other_ward.save(update_fields=["valid_to"])

    assert client_of(house.injured).post(new(), told(house, unit=str(house.other_ward.pk))).status_code == 422


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_case_stands_in_the_pages_title(client_of, house, kind):
    page = client_of(house.injured).post(new(kind), told(house, course=CANARY, unit="")).content.decode()

    assert CANARY not in page.split("<title>")[1].split("</title>")[0]


def test_employments_of_both_give_the_units_to_choose_from(client_of, house):
    EngagementFactory(unit=house.other_ward, user=house.injured)

    page = client_of(house.injured).get(new())

    assert {pk for pk, _name in page.context["form"].fields["unit"].choices} == {house.ward.pk, house.other_ward.pk}


def test_no_photo_is_kept_of_a_report_that_was_refused(client_of, house):
    before = set(default_storage.listdir("injuries")[1]) if default_storage.exists("injuries") else set()

    client_of(house.injured).post(new(), told(house, course="", photos=[photo()]))

    after = set(default_storage.listdir("injuries")[1]) if default_storage.exists("injuries") else set()
    assert after == before
    assert not ReportDraft.objects.exists()


@pytest.mark.parametrize(
    ("who", "routes"),
    [
        ("injured", ()),
        ("manager", ("injury-list", "injury-events")),
        ("amr", ("injury-events",)),
        ("administrator", ("injury-queue", "injury-import", "injury-holds")),
        ("protection", ("injury-read-notes", "injury-retention", "injury-holds")),
    ],
)
def test_the_start_page_leads_each_role_to_its_lists_and_every_one_of_them_opens(client_of, house, who, routes):
    client = client_of(getattr(house, who))

    ways = client.get(reverse("injury-start")).context["page"].lists

    assert {reverse(route) for route in routes} <= {url for _label, url in ways}
    assert [url for _label, url in ways if client.get(url, follow=True).status_code != 200] == []
    assert (reverse("injury-queue") in {url for _label, url in ways}) == (who == "administrator")


def test_photos_that_the_browser_lost_are_asked_for_again(client_of, house):
    page = client_of(house.injured).post(new(), told(house, course="", photos=[photo()]))

    assert "Vælg fotos igen" in page.content.decode()


def test_the_unit_chosen_on_its_page_goes_along_past_the_doctor(client_of, house):
    client = client_of(house.injured)

    start = client.get(reverse("injury-start"), {"unit": house.other_ward.pk}).content.decode()

    assert f'href="{new("accident")}?unit={house.other_ward.pk}"' in start
    assert f"unit={house.other_ward.pk}&amp;told=1" in client.get(new("disease"), {"unit": house.other_ward.pk}).content.decode()
    assert client.get(new(), {"unit": house.other_ward.pk}).context["form"]["unit"].value() == house.other_ward.pk
