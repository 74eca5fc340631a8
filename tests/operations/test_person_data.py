"""“Get my data”, and erasing a person so that no copy, history or restore brings the name back (A3-10, A3-11, A3-13)."""

import io
import json
import time
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from actionplans.models import FollowUp
from apv.models import AuditHelp, AuditParticipation
from injuries.models import Case, CaseRead, Feedback, Part
from injuries.reading import opened
from injuries.sealing import Health, Identity
from injuries.usecases import filing, retaining
from orgstructure.models import Engagement, User
from safetynet.common import erasures
from safetynet.common.models import Erasure, OutboxMail
from tests.factories import (
    NOW,
    TODAY,
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditReportFactory,
    CaseFactory,
    EngagementFactory,
    PlanFactory,
    SubmittedAuditFactory,
    UserFactory,
)
from tests.injuries.conftest import make_injury_house

MINE = "Egetord"


@pytest.fixture
def asked(db):
    """A house in which others, whose names must not come along, have done things to the case."""
    house = make_injury_house()
    for who in ("manager", "administrator", "amr", "colleague"):
        User.objects.filter(pk=getattr(house, who).pk).update(first_name=f"Tredjemand{who}", last_name=f"Andenperson{who}")
    case = CaseFactory(
        unit=house.ward, injured=house.injured, course=f"{MINE} forløb", signed_by=house.manager, signed_at=NOW, reporter=house.colleague,
        sealed=(Identity(cpr="0107801234", name="Signe Skadet"), Health(harm=f"{MINE} skade")),
    )  # fmt: skip
    filing.add(case, name="journal.pdf", content=f"%PDF-1.7 {MINE} bilag".encode(), part=Part.WHOLE, by=house.injured, now=NOW)
    Feedback.objects.create(case=case, kind="status", text=f"{MINE} svar", at=NOW, by=house.manager)
    for who in ("manager", "administrator", "amr"):
        opened(getattr(house, who), case.public_id, now=NOW - timedelta(hours=1))
    PlanFactory(unit=house.ward, owner=house.manager, evaluator=house.injured, title="Tredjemandmanager taler med alle")
    house.case = case
    return house


def unpacked(answer):
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    return {name: package.read(name) for name in package.namelist()}


def test_the_person_gets_everything_of_the_own_case_and_nobody_elses_name_within_a_minute(asked, client_of):
    began = time.monotonic()
    answer = client_of(asked.injured).post(reverse("person-data"))
    took = time.monotonic() - began

    files = unpacked(answer)
    text = json.dumps(json.loads(files["data.json"]), ensure_ascii=False)
    assert took < 60
    for words in (
        f"{MINE} forløb",
        f"{MINE} skade",
        f"{MINE} svar",
        asked.case.number,
        "enhedens leder",
        "for at underskrive",
        "010780-••••",
    ):
        assert words in text, words
    assert any(f"{MINE} bilag".encode() in content for content in files.values())
    assert files["data.pdf"].startswith(b"%PDF")
    for name in ("Tredjemand", "Andenperson", "0107801234"):
        assert name not in text
    assert "no-store" in answer["Cache-Control"]


def test_the_pdf_says_the_same_and_names_nobody_else(asked, client_of):
    import pypdf

    pdf = unpacked(client_of(asked.injured).post(reverse("person-data")))["data.pdf"]

    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert f"{MINE} skade" in text
    assert "Tredjemand" not in text


def test_the_export_reads_each_case_through_the_log(asked, client_of):
    before = CaseRead.objects.count()

    client_of(asked.injured).post(reverse("person-data"))

    rows = CaseRead.objects.order_by("pk")[before:]
    assert {(row.case_id, row.channel, row.purpose) for row in rows} == {
        (pk, "export", "data_request") for pk in Case.objects.filter(injured=asked.injured).values_list("pk", flat=True)
    }


