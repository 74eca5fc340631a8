"""The first page of this room: what has happened, what one has begun, what became of what one reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from injuries.models import Case, CaseKind, Feedback
from injuries.reading import listed
from injuries.report_page import new_address
from injuries.report_words import KIND_ICONS, KIND_SENTENCES
from injuries.usecases import drafting
from orgstructure.access import scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm
from safetynet.common.navigation import address

MOST_CASES = 20
UNNAMED = "/o/"  # on the survey's host, without a session
LISTS = (
    (Perm.SIGN_INJURIES, "injury-list", _("Cases of my units")),
    (Perm.VIEW_EVENTS, "injury-events", _("Events to prevent")),
    (Perm.ADMINISTER_INJURIES, "injury-queue", _("The administrator's queue")),
    (Perm.ADMINISTER_INJURIES, "injury-import", _("Bring in earlier cases")),
    (Perm.CONFIGURE, "injury-retention", _("How long cases are kept")),
    (Perm.RUN_REPORTS, "injury-figures", _("Figures of injuries")),
    (Perm.REVIEW_READS, "injury-read-notes", _("Unusual reading")),
    (Perm.REVIEW_READS, "injury-retention", _("How long cases are kept")),
    (Perm.ADMINISTER_INJURIES, "injury-holds", _("Cases that are held")),
    (Perm.REVIEW_READS, "injury-holds", _("Cases that are held")),
)
EVERYBODYS = (("reaction-list", _("Reactions of the labour inspectorate")),)


@dataclass(frozen=True)
class KindCard:
    """One thing that may have happened."""

    label: str
    sentence: str
    icon: str
    url: str


@dataclass(frozen=True)
class OwnCase:
    """A case of one's own, with the latest that was said about it."""

    case: Case
    said: Feedback | None


@dataclass(frozen=True)
class StartPage:
    """Everything on it is the reader's own."""

    cards: tuple[KindCard, ...]
    drafts: list[drafting.DraftRow]
    cases: list[OwnCase]
    lists: tuple[tuple[str, str], ...]
    unnamed_url: str

    @classmethod
    def of(cls, user: User, *, unit_id: int | None, now: datetime) -> "StartPage":
        """`unit_id` goes along to the form. The cases are read through the log."""
        asked = f"?unit={unit_id}" if unit_id else ""
        return cls(
            cards=tuple(_card(kind, asked) for kind in CaseKind),
            drafts=drafting.mine(user, now=now),
            cases=_own(user, now),
            lists=_lists_for(user),
            unnamed_url=f"{settings.SURVEY.url}{UNNAMED}",
        )


def _lists_for(user: User) -> tuple[tuple[str, str], ...]:
    """Where the reader's roles lead; reactions of the inspectorate are everybody's. Each place once."""
    held = [(str(label), address(route)) for perm, route, label in LISTS if scope_of(user, perm)]
    everybodys = [(str(label), address(route)) for route, label in EVERYBODYS]
    return tuple(dict.fromkeys(pair for pair in (*held, *everybodys) if pair[1]))


def _card(kind: CaseKind, asked: str) -> KindCard:
    return KindCard(str(kind.label), str(KIND_SENTENCES[kind]), KIND_ICONS[kind], new_address(kind) + asked)


def _own(user: User, now: datetime) -> list[OwnCase]:
    rows = Case.objects.visible_to(user).filter(Q(injured=user) | Q(reporter=user)).order_by("-registered_at", "-pk")
    cases = listed(user, rows[:MOST_CASES], now=now)
    said = _latest(case.pk for case in cases)
    return [OwnCase(case, said.get(case.pk)) for case in cases]


def _latest(cases: Iterable[int]) -> dict[int, Feedback]:
    rows = Feedback.objects.filter(case__in=list(cases)).order_by("case", "-at", "-pk").distinct("case")
    return {row.case_id: row for row in rows}
