"""Addresses of the files; their query strings are those of the commitment list."""

from django.urls import path, re_path

from commitments.views.files import download

urlpatterns = [
    re_path(
        r"^commitments\.(?P<ending>csv|xlsx|json)$",
        download,
        {"name": "commitments"},
        name="commitments_file",
    ),
    *(
        path(f"{name}.csv", download, {"name": name, "ending": "csv"}, name=f"{name}_csv")
        for name in ("assessments", "citations", "evidence")
    ),
]
