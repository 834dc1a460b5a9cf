"""Where every address leads."""

from django.contrib import admin
from django.urls import include, path

from commitments.views.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("admin/", admin.site.urls), path("", include("commitments.views.urls"))]
