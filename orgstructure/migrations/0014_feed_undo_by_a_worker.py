from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orgstructure", "0013_feed_changes_by_trigger")]
    operations = [
        migrations.AddField(
            model_name="feedrun",
            name="undo",
            field=models.CharField(
                blank=True,
                choices=[
                    ("asked", "waits for its turn"),
                    ("working", "is being taken back"),
                    ("done", "taken back"),
                    ("failed", "could not be taken back"),
                ],
                default="",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddField(model_name="feedrun", name="undo_asked_at", field=models.DateTimeField(null=True)),
        migrations.RunSQL(
            "UPDATE orgstructure_feedrun SET undo = 'done', undo_asked_at = undone_at WHERE undone_at IS NOT NULL",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="feedrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("undo", "done"), ("undone_at", None), _connector="XOR"), name="feed_run_undone_at_set_exactly_when_done"
            ),
        ),
        migrations.AddConstraint(
            model_name="feedrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("undo", ""), models.Q(("undo_asked_at__isnull", False), ("undone_by__isnull", False)), _connector="OR"),
                name="feed_run_undo_has_been_asked_for",
            ),
        ),
    ]
