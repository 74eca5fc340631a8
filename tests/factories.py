"""Rows for tests. Sorted by app; each makes the smallest row that the database accepts."""

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import factory
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from factory.django import DjangoModelFactory

from actionplans import models as plans
from actionplans.models.stall import TEXTS
from actionplans.stall_defaults import POINTS
from annualcycle import models as year
from apv import models as apv
from apv import sealing
from injuries import models as injuries
from injuries.sealing import Health, Identity
from injuries.usecases.registering import seal_anew
from orgstructure import models as org
from orgstructure.permissions import Perm, Reach

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
# The dates of a plan that has passed them all.
LATE = {
    "starts_on": date(2026, 1, 1),
    "implement_by": date(2026, 6, 1),
    "evaluate_on": date(2026, 9, 1),
    "expected_closing_on": date(2026, 10, 1),
}
LONG_AGO = date(2015, 1, 1)
ROUND_KEY = b"the private key of a test round."  # 32 bytes


# --- orgstructure ---------------------------------------------------------------------------------------
class UserFactory(DjangoModelFactory):
    class Meta:
        model = org.User

    username = factory.Sequence(lambda n: f"u{n}")
    first_name = factory.Sequence(lambda n: f"Fornavn{n}")
    last_name = "Efternavn"
    email = factory.LazyAttribute(lambda o: f"{o.username}@region-eksempel.invalid")


class UnitFactory(DjangoModelFactory):
    """A unit, root unless `parent` is given; its period is written with it."""

    class Meta:
        model = org.Unit
        skip_postgeneration_save = True

    source_key = factory.LazyFunction(uuid.uuid4)
    name = factory.Sequence(lambda n: f"Enhed {n}")
    parent = None
    depth = factory.LazyAttribute(lambda o: o.parent.depth + 1 if o.parent else 0)
    path = factory.LazyFunction(lambda: f"new-{uuid.uuid4()}")
    valid_from = LONG_AGO

    @factory.post_generation
    def placed(self, create, extracted, **kwargs):
        self.path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        self.save(update_fields=["path"])
        org.UnitPeriod.objects.create(
            unit=self, name=self.name, parent=self.parent, path=self.path, manager=self.manager, valid_from=self.valid_from
        )


class EngagementFactory(DjangoModelFactory):
    class Meta:
        model = org.Engagement

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    number = factory.Sequence(lambda n: f"{10000 + n}")
    username = factory.Sequence(lambda n: f"bruger{n}")
    title = "Sygeplejerske"
    hired_on = LONG_AGO
    valid_from = LONG_AGO


class LevelFactory(DjangoModelFactory):
    class Meta:
        model = org.Level
        django_get_or_create = ("code",)

    code = "test-group"
    name = factory.LazyAttribute(lambda o: {"da": o.code})
    order = factory.Sequence(lambda n: 100 + n)
    is_group = True


class CommitteeFactory(DjangoModelFactory):
    class Meta:
        model = org.Committee
        skip_postgeneration_save = True

    source_key = factory.LazyFunction(uuid.uuid4)
    name = factory.Sequence(lambda n: f"AMG {n}")
    parent = None
    depth = factory.LazyAttribute(lambda o: o.parent.depth + 1 if o.parent else 0)
    path = factory.LazyFunction(lambda: f"new-{uuid.uuid4()}")
    level = factory.SubFactory(LevelFactory)
    valid_from = LONG_AGO

    @factory.post_generation
    def placed(self, create, extracted, **kwargs):
        self.path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        self.save(update_fields=["path"])
        org.CommitteePeriod.objects.create(committee=self, name=self.name, parent=self.parent, path=self.path, valid_from=self.valid_from)


class CoverageFactory(DjangoModelFactory):
    class Meta:
        model = org.Coverage

    unit = factory.SubFactory(UnitFactory)
    committee = factory.SubFactory(CommitteeFactory)
    valid_from = LONG_AGO


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = org.Seat

    user = factory.SubFactory(UserFactory)
    committee = factory.SubFactory(CommitteeFactory)
    role = org.SeatRole.AMR
    role_word = "AMR"
    valid_from = LONG_AGO