def test_the_administrator_answers_a_request_for_whom_he_may_open_a_case_and_for_nobody_else(asked, client_of):
    address = reverse("person-data-of", args=[asked.injured.pk])

    files = unpacked(client_of(asked.administrator).post(address))

    assert f"{MINE} skade" in files["data.json"].decode()
    assert client_of(asked.other_administrator).post(address).status_code == 404
    assert client_of(asked.administrator).get(reverse("person-data-of", args=[asked.colleague.pk])).status_code == 404
    assert client_of(asked.manager).post(address).status_code == 403


def test_a_colleague_who_reported_it_gets_the_own_words_and_not_whose_case_it_is(asked, client_of):
    text = unpacked(client_of(asked.colleague).post(reverse("person-data")))["data.json"].decode()

    assert f"{MINE} forløb" in text
    for name in ("Signe", "Skadet", f"{MINE} skade"):
        assert name not in text


def test_the_person_gets_the_self_audits_taken_part_in_and_the_own_words_in_them_and_nobody_elses(asked, client_of):
    me, other = asked.injured, asked.manager
    joint = SubmittedAuditFactory(started_by=me)
    AuditParticipation.objects.create(audit=joint, part="representative", person=me)
    AuditParticipation.objects.create(audit=joint, part="union", name="Tredjemand Fælles")
    AuditParticipation.objects.create(audit=SubmittedAuditFactory(started_by=other), part="manager", role="Afsnitsleder", person=other)
    answer = AuditAnswerFactory(audit=joint, answer="no", comment="Tredjemandmanager siger noget")
    AuditHelp.objects.create(answer=answer, hindrance="resources", note=f"{MINE} timer", asked_at=NOW, asked_by=me)
    fresh = AuditAnswerFactory(answer="no")
    AuditHelp.objects.create(answer=fresh, hindrance="resources", note="Fremmedord", asked_at=NOW, asked_by=other)
    AuditPlaceFactory(reason="other", reason_note=f"{MINE} flytning", reason_at=NOW, reason_by=me)

    told = json.loads(unpacked(client_of(me).post(reverse("person-data")))["data.json"])
    mine = next(rows for rows in told.values() if any("units" in row for row in rows))
    text = json.dumps(told, ensure_ascii=False)

    assert [(row["year"], row["as"]) for row in mine] == [(2026, "arbejdsmiljørepræsentant; har sendt den ind; har begyndt den")]
    for words in (f"{MINE} timer", f"{MINE} flytning", "tid eller ressourcer", joint.places.get().unit.name):
        assert words in text
    for name in ("Tredjemand", "Fremmedord"):
        assert name not in text
    of_another = unpacked(client_of(asked.administrator).post(reverse("person-data-of", args=[me.pk])))["data.json"].decode()
    assert f"{MINE} timer" not in of_another


def test_erased_the_person_is_named_in_no_self_audit_and_the_numbers_stay(leaver):
    audit = SubmittedAuditFactory(places=[AuditPlaceFactory(manager=leaver)])
    AuditParticipation.objects.create(audit=audit, part="manager", role="Afsnitsleder", person=leaver)
    other = SubmittedAuditFactory()
    AuditParticipation.objects.create(audit=other, part="representative", person=leaver)
    AuditParticipation.objects.create(audit=other, part="union", name="Kanarine Fuglsang")
    AuditAnswerFactory(audit=other, comment="Kanarine Fuglsang har lavet listen", view="Spørg kanarine fuglsang")
    AuditReportFactory(year=other.year, conclusion="Tak til Kanarine Fuglsang")

    call_command("erase_person", str(leaver.pk))

    assert everything() == []
    kept = AuditParticipation.objects.order_by("pk").values_list("part", "number", "person", "name")
    assert list(kept) == [("manager", 1, leaver.pk, ""), ("representative", 1, None, ""), ("union", 1, None, "[…]")]


