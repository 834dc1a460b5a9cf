"""Django's PostgreSQL engine, with the embedded server started on the first connection.

Used as ``ENGINE = "tracker.database"`` when ``DATABASE_URL`` is unset.
"""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import base, client

from tracker.database import use


class DatabaseClient(client.DatabaseClient):
    """``manage.py dbshell`` with the psql that came with the use."""

    def runshell(self, parameters: Iterable[str]) -> None:
        """Start the server if needed, then the shell on it."""
        self.connection.settings_dict["HOST"] = use.ensure_running()
        type(self).executable_name = str(use.places().programs / "psql")
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the embedded server; where it is becomes known only when one is opened."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        """The parent's parameters, after making sure the server runs."""
        self.settings_dict["HOST"] = use.ensure_running()
        params: dict[str, Any] = super().get_connection_params()
        return params
