"""The anatomy of a mail about a plan: the question first, then what it is about, the answers as buttons, the ways out.

The title of a confidential plan never stands in a mail.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan, MailLink, Verdict
from actionplans.reminders import Reminder
from actionplans.usecases.links import new_link
from orgstructure.models import User
from safetynet.common.letters import CalendarPart, Letter, one_line


@dataclass(frozen=True)
class Button:
    """One answer, or one way on."""

    label: str
    address: str


@dataclass(frozen=True)
class Wording:
    """What one mail says, before it is set as text and as HTML."""

    subject: str
    question: str
    sentences: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    buttons: Sequence[Button] = ()
    ways_out: Sequence[Button] = ()
    buttons_are_answers: bool = False  # none stands out: the mail must not suggest one
    items: Sequence["Item"] = ()
    after_items: Sequence[str] = ()
    calendar: CalendarPart | None = None


@dataclass(frozen=True)
class Item:
    """One line of the weekly overview."""

    title: str
    what: str
    address: str


def letter(wording: Wording, *, because: str) -> Letter:
    """The wording as plain text and as HTML."""
    context = {
        "mail": wording,
        "because": because,
        "language": get_language(),
        "base_url": settings.BASE_URL,
        "region": settings.REGION_NAME,
    }
    return Letter(
        subject=wording.subject,
        text=render_to_string("mail/letter.txt", context),
        html=render_to_string("mail/letter.html", context),
        calendar=wording.calendar,
    )


def address(name: str, *args: object, **query: str) -> str:
    """The whole address of a page."""
    return settings.BASE_URL + reverse(name, args=args) + (f"?{urlencode(query)}" if query else "")


def day(on: date) -> str:
    """“24. november 2026”, in the reader's language."""
    return date_format(on, "DATE_FORMAT")


def title_of(plan: ActionPlan) -> str:
    """The title, but of a confidential plan only its number."""
    return _("confidential plan %(number)s") % {"number": plan.reference} if plan.is_confidential else one_line(plan.title, 120)


def subject(question: str, plan: ActionPlan) -> str:
    """“Virkede det? Forflytning på stue 4”."""
    return f"{question} {title_of(plan)}"


@dataclass(frozen=True)
class Told:
    """Everything a wording is made from."""

    plan: ActionPlan
    person: User
    reminder: Reminder
    today: date
    now: datetime

    def link(self, purpose: MailLink.Purpose, **query: str) -> str:
        """A new single-purpose address for this person and plan."""
        return address("mail-link", new_link(self.plan, self.person, purpose, now=self.now), **query)

    @property
    def page(self) -> Button:
        """The plan's page."""
        return Button(_("Open the plan"), address("plan-detail", self.plan.pk))

    @property
    def snooze(self) -> Button:
        """The way to more time."""
        return Button(_("We need more time"), self.link(MailLink.Purpose.SNOOZE))

    def verdicts(self) -> tuple[list[Button], list[Button]]:
        """Three answers as buttons, one as a way out; one link, the answer only pre-chosen."""
        link = self.link(MailLink.Purpose.EVALUATE)

        def answer(label: str, verdict: Verdict) -> Button:
            return Button(label, f"{link}?verdict={verdict}")

        buttons = [
            answer(_("Yes, it worked"), Verdict.SOLVED),
            answer(_("Partly"), Verdict.PARTLY),
            answer(_("No"), Verdict.NO_EFFECT),
        ]
        return buttons, [answer(_("Too early to tell"), Verdict.TOO_EARLY)]