def everything(*, of=("Kanarine Fuglsang", "kanarine@region.invalid")):
    """Where any of these stands: in a table, or in a name or the bytes of a file."""
    found = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{name}" t WHERE t::text ILIKE ANY (%s)', [[f"%{word}%" for word in of]])  # noqa: S608
            found += [name] * bool(cursor.fetchone()[0])
    return found


@pytest.fixture
def leaver(db):
    """Somebody who left years ago, whose name stands in many places."""
    person = UserFactory(first_name="Kanarine", last_name="Fuglsang", email="kanarine@region.invalid", phone="55667788")
    EngagementFactory(user=person, username="kanfug01", valid_from=TODAY - timedelta(days=4000), valid_to=TODAY - timedelta(days=3000))
    plan = PlanFactory(title="Kanarine Fuglsang taler med leverandøren", description="kanarine fuglsang ved mest")
    plan.causes = "Aftalt med Kanarine Fuglsang"
    plan.save(update_fields=["causes"])
    FollowUp.objects.create(plan=plan, text="Ring til Kanarine Fuglsang", by=UserFactory(), at=NOW, submission_id=uuid.uuid4())
    OutboxMail.objects.create(
        kind="x", key="x", recipient=person, payload={"to": "kanarine@region.invalid"}, created_at=NOW, available_at=NOW
    )
    return person


def test_an_erased_person_is_nowhere_in_rows_history_or_outbox_and_the_ledger_has_the_key_alone(leaver):
    assert {"orgstructure_user", "actionplans_actionplan", "actionplans_actionplanevent", "common_outboxmail"} <= set(everything())

    call_command("erase_person", str(leaver.pk))

    assert everything(of=("Kanarine", "Fuglsang", "kanarine@", "55667788", "kanfug01")) == []
    entry = Erasure.objects.get()
    assert (entry.table, entry.key) == ("orgstructure_user", str(leaver.pk))
    assert Engagement.objects.filter(user=leaver).exists()


@pytest.mark.parametrize("why", ["employed", "case", "plan"])
def test_whoever_is_still_needed_is_not_erased_and_it_is_said_why(leaver, why):
    if why == "employed":
        EngagementFactory(user=leaver)
    elif why == "case":
        CaseFactory(injured=leaver)
    else:
        PlanFactory(owner=leaver)

    with pytest.raises(CommandError, match="Not yet"):
        call_command("erase_person", str(leaver.pk))
    leaver.refresh_from_db()
    assert leaver.first_name == "Kanarine"


@pytest.mark.django_db(transaction=True)
def test_what_was_erased_and_came_back_with_a_restored_database_is_erased_again(settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": {"location": str(tmp_path)}}}
    person = UserFactory(first_name="Kanarine", last_name="Fuglsang", email="kanarine@region.invalid")
    case = CaseFactory(
        state="closed", closed_at=NOW - timedelta(days=4000), happened_on=TODAY - timedelta(days=4100), hired_on=None, injured=UserFactory(),
        course="Kanarine Fuglsang gled", sealed=True,
    )  # fmt: skip
    old_person, old_case = User.objects.get(pk=person.pk), Case.objects.get(pk=case.pk)
    retaining.let_go(today=TODAY, now=NOW)
    call_command("erase_person", str(person.pk))
    assert everything() == []
    assert default_storage.exists(f"erasures/injuries_case-{case.pk}.json")
    # yesterday's backup comes back: rows as they were, and a ledger that knows nothing
    Erasure.objects.all().delete()
    old_person.save()
    Case.objects.filter(pk=case.pk).update(course=old_case.course, injured=old_case.injured, anonymised_on=None)
    assert set(everything()) == {"orgstructure_user", "injuries_case"}
    assert {entry.table for entry in erasures.forgotten()} == {"injuries_case", "orgstructure_user"}
    with pytest.raises(Exception, match="replay_erasures"):
        erasures.refuse_forgotten()

    for _twice in range(2):
        call_command("replay_erasures")

    assert everything() == []
    erasures.refuse_forgotten()
    assert Erasure.objects.count() == 2
