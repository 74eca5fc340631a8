"""What the mails say: the question first, the buttons, nothing confidential, nothing that is no longer true."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail as postbox
from icalendar import Calendar

from actionplans.models import MailKind, MailLink, PlanMail
from actionplans.usecases import life
from actionplans.usecases.playing import play_day
from actionplans.usecases.reminding import queue_reminders
from safetynet.common import outbox
from safetynet.common.models import OutboxMail
from tests.factories import NOW, CriterionFactory, EngagementFactory, MeasureFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def employee(**fields):
    return EngagementFactory(user=UserFactory(**fields)).user


def a_plan(evaluate_on=MONDAY, **fields):
    owner = fields.pop("owner", None) or employee()
    dates = {"starts_on": date(2026, 9, 1), "implement_by": min(date(2026, 10, 1), evaluate_on), "evaluate_on": evaluate_on}
    title = {"title": "Forflytning på stue 4"}
    return PlanFactory(**({"owner": owner, "status": "awaiting", "expected_closing_on": evaluate_on + 14 * DAY} | dates | title | fields))


def play(day=MONDAY):
    postbox.outbox.clear()
    play_day(day, now=NOW)
    return {message.subject: message for message in postbox.outbox}


def only(kind, day=MONDAY):
    """The one mail of that kind that the day brings."""
    play(day)
    sent = OutboxMail.objects.get(kind=kind, sent_at__isnull=False)
    return next(m for m in postbox.outbox if str(sent.message_id) in m.message()["Message-ID"])


def html_of(message):
    return message.alternatives[0][0]


CASES = [
    ("evaluate", {}, "Virkede det? Forflytning på stue 4", "Virkede det: Forflytning på stue 4?"),
    ("due_soon", {"evaluate_on": MONDAY + 3 * DAY}, "Vurdering 26/11: Forflytning på stue 4", None),
    ("evaluation_overdue", {"evaluate_on": MONDAY - 2 * DAY}, "Vurdering over tid: Forflytning på stue 4", None),
    ("closure_overdue", {"evaluate_on": MONDAY - 17 * DAY}, "Datoen er passeret: Forflytning på stue 4", None),
    ("carry_out", {"status": "active", "evaluate_on": MONDAY + 20 * DAY}, "Gennemført? Forflytning på stue 4", None),
    ("review", {"status": "standing", "review_on": MONDAY}, "Årligt eftersyn: Forflytning på stue 4", None),
]


@pytest.mark.parametrize(("kind", "fields", "subject", "question"), CASES)
def test_each_mail_begins_with_its_question_and_names_the_plan_in_a_short_subject(kind, fields, subject, question):
    plan = a_plan(**fields)
    CriterionFactory(plan=plan)

    message = only(kind)

    assert message.subject == subject
    assert len(message.subject) <= 50
    first_line = message.body.strip().splitlines()[0]
    assert question is None or first_line == question
    assert first_line in html_of(message)
    assert "Du får denne mail, fordi du er tovholder" in message.body
    assert not re.search(r"<script|<img|http(s)?://(?!127\.0\.0\.1|localhost|testserver)", html_of(message))


def test_an_assigned_plan_and_an_assigned_measure_are_told_once_each():
    author = employee()
    plan = a_plan(created_by=author, status="active", evaluate_on=MONDAY + 60 * DAY, implement_by=MONDAY + 30 * DAY)
    MeasureFactory(plan=plan, responsible=employee(), due_on=MONDAY + 20 * DAY, text="Bestil lift")

    subjects = set(play())

    assert {"Din plan: Forflytning på stue 4", "Din indsats: Forflytning på stue 4"} <= subjects
    assert OutboxMail.objects.filter(kind=MailKind.ASSIGNED, sent_at__isnull=False).count() == 2
    assert "Bestil lift" in next(m.body for m in postbox.outbox if m.subject.startswith("Din indsats"))


def test_a_late_measure_goes_to_its_responsible_with_a_button_of_its_own():
    plan = a_plan(status="active", evaluate_on=MONDAY + 60 * DAY, implement_by=MONDAY + 30 * DAY)
    anna = employee()
    MeasureFactory(plan=plan, responsible=anna, due_on=MONDAY - DAY, text="Bestil lift")

    message = only("measure_overdue")

    assert message.to == [anna.email]
    assert f"/plans/{plan.pk}/#measures" in message.body
    assert MailLink.objects.count() == 0


def test_the_three_overdue_mails_lead_to_three_different_answers():
    def buttons(message):
        return re.findall(r'class="button[^"]*" href="[^"]*">([^<]+)<', html_of(message))

    plan = a_plan(status="active", evaluate_on=MONDAY + 60 * DAY, implement_by=MONDAY + 30 * DAY)
    MeasureFactory(plan=plan, responsible=employee(), due_on=MONDAY - DAY)
    a_plan(evaluate_on=MONDAY - 2 * DAY)
    a_plan(evaluate_on=MONDAY - 17 * DAY)
    play()
    by_kind = {
        m.kind: next(p for p in postbox.outbox if str(m.message_id) in p.message()["Message-ID"])
        for m in OutboxMail.objects.filter(sent_at__isnull=False)
    }

    assert buttons(by_kind["measure_overdue"]) == ["Markér som gjort"]
    assert buttons(by_kind["evaluation_overdue"]) == ["Ja, det virkede", "Delvist", "Nej"]
    assert buttons(by_kind["closure_overdue"]) == ["Vurdér og afslut", "Vi har brug for mere tid", "Den bliver ikke gennemført"]


def test_links_are_made_at_delivery_and_only_their_hash_is_kept():
    a_plan()
    message = only("evaluate")

    token = re.search(r"/m/([\w-]+)/\?verdict=solved", message.body).group(1)

    assert len(token) >= 43
    assert MailLink.objects.filter(purpose="evaluate").count() == 1
    assert token not in str(list(MailLink.objects.values())) + str(list(OutboxMail.objects.values()))


def test_a_confidential_plan_lends_no_word_to_any_mail():
    plan = a_plan(is_confidential=True, title="Konflikt med Bent", evaluator=employee(), evaluation_question="om Bent er blevet flinkere")
    CriterionFactory(plan=plan, text="Bent hilser")

    play()

    assert len(postbox.outbox) >= 2
    for message in postbox.outbox:
        assert "Bent" not in message.message().as_string() + message.body + html_of(message)
        assert plan.reference in message.subject


def test_what_was_done_between_planning_and_delivery_is_not_asked_about():
    plan = a_plan()
    queue_reminders(now=datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    life.leave(plan, code="decided_against", reason="Vi flytter.", by=plan.owner, now=NOW)

    done = outbox.deliver(now=datetime(2026, 11, 23, 8, 0, tzinfo=UTC))

    assert (done.sent, done.dropped) == (0, 1)
    assert postbox.outbox == []


def test_a_new_owner_between_planning_and_delivery_takes_the_mail_away_from_the_old_one():
    plan = a_plan()
    queue_reminders(now=datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    plan.change(version=plan.version, owner=employee(), evaluator=employee())

    outbox.deliver(now=datetime(2026, 11, 23, 8, 0, tzinfo=UTC))

    assert postbox.outbox == []


def test_a_person_who_left_between_planning_and_delivery_gets_nothing():
    plan = a_plan()
    queue_reminders(now=datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    plan.owner.engagements.update(valid_to=MONDAY)

    outbox.deliver(now=datetime(2026, 11, 23, 8, 0, tzinfo=UTC))

    assert postbox.outbox == []


def test_mails_speak_the_receivers_language():
    a_plan(owner=employee(language="sv"))
    assert only("evaluate").subject == "Fungerade det? Forflytning på stue 4"


def test_words_of_people_are_text_and_not_markup():
    plan = a_plan(title="<b>fed</b> & {{ 7 }}")
    CriterionFactory(plan=plan, text="<script>alert(1)</script>")

    message = only("evaluate")

    assert "<script" not in html_of(message)
    assert "&lt;b&gt;fed&lt;/b&gt; &amp; {{ 7 }}" in html_of(message)
    assert "<b>fed</b> & {{ 7 }}" in message.body


# --- The calendar entry ----------------------------------------------------------------------------------
def entries(to):
    """(method, sequence, day, uid, summary) of each entry sent to the person, in order."""
    found = []
    for message in postbox.outbox:
        if message.to != [to.email]:
            continue
        for part in message.message().walk():
            if part.get_content_type() == "text/calendar":
                event = next(iter(Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")))
                found.append(
                    (part.get_param("method"), int(event["SEQUENCE"]), event["DTSTART"].dt, str(event["UID"]), str(event["SUMMARY"]))
                )
    return found


def play_on(*days):
    for day in days:
        play_day(day, now=NOW)


def test_owner_evaluator_and_those_who_take_part_get_the_entry_once():
    plan = a_plan(evaluate_on=MONDAY + 30 * DAY, evaluator=employee())
    involved, informed = employee(), employee()
    plan.people.create(user=involved, part="involved")
    plan.people.create(user=informed, part="informed")

    play_on(MONDAY, MONDAY + DAY)

    for person in (plan.owner, plan.evaluator, involved):
        assert entries(person) == [
            (
                "REQUEST",
                0,
                MONDAY + 30 * DAY,
                f"plan-{plan.pk}-evaluation@region-eksempel.invalid",
                "Effektvurdering: Forflytning på stue 4",
            )
        ]
    assert entries(informed) == []


def test_a_moved_date_is_an_update_of_the_same_entry_and_moving_back_is_another():
    plan = a_plan(evaluate_on=MONDAY + 30 * DAY)
    first, later = plan.evaluate_on, plan.evaluate_on + 7 * DAY
    play_on(MONDAY)
    plan.change(version=plan.version, evaluate_on=later)
    play_on(MONDAY + DAY)
    plan.change(version=plan.version, evaluate_on=first)
    play_on(MONDAY + 2 * DAY)

    sent = entries(plan.owner)

    assert [(method, sequence, on) for method, sequence, on, _uid, _title in sent] == [
        ("REQUEST", 0, first),
        ("REQUEST", 1, later),
        ("REQUEST", 2, first),
    ]
    assert len({uid for _method, _sequence, _on, uid, _title in sent}) == 1


def test_an_ended_plan_cancels_the_entry_once():
    plan = a_plan(evaluate_on=MONDAY + 30 * DAY)
    play_on(MONDAY)
    life.leave(plan, code="decided_against", reason="Vi flytter.", by=plan.owner, now=NOW)

    play_on(MONDAY + DAY, MONDAY + 2 * DAY)

    assert [(method, sequence) for method, sequence, *_rest in entries(plan.owner)] == [("REQUEST", 0), ("CANCEL", 1)]


def test_who_no_longer_takes_part_gets_the_entry_cancelled():
    plan = a_plan(evaluate_on=MONDAY + 30 * DAY)
    anna = employee()
    part = plan.people.create(user=anna, part="involved")
    play_on(MONDAY)
    part.delete()

    play_on(MONDAY + DAY)

    assert [entry[0] for entry in entries(anna)] == ["REQUEST", "CANCEL"]
    assert [entry[0] for entry in entries(plan.owner)] == ["REQUEST"]


def test_the_plan_lists_every_mail_with_its_reason_and_keeps_no_text():
    plan = a_plan(evaluate_on=MONDAY + 30 * DAY, evaluator=employee())
    play_on(MONDAY)

    listed = PlanMail.objects.for_page().filter(plan=plan)

    assert sorted((m.mail.kind, m.reason) for m in listed) == [("calendar", "evaluator"), ("calendar", "owner")]
    assert "Forflytning" not in str(list(OutboxMail.objects.values()))
