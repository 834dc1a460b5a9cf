"""Public addresses. Names and forms are a contract (docs/): others link here."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path

from commitments.views import (
    data,
    detail,
    discovery,
    home,
    listing,
    methodology,
    sources,
    themes,
    years,
)

handler400 = "commitments.views.errors.bad_request"
handler403 = "commitments.views.errors.permission_denied"
handler404 = "commitments.views.errors.page_not_found"
handler500 = "commitments.views.errors.server_error"

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("commitments.views.file_urls")),
    path("commitments/", listing.commitments, name="commitments"),
    path("commitments/<str:reference>/", detail.commitment, name="commitment"),
    path("years/", years.years, name="years"),
    path("years/<int:year>/", years.year, name="year"),
    path("themes/", themes.themes, name="themes"),
    path("themes/<slug:slug>/", themes.theme, name="theme"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:slug>/", sources.source, name="source"),
    path("data/", data.data, name="data"),
    path("methodology/", methodology.methodology, name="methodology"),
    path("robots.txt", discovery.robots, name="robots"),
    path("favicon.ico", discovery.favicon, name="favicon"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": discovery.SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        sitemaps.sitemap,
        {"sitemaps": discovery.SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
]
