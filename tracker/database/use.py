"""What a process says to get, and to give up, the embedded server."""

import atexit
import contextlib
import functools
import os
from collections.abc import Iterator

from tracker.database import data, server
from tracker.database.lease import Lease, turn
from tracker.database.places import Places, find
from tracker.problems import Problem

USER = data.USER
NAME = server.NAME

places = functools.cache(find)
_held: list[Lease] = []


def ensure_running() -> str:
    """Make sure the server runs and return its socket folder (libpq's ``host``).

    The calling process counts as a user of the server until it ends; the last user to end stops
    it. Recovers what kill -9 left behind: an orphaned server is used again, a stale
    ``postmaster.pid`` is put aside. Raises Problem when the server cannot be had.
    """
    here = places()
    with _readable(here):
        if not (_held and server.running(here.data)):
            with turn(here.home):
                if not _held:
                    _held.append(Lease(here.home))
                    atexit.register(leave)
                if server.running(here.data) is None:
                    server.start(here)
    return str(here.sockets)


def leave() -> None:
    """Stop using the server, and stop it when nobody else does. Runs at exit by itself."""
    # A forked child inherits the lease and the exit handler, but it is not the one who leaves.
    if not _held or _held[0].process != os.getpid():
        return
    with turn(places().home):
        lease = _held.pop()
        if lease.is_last():
            server.stop(places().data)
        lease.end()


@contextlib.contextmanager
def _readable(here: Places) -> Iterator[None]:
    """Turn "permission denied" on the data into a sentence that says whose it is."""
    try:
        yield
    except PermissionError as error:
        raise Problem(
            f"The database in {here.home} belongs to another account ({error.filename} is closed "
            "to this one): run as that account or as root, or choose another folder with "
            "VAR_DIR=/some/folder."
        ) from None
