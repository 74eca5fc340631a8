"""Two people on one self-audit at the same moment, on real transactions: one of them gets a sentence, nothing is lost or made twice."""

from datetime import timedelta
from threading import Event

import pytest
from django.db import transaction

from apv.errors import RefusedError, StaleAnswerError
from apv.models import AuditAct, AuditAnswer, AuditParticipation, SelfAudit
from apv.usecases import audit_participants, auditing
from apv.usecases.audit_years import close_year
from apv.usecases.auditing import Given
from safetynet.common.models import OutboxMail
from tests.apv.audit_answers import make_audits
from tests.apv.test_rounds_at_once import at_once
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def tried(act):
    """What it gave, or the name of what it raised."""
    try:
        return act()
    except (RefusedError, StaleAnswerError) as error:
        return type(error).__name__


def test_begun_by_two_at_once_it_is_one(db):
    audits = make_audits()

    made = at_once(*[lambda who=who: auditing.begin(place=audits.place, by=who, now=NOW) for who in (audits.manager, audits.amr)])

    assert len({audit.pk for audit in made}) == SelfAudit.objects.count() == AuditAct.objects.count() == 1


def test_of_two_answers_to_one_question_at_once_one_is_kept_and_the_other_told(db):
    audits = make_audits()
    audit, question = audits.begin(), audits.questions[0]

    def save(who, words):
        given = Given("no", words)
        return tried(lambda: auditing.save_answer(audit=audit, question=question, given=given, version=0, by=who, now=NOW))

    found = at_once(lambda: save(audits.manager, "Annas ord"), lambda: save(audits.amr, "Mias ord"))

    assert found.count("StaleAnswerError") == 1
    assert AuditAnswer.objects.get().comment == next(one for one in found if one != "StaleAnswerError").comment


def test_answers_to_different_questions_at_once_are_both_kept(db):
    audits = make_audits()
    audit = audits.begin()

    at_once(
        *[
            lambda who=who, question=question: auditing.save_answer(
                audit=audit, question=question, given=Given("yes"), version=0, by=who, now=NOW
            )
            for who, question in zip((audits.manager, audits.amr), audits.questions, strict=False)
        ]
    )

    assert AuditAnswer.objects.count() == 2


def test_sent_in_by_two_at_once_it_is_sent_in_once(db):
    audits = make_audits()
    audit = audits.begin()
    audits.answer(audit)
    auditing.join(audit=audit, place=audits.beside, by=audits.manager, now=NOW)
    audit.refresh_from_db()

    found = at_once(
        *[lambda who=who: tried(lambda: auditing.send_in(audit=audit, by=who, now=NOW)) for who in (audits.manager, audits.neighbour)]
    )

    assert sorted(map(str, found)) == ["None", "RefusedError"]
    assert AuditAct.objects.filter(verb="submit").count() == 1
    assert AuditParticipation.objects.filter(part="manager").count() == 2


def test_answered_while_it_is_sent_in_it_is_either_in_it_or_refused(db):
    audits = make_audits()
    audit = audits.begin()
    audits.answer(audit)
    late = Given("no", "I sidste øjeblik")

    def save():
        return tried(lambda: auditing.save_answer(audit=audit, question=audits.questions[0], given=late, version=1, by=audits.amr, now=NOW))

    saved, _sent = at_once(save, lambda: auditing.send_in(audit=audit, by=audits.manager, now=NOW))

    assert (saved == "RefusedError") == (AuditAnswer.objects.get(question=audits.questions[0]).answer == "yes")
    assert SelfAudit.objects.get().status == "submitted"


@pytest.mark.parametrize(("first", "verdict", "state"), [("close", "RefusedError", "draft"), ("send", "None", "closed")])
def test_sent_in_while_its_year_is_closed_it_is_closed_with_it_or_refused(db, first, verdict, state):
    audits = make_audits()
    audit = audits.begin()
    audits.answer(audit)
    is_done, is_over = Event(), Event()

    def send():
        return tried(lambda: auditing.send_in(audit=audit, by=audits.manager, now=NOW))

    def close():
        return tried(lambda: close_year(year=audit.year, by=audits.consultant, now=NOW))

    @transaction.atomic
    def ahead(act):
        """Done, and not yet committed while the other begins."""
        found = act()
        is_done.set()
        is_over.wait(0.5)
        return found

    def behind(act):
        assert is_done.wait(10)
        found = act()
        is_over.set()
        return found

    order = (send, close) if first == "send" else (close, send)
    told = dict(zip(order, at_once(lambda: ahead(order[0]), lambda: behind(order[1])), strict=True))

    assert (str(told[send]), told[close]) == (verdict, None)
    assert SelfAudit.objects.get().status == state


def test_closed_and_sent_back_at_once_one_of_the_two_is_done_and_one_mail_at_most_goes_out(db):
    audit = (audits := make_audits()).sent_in()

    found = at_once(
        lambda: tried(lambda: auditing.close(audit=audit, by=audits.consultant, now=NOW)),
        lambda: tried(lambda: auditing.send_back(audit=audit, remark="Se på 1", by=audits.consultant, now=NOW)),
    )

    assert sorted(map(str, found)) == ["None", "RefusedError"]
    verb = AuditAct.objects.exclude(verb__in=("start", "submit")).get().verb
    assert OutboxMail.objects.count() == (1 if verb == "send_back" else 0)


def test_two_who_add_each_others_unit_at_once_do_not_stand_in_each_others_way(db):
    audits = make_audits()
    mine = audits.begin()
    theirs = auditing.begin(place=audits.beside, by=audits.neighbour, now=NOW)

    found = at_once(
        lambda: tried(lambda: auditing.join(audit=mine, place=audits.beside, by=audits.manager, now=NOW + timedelta(seconds=1))),
        lambda: tried(lambda: auditing.join(audit=theirs, place=audits.place, by=audits.neighbour, now=NOW + timedelta(seconds=1))),
    )

    assert "None" in map(str, found)
    assert mine.places.count() + theirs.places.count() == 2


def test_one_person_named_twice_at_once_takes_part_once(db):
    audits = make_audits()
    audit = audits.begin()

    found = at_once(*[lambda: tried(lambda: audit_participants.name(audit=audit, part="representative", person=audits.amr))] * 2)

    assert sorted(map(str, found)) == ["None", "RefusedError"]
    assert audit.participations.count() == 1
