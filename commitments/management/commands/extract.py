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
from commitments.extraction.folder import extract_folder, files_in, text_in
from commitments.extraction.output import as_json, as_table
from commitments.extraction.pipeline import extract
from commitments.extraction.reading.decode import Unreadable
from commitments.extraction.types import Options


def iso_date(text: str) -> date:
    """Read YYYY-MM-DD; argparse turns the ValueError into its own message."""
    return date.fromisoformat(text)


class Command(BaseCommand):
    """Print what the extraction finds in a file or folder; writes nothing but standard output."""

    help = "Print the pledges and progress claims of a speech as JSON lines."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser | ArgumentParser) -> None:
        """Declare the contract of design.md section 5."""
        parser.add_argument("file", help="a text, web page, PDF or Word file, or a folder of them")
        parser.add_argument("--language", choices=["en", "zh", "auto"], default="auto")
        parser.add_argument("--date", type=iso_date, help="the day it was spoken, YYYY-MM-DD")
        parser.add_argument("--actor", default="", help="the side the speaker speaks for")
        parser.add_argument("--format", choices=["jsonl", "table"], default="jsonl")
        parser.add_argument("--workers", type=int, default=1, help="processes, for a folder")

    def handle(self, *_args: Any, **given: Any) -> None:
        """Read, extract, print. Exit 2 with a message when a file or the model is missing."""
        path = Path(given["file"])
        options = Options(given["language"], given["date"], given["actor"])
        try:
            if path.is_dir():
                self._folder(path, options, given["workers"])
                return
            finds = extract(text_in(path), options)
        except (Unreadable, ModelMissing, OSError) as problem:
            raise CommandError(str(problem), returncode=2) from problem
        for line in map(as_json, finds) if given["format"] == "jsonl" else as_table(finds):
            sys.stdout.write(line + "\n")

    def _folder(self, folder: Path, options: Options, workers: int) -> None:
        """Print every file's finds with its name; progress and problems go to standard error."""
        total, problems = len(files_in(folder)), 0
        for number, outcome in enumerate(extract_folder(folder, options, workers), start=1):
            for find in outcome.finds:
                sys.stdout.write(json.dumps(find, ensure_ascii=True) + "\n")
            if outcome.problem:
                problems += 1
                self.stderr.write(outcome.problem)
            if self.stderr.isatty():
                self.stderr.write(
                    f"\r{number}/{total} files", ending="" if number < total else "\n"
                )
        if problems:
            raise CommandError(f"{problems} of {total} files could not be read.", returncode=2)
