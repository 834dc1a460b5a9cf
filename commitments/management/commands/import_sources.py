"""``manage.py import_sources FOLDER``: bring in a folder of speeches and read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.actions.queue.extracting import ask_for_extraction, read_document
from commitments.actions.queue.intake import Received, bring_in
from commitments.actions.sources import DuplicateText
from commitments.extraction.reading.formats import MEDIA_TYPES
from commitments.models import Document


class Command(BaseCommand):
    """Bring in every file of a folder, in the order of their names."""

    help = (
        "Brings in the .txt, .md, .html, .pdf and .docx files of a folder as draft documents "
        "and reads them for pledges. Safe to repeat: what came in before is named and left."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the folder, and who brings its files in."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--as", dest="username", help="the account that brings them in")
        parser.add_argument(
            "--no-reading", action="store_true", help="only bring in; editors confirm and read"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Go through the folder. Raises CommandError at the end when a file was refused."""
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder}: is no folder.")
        by = self._account(options["username"])
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in MEDIA_TYPES)
        refused = 0
        for path in paths:
            try:
                document = bring_in(file=Received(path.name, path.read_bytes()), by=by)
            except DuplicateText as error:
                self.stdout.write(f"{path.name}: here already as “{error.existing}”")
                continue
            except (ValidationError, OSError) as problem:
                refused += 1
                words = " ".join(getattr(problem, "messages", [str(problem)]))
                self.stderr.write(f"{path.name}: not brought in. {words}")
                continue
            told = "" if options["no_reading"] else self._read(document, by)
            self.stdout.write(f"{path.name}: “{document}”{told}")
        self.stdout.write(f"{len(paths)} files, {refused} refused")
        if refused:
            raise CommandError(f"{refused} files were not brought in: see above.")

    def _read(self, document: Document, by: User | None) -> str:
        # Read here, one after another: a command can wait, and needs no worker.
        run = ask_for_extraction(document=document, by=by, enqueue=False)
        read_document.call(run.pk)
        run.refresh_from_db()
        if run.state == "failed":
            return f", could not be read: {run.error}"
        undated = "" if document.dated else ", no date in the text"
        return f", {run.found} finds{undated}"

    def _account(self, username: str | None) -> User | None:
        if not username:
            return None
        found = User.objects.filter(username=username).first()
        if found is None:
            raise CommandError(f"There is no account {username}.")
        return found
