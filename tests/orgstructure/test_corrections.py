"""What was recorded wrongly is put right with a reason, and nothing of it is lost; minutes and certificates as files."""

import uuid
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from orgstructure.access import scope_of
from orgstructure.models import (
    Candidate,
    Committee,
    Election,
    ElectionCorrection,
    Seat,
    TrainingAnnulment,
    TrainingFact,
    Unit,
    User,
)
from orgstructure.permissions import Perm
from orgstructure.training import training_state
from orgstructure.usecases.grants import bring_in_step
from safetynet.common import clock, outbox
from tests.factories import (
    NOW,
    TODAY,
    CertificateFactory,
    CommitteeFactory,
    CoverageFactory,
    ElectionFactory,
    EngagementFactory,
    SeatFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 bevis"


@pytest.fixture
def ward() -> Unit:
    unit = UnitFactory(parent=UnitFactory())
    unit.manager = EngagementFactory(unit=unit).user
    unit.save(update_fields=["manager"])
    unit.periods.update(manager=unit.manager)
    return unit


@pytest.fixture
def group(ward) -> Committee:
    return CoverageFactory(unit=ward, committee=CommitteeFactory(parent=CommitteeFactory())).committee


@pytest.fixture
def people(ward) -> list[User]:
    return [EngagementFactory(unit=ward).user for _ in range(3)]


@pytest.fixture
def former(group, ward) -> Seat:
    return SeatFactory(committee=group, user=EngagementFactory(unit=ward).user, valid_to=date(2027, 6, 1))


@pytest.fixture
def held(client_of, group, ward, people, former) -> Election:
    """Held three days ago, the wrong one recorded as elected, the former seat ended by it."""
    election = ElectionFactory(committee=group, held_on=TODAY - timedelta(days=3), valid_from=TODAY - timedelta(days=3))
    for person in people[:2]:
        Candidate.objects.create(election=election, user=person)
    bring_in_step(today=TODAY)
    form = {"elected": [people[0].pk], "ending": [former.pk], "minutes": "Håndsoprækning"}
    assert client_of(ward.manager).post(reverse("election-result", args=[election.pk]), form).status_code == 302
    return election


def correction(*elected: User, **words) -> dict[str, object]:
    said = {"minutes": "Håndsoprækning", "reason": "Jeg læste stemmerne forkert", "submission_id": str(uuid.uuid4())}
    return {"elected": [person.pk for person in elected]} | said | words


def may_edit(user: User, ward: Unit) -> bool:
    return scope_of(User.objects.get(pk=user.pk), Perm.EDIT_PLANS).covers(ward.pk, ward.path)


def test_a_wrong_result_is_put_right_and_seat_rights_and_training_follow(client_of, held, ward, people, former):
    wrong, right = people[:2]
    client, url = client_of(ward.manager), reverse("election-correct", args=[held.pk])
    assert may_edit(wrong, ward)
    form = correction(right, ending=[former.pk])
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 302  # the same form twice is one correction

    assert (may_edit(wrong, ward), may_edit(right, ward)) == (False, True)
    assert Seat.objects.get(user=right).valid_from == held.valid_from
    assert Seat.objects.get(user=wrong).valid_to == TODAY  # it was held for three days, and that stays
    assert list(training_state([wrong.pk, right.pk], TODAY)) == [right.pk]
    kept = ElectionCorrection.objects.get()
    assert (kept.elected_before, kept.reason, kept.by) == (wrong.get_full_name(), "Jeg læste stemmerne forkert", ward.manager)
    page = client_of(right).get(held.get_absolute_url()).content.decode()
    assert "Jeg læste stemmerne forkert" in page
    outbox.deliver(now=NOW)
    assert sorted(letter.subject for letter in mail.outbox) == ["Du er valgt", "Valgets resultat er rettet"]
    assert mail.outbox[-1].to != mail.outbox[0].to


def test_the_former_seat_gets_back_the_end_it_had_when_it_should_not_have_ended(client_of, held, ward, people, former):
    former.refresh_from_db()
    assert former.valid_to == held.valid_from

    client_of(ward.manager).post(reverse("election-correct", args=[held.pk]), correction(people[1]))

    former.refresh_from_db()
    assert former.valid_to == date(2027, 6, 1)
    assert may_edit(former.user, ward)


def test_who_was_elected_rightly_keeps_the_very_seat(client_of, held, ward, people, former):
    seat = Seat.objects.get(user=people[0])

    client_of(ward.manager).post(
        reverse("election-correct", args=[held.pk]), correction(people[0], ending=[former.pk], minutes="14 stemmer")
    )

    assert Seat.objects.get(user=people[0]).pk == seat.pk
    held.refresh_from_db()
    assert (held.minutes, held.corrections.get().before["minutes"]) == ("14 stemmer", "Håndsoprækning")


def test_somebody_elected_who_was_not_put_up_gets_the_seat(client_of, held, ward, people, former):
    client_of(ward.manager).post(reverse("election-correct", args=[held.pk]), correction(also=people[2].pk, ending=[former.pk]))

    assert may_edit(people[2], ward)
    assert not may_edit(people[0], ward)


def test_after_seven_days_or_without_a_reason_or_by_others_nothing_is_corrected(client_of, held, ward, people, monkeypatch):
    url = reverse("election-correct", args=[held.pk])
    assert client_of(people[1]).post(url, correction(people[1])).status_code == 403
    assert client_of(ward.manager).post(url, correction(people[1], reason="")).status_code == 422
    assert client_of(ward.manager).post(url, correction()).status_code == 422
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=7))

    assert client_of(ward.manager).post(url, correction(people[1])).status_code == 302

    assert not ElectionCorrection.objects.exists()
    assert Seat.objects.get(user=people[0]).valid_to == held.valid_to


