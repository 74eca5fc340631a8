"""Who runs the system gives the intranet a token, and takes it back."""

import pytest

from orgstructure.permissions import Perm
from tests.factories import UnitFactory

pytestmark = pytest.mark.browser


def test_a_token_is_made_copied_used_and_revoked(transactional_db, person_with, page_as, axe):
    hospital = UnitFactory(name="Hospital Nord")
    page = page_as(person_with(Perm.OPERATE, on=hospital))
    page.goto("/operation/api/new/")
    page.get_by_role("button", name="Lav nøglen").click()
    axe(page)
    page.get_by_label("Hvilket system læser?").fill("Intranettets telefonbog")
    page.get_by_label("Hvilken del af organisationen?").select_option(label="Hospital Nord")
    page.get_by_label("Hvad skal den bruges til?").fill("Ledere og arbejdsmiljøgrupper på hver enheds side")
    page.get_by_role("button", name="Lav nøglen").click()

    secret = page.locator("code").inner_text()
    axe(page)
    read = page.request.get("/api/v1/units/", headers={"Authorization": f"Bearer {secret}"})
    assert [row["name"] for row in read.json()["rows"]] == ["Hospital Nord"]

    page.get_by_role("link", name="Jeg har kopieret den").click()
    page.get_by_role("button", name="Træk tilbage").click()
    assert "læser ikke længere noget" in page.locator("main").inner_text()
    axe(page)
    assert page.request.get("/api/v1/units/", headers={"Authorization": f"Bearer {secret}"}).status == 401
