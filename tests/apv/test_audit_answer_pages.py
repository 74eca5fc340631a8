"""The pages of answering a self-audit: begun, saved one by one and as a page, jointly, with those who took part, sent in, read."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apv.models import AuditAnswer, AuditPlace, AuditQuestion, AuditYear, SelfAudit
from apv.usecases import audit_participants, auditing
from apv.usecases.auditing import Given
from orgstructure.models import RoleHolding
from orgstructure.permissions import Perm, Reach
from safetynet.common import clock, outbox
from safetynet.common.models import OutboxMail
from tests.apv.audit_answers import make_audits
from tests.factories import LONG_AGO, NOW, TODAY, AuditPlaceFactory, UnitFactory, UserFactory, make_person

pytestmark = pytest.mark.django_db
SECRET = "Noget som ikke kommer andre ved"


@pytest.fixture
def audits():
    return make_audits()


@pytest.fixture
def manager(audits, client_of):
    return client_of(audits.manager)


@pytest.fixture
def consultant(audits, client_of):
    return client_of(audits.consultant)


def at(name, *args):
    return reverse(f"audit-{name}", args=args)


def text_of(response):
    return response.content.decode()


def fields(question, answer="", comment="", view="", version=0, was="new"):
    prefix = f"q{question.pk}"
    given = {"answer": answer, "comment": comment, "view": view, "version": version, "was": was}
    return {f"{prefix}-{name}": value for name, value in given.items()}


def say(response):
    return [str(message) for message in response.context["messages"]]


# --- begun ----------------------------------------------------------------------------------------------
def test_begun_by_a_press_it_opens_at_the_first_question_without_an_answer(audits, manager):
    first = manager.post(at("begin", audits.place.pk))
    audit = SelfAudit.objects.get()
    auditing.save_answer(audit=audit, question=audits.questions[0], given=Given("yes"), version=0, by=audits.manager, now=NOW)
    again = manager.post(at("begin", audits.place.pk))

    assert first.url == f"/audits/{audit.pk}/#q-{audits.questions[0].pk}"
    assert again.url == f"/audits/{audit.pk}/#q-{audits.questions[1].pk}"


def test_reading_begins_nothing_and_who_does_not_answer_there_may_not(audits, client_of):
    assert client_of(audits.manager).get(at("begin", audits.place.pk)).status_code == 405
    for stranger in (audits.neighbour, audits.consultant, UserFactory()):
        assert client_of(stranger).post(at("begin", audits.place.pk)).status_code == 403
    assert not SelfAudit.objects.exists()


def test_a_place_that_has_ended_is_told_in_words(audits, manager):
    AuditPlace.objects.update(ended_on=TODAY)

    response = manager.post(at("begin", audits.place.pk), follow=True)

    assert "en anden leder" in say(response)[0]


# --- the page -------------------------------------------------------------------------------------------
def test_the_page_has_every_question_with_law_hint_and_last_years_answer_gap_and_action(client_of):
    audits = make_audits(is_followed=True)
    audit = audits.begin()

    text = text_of(client_of(audits.manager).get(at("detail", audit.pk)))

    assert text.count('class="sn-audit-sheet-question"') == 3
    assert ("0 af 3" in text, "BEK 65/2024 § 33" in text, "Ja: det er et fast punkt." in text) == (True, True, True)
    assert ("Kun ved store ændringer" in text, "Fast punkt på personalemødet" in text) == (True, True)
    assert ("Anna Berg" in text, "Afsnit M2" in text) == (True, True)


def test_a_law_of_another_country_is_not_shown(client_of):
    audits = make_audits()
    audits.begin()
    AuditQuestion.objects.update(law={"SE": "AFS 2023:1"})

    assert "AFS" not in text_of(client_of(audits.manager).get(at("detail", SelfAudit.objects.get().pk)))


def test_last_year_is_that_of_the_same_units_and_of_linked_questions_only(client_of):
    audits = make_audits(is_followed=True)
    AuditAnswer.objects.update(comment=SECRET)
    other = auditing.begin(place=audits.beside, by=audits.neighbour, now=NOW)
    assert SECRET not in text_of(client_of(audits.neighbour).get(at("detail", other.pk)))

    audits.questions[0].continues = None
    audits.questions[0].save()
    assert SECRET not in text_of(client_of(audits.manager).get(at("detail", audits.begin().pk)))


def test_the_page_asks_as_often_for_many_questions_as_for_few(client_of):
    few, many = make_audits(2, is_followed=True), make_audits(26, is_followed=True)
    pages = []
    for audits in (few, many):
        audit = audits.begin()
        audits.answer(audit, *[Given("no", "Ord", "Andre ord")] * 3)
        pages.append((client_of(audits.manager), at("detail", audit.pk)))
    counted = []
    for client, address in pages:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counted.append(len(queries))

    assert counted[0] == counted[1]
    assert counted[1] <= 40


def test_a_stranger_finds_nothing_and_a_manager_above_neither(audits, client_of):
    audit = audits.sent_in(Given("no", SECRET))
    above = make_person(Perm.RUN_REPORTS, Perm.EDIT_PLANS, Perm.OFFER_HELP, on=audits.year.top)

    for who in (above, audits.neighbour, UserFactory()):
        assert client_of(who).get(at("detail", audit.pk)).status_code == 404


def test_who_follows_the_audits_reads_it_once_it_was_sent_in_and_not_while_it_is_thought_about(audits, consultant):
    audit = audits.begin()
    audits.answer(audit, Given("no", SECRET))

    early = text_of(consultant.get(at("detail", audit.pk)))
    auditing.send_in(audit=audit, by=audits.manager, now=NOW)
    late = text_of(consultant.get(at("detail", audit.pk)))
    auditing.send_back(audit=SelfAudit.objects.get(), remark="Se på 1", by=audits.consultant, now=NOW)
    back = text_of(consultant.get(at("detail", audit.pk)))

    assert (SECRET in early, SECRET in late, SECRET in back) == (False, True, False)
    assert "Se på 1" in back


# --- saved as a page, without JavaScript ----------------------------------------------------------------
def test_one_button_saves_the_whole_page_and_what_was_not_touched_stays_as_it_is(audits, manager):
    audit = audits.begin()
    first, second, third = audits.questions
    shown = manager.get(at("detail", audit.pk)).context["page"].sheet.lines
    auditing.save_answer(audit=audit, question=third, given=Given("no", "Mias ord"), version=0, by=audits.amr, now=NOW)

    given = fields(first, "yes", "Fast punkt", was=shown[0].was) | fields(second, "no", was=shown[1].was) | fields(third, was=shown[2].was)
    response = manager.post(at("detail", audit.pk), given)

    assert response.status_code == 302
    kept = AuditAnswer.objects.order_by("question__position").values_list("answer", "comment", "answered_by")
    assert list(kept) == [("yes", "Fast punkt", audits.manager.pk), ("no", "", audits.manager.pk), ("no", "Mias ord", audits.amr.pk)]


def test_words_that_cannot_be_kept_are_told_beside_the_field_and_nothing_typed_is_lost(audits, manager):
    audit = audits.begin()
    first, second, _third = audits.questions
    given = fields(first, "no", "Det var 010190-1234, som sagde det") | fields(second, "yes", "Godt nok")

    response = manager.post(at("detail", audit.pk), given)

    text = text_of(response)
    assert (response.status_code, AuditAnswer.objects.get().comment) == (422, "Godt nok")
    assert "Det var 010190-1234, som sagde det" in text
    assert f'href="#q{first.pk}-comment"' in text


def test_both_texts_are_shown_where_somebody_else_answered_meanwhile_and_saving_again_keeps_ones_own(audits, manager):
    audit = audits.begin()
    question = audits.questions[0]
    auditing.save_answer(audit=audit, question=question, given=Given("no", "Mias ord"), version=0, by=audits.amr, now=NOW)

    response = manager.post(at("detail", audit.pk), fields(question, "partly", "Mine ord"))
    line = response.context["page"].sheet.lines[0]
    again = fields(question, line.given.answer, line.given.comment, version=line.version, was=line.was)

    text = text_of(response)
    assert (response.status_code, "Mias ord" in text, "Mine ord" in text, "Mia Lund" in text) == (409, True, True, True)
    assert manager.post(at("detail", audit.pk), again).status_code == 302
    assert AuditAnswer.objects.get().comment == "Mine ord"


def test_what_was_typed_on_a_page_that_was_sent_in_meanwhile_is_shown_again(audits, manager):
    audit = audits.sent_in()

    response = manager.post(at("detail", audit.pk), fields(audits.questions[0], "no", "Det nåede jeg ikke"))

    assert response.status_code == 409
    assert "Det nåede jeg ikke" in text_of(response)
    assert not AuditAnswer.objects.exclude(answer="yes").exists()


def test_an_answer_that_is_none_of_the_four_and_a_number_that_is_none_are_refused(audits, manager):
    audit = audits.begin()

    for strange in ({"answer": "maybe"}, {"version": "x"}, {"version": "9" * 30}, {"comment": "x" * 2001}):
        assert manager.post(at("detail", audit.pk), fields(audits.questions[0], **{"answer": "yes"} | strange)).status_code == 422
    assert not AuditAnswer.objects.exists()


# --- saved by itself ------------------------------------------------------------------------------------
def test_an_answer_saves_itself_and_tells_its_version_the_progress_and_what_others_answered(audits, manager):
    audit = audits.begin()
    first, second, third = audits.questions
    auditing.save_answer(audit=audit, question=second, given=Given("partly", "Mias ord"), version=0, by=audits.amr, now=NOW)
    auditing.save_answer(audit=audit, question=third, given=Given("yes"), version=0, by=audits.manager, now=NOW)

    given = fields(first, "yes") | {"since": (NOW - timedelta(seconds=5)).isoformat()}
    told = manager.post(at("answer", audit.pk, first.pk), given).json()

    assert (told["version"], told["answered"]) == (1, 3)
    assert ("/help/" in told["parts"], "/action/" in told["parts"]) == (True, False)  # help is for any answer, actions are for a gap
    assert [(one["question"], one["answer"], one["comment"], one["version"]) for one in told["others"]] == [
        (second.pk, "partly", "Mias ord", 1)
    ]
    assert "Mia Lund" in told["others"][0]["by"]


def test_of_two_who_save_the_same_question_the_second_sees_what_the_first_wrote(audits, manager):
    audit = audits.begin()
    question = audits.questions[0]
    auditing.save_answer(audit=audit, question=question, given=Given("no", "Mias <b>ord"), version=0, by=audits.amr, now=NOW)

    response = manager.post(at("answer", audit.pk, question.pk), fields(question, "yes"))

    assert response.status_code == 409
    assert "Mias &lt;b&gt;ord" in response.json()["conflict"]
    assert AuditAnswer.objects.get().answer == "no"


def test_words_that_cannot_be_kept_are_told_as_they_are_saved(audits, manager):
    audit = audits.begin()

    response = manager.post(at("answer", audit.pk, audits.questions[0].pk), fields(audits.questions[0], comment="010190-1234"))

    assert (response.status_code, list(response.json()["errors"])) == (422, ["comment"])


def test_nothing_is_saved_once_it_was_sent_in_or_the_year_is_closed_and_a_sentence_says_so(audits, manager):
    audit = audits.sent_in()
    saved = manager.post(at("answer", audit.pk, audits.questions[0].pk), fields(audits.questions[0], "no"))
    looked = manager.get(at("changes", audit.pk))

    assert (saved.status_code, looked.status_code) == (409, 409)
    assert "sendt ind" in saved.json()["stopped"]
    assert not AuditAnswer.objects.exclude(answer="yes").exists()


def test_who_does_not_answer_saves_nothing_and_a_question_of_another_set_is_not_found(audits, manager, consultant):
    audit = audits.begin()
    other = make_audits(1).questions[0]

    assert consultant.post(at("answer", audit.pk, audits.questions[0].pk), fields(audits.questions[0], "no")).status_code == 403
    assert consultant.post(at("detail", audit.pk), fields(audits.questions[0], "no")).status_code == 403
    assert manager.post(at("answer", audit.pk, other.pk), fields(other, "no")).status_code == 404
    assert not AuditAnswer.objects.exists()


@pytest.mark.parametrize("since", ["", "x", "2026-99-99T00:00:00+00:00", "2026-11-22T09:00:00"])
def test_a_moment_that_is_none_is_read_as_now(audits, manager, since):
    audit = audits.begin()

    assert manager.get(at("changes", audit.pk), {"since": since}).json()["others"] == []


# --- jointly --------------------------------------------------------------------------------------------
def test_the_manager_adds_a_place_that_lies_near_and_both_answer_and_send_in(audits, manager, client_of):
    audit = audits.begin()
    assert "Afsnit M3" in text_of(manager.get(at("places", audit.pk)))

    manager.post(at("join", audit.pk), {"place": audits.beside.pk})
    neighbour = client_of(audits.neighbour)
    for question in audits.questions:
        neighbour.post(at("answer", audit.pk, question.pk), fields(question, "yes", "Sammen"))
    page = text_of(neighbour.get(at("detail", audit.pk)))
    neighbour.post(at("send-in", audit.pk))

    audit.refresh_from_db()
    assert ("Anna Berg" in page, "Bo Berg" in page, "Afsnit M2" in page, "Afsnit M3" in page) == (True,) * 4
    assert (audit.status, audit.submitted_by) == ("submitted", audits.neighbour)
    assert set(audit.participations.values_list("part", "person")) == {
        ("manager", audits.manager.pk),
        ("manager", audits.neighbour.pk),
    }


def test_places_are_found_by_unit_and_by_manager_and_those_sent_in_are_not(audits, manager):
    audit = audits.begin()
    far = AuditPlaceFactory(year=audits.year, unit=UnitFactory(name="Ambulatoriet", parent=audits.year.top))
    done = AuditPlaceFactory(year=audits.year, unit=UnitFactory(name="Ambulatoriet Syd", parent=audits.year.top))
    SelfAudit.objects.create(year=audits.year, status="submitted", started_at=NOW, touched_at=NOW, submitted_at=NOW).places.add(done)
    AuditPlaceFactory(unit=UnitFactory(name="Ambulatoriet i et andet år"))

    def found(text):
        return list(manager.get(at("places", audit.pk), {"q": text}).context["found"])

    assert found("ambula") == [far]
    assert found(f"{audits.neighbour.first_name}") == [audits.beside]
    assert found("findes ikke") == []


def test_a_place_that_has_begun_is_marked_and_not_taken_over(audits, manager):
    audit = audits.begin()
    theirs = auditing.begin(place=audits.beside, by=audits.neighbour, now=NOW)
    auditing.save_answer(audit=theirs, question=audits.questions[0], given=Given("no", SECRET), version=0, by=audits.neighbour, now=NOW)

    page = text_of(manager.get(at("places", audit.pk)))
    response = manager.post(at("join", audit.pk), {"place": audits.beside.pk}, follow=True)

    assert ("har begyndt sin egen egenkontrol" in page, SECRET in page) == (True, False)
    assert "Den bliver ikke overtaget" in say(response)[0]
    assert theirs.places.get() == audits.beside


def test_the_representative_adds_nobody_and_who_left_comes_to_the_units_page(audits, manager, client_of):
    audit = audits.begin()
    assert client_of(audits.amr).post(at("join", audit.pk), {"place": audits.beside.pk}).status_code == 403
    manager.post(at("join", audit.pk), {"place": audits.beside.pk})

    response = client_of(audits.neighbour).post(at("leave", audit.pk), {"place": audits.beside.pk})

    assert response.url == audits.other.get_absolute_url()
    assert audit.places.get() == audits.place


@pytest.mark.parametrize("place", ["", "x", "0", "999999"])
def test_a_place_that_is_none_is_not_found(audits, manager, place):
    assert manager.post(at("join", audits.begin().pk), {"place": place}).status_code == 404


# --- who took part --------------------------------------------------------------------------------------
def test_numbers_are_kept_and_the_representative_of_the_group_is_one_press_away(audits, manager):
    audit = audits.begin()
    page = text_of(manager.get(at("participants", audit.pk)))
    manager.post(at("participants", audit.pk), {"representative": 1, "union": 2, "staff": 14, "employer": ""})
    manager.post(at("participant-name", audit.pk), {"person": audits.amr.pk, "part": "representative"})
    manager.post(at("participant-name", audit.pk), {"name": "Åse fra forbundet", "part": "union"})

    assert ("Mia Lund" in page, "Anna Berg" in page) == (True, True)
    rows = audit.participations.order_by("part", "-number", "name").values_list("part", "person", "name", "number")
    assert list(rows) == [
        ("representative", audits.amr.pk, "", 1),
        ("staff", None, "", 14),
        ("union", None, "", 1),
        ("union", None, "Åse fra forbundet", 1),
    ]


def test_a_colleague_is_searched_for_and_a_name_taken_out_again(audits, manager):
    audit = audits.begin()
    colleague = make_person(on=audits.ward, first_name="Zenia")

    assert "Zenia" in text_of(manager.get(at("participants", audit.pk), {"q": "zenia"}))
    manager.post(at("participant-name", audit.pk), {"person": colleague.pk, "part": "staff"})
    manager.post(at("participant-out", audit.pk), {"participation": audit.participations.get().pk})

    assert not audit.participations.exists()


def test_numbers_and_names_that_cannot_be_kept_are_told_beside_their_field(audits, manager):
    audit = audits.begin()

    assert manager.post(at("participants", audit.pk), {"staff": "-1"}).status_code == 422
    assert manager.post(at("participants", audit.pk), {"staff": "1000"}).status_code == 422
    assert manager.post(at("participant-name", audit.pk), {"name": "", "part": "staff"}).status_code == 422
    assert manager.post(at("participant-name", audit.pk), {"name": "010190-1234", "part": "staff"}).status_code == 422
    assert manager.post(at("participant-name", audit.pk), {"name": "Bo", "part": "manager"}).status_code == 422
    assert not audit.participations.exists()


def test_who_took_part_is_not_changed_once_it_was_sent_in(audits, manager, consultant):
    audit = audits.sent_in()

    assert manager.get(at("participants", audit.pk)).url == audit.get_absolute_url()
    manager.post(at("participants", audit.pk), {"staff": "4"})
    assert consultant.get(at("participants", audit.pk)).status_code == 403
    assert list(audit.participations.values_list("part", flat=True)) == ["manager"]


# --- sent in --------------------------------------------------------------------------------------------
def test_before_it_is_sent_in_the_author_sees_what_is_left_and_what_is_worth_a_second_look(audits, manager):
    audit = audits.begin()
    auditing.save_answer(audit=audit, question=audits.questions[1], given=Given("no"), version=0, by=audits.manager, now=NOW)

    page = text_of(manager.get(at("send-in", audit.pk)))
    refused = manager.post(at("send-in", audit.pk), follow=True)

    assert f'href="/audits/{audit.pk}/#q-{audits.questions[0].pk}"' in page
    assert "ingen handling" in page
    assert "1, 3" in say(refused)[0]


def test_notes_never_stop_it_and_who_reads_it_sees_the_same(audits, manager, consultant):
    audit = audits.begin()
    audits.answer(audit)
    before = [note.kind for note in manager.get(at("send-in", audit.pk)).context["page"].notes]

    manager.post(at("send-in", audit.pk), {"version": audit.version})

    page = consultant.get(at("detail", audit.pk))
    assert [note.kind for note in page.context["page"].notes] == before == ["all-yes", "alone"]
    assert all(note.text.replace('"', "&quot;") in text_of(page) for note in page.context["page"].notes)


def test_the_representative_is_told_who_may_send_it_in(audits, client_of):
    audit = audits.begin()
    audits.answer(audit)
    amr = client_of(audits.amr)

    page = text_of(amr.get(at("send-in", audit.pk)))

    assert "Anna Berg" in page
    assert amr.post(at("send-in", audit.pk)).status_code == 403
    audit.refresh_from_db()
    assert audit.status == "draft"


def test_sent_in_from_a_page_that_somebody_has_changed_since_is_refused(audits, manager):
    audit = audits.begin()
    audits.answer(audit)
    auditing.join(audit=audit, place=audits.beside, by=audits.manager, now=NOW)

    response = manager.post(at("send-in", audit.pk), {"version": audit.version}, follow=True)

    assert "siden du åbnede" in say(response)[0]


# --- read, sent back, closed ----------------------------------------------------------------------------
def test_sent_back_with_a_remark_that_stands_on_top_when_it_comes_back(audits, manager, consultant):
    audit = audits.sent_in()

    assert consultant.post(at("send-back", audit.pk), {"remark": ""}).status_code == 422
    consultant.post(at("send-back", audit.pk), {"remark": "Hvad gør I ved <2>?"})

    page = text_of(manager.get(at("detail", audit.pk)))
    assert page.index("Hvad gør I ved &lt;2&gt;?") < page.index("sn-audit-sheet-question")
    assert "Karin Holm" in page
    assert OutboxMail.objects.get().recipient == audits.manager


def test_taken_back_until_it_was_read(audits, manager, consultant):
    audit = audits.sent_in()
    manager.post(at("take-back", audit.pk))
    audit.refresh_from_db()
    assert audit.status == "draft"
    manager.post(at("send-in", audit.pk))
    consultant.post(at("close", audit.pk))

    response = manager.post(at("take-back", audit.pk), follow=True)

    assert "hurtigere" in say(response)[-1]
    audit.refresh_from_db()
    assert audit.status == "closed"


def test_closed_and_opened_again_by_who_follows_it_and_nobody_else(audits, manager, consultant, client_of):
    audit = audits.sent_in()
    for move in ("close", "reopen", "send-back"):
        assert manager.post(at(move, audit.pk), {"remark": "Nej"}).status_code == 403
        assert client_of(audits.neighbour).post(at(move, audit.pk), {"remark": "Nej"}).status_code == 404
    consultant.post(at("close", audit.pk))
    consultant.post(at("reopen", audit.pk))

    assert list(audit.acts.order_by("pk").values_list("verb", flat=True)) == ["start", "submit", "close", "reopen"]


def test_who_sent_it_in_does_not_read_it_as_well(audits, client_of):
    both = make_person(Perm.RUN_AUDITS, Perm.ANSWER_AUDITS, Perm.SUBMIT_AUDITS, on=audits.year.top, reach=Reach.SUBTREE)
    audit = audits.begin()
    audits.answer(audit)
    client = client_of(both)
    client.post(at("send-in", audit.pk))

    assert client.post(at("close", audit.pk)).status_code == 403
    assert "en anden" in text_of(client.get(at("detail", audit.pk)))


def test_in_a_closed_year_every_page_says_so_and_nothing_falls(audits, manager, consultant):
    audit = audits.begin()
    audits.answer(audit)
    AuditYear.objects.update(status="closed", closed_at=NOW, closed_by=audits.consultant)

    for address in (at("detail", audit.pk), at("send-in", audit.pk)):
        assert "er lukket" in text_of(manager.get(address))
    assert manager.post(at("send-in", audit.pk)).status_code == 302
    assert manager.post(at("begin", audits.beside.pk)).status_code == 403
    assert manager.post(at("join", audit.pk), {"place": audits.beside.pk}).status_code == 302
    assert consultant.post(at("reopen", audit.pk)).status_code == 302
    audit.refresh_from_db()
    assert (audit.status, audit.places.count()) == ("draft", 1)


def test_the_history_tells_every_act_and_for_whom_a_deputy_sent_it_in(audits, manager, client_of):
    deputy = make_person(Perm.ANSWER_AUDITS, Perm.SUBMIT_AUDITS, on=audits.ward, reach=Reach.UNIT, first_name="Lis")
    given = {"source": "deputy", "deputy_for": audits.manager, "by": audits.manager, "reason": "Ferie"}
    days = {"valid_from": LONG_AGO, "valid_to": TODAY + timedelta(days=7)}
    RoleHolding.objects.create(user=deputy, role="manager", unit=audits.ward, **given, **days)
    audit = audits.begin()
    audits.answer(audit)
    client_of(deputy).post(at("send-in", audit.pk))

    page = text_of(manager.get(at("detail", audit.pk)))

    assert ("Begyndt" in page, "Lis Efternavn for Anna Berg" in page) == (True, True)


def test_a_unit_nobody_leads_is_answered_by_the_manager_it_asks_while_the_year_is_open(audits, client_of):
    head = make_person(Perm.EDIT_PLANS, on=audits.ward.parent, first_name="Else")
    place = AuditPlaceFactory(year=audits.year, unit=UnitFactory(parent=audits.ward.parent), manager=head)
    client = client_of(head)

    audit = SelfAudit.objects.get(pk=client.post(at("begin", place.pk)).url.split("/")[2])
    for question in audits.questions:
        client.post(at("answer", audit.pk, question.pk), fields(question, "yes"))
    client.post(at("send-in", audit.pk))
    audit.refresh_from_db()
    assert (audit.status, client.get(at("detail", audit.pk)).status_code) == ("submitted", 200)
    AuditYear.objects.update(status="closed", closed_at=NOW, closed_by=audits.consultant)
    assert client.get(at("detail", audit.pk)).status_code == 404


def test_what_people_write_is_never_markup(audits, manager):
    audit = audits.begin()
    audits.answer(audit, Given("no", "<script>1</script>", "<img src=x>"))
    audit_participants.name(audit=audit, part="staff", words="<b>Bo")

    for address in (at("detail", audit.pk), at("participants", audit.pk), at("send-in", audit.pk)):
        page = text_of(manager.get(address))
        assert ("<script>1" in page, "<img src=x" in page, "<b>Bo" in page) == (False, False, False)


# --- mails ----------------------------------------------------------------------------------------------
def letter(kind):
    return outbox._render(OutboxMail.objects.get(kind=kind), clock.now())


def test_who_answers_reads_the_remark_in_a_mail_and_no_answer(audits):
    audits.manager.language = "sv"
    audits.manager.save(update_fields=["language"])
    audit = audits.sent_in(Given("no", SECRET))
    auditing.send_back(audit=audit, remark="Hvad gør I ved spørgsmål 2?", by=audits.consultant, now=NOW)

    told = letter("audit-sent-back")

    assert ("Hvad gør I ved spørgsmål 2?" in told.text, f"/audits/{audit.pk}/" in told.text, "egenkontroll" in told.subject) == (True,) * 3
    assert SECRET not in told.text + told.html


def test_a_mail_about_what_was_sent_in_again_or_left_is_not_sent(audits):
    audit = audits.sent_in()
    auditing.send_back(audit=audit, remark="Se på 2", by=audits.consultant, now=NOW)
    audit.refresh_from_db()
    auditing.join(audit=audit, place=audits.beside, by=audits.manager, now=NOW)
    assert "Afsnit M3" in letter("audit-joined").text
    auditing.leave(audit=audit, place=audits.beside, by=audits.neighbour, now=NOW)
    audit.refresh_from_db()
    auditing.send_in(audit=audit, by=audits.manager, now=NOW)

    for kind in ("audit-joined", "audit-sent-back"):
        with pytest.raises(outbox.NoLongerDueError):
            letter(kind)
