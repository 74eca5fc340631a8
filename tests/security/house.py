"""A house with somebody in every chair, and the address of everything in it: what the tests of this folder walk through."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client

from actionplans.models import (
    ActionPlan,
    BulkChange,
    ConfidentialNote,
    FollowUp,
    HandOver,
    HelpRequest,
    LiftedMatter,
    PlanImport,
    Resource,
    SavedView,
    StallCheck,
)
from actionplans.usecases import stalling
from actionplans.usecases.attaching import attach
from actionplans.usecases.calendars import open_feed
from actionplans.usecases.links import new_link
from actionplans.usecases.stalling import StallSaid
from annualcycle.models import DataSource, Decision, Discussion, DiscussionPoint, HandedDecision, Participant, WorkPlan, WorkPlanGoal
from annualcycle.usecases import workplans
from annualcycle.wheel_feed import address_of
from apv.models import AuditAnswer, AuditHelp, AuditImport, Finding, Question, Round, RoundPhoto, SafetyRound
from apv.models.auditreports import AuditReport
from apv.usecases.freezing import freeze_tree
from injuries import sealing
from injuries.models import Case, CaseImport, CaseKind, LegalHold, Part, Reaction, ReadNote
from injuries.sealing import Health, Identity
from injuries.usecases import drafting, filing, reacting
from orgstructure import cpr
from orgstructure.models import Agreement, Committee, FeedRun, FeedUpload, Reorganisation, RoleHolding, Unit, User
from orgstructure.permissions import Perm
from safetynet.common.models import OutboxMail
from safetynet.dashboard.api import tokens
from safetynet.dashboard.models import ApiToken, DocumentJob
from tests.factories import (
    NOW,
    TODAY,
    AbsenceFactory,
    AgendaItemFactory,
    AnnualReportFactory,
    AssessmentFactory,
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditProposalFactory,
    AuditQuestionFactory,
    AuditReportFactory,
    AuditYearFactory,
    CaseFactory,
    CertificateFactory,
    ChecklistFactory,
    ClosedPlanFactory,
    CommentFactory,
    CommitteeFactory,
    CompetenceNetFactory,
    CompetenceStepFactory,
    CoverageFactory,
    CriterionFactory,
    DimensionFactory,
    DiscussionFactory,
    DraftFactory,
    ElectionFactory,
    EngagementFactory,
    FindingFactory,
    GoalFactory,
    HeldMeetingFactory,
    LearningExampleFactory,
    MeasureFactory,
    PlanFactory,
    QuestionFactory,
    QuestionnaireFactory,
    ReactionFactory,
    ReleasedRoundFactory,
    RiskFactory,
    RiskVersionFactory,
    RoundFactory,
    RoundUnitFactory,
    SafetyRoundFactory,
    SeatFactory,
    SelfAuditFactory,
    StatusTalkFactory,
    TargetFactory,
    ThemeFactory,
    UnitFactory,
    UserFactory,
    WheelActivityFactory,
    WorkChangeFactory,
    WorkPlanFactory,
    default_checklist,
)
from tests.test_rules_of_the_house import every_route

HIDDEN_NOTE = "Sludderbod"  # stands in the confidential paragraph of every plan
HIDDEN_WORD = "Kvabbelsnask"  # stands in every text that only few may read
OPERATORS = (
    Perm.OPERATE,
    Perm.CONFIGURE,
    Perm.IMPORT_ORGANISATION,
    Perm.RUN_REPORTS,
    Perm.PRIORITISE_PLANS,
    Perm.APPOINT,
    Perm.READ_CPR,
    Perm.RUN_SURVEYS,
    Perm.RUN_AUDITS,
)
SUBJECTS = ("anonymous", "elsewhere", "follower", "manager", "amr", "operator", "superuser")
LARGEST = 2**63 - 1
NO_SUCH = (999_999_999, 0, LARGEST, LARGEST + 1, 10**30, -1)


@dataclass
class House:
    """Everything there is to ask for."""

    ward: Unit
    group: Committee
    people: dict[str, User]
    plans: dict[str, ActionPlan]
    keys: dict[str, object]

    def client(self, subject: str, **options: object) -> Client:
        """Signed in as that person; nobody for “anonymous”."""
        client = Client(**options)
        if subject in self.people:
            client.force_login(self.people[subject], backend="orgstructure.signin.EngagementBackend")
        return client


def build_house(person_with: Callable[..., User]) -> House:
    """One ward with its people, a plan in every state, and one of everything that has an address."""
    region = UnitFactory(name="Regionen")
    ward = UnitFactory(name="Medicinsk afsnit M2", parent=region)
    people = {
        "manager": person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward),
        "amr": person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward),
        "operator": person_with(*OPERATORS, on=region),
        "elsewhere": EngagementFactory(unit=UnitFactory(name="Køkkenet", parent=region)).user,
        "follower": UserFactory(),
        "superuser": UserFactory(is_superuser=True),
    }
    group = CoverageFactory(unit=ward, committee=CommitteeFactory(name="AMG – M2", parent=CommitteeFactory(name="LMU"))).committee
    SeatFactory(committee=group, user=people["amr"])
    plans = _plans(ward, people["manager"])
    return House(ward, group, people, plans, _keys(ward, group, people, plans))


def _plans(ward: Unit, manager: User) -> dict[str, ActionPlan]:
    mine = {"unit": ward, "owner": manager}
    late = {"starts_on": TODAY - timedelta(days=60), "implement_by": TODAY - timedelta(days=30), "evaluate_on": TODAY}
    secret = {"title": f"{HIDDEN_WORD} i vagten", "description": HIDDEN_WORD, "causes": HIDDEN_WORD}
    plans = {
        "open": PlanFactory(**mine),
        "awaiting": PlanFactory(status="awaiting", **mine, **late),
        "standing": PlanFactory(status="standing", review_on=TODAY, **mine),
        "closed": ClosedPlanFactory(**mine),
        "draft": DraftFactory(**mine, **secret),
        "confidential": PlanFactory(is_confidential=True, **mine, **secret),
    }
    for name, plan in plans.items():
        word = HIDDEN_WORD if name in ("draft", "confidential") else "Lift"
        MeasureFactory(plan=plan, responsible=manager, text=f"{word} i alle stuer")
        CriterionFactory(plan=plan, text=f"{word} bruges")
        ConfidentialNote.objects.create(plan=plan, text=f"{HIDDEN_NOTE} og det med skulderen")
        FollowUp.objects.create(plan=plan, text=f"{word} er bestilt", by=manager, at=NOW, submission_id=uuid.uuid4())
    return plans


def _keys(ward: Unit, group: Committee, people: dict[str, User], plans: dict[str, ActionPlan]) -> dict[str, object]:
    """The id that belongs into each address, by how the address begins."""
    problem = {"file": "med-associations.csv", "line": 3, "code": "missing_value", "params": {"column": "Hverv"}}
    upload = FeedUpload.objects.create(submission_id=uuid.uuid4(), by=people["manager"], created_at=NOW, state="ready")
    run = FeedRun.objects.create(
        started_at=NOW, finished_at=NOW, on=TODAY, by=people["operator"], source="upload", outcome="refused", problems=[problem]
    )
    mail = OutboxMail.objects.create(kind="evaluate", key="one", recipient=people["manager"], created_at=NOW, available_at=NOW)
    surveyed = RoundUnitFactory(round=ReleasedRoundFactory(top=ward))
    return {
        "round unit": surveyed.pk,
        "released round": surveyed.round_id,
        "m/": new_link(plans["awaiting"], people["manager"], "evaluate", now=NOW),
        "calendar/": open_feed(by=people["manager"], now=NOW),
        "calendar/wheel/": address_of(group, people["manager"]).rpartition("/")[2].removesuffix(".ics"),
        "plans/files/": attach(plans["open"], name="lift.pdf", content=b"%PDF-1.7 lift", by=people["manager"], now=NOW).public_id,
        "plans/comments/": CommentFactory(plan=plans["open"], by=people["manager"]).pk,
        "plans/views/": SavedView.objects.create(owner=people["manager"], name=HIDDEN_WORD, words="unit=all").public_id,
        "plans/bulk/": bulk_change_of(people["manager"], plans["open"]).pk,
        "plans/measures/": plans["open"].measures.get().pk,
        "plans/settings/standstill/": default_checklist().points.get(code="means").pk,
        "plans/stalls/": check_of(people["manager"], plans["open"]).pk,
        "plans/settings/themes/": ThemeFactory().pk,
        "plans/import/": import_of(people["manager"]).pk,
        "injuries/import/": case_import_of().public_id,
        "audits/import/": audit_import_of().pk,
        "plans/hand-overs/": hand_over_of(ward, people["manager"], plans).pk,
        "plans/help/": HelpRequest.objects.create(plan=plans["open"], by=people["manager"], at=NOW, text="Vi mangler en lift").pk,
        "plans/settings/resources/": Resource.objects.create(
            title={"da": "Løft uden smerter"}, url="https://region-eksempel.invalid/loeft", valid_from=TODAY
        ).pk,
        "plans/lifted/": matter_of(ward, people["manager"]).pk,
        "audits/answers/": (audit_answer := answer_of(ward, people["operator"])).pk,
        "audits/": audit_answer.audit_id,
        "audits/places/": audit_answer.audit.places.get().pk,
        "audit question": audit_answer.question_id,
        "audit year": audit_answer.audit.year_id,
        "audits/years/": audit_answer.audit.year_id,
        "ward": ward.pk,
        "audits/help/": wish_of(audit_answer, people["elsewhere"]).pk,
        "audits/support/plans/": plans["open"].pk,
        "apv/units/": ward.pk,
        "apv/findings/": (finding := finding_of(ward)).pk,
        "apv/": finding.assessment_id,
        "year/goals/": TargetFactory(committee=group, title="Færre løft").pk,
        "year/meetings/": (decided := decision_of(group, people["manager"])).item.meeting_id,
        "year/items/": decided.item_id,
        "year/decisions/": decided.pk,
        "year/handed/": HandedDecision.objects.create(decision=decided, committee=group).pk,
        "year/reports/": AnnualReportFactory(committee=group).pk,
        "year/discussions/": discussion_of(group, people["manager"]).pk,
        "year/committees/": group.pk,
        "year/work-plans/": (work_plan := work_plan_of(group, people["manager"])).pk,
        "year/work-plans/goals/": work_plan.lines.get().pk,
        "year/units/": ward.pk,
        "year/status/": StatusTalkFactory(unit=ward).public_id,
        "settings/discussion-sources/": DataSource.objects.values_list("pk", flat=True)[0],
        "examples/to-read/": LearningExampleFactory(plan=plans["closed"], problem=HIDDEN_WORD).pk,
        "year/competences/": CompetenceNetFactory(committee=group, challenges=["Mange løft"]).pk,
        "year/competence-lines/": CompetenceStepFactory(committee=group, person=people["manager"]).pk,
        "year/wheel/": WheelActivityFactory(committee=group, title="Runde med lift").pk,
        "plans/": plans["open"].pk,
        "units/": ward.pk,
        "organisation/under/": ward.pk,
        "organisation/committees/": group.pk,
        "organisation/elections/": ElectionFactory(committee=group, called_by=people["manager"]).pk,
        "organisation/certificates/": CertificateFactory(user=people["manager"], by=people["manager"]).public_id,
        "organisation/training/": CertificateFactory(user=people["manager"], by=people["manager"]).public_id,
        "organisation/unit-training/": ward.pk,
        "organisation/people/": (coordinator := role_by_hand(ward, people["operator"])).user_id,
        "organisation/rights/units/": ward.pk,
        "organisation/rights/roles/": coordinator.pk,
        "organisation/feed/uploads/": upload.pk,
        "organisation/feed/": run.pk,
        "organisation/plan/unit/": ward.pk,
        "organisation/picture/": ward.pk,
        "organisation/plan/committee/": group.pk,
        "organisation/gaps/": ward.pk,
        "organisation/settings/levels/": group.level_id,
        "organisation/settings/agreements/": Agreement.objects.create(
            unit=ward, follows="agreement", name="MED-aftalen", amr_term_years=4, largest_without_group=9, valid_from=TODAY
        ).pk,
        "organisation/gaps/committee/": group.pk,
        "organisation/seats/": group.seats.get().pk,
        "organisation/unit-groups/": ward.pk,
        "surveys/rounds/": round_of(ward, people).pk,
        "surveys/questionnaires/": (asked := question_of(people["operator"])).questionnaire_id,
        "surveys/sections/": asked.section_id,
        "surveys/themes/": asked.dimension_id,
        "surveys/questions/": asked.pk,
        "audits/sets/": (audited := AuditQuestionFactory(question_set__finished_at=None)).question_set_id,
        "audits/sets/questions/": audited.pk,
        "reorganisations/": step_of(people["operator"], ward).pk,
        "reorganisations/new/": ward.pk,
        "reorganisations/waiting/": ward.pk,
        "reorganisations/held/": ward.pk,
        "overview/committee/": group.pk,
        "overview/": ward.pk,
        "api/v1/figures/committee/": group.pk,
        "api/v1/figures/": ward.pk,
        "api/v1/units/": ward.pk,
        "api/v1/committees/": group.pk,
        "api/v1/": "nothing",
        "operation/api/": token_of(ward, people["operator"]).pk,
        "documents/": document_of(people["manager"], plans["open"]).public_id,
        "demo/mails/": mail.message_id,
        "apv/safety-rounds/": (walked := SafetyRoundFactory(unit=ward)).pk,
        "apv/photos/": photo_of(walked, people["manager"]).public_id,
        "apv/checklists/": ChecklistFactory(unit=ward).pk,
        "apv/coverage/": ward.pk,
        "apv/risks/": RiskFactory(unit=ward).pk,
        "apv/risk-versions/": RiskVersionFactory(unit=ward).pk,
        "apv/changes/": WorkChangeFactory(unit=ward, by=people["manager"]).pk,
        "injuries/": (case := case_of(ward)).public_id,
        "my-data/": people["manager"].pk,
        "audits/reports/": (report := report_of(audit_answer)).pk,
        "audits/proposals/": (proposal := AuditProposalFactory(report=report, text=HIDDEN_WORD).pk),
        "year/proposals/": proposal,
        "injuries/number/": case.pk,
        "injuries/reads/notes/": ReadNote.objects.create(
            kind="night", reader=people["manager"], case_id=case.pk, day=TODAY, reads=1, made_at=NOW
        ).public_id,
        "injuries/holds/": LegalHold.objects.create(case=case, reason="Krav", at=NOW, by=people["manager"]).pk,
        "injuries/figures/": ward.pk,
        "injuries/indicator/": ward.pk,
        "injuries/new/": "accident",
        "injuries/drafts/": draft_of(people["manager"]),
        "injuries/files/": case.files.get().public_id,
        "injuries/absence/": AbsenceFactory(case=case).pk,
        "inspectorate/": (letter := reaction_of(ward, people["manager"])).pk,
        "inspectorate/units/": ward.pk,
        "inspectorate/files/": letter.files.get().public_id,
    }


def decision_of(group: Committee, by: User) -> Decision:
    """A decision in minutes that are being written, which nobody of this house may read."""
    meeting = HeldMeetingFactory(committee=group, opening_words=HIDDEN_WORD)
    item = AgendaItemFactory(meeting=meeting, said=HIDDEN_WORD, outcome=HIDDEN_WORD, done_at=NOW, done_by=by)
    return Decision.objects.create(item=item, text=HIDDEN_WORD, responsible=by, due_on=TODAY, at=NOW, by=by)


def discussion_of(group: Committee, by: User) -> Discussion:
    """The group's discussion as it is being held: only its members and who holds it may read it."""
    discussion = DiscussionFactory(committee=group, made_by=by, employees=40)
    DiscussionPoint.objects.create(discussion=discussion, point="reached", text=HIDDEN_WORD, edited_at=NOW, edited_by=by)
    Participant.objects.create(discussion=discussion, name=HIDDEN_WORD)
    return discussion


