from django.db import migrations

from orgstructure import defaults


def bring_in(apps, schema_editor):
    defaults.bring_in(apps.get_model("orgstructure", "Level"), apps.get_model("orgstructure", "RoleWord"))


class Migration(migrations.Migration):
    dependencies = [("orgstructure", "0001_initial")]

    operations = [migrations.RunPython(bring_in, migrations.RunPython.noop)]
