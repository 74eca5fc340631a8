"""The invented region is believable, complete, and the same every time."""

import filecmp
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, F
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from actionplans.models import (
    ActionPlan,
    BulkChange,
    EffectEvaluation,
    HelpCode,
    HelpReached,
    HelpRequest,
    HoldCheck,
    LearningExample,
    PlanMove,
    ReadyCause,
    Resource,
    SavedView,
    StallCheck,
    Status,
    Verdict,
    VerdictMark,
)
from actionplans.models.choices import ASKED_VERDICTS
from actionplans.usecases.reminding import queue_reminders
from annualcycle.models import AgendaItem, AnnualReport, CompetenceNet, Discussion, GoalJudgement, Meeting, StatusTalk
from annualcycle.usecases.goals import not_judged
from apv import sealing
from apv.models import (
    CLOCKED,
    AuditAction,
    AuditAnswer,
    AuditHelp,
    AuditParticipation,
    AuditPlace,
    AuditProposal,
    AuditQuestion,
    AuditReport,
    AuditStatus,
    AuditYear,
    Finding,
    Invitation,
    Outcome,
    ResultCell,
    RiskAssessmentVersion,
    Round,
    RoundUnit,
    SafetyRound,
    SealedAnswer,
    SelfAudit,
    TopicCover,
    UnitAssessment,
    WorkChange,
)
from apv.pulses import results_of
from apv.reports.coverage import Coverage
from apv.usecases.duty import Clock
from apv.usecases.duty import clock as clocks_of
from injuries.codes import Table, code_table
from injuries.models import Case, CaseKind, CaseState, Reaction, ReadNote, RetentionRule, WorkedHours
from injuries.reading import unsealed
from orgstructure.gap_facts import everything
from orgstructure.gaps import GapKind, gaps_of
from orgstructure.models import Committee, DemoPersona, RoleHolding, Seat, Unit, User
from orgstructure.permissions import Role
from orgstructure.reports import group_of, home_unit_of
from safetynet.common import clock
from safetynet.common.models import OutboxMail
from safetynet.operations.duty_mail import queue_duty_mails
from safetynet.operations.seed.audits.many import write_many
from safetynet.operations.seed.injuries.texts import HAPPENINGS
from safetynet.operations.seed.names import FIRST_NAMES, LAST_NAMES
from safetynet.operations.seed.personas import WARD
from safetynet.operations.seed.region import SCALES, Region
from safetynet.operations.seed.run import fill
from safetynet.operations.seed.surveys import HALVES, written_halves
from tests.factories import NOW, TODAY, UnitFactory

pytestmark = [pytest.mark.xdist_group("demo-region"), pytest.mark.slow]  # so that it is filled once
CODES = list(DemoPersona.Code)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo region, filled once for this file and taken away again."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as day:
        day.setattr(clock, "now", lambda: NOW)
        fill(scale="demo", seed=42, today=TODAY, region_name="Region Eksempel", say=lambda line: None)
        yield
        transaction.set_rollback(True)


def write(folder: Path, seed: int) -> Path:
    folder.mkdir()
    Region(SCALES["demo"], seed=seed, today=TODAY, name="Region Eksempel").write(folder)
    return folder


def test_the_same_seed_invents_the_same_region_and_another_seed_another(tmp_path: Path):
    one, same, other = (write(tmp_path / name, seed) for name, seed in (("one", 1), ("same", 1), ("other", 2)))
    files = ["adm-org-units.csv", "adm-engagements.csv", "med-org-units.csv", "med-associations.csv"]

    assert filecmp.cmpfiles(one, same, files, shallow=False)[0] == files
    assert "adm-engagements.csv" in filecmp.cmpfiles(one, other, files, shallow=False)[1]


def test_every_invented_person_was_born_before_1900(tmp_path: Path):
    lines = (write(tmp_path / "r", 42) / "adm-engagements.csv").read_text().splitlines()[1:]
    numbers = [line.split("||")[1] for line in lines]

    assert len(set(numbers)) == len(numbers) == len(lines)
    assert all(number[6] in "5678" and int(number[4:6]) >= 58 for number in numbers)


@pytest.mark.usefixtures("demo", "db")
def test_the_demo_holds_plans_in_every_state_and_a_persona_for_every_role():
    assert list(DemoPersona.objects.order_by("order").values_list("code", flat=True)) == CODES
    assert 1500 <= User.objects.count() <= 1750
    states = Counter(ActionPlan.objects.values_list("status", flat=True))
    assert set(states) == set(Status)
    assert set(EffectEvaluation.objects.values_list("verdict", flat=True)) == set(ASKED_VERDICTS)
    assert not ActionPlan.objects.published().filter(created_at__date__gt=TODAY).exists()


