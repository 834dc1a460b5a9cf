"""A database of the benchmark's own, made and dropped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


def set_up() -> None:
    """Configure Django as in production, without HTTPS in front."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    os.environ.setdefault("SECRET_KEY", "benchmark-only-" + "0123456789" * 5)
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    os.environ["DEBUG"] = "false"
    os.environ["HTTPS_ONLY"] = "false"
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }


@contextmanager
def own_database() -> Iterator[str]:
    """Make an empty database on the configured server, use it, drop it at the end."""
    from django.core.management import call_command
    from django.db import connection

    name, usual = f"bench_{os.getpid()}", connection.settings_dict["NAME"]
    with connection.cursor():
        pass  # the embedded server is started by the first connection
    connection.close()
    # Django's own way to a cursor outside the database that is to be made or dropped.
    outside = connection._nodb_cursor  # noqa: SLF001
    with outside() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0)
        yield name
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        with outside() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
