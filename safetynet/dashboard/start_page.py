"""What needs me: one large next action, a few small ones, then everything; and what happens in my unit.

The order of what needs a person, the same for everybody:

1. an acute plan of mine that is open: whatever its next step is, it comes before all else;
2. evaluate: the day for evaluating the effect has come or passed (a plan past its closing date is one of these, since
   no plan is to be closed before it is evaluated);
3. a measure I am responsible for is late;
4. is it carried out? all measures are done, or the implemented-by date has passed, and nobody has said so;
5. confirm: somebody else has closed a serious plan and waits for how the reader sees the effect;
6. review: a standing plan's yearly review is due, or it is time to ask whether a closed serious plan still works;
7. a plan of mine has come to a standstill: nobody has touched it for 60 days, though nothing of the above asks for it;
8. due soon: one of these within 14 days, or a measure of mine;
9. an acute plan of a unit whose plans I may edit and somebody else owns: to know of, not to do;
10. a draft of mine that was begun and not finished.

Within a rank the oldest date comes first. A plan stands once, at its first rank. A plan that was put off
(`snoozed_until`) asks for nothing before that day, acute ones excepted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Final

from django.db.models import CharField, DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplans.filters import plan_list_url
from actionplans.models import ActionPlan, DeadlineChange, Follower, HandOver, HandOverItem, HelpRequest, Measure, PlanMove, Status, Urgency
from actionplans.models.choices import OPEN_STATUSES
from actionplans.reminders import known
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm
from orgstructure.reports import UnitGroup, group_of, home_unit_of
from safetynet.common.clock import COPENHAGEN, at_hour
from safetynet.dashboard.unit_page import A_YEAR, Figures, counts_by_unit, new_plan_url

SOON = timedelta(days=14)
NEWS_FOR = timedelta(days=30)
SHOWN_SMALL = 3
SHOWN_NEWS = 6
READ_NEWS = 60
MOST = 200
ASKED_OF = ("evaluator", "snoozed_until", "created_at", "touched_at", "confirm_by", "confirmed_at", "hold_check_on")


WORDS: Final[dict[str, str | Promise]] = {
    "publish": gettext_lazy("New plan published"),
    "carry_out": gettext_lazy("Carried out: now we wait for the effect"),
    "make_standing": gettext_lazy("Made standing"),
    "evaluate": gettext_lazy("Evaluated and closed"),
    "adjust": gettext_lazy("Evaluated and adjusted"),
    "leave": gettext_lazy("Ended without being carried out"),
    "reopen": gettext_lazy("Opened again"),
}


class Rank(IntEnum):
    """The order of the docstring above."""

    ACUTE = 1
    EVALUATE = 2
    MEASURE_LATE = 3
    CARRIED_OUT = 4
    CONFIRM = 5
    REVIEW = 6
    STALLED = 7
    SOON = 8
    ACUTE_NEAR = 9
    DRAFT = 10


@dataclass(frozen=True)
class Task:
    """One thing that needs the reader, with its button."""

    plan: ActionPlan
    rank: Rank
    on: date
    why: str
    route: str
    action: str
    may_say_why: bool = False

    @property
    def stall_url(self) -> str:
        """Where its owner says what is in the way; nothing where it has not stopped, or the button leads there already."""
        return reverse("plan-stall", args=[self.plan.pk]) if self.may_say_why and self.rank != Rank.STALLED else ""

    @property
    def url(self) -> str:
        """Where the button leads."""
        return reverse(self.route, args=[self.plan.pk])

    @property
    def is_acute(self) -> bool:
        """Shown in red."""
        return self.rank in (Rank.ACUTE, Rank.ACUTE_NEAR)

    @property
    def facts(self) -> str:
        """Where, and which plan."""
        return f"{self.plan.unit.name} · {self.plan.reference}"


@dataclass(frozen=True)
class News:
    """One thing that happened lately to a plan of the unit or one that is followed."""

    plan: ActionPlan
    at: datetime
    text: str


@dataclass(frozen=True)
class StartPage:
    """The page of one person on one day."""

    first: Task | None
    small: list[Task]
    rest: list[Task]
    unit: Unit | None
    group: UnitGroup | None
    figures: Figures | None
    news: list[News]
    hand_overs: list[HandOver]
    waiting_for_help: int
    new_url: str
    mine_url: str


def start_page(reader: User, *, today: date) -> StartPage:
    """About a dozen queries, whatever the number of plans."""
    plans = list(_my_plans(reader, today))
    tasks = _tasks(plans, reader, today)
    unit = home_unit_of(reader, today)
    figures = None
    if unit:
        counts = counts_by_unit(ActionPlan.objects.visible_to(reader).under(unit.path), today)
        figures = Figures.sum(unit.pk, today - A_YEAR, (row for _path, row in counts))
    return StartPage(
        first=tasks[0] if tasks else None,
        small=tasks[1 : 1 + SHOWN_SMALL],
        rest=tasks[1 + SHOWN_SMALL :],
        unit=unit,
        group=group_of(unit, today) if unit else None,
        figures=figures,
        news=_news(reader, unit, today),
        hand_overs=_hand_overs(plans),
        waiting_for_help=_waiting_for_help(reader),
        new_url=new_plan_url(unit, reader) if unit else "",
        mine_url=plan_list_url(owner="me", state="open", unit="all"),
    )


def _waiting_for_help(reader: User) -> int:
    """How many plans wait for the reader to call; asked only of who offers help."""
    return HelpRequest.objects.open().visible_to(reader).count() if scope_of(reader, Perm.OFFER_HELP) else 0


def _hand_overs(plans: list[ActionPlan]) -> list[HandOver]:
    """The cards that some of the plans stand on; without any there is no query."""
    cards = {plan.card for plan in plans if plan.card}  # type: ignore[attr-defined]  # annotated below
    return list(HandOver.objects.filter(pk__in=cards).for_rows()) if cards else []


def _tasks(plans: list[ActionPlan], reader: User, today: date) -> list[Task]:
    found = sorted([*_of_plans(plans, reader, today), *_of_measures(reader, today)], key=lambda task: (task.rank, task.on, task.plan.pk))
    first: dict[int, Task] = {}
    for task in found:
        first.setdefault(task.plan.pk, task)
    return list(first.values())


def _my_plans(reader: User, today: date) -> QuerySet[ActionPlan]:
    near = Q(urgency=Urgency.ACUTE) & scope_of(reader, Perm.VIEW_CLOSED_PLANS).where()
    asked_again = Q(confirm_by=reader, confirmed_at=None) | Q(owner=reader, hold_check_on__lte=today + SOON)
    mine = Q(Q(owner=reader) | Q(evaluator=reader) | near, status__in=OPEN_STATUSES)
    begun = Q(Q(owner=reader) | Q(created_by=reader), status=Status.DRAFT)
    measures = Measure.objects.filter(plan=OuterRef("pk"))
    on_card = HandOverItem.objects.waiting().filter(plan=OuterRef("pk"), hand_over__to=reader)
    plans = ActionPlan.objects.visible_to(reader).filter(mine | begun | asked_again).for_rows(*ASKED_OF).with_standstill(today)
    asked = plans.annotate(is_all_done=Exists(measures) & ~Exists(measures.undone()), card=Subquery(on_card.values("hand_over")[:1]))
    first: QuerySet[ActionPlan] = asked.order_by("expected_closing_on", "pk")[:MOST]
    return first


def _of_plans(plans: list[ActionPlan], reader: User, today: date) -> Iterator[Task]:
    for plan in plans:
        if call := _call_for(plan, reader, today):
            yield Task(plan, **vars(call), may_say_why=plan.owner_id == reader.pk and plan.is_stalled)  # type: ignore[attr-defined]  # annotated below


def _of_measures(reader: User, today: date) -> Iterator[Task]:
    """A published plan is visible to whom it asks for a measure (`visible_to`), so the measure's own columns find the rows."""
    undone = Measure.objects.undone().filter(responsible=reader, due_on__lte=today + SOON, plan__status=Status.ACTIVE)
    shown = undone.select_related("plan__unit").only("text", "due_on", "plan__title", "plan__unit__name")
    for measure in shown.order_by("due_on", "pk")[:MOST]:
        on = known(measure.due_on)
        late = (today - on).days
        text = {"measure": measure.text, "days": abs(late)}
        if late > 0:
            why = ngettext("%(days)s day late: %(measure)s", "%(days)s days late: %(measure)s", late) % text
        else:
            why = ngettext("Due in %(days)s day: %(measure)s", "Due in %(days)s days: %(measure)s", -late) % text
        yield Task(measure.plan, Rank.MEASURE_LATE if late > 0 else Rank.SOON, on, why, "plan-detail", _("Open the plan"))


