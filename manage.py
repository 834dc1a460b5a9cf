#!/usr/bin/env python
"""Run a Django command with the tracker's settings."""

import os
import sys

from tracker.problems import Problem

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except Problem as problem:
        sys.exit(f"{problem}")
