# Triggers hold the trail against whoever comes through the site, its code included.

from django.conf import settings
from django.db import migrations, models

KINDS = [
    ("log_in", "Logged in"),
    ("log_in_failed", "Log-in failed"),
    ("locked_out", "Locked out after too many attempts"),
    ("log_out", "Logged out"),
    ("password", "Password set"),
    ("second_factor", "Second factor changed"),
    ("account", "Account changed"),
    ("rights", "Rights changed"),
    ("publication", "Published"),
    ("sent_back", "Sent back"),
    ("revert", "Went back to an old text"),
    ("bulk", "Changed many at once"),
    ("import", "Compared or decided on the vendor's page"),
]
# Lines of more than a year may be deleted, which a command does; nothing else may.
TRIGGERS = {
    "sqlite": (
        """CREATE TRIGGER audit_never_changed BEFORE UPDATE ON codes_auditevent
        BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END""",
        """CREATE TRIGGER audit_kept_a_year BEFORE DELETE ON codes_auditevent
        WHEN OLD.moment > datetime('now', '-365 days')
        BEGIN SELECT RAISE(ABORT, 'the audit trail is kept for a year'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the audit trail is never changed, and kept for a year'; END $$""",
        """CREATE TRIGGER audit_never_changed BEFORE UPDATE ON codes_auditevent
        FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
        """CREATE TRIGGER audit_kept_a_year BEFORE DELETE ON codes_auditevent
        FOR EACH ROW WHEN (OLD.moment > now() - interval '365 days') EXECUTE FUNCTION audit_refuse()""",
        """CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON codes_auditevent
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    ),
}


def add_triggers(apps, schema_editor):
    for statement in TRIGGERS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def add_lead_reviewers(apps, schema_editor):
    """Give the group of those who lead the reviewers what reviewers may, and the trail to read."""
    group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    content_type = apps.get_model("contenttypes", "ContentType")
    alias = schema_editor.connection.alias
    owner = content_type.objects.using(alias).get_or_create(app_label="codes", model="auditevent")[0]
    right = permission.objects.using(alias).get_or_create(
        content_type=owner, codename="view_auditevent", defaults={"name": "Can view audit event"}
    )[0]
    reviewers = group.objects.using(alias).get_or_create(name="Reviewers")[0]
    leads = group.objects.using(alias).get_or_create(name="Lead reviewers")[0]
    leads.permissions.add(right, *reviewers.permissions.all())


class Migration(migrations.Migration):

    dependencies = [
        ("codes", "0011_feedback_and_radar"),
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("moment", models.DateTimeField(db_index=True)),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("person", models.CharField(blank=True, db_index=True, max_length=150)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("words", models.TextField(blank=True)),
                ("network", models.CharField(blank=True, max_length=16)),
            ],
            options={"ordering": ("-id",), "default_permissions": ("view",)},
        ),
        migrations.RunPython(add_triggers, migrations.RunPython.noop),
        migrations.RunPython(add_lead_reviewers, migrations.RunPython.noop),
    ]
