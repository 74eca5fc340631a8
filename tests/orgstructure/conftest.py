import pytest

from tests.orgstructure.feeds import SmallFeed


@pytest.fixture
def feed(tmp_path) -> SmallFeed:
    return SmallFeed(tmp_path)
