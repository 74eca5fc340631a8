"""What the region decides about the data pack: which sources it has, what they are called, and in which order."""

from collections.abc import Mapping

from django.db import transaction

from annualcycle.models import DataSource


def change(*, source: DataSource, label: Mapping[str, str], is_on: bool) -> None:
    """Another name, shown or not; discussions that are completed keep what they showed."""
    source.label, source.is_on = dict(label), is_on
    source.save(update_fields=["label", "is_on"])


@transaction.atomic
def move(*, source: DataSource, is_up: bool) -> None:
    """Past the one before it or after it; at either end nothing happens."""
    rows = list(DataSource.objects.select_for_update().order_by("position", "pk"))
    here = next(place for place, one in enumerate(rows) if one.pk == source.pk)
    beside = here + (-1 if is_up else 1)
    if 0 <= beside < len(rows):
        rows[here], rows[beside] = rows[beside], rows[here]
    for place, row in enumerate(rows):
        row.position = place
    DataSource.objects.bulk_update(rows, ["position"])