class ElectionFactory(DjangoModelFactory):
    """An election of one AMR, called and to be held today."""

    class Meta:
        model = org.Election

    committee = factory.SubFactory(CommitteeFactory)
    role = org.SeatRole.AMR
    held_on = TODAY
    valid_from = TODAY
    valid_to = date(2028, 11, 22)
    submission_id = factory.LazyFunction(uuid.uuid4)
    called_by = factory.SubFactory(UserFactory)
    called_at = NOW


class CertificateFactory(DjangoModelFactory):
    """The mandatory course taken, with its certificate."""

    class Meta:
        model = org.TrainingFact

    user = factory.SubFactory(UserFactory)
    course = org.Course.MANDATORY
    what = org.TrainingFact.What.TAKEN
    on = TODAY
    at = NOW
    by = factory.SubFactory(UserFactory)
    file = factory.LazyFunction(lambda: default_storage.save(f"certificates/{uuid.uuid4()}", ContentFile(b"%PDF-1.7 bevis")))
    file_name = "bevis.pdf"
    file_kind = "pdf"


# --- actionplans ----------------------------------------------------------------------------------------
class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = plans.Theme
        django_get_or_create = ("code",)

    code = "test-theme"
    topic = "psychosocial"
    name = factory.LazyAttribute(lambda o: {"da": f"Emne {o.code}"})
    valid_from = LONG_AGO


class DraftFactory(DjangoModelFactory):
    """A draft by its owner, with nothing but a title."""

    class Meta:
        model = plans.ActionPlan
        skip_postgeneration_save = True

    unit = factory.SubFactory(UnitFactory)
    title = factory.Sequence(lambda n: f"Tunge løft {n}")
    owner = factory.SubFactory(UserFactory)
    created_by = factory.SelfAttribute("owner")
    created_at = NOW - timedelta(days=40)
    touched_at = factory.LazyAttribute(lambda o: getattr(o, "published_at", None) or o.created_at)


class PlanFactory(DraftFactory):
    """A published plan in progress, its expected closing date 60 days ahead; placement and move are written with it."""

    status = plans.Status.ACTIVE
    published_at = NOW - timedelta(days=30)
    starts_on = TODAY - timedelta(days=30)
    implement_by = TODAY + timedelta(days=30)
    evaluate_on = TODAY + timedelta(days=60)
    expected_closing_on = factory.SelfAttribute("evaluate_on")
    evaluation_occasion = "personalemødet"
    evaluator = factory.SelfAttribute("owner")
    evaluation_question = "om det er blevet bedre"
    first_expected_closing_on = factory.SelfAttribute("expected_closing_on")

    @factory.post_generation
    def traces(self, create, extracted, **kwargs):
        plans.PlanPlacement.objects.create(plan=self, unit=self.unit, valid_from=self.published_at.date())
        plans.PlanMove.objects.create(
            plan=self, verb="publish", from_status="draft", to_status="active", at=self.published_at, by=self.created_by
        )


class MeasureFactory(DjangoModelFactory):
    class Meta:
        model = plans.Measure

    plan = factory.SubFactory(PlanFactory)
    text = "Lift i alle seks stuer"
    responsible = factory.SelfAttribute("plan.owner")
    due_on = TODAY + timedelta(days=20)


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = plans.SuccessCriterion

    plan = factory.SubFactory(PlanFactory)
    text = "Ingen løfter alene"


class EvaluationFactory(DjangoModelFactory):
    class Meta:
        model = plans.EffectEvaluation

    plan = factory.SubFactory(PlanFactory)
    verdict = plans.Verdict.SOLVED
    on = TODAY
    at = NOW
    by = factory.SelfAttribute("plan.owner")
    next_step = factory.LazyAttribute(lambda row: "new_plan" if row.verdict in ("no_effect", "worse") else "none")
    submission_id = factory.LazyFunction(uuid.uuid4)


class ClosedPlanFactory(PlanFactory):
    """A plan closed today with the verdict “solved” (`verdict=` for another)."""

    class Params:
        verdict = plans.Verdict.SOLVED

    @factory.post_generation
    def closed(self, create, extracted, **kwargs):
        evaluation = EvaluationFactory(plan=self, verdict=extracted or plans.Verdict.SOLVED)
        self.move("carry_out", by=self.owner, at=NOW)
        self.move("evaluate", by=self.owner, at=NOW, closing_evaluation=evaluation, ended_at=NOW)


