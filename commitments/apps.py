"""The one Django application: pledges, their sources and what became of them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    """Registers the app under the name its tables and migrations carry."""

    name = "commitments"
    verbose_name = _("Policy commitments")
    default_auto_field = "django.db.models.BigAutoField"
