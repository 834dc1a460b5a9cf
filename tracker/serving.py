"""What must hold before a process may answer web requests."""

import os
import sys


def prepare() -> None:
    """Choose the settings and the statement limit; end the process when one cannot serve with them.

    Thirty seconds a statement is far above any page and far below a database held up for the
    afternoon by one visitor. STATEMENT_TIMEOUT_SECONDS overrides it.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    os.environ.setdefault("STATEMENT_TIMEOUT_SECONDS", "30")

    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    from tracker.problems import Problem

    try:
        # Django itself objects to an empty key, but only when something is first signed.
        settings.SECRET_KEY  # noqa: B018
    except Problem as problem:
        sys.exit(str(problem))
    except ImproperlyConfigured:
        sys.exit(
            "SECRET_KEY is not set: put at least 50 random characters into the environment "
            "variable SECRET_KEY (or set DEBUG=true on your own machine)."
        )
