"""``/healthz`` says whether this process and its database answer."""

import logging
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

logger = logging.getLogger(__name__)
PATH = "/healthz"


class HealthMiddleware:
    """Answers ``/healthz`` itself: 200 ``{"status": "ok"}``, or 503 when the database is away.

    A middleware and not a view so that neither ALLOWED_HOSTS nor the redirect to HTTPS stands in
    the way of a container that asks itself by address. Tells nothing but the status.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the health check, pass on everything else."""
        if request.path != PATH:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        answer = JsonResponse({"status": "ok"})
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        # Whatever went wrong between here and the database, the answer is the same.
        except Exception:
            logger.exception("The health check could not reach the database")
            answer = JsonResponse({"status": "unavailable"}, status=503)
        answer["Cache-Control"] = "no-store"
        answer["Content-Length"] = str(len(answer.content))
        return answer
