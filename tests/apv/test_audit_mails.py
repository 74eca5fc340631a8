"""Every mail about a self-audit: words of people are text, no answer is in it, it speaks the receiver's language, and its links open."""

import re
from datetime import timedelta

import pytest
from django.core import mail as postbox

from apv import audit_stages
from apv.models import AuditAct, AuditHelp, AuditPlace, AuditReminder, AuditYear
from apv.usecases import audit_helping, audit_mailing
from apv.usecases.audit_reminding import queue_audit_mails
from apv.usecases.playing import look_after_audits
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm, Reach
from safetynet.common import outbox
from safetynet.common.models import OutboxMail
from tests.factories import (
    NOW,
    TODAY,
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditQuestionFactory,
    AuditYearFactory,
    EngagementFactory,
    SelfAuditFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
SECRET = "Aldrig i en mail"
KINDS = {
    "audit": "reminder",
    audit_mailing.SENT_BACK: "sent back",
    audit_mailing.JOINED: "joined",
    audit_helping.TAKEN: "taken",
    audit_helping.ENDED: "ended",
}


@pytest.fixture
def place(person_with):
    """A ward that answers, with a script in every name."""
    year = AuditYearFactory()
    AuditQuestionFactory(question_set=year.question_set)
    place = AuditPlaceFactory(year=year, manager=None)
    manager = person_with(Perm.ANSWER_AUDITS, Perm.SUBMIT_AUDITS, on=place.unit, reach=Reach.UNIT, first_name="Ida", last_name=SCRIPT)
    EngagementFactory(unit=place.unit, user=manager)
    AuditPlace.objects.filter(pk=place.pk).update(manager=manager)
    Unit.objects.filter(pk=place.unit_id).update(name=f"Afsnit {SCRIPT}", manager=manager)
    return AuditPlace.objects.select_related("unit", "manager", "year").get(pk=place.pk)


def queued(kind, place):
    """One mail of that kind to the manager of the place, planned as the product plans it."""
    staff = UserFactory(first_name="Karl", last_name=SCRIPT)
    if kind == "audit":
        queue_audit_mails(today=TODAY + timedelta(days=1), now=NOW)
        return
    audit = SelfAuditFactory(year=place.year, places=[place])
    answer = AuditAnswerFactory(audit=audit, answer="no", comment=SECRET, view=SECRET)
    if kind == audit_mailing.SENT_BACK:
        audit.status, audit.submitted_at = "sent_back", NOW
        audit.save(update_fields=["status", "submitted_at"])
        act = AuditAct.objects.create(audit=audit, verb="send_back", remark=f"Se på nr. 1 {SCRIPT}", at=NOW, by=staff)
        audit_mailing.tell_sent_back(audit, act, now=NOW)
    elif kind == audit_mailing.JOINED:
        audit_mailing.tell_joined(audit, place, by=staff, now=NOW)
    else:
        wish = AuditHelp.objects.create(answer=answer, hindrance="resources", note=SECRET, asked_at=NOW, asked_by=place.manager)
        audit_helping.take(wish=wish, by=staff, now=NOW)
        if kind == audit_helping.ENDED:
            OutboxMail.objects.all().delete()
            audit_helping.end(wish=wish, words=f"Vi mødtes {SCRIPT}", by=staff, now=NOW)


def sent_to(place):
    OutboxMail.objects.update(available_at=NOW)
    outbox.deliver(now=NOW + timedelta(days=1, hours=3))
    return [message for message in postbox.outbox if message.to == [place.manager.email]]


def test_every_mail_of_a_self_audit_is_looked_at_here():
    known = {str(kind) for kind in outbox._renderers if "audit" in str(kind)}
    assert known == set(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=KINDS.values())
def test_words_of_people_are_text_no_answer_is_told_and_the_links_open(kind, place, client_of):
    queued(kind, place)
    (message,) = sent_to(place)
    html = next(body for body, type_ in message.alternatives if type_ == "text/html")

    assert "<script>" not in html
    assert SECRET not in message.subject + message.body + html
    assert "\n" not in message.subject
    client = client_of(place.manager)
    links = [link for link in re.findall(r'href="https?://[^/"]+(/[^"#]*)', html) if "audit" in link]
    assert links
    for link in links:
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("kind", KINDS, ids=KINDS.values())
@pytest.mark.parametrize(("language", "word"), [("da", "egenkontrol"), ("sv", "egenkontroll"), ("en", "self-audit")])
def test_each_speaks_the_receivers_language(kind, language, word, place):
    User.objects.filter(pk=place.manager_id).update(language=language)
    queued(kind, place)
    (message,) = sent_to(place)
    told = f"{message.subject} {message.body}".lower()
    assert re.search(rf"\b{word}", told)
    assert language == "en" or "self-audit" not in told


@pytest.mark.parametrize("stage", [audit_stages.OPENED, audit_stages.BEFORE, audit_stages.DUE, audit_stages.AFTER])
def test_each_stage_is_told_once_to_who_still_has_to_answer(stage, place):
    AuditYear.objects.update(opens_on=TODAY - timedelta(days=60), due_on=TODAY + timedelta(days=20))
    place.year.refresh_from_db()
    day = dict(audit_stages.stages(place.year))[stage]
    queue_audit_mails(today=day, now=NOW)
    queue_audit_mails(today=day, now=NOW)
    assert list(AuditReminder.objects.values_list("stage", "person")) == [(stage, place.manager_id)]
    assert OutboxMail.objects.filter(kind="audit").count() == 1


def test_a_day_of_the_demo_brings_up_who_is_expected_and_plans_the_mails(place):
    EngagementFactory(unit=place.year.top)
    look_after_audits(now=NOW + timedelta(days=1))
    assert AuditPlace.objects.standing().filter(year=place.year, unit=place.year.top).exists()
    assert OutboxMail.objects.filter(kind="audit", recipient=place.manager).exists()