def answer_of(ward: Unit, by: User) -> AuditAnswer:
    """An answer of the ward's self-audit, closed to everybody in this house."""
    year = AuditYearFactory(top=ward, made_by=by)
    audit = SelfAuditFactory(year=year, started_by=by, places=[AuditPlaceFactory(year=year, unit=ward)])
    return AuditAnswerFactory(audit=audit, answer="no", comment=HIDDEN_WORD, view=HIDDEN_WORD)


def wish_of(answer: AuditAnswer, by: User) -> AuditHelp:
    """A wish for help that nobody has taken."""
    return AuditHelp.objects.create(answer=answer, hindrance="resources", note=HIDDEN_WORD, asked_at=NOW, asked_by=by)


def reaction_of(ward: Unit, by: User) -> Reaction:
    """An order to the ward, answered, with the inspectorate's letter."""
    row = ReactionFactory(unit=ward, answer="Liften er sat op", answered_on=TODAY, answered_by=by)
    reacting.attach(row, name="paabud.pdf", content=b"%PDF-1.7 paabud", by=by, now=NOW)
    return row


def case_of(ward: Unit) -> Case:
    """An injury of somebody of the ward, with a document of the health part; nobody of the house may see it."""
    case = CaseFactory(unit=ward, course=f"{HIDDEN_WORD} i vagten", sealed=(Identity(name=HIDDEN_WORD), Health(harm=HIDDEN_WORD)))
    filing.add(case, name=f"{HIDDEN_WORD}.pdf", content=b"%PDF-1.7 " + HIDDEN_WORD.encode(), part=Part.WHOLE, by=case.reporter, now=NOW)
    return case


