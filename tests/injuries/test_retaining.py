"""What is past its time goes on its day and not before, nothing of it stays, and every figure is as it was (R56, A3-09, A3-10, A3-12)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import CharField, TextField
from django.utils.translation import override

from actionplans.models import ActionPlan
from injuries.models import (
    Case,
    CaseAct,
    CaseFile,
    CaseRead,
    CauseAnalysis,
    Feedback,
    HealthPart,
    KeptKind,
    LegalHold,
    Part,
    ReadBatch,
    Report,
    RetentionRule,
)
from injuries.retention import PROPOSALS, over_on, rules
from injuries.sealing import Health, Identity
from injuries.usecases import filing, log_chain, retaining
from safetynet.common.clock import COPENHAGEN
from safetynet.common.models import Erasure, OutboxMail
from tests.factories import NOW, TODAY, AbsenceFactory, CaseFactory, PlanFactory, SignedCaseFactory, UserFactory

pytestmark = pytest.mark.django_db


def closed(on, **given):
    at = datetime.combine(on, datetime.min.time(), COPENHAGEN) + timedelta(hours=15)
    given.setdefault("happened_on", on - timedelta(days=90))
    given.setdefault("hired_on", given["happened_on"] - timedelta(days=200))
    return SignedCaseFactory(state="closed", closed_at=at, registered_at=at - timedelta(days=89), **given)


def let_go(today):
    return retaining.let_go(today=today, now=datetime.combine(today, datetime.min.time(), COPENHAGEN) + timedelta(hours=5, minutes=45))


DAYS = [
    (date(2021, 11, 22), date(2026, 11, 22)),
    (date(2020, 2, 29), date(2025, 2, 28)),  # no such day five years later
    (date(2019, 2, 28), date(2024, 2, 28)),  # into a leap year
    (date(2020, 12, 31), date(2025, 12, 31)),
    (date(2021, 1, 1), date(2026, 1, 1)),
]


@pytest.mark.parametrize(("closed_on", "gone_on"), DAYS)
def test_a_case_is_anonymised_on_its_day_and_not_the_day_before(closed_on, gone_on):
    case = closed(closed_on)

    assert let_go(gone_on - timedelta(days=1)) == 0
    case.refresh_from_db()
    assert (case.anonymised_on, case.course != "") == (None, True)
    assert let_go(gone_on) == 1
    case.refresh_from_db()
    assert (case.anonymised_on, case.course, case.injured) == (gone_on, "", None)
    assert let_go(gone_on + timedelta(days=1)) == 0


@pytest.mark.parametrize("days", range(0, 3000, 37))
def test_the_last_day_before_the_time_is_over_is_never_over(days):
    began = date(2019, 1, 1) + timedelta(days=days)
    begin = retaining._begin_of(over_on(began, 60), 60)

    assert datetime.combine(began, datetime.max.time(), COPENHAGEN) < begin


@pytest.mark.parametrize("kind", ["accident", "disease", "near_miss", "observation", "violence", "offensive_act"])
def test_each_kind_has_its_own_time(kind):
    kept = rules()
    months = kept["disease" if kind == "disease" else "near_miss" if kind in ("near_miss", "observation") else "injury"].months
    closed_on = over_on(TODAY, -months)
    case, young = closed(closed_on, kind=kind), closed(closed_on + timedelta(days=1), kind=kind)

    assert retaining.cases_past(TODAY) == [case.pk]
    assert young.pk not in retaining.cases_past(TODAY)


def test_the_regions_own_rule_takes_the_proposals_place_and_open_cases_stay():
    RetentionRule.objects.create(kind="injury", months=12, legal_basis="Direktionen", made_at=NOW)
    case = closed(over_on(TODAY, -12))
    CaseFactory(happened_on=date(2010, 1, 1), hired_on=date(2009, 1, 1), registered_at=datetime(2010, 1, 2, tzinfo=UTC))

    assert retaining.cases_past(TODAY) == [case.pk]


def test_every_kind_has_a_proposal_that_says_the_region_must_decide_it():
    assert set(PROPOSALS) == set(KeptKind)
    with override("en"):
        assert all("To be decided by the region" in str(basis) for _months, basis in PROPOSALS.values())


def test_a_case_on_hold_waits_until_the_hold_is_lifted(house):
    case = closed(date(2015, 1, 1))
    held = retaining.hold(case, "Krav", submission_id="0fbb6a6e-6d84-4cf2-8f4c-6e3b7d0a0003", by=house.protection, now=NOW)

    assert let_go(TODAY) == 0
    assert not retaining.anonymise(case.pk, today=TODAY, now=NOW)
    case.refresh_from_db()
    assert case.course
    retaining.lift(held, by=house.protection, now=NOW)
    assert let_go(TODAY) == 1


CANARY = "Kanariefugl"


def full_case(house):
    """A canary in everything that people write in about a case."""
    case = closed(
        date(2015, 5, 5),
        unit=house.ward,
        injured=UserFactory(first_name="Kanariefugl"),
        sealed=(Identity(name=CANARY, cpr="0107801234"), Health(harm=CANARY, injury="032", body=("63",))),
        **dict.fromkeys(["course", "suggestion", "place", "manager_comment", "done_now", "label", "import_key"], CANARY),
    )
    filing.add(case, name=f"{CANARY}.pdf", content=b"%PDF-1.7 " + CANARY.encode(), part=Part.WHOLE, by=case.injured, now=NOW)
    filing.add(case, name="gulv.pdf", content=b"%PDF-1.7 " + CANARY.encode(), part=Part.EVENT, by=case.injured, now=NOW)
    AbsenceFactory(case=case, ends_on=case.happened_on + timedelta(days=9))
    CauseAnalysis.objects.create(
        case=case, whys=[CANARY], factors=["time"], conclusion=CANARY, together_with=CANARY, made_at=NOW, made_by=house.amr
    )
    Report.objects.create(case=case, how="file", sent_at=NOW, sent_by=house.administrator, receipt_number=CANARY, receipt_on=TODAY)
    Feedback.objects.create(case=case, kind="status", text=CANARY, at=NOW, by=house.manager)
    CaseAct.objects.create(case=case, verb="register", at=NOW, by=case.injured)
    held = LegalHold.objects.create(case=case, reason=CANARY, at=NOW, by=house.protection)
    retaining.lift(held, by=house.protection, now=NOW)
    OutboxMail.objects.create(kind="x", key="x", recipient=house.manager, payload={"case": case.pk}, created_at=NOW, available_at=NOW)
    plan = PlanFactory(unit=house.ward)
    case.plans.add(plan)
    return case, plan


def everything_written(case):
    """Every row that points at the case, and its history, as text."""
    with connection.cursor() as cursor:
        found = []
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM \"{name}\" t")  # noqa: S608  our own tables' names
            if name != "orgstructure_user":
                found.append(cursor.fetchone()[0])
    return "\n".join(found)


def test_nothing_of_an_anonymised_case_stays_in_rows_history_outbox_or_storage(house):
    case, plan = full_case(house)
    injured = case.injured_id
    files = list(CaseFile.objects.filter(case=case).values_list("file", flat=True))
    assert CANARY in everything_written(case)

    assert let_go(TODAY) == 1

    assert CANARY not in everything_written(case)
    assert not any(default_storage.exists(name) for name in files)
    assert not HealthPart.objects.filter(pk=case.pk).exists()
    assert not OutboxMail.objects.filter(payload__case=case.pk).exists()
    assert not CaseAct.objects.filter(case=case, by__isnull=False).exists()
    case.refresh_from_db()
    assert injured not in (case.injured_id, case.reporter_id, case.signed_by_id)
    assert list(case.plans.all()) == [plan]
    assert ActionPlan.objects.get(pk=plan.pk).title == plan.title
    assert Erasure.objects.filter(table="injuries_case", key=str(case.pk)).exists()
    assert set(case.events.values_list("pgh_context", flat=True)) <= {None}


def test_no_column_that_people_write_in_is_left_out_of_what_is_emptied():
    coded = {
        "phrase",
        "duty",
        "environment",
        "process",
        "activity",
        "activity_agent",
        "deviation",
        "deviation_agent",
        "contact",
        "contact_agent",
    }
    written = {
        field.name
        for field in Case._meta.concrete_fields
        if isinstance(field, CharField | TextField) and not field.choices and field.name not in coded
    }

    assert written <= set(retaining.EMPTIED)


def figures(case):
    """What figures are made of: type, cause, place, hour, weekday, absence, reporting on time, who was new, by unit and day."""
    case.refresh_from_db()
    names = ("unit_id", "kind", "state", "happened_on", "happened_at", "place_kind", "phrase", "deviation", "contact", "contact_agent", "due_at", "duty", "closed_at", "perpetrator", "could_be_prevented", "is_outside_hours", "may_claim")  # fmt: skip
    absence = [(row.starts_on, row.ends_on, row.extent) for row in case.absences.all()]
    reports = [(row.sent_at, row.due_at, row.decision, row.is_late) for row in case.reports.all()]
    new = {months: over_on(case.hired_on, months) > case.happened_on for months in range(1, 61)}
    return [getattr(case, name) for name in names], absence, reports, new, list(case.analysis.factors), case.plans.count()


def test_every_figure_is_as_it_was(house):
    case, _plan = full_case(house)
    before = figures(case)
    counted = Case.objects.that_count().count()

    let_go(TODAY)

    assert figures(case) == before
    assert Case.objects.that_count().count() == counted


@pytest.mark.parametrize("hired", [date(2014, 2, 4), date(2014, 1, 31), date(2013, 5, 20), date(1999, 1, 1), date(2015, 2, 4)])
def test_who_was_new_is_kept_and_the_day_of_hiring_is_not(hired):
    case = closed(date(2015, 5, 5), happened_on=date(2015, 2, 4), hired_on=hired)
    before = {months: over_on(case.hired_on, months) > case.happened_on for months in range(1, 61)}

    let_go(TODAY)

    case.refresh_from_db()
    assert {months: over_on(case.hired_on, months) > case.happened_on for months in range(1, 61)} == before
    assert case.hired_on.day == case.happened_on.day


def test_the_read_of_what_is_erased_is_in_the_log():
    case = closed(date(2015, 1, 1))

    let_go(TODAY)

    row = CaseRead.objects.get()
    assert (row.case_id, row.read_as, row.purpose) == (case.pk, "system", "retention")


def test_documents_of_the_health_part_go_sooner_than_the_case(house):
    case = closed(over_on(TODAY, -12), sealed=True)
    kept = filing.add(case, name="gulv.pdf", content=b"%PDF-1.7 gulv", part=Part.EVENT, by=house.injured, now=NOW)
    gone = filing.add(case, name="journal.pdf", content=b"%PDF-1.7 journal", part=Part.WHOLE, by=house.injured, now=NOW)

    let_go(TODAY - timedelta(days=1))
    assert CaseFile.objects.filter(case=case).count() == 2
    let_go(TODAY)

    assert [file.pk for file in CaseFile.objects.filter(case=case)] == [kept.pk]
    assert not default_storage.exists(gone.file)


def read_at(at):
    return CaseRead.objects.create(case_id=1, read_as="system", part="line", purpose="figures", channel="task", at=at)


def test_rows_of_the_log_go_when_their_time_is_over_nothing_younger_does_and_the_chain_still_holds(db):
    edge = datetime.combine(over_on(TODAY, -60), datetime.min.time(), COPENHAGEN) + timedelta(days=1)
    for at in (edge - timedelta(days=400), edge - timedelta(seconds=1), edge, NOW):
        read_at(at)
        log_chain.seal(now=at)

    let_go(TODAY)

    assert list(CaseRead.objects.filter(case_id=1).order_by("at").values_list("at", flat=True)) == [edge, NOW]
    log_chain.seal(now=NOW)
    found = log_chain.verify()
    assert (found.is_whole, found.forgotten) == (True, 2)
    assert CaseRead.objects.filter(criterion__startswith="forgotten through").count() == 1
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM injuries_caseread WHERE at = %s", [edge])
    assert not log_chain.verify().is_whole


def test_the_worker_can_let_nothing_younger_than_the_rule_go_whatever_it_asks_for(db):
    read_at(NOW)
    read_at(NOW - timedelta(days=40 * 365))
    log_chain.seal(now=NOW)
    ReadBatch.objects.all()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE safetynet_worker")
        log_chain.forget(before=NOW + timedelta(days=9999), now=NOW)
        cursor.execute("RESET ROLE")

    assert CaseRead.objects.filter(at=NOW).exists()


@pytest.mark.parametrize("function", ["injuries_forget_reads(now(), now())", "injuries_unname_traces()"])
def test_the_web_process_may_call_neither_way_past_the_rights(db, function):
    from django.db import ProgrammingError, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE safetynet_web")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute(f"SELECT {function}")


def test_the_workers_rights_are_enough_for_the_whole_night(house):
    full_case(house)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE safetynet_worker")
        assert let_go(TODAY) == 1
        cursor.execute("RESET ROLE")
