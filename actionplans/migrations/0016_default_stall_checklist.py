"""The first version of the checklist; from then on its texts are the region's own."""

from datetime import UTC, date, datetime

from django.db import migrations

from actionplans.stall_defaults import POINTS

FROM, MADE_AT = date(2010, 1, 1), datetime(2010, 1, 1, tzinfo=UTC)
TEXTS = ("question", "hint", "next_step", "cause")


def bring_in(apps, schema_editor):
    lists, points = apps.get_model("actionplans", "StallChecklist"), apps.get_model("actionplans", "StallPoint")
    first, is_new = lists.objects.get_or_create(version=1, defaults={"valid_from": FROM, "made_at": MADE_AT})
    if is_new:
        points.objects.bulk_create(
            points(
                checklist=first,
                code=point.code,
                group=point.group,
                order=order,
                **{name: getattr(point, name).by_language for name in TEXTS},
            )
            for order, point in enumerate(POINTS, start=1)
        )


def take_out(apps, schema_editor):
    if not apps.get_model("actionplans", "StallCheck").objects.exists():
        apps.get_model("actionplans", "StallPoint").objects.all().delete()
        apps.get_model("actionplans", "StallChecklist").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0015_stall_checklist")]

    operations = [migrations.RunPython(bring_in, take_out)]
