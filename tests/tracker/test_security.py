"""What the production settings promise, asked of the application itself."""

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pythonjsonlogger.json import JsonFormatter

from tracker import logs, proxies

ROOT = Path(__file__).resolve().parent.parent.parent
LOGIN = "/admin/login/"


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "VAR_DIR") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_any_environment_the_configuration_is_closed():
    done = run(
        "import json; from tracker import settings as s; print(json.dumps([s.DEBUG, s.SECRET_KEY,"
        "s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        "s.SECURE_HSTS_SECONDS, s.SECURE_PROXY_SSL_HEADER, s.STATEMENT_TIMEOUT_SECONDS]))"
    )
    assert json.loads(done.stdout) == [False, "", True, True, True, 31_536_000, None, 0]


def test_nothing_is_served_without_a_secret_key():
    done = run("import tracker.wsgi")
    assert done.returncode == 1
    assert re.fullmatch(r"SECRET_KEY is not set: .*\n", done.stderr)


def test_web_requests_have_a_statement_limit_and_commands_have_none():
    code = "import {0}; from django.conf import settings as s; print(s.STATEMENT_TIMEOUT_SECONDS)"
    assert run(code.format("tracker.wsgi"), SECRET_KEY="k" * 60).stdout == "30\n"
    more = run(code.format("tracker.wsgi"), SECRET_KEY="k" * 60, STATEMENT_TIMEOUT_SECONDS="5")
    assert more.stdout == "5\n"


def test_extract_needs_no_database(tmp_path):
    text = tmp_path / "speech.txt"
    text.write_text("China will provide 1,000 training places over the next three years.")
    missing = tmp_path / "var"
    done = subprocess.run(
        [sys.executable, "manage.py", "extract", str(text)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(missing)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[0])["text"]
    assert not missing.exists()


@pytest.mark.django_db
def test_the_policy_allows_nothing_inline_and_the_admin_lives_with_it(client, admin_client):
    policy = dict(
        part.strip().split(" ", 1)
        for part in client.get(LOGIN)["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert policy["img-src"] == "'self' data:"
    for url in (LOGIN, "/admin/", "/admin/auth/user/", "/admin/auth/user/add/"):
        html = admin_client.get(url, follow=True).content.decode()
        assert "<html" in html
        assert not re.search(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))", html)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", html)


def test_headers_of_every_answer(client, db):
    response = client.get(LOGIN)
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_guesser_is_locked_out_by_name_and_address(client, settings):
    User.objects.create_user("ada", password="the right one", is_staff=True)

    def attempt(password: str, address: str, username: str = "ada"):
        return client.post(
            LOGIN, {"username": username, "password": password}, REMOTE_ADDR=address
        ).status_code

    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert attempt("wrong", "192.0.2.1") == 200
    assert attempt("wrong", "192.0.2.1") == 429
    assert attempt("the right one", "192.0.2.1") == 429
    assert attempt("wrong", "192.0.2.1", username="grace") == 200
    assert attempt("the right one", "192.0.2.2") == 302


@pytest.mark.django_db
def test_a_locked_out_editor_reads_why(client, settings):
    settings.AXES_FAILURE_LIMIT = 1
    response = client.post(LOGIN, {"username": "ada", "password": "wrong"})
    assert response.status_code == 429
    assert "Too many failed logins" in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_gets_a_page_of_ours():
    response = Client(enforce_csrf_checks=True).post(LOGIN, {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "Nothing was changed" in response.content.decode()


@pytest.mark.parametrize(
    ("count", "header", "address"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.66, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.66, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(rf, settings, count, header, address):
    settings.TRUSTED_PROXIES = count
    request = rf.get("/", headers={"x-forwarded-for": header}, REMOTE_ADDR="10.0.0.1")
    assert proxies.client_address(request) == address


def test_a_tame_request_id_is_taken_over_and_a_wild_one_is_not(client, db):
    assert client.get("/healthz", headers={"x-request-id": "abc-12345"})["X-Request-ID"] == (
        "abc-12345"
    )
    made = client.get("/healthz", headers={"x-request-id": 'x"}\n{"level": "fake'})["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", made)


def test_a_log_line_is_one_json_object_with_the_request_id(settings):
    options = {
        key: value for key, value in settings.LOGGING["formatters"]["json"].items() if key != "()"
    }
    record = logging.LogRecord("tracker", logging.INFO, "x.py", 1, "Said %s", ("承诺\n",), None)
    token = logs.request_id.set("abc-12345")
    logs.RequestIdFilter().filter(record)
    logs.request_id.reset(token)
    line = JsonFormatter(**options).format(record)
    assert "\n" not in line
    written = json.loads(line)
    assert written.pop("time")
    assert written == {
        "level": "INFO",
        "logger": "tracker",
        "message": "Said 承诺\n",
        "request_id": "abc-12345",
    }


def test_a_request_is_logged_without_its_query(client, db, caplog):
    with caplog.at_level(logging.INFO, logger="tracker.request"):
        client.get("/nowhere/?q=private")
    (record,) = [record for record in caplog.records if record.name == "tracker.request"]
    assert (record.method, record.path, record.status) == ("GET", "/nowhere/", 404)
    assert "private" not in record.getMessage()
