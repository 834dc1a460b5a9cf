"""Who is using the embedded server: the last one out stops it.

Two lock files beside the data. ``turn.lock`` is held for the moment of starting or stopping.
``users.lock`` is held shared by every process for as long as it lives, and the kernel gives it
back even after kill -9; whoever can get it exclusively is alone and may stop the server.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def turn(home: Path) -> Iterator[None]:
    """Wait for, and hold, the right to start or stop the server of ``home``."""
    with _opened(home / "turn.lock") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


class Lease:
    """This process's mark that it uses the server of ``home``; take it inside ``turn``."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.process = os.getpid()
        self._handle = _opened(home / "users.lock")
        fcntl.flock(self._handle, fcntl.LOCK_SH)

    def is_last(self) -> bool:
        """Whether nobody else uses the server; call inside ``turn``."""
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            fcntl.flock(self._handle, fcntl.LOCK_SH)
        return True

    def end(self) -> None:
        """Give the mark back."""
        self._handle.close()


def _opened(path: Path) -> IO[bytes]:
    return path.open("ab")
