"""The portal's settings as tests need them: no manifest, no watch thread, cheap passwords."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz")
os.environ.setdefault("SNAPSHOT_POLL_SECONDS", "0")
os.environ.setdefault("SITE_URL", "http://testserver")

from portal.settings import *  # noqa: F403  (the environment must be set first)

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DECODE_RATE_LIMIT = 0  # tests decode faster than any reader; those about the limit set their own
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