class LearningExampleFactory(DjangoModelFactory):
    """Of a closed plan, drafted and not yet read; `is_shared=True` for one that everybody may find."""

    class Meta:
        model = plans.LearningExample

    class Params:
        is_shared = factory.Trait(state="shared", read_at=NOW, read_by=factory.SubFactory(UserFactory))

    plan = factory.SubFactory(ClosedPlanFactory)
    kind_of_unit = "Et sengeafsnit"
    problem = "Mange løft om morgenen"
    did = "Lift på alle stuer"
    verdict = "solved"
    closed_year = 2026
    drafted_at = NOW


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = plans.Comment

    plan = factory.SubFactory(PlanFactory)
    text = "Vi bruger liften nu, også om natten"
    by = factory.SubFactory(UserFactory)
    at = NOW
    submission_id = factory.LazyFunction(uuid.uuid4)


def default_checklist():
    """The stall checklist as the migration brings it in; tests that end by emptying the tables have taken it away."""
    first, is_new = plans.StallChecklist.objects.get_or_create(version=1, defaults={"valid_from": LONG_AGO, "made_at": NOW})
    if is_new:
        plans.StallPoint.objects.bulk_create(
            plans.StallPoint(
                checklist=first,
                code=point.code,
                group=point.group,
                order=order,
                **{name: getattr(point, name).by_language for name in TEXTS},
            )
            for order, point in enumerate(POINTS, start=1)
        )
    return first


def make_person(*perms: Perm, on: org.Unit, reach: Reach = Reach.SUBTREE, **fields: object) -> org.User:
    """A person holding permissions on a unit: `make_person(Perm.EDIT_PLANS, on=unit, reach=Reach.UNIT)`."""
    user = UserFactory(**fields)
    EngagementFactory(user=user, unit=on)
    for perm in perms:
        permission = Permission.objects.get(codename=perm.value, content_type__app_label="orgstructure")
        org.UnitUserPermission.objects.create(user=user, permission=permission, content_object=on, reach=reach)
    return user


# --- apv ------------------------------------------------------------------------------------------------
class QuestionnaireFactory(DjangoModelFactory):
    """A finished questionnaire without questions."""

    class Meta:
        model = apv.Questionnaire

    family = factory.Sequence(lambda n: f"skema-{n}")
    name = factory.Sequence(lambda n: {"da": f"Skema {n}", "sv": f"Formulär {n}"})
    languages = factory.LazyFunction(lambda: ["da", "sv"])
    made_at = NOW
    finished_at = NOW


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = apv.Section

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    position = factory.Sequence(int)
    title = factory.LazyFunction(lambda: {"da": "Om dit arbejde"})


class DimensionFactory(DjangoModelFactory):
    class Meta:
        model = apv.Dimension

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    code = factory.Sequence(lambda n: f"dimension-{n}")
    position = factory.Sequence(int)
    name = factory.Sequence(lambda n: {"da": f"Dimension {n}"})
    topic = plans.Topic.PSYCHOSOCIAL


class QuestionFactory(DjangoModelFactory):
    """A five-step question in a section of its own, of no dimension unless one is given."""

    class Meta:
        model = apv.Question

    questionnaire = factory.LazyAttribute(lambda o: o.section.questionnaire)
    section = factory.SubFactory(SectionFactory)
    position = factory.Sequence(int)
    code = factory.Sequence(lambda n: f"spoergsmaal-{n}")
    text = factory.Sequence(lambda n: {"da": f"Spørgsmål {n}?"})
    scale = apv.Scale.AGREEMENT


class RoundFactory(DjangoModelFactory):
    """A round being prepared, of a unit of its own."""

    class Meta:
        model = apv.Round

    name = factory.Sequence(lambda n: {"da": f"Runde {n}"})
    questionnaire = factory.SubFactory(QuestionnaireFactory)
    top = factory.SubFactory(UnitFactory)
    tree_on = TODAY
    opens_on = TODAY
    closes_on = TODAY + timedelta(days=21)
    languages = factory.LazyFunction(lambda: ["da"])
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)


