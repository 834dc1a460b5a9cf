"""What templates need to show records: words, numbers, languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.formats import date_format, number_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments.core import vocabulary
from commitments.core.vocabulary import NOT_ASSESSED_LABEL, Status
from commitments.exports.columns import Column
from commitments.models import CommitmentSummary, Target
from commitments.selectors.history import public_name as name_of
from commitments.selectors.matrix import MatrixRow

register = template.Library()

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LETTER = re.compile(r"[^\W\d_]")
_LABELS = {status.value: status.label for status in Status}


@register.filter
def lang_tag(code: str) -> str:
    """Return the value of a ``lang`` attribute for a language code of the records."""
    return "zh-Hans" if code == "zh" else code


@register.filter
def lang_of(words: Any) -> str:
    """Return the ``lang`` of a short text of the records, told by its script.

    Titles, names and claims come in English or Chinese whatever the page's language is.
    """
    text = str(words or "")
    return "zh-Hans" if 3 * len(_HAN.findall(text)) > len(_LETTER.findall(text)) else "en"


@register.filter
def status_label(value: Any) -> str:
    """Return the word for a status, or that nobody assessed."""
    return _(_LABELS[value]) if value else _(NOT_ASSESSED_LABEL)


@register.filter
def word_label(value: Any, words: str) -> str:
    """Return the label of a vocabulary's value: ``{{ value|word_label:"Basis" }}``."""
    return _(getattr(vocabulary, words)(value).label) if value else ""


@register.filter
def translated(message: Any) -> str:
    """Translate a message id that comes from ``core``."""
    return _(str(message)) if message else ""


@register.filter
def quantity(value: Decimal | int | float | None) -> str:
    """Return a number with its digits grouped and no idle zeros."""
    if value is None:
        return ""
    number = Decimal(value)
    plain = number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize()
    return str(number_format(plain, use_l10n=True, force_grouping=True))


@register.filter
def as_spoken(target: Target) -> str:
    """Return a target's number as spoken, unless it only repeats the number and unit."""
    plain = f"{quantity(target.quantity)} {target.unit}"
    return "" if target.quantity_text.casefold() == plain.casefold() else target.quantity_text


@register.filter
def day(value: date | None) -> str:
    """Return a date with its month in words: 9/11 is two days, 9 November is one."""
    english = (get_language() or "").startswith("en")
    return date_format(value, "j F Y" if english else "DATE_FORMAT") if value else ""


@register.filter
def share(part: int, whole: int) -> str:
    """Return a share in whole percent; empty when there is nothing to share."""
    return f"{round(100 * part / whole)} %" if whole else ""


@register.filter
def public_name(user: Any) -> str:
    """Return the name a person shows to readers; never the account's name."""
    return name_of(user) if user else ""


@register.filter
def item(mapping: dict[Any, Any], key: Any) -> Any:
    """Return ``mapping[key]``, or an empty string."""
    return mapping.get(key, "")


@register.filter
def item_of_year(statuses: dict[str, str], year: int) -> str:
    """Return a year's status from ``CommitmentSummary.statuses``; empty when not assessed."""
    return statuses.get(str(year), "")


@register.filter
def value_of(row: CommitmentSummary, column: Column) -> Any:
    """Return what a column of the registry shows for a row of the list.

    A column that is not a plain field of the row raises TypeError: it needs a cell of its own.
    """
    if not isinstance(column.expression, str):
        raise TypeError(f"{column.name} cannot be shown in the list")
    return getattr(row, column.expression)


@register.simple_tag
def all_statuses() -> list[Status]:
    """Return all statuses in their order."""
    return list(Status)


@register.simple_tag
def status_badge(status: Any, year: Any = "", contested: Any = False) -> SafeString:
    """Show a status by shape and word, with its year and whether it is contested."""
    return _badge(get_language(), str(status or ""), str(year or ""), bool(contested))


# The year matrix shows hundreds of a few dozen different badges.
@lru_cache(maxsize=4096)
def _badge(_language: str | None, status: str, year: str, contested: bool) -> SafeString:
    context = {"status": status, "year": year, "contested": contested}
    return render_to_string("commitments/parts/status.html", context)


@register.simple_tag
def matrix_cells(row: MatrixRow) -> SafeString:
    """Show one commitment's years, a cell each; a year nobody assessed stays blank."""
    language = get_language()
    cells = [_cell(language, c.status, c.contested, c.before, c.due) for c in row.cells]
    return mark_safe("".join(cells))  # noqa: S308 - each is a rendered template


@lru_cache(maxsize=1024)
def _cell(
    _language: str | None, status: str, contested: bool, before: bool, due: bool
) -> SafeString:
    context = {"status": status, "contested": contested, "before": before, "due": due}
    return render_to_string("commitments/parts/cell.html", {"cell": context})


@register.simple_tag
def mini_strip(row: CommitmentSummary, years: Sequence[int]) -> SafeString:
    """Show a row's statuses year by year since it was made, blanks included.

    Built here and not by a template: hundreds of these stand on a page of the list, and
    they were half of its time.
    """
    labels = {value: escape(_(label)) for value, label in _LABELS.items()}
    labels[""] = escape(_(NOT_ASSESSED_LABEL))
    shown = []
    for year in years:
        if year >= row.made_year:
            status = row.statuses.get(str(year), "")
            shown.append((status or "blank", year, labels[status]))
    items = format_html_join(
        "",
        '<li class="s-{0}" title="{1}: {2}"><svg class="icon" aria-hidden="true" '
        'focusable="false"><use href="#i-{0}"/></svg><span>{1}</span>'
        '<span class="visually-hidden">: {2}</span></li>',
        shown,
    )
    name = _("Status year by year")
    return format_html('<ul class="strip mini" aria-label="{}">{}</ul>', name, items)


@register.inclusion_tag("commitments/parts/period.html")
def period(start: date | None, end: date | None) -> dict[str, Any]:
    """Show a stretch of time, either end of which may be open."""
    return {"start": start, "end": end}


@register.inclusion_tag("commitments/parts/bar.html")
def status_bar(counts: dict[str, int], whole: int) -> dict[str, Any]:
    """Show how many of ``whole`` stand at each status, the rest as not assessed.

    A picture beside numbers that say the same in words; units are pledges.
    """
    parts = [(status.value, counts[status]) for status in Status if counts.get(status)]
    rest = whole - sum(n for _status, n in parts)
    if rest > 0:
        parts.append(("", rest))
    shown, at = [], 0.0
    for status, n in parts:
        width = 100 * n / whole
        shown.append({"status": status, "n": n, "x": f"{at:.3f}", "width": f"{width:.3f}"})
        at += width
    return {"parts": shown, "whole": whole}
