"""The themes that a region starts with; from then on they are its own."""

from datetime import date

from django.db import migrations

from actionplans.defaults import THEMES

FROM = date(2010, 1, 1)


def bring_in(apps, schema_editor):
    theme = apps.get_model("actionplans", "Theme")
    for place, (code, (topic, da, sv, en)) in enumerate(THEMES.items(), start=1):
        names = {"da": da, "sv": sv, "en": en}
        theme.objects.get_or_create(code=code, defaults={"topic": topic, "name": names, "order": place * 10, "valid_from": FROM})


def take_out(apps, schema_editor):
    apps.get_model("actionplans", "Theme").objects.filter(code__in=THEMES, plans=None).delete()


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0002_initial")]

    operations = [migrations.RunPython(bring_in, take_out)]