def draft_of(person: User) -> uuid.UUID:
    """A report that the person has begun."""
    number = uuid.uuid4()
    drafting.keep(CaseKind.VIOLENCE, {"course": [HIDDEN_WORD]}, submission_id=number, by=person, now=NOW)
    return number


def report_of(answer: AuditAnswer) -> AuditReport:
    """A report of that year that is still being written."""
    words = {"purpose": HIDDEN_WORD, "taking_part": HIDDEN_WORD, "conclusion": HIDDEN_WORD}
    report = AuditReportFactory(year=answer.audit.year, **words)
    report.texts.create(question=answer.question, analysis=HIDDEN_WORD)
    return report


def matter_of(ward: Unit, by: User) -> LiftedMatter:
    """What the ward has lifted to the unit above."""
    return LiftedMatter.objects.create(
        from_unit=ward,
        to_unit=ward.parent,
        title="Vi mangler en lift",
        question="Hvem betaler?",
        answer_by=TODAY,
        asked_at=NOW,
        asked_by=by,
    )


def finding_of(ward: Unit) -> Finding:
    """A finding of the ward's APV that nobody has decided about."""
    return FindingFactory(assessment=AssessmentFactory(unit=ward), title="For få hænder om natten")


def round_of(ward: Unit, people: dict[str, User]) -> Round:
    """A round of the ward in preparation; its manager and its representative hold the key."""
    made = RoundFactory(top=ward, made_by=people["operator"], key_holder=people["manager"], key_deputy=people["amr"])
    freeze_tree(made)
    return made


