"""The labour inspectorate's reactions: open to every employee, kept by few, and never late unseen."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from actionplans.models import ActionPlan
from injuries.models import Reaction, ReactionFile
from injuries.reaction_mail import KIND, queue_reaction_mails
from injuries.reports.reactions import days_late
from orgstructure.models import RoleHolding
from orgstructure.permissions import Perm, Reach
from safetynet.common import outbox
from safetynet.common.models import OutboxMail
from safetynet.dashboard import papers
from safetynet.dashboard.models import DocumentJob
from tests.factories import LONG_AGO, NOW, TODAY, DraftFactory, EngagementFactory, PlanFactory, ReactionFactory, UnitFactory, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return UnitFactory(name="Sengeafsnit S4", parent=UnitFactory(name="Hospitalet"))


@pytest.fixture
def manager(ward):
    person = make_person(Perm.KEEP_REACTIONS, Perm.EDIT_PLANS, on=ward, reach=Reach.UNIT)
    RoleHolding.objects.create(user=person, role="manager", unit=ward, source="engagement", valid_from=LONG_AGO)
    return person


@pytest.fixture
def colleague():
    return EngagementFactory().user


@pytest.fixture
def reaction(ward):
    return ReactionFactory(unit=ward, title="Påbud om støj")


def said(**fields):
    given = {
        "kind": "order", "title": "Påbud om forflytning", "topic": "ergonomic", "received_on": TODAY.isoformat(), "version": "0",
        "deadline_on": (TODAY + timedelta(days=20)).isoformat(), "submission_id": str(uuid4()),
    }  # fmt: skip
    return given | fields


def new_address(unit):
    return f"{reverse('reaction-new')}?unit={unit.pk}"


# --- Who ------------------------------------------------------------------------------------------------
def test_every_employee_reads_it_and_changes_nothing(client_of, colleague, reaction):
    client = client_of(colleague)
    for address in (reaction.get_absolute_url(), reverse("reaction-unit", args=[reaction.unit_id])):
        page = client.get(address).content.decode()
        assert "Påbud om støj" in page
        assert "/edit/" not in page
        assert "/inspectorate/new/" not in page
    assert client.post(new_address(reaction.unit), said()).status_code == 403
    for way in ("edit", "answer", "withdraw", "plans", "file-new"):
        assert client.post(reverse(f"reaction-{way}", args=[reaction.pk]), {"answer": "x"}).status_code == 403, way
    reaction.refresh_from_db()
    assert (reaction.version, reaction.withdrawn_on, Reaction.objects.count()) == (1, None, 1)


def test_who_keeps_another_unit_s_changes_nothing_here(client_of, reaction):
    stranger = make_person(Perm.KEEP_REACTIONS, on=UnitFactory())
    assert client_of(stranger).post(reverse("reaction-withdraw", args=[reaction.pk])).status_code == 403
    assert client_of(stranger).post(new_address(reaction.unit), said()).status_code == 403


# --- Note and change --------------------------------------------------------------------------------------
def test_a_letter_is_noted_once_and_leads_to_its_page(client_of, manager, ward):
    same = said()
    for _ in range(2):
        page = client_of(manager).post(new_address(ward), same)
    reaction = Reaction.objects.get()
    assert page.url == reaction.get_absolute_url()
    assert (reaction.unit, reaction.made_by, reaction.deadline_on) == (ward, manager, TODAY + timedelta(days=20))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "Hvad handler det om"),
        ({"text": "Patienten 010190-1234 faldt"}, "CPR"),
        ({"title": "Om 010190-1234"}, "CPR"),
        ({"deadline_on": (TODAY - timedelta(days=2)).isoformat()}, "før brevet kom"),
        ({"deadline_on": ""}, "Skriv den frist"),
        ({"received_on": (TODAY + timedelta(days=2)).isoformat(), "deadline_on": ""}, "ikke kommet endnu"),
        ({"kind": "letter"}, "Fejl:"),
        ({"topic": "\x00"}, "Fejl:"),
        ({"version": "9" * 40}, "Fejl:"),
        ({"submission_id": "x"}, "Fejl:"),
    ],
)
def test_what_cannot_be_is_told_beside_the_field_and_nothing_is_lost(client_of, manager, ward, fields, words):
    page = client_of(manager).post(new_address(ward), said(journal_number="2026-77", **fields))
    assert (page.status_code, Reaction.objects.exists()) == (422, False)
    assert words in page.content.decode()
    assert "2026-77" in page.content.decode()


def test_guidance_needs_no_deadline(client_of, manager, ward):
    assert client_of(manager).post(new_address(ward), said(kind="guidance", deadline_on="")).status_code == 302
    assert Reaction.objects.get().deadline_on is None


@pytest.mark.parametrize("unit", ["", "0", "x", "9" * 30])
def test_no_such_unit_is_not_there(client_of, manager, unit):
    assert client_of(manager).get(f"{reverse('reaction-new')}?unit={unit}").status_code == 404


def test_of_two_who_change_it_the_second_hears_of_the_first(client_of, manager, reaction):
    address = reverse("reaction-edit", args=[reaction.pk])
    assert client_of(manager).post(address, said(version="1", title="Først")).status_code == 302

    page = client_of(manager).post(address, said(version="1", title="Dernæst"))

    assert page.status_code == 422
    assert "Først" in page.content.decode()
    assert "Dernæst" in page.content.decode()
    reaction.refresh_from_db()
    assert (reaction.title, reaction.version) == ("Først", 2)


def test_taken_back_it_stays_to_be_read_and_waits_for_nothing(client_of, manager, reaction, ward):
    client = client_of(manager)
    client.post(reverse("reaction-withdraw", args=[reaction.pk]))
    reaction.refresh_from_db()
    assert reaction.withdrawn_on == TODAY
    assert "Påbud om støj" in client.get(reaction.get_absolute_url()).content.decode()
    assert client.post(reverse("reaction-edit", args=[reaction.pk]), said(version="2")).status_code == 403
    assert "Intet venter på svar" in client.get(reverse("reaction-unit", args=[ward.pk])).content.decode()
    assert queue_reaction_mails(today=reaction.deadline_on, now=NOW) == 0


# --- Answer -----------------------------------------------------------------------------------------------
def test_an_answer_ends_the_waiting_and_becomes_a_letter(client_of, manager, colleague, reaction):
    address = reverse("reaction-answer", args=[reaction.pk])
    assert client_of(colleague).post(reverse("reaction-letter", args=[reaction.pk])).status_code == 404
    answered = {"answer": "Vi har sat en skærm op", "answered_on": TODAY.isoformat(), "version": "1"}

    assert client_of(manager).post(address, answered).url == reaction.get_absolute_url()

    reaction.refresh_from_db()
    assert (reaction.answer, reaction.answered_on, reaction.answered_by) == ("Vi har sat en skærm op", TODAY, manager)
    assert client_of(colleague).post(reverse("reaction-letter", args=[reaction.pk])).status_code == 302
    assert client_of(manager).post(address, answered).status_code == 422


@pytest.mark.parametrize(
    "fields",
    [
        {"answer": ""},
        {"answer": "010190-1234 er rask"},
        {"answered_on": (TODAY + timedelta(days=1)).isoformat()},
        {"answered_on": (TODAY - timedelta(days=9)).isoformat()},
        {"version": "-1"},
    ],
)
def test_an_answer_that_cannot_be_leaves_it_waiting(client_of, manager, reaction, fields):
    given = {"answer": "Gjort", "answered_on": TODAY.isoformat(), "version": "1", **fields}
    assert client_of(manager).post(reverse("reaction-answer", args=[reaction.pk]), given).status_code == 422
    reaction.refresh_from_db()
    assert reaction.answered_on is None


def test_the_letter_names_open_plans_and_no_confidential_one(reaction, manager):
    shown, hidden = PlanFactory(unit=reaction.unit, title="Skærm ved vasken"), PlanFactory(unit=reaction.unit, title="Kvabbelsnask")
    ActionPlan.objects.filter(pk=hidden.pk).update(is_confidential=True)
    reaction.plans.set([shown, hidden])
    Reaction.objects.update(answer="Vi har sat en skærm op", answered_on=TODAY, answered_by=manager)
    job = DocumentJob(kind=DocumentJob.Kind.REACTION, words={"reaction": reaction.pk}, by=manager, language="da")

    html = papers.html_of(job, today=TODAY, advance=lambda _per_cent: None)

    assert "Vi har sat en skærm op" in html
    assert "Skærm ved vasken" in html
    assert "Kvabbelsnask" not in html


# --- Plans and files ----------------------------------------------------------------------------------------
def test_a_plan_of_the_unit_is_tied_and_loosened_and_another_unit_s_is_not(client_of, manager, reaction):
    plan, other = PlanFactory(unit=reaction.unit), PlanFactory()
    address = reverse("reaction-plans", args=[reaction.pk])
    for given in ({"plan": plan.pk}, {"plan": other.pk}, {"plan": "x"}, {"plan": "9" * 30}, {}):
        assert client_of(manager).post(address, given).status_code == 302
    assert list(reaction.plans.all()) == [plan]
    client_of(manager).post(address, {"loosen": plan.pk})
    assert not reaction.plans.exists()


def test_a_plan_begun_of_it_carries_its_words_and_is_tied(client_of, manager, reaction):
    Reaction.objects.update(text="Støjen skal ned under 80 dB")
    page = client_of(manager).get(f"{reverse('plan-new')}?from=reaction-{reaction.pk}").content.decode()
    assert "Påbud om støj" in page
    assert "Støjen skal ned under 80 dB" in page


def test_somebody_else_s_draft_is_counted_and_not_named(client_of, colleague, reaction):
    reaction.plans.add(DraftFactory(unit=reaction.unit, title="Kvabbelsnask"))
    page = client_of(colleague).get(reaction.get_absolute_url()).content.decode()
    assert "Kvabbelsnask" not in page
    assert "1 plan er en kladde eller fortrolig" in page


def test_the_letter_is_kept_opened_by_everybody_and_taken_out_by_who_keeps_it(client_of, manager, colleague, reaction):
    address = reverse("reaction-file-new", args=[reaction.pk])
    page = client_of(manager).post(address, {"file": SimpleUploadedFile("p.exe", b"MZ", "application/pdf")})
    assert (page.status_code, ReactionFile.objects.exists()) == (422, False)
    client_of(manager).post(address, {"file": SimpleUploadedFile("Påbud.pdf", b"%PDF-1.7 lyd", "application/pdf")})
    file = ReactionFile.objects.get()
    there = reverse("reaction-file", args=[file.public_id])

    answer = client_of(colleague).get(there)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 lyd"
    assert "no-store" in answer.headers["Cache-Control"]
    away = reverse("reaction-file-remove", args=[file.public_id])
    assert client_of(colleague).post(away).status_code == 403
    assert client_of(manager).post(away).status_code == 302
    assert client_of(colleague).get(there).status_code == 404


# --- Lists ----------------------------------------------------------------------------------------------------
def test_late_stands_first_and_apart(client_of, colleague, ward):
    ReactionFactory(unit=ward, title="Besvaret", answer="x", answered_on=TODAY, answered_by=colleague)
    ReactionFactory(unit=ward, title="Senere", deadline_on=TODAY + timedelta(days=9))
    ReactionFactory(unit=ward, title="Snart", deadline_on=TODAY + timedelta(days=1))
    ReactionFactory(unit=ward, title="Forsinket", received_on=TODAY - timedelta(days=30), deadline_on=TODAY - timedelta(days=2))
    ReactionFactory(title="Andetsteds")

    page = client_of(colleague).get(reverse("reaction-unit", args=[ward.pk])).content.decode()

    places = [page.index(word) for word in ("1 svar er for sent", "Forsinket", "Snart", "Senere", "Besvaret")]
    assert places == sorted(places)
    assert "2 dage for sent" in page
    assert "Andetsteds" not in page


def test_a_long_list_takes_no_more_queries_than_a_short_one(client_of, colleague, ward):
    client, address = client_of(colleague), reverse("reaction-unit", args=[ward.pk])
    ReactionFactory(unit=ward)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(12):
        ReactionFactory(unit=UnitFactory(parent=ward))
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).content.decode().count("Påbud om forflytning") == 13
    assert len(many) == len(few)


def test_the_start_page_counts_what_one_keeps_and_names_the_nearest_day(client_of, manager, colleague, ward):
    ReactionFactory(unit=ward, received_on=TODAY - timedelta(days=9), deadline_on=TODAY - timedelta(days=1))
    ReactionFactory(unit=ward, deadline_on=TODAY + timedelta(days=5))
    ReactionFactory()
    mine = client_of(manager).get("/").content.decode()
    assert "2 breve fra Arbejdstilsynet venter på svar" in mine
    assert "1 er forsinket" in mine
    assert "Nærmeste frist: 21. november 2026" in mine
    assert "fra Arbejdstilsynet venter" not in client_of(colleague).get("/").content.decode()


def test_the_unit_s_page_shows_them_and_who_keeps_them_can_note_one(client_of, manager, colleague, reaction):
    address = reaction.unit.get_absolute_url()
    assert "1 brev venter på svar" in client_of(colleague).get(address).content.decode()
    assert new_address(reaction.unit) not in client_of(colleague).get(address).content.decode()
    assert new_address(reaction.unit) in client_of(manager).get(address).content.decode()


def closed(answer):
    """The file alone: closing the answer would end the request, and the test's connection with it."""
    for close in answer._resource_closers:
        close()


