"""Whatever is sent, the answer is a page that says what to do: never an error of ours."""

import uuid
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplans.filters import PlanFilter
from actionplans.models import ActionPlan
from safetynet.common.given import read_id
from tests.actionplans.writing import form_of, new_url
from tests.factories import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EVIL = (
    "\x00", "a\x00b", "\u202e\u2066ab", "0001-01-01", "9999-12-31", "29-02-2027", "-1", "9" * 5000, str(2**63), "9" * 18, "²", "٣", "NaN",
    "1e308", "[]", "'\"><script>", "%s%n{0}{{7*7}}", "🦄",
)  # fmt: skip
TELLING = ("\x00", "0001-01-01", "9999-12-31", "9" * 5000, "9" * 18, "²")
ANY_FORM = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def body_of(response):
    return b"".join(response) if response.streaming else response.content


def test_no_value_in_the_address_of_the_list_breaks_it(house):
    client = house.client("manager")
    for word in [*PlanFilter.base_filters, "nonsense"]:
        for value in TELLING:
            response = client.get(f"/plans/export.csv?unit=all&{word}={quote(value)}")
            assert response.status_code in (200, 400), (word, value[:30])
            body_of(response)


@ANY_FORM
@given(st.lists(st.tuples(st.sampled_from([*PlanFilter.base_filters]), st.text(max_size=12) | st.dates().map(str) | st.sampled_from(EVIL))))
def test_no_address_of_the_list_breaks_it(house, pairs):
    response = house.client("manager").get("/plans/export.csv?" + urlencode(pairs, errors="replace"))

    assert response.status_code in (200, 400)
    body_of(response)


@ANY_FORM
@given(first=st.dates().map(str) | st.text(max_size=12), last=st.dates().map(str) | st.text(max_size=12))
def test_no_period_breaks_an_overview(house, first, last):
    words = urlencode({"first": first, "last": last}, errors="replace")

    assert house.client("manager").get(f"/overview/{house.ward.pk}/?{words}").status_code in (200, 400)


@pytest.mark.parametrize("value", [*EVIL, "%ED%A0%80", "x" * 100_000])
def test_no_value_in_another_address_breaks_its_page(house, value):
    sent, plan = quote(value, safe=""), house.plans["awaiting"].pk
    manager, operator, nobody = (house.client(who) for who in ("manager", "operator", "anonymous"))
    for client, address in (
        (manager, f"/units/?q={sent}"),
        (manager, f"/plans/new/?unit={sent}"),
        (manager, f"/plans/new/?follows={sent}"),
        (manager, f"/plans/new/?unit={house.ward.pk}&source={sent}"),
        (manager, f"/plans/sentence/?evaluate_on={sent}&evaluation_occasion={sent}&evaluator={sent}&evaluation_question={sent}"),
        (manager, f"/plans/{plan}/evaluate/?verdict={sent}"),
        (operator, f"/organisation/feed/?page={sent}"),
        (operator, f"/operation/mail/?page={sent}"),
        (nobody, f"/log-ind/?next={sent}"),
        (nobody, f"/m/{sent}/"),
    ):
        assert client.get(address).status_code in (200, 302, 400, 403, 404, 410), address[:60]


def posted(client, address, data):
    """The status; what was written is taken back."""
    with transaction.atomic():
        status = client.post(address, data).status_code
        transaction.set_rollback(True)
    return status


LIFE = {
    "evaluate": ("awaiting", {"verdict": "too_early", "new_on": "2027-01-01", "next_step": "", "heard": "x"}),
    "leave": ("open", {"code": "other", "reason": "x"}),
    "extend": ("open", {"new_on": "2027-05-05", "code": "other", "reason": "x", "seen_on": ""}),
    "postpone": ("open", {"implement_by": "2027-01-01"}),
    "standing": ("open", {"review_on": "2027-05-05", "reason": "x"}),
    "review": ("standing", {"review_on": "2027-05-05", "reason": "x"}),
    "reopen": ("closed", {"new_on": "2027-05-05", "reason": "x"}),
    "note": ("open", {"text": "x"}),
}


@pytest.mark.parametrize("verb", LIFE)
def test_no_value_breaks_a_button_of_a_plan(house, verb):
    state, fields = LIFE[verb]
    client, address = house.client("manager"), f"/plans/{house.plans[state].pk}/{verb}/"
    for name in [*fields, "submission_id"]:
        for value in [*TELLING, "x" * 100_000, ["2027-05-05"] * 3]:
            sent = {"submission_id": str(uuid.uuid4())} | fields | {name: value, f"{name}[]": "x"}
            assert posted(client, address, sent) in (200, 302, 409, 422), (name, value[:30])


@pytest.mark.parametrize(
    ("name", "value", "intent"),
    [
        *(("base", value, "publish") for value in ("[" * 100_000, '{"a":' * 5000, "9" * 5000, '{"title": "\\ud800"}', "[]", "\x00")),
        *((name, value, "publish") for name in ("owner", "informed", "measures-0-responsible", "version") for value in ("9" * 5000, "²")),
        *(("find", value, "find") for value in ("\x00", "x" * 100_000)),
        *((f"{rows}-TOTAL_FORMS", value, f"add-{rows}") for rows in ("measures", "criteria") for value in ("²", "9" * 5000, "-1")),
        *((name, value, "publish") for name in ("starts_on", "evaluate_on") for value in ("0001-01-01", "9999-12-31", "29-02-2027")),
        *(("submission_id", value, "publish") for value in ("", "x", "\x00", "9" * 5000)),
        ("remove", "measures-²", ""),
        ("title", "x" * 100_000, "publish"),
        ("title", "\x00", "publish"),
    ],
)
def test_no_value_breaks_the_page_on_which_a_plan_is_written(house, name, value, intent):
    client, address = house.client("manager"), new_url(house.ward)
    form = form_of(client.get(address)) | {"title": "Tunge løft", "measures-0-text": "Lift", "intent": intent}

    assert posted(client, address, form | {name: value}) in (200, 302)
    assert posted(client, f"/plans/autosave/?unit={house.ward.pk}", form | {name: value}) in (200, 204, 400)


@pytest.mark.parametrize(
    "value", ["somewhere", "NaN", "//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "\x00"]
)
def test_next_leads_nowhere_but_home(client, db, value):
    assert client.post("/sprog/", {"language": "sv", "next": value}).url == "/"


@pytest.mark.parametrize("field", ["implement_by", "evaluate_on", "expected_closing_on"])
def test_a_plan_cannot_be_published_to_a_date_that_nobody_means(house, field):
    client = house.client("manager")
    form = form_of(client.get(new_url(house.ward))) | {"title": "Tunge løft", "measures-0-text": "Lift", "intent": "publish"}
    far = {name: (TODAY + timedelta(days=6 * 365)).isoformat() for name in ("implement_by", "evaluate_on", "expected_closing_on")}
    before = ActionPlan.objects.count()

    response = client.post(new_url(house.ward), form | far)

    assert field in response.context["form"].errors
    assert ActionPlan.objects.published().count() + 1 == before  # none but the house's; its draft is the one


@pytest.mark.parametrize(
    ("text", "found"), [("12", 12), ("", None), ("-1", None), ("²", None), ("٣", None), ("1_0", None), ("9" * 19, None)]
)
def test_an_id_is_plain_digits_that_fit_a_column(text, found):
    assert read_id(text) == found
