"""The application for gunicorn: ``gunicorn tracker.wsgi``."""

from tracker.serving import prepare

prepare()

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
