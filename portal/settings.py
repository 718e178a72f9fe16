"""Every setting; what a deployment may change comes from the environment (docs/operations.md lists the names)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from ops import log_format, sentry

from . import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(env.text("STATE_DIR", str(BASE_DIR / "var")))

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret("SECRET_KEY", STATE_DIR / "secret-key")
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")

# Every address that the catalogue prints begins with this, whatever Host a request names.
SITE_URL = env.site_url("http://127.0.0.1:8000")
SITE_HOST = urlsplit(SITE_URL).netloc.removesuffix(f":{urlsplit(SITE_URL).port}")
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = [*env.names("ALLOWED_HOSTS"), SITE_HOST]
CSRF_TRUSTED_ORIGINS = [SITE_URL, *env.names("CSRF_TRUSTED_ORIGINS")]
if env.is_loopback(SITE_HOST):
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]

# A site that only this machine can reach starts without any setting. Any other is public: it says where it lives, and
# starts with sound settings only.
STRANGERS = [host for host in ALLOWED_HOSTS if not env.is_loopback(host)]
if not env.text("SITE_URL") and (STRANGERS or not env.is_loopback(env.text("HOST", "127.0.0.1"))):
    raise ImproperlyConfigured("Set SITE_URL to the address that readers use, such as https://codes.example.com.")
PUBLIC = bool(STRANGERS)
if PUBLIC:
    env.refuse_unsafe(secret_key=SECRET_KEY, debug=DEBUG, hosts=ALLOWED_HOSTS, host=STRANGERS[0])

INSTALLED_APPS = [
    "ops.apps.EditorsConfig",  # django.contrib.admin with a log-in that counts attempts
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "simple_history",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "codes",
]

# Addresses that programs read: all their errors are problems.
PROGRAM_PATHS = r"/api/|/mcp$|/codes/.*\.(json|md)$"
# Addresses that take a long text, and bound it themselves.
PASTE_PATHS = ("/decode/", "/api/v1/decode", "/mcp")
EDITORS_PASTE_PATHS = ("/edit/vendor/",)  # a whole page of the vendor's documentation, from people who are logged in

# Outermost first; portal/wsgi.py has the layers around Django.
MIDDLEWARE = [
    # Security headers, outermost so that static files and every kind of error carry them.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "ops.middleware.BrowserPolicies",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ops.middleware.ApiErrors",  # around all that can fail: every error for a program becomes a problem
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ops.middleware.Head",  # inside WhiteNoise, which answers HEAD for its files
    "ops.request_bodies.SmallBodies",  # before CsrfViewMiddleware reads a form
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "ops.second_factor.VerifiedOnly",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# SQLite keeps its default synchronous=FULL, so that no saved note is lost. WAL is set once, after migrating, because
# setting it writes, and a connection must also open on a read-only disk.
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(env.text("DATABASE_URL", f"sqlite:///{STATE_DIR / 'portal.sqlite3'}"))
}
options = DATABASES["default"].setdefault("OPTIONS", {})
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    options |= {"transaction_mode": "IMMEDIATE", "timeout": 5}
else:
    # Public pages ask the database nothing; editors, probes and the watch take a connection each time and give it back.
    # Kept ones would add up to one a thread. psycopg's pool was tried: after an outage it lent one connection a second.
    # Where connections are scarce, put PgBouncer in between.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    options.setdefault("connect_timeout", 2)
    options.setdefault("application_name", "portal")
    # What is on the way to a server that has vanished, waits for a lock or does not end is given up.
    options.setdefault("tcp_user_timeout", 5_000)
    options.setdefault("options", "-c statement_timeout=30s -c lock_timeout=5s")

# Holds counters only: how often an address decoded or tried to log in. Pasted text is never cached.
CACHES: dict[str, Any] = {"default": {"BACKEND": "ops.counters.SharedCounters"}}
if REDIS_URL := env.text("REDIS_URL"):
    CACHES["default"] = {
        "BACKEND": "ops.counters.RedisCounters",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "portal",
        "OPTIONS": {"socket_connect_timeout": 0.3, "socket_timeout": 0.3},
    }

# How often each process asks the database whether the catalogue changed; 0 turns the watch off.
SNAPSHOT_POLL_SECONDS = env.number("SNAPSHOT_POLL_SECONDS", 0.5)

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# 5 MB of paste, and room for the names of the form around it; the decoder's own limit is checked by its callers.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_500_000
# The longest note has 300 in its form. Django knows one limit for all forms and queries, as it reads a form for
# its token before any view. This one is Django's own; the API bounds its lists of values itself.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = ["codes.uploads.InMemoryUpload"]  # nothing that is sent touches a disk

LOGIN_URL, LOGIN_REDIRECT_URL = "edit:log-in", "edit:home"
# Where Django's admin for accounts and groups lives.
ADMIN_PATH = env.path("ADMIN_PATH", "admin/")
# Whether people who may publish or enter the admin have to switch on a second factor first.
EDITORS_NEED_SECOND_FACTOR = env.flag("EDITORS_NEED_SECOND_FACTOR")
OTP_TOTP_ISSUER = SITE_HOST  # what an app shows with its code
# Whether a reviewer may publish a draft of their own: for a desk of one person.
EDITORS_PUBLISH_OWN = env.flag("EDITORS_PUBLISH_OWN")
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

WEB_THREADS = env.whole("WEB_THREADS", 64, least=1)

# How many decodes a minute one network address may sustain (0: no limit), and how many it may send at once.
DECODE_RATE_LIMIT = env.number("DECODE_RATE_LIMIT", 60)
DECODE_RATE_BURST = env.whole("DECODE_RATE_BURST", 20, least=1)

# Whether codes and searches that the catalogue does not know are counted for its editors (codes/radar_watch.py).
RADAR = env.flag("RADAR")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Nothing goes to other sites. Not "no-referrer": with it browsers send "Origin: null" with the site's own forms, and
# the CSRF check refuses every log-in.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# The prefix binds a cookie to this very host and to https; over plain http browsers would refuse it.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (f"{'__Host-' if HTTPS else ''}{name}" for name in ("sessionid", "csrftoken"))
SESSION_COOKIE_AGE = 12 * 3600  # seconds from the log-in, however busy: an editor's working day
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"  # "Strict" would ask for a log-in after a link in a mail
SECURE_SSL_REDIRECT = HTTPS and env.flag("REDIRECT_TO_HTTPS", True)
SECURE_SSL_HOST = urlsplit(SITE_URL).netloc  # whatever port a request names
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes come from within, past the proxy that speaks TLS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS and env.flag("HSTS_SUBDOMAINS")
# Whether every subdomain of the host speaks HTTPS is for its owner to say (HSTS_SUBDOMAINS), not for a check.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Whose X-Forwarded-For, X-Forwarded-Proto and X-Request-ID are believed; everybody else's are removed (proxies.py).
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")

# ops/log_format.py decides what a line may hold: nothing that was sent. One line a request where others can reach it.
LOG_REQUESTS = env.flag("LOG_REQUESTS", PUBLIC)
LOG_FORMAT = env.choice("LOG_FORMAT", "json" if PUBLIC else "line", ("json", "line"))
LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = log_format.config(LOG_FORMAT, LOG_LEVEL)

METRICS_TOKEN = env.text("METRICS_TOKEN")
if SENTRY_DSN := env.text("SENTRY_DSN"):
    sentry.report_to_sentry(SENTRY_DSN, env.text("SENTRY_ENVIRONMENT", SITE_HOST))
