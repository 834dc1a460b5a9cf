"""Make the data of the embedded server, and refuse data of another version."""

import contextlib
import os
import shutil
import subprocess
from typing import Any

from tracker.database.places import Places
from tracker.problems import Problem

USER = "tracker"


def create(places: Places) -> None:
    """Initdb into a folder beside, then rename: a run killed half way leaves nothing half made."""
    if places.data.exists() and any(places.data.iterdir()):
        raise Problem(
            f"{places.data} is not empty but holds no PostgreSQL data: move it away and run again."
        )
    fresh = places.home / "postgres.new"
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(fresh)
    fresh.mkdir(mode=0o700)
    if places.account:
        os.chown(fresh, *places.account)
    # Sorting and case rules come from PostgreSQL itself: the same on every machine.
    command = [
        str(places.programs / "initdb"),
        f"--pgdata={fresh}",
        f"--username={USER}",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
    ]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, **as_account(places)
    )
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
        raise Problem(f"PostgreSQL could not make its data in {fresh}: {words[-1]}.")
    if places.data.exists():
        places.data.rmdir()
    fresh.rename(places.data)


def check_version(places: Places) -> None:
    """Raise Problem when the data was made by another major version than the programs."""
    of_data = (places.data / "PG_VERSION").read_text(encoding="ascii").strip()
    said = subprocess.run(
        [str(places.programs / "postgres"), "--version"], check=True, capture_output=True, text=True
    ).stdout
    of_server = said.split()[2].split(".")[0]
    if of_data != of_server:
        raise Problem(
            f"The data in {places.data} was made by PostgreSQL {of_data} and the installed server "
            f"is {of_server}: see 'Upgrade' in docs/operations.md."
        )


def as_account(places: Places) -> dict[str, Any]:
    """Arguments for subprocess that run a program of the server under its account."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
    settings: dict[str, Any] = {"cwd": "/", "env": environment}
    if places.account:
        settings |= {"user": places.account[0], "group": places.account[1], "extra_groups": []}
    return settings