class OpenRoundFactory(RoundFactory):
    """Open since today, sealed to the key whose private half is `ROUND_KEY`."""

    status = apv.RoundStatus.OPEN
    opened_on = TODAY
    key_holder = factory.SubFactory(UserFactory)
    key_deputy = factory.SubFactory(UserFactory)
    public_key = sealing.public_key_of(ROUND_KEY)


class ReleasedRoundFactory(OpenRoundFactory):
    """Everybody may see its results."""

    status = apv.RoundStatus.RELEASED
    opens_on = TODAY - timedelta(days=60)
    closes_on = TODAY - timedelta(days=40)
    opened_on = TODAY - timedelta(days=60)
    closed_on = TODAY - timedelta(days=39)
    counted_on = TODAY - timedelta(days=30)
    released_on = TODAY - timedelta(days=28)


class RoundUnitFactory(DjangoModelFactory):
    """The frozen copy of a unit, the round's top one unless `unit` is given."""

    class Meta:
        model = apv.RoundUnit

    round = factory.SubFactory(RoundFactory)
    unit = factory.LazyAttribute(lambda o: o.round.top)
    name = factory.LazyAttribute(lambda o: o.unit.name)
    path = factory.LazyAttribute(lambda o: o.unit.path)
    depth = factory.LazyAttribute(lambda o: o.unit.depth)


class InvitationFactory(DjangoModelFactory):
    """The right of one person; `token` and `named_token` say its codes."""

    class Meta:
        model = apv.Invitation

    class Params:
        token = factory.Sequence(lambda n: f"{n:026d}")
        named_token = factory.Sequence(lambda n: f"{n:025d}n")

    round_unit = factory.SubFactory(RoundUnitFactory)
    round = factory.LazyAttribute(lambda o: o.round_unit.round)
    person = factory.SubFactory(UserFactory)
    token_hash = factory.LazyAttribute(lambda o: sealing.hash_of(o.token))
    named_token_hash = factory.LazyAttribute(lambda o: sealing.hash_of(o.named_token))


class AssessmentFactory(DjangoModelFactory):
    """An APV by dialogue, under way."""

    class Meta:
        model = apv.UnitAssessment

    unit = factory.SubFactory(UnitFactory)
    method = apv.UnitAssessment.Method.DIALOGUE
    topics = factory.LazyFunction(lambda: [plans.Topic.PSYCHOSOCIAL.value])
    begun_on = TODAY
    begun_by = factory.SubFactory(UserFactory)


class FindingFactory(DjangoModelFactory):
    """A proposed problem nobody has decided about."""

    class Meta:
        model = apv.Finding

    unit = factory.LazyAttribute(lambda o: o.assessment.unit)
    assessment = factory.SubFactory(AssessmentFactory)
    found_by = apv.FoundBy.DIALOGUE
    topic = plans.Topic.PSYCHOSOCIAL
    title = factory.Sequence(lambda n: f"Fund {n}")
    made_at = NOW


class TopicCoverFactory(DjangoModelFactory):
    """A topic covered a year ago by an APV kept elsewhere."""

    class Meta:
        model = apv.TopicCover

    unit = factory.SubFactory(UnitFactory)
    topic = plans.Topic.PSYCHOSOCIAL
    covered_on = TODAY - timedelta(days=365)
    source = apv.TopicCover.Source.EARLIER
    note = "APV i mappen"
    by = factory.SubFactory(UserFactory)


class WorkChangeFactory(DjangoModelFactory):
    """A change in a month that touches one topic."""

    class Meta:
        model = apv.WorkChange

    unit = factory.SubFactory(UnitFactory)
    kind = apv.WorkChange.Kind.PREMISES
    on = TODAY + timedelta(days=30)
    description = "Vi flytter til bygning 4"
    topics = factory.LazyFunction(lambda: [plans.Topic.ERGONOMIC.value])
    registered_on = TODAY
    by = factory.SubFactory(UserFactory)


