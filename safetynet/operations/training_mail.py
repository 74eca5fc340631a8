"""Mails about training and elections: what is due within 30 days or overdue, at most one a week to each; and “you are elected”.

What is due is computed each working day with `<=`. A stage (due soon, overdue) of a course is told to a person once; what
is settled before delivery is left out, and a mail with nothing left in it is dropped.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.usecases.reminding import room_of, take_turns
from actionplans.wording import Button, Item, Wording, address, day, letter
from orgstructure.models import Course, Election, OutboxKind, Seat, SeatRole, User
from orgstructure.training import MAY_BE_TRAINED, Stage, Step, TrainingState, training_state
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.fields import valid_on
from safetynet.common.letters import Letter
from safetynet.common.models import OutboxMail
from safetynet.common.workdays import is_working_day

SOON = timedelta(days=30)
UNSETTLED = (Stage.DUE, Stage.OFFERED, Stage.ACCEPTED, Stage.DECLINED)
Due = tuple[int, Step, str]  # member, course, stage's key


@transaction.atomic
def queue_training_mails(*, today: date, now: datetime) -> int:
    """Plan the mails that are due; how many were new. Safe to call twice, and at once."""
    if not is_working_day(today):
        return 0
    take_turns()
    told = defaultdict(set)
    for person, payload in OutboxMail.objects.filter(kind=OutboxKind.TRAINING, dropped_at=None).values_list("recipient", "payload"):
        told[person].update(payload["stages"])
    wanted: dict[int, list[Due]] = defaultdict(list)
    for person, due in _wanted(today):
        wanted[person].append(due)
    wanted = {person: dues for person, dues in wanted.items() if {key for *_, key in dues} - told[person]}
    employed = set(User.objects.employed(today).filter(pk__in=wanted).values_list("pk", flat=True))
    room = room_of(wanted, now)
    mails = [_mail(person, dues, today, now) for person, dues in wanted.items() if person in employed and room[person] > 0]
    return len(outbox.queue_all(mails, now=now))


def _mail(person: int, dues: list[Due], today: date, now: datetime) -> outbox.NewMail:
    year, week, _weekday = today.isocalendar()
    payload = {"stages": sorted({key for *_, key in dues}), "members": sorted({member for member, *_ in dues})}
    return outbox.NewMail(OutboxKind.TRAINING, f"training:{person}:{year}-{week}", person, payload, now)


def _wanted(today: date) -> Iterator[tuple[int, Due]]:
    """The mandatory course to the member and the leaders of the group (a committee's chair); what is to be offered to those alone."""
    seats = Seat.objects.current(today).filter(MAY_BE_TRAINED, valid_on(today, "committee__"), is_deputy=False)
    members: set[int] = set()
    leaders: dict[int, set[int]] = defaultdict(set)
    for person, group, role in seats.values_list("user", "committee", "role"):
        members.add(person)
        if role in (SeatRole.LEADER, SeatRole.CHAIR):
            leaders[group].add(person)
    for member, state in training_state(members, today).items():
        to_act = set().union(*(leaders[group] for group in state.committees))
        for step in state.steps:
            if key := stage_key(member, step, today):
                receivers = to_act | {member} if step.course == Course.MANDATORY else to_act
                yield from ((person, (member, step, key)) for person in sorted(receivers))


def stage_key(member: int, step: Step, today: date) -> str:
    """What makes one telling the same as another; empty while there is nothing to tell."""
    if step.stage == Stage.OVERDUE:
        return f"{member}:{step.course}:{step.due_on}:overdue"
    is_open = step.stage in UNSETTLED if step.course == Course.MANDATORY else step.stage == Stage.DUE
    is_soon = step.due_on is not None and step.due_on - SOON <= today
    return f"{member}:{step.course}:{step.due_on}:soon" if is_open and is_soon else ""


def render_training(mail: OutboxMail, now: datetime) -> Letter:
    """Only what still holds; nothing is sent to or about somebody whose seat has ended."""
    today = now.astimezone(COPENHAGEN).date()
    members = {user.pk: user for user in User.objects.filter(pk__in=mail.payload["members"])}
    items = []
    for member, state in training_state(members, today).items():
        open_steps = [step for step in state.steps if stage_key(member, step, today) in mail.payload["stages"]]
        items += [_item(members[member], state, step, is_own=member == mail.recipient_id) for step in open_steps]
    if not items or not User.objects.employed(today).filter(pk=mail.recipient_id).exists():
        raise outbox.NoLongerDueError
    wording = Wording(
        subject=_("Training in the work-environment organisation"),
        question=_("Training that is due or overdue"),
        sentences=[_("The mandatory course is to be completed; the other days are to be offered by the day named.")],
        items=items,
        buttons=[Button(_("My training"), address("my-training"))],
    )
    return letter(wording, because=_("You get this mail because you sit in a work-environment group."))


def _item(member: User, state: TrainingState, step: Step, *, is_own: bool) -> Item:
    what = _("%(course)s: %(stage)s, last day %(day)s") % {"course": step.course_name, "stage": step.stage_name, "day": day(step.due_on)}  # type: ignore[arg-type]  # a stage with a key has a day
    page = address("my-training") if is_own else address("committee-training", state.committees[0])
    return Item(member.get_full_name(), what, page)


def render_elected(mail: OutboxMail, now: datetime) -> Letter:  # noqa: ARG001  the outbox's signature
    """To the elected: what, for how long, and what comes next."""
    election = Election.objects.select_related("committee").get(pk=mail.payload["election"])
    if not election.candidates.filter(user=mail.recipient_id, is_elected=True).exists():
        raise outbox.NoLongerDueError
    wording = Wording(
        subject=_("You are elected"),
        question=_("You are elected in %(committee)s") % {"committee": election.committee},
        facts=[
            (_("Role"), election.get_role_display()),
            (_("Period"), f"{day(election.valid_from)} – {day(election.last_day)}"),
        ],
        buttons=[Button(_("See the election"), address("election-detail", election.pk)), Button(_("My training"), address("my-training"))],
    )
    return letter(wording, because=_("You get this mail because you were elected."))


def render_not_elected(mail: OutboxMail, now: datetime) -> Letter:  # noqa: ARG001  the outbox's signature
    """To whoever was recorded as elected by mistake: that it was corrected, and why."""
    election = Election.objects.select_related("committee").get(pk=mail.payload["election"])
    correction = election.corrections.filter(pk=mail.payload["correction"]).first()
    if correction is None or election.candidates.filter(user=mail.recipient_id, is_elected=True).exists():
        raise outbox.NoLongerDueError
    wording = Wording(
        subject=_("The result of the election was corrected"),
        question=_("The result of the election in %(committee)s was recorded wrongly") % {"committee": election.committee},
        sentences=[_("You had been recorded as elected. That was a mistake, so you do not have the seat.")],
        facts=[(_("Why"), correction.reason)],
        buttons=[Button(_("See the election"), address("election-detail", election.pk))],
    )
    return letter(wording, because=_("You get this mail because you had been recorded as elected."))


def register() -> None:
    """Called once, when the app is ready."""
    outbox.renders(OutboxKind.TRAINING)(render_training)
    outbox.renders(OutboxKind.ELECTED)(render_elected)
    outbox.renders(OutboxKind.NOT_ELECTED)(render_not_elected)
