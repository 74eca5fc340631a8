"""Where the data point to help: each line says why, in the order of the organisation, and tells nothing the reader may not know."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import HelpRequest
from apv.models import AuditAction, AuditYear
from injuries.models import ShownCount
from orgstructure.permissions import Perm
from safetynet.dashboard.audit_support import SupportPage
from tests.factories import (
    NOW,
    TODAY,
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditQuestionFactory,
    AuditSetFactory,
    AuditYearFactory,
    EngagementFactory,
    PlanFactory,
    SubmittedAuditFactory,
    UnitFactory,
    make_person,
)

pytestmark = pytest.mark.django_db
PAST = TODAY - timedelta(days=12)
LATE = {"starts_on": PAST, "implement_by": PAST, "evaluate_on": PAST, "expected_closing_on": PAST}
LAST = TODAY.year - 1


@pytest.fixture
def region():
    return UnitFactory(name="Regionen")


@pytest.fixture
def runs(region):
    return make_person(Perm.RUN_AUDITS, Perm.RUN_REPORTS, Perm.OFFER_HELP, on=region, first_name="Karin")


@pytest.fixture
def years(region):
    """Last year's and this year's self-audit, asked with one linked and one new question."""
    before = AuditYearFactory(
        top=region, question_set=AuditSetFactory(year=LAST), status="closed", closed_at=NOW, closed_by=make_person(on=region)
    )
    now = AuditYearFactory(top=region, question_set=AuditSetFactory(year=TODAY.year), follows=before)
    old = AuditQuestionFactory(question_set=before.question_set, position=4, text={"da": "Ser I hinanden?"})
    linked = AuditQuestionFactory(question_set=now.question_set, position=9, text={"da": "Ser I hinanden nu?"}, continues=old)
    new = AuditQuestionFactory(question_set=now.question_set, position=10)
    return before, now, old, linked, new


def answered(year, unit, **answers):
    """A sent-in audit of the unit; `answers` by question."""
    audit = SubmittedAuditFactory(year=year, places=[AuditPlaceFactory(year=year, unit=unit)])
    return audit, [AuditAnswerFactory(audit=audit, question=question, answer=answer) for question, answer in answers["of"].items()]


def page(reader, **given):
    return SupportPage.of(reader, given, today=TODAY)


def lines(reader, **given):
    return {row.unit.name: [line.why for line in row.lines] for row in page(reader, **given).units}


def test_the_same_gap_two_years_running_is_told_along_the_link_alone(region, runs, years):
    before, now, old, linked, new = years
    twice, once, other = (UnitFactory(parent=region, name=name) for name in ("To år", "Et år", "Uden kæde"))
    first, _ = answered(before, twice, of={old: "no"})
    second, _ = answered(now, twice, of={linked: "partly", new: "no"})
    answered(before, once, of={old: "yes"})
    answered(now, once, of={linked: "no"})
    answered(before, other, of={old: "no"})
    answered(now, other, of={linked: "yes", new: "no"})

    (row,) = page(runs).units
    assert row.unit == twice
    assert [line.why for line in row.lines] == [
        f"Spørgsmål 9 blev besvaret med “delvist” i {TODAY.year} og “nej” i {LAST}: Ser I hinanden nu?"
    ]
    assert [url for _label, url in row.lines[0].links] == [
        f"{second.get_absolute_url()}#q-{linked.pk}", f"{first.get_absolute_url()}#q-{old.pk}",
    ]  # fmt: skip


def test_what_was_not_sent_in_or_lies_elsewhere_is_not_told(region, runs, years):
    before, now, old, linked, _new = years
    unit = UnitFactory(parent=region)
    answered(before, unit, of={old: "no"})
    audit, _ = answered(now, unit, of={linked: "no"})
    type(audit).objects.filter(pk=audit.pk).update(status="draft", submitted_at=None)
    assert lines(runs) == {}

    type(audit).objects.filter(pk=audit.pk).update(status="submitted", submitted_at=NOW)
    assert list(lines(runs)) == [unit.name]
    assert lines(make_person(Perm.RUN_AUDITS, on=UnitFactory())) == {}


def test_overdue_actions_of_earlier_years_are_told_and_help_is_offered_where_the_reader_does_so(region, runs, years, client_of):
    before, now, old, linked, _new = years
    unit = UnitFactory(parent=region, name="Afsnit A")
    (audit_before, (gap,)), (_audit, (this_year,)) = answered(before, unit, of={old: "no"}), answered(now, unit, of={linked: "yes"})
    assert audit_before.pk
    plans = [
        PlanFactory(unit=unit, title="Sent ude", **LATE),
        PlanFactory(unit=unit, title="Hemmelig", is_confidential=True, **LATE),
        PlanFactory(unit=unit, title="I tide"),
    ]
    for plan in plans:
        AuditAction.objects.create(answer=gap, plan=plan, made_at=NOW, made_by=runs)
    AuditAction.objects.create(answer=this_year, plan=PlanFactory(unit=unit, title="Fra i år", **LATE), made_at=NOW, made_by=runs)

    assert lines(runs) == {
        "Afsnit A": [
            f"En handling fra egenkontrollen {LAST} skulle være afsluttet {PAST:%d-%m-%Y}: Sent ude",
            f"En fortrolig handling fra egenkontrollen {LAST} skulle være afsluttet {PAST:%d-%m-%Y}.",
        ]
    }
    (row,) = page(runs).units
    assert [line.offer_plan for line in row.lines] == [plans[0].pk, None]
    (row,) = page(make_person(Perm.RUN_AUDITS, on=region)).units
    assert [line.offer_plan for line in row.lines] == [None, None]

    for _ in range(2):
        answer = client_of(runs).post(f"/audits/support/plans/{plans[0].pk}/offer/")
    offered = HelpRequest.objects.get()
    assert (offered.plan, offered.by, answer.url) == (plans[0], None, f"/plans/help/{offered.pk}/")
    assert client_of(runs).get(answer.url).status_code == 200
    elsewhere = make_person(Perm.OFFER_HELP, on=UnitFactory())
    assert client_of(elsewhere).post(f"/audits/support/plans/{plans[0].pk}/offer/").status_code == 403
    assert client_of(runs).post(f"/audits/support/plans/{plans[1].pk}/offer/").status_code == 404


@pytest.fixture
def hurt(region, years):
    """A ward of four with 9 injuries of the region's 12; the region has twenty more people."""
    ward = UnitFactory(parent=region, name="Afsnit med mange")
    for unit, number in ((ward, 4), (region, 20)):
        for _ in range(number):
            EngagementFactory(unit=unit)
    AuditPlaceFactory(year=years[1], unit=ward)
    for unit, cases in ((region, 12), (ward, 9)):
        ShownCount.objects.create(unit=unit, year=LAST, axis="injury", code="", cases=cases, hidden_below=5)
    return ward


