# One image for web, workers, clock and migrations; docker-compose.yml says which of them a container is.

# --- The look: npm packages and our SCSS become static/build ---------------------------------------------
FROM node:24-bookworm-slim AS look
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY static static
RUN npm run build

# --- Python packages; the database driver is compiled here, against the libpq of the image --------------
FROM python:3.13-slim-bookworm AS packages
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY requirements/production.txt requirements/production.txt
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/production.txt

# --- What runs ------------------------------------------------------------------------------------------
FROM python:3.13-slim-bookworm
# Security fixes of Debian are wanted at each build, so its packages are not pinned.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpq5 libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin safetynet \
    && install -d -o safetynet -g safetynet /files /cache
COPY --from=packages /venv /venv
WORKDIR /app
COPY manage.py gunicorn.conf.py ./
COPY safetynet safetynet
COPY orgstructure orgstructure
COPY actionplans actionplans
COPY apv apv
COPY injuries injuries
COPY annualcycle annualcycle
COPY templates templates
COPY locale locale
COPY deploy/healthcheck.py deploy/healthcheck.py
COPY --from=look /src/static static
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SAFETYNET_MODE=production \
    STATIC_ROOT=/app/staticfiles \
    FILES_DIR=/files \
    XDG_CACHE_HOME=/cache
# The demo's settings suffice for collecting files; none of them stays in the image.
RUN SAFETYNET_MODE=demo python manage.py compile_catalogs \
    && SAFETYNET_MODE=demo python manage.py collectstatic --noinput -v0 \
    && python -m compileall -q safetynet orgstructure actionplans apv injuries annualcycle
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "deploy/healthcheck.py"]
CMD ["gunicorn", "safetynet.wsgi", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
