"""Which admin site Django uses."""

from django.contrib.admin.apps import AdminConfig


class EditorsConfig(AdminConfig):
    default_site = "ops.log_in.EditorsSite"  # imported later: its form needs the models