def photo_of(walked: SafetyRound, by: User) -> RoundPhoto:
    """A photo of the round's first point."""
    file = default_storage.save("photos/probe", ContentFile(b"probe"))
    return RoundPhoto.objects.create(point=walked.points.first(), kind="jpg", size=5, sha256="0" * 64, file=file, at=NOW, by=by)


def token_of(unit: Unit, by: User) -> ApiToken:
    """What another system reads the ward with."""
    number = uuid.uuid4()
    tokens.issue(name="Intranet", unit=unit, reason="-", last_day=TODAY, by=by, now=NOW, today=TODAY, submission_id=number)
    return ApiToken.objects.get(submission_id=number)


def role_by_hand(ward: Unit, by: User) -> RoleHolding:
    """A colleague of the ward, whose CPR number is kept, is its coordinator."""
    number = "0107801234"
    holder = UserFactory(cpr_hash=cpr.hashed(number), cpr_encrypted=cpr.encrypt(number))
    EngagementFactory(unit=ward, user=holder)
    given = {"source": "appointment", "valid_from": TODAY, "by": by, "reason": "Valgt på personalemødet"}
    return RoleHolding.objects.create(user=holder, role="coordinator", unit=ward, **given)


def hand_over_of(ward: Unit, manager: User, plans: dict[str, ActionPlan]) -> HandOver:
    """A card on which a plan that everybody reads and a confidential one have come to the manager."""
    card = HandOver.objects.create(unit=ward, left=UserFactory(), to=manager, why="left", at=NOW)
    for name in ("open", "confidential"):
        card.items.create(plan=plans[name], part="owner")
    return card


