"""The embedded server from the command line.

    python -m tracker.database status             where it is and whether it runs
    python -m tracker.database stop               stop it, whoever uses it
    python -m tracker.database pg_dump ARGS...    any PostgreSQL program, pointed at the database

With ``DATABASE_URL`` set, programs are pointed at that server. For backup and restore see
docs/operations.md.
"""

import os
import subprocess
import sys

from tracker.database import server, url, use
from tracker.database.lease import turn
from tracker.database.places import wheel_programs
from tracker.problems import Problem


def main(arguments: list[str]) -> int:
    """Do what is asked; the exit code is that of the program that was run."""
    if not arguments or arguments[0] in ("-h", "--help"):
        sys.stdout.write(__doc__ or "")
        return 0 if arguments else 2
    match arguments[0]:
        case "status":
            return status()
        case "stop":
            places = use.places()
            with turn(places.home):
                sys.stdout.write("stopped\n" if server.stop(places.data) else "it did not run\n")
            return 0
        case program:
            return run(program, arguments[1:])


def status() -> int:
    """Print where the server is; 0 when it runs, 3 when it does not."""
    places = use.places()
    process = server.running(places.data)
    sys.stdout.write(
        f"data     {places.data}\nlog      {places.log}\nsocket   {places.sockets}\n"
        f"process  {process.pid if process else 'not running'}\n"
    )
    return 0 if process else 3


def run(program: str, arguments: list[str]) -> int:
    """Run one of PostgreSQL's own programs on the tracker's database."""
    path = wheel_programs() / program
    if not path.exists():
        raise Problem(f"{program} is not a PostgreSQL program: try pg_dump, pg_restore or psql.")
    environment = os.environ | connection_variables()
    return subprocess.run([str(path), *arguments], env=environment, check=False).returncode


def connection_variables() -> dict[str, str]:
    """Return the database as libpq's environment variables; starts the embedded one if needed."""
    parts = url.configured()
    if parts == url.EMBEDDED:
        parts["HOST"] = use.ensure_running()
    return url.libpq_variables(parts)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(str(problem))