class RiskFactory(DjangoModelFactory):
    """A risk that leads to nothing yet."""

    class Meta:
        model = apv.Risk

    unit = factory.SubFactory(UnitFactory)
    title = factory.Sequence(lambda n: f"Risiko {n}")
    topic = plans.Topic.ERGONOMIC
    likelihood = 3
    consequence = 4
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)
    changed_at = NOW
    changed_by = factory.SelfAttribute("made_by")


class RiskVersionFactory(DjangoModelFactory):
    """The first version of a unit's risk assessment, stood by by the manager alone."""

    class Meta:
        model = apv.RiskAssessmentVersion
        skip_postgeneration_save = True

    unit = factory.SubFactory(UnitFactory)
    number = 1
    on = TODAY
    occasion = "first"
    participation = "Alle på personalemødet"
    risks = factory.LazyFunction(list)
    needs_both = False
    at = NOW
    by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def confirmed(self, create, extracted, **kwargs):
        apv.RiskConfirmation.objects.create(risk_version=self, part="manager", by=self.by, at=NOW)


class ChecklistFactory(DjangoModelFactory):
    """Three points, of no unit."""

    class Meta:
        model = apv.Checklist

    name = factory.Sequence(lambda n: {"da": f"Tjekliste {n}"})
    items = factory.LazyFunction(
        lambda: [
            {"topic": "accident", "text": {"da": "Er gulvet tørt?"}},
            {"topic": "ergonomic", "text": {"da": "Er liften på plads?"}},
            {"topic": "physical", "text": {"da": "Er lyset godt?"}},
        ]
    )
    made_at = NOW


class SafetyRoundFactory(DjangoModelFactory):
    """A round under way, no point answered."""

    class Meta:
        model = apv.SafetyRound
        skip_postgeneration_save = True

    unit = factory.SubFactory(UnitFactory)
    checklist = factory.SubFactory(ChecklistFactory)
    on = TODAY
    begun_at = NOW
    begun_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def with_points(self, create, extracted, **kwargs):
        for position, item in enumerate(self.checklist.items, start=1):
            apv.RoundPoint.objects.create(safety_round=self, position=position, **item)


# --- self-audits ----------------------------------------------------------------------------------------
class AuditSetFactory(DjangoModelFactory):
    """A finished set without questions."""

    class Meta:
        model = apv.AuditSet

    year = 2026
    name = factory.Sequence(lambda n: {"da": f"Egenkontrol {n}", "sv": f"Egenkontroll {n}"})
    made_at = NOW
    finished_at = NOW


class AuditQuestionFactory(DjangoModelFactory):
    class Meta:
        model = apv.AuditQuestion

    question_set = factory.SubFactory(AuditSetFactory)
    position = factory.Sequence(lambda n: n + 1)
    code = factory.Sequence(lambda n: f"spoergsmaal-{n}")
    text = factory.Sequence(lambda n: {"da": f"Gør I {n}?", "sv": f"Gör ni {n}?"})


class AuditYearFactory(DjangoModelFactory):
    """Open since three weeks, due in two."""

    class Meta:
        model = apv.AuditYear

    question_set = factory.SubFactory(AuditSetFactory)
    top = factory.SubFactory(UnitFactory)
    status = "open"
    opens_on = TODAY - timedelta(days=21)
    due_on = TODAY + timedelta(days=14)
    tree_on = TODAY
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)
    opened_at = NOW - timedelta(days=21)
    opened_by = factory.SelfAttribute("made_by")


class AuditPlaceFactory(DjangoModelFactory):
    """A manager and unit of the year, not answered."""

    class Meta:
        model = apv.AuditPlace

    year = factory.SubFactory(AuditYearFactory)
    unit = factory.LazyAttribute(lambda o: UnitFactory(parent=o.year.top))
    manager = factory.SubFactory(UserFactory)
    path = factory.LazyAttribute(lambda o: o.unit.path)


class SelfAuditFactory(DjangoModelFactory):
    """A begun audit; `places=[…]` are answered by it, without them one of its own."""

    class Meta:
        model = apv.SelfAudit
        skip_postgeneration_save = True

    year = factory.SubFactory(AuditYearFactory)
    status = "draft"
    started_at = NOW
    started_by = factory.SubFactory(UserFactory)
    touched_at = NOW

    @factory.post_generation
    def places(self, create, extracted, **kwargs):
        for place in extracted if extracted is not None else [AuditPlaceFactory(year=self.year, manager=self.started_by)]:
            place.audit = self
            place.save(update_fields=["audit"])