@pytest.mark.usefixtures("demo", "db")
def test_everybody_one_can_be_has_a_representative_to_turn_to():
    homes = {row.code: home_unit_of(row.user, TODAY) for row in DemoPersona.objects.select_related("user")}
    assert [code for code, home in homes.items() if home is None or not group_of(home, TODAY).is_complete] == []


@pytest.mark.usefixtures("demo", "db")
def test_a_plan_that_carries_on_from_another_says_so():
    manager = DemoPersona.objects.get(code="manager").user
    later = ActionPlan.objects.get(owner=manager, follows__isnull=False)
    assert later.follows.closing_evaluation.verdict == Verdict.NO_EFFECT
    assert later.title == later.follows.title


@pytest.mark.usefixtures("demo", "db")
def test_every_plan_can_tell_how_it_got_where_it_is():
    last = {move.plan_id: move.to_status for move in PlanMove.objects.order_by("at", "pk")}
    published = dict(ActionPlan.objects.published().values_list("pk", "status"))
    assert last == published


@pytest.mark.usefixtures("demo", "db")
def test_the_manager_persona_has_a_plan_to_evaluate_today_and_one_that_is_overdue():
    manager = DemoPersona.objects.get(code="manager").user
    owned = ActionPlan.objects.filter(owner=manager, status=Status.AWAITING)

    assert owned.filter(evaluate_on__range=(TODAY, date(2026, 11, 23))).exists()
    assert owned.overdue(TODAY).exists()


@pytest.mark.usefixtures("demo", "db")
def test_the_first_run_of_reminders_says_only_what_became_due_today():
    told = OutboxMail.objects.filter(sent_at__isnull=False).count()
    queued = queue_reminders(now=NOW + timedelta(days=1))

    assert told > 500
    assert 0 < sum(queued.values()) < 60


@pytest.mark.django_db
def test_an_installation_with_units_is_never_seeded(capsys: pytest.CaptureFixture[str]):
    UnitFactory()
    before = Unit.objects.count()
    call_command("seed", scale="demo")

    assert Unit.objects.count() == before
    assert "nothing was changed" in capsys.readouterr().out


