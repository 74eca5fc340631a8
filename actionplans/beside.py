"""What stands beside a plan while it is written: plans about the same thing, others who are writing now, examples, staff's tools."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from actionplans.example_page import Example, like
from actionplans.models import ActionPlan, Resource, Status
from actionplans.steps import PlanRow
from orgstructure.models import Unit, User
from safetynet.common.renderer import Guidance, GuidanceLink

SIMILAR_AT_MOST = 5
DRAFTS_AT_MOST = 3
WHOLE_PLAN = ""  # the field of a resource that stands beside the plan, not beside one of its fields


@dataclass(frozen=True)
class Written:
    """What is known of the plan that is being written."""

    unit: Unit
    text: str
    source: str = ""
    theme_id: int | None = None
    submission_id: UUID | None = None


@dataclass(frozen=True)
class SimilarPlan:
    """A plan about the same thing, and what it led to."""

    row: PlanRow

    @property
    def plan(self) -> ActionPlan:
        """The plan itself."""
        return self.row.plan

    @property
    def led_to(self) -> str:
        """In the words of those who ended it; empty while it is open."""
        plan = self.plan
        if plan.status == Status.NOT_CARRIED_OUT:
            return plan.ended_reason
        return plan.closing_evaluation.wanted_effects if plan.closing_evaluation else ""


@dataclass(frozen=True)
class Beside:
    """What one writer is shown beside the plan."""

    similar: tuple[SimilarPlan, ...] = ()
    drafts: tuple[ActionPlan, ...] = ()
    resources: tuple[GuidanceLink, ...] = ()
    has_looked: bool = False
    examples: tuple[Example, ...] = ()

    @property
    def count(self) -> int:
        """Plans and drafts that look like the one being written."""
        return len(self.similar) + len(self.drafts)


def beside(written: Written, reader: User, *, resources: Iterable[Resource], now: datetime, today: date) -> Beside:
    """Five queries at most, none for a plan that says nothing yet; only what the reader may see anyway."""
    tools = tuple(_link(row) for row in _of_theme(resources, WHOLE_PLAN, written.theme_id))
    if not written.text.strip() and not written.source:
        return Beside(resources=tools)
    others = ActionPlan.objects.visible_to(reader)
    if written.submission_id:
        others = others.exclude(submission_id=written.submission_id)
    similar = others.published().near(written.unit).similar_to(written.text, written.theme_id)
    found = similar.for_rows("ended_reason", "closing_evaluation__wanted_effects")[:SIMILAR_AT_MOST]
    drafts = others.being_written_too(reader, written.unit, text=written.text, source=written.source, now=now)
    return Beside(
        tuple(SimilarPlan(PlanRow.of(plan, today)) for plan in found),
        tuple(drafts.select_related("created_by")[:DRAFTS_AT_MOST]),
        tools,
        has_looked=bool(written.text.strip()),
        examples=tuple(like(written.text, written.theme_id)),
    )


def with_links(
    guidance: Mapping[str, Guidance], resources: Iterable[Resource], theme_id: int | None, part: str = ""
) -> dict[str, Guidance]:
    """The guiding questions with what staff recommend beside each field, or beside the whole `part`: measures, criteria."""
    kept = list(resources)
    linked = {}
    for name, one in guidance.items():
        links = tuple(_link(row) for row in _of_theme(kept, part or name, theme_id))
        linked[name] = Guidance(one.question, one.good, one.weak, links)
    return linked


def _of_theme(resources: Iterable[Resource], field: str, theme_id: int | None) -> list[Resource]:
    return [row for row in resources if row.field == field and row.theme_id in (None, theme_id)]


def _link(row: Resource) -> GuidanceLink:
    return GuidanceLink(str(row), row.url, row.get_kind_display(), row.explanation)
