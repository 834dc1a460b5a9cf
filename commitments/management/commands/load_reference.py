"""``manage.py load_reference``: load the shipped pledges, sources and evidence."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from commitments.actions.loading import LoadError, load_reference


class Command(BaseCommand):
    """Load a fixtures folder, all or nothing; running it again changes nothing."""

    help = "Load fixtures/ (or another folder): all or nothing, and only what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder and whether the file wins over edits in the tracker."""
        parser.add_argument("folder", nargs="?", type=Path, help="default: fixtures/")
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="where both the file and the tracker changed, take the file's",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load and say what was done; on problems list them all and exit 1."""
        folder = options["folder"] or Path(settings.BASE_DIR) / "fixtures"
        try:
            report = load_reference(folder=folder, overwrite=options["overwrite"])
        except LoadError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError(
                f"Nothing was loaded: {len(error.problems)} problem(s) in {folder}."
            ) from error
        self.stdout.write(
            f"{report.items} items: {report.created} records created, {report.updated} updated, "
            f"{report.removed} removed, {report.unchanged} items unchanged."
        )
