"""A consultant brings the organisation in: a mistake is told with file and line, a large change asks why, and a wrong one is taken back."""

import pytest

from orgstructure.feed.rows import ENGAGEMENTS, UNITS
from orgstructure.models import FeedRun, RoleHolding, Unit
from orgstructure.models.roles import HoldingSource
from orgstructure.permissions import Role
from orgstructure.usecases.grants import bring_in_step
from safetynet.dashboard.feed_form import FILES
from tests.factories import TODAY, UserFactory
from tests.orgstructure.feeds import SmallFeed

pytestmark = pytest.mark.django_db(transaction=True)


def hand_in(page, folder) -> None:
    page.goto("/organisation/feed/new/")
    for field, file in FILES.items():
        page.locator(f"#id_{field}").set_input_files(folder / file)
    page.get_by_role("button", name="Vis, hvad de ville ændre").click()


def test_a_mistake_is_told_a_large_change_gets_its_reason_and_is_taken_back(tmp_path, page_as, phone_as, axe, scrolls_one_way):
    feed = SmallFeed(tmp_path)
    feed.bring_in()
    region = Unit.objects.get(parent=None)
    consultant = UserFactory()  # not employed here: somebody employed would leave with a feed that does not know him
    columns = {"user": consultant, "unit": region, "by": UserFactory(), "reason": "Konsulent", "valid_from": TODAY}
    RoleHolding.objects.create(role=Role.CONSULTANT, source=HoldingSource.APPOINTMENT, **columns)
    bring_in_step(today=TODAY)
    page, phone = page_as(consultant), phone_as(consultant)

    feed.change(ENGAGEMENTS, "301", Startdato="31-02-2020")
    hand_in(page, feed.write())
    page.get_by_role("heading", name="1 fejl i filerne").wait_for()
    assert page.get_by_role("row", name=f"{ENGAGEMENTS} 5").count() == 1
    axe(page)

    feed.change(ENGAGEMENTS, "301", Startdato="2020-02-01").change(UNITS, "Afsnit", Afdelingsnavn="Sengeafsnit")
    feed.drop(ENGAGEMENTS, "301")
    hand_in(page, feed.write())
    page.get_by_role("heading", name="Er det rigtigt?").wait_for()
    assert Unit.objects.filter(name="Afsnit").exists()
    axe(page)
    phone.goto(page.url)
    scrolls_one_way(phone)
    page.get_by_role("button", name="Indlæs præcis dette").click()
    page.get_by_text("Skriv, hvorfor så stor en ændring er rigtig").first.wait_for()
    page.get_by_label("Hvorfor er ændringen rigtig?").fill("Afsnittet har fået nyt navn, og én er gået på pension")
    page.get_by_role("button", name="Indlæs præcis dette").click()
    page.get_by_role("heading", name="Var det forkert?").wait_for()
    assert Unit.objects.filter(name="Sengeafsnit").exists()
    axe(page)
    phone.goto(page.url)
    scrolls_one_way(phone)

    page.get_by_role("button", name="Fortryd indlæsningen").click()
    page.get_by_text("Indlæsningen blev fortrudt").wait_for()
    assert Unit.objects.filter(name="Afsnit").exists()
    assert FeedRun.objects.latest("pk").undone_by == consultant
    axe(page)
