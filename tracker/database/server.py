"""Start, find and stop the embedded PostgreSQL. Every function is safe to call twice."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

import psutil

from tracker.database.data import USER, as_account, check_version, create
from tracker.database.places import SOCKET_NAME, Places
from tracker.problems import Problem

NAME = "tracker"
START_SECONDS = 60.0
STOP_SECONDS = 30.0


def running(data: Path) -> psutil.Process | None:
    """The server process of ``data`` when it lives and is ready, else ``None``."""
    lines = _pid_file(data)
    if len(lines) < 8 or not lines[7].startswith("ready"):
        return None
    return _server_process(lines, data)


def _pid_file(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _server_process(lines: list[str], data: Path) -> psutil.Process | None:
    """The living PostgreSQL that wrote these lines; another process may have its number by now."""
    try:
        process = psutil.Process(int(lines[0]))
        if process.name() != "postgres" or process.status() == psutil.STATUS_ZOMBIE:
            return None
    except (psutil.Error, ValueError, IndexError):
        return None
    try:
        return process if Path(process.cwd()).samefile(data) else None
    except (psutil.Error, OSError):
        return process  # hidden from us: a postgres by that number is taken to be the one


def start(places: Places) -> None:
    """Start the server and wait until it takes connections; makes the data on first use.

    Call inside ``turn``. Raises Problem with PostgreSQL's own last words when it will not start.
    """
    _prepare_sockets(places)
    if not (places.data / "PG_VERSION").exists():
        create(places)
    check_version(places)
    if _server_process(_pid_file(places.data), places.data) is None:
        _clear_away(places)
    deadline = time.monotonic() + START_SECONDS
    while not _started(places, deadline):
        # Children of a killed server need a moment to go before a new one may take over.
        time.sleep(0.5)
    _make_database(places)
    if places.account:
        # In a clone that root shares with its owner, the owner must be able to go on alone.
        for path in (places.home, *(each for each in places.home.iterdir() if each.is_file())):
            os.chown(path, *places.account)


def _clear_away(places: Places) -> None:
    """Remove the lock files of a server that is no more.

    PostgreSQL does so itself unless the number in them still stands for some process: another
    program (numbers start anew with a container), or a killed server that nobody has reaped. It
    does keep its own guard, the shared memory of the data folder, against two servers at once.
    """
    (places.data / "postmaster.pid").unlink(missing_ok=True)
    for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (places.sockets / name).unlink(missing_ok=True)


def _prepare_sockets(places: Places) -> None:
    folder = places.sockets
    owner = places.account[0] if places.account else os.geteuid()
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if places.account and folder.lstat().st_uid == 0:
            os.chown(folder, *places.account)
        if folder.is_symlink() or folder.lstat().st_uid != owner:
            raise PermissionError(1, "it belongs to somebody else")
        folder.chmod(0o700)
    except OSError as error:
        raise Problem(
            f"The socket folder {folder} cannot be used ({error.strerror}): delete it, "
            "or choose another data folder with VAR_DIR=/some/folder."
        ) from None


def _started(places: Places, deadline: float) -> bool:
    """Try once; False when a dying predecessor is in the way and there is time to try again."""
    if places.log.exists() and places.log.stat().st_size > 5_000_000:
        places.log.replace(places.log.with_suffix(".log.1"))
    quoted = str(places.sockets).replace('"', '""')
    command = [
        str(places.programs / "postgres"),
        "-D",
        str(places.data),
        "-c",
        "listen_addresses=",
        "-c",
        f'unix_socket_directories="{quoted}"',
        "-c",
        "unix_socket_permissions=0700",
    ]
    with places.log.open("ab") as log:
        position = log.tell()
        # A session of its own: Ctrl-C in the terminal must reach the web server first.
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **as_account(places),
        )
    while process.poll() is None:
        lines = _pid_file(places.data)
        if len(lines) >= 8 and lines[0] == str(process.pid) and lines[7].startswith("ready"):
            return True
        if time.monotonic() > deadline:
            process.terminate()
            raise Problem(
                f"PostgreSQL did not start within {START_SECONDS:.0f} s: see {places.log}."
            )
        time.sleep(0.02)
    with places.log.open("rb") as log:
        log.seek(position)
        words = log.read().decode(errors="replace")
    in_the_way = "shared memory block" in words or 'file "postmaster.pid" already exists' in words
    if in_the_way and time.monotonic() < deadline:
        return False
    fatal = [line for line in words.splitlines() if "FATAL" in line or "PANIC" in line]
    last = (fatal or words.splitlines() or ["no message"])[-1]
    raise Problem(f"PostgreSQL did not start: {last} (more in {places.log}).")


def _make_database(places: Places) -> None:
    import psycopg2

    connection = psycopg2.connect(host=str(places.sockets), user=USER, dbname="postgres")
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
            if cursor.fetchone() is None:
                cursor.execute(f'CREATE DATABASE "{NAME}"')
    finally:
        connection.close()


def stop(data: Path) -> bool:
    """Stop the server of ``data`` cleanly (open connections are ended); False if none ran."""
    process = running(data)
    if process is None:
        return False
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(signal.SIGINT)  # PostgreSQL's "fast" shutdown
        with contextlib.suppress(ChildProcessError):
            process.wait(timeout=STOP_SECONDS)
    return True
