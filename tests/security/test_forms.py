"""Whatever is sent to a form of help, endings, many plans, hand-overs and imports, the answer is a page that says what to do."""

import uuid

import pytest

from actionplans.models import HandOver
from tests.security.test_input import posted

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NUMBER = str(uuid.UUID(int=7))
LATER = "2027-01-15"
TELLING = ("\x00", "9999-12-31", "9" * 18, ["²", "[]"])


def forms_of(house):
    """Who sends it, where to, and what a person would send."""
    plan, awaiting = house.plans["open"], house.plans["awaiting"]
    card, kept, view = (house.keys[f"plans/{name}/"] for name in ("hand-overs", "import", "views"))
    tick = {"plan": f"{plan.pk}:{plan.version}", "submission_id": NUMBER, "intent": "do"}
    item = HandOver.objects.get().items.order_by("pk")[0].pk
    return [
        (
            "manager",
            "/plans/bulk/new/",
            tick | {"kind": "date", "new_on": LATER, "code": "waiting", "reason": "x", "all": "", "words": "unit=all"},
        ),
        ("manager", "/plans/bulk/new/", tick | {"kind": "date", "new_on": LATER, "code": "waiting", "reason": "x"}),
        ("manager", "/plans/bulk/new/", tick | {"kind": "owner", "owner": str(house.people["manager"].pk), "find": ""}),
        ("manager", "/plans/bulk/new/", tick | {"kind": "standing", "review_on": LATER, "reason": "x"}),
        ("manager", "/plans/bulk/new/", tick | {"kind": "leave", "ended_code": "other", "reason": "x"}),
        (
            "manager",
            "/plans/views/new/",
            {"words": "unit=all", "name": "Mine", "sharing": "unit", "unit": str(house.ward.pk), "is_default": "on"},
        ),
        ("manager", f"/plans/views/{view}/", {"name": "Mine", "sharing": "unit", "unit": str(house.ward.pk)}),
        ("manager", f"/plans/views/{view}/list/", {"words": "unit=all"}),
        ("manager", "/plans/views/columns/", {"move": "up:owner", "order": "owner", "shown": "owner"}),
        ("manager", f"/plans/{plan.pk}/owner/", {"owner": "1", "version": "1", "find": "", "next": "/plans/"}),
        ("manager", f"/plans/{plan.pk}/due/", {"new_on": LATER, "code": "waiting", "reason": "x", "seen_on": "", "next": "/plans/"}),
        ("manager", f"/plans/{plan.pk}/share/", {"unit": "1", "stop": "1", "q": "x"}),
        ("manager", f"/plans/{plan.pk}/share/", {"unit": "1"}),
        (
            "manager",
            f"/plans/{plan.pk}/stall/",
            {"cause": "means", "note": "x", "next_step": "x", "measure": "1", "submission_id": NUMBER, "ready": "x"},
        ),
        (
            "manager",
            f"/plans/{plan.pk}/stall/",
            {"cause": "means", "note": "x", "next_step": "x", "measure": "1", "submission_id": NUMBER, "checklist": "1"},
        ),
        ("manager", f"/plans/{plan.pk}/help/", {"text": "x"}),
        ("manager", f"/plans/{plan.pk}/ask-committee/", {"text": "x", "submission_id": NUMBER}),
        ("manager", f"/plans/{plan.pk}/comment/", {"text": "x", "submission_id": NUMBER}),
        ("manager", f"/plans/{plan.pk}/notice/", {"notices": "yes", "next": "/"}),
        (
            "manager",
            f"/plans/{plan.pk}/hold-check/",
            {"answer": "still", "words": "x", "next_step": "", "new_on": LATER, "submission_id": NUMBER},
        ),
        (
            "manager",
            f"/plans/{awaiting.pk}/evaluate/",
            {
                "verdict": "solved",
                "next_step": "",
                "heard": "x",
                "source": "own",
                "residual_likelihood": "3",
                "residual_consequence": "3",
                "noted": "1",
                "submission_id": NUMBER,
            },
        ),
        ("manager", f"/plans/hand-overs/{card}/give/", {"give": str(item), "find": "x", f"item-{item}-person": "1"}),
        ("manager", f"/plans/hand-overs/{card}/take/", {"x": "1"}),
        ("manager", f"/plans/import/{kept}/columns/", {"title": "0", "unit": "1", "owner": "2", "closing_on": "3"}),
        ("manager", f"/plans/import/{kept}/answers/", {"unit-x": "1"}),
        (
            "operator",
            "/plans/settings/help/",
            {"pair-days": "7", "pair-is_on": "on", "committee-days": "21", "card-days": "45", "offer-days": "90", "offer-text": "x"},
        ),
        ("operator", "/plans/settings/endings/", {"serious_from": "12", "hold_check_months": "12"}),
        (
            "operator",
            "/plans/settings/resources/",
            {
                "title": "x",
                "url": "https://region-eksempel.invalid/",
                "kind": "guide",
                "valid_from": LATER,
                "valid_to": LATER,
                "order": "1",
                "theme": "1",
                "field": "title",
                "language": "da",
            },
        ),
        (
            "operator",
            f"/plans/settings/standstill/{house.keys['plans/settings/standstill/']}/",
            {"question_da": "x", "hint_da": "x", "next_step_da": "x", "version": "1"},
        ),
        ("operator", f"/plans/{plan.pk}/taken-up/", {"text": "x", "submission_id": NUMBER}),
    ]


def test_no_value_breaks_a_form(house):
    told = {}
    for subject, address, fields in forms_of(house):
        client = house.client(subject)
        for name in fields:
            for value in TELLING:
                status = posted(client, address, fields | {name: value})
                if status not in (200, 302, 400, 403, 404, 409, 422):
                    told[address, name, str(value)] = status
    assert told == {}
