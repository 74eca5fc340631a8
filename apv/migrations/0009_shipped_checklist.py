"""The checklist for safety rounds that comes with the product."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import migrations

from apv.shipped.checklist import NAME, items

FAMILY = UUID("5ea3a0cc-6d3c-4a10-9f0e-0f6b6a3c7d01")
MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)


def bring_in(apps, schema_editor):
    apps.get_model("apv", "Checklist").objects.create(family=FAMILY, version=1, name=NAME, items=items(), made_at=MADE_AT)


def take_out(apps, schema_editor):
    walked = apps.get_model("apv", "SafetyRound").objects.values("checklist")
    apps.get_model("apv", "Checklist").objects.filter(family=FAMILY, version=1).exclude(pk__in=walked).delete()


class Migration(migrations.Migration):
    dependencies = [("apv", "0008_safety_rounds")]

    operations = [migrations.RunPython(bring_in, take_out)]
