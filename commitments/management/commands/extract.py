"""`manage.py extract FILE`: a speech's pledges as JSON lines, without a database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.extraction.english.model import ModelMissing
from commitments.extraction.output import as_json, as_table
from commitments.extraction.pipeline import extract
from commitments.extraction.reading.decode import Unreadable, read_file
from commitments.extraction.types import Options


def iso_date(text: str) -> date:
    """Read YYYY-MM-DD; argparse turns the ValueError into its own message."""
    return date.fromisoformat(text)


class Command(BaseCommand):
    """Print what the extraction finds in one file; writes nothing but standard output."""

    help = "Print the pledges and progress claims of a speech as JSON lines."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser | ArgumentParser) -> None:
        """Declare the contract of design.md section 5."""
        parser.add_argument("file", help="the text to read: .txt, .html or .pdf")
        parser.add_argument("--language", choices=["en", "zh", "auto"], default="auto")
        parser.add_argument("--date", type=iso_date, help="the day it was spoken, YYYY-MM-DD")
        parser.add_argument("--actor", default="", help="the side the speaker speaks for")
        parser.add_argument("--format", choices=["jsonl", "table"], default="jsonl")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, extract, print. Exit 2 with a message when the file or the model is missing."""
        try:
            raw = read_file(Path(options["file"]))
            finds = extract(
                raw,
                Options(
                    language=options["language"], spoken=options["date"], actor=options["actor"]
                ),
            )
        except (Unreadable, ModelMissing) as problem:
            raise CommandError(str(problem), returncode=2) from problem
        lines = (as_json(f) for f in finds) if options["format"] == "jsonl" else as_table(finds)
        for line in lines:
            sys.stdout.write(
                (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n"
            )
