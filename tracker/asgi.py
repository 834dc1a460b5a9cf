"""The application for an ASGI server: ``tracker.asgi:application``."""

from tracker.serving import prepare

prepare()

from django.core.asgi import get_asgi_application  # noqa: E402

application = get_asgi_application()
