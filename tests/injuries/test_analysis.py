"""The group's analysis of an event, and the plan without identity that it ends in (BEK 65 § 33 stk. 5, R51)."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import ActionPlan, Source
from actionplans.usecases.writing import publish
from injuries.errors import StaleError
from injuries.follow_up_part import follow_up_of
from injuries.models import Case, CaseAct, CaseRead, CauseAnalysis, Channel
from injuries.reading import opened
from injuries.sealing import Health, Identity
from injuries.usecases import analysing, planning
from tests.factories import NOW, TODAY, CaseFactory, EngagementFactory, MeasureFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db
WORDS = [
    "Kvidderfjong", "Blommesnask", "Trumleskravl", "Pjaskehulk", "Snøftedrys", "Vrikkemos", "Glimmerpust", "Hakketrold", "Jævnsprog", "Mudderklat",
    "Nikkedukke", "Ostekværk", "Plumpegrød", "Rabarberglimt", "Sukkerbrag", "Tudekiks", "Ulvegrin", "Vandbæger", "Ymergnist", "Ærtesuppe",
]  # fmt: skip


def address(case, what="analysis"):
    return f"/injuries/{case.public_id}/{what}/"


def words(intent="save", **more):
    return {"submission_id": str(uuid4()), "version": "0", "intent": intent, "why_1": "Gulvet var vådt"} | more


@pytest.fixture
def planted(house):
    """An accident with ten health words, a name of two words twice, and a course of words that no plan may hold."""
    injured = EngagementFactory(unit=house.ward, user=UserFactory(first_name=WORDS[0], last_name=WORDS[1])).user
    reporter = UserFactory(first_name=WORDS[2], last_name=WORDS[3])
    health = Health(injury="032", body=("63",), side="left", harm=" ".join(WORDS[4:12]))
    sealed = (Identity(occupation=WORDS[12], name=WORDS[13]), health)
    case = CaseFactory(unit=house.ward, injured=injured, reporter=reporter, sealed=sealed, course=" ".join(WORDS[14:17]))
    Case.objects.filter(pk=case.pk).update(suggestion=WORDS[17], place=WORDS[18], manager_comment=WORDS[19])
    return case


def everything_written(plan):
    columns = [str(getattr(plan, field.name)) for field in plan._meta.concrete_fields]
    rows = [row.text for row in (*plan.criteria.all(), *plan.measures.all())]
    return "\n".join([*columns, *rows])


def test_a_plan_in_one_tick_holds_no_name_no_health_and_no_course(planted, house, client_of):
    whys = {
        "why_1": f"{WORDS[0]} skyndte sig",
        "why_2": f"{WORDS[1].lower()}s vagt var alene",
        "conclusion": f"Som {WORDS[2]} {WORDS[3]} siger",
    }

    answer = client_of(house.amr).post(address(planted), words("plan", **whys, factors=["people", "time"]))

    plan = ActionPlan.objects.get()
    assert answer.status_code == 302
    assert answer.url == f"/plans/{plan.pk}/edit/"
    text = everything_written(plan).lower()
    for word in WORDS:
        assert word.lower() not in text
    assert "skyndte sig" in plan.causes
    assert "travlhed eller afbrydelser" in plan.causes
    assert list(planted.plans.all()) == [plan]


def test_the_plan_says_problem_nature_seriousness_extent_causes_source_and_theme(house, client_of):
    client_of(house.amr).post(address(house.case), words("plan"))

    plan = ActionPlan.objects.get()
    assert plan.title == "Undgå, at det sker igen: gled på et vådt gulv"
    assert plan.nature.startswith("Gled, snublede eller faldt i samme højde; Ved fald")
    assert plan.seriousness == "Nogen kom til skade i arbejdet."
    assert plan.extent == "Færre end 5 lignende hændelser i enheden de seneste 24 måneder."
    assert plan.causes == "Hvorfor? Gulvet var vådt"
    assert (plan.source, plan.theme.code, plan.unit, plan.status) == (Source.INJURY, "accidents", house.ward, "draft")
    assert plan.evaluation_question == "om der er blevet færre af den slags hændelser"
    assert not plan.measures.exists()


def test_from_the_limit_on_the_extent_is_told_in_steps(house, client_of):
    CaseFactory.create_batch(6, unit=house.ward)

    client_of(house.amr).post(address(house.case), words("plan"))

    assert ActionPlan.objects.get().extent == "Mindst 5 lignende hændelser i enheden de seneste 24 måneder."


def test_the_course_comes_along_only_when_asked_for_and_then_without_names(planted, house, client_of):
    Case.objects.filter(pk=planted.pk).update(course=f"{WORDS[0]} gled, og {WORDS[2]} så det")

    client_of(house.manager).post(address(planted), words("plan", with_course="on"))

    plan = ActionPlan.objects.get()
    assert "[navn] gled, og [navn] så det" in plan.description


def test_the_same_form_sent_twice_begins_one_plan(house, client_of):
    client, said = client_of(house.amr), words("plan")

    first, second = client.post(address(house.case), said), client.post(address(house.case), said)

    assert ActionPlan.objects.count() == 1
    assert first.url == second.url
    assert CauseAnalysis.objects.count() == 1


def test_it_saves_as_far_as_it_has_come_and_shows_it_again(house, client_of):
    client = client_of(house.amr)
    client.post(address(house.case), words(why_1="", why_3="Ingen aftale", factors=["routine"], together_with="Nattevagten"))

    page = client.get(address(house.case)).content.decode()

    row = CauseAnalysis.objects.get()
    assert (row.whys, row.factors, row.together_with, row.finished_at) == (["Ingen aftale"], ["routine"], "Nattevagten", None)
    assert "Ingen aftale" in page
    assert CaseAct.objects.filter(case=house.case, verb="begin_analysis", by=house.amr).count() == 1


@pytest.mark.parametrize("intent", ["save", "plan", "no_plan"])
def test_with_nothing_said_nothing_is_saved_in_any_way(house, client_of, intent):
    page = client_of(house.amr).post(address(house.case), words(intent, why_1=" ", no_plan_reason="Et uheld"))

    assert page.status_code == 422
    assert "Skriv ét hvorfor, eller tryk på én ting, der medvirkede." in page.content.decode()
    assert not CauseAnalysis.objects.exists()
    assert not ActionPlan.objects.exists()


def test_it_ends_in_a_plan_or_in_a_reason_and_not_without(house, client_of):
    page = client_of(house.amr).post(address(house.case), words("no_plan", no_plan_reason=" "))

    assert page.status_code == 422
    assert page.content.decode().count("Skriv, hvorfor der ikke behøves en plan.") == 2  # summary and field
    assert "Gulvet var vådt" in page.content.decode()
    assert not CauseAnalysis.objects.exists()


def test_a_reason_finishes_it(house, client_of):
    client_of(house.amr).post(address(house.case), words("no_plan", no_plan_reason="Gulvet er lagt om"))

    row = CauseAnalysis.objects.get()
    assert (row.no_plan_reason, row.finished_at, row.finished_by) == ("Gulvet er lagt om", NOW, house.amr)


def test_a_draft_finishes_nothing_and_a_published_plan_does(house, client_of):
    client_of(house.amr).post(address(house.case), words("plan"))
    plan = ActionPlan.objects.get()
    assert CauseAnalysis.objects.get().finished_at is None

    MeasureFactory(plan=plan)
    ActionPlan.objects.filter(pk=plan.pk).update(owner=house.manager, evaluator=house.amr)
    plan.refresh_from_db()
    publish(plan=plan, by=house.manager, now=NOW, today=TODAY)

    row = CauseAnalysis.objects.get()
    assert (row.finished_at, row.finished_by) == (NOW, house.manager)
    assert CaseAct.objects.filter(case=house.case, verb="analyse").count() == 1


def test_two_who_write_at_once_lose_nothing(house, client_of):
    amr, manager = client_of(house.amr), client_of(house.manager)
    amr.post(address(house.case), words(why_1="Fra AMR"))

    page = manager.post(address(house.case), words(why_1="Fra lederen"))

    assert page.status_code == 422
    text = page.content.decode()
    assert "Fra AMR" in text
    assert "Fra lederen" in text
    assert CauseAnalysis.objects.get().whys == ["Fra AMR"]
    manager.post(address(house.case), words(why_1="Fra lederen", version=page.context["form"]["version"].value()))
    assert CauseAnalysis.objects.get().whys == ["Fra lederen"]


@pytest.mark.parametrize("who", ["employee_elsewhere", "colleague", "superuser", "manager_above", "other_administrator", "protection"])
@pytest.mark.parametrize("what", ["analysis", "plan"])
def test_for_strangers_there_is_no_such_page(house, client_of, who, what):
    client = client_of(getattr(house, who))

    assert client.get(address(house.case, what)).status_code == 404
    assert client.post(address(house.case, what), words("plan")).status_code == 404
    assert not ActionPlan.objects.exists()


@pytest.mark.parametrize("who", ["injured", "administrator"])
def test_who_sees_the_case_and_does_not_follow_up_writes_nothing(house, client_of, who):
    assert client_of(getattr(house, who)).post(address(house.case), words("plan")).status_code == 403
    assert not CauseAnalysis.objects.exists()


@pytest.mark.parametrize("who", ["amr", "manager", "administrator", "injured"])
def test_of_a_case_kept_from_the_manager_nobody_makes_a_plan(house, client_of, who):
    Case.objects.filter(pk=house.case.pk).update(is_kept_from_manager=True)
    person = getattr(house, who)

    for what in ("analysis", "plan"):
        assert client_of(person).post(address(house.case, what), words("plan")).status_code in (403, 404)
    assert planning.read(house.case.pk, person, TODAY) is None
    assert not ActionPlan.objects.exists()


def test_the_plan_page_shows_beforehand_what_goes_in(planted, house, client_of):
    client = client_of(house.amr)
    page = client.get(address(planted, "plan"))
    assert page.status_code == 200

    client.post(address(planted, "plan"), {"submission_id": str(page.context["submission_id"])})
    client.post(address(planted, "plan"), {"submission_id": "\x00"})

    assert ActionPlan.objects.count() == 2  # a broken number is none, so it is a new plan
    text = "".join(everything_written(plan).lower() for plan in ActionPlan.objects.all())
    assert not [word for word in WORDS if word.lower() in text]


def test_an_event_named_in_the_address_of_a_new_plan_is_a_proposal_for_those_who_see_it(house, client_of):
    url = f"/plans/new/?from=injury-{house.case.pk}"

    assert "gled på et vådt gulv" in client_of(house.amr).get(url).content.decode()
    assert CaseRead.objects.get().channel == Channel.PAGE
    assert client_of(house.manager_above).get(url).status_code == 404
    assert client_of(house.amr).get("/plans/new/?from=injury-999999999").status_code == 404


@pytest.mark.parametrize(
    "junk", [{"version": "9" * 30}, {"version": "x"}, {"submission_id": "\x00"}, {"factors": ["\x00"]}, {"why_1": "x" * 501}]
)
def test_junk_is_refused_with_words(house, client_of, junk):
    page = client_of(house.amr).post(address(house.case), words(**junk))

    assert page.status_code == 422
    assert not CauseAnalysis.objects.exists()


def test_a_cpr_number_is_refused(house, client_of):
    page = client_of(house.amr).post(address(house.case), words(why_1="010780-1234 faldt"))

    assert page.status_code == 422


def test_every_reader_of_the_page_is_in_the_log(house, client_of):
    client_of(house.amr).get(address(house.case))

    assert CaseRead.objects.filter(case_id=house.case.pk, reader=house.amr).count() == 1


def test_the_follow_up_masks_names_for_the_group_and_shows_plans_with_their_verdict(house):
    CauseAnalysis.objects.create(case=house.case, whys=["Signe var alene"], made_at=NOW, made_by=house.manager)
    house.case.plans.add(PlanFactory(unit=house.ward))

    part = follow_up_of(opened(house.amr, house.case.public_id, now=NOW), house.amr, now=NOW)
    whole = follow_up_of(opened(house.manager, house.case.public_id, now=NOW), house.manager, now=NOW)

    assert part.whys == ("[navn] var alene",)
    assert whole.whys == ("Signe var alene",)
    assert len(part.plans) == 1
    assert part.may_plan


def test_who_only_reported_it_is_shown_no_follow_up(house):
    case = CaseFactory(unit=house.ward, injured=house.injured, reporter=house.colleague)

    assert follow_up_of(opened(house.colleague, case.public_id, now=NOW), house.colleague, now=NOW) is None


def test_many_plans_ask_no_more_queries_than_one(house, client_of):
    client = client_of(house.amr)
    CauseAnalysis.objects.create(case=house.case, whys=["Ingen"], made_at=NOW, made_by=house.manager)
    house.case.plans.add(PlanFactory(unit=house.ward))
    client.get(address(house.case))
    with CaptureQueriesContext(connection) as few:
        client.get(address(house.case))
    house.case.plans.add(*PlanFactory.create_batch(8, unit=house.ward))
    with CaptureQueriesContext(connection) as many:
        client.get(address(house.case))

    assert len(many) == len(few)


def test_keeping_against_an_older_version_is_refused(house):
    said = analysing.Analysed(["Et"], [], "", "")
    form = {"submission_id": uuid4(), "by": house.amr, "now": NOW}
    row = analysing.keep(house.case, said, version=0, **form)
    analysing.keep(house.case, said, version=row.version, **form)

    with pytest.raises(StaleError):
        analysing.keep(house.case, said, version=row.version, **form)
