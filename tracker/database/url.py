"""``DATABASE_URL``, read in one place."""

import os
import warnings
from typing import Any
from urllib.parse import unquote

import environ

from tracker.problems import Problem

WRONG = (
    "DATABASE_URL is not the address of a PostgreSQL server: its form is "
    "postgres://user:password@host:5432/name (unset it to use the database that comes with the "
    "tracker)."
)
EMBEDDED = {"ENGINE": "tracker.database", "NAME": "tracker", "USER": "tracker"}


def configured() -> dict[str, Any]:
    """Return Django's settings for the database: the embedded one when ``DATABASE_URL`` is unset.

    Connects to nothing. Raises Problem when the variable is no address of a PostgreSQL server.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return dict(EMBEDDED)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parts: dict[str, Any] = environ.Env.db_url_config(url)
    except ValueError:  # not chained: the address holds a password
        raise Problem(WRONG) from None
    if parts.get("ENGINE") != "django.db.backends.postgresql" or not parts.get("NAME"):
        raise Problem(WRONG)
    # A socket folder is written %2Fvar%2Frun in the place of the host, as libpq has it.
    parts["HOST"] = unquote(parts["HOST"])
    return parts


def libpq_variables(parts: dict[str, Any]) -> dict[str, str]:
    """Return the environment variables that point PostgreSQL's own programs to a database."""
    options = parts.get("OPTIONS", {})
    named = {
        "PGHOST": options.get("host") or parts.get("HOST"),
        "PGPORT": parts.get("PORT"),
        "PGUSER": parts.get("USER"),
        "PGPASSWORD": parts.get("PASSWORD"),
        "PGDATABASE": parts.get("NAME"),
        "PGSSLMODE": options.get("sslmode"),
        "PGSSLROOTCERT": options.get("sslrootcert"),
    }
    return {name: str(value) for name, value in named.items() if value}
