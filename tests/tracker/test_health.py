import pytest
from django.db import connection


@pytest.mark.django_db
def test_says_ok_when_the_database_answers(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_says_unavailable_when_it_does_not(client, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise ConnectionError("no such server")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable"}


@pytest.mark.django_db
def test_is_asked_by_address_and_without_tls(client, settings):
    settings.ALLOWED_HOSTS = ["tracker.example"]
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz", headers={"host": "10.0.0.7:8000"}).status_code == 200
    assert client.get("/nowhere", headers={"host": "tracker.example"}).status_code == 301


def test_only_reads(client):
    response = client.post("/healthz")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
