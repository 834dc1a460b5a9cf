"""Printing figures as they come, in a shape that can go into docs/benchmarks.md."""

from __future__ import annotations

import os
import statistics
import time


class Report:
    """Markdown on standard output: a heading and a table of what was measured."""

    def heading(self, words: str) -> None:
        """Start a table."""
        print(f"\n### {words}\n\n| measured | figure |\n|---|---|", flush=True)

    def line(self, what: str, figure: str) -> None:
        """Add a line to the table."""
        print(f"| {what} | {figure} |", flush=True)

    def pace(self) -> None:
        """Say how fast the machine is going just now: others may be using it as well."""
        started = time.perf_counter()
        total = 0
        for number in range(1_000_000):
            total += number
        taken = time.perf_counter() - started
        print(
            f"\nPace of the machine: a million additions in Python took {taken * 1000:.0f} ms, "
            f"load average {os.getloadavg()[0]:.1f}.",
            flush=True,
        )


def milliseconds(seconds: list[float]) -> str:
    """Return median and 95th percentile of some times."""
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return f"p50 {statistics.median(ordered) * 1000:,.0f} ms, p95 {p95 * 1000:,.0f} ms"
