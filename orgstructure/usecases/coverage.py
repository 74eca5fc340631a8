"""What sub-committees cover: always the units of the committee they stand under."""

from collections import defaultdict
from datetime import date

from orgstructure.models import Committee, Coverage, Origin
from safetynet.common.fields import valid_on


def follow_parents(*, today: date) -> int:
    """Bring what each sub-committee made by hand covers in line with its parent's area; how many rows changed.

    Sub-committees of sub-committees follow the same committee. Two queries, and up to three more where something changed.
    """
    subs = dict(Committee.objects.existing(today).filter(is_sub_committee=True, origin=Origin.HAND).values_list("pk", "path"))
    if not subs:
        return 0
    every_sub = set(Committee.objects.filter(is_sub_committee=True).values_list("pk", flat=True))
    area: dict[int, set[int]] = defaultdict(set)
    own: dict[int, dict[int, Coverage]] = defaultdict(dict)
    live = Coverage.objects.filter(valid_on(today), valid_on(today, "committee__"), valid_on(today, "unit__"))
    for row in live.select_related("committee").only("unit", "committee__path", "valid_from"):
        if row.committee_id in subs:
            own[row.committee_id][row.unit_id] = row
        if row.committee_id not in every_sub:
            for part in row.committee.path.strip("/").split("/"):
                area[int(part)].add(row.unit_id)
    gone, missing = [], []
    for pk, path in subs.items():
        above = (int(part) for part in reversed(path.strip("/").split("/")[:-1]))
        wanted = area[next((one for one in above if one not in every_sub), 0)]
        gone += [row for unit, row in own[pk].items() if unit not in wanted]
        missing += [(pk, unit) for unit in sorted(wanted - own[pk].keys())]
    _write(gone, missing, today)
    return len(gone) + len(missing)


def _write(gone: list[Coverage], missing: list[tuple[int, int]], today: date) -> None:
    """What began today held no day, and goes; what ended today goes on."""
    Coverage.objects.filter(pk__in=[row.pk for row in gone if row.valid_from >= today]).delete()
    Coverage.objects.filter(pk__in=[row.pk for row in gone if row.valid_from < today]).update(valid_to=today)
    if not missing:
        return
    resumed = {
        (row.committee_id, row.unit_id): row.pk
        for row in Coverage.objects.filter(valid_from=today, committee__in={pk for pk, _unit in missing})
        if (row.committee_id, row.unit_id) in missing
    }
    Coverage.objects.filter(pk__in=resumed.values()).update(valid_to=None)
    fresh = [pair for pair in missing if pair not in resumed]
    Coverage.objects.bulk_create(
        [Coverage(committee_id=pk, unit_id=unit, origin=Origin.HAND, valid_from=today) for pk, unit in fresh], batch_size=1000
    )
