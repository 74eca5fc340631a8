"""The page of a round: where it is, what comes next, and what each step has brought so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apv.models import KeyHalf, Round, RoundAct, RoundStatus, RoundUnit
from apv.usecases.freezing import Preview
from apv.usecases.inviting import stages
from apv.usecases.keys import HALF_WAITS, Purpose
from apv.usecases.rounds import why_not_open
from orgstructure.access import may
from orgstructure.models import User
from orgstructure.permissions import Perm

Status = RoundStatus
ACTS_SHOWN = 20


@dataclass(frozen=True)
class KeyPerson:
    """One of the two, and whether the half waits now."""

    user: User | None
    label: str
    has_given: bool
    is_reader: bool


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now: a link, or with `is_post` a button that does it."""

    why: str
    title: str
    action: str
    url_name: str
    facts: str = ""
    is_post: bool = False


class RoundPage:
    """Read once for one reader; the same number of queries for each round of a state."""

    def __init__(self, survey_round: Round, reader: User, *, now: datetime, today: date) -> None:
        self.round, self.reader, self.now, self.today = survey_round, reader, now, today
        self.may_run = may(reader, Perm.RUN_SURVEYS, survey_round.top_id, survey_round.top.path)
        self.halves = self._halves()
        self.key_people = self._key_people()
        self.acts = list(RoundAct.objects.filter(round=survey_round).select_related("by")[:ACTS_SHOWN])
        self.pilots = list(survey_round.pilots.order_by("-pk")) if not survey_round.is_pilot else []
        self.preview = Preview.of(survey_round) if survey_round.is_draft else None
        self.people = self.preview.people if self.preview else self._invited()
        self.why_not = why_not_open(survey_round, today) if survey_round.is_draft else ""

    def _halves(self) -> dict[int, KeyHalf]:
        """Those that wait for what the round is at, by holder."""
        purpose = Purpose.MAKE if self.round.is_draft else Purpose.OPEN
        if self.round.status not in (Status.DRAFT, Status.CLOSED) or self.round.worker_key:
            return {}
        fresh = KeyHalf.objects.filter(round=self.round, purpose=purpose, at__gt=self.now - HALF_WAITS)
        return {half.holder_id: half for half in fresh}

    def _key_people(self) -> list[KeyPerson]:
        two = ((self.round.key_holder, _("Key holder")), (self.round.key_deputy, _("Key deputy")))
        return [KeyPerson(one, label, bool(one and one.pk in self.halves), one == self.reader) for one, label in two]

    def _invited(self) -> int:
        top = RoundUnit.objects.filter(round=self.round, parent=None).values_list("invited_below", flat=True).first()
        return top or 0

    @property
    def is_key_person(self) -> bool:
        """The reader holds a half of this round."""
        return any(one.is_reader for one in self.key_people)

    @property
    def has_both_people(self) -> bool:
        """Both are named."""
        return all(one.user for one in self.key_people)

    @property
    def has_key(self) -> bool:
        """The key is made."""
        return self.round.public_key is not None

    @property
    def both_given(self) -> bool:
        """The worker is at it, or will be within a minute."""
        return len(self.halves) == len(self.key_people)

    @property
    def results(self) -> str:
        """Where the results of the whole round are read, once they are released; "" before, and where there is no such page."""
        top = RoundUnit.objects.filter(round=self.round, parent=None).first() if self.round.is_released else None
        return reverse("unit-report", args=[self.round.pk, top.pk]) if top else ""

    @property
    def next_reminder(self) -> date | None:
        """When the next reminder goes."""
        told = set(self.round.reminders.values_list("stage", flat=True))
        return next((day for stage, day in stages(self.round) if stage not in told and day >= self.today), None)

    @property
    def has_wrong_pair(self) -> bool:
        """The last pair of halves did not make the key."""
        return bool(self.acts) and self.acts[0].verb == RoundAct.Verb.WRONG_PAIR

    @property
    def raised(self) -> Sequence[RoundAct]:
        """Limits raised after opening: told to everybody who opens the page."""
        return [one for one in self.acts if one.verb == RoundAct.Verb.RAISE]

    @property
    def is_past_its_day(self) -> bool:
        """The worker closes it within a minute."""
        return self.round.status == Status.OPEN and self.round.closes_on < self.today

    @property
    def next_step(self) -> NextStep | None:
        """What moves the round on; None while one waits, and where it has ended."""
        steps = {Status.DRAFT: self._next_in_draft, Status.CLOSED: self._next_when_closed, Status.COUNTED: self._next_when_counted}
        found = steps.get(RoundStatus(self.round.status))
        return found() if found else None

    def _next_in_draft(self) -> NextStep:
        if not self.has_both_people and not self.has_key:
            return NextStep(_("Preparing"), _("Name a key holder and a deputy"), _("Change the round"), "round-edit")
        if not self.has_key:
            return self._next_for_the_key(_("Preparing"), _("Now the key is made"), _("Fetch my half"))
        if self.why_not:
            return NextStep(_("Preparing"), self.why_not, _("Change the round"), "round-edit")
        words = {"day": date_format(self.round.opens_on, "SHORT_DATE_FORMAT")}
        facts = ngettext("%(number)d person is asked.", "%(number)d people are asked.", self.people) % {"number": self.people}
        return NextStep(
            _("Ready"), _("Open the round: answers from %(day)s") % words, _("Open the round"), "round-open", facts=facts, is_post=True
        )

    def _next_for_the_key(self, why: str, title: str, own: str) -> NextStep:
        if self.both_given:
            return NextStep(why, _("Both halves are here: the machine is at work"), _("Look again"), "round-detail")
        if any(one.is_reader and not one.has_given for one in self.key_people):
            return NextStep(why, title, own, "round-key")
        waiting = _(" and ").join(str(one.user) for one in self.key_people if not one.has_given)
        facts = _("Waiting for %(names)s.") % {"names": waiting}
        return NextStep(why, title, _("Send them a mail"), "round-ask-halves", facts=facts, is_post=True)

    def _next_when_closed(self) -> NextStep:
        if self.round.worker_key:
            return NextStep(_("Closed"), _("Open and count the answers"), _("Open the answers"), "round-count", is_post=True)
        return self._next_for_the_key(_("Closed"), _("Open the answers with both halves"), _("Type my half"))

    def _next_when_counted(self) -> NextStep | None:
        if self.round.is_pilot:
            return None
        facts = _("Every employee can then see the results above the limits.")
        return NextStep(_("Counted"), _("Release the results"), _("Release"), "round-release", facts=facts, is_post=True)


@dataclass(frozen=True)
class RateLine:
    """One unit of the round and its response rate with everything below."""

    unit: RoundUnit
    has_below: bool

    @property
    def share(self) -> str:
        """Rounded to five per cent; nothing below ten invited, never none or all."""
        return share_in_words(self.unit.answered_share)


LEAST_SHARE, MOST_SHARE = 5, 95


def share_in_words(share: int | None) -> str:
    """“45 %”, “95 % or more”, “5 % at most”, or a dash."""
    if share is None:
        return "–"
    if share >= MOST_SHARE:
        return _("%(share)s %% or more") % {"share": MOST_SHARE}
    return _("%(share)s %% at most") % {"share": LEAST_SHARE} if share <= LEAST_SHARE else f"{share} %"