def test_minutes_come_as_a_file_that_every_employee_opens_and_a_program_is_refused(client_of, group, ward, people):
    election = ElectionFactory(committee=group)
    Candidate.objects.create(election=election, user=people[0])
    bring_in_step(today=TODAY)
    url = reverse("election-result", args=[election.pk])
    form = {"elected": [people[0].pk], "minutes": ""}
    bad = SimpleUploadedFile("referat.pdf", b"MZ not a pdf")
    assert client_of(ward.manager).post(url, form | {"minutes_file": bad}).status_code == 422
    assert not Seat.objects.exists()

    client_of(ward.manager).post(url, form | {"minutes_file": SimpleUploadedFile("referat.pdf", PDF)})

    answer = client_of(people[2]).get(reverse("election-minutes", args=[election.pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert (
        client_of(people[2]).get(reverse("election-minutes", args=[ElectionFactory(role="steward", committee=group).pk])).status_code == 404
    )


# --- Training -------------------------------------------------------------------------------------------
def test_a_member_sends_in_the_certificate_and_it_counts_and_a_keeper_annuls_it(client_of, group, ward, people):
    amr = SeatFactory(committee=group, user=people[0], valid_from=date(2026, 6, 1)).user
    bring_in_step(today=TODAY)
    url = reverse("my-certificate")
    form = {"course": "mandatory", "on": "01-09-2026", "submission_id": str(uuid.uuid4())}
    assert client_of(amr).post(url, form).status_code == 422  # no file
    assert client_of(amr).post(url, form | {"file": SimpleUploadedFile("bevis.pdf", b"<html>")}).status_code == 422
    for _ in range(2):
        client_of(amr).post(url, form | {"file": SimpleUploadedFile("bevis.pdf", PDF)})
    fact = TrainingFact.objects.get()
    assert (fact.by, fact.what, training_state([amr.pk], TODAY)[amr.pk].mandatory.stage) == (amr, "taken", "taken")

    annul = reverse("training-annul", args=[fact.public_id])
    assert client_of(amr).post(annul, {"reason": "x"}).status_code == 404  # a member keeps no training
    assert client_of(ward.manager).post(annul, {"reason": ""}).status_code == 422
    assert client_of(ward.manager).post(annul, {"reason": "Det er et andet kursus"}).status_code == 302
    client_of(ward.manager).post(annul, {"reason": "igen"})

    assert TrainingAnnulment.objects.get().reason == "Det er et andet kursus"
    assert training_state([amr.pk], TODAY)[amr.pk].mandatory.stage == "overdue"
    assert "Det er et andet kursus" in client_of(amr).get(reverse("my-training")).content.decode()


def test_who_holds_no_seat_sends_in_nothing(client_of, people):
    assert client_of(people[0]).get(reverse("my-certificate")).status_code == 302
    assert not TrainingFact.objects.exists()


def test_an_annulment_is_never_changed_by_the_product(group, people, ward):
    fact = CertificateFactory(user=people[0])
    TrainingAnnulment.objects.create(fact=fact, reason="Forkert", by=ward.manager, at=NOW)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE safetynet_web")
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            TrainingAnnulment.objects.update(reason="Andet")
        cursor.execute("RESET ROLE")
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingAnnulment.objects.create(fact=CertificateFactory(), reason="", by=ward.manager, at=NOW)


def test_the_list_of_a_unit_has_the_members_below_it_that_the_reader_keeps_and_no_others(client_of, group, ward, people):
    member = SeatFactory(committee=group, user=people[0]).user
    elsewhere = UnitFactory(name="Andet hospital")
    wide = CommitteeFactory()
    for unit in (ward, elsewhere):
        CoverageFactory(unit=unit, committee=wide)
    SeatFactory(committee=wide, user=EngagementFactory(unit=elsewhere).user)
    bring_in_step(today=TODAY)
    url = reverse("unit-training", args=[ward.pk])

    page = client_of(ward.manager).get(url)

    assert [line.user for line in page.context["lines"]] == [member]
    assert client_of(people[1]).get(url).status_code == 403
    assert client_of(ward.manager).get(reverse("unit-training", args=[elsewhere.pk])).status_code == 403


def test_more_members_under_a_unit_cost_no_more_queries(client_of, group, ward, people):
    client, url = client_of(ward.manager), reverse("unit-training", args=[ward.pk])
    SeatFactory(committee=group, user=people[0])
    bring_in_step(today=TODAY)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        assert client.get(url).status_code == 200
    for _ in range(6):
        other = CoverageFactory(unit=UnitFactory(parent=ward), committee=CommitteeFactory()).committee
        CertificateFactory(user=SeatFactory(committee=other, user=EngagementFactory(unit=ward).user).user)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(url).context["lines"]) == 7
    assert len(many) == len(few)
