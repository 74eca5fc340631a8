"""The splits of the figures: what is counted together, by which values, and in which order values are told apart.

Injuries, near misses and diseases are three populations that share no case; each has a total of its own and its own splits,
so that what is impossible in one (a near miss with absence) gives nothing away about another. The order of a split is fixed
and says which values are told apart first; it is not taken from the figures, which would tell of them.
"""

from dataclasses import dataclass

from injuries.models import TOLD, WITHOUT_INJURED, CaseKind
from safetynet.common.splits import Part, chain

DEVIATIONS = ("70", "80", "50", "60", "40", "30", "20", "10", "99", "00")
CONTACTS = ("70", "80", "30", "50", "40", "10", "60", "20", "99", "00")
PLACES = (
    "patient_room", "corridor", "treatment", "common", "bathroom", "outside", "home",
    "transport", "office", "kitchen", "laboratory", "workshop", "other",
)  # fmt: skip
BANDS = ("07", "11", "15", "19", "23")  # half shifts: 7–11, 11–15, 15–19, 19–23, and the night, 23–7
DAYS = range(1, 8)
LENGTHS = (1, 4, 7, 14, 21, 30, 90, 183)  # ESAW's classes of days lost, with 1–3 before them (domain, 3.4)
BODY = ("50", "60", "30", "10", "20", "40", "70", "99", "00")
TYPES = ("030", "010", "110", "020", "050", "060", "070", "120", "080", "090", "100", "040", "999", "000")
SEALED = ("body", "type")  # counted of what is sealed, by the worker alone


@dataclass(frozen=True)
class Axis:
    """One split of a population (`of`), or of one part of another split of it (`within`: axis and code)."""

    code: str
    of: str
    tree: Part
    within: tuple[str, str] | None = None

    @property
    def leaves(self) -> tuple[str, ...]:
        """The values at their finest."""
        return self.tree.leaves


def _hours() -> Part:
    bands = chain([*BANDS, "na"])
    return _with_days(bands)


def _with_days(part: Part) -> Part:
    if part.code in BANDS:
        return Part(part.code, tuple(Part(f"{part.code}-{day}") for day in DAYS))
    return Part(part.code, tuple(_with_days(one) for one in part.parts))


HALVES = Part("", (Part("h1", (Part("q1"), Part("q2"))), Part("h2", (Part("q3"), Part("q4")))))
POPULATIONS: dict[str, tuple[CaseKind, ...]] = {"injury": TOLD, "near": WITHOUT_INJURED, "disease": (CaseKind.DISEASE,)}
IN_ABSENCE = ("absence", "some")
AXES: dict[str, Axis] = {
    axis.code: axis
    for axis in (
        Axis("kind", "injury", chain([kind.value for kind in TOLD])),
        Axis("deviation", "injury", chain(DEVIATIONS)),
        Axis("contact", "injury", chain(CONTACTS)),
        Axis("place", "injury", chain(PLACES)),
        Axis("hour", "injury", _hours()),
        Axis("quarter", "injury", HALVES),
        Axis("absence", "injury", Part("", (Part("none"), Part("some")))),
        Axis("length", "injury", chain([str(days) for days in LENGTHS]), IN_ABSENCE),
        Axis("new", "injury", Part("", (Part("new"), Part("not"))), IN_ABSENCE),
        Axis("told", "injury", chain(["in_time", "late", "waiting"]), IN_ABSENCE),
        Axis("body", "injury", chain(BODY)),
        Axis("type", "injury", chain(TYPES)),
        Axis("near-kind", "near", chain([kind.value for kind in WITHOUT_INJURED])),
        Axis("near-place", "near", chain(PLACES)),
    )
}
