"""``manage.py export_decisions``: what editors decided, as JSON lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.selectors.decisions import decisions


class Command(BaseCommand):
    """Print or write one line per decided candidate, for measuring the extraction."""

    help = "Writes decided candidates as JSON lines (evaluation data; no names of people)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare where to write."""
        parser.add_argument("--output", metavar="FILE", help="a file instead of standard output")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the lines. Raises CommandError when the file cannot be written."""
        lines = (json.dumps(one, ensure_ascii=False) for one in decisions())
        if not options["output"]:
            for line in lines:
                self.stdout.write(line)
            return
        path = Path(options["output"])
        count = 0
        try:
            with path.open("w", encoding="utf-8", newline="\n") as out:
                for line in lines:
                    out.write(f"{line}\n")
                    count += 1
        except OSError as problem:
            raise CommandError(f"{path}: cannot be written ({problem.strerror}).") from problem
        self.stderr.write(f"{count} decisions written to {path}")
