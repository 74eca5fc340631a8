"""What the button of the plan's form asks for: to save, to publish, to add a row, to look; and what it says of names."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.http.request import QueryDict  # noqa: TID251  the type of what is posted

from actionplans.named import NamedPerson
from safetynet.common.given import read_id

ANYWAY, CONFIDENTIALLY = "-anyway", "-confidential"  # endings of an intent: the names were seen; the plan is to be confidential
ONLY_ARRANGE = ("find", "look")


@dataclass(frozen=True)
class Posted:
    """The form as it was sent, read by the button that sent it."""

    data: QueryDict
    verb: str
    is_only_arranged: bool
    accepts_names: bool

    @classmethod
    def of(cls, data: QueryDict) -> "Posted":
        """With a row more or less, or made confidential, when the button asked for that."""
        intent = data.get("intent", "save")
        if row := data.get("remove"):
            return cls(with_row_taken_out(data, row), intent, is_only_arranged=True, accepts_names=False)
        if intent.startswith("add-"):
            return cls(with_row_added(data, intent.removeprefix("add-")), intent, is_only_arranged=True, accepts_names=False)
        verb = intent.removesuffix(ANYWAY).removesuffix(CONFIDENTIALLY)
        kept = _made_confidential(data) if intent.endswith(CONFIDENTIALLY) else data
        return cls(kept, verb, is_only_arranged=verb in ONLY_ARRANGE, accepts_names=intent.endswith(ANYWAY))

    @property
    def is_to_publish(self) -> bool:
        """Published, with names or without."""
        return self.verb == "publish"

    def not_seen(self, names: Iterable[NamedPerson]) -> list[NamedPerson]:
        """The names to be pointed out: all of them, as long as one was not there when the writer said “anyway”."""
        found = list(names)
        seen = set(self.data.getlist("seen")) if self.accepts_names else set()
        return [] if {name.words for name in found} <= seen else found


def with_row_added(data: QueryDict, prefix: str) -> QueryDict:
    """The posted form with one more empty row."""
    grown = data.copy()
    total = read_id(str(grown.get(f"{prefix}-TOTAL_FORMS", ""))) or 0
    grown[f"{prefix}-TOTAL_FORMS"] = str(total + 1)
    grown[f"{prefix}-{total}-key"] = str(uuid.uuid4())
    if prefix == "measures":
        grown[f"{prefix}-{total}-responsible"] = grown.get("owner", "")
        grown[f"{prefix}-{total}-due_on"] = grown.get("implement_by", "")
    return grown


def with_row_taken_out(data: QueryDict, row: str) -> QueryDict:
    """The posted form with that row marked as taken out."""
    shrunk = data.copy()
    shrunk[f"{row}-removed"] = "on"
    return shrunk


def _made_confidential(data: QueryDict) -> QueryDict:
    changed = data.copy()
    changed["is_confidential"] = "on"
    return changed
