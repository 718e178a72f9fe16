"""Forwarding headers count when they come from a configured proxy, and are gone otherwise."""

from ipaddress import ip_network

import pytest

from ops.proxies import TrustedProxies

PROXIES = [ip_network("10.0.0.0/8"), ip_network("::1/128")]
FORWARDED = {
    "HTTP_X_FORWARDED_FOR": "198.51.100.7",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_X_REQUEST_ID": "given-by-the-proxy",
}


def seen(peer, trusted=PROXIES, path="/", **headers):
    """Return what the application behind sees of a request from ``peer``."""
    environ = {
        "REMOTE_ADDR": peer,
        "PATH_INFO": path,
        "HTTP_HOST": "10.1.1.1:8000",
        "wsgi.url_scheme": "http",
        **headers,
    }
    found = {}
    TrustedProxies(lambda environ, _: found.update(environ) or [], trusted, "codes.example.com")(environ, None)
    return found


def test_a_proxys_headers_name_the_client_and_its_scheme():
    found = seen("10.1.2.3", **FORWARDED)
    assert found["REMOTE_ADDR"] == "198.51.100.7"
    assert found["wsgi.url_scheme"] == "https"
    assert found["HTTP_X_REQUEST_ID"] == "given-by-the-proxy"


@pytest.mark.parametrize("trusted", [PROXIES, []], ids=["others trusted", "none trusted"])
@pytest.mark.parametrize("peer", ["203.0.113.5", "127.0.0.1", "", "unix:"])
def test_a_strangers_headers_are_removed(peer, trusted):
    found = seen(peer, trusted, **FORWARDED)
    assert found["REMOTE_ADDR"] == peer
    assert found["wsgi.url_scheme"] == "http"
    assert not any(name.startswith(("HTTP_X_FORWARDED", "HTTP_X_REQUEST")) for name in found)


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("1.2.3.4, 198.51.100.7", "198.51.100.7"),  # the client wrote the first one itself
        ("198.51.100.7, 10.9.9.9", "198.51.100.7"),  # two proxies of ours in a row
        ("10.9.9.9", "10.9.9.9"),
        ("2001:db8::7", "2001:db8::7"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("evil", "10.1.2.3"),
        ("evil, 198.51.100.7", "198.51.100.7"),
        ("198.51.100.7, evil", "10.1.2.3"),
        ("", "10.1.2.3"),
    ],
)
def test_the_client_is_the_last_address_that_is_no_proxy(forwarded, client):
    assert seen("10.1.2.3", HTTP_X_FORWARDED_FOR=forwarded)["REMOTE_ADDR"] == client


@pytest.mark.parametrize("scheme", ["https, http", "HTTPS", "ftp", ""])
def test_a_scheme_that_is_none_is_not_believed(scheme):
    assert seen("::1", HTTP_X_FORWARDED_PROTO=scheme)["wsgi.url_scheme"] == "http"


def test_a_probe_need_not_know_the_sites_name():
    assert seen("192.0.2.1", path="/readyz")["HTTP_HOST"] == "codes.example.com"
    assert seen("192.0.2.1", path="/readyz/x")["HTTP_HOST"] == "10.1.1.1:8000"
