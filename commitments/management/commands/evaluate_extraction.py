"""`manage.py evaluate_extraction`: how good the extraction is, measured on the gold."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.extraction.english.model import ModelMissing
from commitments.extraction.evaluate import evaluate, load, report


class Command(BaseCommand):
    """Print precision, recall, F1, fields, calibration and every miss; needs no database."""

    help = "Measure the extraction against the gold in fixtures/gold, or against one gold file."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser | ArgumentParser) -> None:
        """Declare the contract of design.md section 5."""
        parser.add_argument("--gold", help="one gold file instead of all in fixtures/gold")
        parser.add_argument(
            "--split",
            choices=["development", "held_out", "unseen", "documents"],
            help="only this part",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, extract, compare, print. Exit 2 when the gold cannot be read or is wrong."""
        folder = Path(settings.BASE_DIR) / "fixtures" / "gold"
        paths = [Path(options["gold"])] if options["gold"] else sorted(folder.glob("*.yaml"))
        try:
            items = [i for p in paths for i in load(p) if options["split"] in (None, i.split)]
            tallies = evaluate(items)
        except (OSError, ValueError, KeyError, ModelMissing) as problem:
            raise CommandError(f"The gold cannot be used: {problem}", returncode=2) from problem
        for line in report(tallies):
            sys.stdout.write(line + "\n")
