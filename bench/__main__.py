"""Run every benchmark: ``python -m bench``, ``N=1000000 python -m bench``."""

from __future__ import annotations

import os
import platform
import time

from bench.place import own_database, set_up
from bench.report import Report


def main() -> None:
    """Make the database, load, measure, drop."""
    total = int(os.environ.get("N", "100000"))
    set_up()
    from django.db import connection

    from bench import files, load, pages

    report = Report()
    with own_database():
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = cursor.fetchone()[0]
        print(f"## {total:,} synthetic commitments beside the shipped ones\n")
        print(
            f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} CPUs, Python "
            f"{platform.python_version()}, PostgreSQL {version}"
        )
        report.pace()
        load.load(total, report)
        report.pace()
        pages.measure(report, total)
        report.pace()
        files.measure(report)
        report.pace()


if __name__ == "__main__":
    main()