class SubmittedAuditFactory(SelfAuditFactory):
    status = "submitted"
    submitted_at = NOW
    submitted_by = factory.SelfAttribute("started_by")


class AuditAnswerFactory(DjangoModelFactory):
    class Meta:
        model = apv.AuditAnswer

    audit = factory.SubFactory(SelfAuditFactory)
    question = factory.LazyAttribute(lambda o: AuditQuestionFactory(question_set=o.audit.year.question_set))
    answer = "yes"
    answered_at = NOW
    answered_by = factory.SelfAttribute("audit.started_by")


class AuditReportFactory(DjangoModelFactory):
    """A report being written about the year's top."""

    class Meta:
        model = apv.AuditReport

    year = factory.SubFactory(AuditYearFactory)
    unit = factory.SelfAttribute("year.top")
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)


class AuditProposalFactory(DjangoModelFactory):
    class Meta:
        model = apv.AuditProposal

    report = factory.SubFactory(AuditReportFactory)
    unit = factory.SelfAttribute("report.unit")
    text = factory.Sequence(lambda n: f"Forslag {n}")
    responsible_unit = factory.SelfAttribute("unit")
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)


# --- injuries -------------------------------------------------------------------------------------------
class CaseFactory(DjangoModelFactory):
    """An accident of yesterday that nobody was absent for, reported by the injured; no health part unless `CaseFactory(sealed=True)`."""

    class Meta:
        model = injuries.Case
        skip_postgeneration_save = True

    unit = factory.SubFactory(UnitFactory)
    kind = injuries.CaseKind.ACCIDENT
    injured = factory.Maybe("is_somebodys", factory.SubFactory(UserFactory), None)
    reporter = factory.SelfAttribute("injured")
    happened_on = TODAY - timedelta(days=1)
    place_kind = injuries.Place.PATIENT_ROOM
    course = "Gled på et vådt gulv ved sengen."
    phrase = "slip-wet"
    deviation = "52"
    contact = "31"
    contact_agent = "01"
    hired_on = LONG_AGO
    registered_at = NOW

    class Params:
        is_somebodys = factory.LazyAttribute(lambda o: o.kind not in injuries.WITHOUT_INJURED)

    @factory.post_generation
    def sealed(self, create, extracted, **kwargs):
        """`sealed=True`, or a (Identity, Health) of one's own."""
        if extracted:
            identity, health = extracted if isinstance(extracted, tuple) else (Identity(occupation="Sygeplejerske"), SPRAIN)
            seal_anew(self, identity, health)


SPRAIN = Health(injury="032", body=("63",), side="left", harm="Ondt i anklen.")


class SignedCaseFactory(CaseFactory):
    """Signed by the manager."""

    state = injuries.CaseState.SIGNED
    signed_at = NOW
    signed_by = factory.SubFactory(UserFactory)
    could_be_prevented = injuries.Prevented.YES
    manager_comment = "Gulvet var lige vasket."
    done_now = "Vi sætter et skilt op."


class AbsenceFactory(DjangoModelFactory):
    """From the day after, still going on."""

    class Meta:
        model = injuries.Absence

    case = factory.SubFactory(CaseFactory)
    starts_on = factory.LazyAttribute(lambda o: o.case.happened_on + timedelta(days=1))
    noted_at = NOW
    noted_by = factory.SelfAttribute("case.reporter")


class ReportFactory(DjangoModelFactory):
    """Told today by file, no receipt yet."""

    class Meta:
        model = injuries.Report

    case = factory.SubFactory(SignedCaseFactory)
    how = injuries.Report.How.FILE
    sent_at = NOW
    sent_by = factory.SubFactory(UserFactory)