def test_many_injuries_are_told_only_from_figures_that_everybody_may_be_shown(region, runs, hurt):
    assert list(lines(runs, kind="injuries")) == ["Afsnit med mange"]
    assert lines(runs)["Afsnit med mange"][0].startswith(f"Der blev anmeldt 9 skader i {LAST}, og 4 mennesker arbejder der nu")
    assert lines(make_person(Perm.RUN_AUDITS, on=region)) == {}

    knows = make_person(Perm.RUN_AUDITS, Perm.RUN_REPORTS, Perm.VIEW_EVENTS, on=region)
    assert lines(knows) == {}
    assert page(knows).knows_cases

    ShownCount.objects.filter(unit=hurt).update(hidden_below=3, cases=9)
    assert lines(runs) == {}


def test_units_stand_in_the_order_of_the_organisation_and_not_by_how_many_lines(region, runs, years, client_of):
    before, now, old, linked, _new = years
    beta = UnitFactory(parent=region, name="Beta")
    units = [
        UnitFactory(parent=region, name="Alfa"),
        beta,
        UnitFactory(parent=beta, name="Aa under beta"),
        UnitFactory(parent=region, name="Cæsar"),
    ]
    for unit in reversed(units):
        answered(before, unit, of={old: "no"})
        answered(now, unit, of={linked: "no"})
    plan = PlanFactory(unit=units[3], title="Mere her", **LATE)
    gap = AuditYear.objects.get(pk=before.pk).audits.first().answers.get()
    AuditAction.objects.create(answer=gap, plan=plan, made_at=NOW, made_by=runs)

    assert list(lines(runs)) == ["Alfa", "Beta", "Aa under beta", "Cæsar"]
    assert list(lines(runs, unit=str(beta.pk))) == ["Beta", "Aa under beta"]
    assert list(lines(runs, kind="overdue", unit="x", page="y")) == ["Cæsar"]
    shown = client_of(runs).get("/audits/support/").content.decode()
    assert shown.index("Alfa</a>") < shown.index("Cæsar</a>")
    assert client_of(make_person(Perm.RUN_REPORTS, Perm.OFFER_HELP, on=region)).get("/audits/support/").status_code == 403


def test_as_many_queries_for_many_units_as_for_few(region, runs, years, hurt, client_of):
    before, now, old, linked, _new = years

    def add(number):
        for _ in range(number):
            unit = UnitFactory(parent=region)
            _audit, (gap,) = answered(before, unit, of={old: "no"})
            answered(now, unit, of={linked: "no"})
            AuditAction.objects.create(answer=gap, plan=PlanFactory(unit=unit, **LATE), made_at=NOW, made_by=runs)

    def count():
        client = client_of(runs)
        client.get("/audits/support/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/audits/support/")
        return len(queries)

    add(1)
    few = count()
    add(8)
    assert count() == few
