"""``manage.py data_dictionary``: print docs/data-dictionary.md as it should be."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from commitments.exports.dictionary import markdown


class Command(BaseCommand):
    """Print the data dictionary; needs no database."""

    help = "Print the data dictionary (docs/data-dictionary.md)."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print it in English, the language of the docs."""
        with translation.override("en"):
            self.stdout.write(markdown(), ending="")
