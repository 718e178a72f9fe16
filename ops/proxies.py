"""The client's address and scheme: believes the forwarding headers of configured proxies and removes all others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

Network = IPv4Network | IPv6Network
Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

FOR, PROTO, REQUEST_ID = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REQUEST_ID"
PROBES = ("/healthz", "/readyz")  # an orchestrator asks them by the address of the process
# The site knows its own host from SITE_URL and reads nothing else from a proxy.
NEVER_READ = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_X_REAL_IP")


class TrustedProxies:
    """A WSGI application around another: sets REMOTE_ADDR to the client's address and the scheme it spoke.

    ``host`` is the site's own name, which probes need not know.
    """

    def __init__(self, application: Application, trusted: Sequence[Network], host: str) -> None:
        self.application, self.trusted, self.host = application, trusted, host

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        for name in NEVER_READ:
            environ.pop(name, None)
        forwarded, scheme = environ.pop(FOR, ""), environ.pop(PROTO, "")
        if self.trusted and self._is_trusted(_address(environ.get("REMOTE_ADDR", ""))):
            environ["REMOTE_ADDR"] = self._client(environ["REMOTE_ADDR"], forwarded)
            if scheme in ("http", "https"):
                environ["wsgi.url_scheme"] = scheme
        else:
            environ.pop(REQUEST_ID, None)
        if environ["PATH_INFO"] in PROBES:
            environ["HTTP_HOST"] = self.host
        return self.application(environ, start_response)

    def _client(self, peer: str, forwarded: str) -> str:
        """Return the last address that is no trusted proxy's; the client may have written all before it."""
        known = peer
        for part in reversed(forwarded.split(",")):
            address = _address(part.strip())
            if address is None:
                return known
            known = str(address)
            if not self._is_trusted(address):
                return known
        return known

    def _is_trusted(self, address: IPv4Address | IPv6Address | None) -> bool:
        return address is not None and any(address in network for network in self.trusted)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
