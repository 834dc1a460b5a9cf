"""JSON: ``{"file": …, "rows": [{…}, …]}``, streamed, with null for blank."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from commitments.exports.columns import Column
from commitments.exports.registry import File
from commitments.exports.rows import Contents
from commitments.selectors.criteria import Criteria
from commitments.selectors.moment import one_moment


def write_json(
    file: File, columns: tuple[Column, ...], criteria: Criteria, base: str
) -> Iterator[bytes]:
    """Yield a JSON file in pieces; rows are objects with the columns' names.

    Numbers, true and false are JSON's own; dates are YYYY-MM-DD; text is not guarded against
    spreadsheets, and lists stay joined with "; " as in the CSV.
    """
    names = [column.name for column in columns]
    values = [column.value(base) for column in columns]
    separator = ""
    yield json.dumps({"file": file.name, "rows": []}).removesuffix("]}").encode()
    with one_moment():
        contents = Contents(file, criteria)
        for ids in contents.pieces():
            texts = []
            for row in contents.rows(ids).values_list(*values):
                found = dict(zip(names, row, strict=True))
                texts.append(json.dumps(found, ensure_ascii=False, default=_plain))
            yield (separator + ",\n".join(texts)).encode()
            separator = ",\n"
    yield b"]}\n"


def _plain(value: object) -> int | float | str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"No JSON for {type(value).__name__}.")
