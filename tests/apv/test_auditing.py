"""A self-audit from begun to closed: what each move does, and what it refuses."""

from datetime import timedelta

import pytest
from django.db.models import Sum

from apv.errors import RefusedError, StaleAnswerError, UnansweredError
from apv.models import AuditAnswer, AuditParticipation, AuditPlace, AuditYear, SelfAudit
from apv.usecases import audit_participants, auditing
from apv.usecases.auditing import Given
from orgstructure.models import DeputyAct, RoleHolding
from orgstructure.permissions import Perm, Reach
from safetynet.common.models import OutboxMail
from tests.factories import (
    LONG_AGO,
    NOW,
    TODAY,
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditQuestionFactory,
    AuditSetFactory,
    AuditYearFactory,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    SeatFactory,
    SelfAuditFactory,
    SubmittedAuditFactory,
    UnitFactory,
    UserFactory,
    make_person,
)

pytestmark = pytest.mark.django_db
NEXT_WEEK = TODAY + timedelta(days=7)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def year():
    questions = AuditSetFactory()
    for number in (1, 2):
        AuditQuestionFactory(question_set=questions, position=number)
    return AuditYearFactory(question_set=questions)


@pytest.fixture
def place(year):
    return AuditPlaceFactory(year=year)


@pytest.fixture
def audit(place):
    return auditing.begin(place=place, by=place.manager, now=NOW)


def answer_all(audit, by=None):
    for question in audit.year.question_set.questions.all():
        auditing.save_answer(audit=audit, question=question, given=Given("yes"), version=0, by=by or audit.started_by, now=NOW)


def sent_in(audit):
    answer_all(audit)
    auditing.send_in(audit=audit, by=audit.started_by, now=NOW)
    audit.refresh_from_db()
    return audit


def verbs(audit):
    return list(audit.acts.order_by("pk").values_list("verb", flat=True))


# --- begun ----------------------------------------------------------------------------------------------
def test_a_place_is_begun_once_however_often_it_is_asked_for(place):
    first = auditing.begin(place=place, by=place.manager, now=NOW)
    again = auditing.begin(place=place, by=UserFactory(), now=LATER)

    assert (again, list(first.places.all()), verbs(first)) == (first, [place], ["start"])
    assert again.started_by == place.manager


@pytest.mark.parametrize(
    ("status", "columns"),
    [("draft", {"opened_at": None, "opened_by": None}), ("closed", {"closed_at": NOW, "closed_by": 0})],
)
def test_nothing_is_begun_in_a_year_that_is_not_open(place, status, columns):
    columns = {name: place.year.made_by if name == "closed_by" else value for name, value in columns.items()}
    AuditYear.objects.filter(pk=place.year.pk).update(status=status, **columns)

    with pytest.raises(RefusedError):
        auditing.begin(place=place, by=place.manager, now=NOW)
    assert not SelfAudit.objects.exists()


def test_nothing_is_begun_for_a_place_that_has_ended(place):
    AuditPlace.objects.update(ended_on=TODAY)

    with pytest.raises(RefusedError, match="en anden leder"):
        auditing.begin(place=place, by=place.manager, now=NOW)


# --- answered -------------------------------------------------------------------------------------------
def test_an_answer_keeps_who_gave_it_and_its_version_goes_up_with_each_change(audit):
    question, one, other = audit.year.question_set.questions.first(), UserFactory(), UserFactory()

    first = auditing.save_answer(audit=audit, question=question, given=Given("no"), version=0, by=one, now=NOW)
    second = auditing.save_answer(audit=audit, question=question, given=Given("partly", "Nej"), version=1, by=other, now=LATER)

    assert (first.version, second.version, second.pk) == (1, 2, first.pk)
    assert (second.answer, second.comment, second.answered_by, second.answered_at) == ("partly", "Nej", other, LATER)
    audit.refresh_from_db()
    assert audit.touched_at == LATER


