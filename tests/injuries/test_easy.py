"""The file for the portal: any text survives, the mapping decides, wrong mappings are refused in words, every fetch is logged."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from uuid import uuid4

import pytest
from defusedxml.ElementTree import fromstring
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from injuries.easy.made_up import made_up
from injuries.easy.mapping import FileMapping, Line, WrongMappingError, default
from injuries.easy.xml import told, xml_of
from injuries.models import Case, CaseRead, Channel, EasyTemplate, Part, Report
from orgstructure import cpr
from orgstructure.models import CprRead, User
from tests.factories import NOW, SignedCaseFactory
from tests.injuries.test_telling import HURT, WHO, whole_case

NUMBER = "0101901234"


@given(st.text(alphabet=st.characters(blacklist_categories=())))
def test_any_text_survives_the_round_trip_and_the_file_stays_xml(text):
    record = made_up()
    record.case.course = text
    written = xml_of(default(), [record]).encode()

    assert (fromstring(written).findtext("Anmeldelse/Haendelse/Forloeb") or "") == told(text)


def test_what_xml_cannot_hold_becomes_a_mark_and_the_rest_stays():
    assert told("a\x00b\x0bc\ud800d\tæ\n😀") == "a\ufffdb\ufffdc\ufffdd\tæ\n😀"


def test_the_shipped_mapping_is_sound_and_writes_the_annex_in_order():
    default().judge()
    one = fromstring(xml_of(default(), [made_up()]).encode()).find("Anmeldelse")

    assert one.findtext("Tilskadekomne/CPR") == NUMBER
    assert [part.text for part in one.findall("Skade/Legemsdele/Legemsdel")] == ["31", "51"]
    assert one.findtext("Skade/ForventetFravaer") == "A01"
    assert one.findtext("Skade/FoersteFravaersdag") == "2026-02-28"
    assert one.findtext("Arbejdsgiver/Afdeling") == "Sengeafsnit 7 & 8"


def test_two_cases_are_two_elements_and_what_is_empty_is_left_out():
    bare = made_up()
    bare = replace(bare, cpr="")
    found = fromstring(xml_of(default(), [made_up(), bare]).encode()).findall("Anmeldelse")

    assert [one.find("Tilskadekomne/CPR") is not None for one in found] == [True, False]


def mapped(*lines, root="A", case="B", fixed=()):
    return FileMapping(root, case, tuple(Line(name, path, is_required=False) for name, path in lines), fixed)


@pytest.mark.parametrize(
    ("mapping", "field"),
    [
        (mapped(("name", "Navn"), root="1A"), "root"),
        (mapped(("name", "Navn"), case="a b"), "case"),
        (mapped(), "root"),
        (mapped(("name", "Navn/")), "path_name"),
        (mapped(("name", "<x>")), "path_name"),
        (mapped(("name", "xmlNavn")), "path_name"),
        (mapped(("name", "a/" * 20 + "b")), "path_name"),
        (mapped(("name", "P/Navn"), ("cpr", "P/Navn")), "path_cpr"),
        (mapped(("name", "P/Navn"), ("cpr", "P")), "path_cpr"),
        (mapped(("name", "P"), ("cpr", "P/Cpr")), "path_cpr"),
        (mapped(("name", "P"), fixed=(("P/Q", "x"),)), "fixed"),
    ],
)
def test_a_wrong_mapping_is_refused_at_its_field(mapping, field):
    with pytest.raises(WrongMappingError) as refused:
        mapping.judge()
    assert set(refused.value.wrong) == {field}


def test_what_is_kept_is_read_again_and_a_field_we_no_longer_have_is_left_out():
    kept = default().kept()
    assert FileMapping.read(kept) == default()
    kept["fields"].append(["gone", "Vaek", True])
    assert FileMapping.read(kept) == default()


@pytest.fixture
def client(house, client_of, monkeypatch):
    monkeypatch.setattr("safetynet.common.clock.now", lambda: NOW)
    return client_of(house.administrator)


@pytest.fixture
def case(house):
    User.objects.filter(pk=house.injured.pk).update(cpr_encrypted=cpr.encrypt(NUMBER), cpr_hash=cpr.hashed(NUMBER))
    house.injured.refresh_from_db()
    return whole_case(house)


def posted(client, **words):
    form = client.get("/injuries/file-template/").context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in values.items() if value is not None and value is not False and value != ""} | words


@pytest.mark.django_db
def test_a_new_template_decides_the_next_file_and_the_earlier_one_stays(client, case):
    address = "/injuries/file-template/"
    assert "Anmeldelse" in client.get(address).content.decode()
    assert client.post(address, posted(client, path_name="Person/Fornavn", fixed="Arbejdsgiver/CVR = 12345678")).status_code == 302
    assert client.post(address, posted(client, note="Ny portal", path_name="Hvem")).status_code == 302
    one = fromstring(client.get(reverse("injury-report-xml", args=[case.public_id])).content).find("Anmeldelse")

    assert (one.findtext("Hvem"), one.findtext("Arbejdsgiver/CVR")) == ("Signe Skadet", "12345678")
    assert EasyTemplate.objects.count() == 2


@pytest.mark.django_db
def test_looking_first_saves_nothing_and_wrong_words_are_told(client):
    address = "/injuries/file-template/"
    looked = client.post(address, posted(client, path_name="Hvem", look="1"))
    assert "&lt;Hvem&gt;Else Eksempel&lt;/Hvem&gt;" in looked.content.decode()
    assert client.post(address, posted(client, path_name="a b")).status_code == 422
    assert client.post(address, posted(client, fixed="uden lighedstegn")).status_code == 422
    assert client.post(address, {"root": "\x00", "stands": "9" * 40}).status_code == 422
    assert not EasyTemplate.objects.exists()


@pytest.mark.django_db
def test_of_two_who_change_the_template_the_second_is_told(client):
    first, second = posted(client, path_name="A"), posted(client, path_name="B")
    assert client.post("/injuries/file-template/", first).status_code == 302
    assert client.post("/injuries/file-template/", second).status_code == 422


@pytest.mark.django_db
def test_the_number_goes_into_the_file_and_both_logs_know_it(client, case, house):
    answer = client.get(reverse("injury-report-xml", args=[case.public_id]))

    assert fromstring(answer.content).findtext("Anmeldelse/Tilskadekomne/CPR") == NUMBER
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"] == f'attachment; filename="anmeldelse-{case.number}.xml"'
    row = CaseRead.objects.get()
    assert (row.case_id, row.channel, row.part) == (case.pk, Channel.EXPORT, Part.WHOLE)
    read = CprRead.objects.get()
    assert (read.by, read.person) == (house.administrator, house.injured)
    assert case.number in read.reason


@pytest.mark.django_db
def test_a_file_that_would_lack_what_the_template_wants_is_refused_with_the_list(client, house):
    bare = SignedCaseFactory(unit=house.ward, injured=house.injured, sealed=True)
    answer = client.get(reverse("injury-report-xml", args=[bare.public_id]), follow=True)

    assert answer.redirect_chain
    assert bare.number in " ".join(str(message) for message in answer.context["messages"])


@pytest.mark.django_db
def test_several_cases_go_out_in_one_file_and_are_noted_as_sent_together(client, case, house):
    other = whole_case(house)
    leaving_out = SignedCaseFactory(unit=house.ward, injured=house.injured, sealed=True)
    ticked = [str(one.public_id) for one in (case, other, leaving_out)]
    batch = client.post("/injuries/batches/", {"case": [*ticked, "junk", str(uuid4())]}).headers["Location"]
    CaseRead.objects.all().delete()
    found = fromstring(client.get(f"{batch}export.xml").content).findall("Anmeldelse")

    assert {one.findtext("Sagsnummer") for one in found} == {case.number, other.number}
    assert set(CaseRead.objects.values_list("case_id", "channel")) == {(case.pk, "export"), (other.pk, "export")}
    assert client.post(f"{batch}sent/").status_code == 302
    assert client.post(f"{batch}sent/").status_code == 302
    assert Report.objects.filter(batch__isnull=False).count() == 2
    assert set(Case.objects.filter(pk__in=[case.pk, other.pk]).values_list("state", flat=True)) == {"sent"}


@pytest.mark.django_db
def test_a_batch_belongs_to_who_made_it_and_nothing_ticked_makes_none(client, case, client_of, house):
    batch = client.post("/injuries/batches/", {"case": str(case.public_id)}).headers["Location"]
    for who in ("other_administrator", "manager", "superuser"):
        for address in (batch, f"{batch}export.xml", f"{batch}export.pdf"):
            assert client_of(getattr(house, who)).get(address).status_code == 404
        assert client_of(getattr(house, who)).post(f"{batch}sent/").status_code == 404
    assert client.post("/injuries/batches/").headers["Location"] == reverse("injury-queue")


@pytest.mark.django_db
def test_the_copy_is_for_the_injured_and_the_administrator_whole_but_for_the_number(client, case, house, client_of):
    for reader in (client, client_of(house.injured)):
        answer = reader.get(reverse("injury-copy", args=[case.public_id]))
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF")
    assert not CprRead.objects.exists()
    assert set(CaseRead.objects.values_list("reader", "channel")) == {(house.administrator.pk, "pdf"), (house.injured.pk, "pdf")}


PAGES = ("complete", "send", "receipt", "decision", "report-xml", "report-pdf", "copy")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "who", ["manager", "amr", "manager_above", "other_administrator", "employee_elsewhere", "colleague", "superuser", "protection"]
)
def test_for_everybody_else_no_address_of_the_case_is_there_and_nothing_is_logged_as_read(house, client_of, who):
    case = SignedCaseFactory(unit=house.ward, injured=house.injured, sealed=(WHO, HURT))
    client = client_of(getattr(house, who))
    for page in PAGES:
        address = reverse(f"injury-{page}", args=[case.public_id])
        assert client.get(address).status_code == 404
        assert client.post(address, {"how": "file", "number": "1"}).status_code in (404, 405)
    assert not CaseRead.objects.filter(case_id=case.pk).exists()
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_the_injured_reads_the_copy_and_none_of_the_desk(house, client_of):
    client = client_of(house.injured)
    for page in set(PAGES) - {"copy"}:
        assert client.get(reverse(f"injury-{page}", args=[house.case.public_id])).status_code == 404


def test_the_file_is_read_by_any_xml_reader():
    assert ET.fromstring(xml_of(default(), [made_up()]).encode()).tag == "Anmeldelser"  # noqa: S314  our own file
