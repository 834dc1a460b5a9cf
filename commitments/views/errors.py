"""Pages for what went wrong: what happened, and a way on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponseBase]


class BadParameter(ValueError):
    """A parameter of the address that cannot be understood; the answer is 400, by name."""

    def __init__(self, parameter: str, value: str, message: str) -> None:
        """Keep what was sent apart from what is wrong with it."""
        self.parameter, self.value, self.message = parameter, value, message
        super().__init__(message)


def reader_page(view: View) -> View:
    """Make a view a reader's page: GET and HEAD only, and its refusals in our own words.

    Without it DEBUG would answer readers of a development server with technical pages.
    """

    @wraps(view)
    def show(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except BadParameter as error:
            return bad_filter(request, error.parameter, error.value, error.message)
        except Http404 as error:
            return page_not_found(request, error)

    return require_safe(show)


def _page(request: HttpRequest, status: int, title: str, message: str) -> HttpResponse:
    context = {"status": status, "title": title, "message": message}
    return render(request, "commitments/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001
    """Answer 400; what Django objects to describes its own guard and is not repeated."""
    return _page(request, 400, _("This address cannot be understood"), "")


def bad_filter(request: HttpRequest, parameter: str, value: str, message: str) -> HttpResponse:
    """Answer 400 naming the parameter and the value that cannot be used."""
    context = {
        "status": 400,
        "title": _("This part of the address cannot be used"),
        "message": message,
        "parameter": parameter,
        "value": value[:200],
        "without": _without(request, parameter, value),
    }
    return render(request, "commitments/error.html", context, status=400)


def _without(request: HttpRequest, parameter: str, value: str) -> str:
    """Return the same address without the offending value."""
    query = request.GET.copy()
    rest = [one for one in query.getlist(parameter) if one.strip() and one.strip() != value]
    query.setlist(parameter, rest if value else [])
    query.pop("page", None)
    encoded = query.urlencode()
    return f"{request.path}?{encoded}" if encoded else request.path


def permission_denied(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001
    """Answer 403."""
    return _page(request, 403, _("You may not see this page"), "")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer 403 to a form that came without its token: mostly a page left open too long."""
    message = _(
        "The form was not accepted, because the page was open too long or cookies are switched "
        "off. Nothing was changed. Go back, reload the page and send it again."
    )
    return _page(request, 403, _("This form could not be accepted"), message)


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None = None,  # noqa: ARG001
    credentials: dict[str, str] | None = None,  # noqa: ARG001
) -> HttpResponse:
    """Answer 429 after too many failed logins, whether or not the account exists."""
    message = _("Too many failed logins from your address. Wait a while, or ask an administrator.")
    return _page(request, 429, _("Logging in is closed to you for now"), message)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404; only words we chose ourselves are repeated."""
    said = exception.args[0] if exception.args else ""
    return _page(request, 404, _("There is no such page"), said if isinstance(said, str) else "")


def gone(request: HttpRequest, reference: str, reason: str) -> HttpResponse:
    """Answer 410: it was published, and taken back for the reason given."""
    context = {
        "status": 410,
        "title": _("%(reference)s was withdrawn") % {"reference": reference},
        "message": _("It was published here and has been taken back. The reason given:"),
        "reason": reason,
    }
    return render(request, "commitments/error.html", context, status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without touching the database, which may be what failed."""
    return _page(request, 500, _("Something went wrong on our side"), "")