@pytest.mark.parametrize("version", [0, 1])
def test_what_somebody_else_wrote_meanwhile_is_never_written_over(audit, version):
    question = audit.year.question_set.questions.first()
    AuditAnswerFactory(audit=audit, question=question, answer="no", comment="Annas ord", version=2)

    with pytest.raises(StaleAnswerError) as told:
        auditing.save_answer(audit=audit, question=question, given=Given("yes", "Bos ord"), version=version, by=UserFactory(), now=LATER)

    assert told.value.row.comment == "Annas ord"
    assert AuditAnswer.objects.get().answer == "no"


def test_the_same_words_again_are_no_change_and_no_conflict(audit):
    question = audit.year.question_set.questions.first()
    kept = AuditAnswerFactory(audit=audit, question=question, answer="no", comment="Det samme", version=7)

    again = auditing.save_answer(audit=audit, question=question, given=Given("no", "Det samme"), version=0, by=UserFactory(), now=LATER)

    assert (again.version, again.answered_by) == (7, kept.answered_by)


def test_a_question_of_another_set_is_refused(audit):
    with pytest.raises(RefusedError):
        auditing.save_answer(audit=audit, question=AuditQuestionFactory(), given=Given("no"), version=0, by=UserFactory(), now=NOW)
    assert not AuditAnswer.objects.exists()


def test_nothing_is_answered_once_it_was_sent_in_or_the_year_was_closed(audit):
    question = audit.year.question_set.questions.first()
    sent_in(audit)

    with pytest.raises(RefusedError, match="sendt ind"):
        auditing.save_answer(audit=audit, question=question, given=Given("no"), version=1, by=UserFactory(), now=LATER)
    auditing.take_back(audit=audit, by=audit.started_by, now=LATER)
    AuditYear.objects.update(status="closed", closed_at=NOW, closed_by=UserFactory())
    with pytest.raises(RefusedError, match="lukket"):
        auditing.save_answer(audit=audit, question=question, given=Given("no"), version=1, by=UserFactory(), now=LATER)
    assert set(AuditAnswer.objects.values_list("answer", flat=True)) == {"yes"}


def test_a_deputys_answers_are_noted_once_with_both_names(place):
    manager = place.manager
    substitute = {
        "source": "deputy",
        "deputy_for": manager,
        "by": manager,
        "reason": "Ferie",
        "valid_from": LONG_AGO,
        "valid_to": NEXT_WEEK,
    }
    deputy = make_person(Perm.ANSWER_AUDITS, on=place.unit, reach=Reach.UNIT)
    RoleHolding.objects.create(user=deputy, role="manager", unit=place.unit, **substitute)
    audit = auditing.begin(place=place, by=manager, now=NOW)

    answer_all(audit, by=deputy)

    assert list(DeputyAct.objects.values_list("by", "deputy_for", "subject", "subject_id")) == [(deputy.pk, manager.pk, "audit", audit.pk)]


# --- jointly --------------------------------------------------------------------------------------------
def test_a_place_that_joins_is_answered_by_the_same_audit_and_its_manager_is_told(audit, year):
    other = AuditPlaceFactory(year=year)

    auditing.join(audit=audit, place=other, by=audit.started_by, now=NOW)
    auditing.join(audit=audit, place=other, by=audit.started_by, now=NOW)

    other.refresh_from_db()
    assert (other.audit, verbs(audit)) == (audit, ["start", "join"])
    assert audit.acts.first().remark == f"{other.unit.name} ({other.manager})"
    assert list(OutboxMail.objects.values_list("kind", "recipient")) == [("audit-joined", other.manager_id)]


def test_a_place_with_answers_of_its_own_is_not_taken_over_and_one_without_is(audit, year):
    written, empty = (auditing.begin(place=AuditPlaceFactory(year=year), by=UserFactory(), now=NOW) for _ in range(2))
    AuditAnswerFactory(audit=written, question=year.question_set.questions.first(), answer="", comment="Kun et ord")

    with pytest.raises(RefusedError, match="1 svar"):
        auditing.join(audit=audit, place=written.places.get(), by=audit.started_by, now=NOW)
    auditing.join(audit=audit, place=empty.places.get(), by=audit.started_by, now=NOW)

    assert (written.places.count(), empty.places.count(), audit.places.count()) == (1, 0, 2)


