"""Errors are pages of ours, also when the database is away."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.test import RequestFactory

from commitments.views import errors
from tests.views.html import parse


@pytest.mark.parametrize(
    ("view", "error", "status"),
    [
        (errors.bad_request, SuspiciousOperation("Invalid HTTP_HOST header"), 400),
        (errors.permission_denied, PermissionDenied("internal reason"), 403),
    ],
)
def test_what_django_objects_to_is_not_repeated(view, error, status):
    response = view(RequestFactory().get("/"), exception=error)
    assert response.status_code == status
    assert str(error) not in parse(response).words


def test_a_failure_is_said_without_the_database(client, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise ConnectionError("no such server")

    monkeypatch.setattr(connection, "cursor", refuse)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    page = parse(response)
    assert "Something went wrong on our side" in page.words
    assert "no such server" not in page.words


@pytest.mark.django_db
def test_readers_may_only_read(client):
    assert client.post("/commitments/").status_code == 405
    assert client.head("/commitments/").status_code == 200
