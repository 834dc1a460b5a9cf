"""For machines that look around: robots.txt, the sitemap, the icon."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from commitments.models import Commitment, Document, Theme
from commitments.selectors.dashboard import theme_figures
from commitments.selectors.matrix import tracked_years


class Commitments(Sitemap):
    """Every published commitment."""

    limit = 5_000

    def items(self) -> QuerySet[Commitment]:
        """Return the public commitments in order."""
        return Commitment.public.only("reference", "published_at").order_by("reference")

    def lastmod(self, item: Commitment) -> datetime | None:
        """Return when it became public."""
        return item.published_at

    def get_latest_lastmod(self) -> datetime | None:
        """Return the newest of these; Django would read every commitment to find it."""
        return Commitment.public.aggregate(last=Max("published_at"))["last"]


class Sources(Sitemap):
    """Every published source, once whatever its versions."""

    limit = 5_000

    def items(self) -> QuerySet[Document]:
        """Return one public document per slug."""
        return Document.public.only("slug").order_by("slug").distinct("slug")


class Themes(Sitemap):
    """Themes that have public commitments."""

    def items(self) -> list[Theme]:
        """Return them in order."""
        return [one.theme for one in theme_figures()]

    def location(self, item: Theme) -> str:
        """Return the theme's page."""
        return reverse("theme", args=[item.slug])


class Years(Sitemap):
    """The years with something to show."""

    def items(self) -> list[int]:
        """Return them in order."""
        return list(tracked_years())

    def location(self, item: int) -> str:
        """Return the year's page."""
        return reverse("year", args=[item])


class Fixed(Sitemap):
    """The pages that are always there."""

    def items(self) -> Iterable[str]:
        """Return their names."""
        return ["home", "commitments", "years", "themes", "sources", "data", "methodology"]

    def location(self, item: str) -> str:
        """Return the page of that name."""
        return reverse(item)


SITEMAPS: dict[str, Any] = {
    "pages": Fixed,
    "commitments": Commitments,
    "sources": Sources,
    "themes": Themes,
    "years": Years,
}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say where the sitemap is; keep crawlers out of the countless filter combinations."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Disallow: {reverse('commitments')}?",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Send browsers that ask for the old name to the icon."""
    return HttpResponseRedirect(static("commitments/favicon.svg"))