def test_a_place_that_was_sent_in_or_answers_jointly_already_is_not_taken_over(audit, year):
    done = SubmittedAuditFactory(year=year)
    joint = SelfAuditFactory(year=year, places=[AuditPlaceFactory(year=year), AuditPlaceFactory(year=year)])

    with pytest.raises(RefusedError, match="sendt sin"):
        auditing.join(audit=audit, place=done.places.get(), by=audit.started_by, now=NOW)
    with pytest.raises(RefusedError, match="sammen med andre"):
        auditing.join(audit=audit, place=joint.places.first(), by=audit.started_by, now=NOW)
    assert audit.places.count() == 1


def test_a_place_of_another_year_or_one_that_has_ended_cannot_join(audit, year):
    for place in (AuditPlaceFactory(), AuditPlaceFactory(year=year, ended_on=TODAY)):
        with pytest.raises(RefusedError):
            auditing.join(audit=audit, place=place, by=audit.started_by, now=NOW)
    assert audit.places.count() == 1


def test_a_place_leaves_and_the_answers_stay_with_the_others_but_the_last_one_cannot(audit, year, place):
    other = AuditPlaceFactory(year=year)
    auditing.join(audit=audit, place=other, by=audit.started_by, now=NOW)
    answer_all(audit)

    auditing.leave(audit=audit, place=other, by=other.manager, now=LATER)
    auditing.leave(audit=audit, place=other, by=other.manager, now=LATER)
    with pytest.raises(RefusedError, match="sidste"):
        auditing.leave(audit=audit, place=place, by=place.manager, now=LATER)

    other.refresh_from_db()
    assert (other.audit, audit.answers.count(), verbs(audit)) == (None, 2, ["start", "join", "leave"])


# --- who took part --------------------------------------------------------------------------------------
def test_those_named_are_among_the_number_and_naming_one_more_gives_a_name_to_one_of_them(audit):
    audit_participants.set_numbers(audit=audit, numbers={"representative": 2, "union": 1, "staff": 0})
    audit_participants.name(audit=audit, part="representative", person=UserFactory())
    audit_participants.name(audit=audit, part="representative", words="Bo fra forbundet")
    audit_participants.name(audit=audit, part="union", words="Mia")
    audit_participants.name(audit=audit, part="union", words="Liv")
    audit_participants.set_numbers(audit=audit, numbers={"representative": 3, "union": 1})

    counted = audit.participations.values_list("part").annotate(all=Sum("number")).order_by("part")
    assert list(counted) == [("representative", 3), ("union", 2)]


def test_nobody_is_named_twice_and_a_manager_of_it_is_named_already(audit, place):
    person = UserFactory()
    audit_participants.name(audit=audit, part="representative", person=person)

    for named in (person, place.manager):
        with pytest.raises(RefusedError, match="nævnt"):
            audit_participants.name(audit=audit, part="staff", person=named)
    assert audit.participations.count() == 1


def test_a_name_is_taken_out_again_but_no_manager(audit):
    audit_participants.name(audit=audit, part="staff", words="Bo")
    manager = AuditParticipation.objects.create(audit=audit, part="manager", person=UserFactory())

    for one in audit.participations.all():
        audit_participants.unname(audit=audit, participation=one)

    assert list(audit.participations.all()) == [manager]


def test_managers_come_from_the_places_with_the_title_they_have_on_their_unit(audit, year, place):
    EngagementFactory(user=place.manager, unit=UnitFactory(), title="Overlæge")
    EngagementFactory(user=place.manager, unit=place.unit, title="Afsnitsleder")
    auditing.join(audit=audit, place=AuditPlaceFactory(year=year, manager=place.manager), by=audit.started_by, now=NOW)
    vacant, untitled = AuditPlaceFactory(year=year, manager=None), AuditPlaceFactory(year=year)
    for one in (vacant, untitled):
        auditing.join(audit=audit, place=one, by=audit.started_by, now=NOW)
    audit_participants.name(audit=audit, part="staff", words="Bo")
    audit.refresh_from_db()

    sent_in(audit)
    auditing.take_back(audit=audit, by=place.manager, now=LATER)
    audit.refresh_from_db()
    auditing.send_in(audit=audit, by=place.manager, now=LATER)

    rows = audit.participations.order_by("part", "pk").values_list("part", "person", "role", "number")
    assert set(rows) == {("manager", place.manager_id, "Afsnitsleder", 1), ("manager", untitled.manager_id, "", 1), ("staff", None, "", 1)}


