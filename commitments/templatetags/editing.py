"""What the admin's templates need beyond Django's own tags."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils import timezone

from commitments.models import Commitment
from commitments.selectors.queues import queues, with_work

register = template.Library()


@register.simple_tag
def work_queues() -> list[tuple[str, Any, int]]:
    """Return name, label and size of every work queue."""
    commitments = with_work(Commitment.objects.all())
    return [
        (name, label, commitments.filter(condition).count())
        for name, (label, condition) in queues(timezone.localdate()).items()
    ]


@register.filter
def field(form: BaseForm, name: str) -> BoundField | None:
    """Return a form's field by name, or None where this page does not have it."""
    return form[name] if name in form.fields else None


@register.filter
def holds_something(form: BaseForm, rows: Any) -> bool:
    """Say whether a folded group must be open: it has an error, or something just typed.

    Stored rows stay folded, so that a page of thirty is still a page.
    """
    names = [name for row in rows for name in row if name in form.fields]
    if any(form.errors.get(name) for name in names):
        return True
    stored = getattr(form, "record", None) is not None
    return not stored and any(form[name].value() for name in names)
