"""The page of a hand-over card: each plan with what was promised to whom, what comes next, and the last word on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from actionplans.forms.handover import GiveForm
from actionplans.models import ActionPlan, FollowUp, HandOver, HandOverItem, Measure, PlanPerson, Status
from actionplans.people import Directory
from actionplans.steps import PlanRow
from orgstructure.models import Seat, User
from safetynet.common.opentext import tidy

LONGEST_SEARCH = 100
IN_ORDER = list(HandOverItem.Part)


@dataclass(frozen=True)
class Handed:
    """One thing handed over, in words, with the form that gives it on."""

    item: HandOverItem
    text: str
    form: GiveForm


@dataclass(frozen=True)
class HandedPlan:
    """One plan of the card."""

    row: PlanRow
    things: tuple[Handed, ...]

    @property
    def plan(self) -> ActionPlan:
        """The plan itself."""
        return self.row.plan

    def taking(self, part: str) -> str:
        """The names of those who are informed, or involved."""
        return ", ".join(str(person.user) for person in self.plan.people.all() if person.part == part)

    @property
    def informed(self) -> str:
        """Who was promised to be told."""
        return self.taking(PlanPerson.Part.INFORMED)

    @property
    def involved(self) -> str:
        """Who was promised to take part."""
        return self.taking(PlanPerson.Part.INVOLVED)

    @property
    def followers(self) -> int:
        """How many follow it."""
        return int(getattr(self.plan, "number_following", 0))

    @property
    def dates(self) -> list[tuple[str, date]]:
        """Every day the plan has promised something for, the nearest first."""
        plan = self.plan
        found = [
            (_("carried out"), plan.implement_by if plan.status == Status.ACTIVE else None),
            (_("evaluated"), plan.evaluate_on),
            (_("looked at again"), plan.review_on),
            *((f"“{one.text}”" + (f" ({one.responsible})" if one.responsible else ""), one.due_on) for one in plan.measures.all()),
        ]
        return sorted(((text, day) for text, day in found if day), key=lambda pair: pair[1])

    @property
    def last_note(self) -> tuple[datetime, str] | None:
        """The last note on how it goes."""
        at: datetime | None = getattr(self.plan, "noted_at", None)
        return (at, str(getattr(self.plan, "noted", ""))) if at else None


@dataclass(frozen=True)
class CardPage:
    """A card as one reader sees it; `hidden` things belong to plans that the reader may not see."""

    card: HandOver
    plans: tuple[HandedPlan, ...]
    settled: tuple[tuple[ActionPlan, str], ...]
    hidden: int
    directory: Directory
    seats: tuple[Seat, ...] = ()
    looked_for: str = ""
    refused: GiveForm | None = None

    @property
    def number_waiting(self) -> int:
        """How many things can be taken over."""
        return sum(len(handed.things) for handed in self.plans) + self.hidden

    @property
    def has_nobody_found(self) -> bool:
        """Somebody was looked for in vain."""
        return bool(self.looked_for) and not self.directory.has_found


def card_page(card: HandOver, reader: User, *, today: date, looked_for: str = "", data: Any = None, given: int = 0) -> CardPage:
    """A fixed number of queries; `given` is the item whose form was sent with `data`."""
    looked_for = tidy(looked_for)[:LONGEST_SEARCH].strip()
    items = list(card.items.select_related("measure", "given_to"))
    waiting = set(card.items.waiting().values_list("pk", flat=True))
    plans = {plan.pk: plan for plan in _plans_of(items, reader)}
    directory = Directory(card.unit, today, looked_for=looked_for)
    for item in items:
        item.hand_over = card
    open_items = [item for item in items if item.pk in waiting]
    forms = {item.pk: GiveForm(data if item.pk == given else None, item=item, directory=directory) for item in open_items}
    return CardPage(
        card=card,
        plans=tuple(_open(plans, open_items, forms, today)),
        settled=tuple((plans[item.plan_id], str(item.given_to)) for item in items if item.settled_at and item.plan_id in plans),
        hidden=sum(item.plan_id not in plans for item in open_items),
        directory=directory,
        seats=_seats_of(card),
        looked_for=looked_for,
        refused=forms.get(given),
    )


def _seats_of(card: HandOver) -> tuple[Seat, ...]:
    """Of somebody who has left: the seats that stand empty, or ended with the employment; whoever keeps the group fills them."""
    if card.why != HandOver.Why.LEFT:
        return ()
    since = card.at.date() - timedelta(days=60)
    ended = Seat.objects.filter(Q(valid_to=None) | Q(valid_to__gte=since), user=card.left_id, committee__valid_to=None)
    taken = Seat.objects.filter(Q(valid_to=None) | Q(valid_to__gt=card.at.date()), committee=OuterRef("committee"), role=OuterRef("role"))
    empty = ended.exclude(Exists(taken.exclude(user=card.left_id)))
    return tuple(empty.select_related("committee").order_by("committee__name", "pk"))


def _plans_of(items: Iterable[HandOverItem], reader: User) -> QuerySet[ActionPlan]:
    notes = FollowUp.objects.filter(plan=OuterRef("pk")).order_by("-at", "-pk")
    people = PlanPerson.objects.select_related("user").order_by("user__name_sort")
    undone = Measure.objects.undone().select_related("responsible").order_by("due_on", "pk")
    seen = ActionPlan.objects.visible_to(reader).filter(pk__in={item.plan_id for item in items}).for_rows()
    found: QuerySet[ActionPlan] = seen.annotate(
        noted=Subquery(notes.values("text")[:1]),
        noted_at=Subquery(notes.values("at")[:1]),
        number_following=Count("followers", distinct=True),
    ).prefetch_related(Prefetch("people", people), Prefetch("measures", undone))
    return found


def _open(plans: dict[int, ActionPlan], items: Iterable[HandOverItem], forms: dict[int, GiveForm], today: date) -> Iterator[HandedPlan]:
    """What is due first stands first; of each plan the plan itself, then its parts."""
    things: dict[int, list[Handed]] = {}
    for item in sorted(items, key=lambda item: IN_ORDER.index(HandOverItem.Part(item.part))):
        if item.plan_id in plans:
            things.setdefault(item.plan_id, []).append(Handed(item, in_words(item), forms[item.pk]))
    rows = sorted((PlanRow.of(plans[pk], today) for pk in things), key=lambda row: (row.step.on or date.max, row.plan.pk))
    for row in rows:
        yield HandedPlan(row, tuple(things[row.plan.pk]))


def in_words(item: HandOverItem) -> str:
    """What was handed over."""
    if item.part == HandOverItem.Part.MEASURE:
        return _("The measure “%(measure)s”") % {"measure": item.measure}
    if item.part == HandOverItem.Part.EVALUATOR:
        return _("To ask whether it helped")
    return _("The plan: to make sure that it is carried out and evaluated")
