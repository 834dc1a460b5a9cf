import pytest

from tracker.database import url
from tracker.problems import Problem


def read(monkeypatch, value):
    monkeypatch.setenv("DATABASE_URL", value)
    return url.configured()


def test_unset_or_empty_means_the_embedded_server(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert url.configured()["ENGINE"] == "tracker.database"
    assert read(monkeypatch, "")["ENGINE"] == "tracker.database"


def test_an_address_is_read_in_full(monkeypatch):
    parts = read(monkeypatch, "postgres://ada:p%40ss@db.example:5433/pledges?sslmode=require")
    assert (parts["USER"], parts["PASSWORD"], parts["HOST"]) == ("ada", "p@ss", "db.example")
    assert url.libpq_variables(parts) == {
        "PGHOST": "db.example",
        "PGPORT": "5433",
        "PGUSER": "ada",
        "PGPASSWORD": "p@ss",
        "PGDATABASE": "pledges",
        "PGSSLMODE": "require",
    }


def test_a_socket_folder_may_hold_a_space(monkeypatch):
    parts = read(monkeypatch, "postgres://ada@%2Fsrv%2Fa%20b%2Frun/pledges")
    assert parts["HOST"] == "/srv/a b/run"


@pytest.mark.parametrize(
    "value",
    [
        "nonsense",
        "sqlite:///here.db",
        "mysql://ada:hunter2@db/pledges",
        "postgres://ada:hunter2@db",
        "postgres://ada:hunter2@db:port/pledges",
    ],
)
def test_anything_else_gets_a_sentence_without_the_password(monkeypatch, value):
    with pytest.raises(Problem, match="form is postgres://") as caught:
        read(monkeypatch, value)
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None
