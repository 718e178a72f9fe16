# syntax=docker/dockerfile:1
ARG BASE_IMAGE=python:3.11-slim-bookworm

# Everything that needs pip or a compiler stays in this stage.
FROM ${BASE_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
RUN python -m venv --copies /venv
COPY --chmod=0755 scripts/install /usr/local/bin/install-lock
COPY requirements.txt ./
RUN install-lock /venv/bin/python requirements.txt \
    && /venv/bin/python -m pip uninstall -q -y pip setuptools
COPY manage.py gunicorn.conf.py ./
COPY portal ./portal
COPY ops ./ops
COPY exchange_errors ./exchange_errors
COPY content ./content
COPY codes ./codes
COPY templates ./templates
COPY static ./static
# The secret of this one command is thrown away with it; the image holds none.
RUN SECRET_KEY=only-to-collect STATE_DIR=/tmp STATIC_ROOT=/app/staticfiles /venv/bin/python manage.py collectstatic --noinput -v 0 \
    && /venv/bin/python -m compileall -q --invalidation-mode unchecked-hash exchange_errors codes ops portal

FROM ${BASE_IMAGE}
LABEL org.opencontainers.image.title="Exchange Error Codes" org.opencontainers.image.licenses="MIT"
# GLIBC_TUNABLES: what glibc keeps ready for each thread it never overwrites; without it a freed paste is gone.
ENV PATH=/venv/bin:$PATH GLIBC_TUNABLES=glibc.malloc.tcache_count=0 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 PORT=8000 STATE_DIR=/data STATIC_ROOT=/app/staticfiles
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
COPY --chmod=0755 scripts/container /usr/local/bin/portal
# The base's own pip is of no use here, except to somebody who broke in.
RUN rm -rf /usr/local/lib/python3*/site-packages/* /usr/local/bin/pip* \
    && mkdir /data && chown 10001:10001 /data
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=3s --start-period=10s CMD ["portal", "probe"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["portal"]
CMD ["serve"]
