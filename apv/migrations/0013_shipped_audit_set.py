"""The questions of the self-audit that come with the product."""

from datetime import UTC, datetime

from django.db import migrations

from apv.shipped.audit import YEAR
from apv.usecases.audit_sets import install_shipped

MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)


def bring_in(apps, schema_editor):
    install_shipped(MADE_AT, audit_set=apps.get_model("apv", "AuditSet"), question=apps.get_model("apv", "AuditQuestion"))


def take_out(apps, schema_editor):
    taken = apps.get_model("apv", "AuditSet").objects.filter(year=YEAR, made_by=None, years=None)
    apps.get_model("apv", "AuditQuestion").objects.filter(question_set__in=taken).delete()
    taken.delete()


class Migration(migrations.Migration):
    dependencies = [("apv", "0012_self_audits")]

    operations = [migrations.RunPython(bring_in, take_out)]
