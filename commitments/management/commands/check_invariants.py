"""``manage.py check_invariants``: exit 1 with a list when something is wrong."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commitments.selectors.checks import invariant_faults


class Command(BaseCommand):
    """Check every rule of the tracker against the stored records."""

    help = "Check every rule against the stored rows; exit 1 with a list when something is wrong."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """List every fault on standard error, then fail; say so when there is none."""
        faults = 0
        for fault in invariant_faults():
            faults += 1
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{faults} fault(s).")
        self.stdout.write("Every rule holds.")