def test_the_representatives_of_the_groups_that_cover_the_units_are_proposed(place):
    seat = SeatFactory(committee=CoverageFactory(unit=place.unit, committee=CommitteeFactory()).committee)
    SeatFactory(committee=seat.committee, role="leader")
    SeatFactory(committee=CoverageFactory().committee)
    SeatFactory(committee=CoverageFactory(unit=place.unit, valid_to=TODAY - timedelta(days=1)).committee)

    assert audit_participants.representatives_of([place.unit], NOW) == [seat.user]


# --- sent in, read, sent back, closed -------------------------------------------------------------------
def test_what_is_left_is_told_and_nothing_is_sent_in(audit):
    question = audit.year.question_set.questions.last()
    auditing.save_answer(audit=audit, question=question, given=Given("", "Kun ord"), version=0, by=audit.started_by, now=NOW)

    with pytest.raises(UnansweredError) as told:
        auditing.send_in(audit=audit, by=audit.started_by, now=NOW)

    assert told.value.numbers == (1, 2)
    audit.refresh_from_db()
    assert audit.status == "draft"


def test_the_whole_way_is_told_by_its_acts(audit):
    reader = UserFactory()
    sent_in(audit)
    for act, columns in (
        (auditing.send_back, {"remark": "Hvad gør I ved spørgsmål 2?", "by": reader}),
        (auditing.send_in, {"by": audit.started_by}),
        (auditing.take_back, {"by": audit.started_by}),
        (auditing.send_in, {"by": audit.started_by}),
        (auditing.close, {"by": reader}),
        (auditing.reopen, {"by": reader}),
        (auditing.close, {"by": reader}),
    ):
        act(audit=audit, now=LATER, **columns)
        audit.refresh_from_db()

    assert verbs(audit) == ["start", "submit", "send_back", "submit", "take_back", "submit", "close", "reopen", "close"]
    assert (audit.status, audit.submitted_by, audit.closed_at) == ("closed", audit.started_by, LATER)


def test_a_move_made_from_an_old_page_is_refused(audit, year):
    answer_all(audit)
    seen = SelfAudit.objects.get(pk=audit.pk)
    auditing.join(audit=audit, place=AuditPlaceFactory(year=year), by=audit.started_by, now=NOW)

    with pytest.raises(RefusedError, match="siden du åbnede"):
        auditing.send_in(audit=seen, by=audit.started_by, now=NOW)


@pytest.mark.parametrize("move", ["take_back", "send_back", "close", "reopen"])
def test_what_is_not_sent_in_is_not_taken_back_sent_back_or_closed(audit, move):
    more = {"remark": "Nej"} if move == "send_back" else {}

    with pytest.raises(RefusedError, match="hurtigere"):
        getattr(auditing, move)(audit=audit, by=UserFactory(), now=NOW, **more)
    assert verbs(audit) == ["start"]


def test_in_a_closed_year_what_was_sent_in_can_only_be_closed(audit):
    sent_in(audit)
    AuditYear.objects.update(status="closed", closed_at=NOW, closed_by=UserFactory())

    for move, more in ((auditing.take_back, {}), (auditing.send_back, {"remark": "Nej"})):
        with pytest.raises(RefusedError, match="lukket"):
            move(audit=audit, by=UserFactory(), now=NOW, **more)
    auditing.close(audit=audit, by=UserFactory(), now=NOW)
    audit.refresh_from_db()
    with pytest.raises(RefusedError, match="lukket"):
        auditing.reopen(audit=audit, by=UserFactory(), now=NOW)
    assert audit.status == "closed"