def step_of(by: User, ward: Unit) -> Reorganisation:
    """A drafted reorganisation that gives the ward another name."""
    step = Reorganisation.objects.create(by=by, drafted_at=NOW)
    step.lines.create(kind="rename", unit=ward, name="Medicinsk afsnit M3")
    return step


def case_import_of() -> CaseImport:
    """A file of earlier cases that somebody else has read."""
    by = UserFactory(last_name="Anden")
    table = sealing.close_own(json.dumps([[1, ["Sagsnr"]], [2, [HIDDEN_WORD]]]))
    return CaseImport.objects.create(by=by, at=NOW, name=f"{HIDDEN_WORD}.xlsx", digest="x", shape="x", table=table)


def audit_import_of() -> AuditImport:
    """A table of an earlier year's self-audit that somebody else has read."""
    table = {"answers": [[1, ["Nr"]], [2, [HIDDEN_WORD]]], "people": []}
    return AuditImport.objects.create(by=UserFactory(last_name="Anden"), at=NOW, name=f"{HIDDEN_WORD}.xlsx", table=table)


def import_of(manager: User) -> PlanImport:
    """A spreadsheet of two lines that was read, one of them faulty."""
    table = [[1, ["Enhed", "Problem", "Tovholder", "Frist"]], [2, ["Ukendt", HIDDEN_WORD, "Nogen", "snart"]], [3, ["", "", "", ""]]]
    columns = {"unit": 0, "title": 1, "owner": 2, "closing_on": 3}
    return PlanImport.objects.create(by=manager, at=NOW, name="gamle planer.xlsx", digest="0" * 64, table=table, columns=columns)