@dataclass(frozen=True)
class Call:
    """What a plan asks of a person."""

    rank: Rank
    on: date
    why: str
    route: str
    action: str


def _call_for(plan: ActionPlan, reader: User, today: date) -> Call | None:
    """By who the reader is to the plan: author of the draft, owner, evaluator, or neither."""
    if plan.status == Status.DRAFT:
        return Call(Rank.DRAFT, plan.created_at.date(), _("A draft you have begun"), "plan-edit", _("Write on"))
    if plan.status == Status.CLOSED:
        return _ending(plan, reader, today)
    if reader.pk not in (plan.owner_id, plan.evaluator_id):
        return Call(Rank.ACUTE_NEAR, known(plan.expected_closing_on), _("Acute in your unit"), "plan-detail", _("Open the plan"))
    is_owner = plan.owner_id == reader.pk
    is_put_off = plan.snoozed_until is not None and plan.snoozed_until > today
    call = None if is_put_off else _effect(plan, today) or (_course(plan, today) if is_owner else None)
    if not (plan.is_acute and is_owner):
        return call
    call = call or Call(Rank.ACUTE, known(plan.expected_closing_on), "", "plan-detail", _("Open the plan"))
    return replace(call, rank=Rank.ACUTE, why=_("Acute: needs action at once"))


