"""A person who is past the time of everything kept is erased in place (R56, R69): rows, history, outbox and files; the ledger remembers.

Run by the owner (`manage.py erase_person`), because history may only be added to by everybody else: this is the one deliberate way
past that. Seats, roles, plans and audits stay, as somebody's; the name is gone from every column of every table, whoever wrote it there.
"""
# ruff: noqa: SLF001  lists say which models are emptied, so each is reached by the manager that all have

import re
from collections.abc import Iterator
from datetime import date, datetime

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan, CalendarFeed, Follower, MailLink, Notice, SavedView
from annualcycle.models import CompetenceLevel, CompetenceStep, WheelActivity
from apv.models import AuditParticipation, NamedAnswer, Part
from injuries.models import Case, LegalHold, ReportDraft
from injuries.usecases import retaining
from orgstructure.models import DirectoryUse, Engagement, RoleHolding, Seat, TrainingFact, User
from safetynet.common import erasures
from safetynet.common.erasures import Entry
from safetynet.common.fields import valid_on
from safetynet.common.models import OutboxMail

OWN = (OutboxMail, "recipient"), (Notice, "user"), (Follower, "user"), (CalendarFeed, "user"), (MailLink, "user"), (SavedView, "owner")
OWN_TOO = (ReportDraft, "user"), (DirectoryUse, "user"), (NamedAnswer, "person")
ELSEWHERE = ("account.EmailAddress", "socialaccount.SocialAccount", "mfa.Authenticator", "usersessions.UserSession")
GONE = "[…]"
SHORTEST_NAME = 5  # of first and last name together: anything shorter would be found inside other words


class NotYetError(Exception):
    """The person may not be erased yet; the message says why."""


def why_not(person: User, today: date) -> list[str]:
    """What still needs the person; empty where nothing does."""
    cases = Case.objects.filter(injured=person) | Case.objects.filter(reporter=person)
    reasons = {
        _("is employed"): Engagement.objects.filter(user=person).exclude(valid_to__lte=today).exists(),
        _("has a seat"): Seat.objects.filter(valid_on(today), user=person).exists(),
        _("holds a role"): RoleHolding.objects.current(today).filter(user=person).exists(),
        _("owns an open plan"): ActionPlan.objects.filter(owner=person, status__in=("draft", "active", "awaiting", "standing")).exists(),
        _("has an injury case that is still kept"): cases.exists(),
        _("has a case held back"): LegalHold.objects.in_force().filter(case__in=cases).exists(),
    }
    return [reason for reason, holds in reasons.items() if holds]


def erase(person: User, *, today: date, now: datetime) -> None:
    """Everything or nothing; `NotYetError` while something needs the person."""
    if reasons := why_not(person, today):
        raise NotYetError(", ".join(reasons))
    _erase(person, now)


@transaction.atomic
def _erase(person: User, now: datetime) -> None:
    names = _names(person)
    for model, column in (*OWN, *OWN_TOO):
        model._default_manager.filter(**{column: person}).delete()
    signed_in = apps.get_model("usersessions.UserSession")._default_manager.filter(user=person)
    Session.objects.filter(pk__in=list(signed_in.values_list("session_key", flat=True))).delete()
    for label in ELSEWHERE:
        apps.get_model(label)._default_manager.filter(user=person).delete()
    _delete_documents(person)
    AuditParticipation.objects.filter(person=person).exclude(part=Part.MANAGER).update(person=None)  # was named only as wished
    _erase_year(person)
    for row in Engagement.objects.filter(user=person):
        Engagement.objects.filter(pk=row.pk).update(number=f"erased-{row.pk}", username="", manager_number="")
    gone = {"first_name": "", "last_name": "", "email": "", "phone": "", "cpr_hash": None, "cpr_encrypted": None}
    User.objects.filter(pk=person.pk).update(username=f"erased-{person.pk}", password="!", is_active=False, **gone)  # noqa: S106  no password opens it
    _erase_words(names)
    erasures.note(User._meta.db_table, person.pk, at=now)


def _erase_year(person: User) -> None:
    """Levels, and what was still to be learned or seen to, go; attendance, signatures and lines that are done stay, as somebody's."""
    CompetenceLevel.objects.filter(person=person).delete()
    CompetenceStep.objects.filter(person=person, done_on=None).delete()
    owned = WheelActivity.objects.filter(owner=person)
    owned.filter(owner_words="").update(owner_words=GONE)
    owned.update(owner=None)


def _names(person: User) -> list[str]:
    """What points at the person wherever it stands: the whole name, mail, and the names signed in with."""
    found = {person.get_full_name(), f"{person.last_name}, {person.first_name}", person.email, person.phone}
    found |= set(Engagement.objects.filter(user=person).values_list("username", flat=True))
    if not (person.first_name and person.last_name):
        found -= {person.get_full_name(), f"{person.last_name}, {person.first_name}"}
    return sorted((name for name in found if len(name) >= SHORTEST_NAME), key=len, reverse=True)


def _delete_documents(person: User) -> None:
    """Papers asked for and certificates handed in, the file first."""
    jobs = apps.get_model("dashboard.DocumentJob")._default_manager.filter(by=person)  # a room above this one
    papers = TrainingFact.objects.filter(user=person).exclude(file="")
    for name in [*jobs.exclude(file="").values_list("file", flat=True), *papers.values_list("file", flat=True)]:
        default_storage.delete(name)
    jobs.delete()
    papers.update(file="", file_name="", file_kind="")


def _erase_words(names: list[str]) -> None:
    """In every text of every table, history too; what history notes of this change itself no longer holds the name."""
    if not names:
        return
    pattern = rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)"
    with connection.cursor() as cursor:
        for table, column, kind in _text_columns():
            value = f'"{column}"::text' if kind else f'"{column}"'
            back = f"::{kind}" if kind else ""
            cursor.execute(
                f'UPDATE "{table}" SET "{column}" = regexp_replace({value}, %s, %s, \'gi\'){back} WHERE {value} ~* %s',  # noqa: S608  our own tables' names
                [pattern, GONE, pattern],
            )


def _text_columns() -> Iterator[tuple[str, str, str]]:
    """Concrete columns that people write in, of our tables and pghistory's; with the type to cast to where it is no text."""
    for model in apps.get_models():
        if model._meta.proxy or not model._meta.managed:
            continue
        for column in model._meta.concrete_fields:
            is_written = isinstance(column, models.CharField | models.TextField) and not column.choices and not column.primary_key
            is_written = is_written and not isinstance(column, models.SlugField) and not column.generated
            kind = "jsonb" if isinstance(column, models.JSONField) else "text[]" if isinstance(column, ArrayField) else ""
            if is_written or kind:
                yield model._meta.db_table, str(column.column), kind


def replay(entries: set[Entry], *, today: date, now: datetime) -> int:
    """Erase again what a restored database brought back; how many rows stood there. Twice is as once."""
    erased = 0
    for entry in sorted(entries, key=lambda one: (one.table, one.key)):
        if not entry.key.isdecimal():
            continue
        if entry.table == Case._meta.db_table:
            erased += retaining.erase_again(int(entry.key), today=today)
        elif entry.table == User._meta.db_table and (person := User.objects.filter(pk=int(entry.key)).first()):
            _erase(person, now)
            erased += 1
    erasures.remember(entries, at=now)
    return erased
