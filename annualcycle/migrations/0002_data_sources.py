"""The sources of the data pack that the product comes with."""

from django.db import migrations

from annualcycle.defaults import DATA_SOURCES


def bring_in(apps, schema_editor):
    rows = apps.get_model("annualcycle", "DataSource").objects
    for position, (code, label) in enumerate(DATA_SOURCES, start=1):
        rows.create(code=code, label=label, position=position)


def take_out(apps, schema_editor):
    apps.get_model("annualcycle", "DataSource").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("annualcycle", "0001_initial")]

    operations = [migrations.RunPython(bring_in, take_out)]
