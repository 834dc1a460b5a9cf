"""Source texts in HTML: every character kept, every quote a link to what it proves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from commitments.core.reading_text import Paragraph
from commitments.core.spans import Segment, within
from commitments.selectors.sources import Mark, SourceText

register = template.Library()


def exact(words: str) -> str:
    """Escape a text so that a browser gives back every character of it.

    HTML parsers turn a carriage return into a newline unless it is written as a reference.
    """
    return str(escape(words)).replace("\r", "&#13;")


@register.simple_tag
def marked_text(text: SourceText) -> SafeString:
    """Return the raw text, letter for letter, with every quote marked in place."""
    # Safe: every part comes from exact() or format_html().
    return mark_safe("".join(_marked(text, text.segments, set())))  # noqa: S308


@register.simple_tag(takes_context=True)
def marked_paragraph(context: Any, text: SourceText, paragraph: Paragraph) -> SafeString:
    """Return one paragraph of the reading text with every quote marked in place."""
    opened: set[int] = context.render_context.setdefault("opened marks", set())
    parts: list[str] = []
    for piece in paragraph.pieces:
        parts.append(exact(piece.before))
        parts += _marked(text, within(text.segments, piece.start, piece.end), opened)
    # Safe: every part comes from exact() or format_html().
    return mark_safe("".join(parts))  # noqa: S308


def _marked(text: SourceText, segments: Iterable[Segment], opened: set[int]) -> Iterable[str]:
    """Yield HTML for a run of segments; each mark's id stands where it is first shown."""
    for segment in segments:
        words = exact(text.raw[segment.start : segment.end])
        if not segment.marks:
            yield words
            continue
        anchors = [text.marks[i].anchor for i in segment.marks if i not in opened]
        opened.update(segment.marks)
        for anchor in anchors[1:]:
            yield format_html('<span class="anchor" id="{}"></span>', anchor)
        # The innermost quote is the one a reader points at.
        mark = min((text.marks[i] for i in segment.marks), key=lambda m: m.end - m.start)
        opening = _link(mark, several=len(segment.marks) > 1, anchor="".join(anchors[:1]))
        yield f"{opening}{words}</a>"


def _link(mark: Mark, *, several: bool, anchor: str) -> str:
    targets = mark.targets
    # Under several marks a link could lead to one of them only: the list below has them all.
    crowded = several or len(targets) > 1
    return format_html(
        '<a class="mark {}" href="{}"{} data-ref="{}" title="{}">',
        "of-pledge" if mark.commitments else "of-evidence",
        f"#n{mark.start}-{mark.end}" if crowded else targets[0][2],
        format_html(' id="{}"', anchor) if anchor else "",
        ", ".join(target[0] for target in targets),
        "; ".join(f"{target[0]}: {target[1]}" for target in targets),
    )
