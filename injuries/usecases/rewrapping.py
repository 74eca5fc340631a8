"""A change of FIELD_KEYS: every case's key is wrapped anew under the first of them, and what it sealed stays as it is (A3-18)."""

from collections.abc import Iterator

from django.db import transaction

from injuries import sealing
from injuries.models import HealthPart, ReportDraft

AT_ONCE = 500


def rewrap_all() -> int:
    """All keys of cases, and the drafts, sealed under FIELD_KEYS themselves; how many. People work meanwhile; twice is as once."""
    parts = HealthPart.objects.order_by("pk").values_list("pk", flat=True)
    drafts = ReportDraft.objects.order_by("pk").values_list("pk", flat=True)
    return sum(_rewrap_parts(keys) for keys in _in_batches(list(parts))) + sum(_reseal_drafts(keys) for keys in _in_batches(list(drafts)))


def _in_batches(keys: list[int]) -> Iterator[list[int]]:
    return (keys[begin : begin + AT_ONCE] for begin in range(0, len(keys), AT_ONCE))


@transaction.atomic
def _rewrap_parts(keys: list[int]) -> int:
    parts = list(HealthPart.objects.select_for_update().filter(pk__in=keys).only("pk", "data_key"))
    for part in parts:
        part.data_key = sealing.rewrap(bytes(part.data_key))
    HealthPart.objects.bulk_update(parts, ["data_key"])
    return len(parts)


@transaction.atomic
def _reseal_drafts(keys: list[int]) -> int:
    drafts = list(ReportDraft.objects.select_for_update().filter(pk__in=keys).only("pk", "content"))
    for draft in drafts:
        draft.content = sealing.rewrap(bytes(draft.content))
    ReportDraft.objects.bulk_update(drafts, ["content"])
    return len(drafts)
