"""``make run``: the whole tracker on one machine, from nothing to a page in a browser.

Starts (or finds) the database, migrates, loads ``fixtures/``, makes the demo accounts and serves
with gunicorn, the server of production: its worker processes end by themselves when their master
is killed, so that neither a port nor a database stays behind, and Ctrl-C takes well under a
second. For work on the code ``manage.py runserver`` reloads on every change; both share a database.
"""

import argparse
import errno
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracker.problems import Problem

GRACE_SECONDS = 2.0
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def main(arguments: list[str] | None = None) -> None:
    """Run until Ctrl-C or SIGTERM. Raises Problem for whatever the user can put right."""
    parser = argparse.ArgumentParser(prog="make run", description="Run the tracker.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default="8000")
    options = parser.parse_args(arguments)

    # Until gunicorn takes over, a polite kill must still run the exit handlers (the database's).
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))
    listener = bound(options.host, options.port)
    choose_settings(options.host)
    prepare_database()
    serve(listener, options.host)


def bound(host: str, port: str) -> socket.socket:
    """A socket on ``host`` and ``port``, taken first: a taken port is known before any work."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Problem(f"PORT={port} is not a port: give a number from 1 to 65535.")
    try:
        found = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
    except OSError:
        raise Problem(f"HOST={host} is not an address of this machine: try 127.0.0.1.") from None
    listener = socket.socket(found[0], socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bind_patiently(listener, found[4])
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            sentence = (
                f"Port {port} on {host} is taken: stop the program that has it, or choose another "
                f"port with PORT={int(port) % 65535 + 1} make run."
            )
        elif error.errno == errno.EACCES:
            sentence = f"Port {port} is reserved for root: choose one above 1023, PORT=8000."
        else:
            sentence = f"HOST={host} is not an address of this machine: try 127.0.0.1."
        raise Problem(sentence) from None
    return listener


def bind_patiently(listener: socket.socket, address: Any) -> None:
    """Bind; the workers of a run that was just killed need a moment to let go of the port."""
    deadline = time.monotonic() + GRACE_SECONDS
    while True:
        try:
            return listener.bind(address)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise
        time.sleep(0.1)


def choose_settings(host: str) -> None:
    """Fill in what a machine of one's own needs and the environment does not say."""
    environ = os.environ
    environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    environ.setdefault("DEBUG", "true")
    if environ["DEBUG"].lower() in ("true", "1", "on", "yes", "y", "ok"):
        environ.setdefault("SECRET_KEY", kept_secret())
        if host not in LOOPBACK:
            environ.setdefault("ALLOWED_HOSTS", "*")
            tell(f"DEBUG is on and {host} can be reached from other machines: for a look only.")


def kept_secret() -> str:
    """This clone's own key, so that a restart signs nobody out."""
    from tracker.database.places import var_dir, writable_folder

    path = writable_folder(var_dir()) / "secret-key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(secrets.token_urlsafe(50))
    try:
        return path.read_text(encoding="ascii")
    except PermissionError:
        raise Problem(
            f"{path} belongs to another account: run as that account or as root, or choose another "
            "folder with VAR_DIR=/some/folder make run."
        ) from None


def prepare_database() -> None:
    """Bring the database up to date; a second time this changes nothing."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import OperationalError, connections

    django.setup()
    try:
        tell("Database: " + where(settings.DATABASES["default"]))
        call_command("migrate", interactive=False, verbosity=0)
        tell("Loading fixtures/ (half a minute the first time)")
        call_command("load_reference")
        if settings.DEBUG:
            call_command("make_demo_accounts")
        else:
            call_command("collectstatic", interactive=False, verbosity=0)
    except OperationalError as error:
        words = str(error).strip().splitlines()[0]
        raise Problem(
            f"The database does not answer ({words}): check DATABASE_URL, or unset it to use the "
            "database that comes with the tracker."
        ) from None
    finally:
        # The workers are forked from this process and must not share its connection.
        connections.close_all()


def where(database: dict[str, Any]) -> str:
    """Say which database is used, without its password."""
    if database["ENGINE"] != "tracker.database":
        return f"{database['NAME']} on {database['HOST'] or 'this machine'} (DATABASE_URL)"
    from tracker.database import use

    places = use.places()
    if places.moved_because:
        tell(places.moved_because)
    return f"PostgreSQL in {places.data}"


def serve(listener: socket.socket, host: str) -> None:
    """Hand the socket to gunicorn and stay until it is told to stop."""
    from gunicorn.app.base import BaseApplication
    from gunicorn.arbiter import Arbiter

    port = listener.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host

    class Application(BaseApplication):
        def load_config(self) -> None:
            for name, value in {
                "bind": f"fd://{listener.detach()}",
                "workers": min(4, os.cpu_count() or 1),
                "threads": 4,
                "preload_app": True,
                "loglevel": "warning",
                "graceful_timeout": 5,
                "control_socket_disable": True,
                "proc_name": "tracker",
                "when_ready": lambda _: tell(f"Serving http://{shown}:{port}/ (Ctrl-C stops it)"),
            }.items():
                self.cfg.set(name, value)

        def load(self) -> Callable[..., Any]:
            from tracker.wsgi import application

            return application

    class Master(Arbiter):
        def handle_hup(self) -> None:
            """The terminal was closed: stop, where gunicorn would start over without it."""
            self.handle_term()

    Master(Application()).run()


def tell(words: str) -> None:
    """Tell the person at the terminal, even when the output goes through a pipe."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parent.parent)
    try:
        main()
    except Problem as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