def test_the_table_has_a_row_for_each_and_how_late_it_was(client_of, colleague, ward):
    ReactionFactory(unit=ward, title="=1+1", received_on=TODAY - timedelta(days=30), deadline_on=TODAY - timedelta(days=3))
    ReactionFactory(unit=ward, title="I fjor", received_on=TODAY - timedelta(days=400), deadline_on=None, kind="guidance")
    ReactionFactory(unit=ward, title="Fejl", withdrawn_on=TODAY)
    book = client_of(colleague).get(reverse("reaction-table", args=[ward.pk]), {"year": TODAY.year})
    rows = list(load_workbook(io.BytesIO(b"".join(book.streaming_content))).active.values)
    closed(book)
    assert len(rows) == 2
    assert (rows[1][3].lstrip("'"), rows[1][8]) == ("=1+1", 3)
    for year in ("x", "0", "9" * 20):
        other = client_of(colleague).get(reverse("reaction-table", args=[ward.pk]), {"year": year})
        assert other.status_code == 200
        closed(other)


def test_days_late_stop_at_the_answer(reaction):
    reaction.answered_on = reaction.deadline_on + timedelta(days=4)
    assert days_late(reaction, TODAY + timedelta(days=300)) == 4


# --- Mails ------------------------------------------------------------------------------------------------------
def test_fourteen_days_before_three_days_before_and_late_each_once(manager, reaction):
    days = [reaction.deadline_on - timedelta(days=ahead) for ahead in (20, 14, 13, 3, 3, 2, 0, -1, -5)]
    told = [queue_reaction_mails(today=day, now=NOW) for day in days]
    assert told == [0, 1, 0, 1, 0, 0, 0, 1, 0]
    assert {mail.recipient for mail in OutboxMail.objects.filter(kind=KIND)} == {manager}


def test_of_missed_stages_only_the_last_is_told(manager, reaction):
    assert queue_reaction_mails(today=reaction.deadline_on + timedelta(days=1), now=NOW) == 1


def test_an_answered_one_is_dropped_on_the_way(manager, reaction, mailoutbox):
    Reaction.objects.update(deadline_on=TODAY + timedelta(days=3))
    reaction.refresh_from_db()
    queue_reaction_mails(today=TODAY, now=NOW)
    Reaction.objects.update(answer="x", answered_on=TODAY, answered_by=manager)
    outbox.deliver(now=NOW)
    assert mailoutbox == []


def test_the_mail_says_what_by_when_and_where(manager, reaction, mailoutbox):
    Reaction.objects.update(deadline_on=TODAY + timedelta(days=3))
    queue_reaction_mails(today=TODAY, now=NOW)
    outbox.deliver(now=NOW)
    mail = mailoutbox[0]
    assert mail.subject == "Svar til Arbejdstilsynet senest 25. november 2026"
    assert "Påbud om støj" in mail.body
    assert reaction.get_absolute_url() in mail.body
