"""What the region configures about its organisation (R6): levels, seat rules, role words, thresholds, law or agreement.

A rule that changes ends and another begins, so a past day keeps the rules of that day.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from orgstructure.models import Agreement, Committee, Level, RoleWord, Seat, SeatRole, SeatRule, Threshold, Unit, User
from orgstructure.recognising import level_changes
from orgstructure.usecases.grants import bring_in_step
from safetynet.common.fields import valid_on

Bounds = tuple[int, int | None]


@transaction.atomic
def save_level(level: Level, *, columns: Mapping[str, Any], bounds: Mapping[str, Bounds], today: date) -> Level:
    """Write the level and the rules for its seats from today; raises ValidationError where the order is taken.

    Committees are recognised anew at once, and rights follow.
    """
    for name, value in columns.items():
        setattr(level, name, value)
    try:
        with transaction.atomic():
            level.save()
    except IntegrityError as error:
        raise ValidationError({"order": _("Another level has this place. Choose another number.")}) from error
    kept = {rule.role: rule for rule in SeatRule.objects.filter(level=level, valid_to=None)}
    for role, (least, most) in bounds.items():
        rule = kept.get(role)
        if (rule.at_least, rule.at_most) == (least, most) if rule else (least, most) == (0, None):
            continue
        if rule:
            _end(rule, today)
        if (least, most) != (0, None):
            SeatRule.objects.create(level=level, role=role, at_least=least, at_most=most, valid_from=today)
    recognise_again(today=today)
    return level


@transaction.atomic
def recognise_again(*, today: date) -> int:
    """Each committee gets the level that the rules of the day give it, and rights follow; how many changed."""
    changes = level_changes(today)
    changed = [change.committee for change in changes]
    for change in changes:
        change.committee.level = change.after
    Committee.objects.bulk_update(changed, ["level"], batch_size=1000)
    bring_in_step(today=today)
    return len(changed)


def seats_with(word: str, role: str, today: date) -> QuerySet[Seat]:
    """The seats held today that get another role when the word stands for that one."""
    seats = Seat.objects.current(today).filter(role_word__iexact=word.strip().lower()).exclude(role=role)
    return seats.select_related("user", "committee").order_by("committee__name_sort", "user__name_sort", "pk")


@transaction.atomic
def map_word(word: str, role: str, *, today: date) -> int:
    """The word stands for that role from now on: seats that have it get the role, and rights follow. How many seats."""
    lower = word.strip().lower()
    RoleWord.objects.update_or_create(word=lower, defaults={"role": role})
    changed = Seat.objects.filter(role_word__iexact=lower).exclude(role=role).update(role=role)
    bring_in_step(today=today)
    return changed


def unknown_words(today: date) -> list[tuple[str, int]]:
    """The words that nobody has explained, with how many hold such a seat today; the most common first. One query."""
    seats = Seat.objects.current(today).filter(role=SeatRole.OTHER)
    known = set(RoleWord.objects.filter(role=SeatRole.OTHER).values_list("word", flat=True))
    count: dict[str, int] = {}
    for word, number in seats.values("role_word").annotate(n=Count("pk")).values_list("role_word", "n"):
        if word.lower() not in known:
            count[word.lower()] = count.get(word.lower(), 0) + number
    return sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))


def set_thresholds(*, columns: Mapping[str, int], by: User, today: date) -> None:
    """From today; set twice a day, the last one holds."""
    Threshold.objects.update_or_create(valid_from=today, defaults={**columns, "by": by})


@transaction.atomic
def follow(unit: Unit, *, columns: Mapping[str, Any], by: User) -> Agreement:
    """From `valid_from` the unit and all below follow the law or an agreement; what held before ends that day.

    Raises ValidationError where a later row stands already.
    """
    starts = columns["valid_from"]
    Unit.objects.select_for_update().get(pk=unit.pk)
    later = Agreement.objects.filter(unit=unit, valid_from__gt=starts)
    if later.exists():
        raise ValidationError({"valid_from": _("Something else is agreed from a later day. Choose a day after it.")})
    Agreement.objects.filter(unit=unit, valid_from=starts).delete()
    Agreement.objects.filter(Q(valid_to=None) | Q(valid_to__gt=starts), unit=unit).update(valid_to=starts)
    return Agreement.objects.create(unit=unit, by=by, **columns)


def stop_following(agreement: Agreement, *, today: date) -> None:
    """From today the row above holds again, or the law."""
    if agreement.valid_from >= today:
        agreement.delete()
    elif Agreement.objects.filter(valid_on(today), pk=agreement.pk).exists():
        Agreement.objects.filter(pk=agreement.pk).update(valid_to=today)


def _end(rule: SeatRule, today: date) -> None:
    if rule.valid_from >= today:
        rule.delete()
    else:
        SeatRule.objects.filter(pk=rule.pk).update(valid_to=today)
