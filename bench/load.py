"""Loading the synthetic commitments, and how that compares with COPY FROM by itself.

Rules that are triggers (history, cross-table checks, summary) sleep during the load, as in a
restore; CHECK and UNIQUE constraints and all indexes work. The summary is then built by the
same database function that the triggers call, in chunks, and indexed.
"""

from __future__ import annotations

import io
import time
from collections import defaultdict
from pathlib import Path

from django.contrib.auth.models import User
from django.db import connection, transaction

from bench.report import Report
from bench.synthetic import (
    COLUMNS,
    FIRST_ID,
    PER_DOCUMENT,
    Rows,
    add_document,
    chunks,
    vocabularies,
)

CHUNK = 5000


def load(total: int, report: Report) -> None:
    """Load the shipped data, then the synthetic ones; report rows a second."""
    reference(report)
    people = tuple(User.objects.create(username=f"bench-{n}", is_active=False).pk for n in (1, 2))
    _bare_tables()
    real = bare = 0.0
    count = 0
    _copy(vocabularies(), "")
    for rows in chunks(total, people):
        texts = {table: _text(found) for table, found in rows.items()}
        count += sum(map(len, rows.values()))
        # Turn about, so that whatever else the machine does falls on both.
        bare += _copy_texts(texts, "bare_", asleep=False)
        real += _copy_texts(texts, "", asleep=True)
    _drop_bare_tables()
    started = time.perf_counter()
    _refresh()
    refresh = time.perf_counter() - started
    _tidy()
    report.heading("Bulk load")
    report.line("rows loaded, all tables", f"{count:,}")
    report.line("COPY FROM into bare tables (no index, no rule)", f"{count / bare:,.0f} rows/s")
    report.line(
        "COPY FROM into the tracker's tables, triggers asleep",
        f"{count / real:,.0f} rows/s, {real / bare:.2f}x the time",
    )
    report.line("building the summary", f"{total / refresh:,.0f} commitments/s")
    everything = real + refresh
    report.line(
        "load and summary together",
        f"{count / everything:,.0f} rows/s, {everything / bare:.2f}x the time",
    )
    _awake(report, total, people)


def reference(report: Report) -> None:
    """Load the shipped data with the real loader."""
    from commitments.actions.loading import load_reference

    folder = Path(__file__).resolve().parent.parent / "fixtures"
    started = time.perf_counter()
    load_reference(folder=folder)
    report.heading("Shipped data")
    report.line("load_reference", f"{time.perf_counter() - started:.1f} s")


def _awake(report: Report, total: int, people: tuple[int, int]) -> None:
    """Load some more with every trigger awake: history, rules and summary at once."""
    first = -(-total // PER_DOCUMENT)
    rows: Rows = defaultdict(list)
    for place in range(first, first + 10):
        numbers = range(place * PER_DOCUMENT, (place + 1) * PER_DOCUMENT)
        add_document(rows, place, numbers, people)
    # Evidence is attached to drafts; a reviewed assessment keeps what it has.
    drafts = [
        (*row[:4], "draft", *row[5:14], None, row[15], None)
        for row in rows["commitments_assessment"]
    ]
    texts = {table: _text(found) for table, found in rows.items()}
    texts["commitments_assessment"] = _text(drafts)
    count = sum(map(len, rows.values()))
    taken = _copy_texts(texts, "", asleep=False)
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE commitments_assessment SET state = 'current', reviewer_id = %s, "
            "decided_at = now() WHERE state = 'draft' AND id >= %s",
            [people[1], drafts[0][0]],
        )
    taken += time.perf_counter() - started
    report.line(
        f"COPY FROM of {count:,} rows with every trigger awake, assessments approved after",
        f"{count / taken:,.0f} rows/s",
    )


def _text(rows: list[tuple[object, ...]]) -> bytes:
    return "".join(
        "\t".join("\\N" if cell is None else str(cell) for cell in row) + "\n" for row in rows
    ).encode()


def _copy(rows: Rows, prefix: str) -> None:
    _copy_texts({table: _text(found) for table, found in rows.items()}, prefix, asleep=True)


def _copy_texts(texts: dict[str, bytes], prefix: str, *, asleep: bool) -> float:
    """COPY every table's rows in the order of COLUMNS, and return the seconds taken."""
    started = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        if asleep:
            cursor.execute("SET LOCAL session_replication_role = replica")
        for table, columns in COLUMNS.items():
            if table in texts:
                listed = ", ".join(f'"{column}"' for column in columns.split())
                cursor.copy_expert(
                    f"COPY {prefix}{table} ({listed}) FROM STDIN", io.BytesIO(texts[table])
                )
    return time.perf_counter() - started


def _bare_tables() -> None:
    with connection.cursor() as cursor:
        for table in COLUMNS:
            cursor.execute(f"CREATE TABLE bare_{table} (LIKE {table})")


def _drop_bare_tables() -> None:
    with connection.cursor() as cursor:
        for table in COLUMNS:
            cursor.execute(f"DROP TABLE bare_{table}")


def _refresh() -> None:
    """Build the summary of everything: its indexes after the rows, as in any bulk load."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s "
            "AND indexdef NOT LIKE 'CREATE UNIQUE%%'",
            ["commitments_commitmentsummary"],
        )
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute(
            "SELECT min(id), max(id) FROM commitments_commitment WHERE id >= %s", [FIRST_ID]
        )
        first, last = cursor.fetchone()
        for start in range(first, last + 1, CHUNK):
            cursor.execute(
                "SELECT commitments_refresh_summary(array(SELECT id FROM commitments_commitment "
                "WHERE id >= %s AND id < %s))",
                [start, start + CHUNK],
            )
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for _name, definition in indexes:
            cursor.execute(definition)
        cursor.execute("RESET maintenance_work_mem")


def _tidy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
