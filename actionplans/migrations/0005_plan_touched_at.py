"""When a person last did something with the plan: the column, still empty."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0004_risk_and_endings")]

    operations = [
        migrations.AddField(
            model_name="actionplan",
            name="touched_at",
            field=models.DateTimeField(editable=False, help_text="When a person last did something with the plan.", null=True),
        ),
    ]