def _ending(plan: ActionPlan, reader: User, today: date) -> Call | None:
    """A closed plan asks its second person, and some time later its owner."""
    if plan.awaits_confirmation and plan.confirm_by_id == reader.pk:
        on = known(plan.ended_at).astimezone(COPENHAGEN).date()
        why = _("Evaluated and closed on %(day)s: how do you see it?") % {"day": date_format(on, "MONTH_DAY_FORMAT")}
        return Call(Rank.CONFIRM, on, why, "plan-confirm", _("Say how you see it"))
    on = known(plan.hold_check_on)
    if on > today:
        why = _("To be looked at again on %(day)s") % {"day": date_format(on, "MONTH_DAY_FORMAT")}
        return Call(Rank.SOON, on, why, "plan-detail", _("Open the plan"))
    return Call(Rank.REVIEW, on, _("Closed some time ago: does it still work?"), "plan-hold-check", _("Look again"))


def _effect(plan: ActionPlan, today: date) -> Call | None:
    """Evaluate: asked of owner and evaluator."""
    on, closing = known(plan.evaluate_on), known(plan.expected_closing_on)
    if plan.status == Status.STANDING or on > today + SOON:
        return None
    if on > today:
        days = (on - today).days
        why = ngettext("Look at the effect tomorrow", "Look at the effect in %(days)s days", days) % {"days": days}
        return Call(Rank.SOON, on, why, "plan-detail", _("Open the plan"))
    if closing < today:
        days = (today - closing).days
        why = ngettext("Should have been closed yesterday", "Should have been closed %(days)s days ago", days) % {"days": days}
    elif on < today:
        days = (today - on).days
        why = ngettext("The effect should have been evaluated yesterday", "The effect should have been evaluated %(days)s days ago", days)
        why %= {"days": days}
    else:
        why = _("Today is the day to look at the effect")
    return Call(Rank.EVALUATE, on, why, "plan-evaluate", _("Evaluate the effect"))


