"""Finds as others read them: the JSON lines of `manage.py extract`, and a table for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from commitments.extraction import EXTRACTOR_VERSION
from commitments.extraction.types import Find


def number(value: Decimal) -> int | float:
    """Return a whole number as int (exact at any size), anything else as float."""
    return int(value) if value == value.to_integral_value() else float(value)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def as_dict(find: Find) -> dict[str, Any]:
    """Return one find with the contract's keys; `qualifier`, `alternative` and `version` besides."""
    period = None
    if find.period is not None:
        period = {
            "text": find.period.text,
            "start": _day(find.period.start),
            "end": _day(find.period.end),
        }
        if find.period.alternative is not None:
            period["alternative"] = {  # type: ignore[assignment]
                "start": _day(find.period.alternative.start),
                "end": _day(find.period.alternative.end),
            }
    return {
        "type": find.type,
        "start": find.start,
        "end": find.end,
        "text": find.text,
        "sentence_start": find.sentence_start,
        "sentence_end": find.sentence_end,
        "language": find.language,
        "actor": find.actor,
        "beneficiaries": list(find.beneficiaries),
        "strength": find.strength,
        "kind": find.kind,
        "theme": find.theme,
        "quantities": [
            {"value": number(q.value), "unit": q.unit, "text": q.text, "start": q.start, "end": q.end, "qualifier": q.qualifier}
            for q in find.quantities
        ],
        "period": period,
        "score": find.score,
        "cues": [str(r) for r in find.reasons],
        "version": EXTRACTOR_VERSION,
    }  # fmt: skip


def as_json(find: Find) -> str:
    """Return one find as a line of JSON, UTF-8 as spoken; never holds a line break."""
    line = json.dumps(as_dict(find), ensure_ascii=False)
    # Lone surrogates cannot be written as UTF-8; JSON's own escape can carry them.
    if not line.isprintable() and any("\ud800" <= c <= "\udfff" for c in line):
        return json.dumps(as_dict(find), ensure_ascii=True)
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def as_table(finds: Iterable[Find]) -> Iterator[str]:
    """Yield a readable line per find: score, strength, kind, amount, end, words."""
    for find in finds:
        amount = find.quantities[0].text if find.quantities else "–"
        end = _day(find.period.end) if find.period else None
        words = " ".join(find.text.split())
        yield (
            f"{find.score:.2f}  {find.type:14}  {find.strength:22}  {find.kind:11}  "
            f"{amount[:28]:28}  {end or '–':10}  {words}"
        )
