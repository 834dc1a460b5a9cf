"""``manage.py check_citations``: exit 1 with a list when something is wrong."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commitments.selectors.checks import citation_faults


class Command(BaseCommand):
    """Check every quote against its document."""

    help = "Check every quote against its document; exit 1 with a list when something is wrong."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """List every fault on standard error, then fail; say so when there is none."""
        faults = 0
        for fault in citation_faults():
            faults += 1
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{faults} fault(s).")
        self.stdout.write("Every quote is what its document says.")
