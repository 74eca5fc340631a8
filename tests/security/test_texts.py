"""What people write is shown as written, wherever it is shown; what a form does not ask for cannot be sent with it."""

import uuid
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core import mail as postbox
from openpyxl import load_workbook

from actionplans.models import ActionPlan, FollowUp
from actionplans.usecases.playing import play_day
from orgstructure.models import Unit, User
from safetynet.common.pdf import render_pdf
from safetynet.dashboard import papers
from safetynet.dashboard.models import DocumentJob
from tests.actionplans.writing import form_of
from tests.factories import NOW, TODAY
from tests.security.house import addresses

SCRIPT = "\"><script>alert(1)</script><img src=x onerror=alert(1) hx-get='/log-ud/'>{{7*7}}{% now %}%(x)s"
TEXTS = (
    "description", "nature", "seriousness", "extent", "causes", "immediate_measure", "evaluation_occasion", "evaluation_question",
    "evaluation_method", "equipping", "other_initiatives", "feedback_methods", "carrying_on", "if_not_working", "anything_else",
)  # fmt: skip


@pytest.fixture
def written(house):
    """The house, with a script in every text and every name."""
    User.objects.filter(pk__in=[person.pk for person in house.people.values()]).update(first_name=SCRIPT[:110], email="a@b.invalid")
    Unit.objects.filter(pk=house.ward.pk).update(name=SCRIPT)
    ActionPlan.objects.filter(unit=house.ward).exclude(status="draft").update(title=f"=1+1{SCRIPT}", **dict.fromkeys(TEXTS, SCRIPT))
    plan = house.plans["awaiting"]
    plan.measures.update(text=SCRIPT)
    plan.criteria.update(text=SCRIPT)
    FollowUp.objects.filter(plan=plan).update(text=SCRIPT)
    return house


@pytest.mark.django_db
def test_no_script_in_a_text_becomes_a_script_on_a_page(written):
    shown = 0
    for subject in ("manager", "operator"):
        client = written.client(subject)
        for address in addresses(written.keys | {"plans/": written.plans["awaiting"].pk}).values():
            response = client.get(address)
            if response.streaming:
                b"".join(response)
                continue
            if response.headers.get("Content-Type", "").startswith("text/calendar"):
                assert response.headers["X-Content-Type-Options"] == "nosniff", address  # no browser takes it for a page
                continue
            html = response.content.decode()
            assert "<script>alert" not in html, address
            assert "<img src=x" not in html, address
            shown += "&lt;script&gt;alert(1)" in html
    assert shown > 20


@pytest.mark.django_db
def test_nor_in_a_mail_nor_on_paper(written):
    play_day(TODAY + timedelta(days=1), now=NOW)
    pages = [body for message in postbox.outbox for body, kind in message.alternatives if kind == "text/html"]
    job = DocumentJob(kind="plan", words={"plan": written.plans["awaiting"].pk}, by=written.people["manager"], language="da")
    pages.append(papers.html_of(job, today=TODAY, advance=lambda _progress: None))

    assert len(pages) > 1
    for html in pages:
        assert "&lt;script&gt;" in html
        assert "<script>alert" not in html
        assert "<img src=x" not in html


@pytest.mark.django_db
def test_no_cell_of_a_file_is_a_formula(written, tmp_path):
    client = written.client("manager")
    lines = b"".join(client.get("/plans/export.csv?unit=all")).decode()
    file = tmp_path / "plans.xlsx"
    file.write_bytes(b"".join(client.get("/plans/export.xlsx?unit=all")))

    assert "\"'=1+1" in lines
    assert '"=1+1' not in lines
    cells = [cell for row in load_workbook(file).active.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("'=1+1") for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)


def test_paper_fetches_nothing():
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_words):
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Listener)
    Thread(target=server.serve_forever, daemon=True).start()
    here = f"http://127.0.0.1:{server.server_port}"
    html = f"""<html lang="da"><title>x</title><link rel="stylesheet" href="{here}/a.css"><link rel="attachment" href="file:///etc/passwd">
    <style>@import url({here}/b.css); body {{ background: url({here}/c.png) }}</style><img src="{here}/d.png"><img src="file:///etc/passwd">
    <object data="{here}/e"></object><embed src="{here}/f"><img src="data:image/svg+xml,&lt;svg xmlns='http://www.w3.org/2000/svg'&gt;
    &lt;image href='{here}/g.png'/&gt;&lt;/svg&gt;"></html>"""

    written = render_pdf(html)
    server.shutdown()
    server.server_close()

    assert asked == []
    assert b"root:x" not in written


NOT_ASKED = {
    "status": "closed", "published_at": "2020-01-01", "first_expected_closing_on": "2030-01-01", "created_by": "1", "created_at": "2020-01-01",
    "ended_at": "2020-01-01", "carried_out_on": "2020-01-01", "closing_evaluation": "1", "ended_code": "other", "ended_reason": "x", "id": "1",
    "pk": "1", "snoozed_until": "2030-01-01", "follows": "1", "title_sort": "x", "search": "x", "review_on": "2030-01-01",
}  # fmt: skip


@pytest.mark.django_db
def test_what_a_form_does_not_ask_for_is_not_taken(house):
    client, plan = house.client("manager"), house.plans["open"]
    other = house.plans["closed"].unit.parent
    more = NOT_ASKED | {"unit": str(other.pk), "unit_id": str(other.pk), "expected_closing_on": "2031-01-01"}
    columns = [*NOT_ASKED.keys() - {"search", "title_sort", "pk"}, "unit", "expected_closing_on", "submission_id"]
    before = ActionPlan.objects.filter(pk=plan.pk).values(*columns).get()

    client.post(f"/plans/{plan.pk}/edit/", form_of(client.get(f"/plans/{plan.pk}/edit/")) | {"title": "Nyt navn"} | more)
    for verb, answer in (("note", {"text": "x", "submission_id": str(uuid.uuid4())}), ("postpone", {"implement_by": "2026-12-30"})):
        client.post(f"/plans/{plan.pk}/{verb}/", answer | more)

    plan.refresh_from_db()
    assert plan.title == "Nyt navn"
    assert ActionPlan.objects.filter(pk=plan.pk).values(*columns).get() == before