def _course(plan: ActionPlan, today: date) -> Call | None:
    """Carry out and review: asked of the owner."""
    if plan.status == Status.STANDING:
        return _review(plan, today)
    on = known(plan.implement_by)
    if plan.status != Status.ACTIVE:
        return None
    if plan.is_all_done:  # type: ignore[attr-defined]  # annotated above
        return Call(Rank.CARRIED_OUT, on, _("All measures are done"), "plan-carry-out", _("It is carried out"))
    if on < today:
        why = _("Should have been carried out by %(day)s") % {"day": date_format(on, "MONTH_DAY_FORMAT")}
        return Call(Rank.CARRIED_OUT, on, why, "plan-carry-out", _("Is it carried out?"))
    if on <= today + SOON:
        why = _("Is to be carried out by %(day)s") % {"day": date_format(on, "MONTH_DAY_FORMAT")}
        return Call(Rank.SOON, on, why, "plan-detail", _("Open the plan"))
    return _standstill(plan)


def _standstill(plan: ActionPlan) -> Call | None:
    """Nothing has been done for a long time: asked of the owner, where nothing else is asked."""
    if not plan.is_stalled:  # type: ignore[attr-defined]  # annotated above
        return None
    since = localdate(plan.touched_at)
    why = _("Nothing has been done since %(day)s") % {"day": date_format(since, "MONTH_DAY_FORMAT")}
    return Call(Rank.STALLED, since, why, "plan-stall", _("What is in the way?"))


def _review(plan: ActionPlan, today: date) -> Call | None:
    on = known(plan.review_on)
    if on > today + SOON:
        return None
    why = _("Yearly review on %(day)s") % {"day": date_format(on, "MONTH_DAY_FORMAT")}
    if on > today:
        return Call(Rank.SOON, on, why, "plan-detail", _("Open the plan"))
    return Call(Rank.REVIEW, on, why, "plan-review", _("Review"))


def _news(reader: User, unit: Unit | None, today: date) -> list[News]:
    """The latest that happened to each plan of the unit, and to each that the reader follows: which, then whether they may be seen."""
    told = list(_happenings(reader, unit, today))
    plans = ActionPlan.objects.visible_to(reader).published().only("title").in_bulk({plan_id for plan_id, *_rest in told})
    newest: dict[int, News] = {}
    for plan_id, at, verb, new_on in told:
        if plan_id in plans and plan_id not in newest:
            text = _("Date moved to %(day)s") % {"day": date_format(new_on, "DATE_FORMAT")} if new_on else str(WORDS[verb])
            newest[plan_id] = News(plans[plan_id], at, text)
    return list(newest.values())[:SHOWN_NEWS]


def _happenings(reader: User, unit: Unit | None, today: date) -> Iterable[tuple[int, datetime, str, date | None]]:
    """Plan, instant, verb and new date, the newest first. Each arm is cut by itself, so that each is found by its own index."""
    since, followed = at_hour(today - NEWS_FOR, 0), Q(plan__in=Follower.objects.filter(user=reader).values("plan"))
    moves = PlanMove.objects.filter(at__gte=since, verb__in=WORDS).annotate(new_on=Cast(Value(None), DateField()))
    changes = DeadlineChange.objects.filter(at__gte=since).annotate(verb=Value("", CharField()))
    arms = [
        rows.filter(where).order_by("-at", "-pk").values_list("plan", "at", "verb", "new_on")[:READ_NEWS]
        for rows in (moves, changes)
        for where in ([followed, Q(plan__unit__path__startswith=unit.path)] if unit else [followed])
    ]
    found: Iterable[tuple[int, datetime, str, date | None]] = arms[0].union(*arms[1:], all=True).order_by("-at")
    return found
