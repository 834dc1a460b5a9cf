"""CSV: PostgreSQL writes the rows, this streams them.

RFC 4180 (CRLF between rows, quotation marks doubled), UTF-8 with a byte order mark: without
one, Excel takes Chinese for something else (docs/adr/0005-files.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import connection

from commitments.exports.columns import Column
from commitments.exports.registry import File
from commitments.exports.rows import Contents, Statement
from commitments.selectors.criteria import Criteria
from commitments.selectors.moment import one_moment

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()


class Sink:
    """Where COPY delivers: one complete row a call (libpq's promise for PQgetCopyData)."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        """Take what to do with a row, line feed at its end."""
        self.write = write


def write_csv(
    file: File, columns: tuple[Column, ...], criteria: Criteria, base: str
) -> Iterator[bytes]:
    """Yield a CSV file in pieces, header first; memory does not grow with its length.

    ``base`` is the address of this site without a slash at the end.
    """
    names = ",".join(column.name for column in columns)
    yield BYTE_ORDER_MARK + names.encode() + b"\r\n"
    cells = [column.cell(base) for column in columns]
    contents = Contents(file, criteria)
    with one_moment():
        statement = Statement(contents, cells)
        for ids in contents.pieces():
            lines: list[bytes] = []
            copy = b"COPY (" + statement.of(ids) + b") TO STDOUT WITH (FORMAT csv)"
            with connection.cursor() as cursor:
                cursor.copy_expert(copy, Sink(lines.append))
            # Only the row's own end is replaced: line feeds inside quotes belong to the data.
            yield b"".join([line[:-1] + b"\r\n" for line in lines])
