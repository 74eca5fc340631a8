"""What some of the invented plans lack, so that the panel of figures in depth has something to mend; the curated plans lack nothing."""

from random import Random

CURATED = 13


class Gaps:
    """Leaves a word out here and there, by chances of its own: the other stories stay as they are."""

    def __init__(self) -> None:
        self.random, self.plans = Random("gaps"), 0

    def method(self, chosen: str) -> str:
        """How the effect will be found; every fourteenth plan does not say."""
        self.plans += 1
        return "" if self.plans > CURATED and self.random.random() < 0.07 else chosen

    def ladder(self, plan_id: int, step: str) -> str:
        """Where the measure stands on the prevention ladder; every twentieth does not say."""
        return "" if plan_id > CURATED and self.random.random() < 0.05 else step
