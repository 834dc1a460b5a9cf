"""Pages through the real addresses: middleware, view, queries and template."""

from __future__ import annotations

import time

import psutil
from django.db import connection
from django.test import Client

from bench.report import Report, milliseconds
from commitments.models import CommitmentSummary

#: Questions a reader asks of the list, from broad to narrow, and the ones that cost most.
LISTS = {
    "everything": "",
    "a theme": "theme=theme-3",
    "two themes, fulfilled": "theme=theme-3&theme=theme-4&status=fulfilled",
    "a year": "year=2015",
    "status of a year": "status_year=2021&status=fulfilled",
    "not assessed": "status=not_assessed",
    "overdue": "overdue=true",
    "an actor, firm, with a number": "actor=party-3&strength=firm&quantified=true",
    "contested and independent": "contested=true&basis=independent",
    "a source": "source=source-11",
    "a word (1 in 24)": "q=vaccines",
    "a word in Chinese": "q=疫苗",
    "two words": "q=vaccines+valley",
    "a word and a theme": "q=bridges&theme=theme-5",
    "by due date": "ordering=-due_on",
    "by title, a theme": "theme=theme-7&ordering=title",
    "by date made, an actor": "actor=party-50&ordering=-made_on",
}


def measure(report: Report, total: int) -> None:
    """Report the list (first and later requests), the detail page and the matrix."""
    client = Client()
    report.heading("List page with all facets, 25 rows")
    before = psutil.Process().memory_info().rss
    started = time.perf_counter()
    _get(client, "/commitments/")
    first = time.perf_counter() - started
    grown = psutil.Process().memory_info().rss - before
    report.line(
        "first request of the process (reads the index)",
        f"{first * 1000:,.0f} ms, {grown / 2**20:,.0f} MiB more memory",
    )
    repeats = 15 if total <= 200_000 else 7
    everything: list[float] = []
    halfway = {"halfway through the list": f"page={max(1, total // 50)}"}
    for name, query in (LISTS | halfway).items():
        _get(client, f"/commitments/?{query}")
        times = [_time(client, f"/commitments/?{query}") for _ in range(repeats)]
        everything += times
        report.line(f"{name} `{query or ' '}`", milliseconds(times))
    report.line("**all of these**", f"**{milliseconds(everything)}**")
    after = _after_a_change(client)
    report.line("everything, right after a commitment changed", milliseconds(after))

    report.heading("Other pages")
    step = max(1, total // 40)
    references = list(
        CommitmentSummary.public.order_by("reference").values_list("reference", flat=True)[
            : 40 * step : step
        ]
    )
    report.line(
        "detail page of 40 commitments",
        milliseconds([_time(client, f"/commitments/{one}/") for one in references]),
    )
    for address in ("/", "/years/", "/years/2022/", "/themes/theme-3/"):
        _get(client, address)
        report.line(address, milliseconds([_time(client, address) for _ in range(5)]))


def _after_a_change(client: Client) -> list[float]:
    times = []
    for _ in range(5):
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE commitments_commitment SET note = note || '.' WHERE id = "
                "(SELECT max(id) FROM commitments_commitment)"
            )
        times.append(_time(client, "/commitments/"))
    return times


def _get(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")


def _time(client: Client, address: str) -> float:
    started = time.perf_counter()
    _get(client, address)
    return time.perf_counter() - started
