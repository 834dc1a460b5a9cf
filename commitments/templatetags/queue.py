"""The text of the review screen: every character kept, every candidate a link in its place."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from commitments.core.intervals import Estimate
from commitments.models import Candidate
from commitments.selectors.review import Screen
from commitments.templatetags.marked import exact

register = template.Library()


@register.simple_tag
def candidate_text(screen: Screen) -> SafeString:
    """Return the part of the text that is shown, with every candidate marked in place."""
    seen: set[int] = set()
    parts = []
    for words, marks, _ in screen.pieces:
        # Safe: exact() escapes, and keeps every character.
        body = mark_safe(exact(words))  # noqa: S308
        if not marks:
            parts.append(body)
            continue
        inner = screen.current if screen.current in marks else marks[0]
        first = inner.pk not in seen
        seen.add(inner.pk)
        parts.append(_mark(inner, body, current=inner == screen.current, first=first))
    return format_html_join("", "{}", ((part,) for part in parts))


def _mark(one: Candidate, body: SafeString, *, current: bool, first: bool) -> SafeString:
    return format_html(
        '<a class="cand cand-{} cand-{}{}" href="?candidate={}"{}{} title="{}">{}</a>',
        one.type,
        one.state,
        " cand-current" if current else "",
        one.pk,
        format_html(' id="at-{}"', one.pk) if first else "",
        mark_safe(' aria-current="true"') if current else "",
        f"{one.get_type_display()}: {one.get_state_display()}",
        body,
    )


@register.filter
def percent(share: Any) -> str:
    """Return a share as whole per cent; never 100 for a little less."""
    if share is None:
        return ""
    rounded = round(100 * float(share))
    if rounded == 100 and float(share) < 1:
        rounded = 99
    return f"{rounded}%"


@register.filter
def interval(estimate: Estimate) -> str:
    """Return an estimate's interval: 71–96%."""
    return f"{percent(estimate.low).rstrip('%')}–{percent(estimate.high)}"
