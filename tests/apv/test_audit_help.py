"""“I want help with this”: asked by who answers, taken by one of the staff, ended with words, and told by mail."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apv.errors import RefusedError
from apv.models import AuditHelp, AuditYear
from apv.usecases import audit_helping
from orgstructure.models import User
from orgstructure.permissions import Perm
from safetynet.common import outbox
from safetynet.common.models import OutboxMail
from tests.apv.audit_house import COMMENT, audit_house, managed_unit
from tests.factories import NOW, AuditAnswerFactory, AuditPlaceFactory, SelfAuditFactory, UnitFactory, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return audit_house()


@pytest.fixture
def wish(house):
    return ask(house)


def ask(house, **words):
    given = {"answer": house.answer, "hindrance": "resources", "note": "Vi mangler en vikar", "by": house.manager, "now": NOW}
    return audit_helping.ask(**given | words)


def address(answer):
    return f"/audits/answers/{answer.pk}/help/"


def listed(client, **words):
    return [row.wish for row in client.get("/audits/help/", words).context["list"].rows]


def test_who_answers_asks_changes_and_withdraws_until_somebody_takes_it(house, client_of):
    client = client_of(house.manager)
    assert client.post(address(house.answer), {"hindrance": "resources", "note": "En vikar"}).status_code == 302
    asked = AuditHelp.objects.get()
    assert (asked.asked_by, asked.hindrance, asked.note, asked.asked_at) == (house.manager, "resources", "En vikar", NOW)
    client_of(house.amr).post(address(house.answer), {"hindrance": "do_not_know_how", "note": ""})
    asked.refresh_from_db()
    assert (asked.asked_by, asked.hindrance, asked.note) == (house.manager, "do_not_know_how", "")
    for _ in range(2):
        assert client.post(address(house.answer), {"intent": "withdraw"}).status_code == 302
    assert not AuditHelp.objects.exists()


def test_what_is_missing_stands_at_its_field_and_nothing_typed_is_lost(house, client_of):
    page = client_of(house.manager).post(address(house.answer), {"hindrance": "", "note": "En vikar"})
    assert page.status_code == 422
    assert "En vikar" in page.content.decode()
    assert client_of(house.manager).post(address(house.answer), {"hindrance": "resources", "note": "010780-1234"}).status_code == 422
    assert not AuditHelp.objects.exists()


def test_with_htmx_the_wish_comes_back_in_the_card(house, client_of):
    client, htmx = client_of(house.manager), {"HX-Request": "true"}
    assert "<html" not in client.get(address(house.answer), headers=htmx).content.decode()
    done = client.post(address(house.answer), {"hindrance": "resources", "note": "<b>x</b>"}, headers=htmx).content.decode()
    assert f'id="help-{house.answer.pk}"' in done
    assert "Hjælp ønskes" in done
    assert "<b>x</b>" not in done
    gone = client.post(address(house.answer), {"intent": "withdraw"}, headers=htmx).content.decode()
    assert "Jeg vil gerne have hjælp" in gone


def test_staff_and_managers_above_do_not_ask_and_others_find_nothing(house, client_of):
    _other, elsewhere = managed_unit(house.region, "Køkkenet")
    above = make_person(Perm.RUN_REPORTS, Perm.EDIT_PLANS, on=house.region)
    form = {"hindrance": "resources"}
    assert client_of(house.runs).post(address(house.answer), form).status_code == 403
    assert client_of(elsewhere).post(address(house.answer), form).status_code == 404
    assert client_of(above).post(address(house.answer), form).status_code == 404
    AuditYear.objects.update(status="closed", closed_at=NOW, closed_by=house.runs)
    assert client_of(house.manager).post(address(house.answer), form).status_code == 403
    assert not AuditHelp.objects.exists()


def test_once_taken_it_is_neither_changed_nor_withdrawn(house, wish, client_of):
    audit_helping.take(wish=wish, by=house.runs, now=NOW)
    for form in ({"hindrance": "do_not_know_how"}, {"intent": "withdraw"}):
        page = client_of(house.manager).post(address(house.answer), form, headers={"HX-Request": "true"})
        assert "allerede taget" in page.content.decode()
        assert "Karin Konsulent" in page.content.decode()
    wish.refresh_from_db()
    assert wish.hindrance == "resources"


def test_the_list_is_of_who_runs_audits_there_oldest_first(house, wish, client_of):
    older_audit = SelfAuditFactory(year=house.year)
    older = ask(
        house, answer=AuditAnswerFactory(audit=older_audit, answer="partly"), now=NOW - timedelta(days=9), by=older_audit.started_by
    )
    other = UnitFactory(name="Anden region")
    elsewhere = make_person(Perm.RUN_AUDITS, on=other)

    assert listed(client_of(house.runs)) == [older, wish]
    assert listed(client_of(elsewhere)) == []
    page = client_of(house.runs).get("/audits/help/").content.decode()
    assert "Vi mangler en vikar" in page
    assert COMMENT in page
    for subject in (house.manager, make_person(Perm.OFFER_HELP, Perm.RUN_REPORTS, on=house.region)):
        assert client_of(subject).get("/audits/help/").status_code == 403
    assert client_of(elsewhere).post(f"/audits/help/{wish.pk}/take/").status_code == 404
    assert client_of(elsewhere).get(f"/audits/help/{wish.pk}/end/").status_code == 404


def test_the_list_is_filtered_by_state_hindrance_and_part_of_the_organisation(house, wish, client_of):
    hospital = UnitFactory(parent=house.region, name="Hospitalet")
    ward, manager = managed_unit(hospital, "Afsnit H1")
    audit = SelfAuditFactory(year=house.year, started_by=manager, places=[AuditPlaceFactory(year=house.year, unit=ward, manager=manager)])
    there = ask(house, answer=AuditAnswerFactory(audit=audit), hindrance="do_not_know_how", by=manager, now=NOW + timedelta(hours=1))
    client = client_of(house.runs)

    assert listed(client, hindrance="do_not_know_how") == [there]
    assert listed(client, unit=hospital.pk) == [there]
    assert listed(client, unit=house.region.pk, hindrance="rubbish", state="rubbish", page="x") == [wish, there]
    client.post(f"/audits/help/{there.pk}/take/")
    assert (listed(client), listed(client, state="mine"), listed(client, state="taken")) == ([wish], [there], [there])
    client.post(f"/audits/help/{there.pk}/end/", {"words": "Vi har talt sammen"})
    assert (listed(client, state="mine"), listed(client, state="ended")) == ([], [there])


def test_taken_given_back_and_ended_with_words_by_the_one_who_took_it(house, wish, client_of):
    colleague = make_person(Perm.RUN_AUDITS, on=house.region, first_name="Bo", last_name="Kollega")
    client = client_of(house.runs)
    client.post(f"/audits/help/{wish.pk}/take/")
    late = client_of(colleague).post(f"/audits/help/{wish.pk}/take/", follow=True).content.decode()
    assert "Karin Konsulent har taget den." in late
    for act, form in (("give-back", {}), ("end", {"words": "Ikke mit"})):
        client_of(colleague).post(f"/audits/help/{wish.pk}/{act}/", form)
    wish.refresh_from_db()
    assert (wish.taken_by, wish.ended_at) == (house.runs, None)

    client.post(f"/audits/help/{wish.pk}/give-back/")
    wish.refresh_from_db()
    assert (wish.taken_by, wish.asked_at) == (None, NOW)
    client_of(colleague).post(f"/audits/help/{wish.pk}/take/")
    assert client_of(colleague).post(f"/audits/help/{wish.pk}/end/", {"words": ""}).status_code == 422
    for _ in range(2):
        assert client_of(colleague).post(f"/audits/help/{wish.pk}/end/", {"words": "Vi har lavet en plan"}).status_code == 302
    wish.refresh_from_db()
    assert (wish.taken_by, wish.ended_note, wish.is_ended) == (colleague, "Vi har lavet en plan", True)


def test_a_way_back_to_another_house_is_not_followed(house, wish, client_of):
    answer = client_of(house.runs).post(f"/audits/help/{wish.pk}/take/", {"next": "https://evil.invalid/"})
    assert answer.url == "/audits/help/"


def letters(at):
    mail.outbox.clear()
    outbox.deliver(now=at)
    return mail.outbox


def test_who_asked_gets_a_mail_when_it_is_taken_and_one_when_it_is_ended_on_a_working_day(house, wish):
    User.objects.update(email="nogen@region-eksempel.invalid")
    audit_helping.take(wish=wish, by=house.runs, now=NOW)
    assert letters(NOW) == []  # it is Sunday
    (first,) = letters(NOW + timedelta(days=1))
    assert "Karin Konsulent" in first.subject
    assert COMMENT not in first.body
    audit_helping.end(wish=wish, words="Vikaren er fundet", by=house.runs, now=NOW + timedelta(days=1))
    (second,) = letters(NOW + timedelta(days=1))
    assert "Vikaren er fundet" in second.body
    assert OutboxMail.objects.filter(recipient=house.manager).count() == 2


def test_a_wish_given_back_before_the_mail_goes_tells_nothing_and_who_left_the_unit_neither(house, wish):
    User.objects.update(email="nogen@region-eksempel.invalid")
    audit_helping.take(wish=wish, by=house.runs, now=NOW)
    audit_helping.give_back(wish=wish, by=house.runs)
    assert letters(NOW + timedelta(days=1)) == []
    audit_helping.take(wish=wish, by=make_person(Perm.RUN_AUDITS, on=house.region), now=NOW)
    house.manager.unituserpermission_set.all().delete()
    assert letters(NOW + timedelta(days=1)) == []


def test_as_many_queries_for_a_long_list_as_for_a_short_one(house, wish, client_of):
    def count():
        client = client_of(house.runs)
        client.get("/audits/help/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/audits/help/")
        return len(queries)

    few = count()
    for number in range(8):
        audit = SelfAuditFactory(year=house.year, places=[AuditPlaceFactory(year=house.year) for _ in range(3)])
        ask(house, answer=AuditAnswerFactory(audit=audit, answer="no"), by=audit.started_by, now=NOW + timedelta(minutes=number))
    assert count() == few


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_at_once_one_gets_it():
    house = audit_house()
    wish = ask(house)
    people = [make_person(Perm.RUN_AUDITS, on=house.region) for _ in range(4)]
    refused = []

    def take(person):
        try:
            audit_helping.take(wish=AuditHelp.objects.get(pk=wish.pk), by=person, now=NOW)
        except RefusedError:
            refused.append(person)
        finally:
            connection.close()

    threads = [Thread(target=take, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wish.refresh_from_db()
    assert (len(refused), wish.taken_by in people, wish.taken_by in refused) == (3, True, False)
    assert OutboxMail.objects.count() == 1