class ReactionFactory(DjangoModelFactory):
    """An order with a deadline in a month, not answered."""

    class Meta:
        model = injuries.Reaction

    unit = factory.SubFactory(UnitFactory)
    kind = injuries.Reaction.Kind.ORDER
    topic = "ergonomic"
    title = "Påbud om forflytning"
    received_on = TODAY
    deadline_on = TODAY + timedelta(days=30)
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)


# --- annualcycle ----------------------------------------------------------------------------------------
class GoalFactory(DjangoModelFactory):
    """A focus area, adopted, of a committee."""

    class Meta:
        model = year.Goal

    committee = factory.SubFactory(CommitteeFactory)
    title = factory.Sequence(lambda n: f"Mål {n}")
    status = "adopted"
    first_year = 2025
    last_year = 2030
    adopted_on = factory.LazyAttribute(lambda o: None if o.status == "draft" else TODAY)
    adopted_by = factory.LazyAttribute(lambda o: None if o.status == "draft" else o.made_by)
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)


class TargetFactory(GoalFactory):
    """Half of 2018 by 2030, with figures written in."""

    kind = "target"
    measured_by = "own"
    figure_name = "ulykker"
    baseline_year = 2018
    baseline_value = Decimal(20)
    target_year = 2030
    target_change = -50


class WorkPlanFactory(DjangoModelFactory):
    class Meta:
        model = year.WorkPlan

    committee = factory.SubFactory(CommitteeFactory)
    title = "Arbejdsmiljøhandleplan"
    first_year = 2026
    last_year = 2027
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)


class WheelActivityFactory(DjangoModelFactory):
    class Meta:
        model = year.WheelActivity

    committee = factory.SubFactory(CommitteeFactory)
    kind = "round"
    title = factory.Sequence(lambda n: f"Runde {n}")
    month = 3
    owner_words = "Formanden"
    first_year = 2026
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)


class MeetingFactory(DjangoModelFactory):
    """Planned, in a week."""

    class Meta:
        model = year.Meeting

    committee = factory.SubFactory(CommitteeFactory)
    starts_at = NOW + timedelta(days=7)
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)


class HeldMeetingFactory(MeetingFactory):
    status = "held"
    starts_at = NOW - timedelta(days=30)
    held_at = NOW - timedelta(days=30)


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = year.AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = "own"
    title = factory.Sequence(lambda n: f"Punkt {n}")


class DiscussionFactory(DjangoModelFactory):
    """Being held this year."""

    class Meta:
        model = year.Discussion

    committee = factory.SubFactory(CommitteeFactory)
    year = 2026
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)


class CompletedDiscussionFactory(DiscussionFactory):
    status = "completed"
    held_on = TODAY
    meeting_interval = "hver anden måned"
    completed_at = NOW
    completed_by = factory.SelfAttribute("made_by")


class StatusTalkFactory(DjangoModelFactory):
    """Open since today, for two weeks."""

    class Meta:
        model = year.StatusTalk

    unit = factory.SubFactory(UnitFactory)
    on = TODAY
    closes_on = factory.LazyAttribute(lambda o: o.on + timedelta(days=14))
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)


class CompetenceNetFactory(DjangoModelFactory):
    class Meta:
        model = year.CompetenceNet

    committee = factory.SubFactory(CommitteeFactory)
    year = 2026
    focus = "Forebyggelse af stress"
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)


class CompetenceTaskFactory(DjangoModelFactory):
    class Meta:
        model = year.CompetenceTask

    net = factory.SubFactory(CompetenceNetFactory)
    position = factory.Sequence(lambda n: n % 10 + 1)
    text = factory.Sequence(lambda n: f"Opgave {n}")
    needed = 3


class CompetenceStepFactory(DjangoModelFactory):
    """A line of the plan, to be done in a month."""

    class Meta:
        model = year.CompetenceStep

    committee = factory.SubFactory(CommitteeFactory)
    year = 2026
    person = factory.SubFactory(UserFactory)
    what = "Samtaler om pres"
    how = "course"
    by_date = TODAY + timedelta(days=30)
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)


class AnnualReportFactory(DjangoModelFactory):
    class Meta:
        model = year.AnnualReport

    committee = factory.SubFactory(CommitteeFactory)
    year = 2025
    as_of = TODAY
    made_at = NOW
    made_by = factory.SubFactory(UserFactory)