@pytest.mark.django_db
def test_production_is_never_seeded(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("seed", scale="demo")


@pytest.mark.usefixtures("demo", "db")
def test_what_people_last_did_lies_between_the_beginning_and_today():
    plans = ActionPlan.objects.order_by()

    assert not plans.filter(touched_at__lt=F("created_at")).exists()
    assert not plans.filter(touched_at__gte=clock.at_hour(TODAY + timedelta(days=1), 0)).exists()
    assert plans.open().filter(touched_at__gt=F("published_at")).count() > 50


@pytest.mark.usefixtures("demo", "db")
def test_serious_plans_end_with_a_second_person_and_some_have_been_looked_at_again():
    closed = ActionPlan.objects.filter(status=Status.CLOSED, confirm_by__isnull=False)
    assert closed.filter(confirmed_at__isnull=False).count() > 10
    assert closed.filter(confirmed_at=None).exists()
    assert not closed.filter(confirmed_by=F("closing_evaluation__by")).exists()
    assert HoldCheck.objects.exists()
    assert VerdictMark.objects.exists()
    assert {"own_impression", "staff_asked"} <= set(EffectEvaluation.objects.values_list("source", flat=True))
    personas = {row.code: row.user for row in DemoPersona.objects.select_related("user")}
    assert ActionPlan.objects.awaiting_confirmation().filter(confirm_by=personas["amr"]).exists()
    assert ActionPlan.objects.hold_check_due(TODAY).filter(owner=personas["manager"]).exists()


@pytest.mark.usefixtures("demo", "db")
def test_the_ward_shows_what_helps_a_writer():
    ward = ActionPlan.objects.filter(unit__name=WARD)

    assert {"", "measures", "criteria", "causes"} == set(Resource.objects.in_use(TODAY).values_list("field", flat=True))
    assert ward.filter(confidential__isnull=False).count() == 1
    assert ActionPlan.objects.filter(copied_from__in=ward).count() == 1


@pytest.mark.usefixtures("demo", "db")
def test_many_plans_past_their_date_have_said_why_and_some_twice_but_not_all():
    checks = StallCheck.objects.order_by()

    assert checks.count() > 50
    assert not checks.filter(at__gt=NOW).exists()
    assert {row["stage"] for row in checks.values("stage")} == {"not_begun", "begun", "carried_out"}
    assert not checks.exclude(cause__in=ReadyCause.values).filter(answers=None).exists()
    assert ActionPlan.objects.stalled(TODAY).filter(stall_checks=None).count() > 20
    assert not ActionPlan.objects.filter(stall_checks__at__gt=F("touched_at")).exists()


@pytest.mark.usefixtures("demo", "db")
def test_the_ladder_has_come_to_every_step_and_the_ward_shows_the_committees_list_and_a_call_for_help():
    reached = HelpReached.objects.order_by()

    assert set(reached.values_list("code", flat=True)) == set(HelpCode)
    assert not reached.filter(at__gte=NOW).exists()
    assert ActionPlan.objects.for_committees(TODAY).filter(unit__name=WARD).exists()
    assert HelpRequest.objects.open().filter(plan__unit__name=WARD, by__isnull=False).exists()
    assert HelpRequest.objects.exclude(answered_at=None).exists()


@pytest.mark.usefixtures("demo", "db")
def test_the_ward_has_shared_views_and_a_change_that_was_undone():
    manager = DemoPersona.objects.get(code="manager").user
    views = SavedView.objects.shown_to(DemoPersona.objects.get(code="employee").user, TODAY)
    change = BulkChange.objects.get(by=manager)

    assert [view.name for view in views] == ["Venter på effektvurdering"]
    assert SavedView.objects.made_by(manager).count() == 3
    assert {"undone"} <= set(change.rows.values_list("outcome", flat=True))


@pytest.mark.usefixtures("demo", "db")
def test_the_demo_has_a_gap_of_every_kind_for_somebody_to_close():
    assert {gap.kind for gap in gaps_of(everything(), TODAY)} == set(GapKind)


@pytest.mark.usefixtures("demo", "db")
def test_one_survey_is_released_with_figures_for_most_units_and_one_is_open_for_the_personas_ward():
    released, small, going_on = Round.objects.full().order_by("opens_on")
    shown = ResultCell.objects.filter(round=released, subject="answered").count()

    assert (released.status, small.status, going_on.status) == ("released", "released", "open")
    assert small.top.parent == Unit.objects.get(name=WARD).parent
    assert ResultCell.objects.filter(round=small, subject="answered").exists()
    assert not SealedAnswer.objects.filter(round=small).exists()
    assert shown > RoundUnit.objects.filter(round=released, invited_below__gte=10).count() * 0.8
    assert not SealedAnswer.objects.filter(round=released).exists()
    employee = DemoPersona.objects.get(code="employee").user
    mine = Invitation.objects.get(round=going_on, person=employee)
    assert not SealedAnswer.objects.filter(token_hash=bytes(mine.token_hash)).exists()
    assert OutboxMail.objects.filter(kind="survey", recipient=employee, available_at__lte=NOW).exists()
    assert SealedAnswer.objects.filter(round=going_on).count() > 10
    assert {sealing.read_half(half) for half in written_halves()} == set(HALVES)
    assert bytes(going_on.public_key) == sealing.public_key_of(sealing.joined(*HALVES))


@pytest.mark.usefixtures("demo", "db")
def test_the_ward_has_decided_about_every_finding_and_its_staff_were_asked_again():
    ward = Unit.objects.get(name=WARD)
    found = Finding.objects.filter(unit=ward, assessment__isnull=False)
    plan = Round.objects.pulses().get().plan

    assert set(found.values_list("outcome", flat=True)) == set(Outcome)
    assert UnitAssessment.objects.get(unit=ward).is_completed
    assert plan.title.startswith("Nye kolleger")
    assert results_of([plan.pk])[plan.pk].main.now is not None
    is_completed = Counter(day is not None for day in UnitAssessment.objects.values_list("completed_on", flat=True))
    assert is_completed[False] > 5
    assert is_completed[True] > 2


@pytest.mark.usefixtures("demo", "db")
def test_the_ward_has_a_risk_assessment_in_force_a_safety_round_and_a_change_to_come():
    ward = Unit.objects.get(name=WARD)

    assert RiskAssessmentVersion.objects.in_force().filter(unit=ward).exists()
    assert Finding.objects.undecided().filter(unit=ward, found_by="safety_round").count() == 2
    assert SafetyRound.objects.get(unit=ward).completed_on
    assert WorkChange.objects.open().filter(unit=ward).exists()


@pytest.mark.parametrize("day", [TODAY, date(TODAY.year - 1, 12, 31)], ids=["today", "at the end of last year"])
@pytest.mark.usefixtures("demo", "db")
def test_most_units_are_in_time_with_their_apv_some_are_late_and_a_few_lack_a_topic(day):
    covered = TopicCover.objects.filter(covered_on__lte=day)
    chains = Coverage.of(Unit.objects.get(parent=None), day).chains
    units = [one.unit.pk for one in chains]
    last = {(unit, topic): on for unit, topic, on in covered.order_by("covered_on").values_list("unit", "topic", "covered_on")}
    late = {pk: [topic for topic in CLOCKED if Clock.of(last.get((pk, topic)), 3, day).is_late] for pk in units}
    number = Counter(len(topics) for topics in late.values())

    assert 0.83 < number[0] / len(units) < 0.92
    assert number[len(CLOCKED)] >= 4
    assert number[1] + number[2] >= 4


@pytest.mark.usefixtures("demo", "db")
def test_the_region_had_more_units_late_a_year_before_its_report():
    apv = AnnualReport.objects.get(status="published").figures["apv"]
    assert 0 < apv["now"]["late"] < apv["before"]["late"] < apv["now"]["units"] * 0.3


@pytest.mark.usefixtures("demo", "db")
def test_the_ward_is_in_time_with_its_apv_and_the_first_morning_tells_nobody_anew_which_is_due():
    ward = Unit.objects.get(name=WARD)
    told = OutboxMail.objects.filter(kind="apv_duty", sent_at__lt=NOW)

    assert not clocks_of([ward.pk], TODAY)[ward.pk].late
    assert told.count() > 10
    assert not OutboxMail.objects.filter(kind="apv_duty", sent_at=None).exists()
    assert queue_duty_mails(today=TODAY + timedelta(days=10), now=NOW + timedelta(days=10)) < told.count() / 2


@pytest.mark.usefixtures("demo", "db")
def test_last_years_self_audit_is_closed_with_plans_a_report_and_proposals_in_every_state():
    year = AuditYear.objects.get(status="closed")
    audits = SelfAudit.objects.filter(year=year)
    actions = AuditAction.objects.filter(answer__audit__year=year)

    assert set(audits.values_list("status", flat=True)) == {"closed"}
    assert 0.7 < AuditPlace.objects.filter(year=year).answered().count() / year.places.count() < 0.95
    assert audits.annotate(number=Count("places")).filter(number__gte=2).count() > 3
    assert not audits.exclude(answers__question__position=26).exists()
    assert {"closed", "active"} <= set(actions.values_list("plan__status", flat=True))
    assert ActionPlan.objects.filter(pk__in=actions.values("plan")).overdue(TODAY).exists()
    report = AuditReport.objects.get(year=year, status="published")
    assert set(report.proposals.values_list("state", flat=True)) == set(AuditProposal.State)
    assert report.comments.count() > 5
    assert not AuditParticipation.objects.filter(audit__year=year, part="manager", role="").exists()


@pytest.mark.usefixtures("demo", "db")
def test_this_years_self_audit_is_open_with_something_for_everybody_to_see():
    year = AuditYear.objects.get(status="open")
    people = {row.code: row.user for row in DemoPersona.objects.select_related("user")}
    mine = AuditPlace.objects.of_person(people["manager"]).get(unit__name=WARD).audit
    chairs = SelfAudit.objects.visible_to(people["chair"]).get(year=year)

    assert (year.year, year.due_on) == (TODAY.year, TODAY + timedelta(days=6))
    assert set(SelfAudit.objects.filter(year=year).values_list("status", flat=True)) == set(AuditStatus)
    assert mine.status == "draft"
    assert 5 < mine.answers.count() < 26
    assert AuditAnswer.objects.filter(audit__year=year.follows, audit__places__unit__name=WARD).count() == 26
    assert chairs.acts.get(verb="send_back").remark
    assert len(set(year.places.exclude(reason="").values_list("reason", flat=True))) > 2
    wanted = AuditHelp.objects.filter(answer__audit__year=year)
    assert wanted.filter(taken_at=None).count() > 5
    assert wanted.exclude(ended_at=None).count() == 1
    assert not SelfAudit.objects.visible_to(people["employee"]).exists()
    assert not AuditAnswer.objects.filter(audit__year=year, answered_at__gt=NOW).exists()
    assert AuditQuestion.objects.filter(question_set=year.question_set, continues=None).count() == 1


@pytest.mark.usefixtures("demo", "db")
def test_the_chairs_coming_meeting_has_the_results_that_came_since_the_last_one_and_the_groups_the_status_of_its_staff():
    chair = DemoPersona.objects.get(code="chair").user
    local = Committee.objects.get(pk__in=Seat.objects.filter(user=chair, role="chair").values("committee"), level__is_group=False)
    small = Round.objects.full().released().first()
    group = group_of(the_ward(), TODAY).committee
    results = {
        place.pk: AgendaItem.objects.get(meeting__committee=place, meeting__status="planned", kind="results") for place in (local, group)
    }

    assert str(small) in results[local.pk].text
    assert small.released_on > localdate(Meeting.objects.filter(committee=local).held().first().starts_at)
    assert results[group.pk].text == StatusTalk.objects.exclude(summary="").get().summary


@pytest.mark.usefixtures("demo", "db")
def test_last_years_goals_of_the_region_are_judged_and_the_chairs_committee_has_one_left_to_judge():
    group, year = group_of(the_ward(), TODAY).committee, TODAY.year - 1
    chain = list(Committee.objects.filter(pk__in=group.ancestor_ids()).order_by("depth"))
    region, local = chain[0], chain[-1]
    judged = GoalJudgement.objects.filter(goal__committee=region, year=year)
    told = AnnualReport.objects.get(committee=region).figures["goals"]["own"]

    assert sorted(judged.values_list("verdict", flat=True)) == ["partly", "reached"]
    assert all(one["words"] for one in told)
    assert not judged.filter(at__date__lt=date(TODAY.year, 1, 1)).exists()
    assert len(not_judged(local, year)) == 1
    assert Discussion.objects.get(committee=local, year=TODAY.year).status == "open"
    assert [one.status for one in Discussion.objects.filter(committee__in=chain[:-1], year=TODAY.year)] == ["completed"] * len(chain[:-1])
    assert AgendaItem.objects.filter(meeting__committee=local, meeting__status="planned", kind="goals").exists()


@pytest.mark.usefixtures("demo", "db")
def test_the_wards_group_has_a_competence_net_of_two_years_and_the_bank_examples_shared_and_to_be_read():
    nets = CompetenceNet.objects.order_by("year")
    examples = LearningExample.objects.values_list("state", flat=True)

    assert list(nets.values_list("year", flat=True)) == [TODAY.year - 1, TODAY.year]
    assert nets[1].follows == nets[0]
    assert {"drafted", "shared", "withheld"} == set(examples)
    owners = User.objects.filter(pk__in=LearningExample.objects.values("plan__owner"))
    told = " ".join(f"{one.problem} {one.did} {one.learned}" for one in LearningExample.objects.all())
    assert [person.last_name for person in owners if f" {person.first_name} " in told or f" {person.last_name} " in told] == []


@pytest.mark.usefixtures("demo", "db")
def test_thousands_of_audits_are_written_at_once_with_all_their_answers():
    """What the bench of the region begins with: an audit for every place, some of several places."""
    year = AuditYear.objects.get(status="open")
    waiting = AuditPlace.objects.filter(year=year, audit=None)
    number = waiting.count()
    written = write_many(year, waiting, random=Random("many"), day=TODAY - timedelta(days=20))

    assert 0 < len(written) <= number
    assert not waiting.all().exists()
    assert AuditAnswer.objects.filter(audit__in=written).count() == 26 * len(written)


def the_ward() -> Unit:
    return Unit.objects.get(name=WARD)


@pytest.mark.usefixtures("demo", "db")
def test_the_ward_has_a_case_in_every_state_and_of_every_kind():
    states = Counter(Case.objects.filter(unit=the_ward()).values_list("state", flat=True))

    assert set(states) == set(CaseState)
    assert set(Case.objects.filter(unit=the_ward()).values_list("kind", flat=True)) == set(CaseKind)


@pytest.mark.usefixtures("demo", "db")
def test_the_ward_has_one_of_each_kind_of_story():
    told = Case.objects.filter(unit=the_ward(), registered_at__gte=NOW - timedelta(days=300))
    open_ones = told.unsent()
    helped = told.filter(phrase="slip-wet", plans__closing_evaluation__verdict="solved").get()

    assert open_ones.filter(due_at__date__lt=TODAY).exists()
    assert told.filter(is_kept_from_manager=True, kind="offensive_act").count() == 1
    assert told.filter(is_anonymous=True, reporter=None, kind="observation").exists()
    assert told.filter(reports__decision="recognised").exists()
    assert told.filter(kind="violence", label="VTC").exists()
    assert told.filter(state="signed", due_at__gt=NOW, missing_fields=0).exists()
    assert told.filter(phrase="slip-wet", happened_on__gt=helped.closed_at).exists()
    late_absence = told.get(absences__noted_at__gt=F("registered_at") + timedelta(days=20))
    assert late_absence.acts.filter(verb="reopen").exists()
    assert late_absence.due_at.date() > TODAY


@pytest.mark.usefixtures("demo", "db")
def test_accidents_with_absence_among_new_employees_have_a_baseline_in_2018_and_have_become_fewer():
    new = F("happened_on") - timedelta(days=365)
    rows = Case.objects.that_count().filter(kind="accident", absences__isnull=False, hired_on__gt=new)
    by_year = Counter(rows.values_list("happened_on__year", flat=True))

    assert 12 <= by_year[2018] <= 22
    assert all(by_year[year] >= 5 for year in range(2018, 2026))
    assert by_year[2025] < by_year[2018] * 0.8
    assert Case.objects.filter(hired_on__gt=F("happened_on")).count() == 0


@pytest.mark.usefixtures("demo", "db")
def test_every_hospital_has_an_injury_administrator_and_hours_for_every_year():
    tops = Unit.objects.filter(depth=1).exclude(name__startswith="Sundhedshus")  # nobody works there yet
    holding = RoleHolding.objects.filter(role=Role.INJURY_ADMINISTRATOR).values("unit")

    assert set(tops) == set(tops.filter(pk__in=holding))
    assert WorkedHours.objects.filter(unit__in=tops).count() == tops.count() * (TODAY.year - 2018 + 1)
    assert RetentionRule.objects.count() == 6
    assert Reaction.objects.count() == 6
    assert ReadNote.objects.exists()


@pytest.mark.usefixtures("demo", "db")
def test_no_case_lies_in_the_future_and_the_receipts_came_after_it_was_sent():
    assert not Case.objects.filter(registered_at__date__gt=TODAY).exists()
    assert not Case.objects.filter(reports__receipt_on__lt=F("reports__sent_at__date")).exists()
    assert not Case.objects.filter(absences__starts_on__gt=TODAY).exists()


@pytest.mark.usefixtures("demo", "db")
def test_every_happening_says_codes_that_are_in_the_tables_and_nobodys_name_stands_in_a_course():
    injuries, body = code_table(Table.INJURY), code_table(Table.BODY)
    names = {*FIRST_NAMES, *LAST_NAMES}

    assert [one.course for one in HAPPENINGS if one.injury and one.injury not in injuries] == []
    assert [one.course for one in HAPPENINGS if not set(one.body) <= set(body)] == []
    assert not names & {word.strip(".,") for text in Case.objects.values_list("course", flat=True) for word in text.split()}


@pytest.mark.usefixtures("demo", "db")
def test_what_is_sealed_opens_again_and_says_what_happened_to_the_body():
    sealed = Case.objects.filter(unit=the_ward(), health_part__isnull=False).order_by("-registered_at").first()
    identity, health = unsealed(sealed.pk)

    assert health.body
    assert health.harm
    assert identity.nationality == "DK"
    assert not Case.objects.filter(course__icontains=health.harm).exists()


@pytest.mark.usefixtures("demo", "db")
def test_the_new_personas_stand_on_the_sign_in_page(settings):
    settings.DEMO = True
    page = Client().get(reverse("login")).content.decode()

    assert DemoPersona.objects.count() == 11
    assert 'value="injury_administrator"' in page
    assert 'value="data_protection_reader"' in page


@pytest.mark.usefixtures("demo", "db")
def test_the_ward_has_asked_its_staff_how_it_goes_once_to_the_end_and_is_asking_again():
    closed, running = StatusTalk.objects.order_by("on")
    assert (bool(closed.summary), running.closed_at, closed.unit) == (True, None, running.unit)
    for talk in (closed, running):
        assert talk.said.exists()
    assert running.on_plans.exists()