def document_of(by: User, plan: ActionPlan) -> DocumentJob:
    """A finished PDF of that plan, asked for by that person."""
    file = default_storage.save("documents/probe.pdf", ContentFile(f"%PDF-1.7 {HIDDEN_WORD}".encode()))
    return DocumentJob.objects.create(
        by=by, kind="plan", words={"plan": plan.pk}, language="da", state="done", file=file, created_at=NOW,
        finished_at=NOW, expires_at=NOW + timedelta(days=7), progress=100,
    )  # fmt: skip


def bulk_change_of(by: User, plan: ActionPlan) -> BulkChange:
    """A change of several plans that this person has made: one done, nothing waiting."""
    change = BulkChange.objects.create(by=by, at=NOW, kind="owner", words={"owner": by.pk}, submission_id=uuid.uuid4())
    before = {"owner_id": by.pk, "status": plan.status}
    change.rows.create(plan=plan, seen_version=1, version_after=plan.version, outcome="done", before=before, after=before)
    return change


def check_of(by: User, plan: ActionPlan) -> StallCheck:
    """What is in the way of that plan, as that person says."""
    return stalling.check(plan, StallSaid(default_checklist(), uuid.uuid4(), cause="means", note=HIDDEN_WORD), by=by, now=NOW)


def question_of(by: User) -> Question:
    """A question with a theme, in a questionnaire that is being written."""
    questionnaire = QuestionnaireFactory(finished_at=None, made_by=by)
    return QuestionFactory(section__questionnaire=questionnaire, dimension=DimensionFactory(questionnaire=questionnaire))


def group_pk(keys: dict[str, object]) -> object:
    """The one group of the house."""
    return keys["organisation/committees/"]


def work_plan_of(committee, by):
    """Adopted once and open to everybody, and written on since with a word that is not."""
    goal = GoalFactory(committee=committee, title="Mål i planen")
    plan = WorkPlanFactory(committee=committee, made_by=by)
    WorkPlanGoal.objects.create(work_plan=plan, goal=goal, position=1, will="Vi vil løfte sammen")
    workplans.adopt(plan=plan, on=TODAY, discussion=None, version=plan.version, by=by, now=NOW)
    WorkPlan.objects.filter(pk=plan.pk).update(background=HIDDEN_WORD, is_draft=True)
    return plan


def addresses(keys: dict[str, object]) -> dict[str, str]:
    """Every address of the house by its name, filled with these keys; static files are not ours."""
    found = {}
    for route, pattern in every_route():
        if not pattern.name:
            continue
        prefix, bracket, rest = route.partition("<")
        if bracket:
            begins = max((known for known in keys if prefix.startswith(known)), key=len)
            rest = rest.partition(">")[2].replace("<slug:name>", "none-of-that-name").replace("<int:committee_pk>", str(group_pk(keys)))
            is_of_a_round = "<int:unit_pk>" in rest and begins != "audits/"
            first = keys["released round"] if is_of_a_round else keys["audit year"] if "<int:year_pk>" in route else keys[begins]
            rest = rest.replace("<int:question_pk>", str(keys["audit question"]))
            rest = rest.replace("<int:year>", str(TODAY.year)).replace("<int:number>", "1")
            rest = rest.replace("<int:level_pk>", str(keys["ward"]))
            rest = rest.replace("<int:user_pk>", "1").replace("<int:unit_pk>", str(keys["round unit" if is_of_a_round else "ward"]))
            rest = rest.replace("<int:answer_pk>", str(keys["audits/answers/"]))
            found[pattern.name] = f"/{prefix}{first}{rest}"
        else:
            found[pattern.name] = f"/{route}"
    return found


# What a GET may write: sessions, and how many people somebody looked up this hour.
COUNTED = ("django_session", "orgstructure_directoryuse")


def everything_kept() -> dict[str, str]:
    """A mark of all rows of every table but `COUNTED`: equal before and after means that nothing was written."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in COUNTED]
        union = " UNION ALL ".join(
            f"""SELECT '{name}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM "{name}" t"""  # noqa: S608  our own tables' names
            for name in sorted(tables)
        )
        cursor.execute(union)
        return dict(cursor.fetchall())
