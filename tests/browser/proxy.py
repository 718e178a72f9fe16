"""The shipped nginx configuration in front of one portal of this machine, with a certificate made for the occasion."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.production.server import free_port, wait_for

SHIPPED = Path(__file__).parents[2] / "deploy/nginx/nginx.conf"


def certificate(folder: Path) -> None:
    """Make a self-signed certificate for localhost."""
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.crt")]
    subprocess.run([*request, *files], check=True, capture_output=True)


def configuration(folder: Path, tls_port: int, portal_port: int) -> str:
    """Return the shipped configuration with this machine's ports and paths; all else stays as it is."""
    text = SHIPPED.read_text("utf-8").replace("/tmp/", f"{folder}/").replace("/etc/nginx/certificates", str(folder))
    text = re.sub(r"server web-1:8000[^;]*;\s*server web-2:8000[^;]*;", f"server 127.0.0.1:{portal_port};", text)
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{free_port()};")
    text = text.replace("listen 8443 ssl;", f"listen 127.0.0.1:{tls_port} ssl;")
    return text.replace("http2 on;", "").replace("/dev/stdout", f"{folder}/access")  # nginx before 1.25 has no http2 on


@contextmanager
def proxy(folder: Path, tls_port: int, portal_port: int) -> Iterator[None]:
    """Run nginx until the block is left."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    assert nginx
    certificate(folder)
    path = folder / "nginx.conf"
    path.write_text(configuration(folder, tls_port, portal_port), "utf-8")
    log = folder / "nginx.log"
    with log.open("wb") as errors:
        running = subprocess.Popen([nginx, "-p", str(folder), "-c", str(path), "-g", "daemon off;"], stderr=errors)
    try:
        wait_for(lambda: (folder / "nginx.pid").exists() or running.poll() is not None)
        assert running.poll() is None, log.read_text("utf-8")
        yield
    finally:
        running.terminate()
        running.wait(10)
