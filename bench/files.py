"""The CSV of everything, against COPY of the same query in the same run."""

from __future__ import annotations

import statistics
import time

import psutil
from django.db import connection
from django.test import Client

from bench.report import Report
from commitments.exports import registry

ROUNDS = 3


class Nowhere:
    """A file that counts what is written to it."""

    def __init__(self) -> None:
        self.rows = 0

    def write(self, _row: bytes) -> None:
        """Count one row."""
        self.rows += 1


def measure(report: Report) -> None:
    """Report rows a second, first byte and memory, and the ratio to COPY."""
    ours, theirs, first_bytes, grown = [], [], [], []
    rows = size = 0
    _copy()  # the first reading of the table is nobody's figure
    for _ in range(ROUNDS):
        theirs.append(_copy())
        seconds, first, growth, rows, size = _download()
        ours.append(seconds)
        first_bytes.append(first)
        grown.append(growth)
    mine, copy = statistics.median(ours), statistics.median(theirs)
    report.heading("commitments.csv of everything")
    report.line("size", f"{rows:,} rows, {size / 2**20:,.0f} MiB")
    report.line("COPY (same query) TO STDOUT", f"{copy:.2f} s, {rows / copy:,.0f} rows/s")
    report.line("the file", f"{mine:.2f} s, {rows / mine:,.0f} rows/s")
    report.line("**ratio**", f"**{mine / copy:.2f}**")
    report.line("first byte / first row", f"{statistics.median(first_bytes) * 1000:,.0f} ms")
    report.line("most memory above the start", f"{max(grown) / 2**20:,.1f} MiB")


def _copy() -> float:
    """Run the file's whole query as one COPY and return the seconds taken."""
    file = registry.file("commitments")
    cells = [one.cell("http://testserver") for one in registry.columns("commitments")]
    rows = file.rows().order_by("reference").values_list(*cells)
    sql, params = rows.query.sql_with_params()
    sink = Nowhere()
    started = time.perf_counter()
    with connection.cursor() as cursor:
        statement = bytes(cursor.mogrify(sql, params))
        cursor.copy_expert(b"COPY (" + statement + b") TO STDOUT WITH (FORMAT csv)", sink)
    return time.perf_counter() - started


def _download() -> tuple[float, float, int, int, int]:
    process = psutil.Process()
    before = most = process.memory_info().rss
    first = 0.0
    rows = size = -1
    started = time.perf_counter()
    for number, piece in enumerate(Client().get("/commitments.csv").streaming_content):
        if number == 1:
            first = time.perf_counter() - started
        rows += piece.count(b"\r\n")
        size += len(piece)
        if number % 10 == 0:
            most = max(most, process.memory_info().rss)
    return time.perf_counter() - started, first, most - before, rows, size
