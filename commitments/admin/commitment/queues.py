"""The work queues as a filter of the list."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.selectors.queues import queues


class QueueFilter(admin.SimpleListFilter):
    """The work queues, as a filter of the list."""

    title = _("work to do")
    parameter_name = "queue"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the queues."""
        del request, model_admin
        return [(name, label) for name, (label, _condition) in queues(timezone.localdate()).items()]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return what is in the chosen queue."""
        chosen = queues(timezone.localdate()).get(self.value() or "")
        return queryset.filter(chosen[1]) if chosen else queryset
