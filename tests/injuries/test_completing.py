"""Completing a case: what is missing is named, what is wrong is refused, nothing that was typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from injuries.completeness import LABELS, missing_in
from injuries.models import Case, CaseAct, CaseKind, CaseRead, Part
from injuries.reading import unsealed
from injuries.sealing import Health, Identity
from orgstructure import cpr
from orgstructure.models import User
from tests.factories import NOW, TODAY, AbsenceFactory, CaseFactory

pytestmark = pytest.mark.django_db
NUMBER = "0101901234"


def address(case, name="injury-complete"):
    return reverse(name, args=[case.public_id])


@pytest.fixture
def client(house, client_of, monkeypatch):
    monkeypatch.setattr("safetynet.common.clock.now", lambda: NOW)
    return client_of(house.administrator)


@pytest.fixture
def case(house):
    User.objects.filter(pk=house.injured.pk).update(cpr_encrypted=cpr.encrypt(NUMBER), cpr_hash=cpr.hashed(NUMBER))
    house.case.refresh_from_db()
    return house.case


def as_it_stands(client, case):
    """What the browser would post, untouched."""
    form = client.get(address(case)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in values.items() if value is not None and value is not False and value != ""}


WHOLE = {
    "occupation": "Sygeplejerske",
    "employment": "permanent",
    "hired_on": "01-08-2019",
    "happened_at": "14:30",
    "injury": "032",
    "body": "63",
    "expected_absence": "d1_3",
    "contact": "31",
    "contact_agent": "01",
    "deviation": "52",
}


def save(client, case, **words):
    return client.post(address(case), as_it_stands(client, case) | words)


def test_a_case_is_completed_and_the_page_says_that_nothing_is_missing(client, case, house):
    page = client.get(address(case))
    assert {"employment", "happened_at", "expected_absence"} <= set(page.context["missing"])
    assert save(client, case, **WHOLE).status_code == 302

    case.refresh_from_db()
    identity, health = unsealed(case.pk)
    assert (case.missing_fields, missing_in(case, identity, health)) == (0, {})
    assert (identity.employment, health.expected_absence, health.body, health.harm) == ("permanent", "d1_3", ("63",), "Ondt i anklen.")
    assert CaseAct.objects.get(case=case).verb == "complete"
    assert set(CaseRead.objects.values_list("case_id", "part")) == {(case.pk, Part.WHOLE)}


def test_missing_fields_link_to_themselves_in_the_words_of_the_errors(client, case):
    text = client.get(address(case)).content.decode()

    assert '<a href="#id_employment">Vælg “Ansættelsesforhold”' in text
    assert 'id="id_employment"' in text


def test_it_may_be_saved_half_done(client, case):
    assert save(client, case, employment="hourly").status_code == 302

    case.refresh_from_db()
    assert case.missing_fields == 2
    assert unsealed(case.pk)[0].employment == "hourly"


def test_the_cpr_number_is_neither_shown_nor_asked_for_when_the_directory_has_it(client, case):
    text = client.get(address(case)).content.decode()

    assert "010190" not in text
    assert 'name="cpr"' not in text
    assert 'name="nationality"' not in text


def test_without_a_number_sex_age_and_nationality_are_needed_or_the_number(client, house):
    case = house.case
    assert {"sex", "age", "nationality"} <= set(client.get(address(case)).context["missing"])
    assert save(client, case, cpr="32-13-90").status_code == 422
    assert save(client, case, cpr="010190-1234").status_code == 302

    assert unsealed(case.pk)[0].cpr == NUMBER
    page = client.get(address(case))
    assert "sex" not in page.context["missing"]
    assert NUMBER not in page.content.decode()
    assert "1234" not in page.content.decode().replace("123456", "")
    assert save(client, case, cpr="").status_code == 302
    assert unsealed(case.pk)[0].cpr == NUMBER


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"happened_on": "01-01-2030"}, "happened_on"),
        ({"hired_on": "31-12-2026"}, "hired_on"),
        ({"deviation": "77"}, "deviation"),
        ({"contact_agent": "99999"}, "contact_agent"),
        ({"injury": "032x"}, "injury"),
        ({"kind": "near_miss"}, "kind"),
        ({"perpetrator": "citizen"}, "perpetrator"),
        ({"course": "Det var 010190-1234"}, "course"),
        ({"happened_at": "kl. ca. 25"}, "happened_at"),
        ({"exposure_days": "0"}, "exposure_days"),
        ({"exposure_days": "9" * 40}, "exposure_days"),
        ({"died_on": "01-01-2020"}, "died_on"),
        ({"died_time": "10:00"}, "died_on"),
        ({"occupation": "a\x00b" + "x" * 200}, "occupation"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(client, case, words, field):
    page = client.post(address(case), as_it_stands(client, case) | {"note": "Ring til afsnittet", **words})

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert "Ring til afsnittet" in page.content.decode()
    assert not CaseAct.objects.exists()


def test_the_day_cannot_be_moved_behind_the_absence(client, case):
    AbsenceFactory(case=case, starts_on=case.happened_on)
    later = (case.happened_on + timedelta(days=1)).strftime("%d-%m-%Y")

    assert "happened_on" in client.post(address(case), as_it_stands(client, case) | {"happened_on": later}).context["form"].errors


def test_a_place_off_the_premises_is_missing_until_it_is_told(client, case):
    save(client, case, is_off_premises="on", place="")
    assert "place" in client.get(address(case)).context["missing"]
    save(client, case, is_off_premises="on", place="På Nørregade")
    assert "place" not in client.get(address(case)).context["missing"]


def test_a_near_miss_with_an_injury_must_become_an_accident(client, house):
    case = CaseFactory(unit=house.ward, kind=CaseKind.NEAR_MISS, reporter=house.colleague)
    refused = client.post(address(case), as_it_stands(client, case) | {"injury": "032"})
    assert "kind" in refused.context["form"].errors
    assert save(client, case, kind="accident", injury="032", name="Vikar Vang").status_code == 302

    case.refresh_from_db()
    assert (case.kind, CaseAct.objects.get(case=case).verb) == (CaseKind.ACCIDENT, "change_kind")
    assert unsealed(case.pk)[0].name == "Vikar Vang"


def test_a_near_miss_without_injury_gets_no_sealed_half(client, house):
    case = CaseFactory(unit=house.ward, kind=CaseKind.NEAR_MISS, reporter=house.colleague)

    assert save(client, case, course="En seng rullede.").status_code == 302
    assert unsealed(case.pk) is None


def test_what_lasted_more_than_five_days_is_said_to_be_perhaps_a_disease(client, case):
    save(client, case, exposure_days="6")

    assert "erhvervssygdom" in client.get(address(case)).content.decode()


def test_violence_suggests_83_and_82_between_people_who_work_here(client, house):
    by_patient = CaseFactory(unit=house.ward, kind=CaseKind.VIOLENCE, perpetrator="citizen", deviation="", phrase="")
    by_colleague = CaseFactory(unit=house.ward, kind=CaseKind.VIOLENCE, perpetrator="internal", deviation="", phrase="")

    assert client.get(address(by_patient)).context["form"]["deviation"].value() == "83"
    assert client.get(address(by_colleague)).context["form"]["deviation"].value() == "82"


def test_everyday_words_fill_in_the_codes_without_saving_and_without_losing_what_was_typed(client, case):
    form = as_it_stands(client, case) | {"note": "Ring først"}
    found = client.post(address(case), form | {"words": "nål", "find": "1"})
    assert found.status_code == 200
    assert found.context["phrases"][0][0] == "needle"
    assert "Ring først" in found.content.decode()
    filled = client.post(address(case), form | {"use": "needle"}).context["form"]

    assert [filled[name].value() for name in ("activity", "deviation", "contact", "contact_agent", "injury")] == [
        "46", "61", "52", "06", "012",
    ]  # fmt: skip
    assert filled["note"].value() == "Ring først"
    assert not CaseAct.objects.exists()


def test_of_two_who_save_at_once_one_is_told_and_may_save_again(client, case):
    form = as_it_stands(client, case) | WHOLE
    Case.objects.filter(pk=case.pk).update(version=case.version + 5)
    refused = client.post(address(case), form | {"occupation": "Min stilling"})

    assert refused.status_code == 422
    assert "Min stilling" in refused.content.decode()
    again = form | {"occupation": "Min stilling", "version": refused.context["form"]["version"].value()}
    assert client.post(address(case), again).status_code == 302
    assert unsealed(case.pk)[0].occupation == "Min stilling"


def test_a_changed_fact_moves_the_clock_in_the_same_save(client, case):
    save(client, case, may_claim="on")

    case.refresh_from_db()
    assert case.due.on == case.happened_on + timedelta(days=14)


def test_a_withdrawn_case_is_not_changed(client, case):
    form = as_it_stands(client, case) | WHOLE
    Case.objects.filter(pk=case.pk).update(state="withdrawn", ended_reason="Dobbelt")

    assert client.post(address(case), form).status_code == 422


def test_everything_the_annex_asks_for_is_named_for_an_empty_case():
    bare = Case(kind=CaseKind.ACCIDENT, happened_on=TODAY, is_off_premises=True)

    assert list(missing_in(bare, Identity(), Health())) == [
        "name", "sex", "age", "nationality", "occupation", "employment", "hired_on", "injury", "body", "expected_absence", "place",
        "happened_at", "course", "contact", "contact_agent",
    ]  # fmt: skip
    assert set(missing_in(bare, Identity(), Health())) <= set(LABELS)
