"""The proxy that leads to the API: what `NO_PROXY` excludes, what plain http forbids, and what is invalid."""

from __future__ import annotations

import os
from urllib.parse import quote

import pytest
from tests.raw_server import KEY, Response, serving

from pulumi_arize.api.client import Client
from pulumi_arize.api.proxies import find_proxy
from pulumi_arize.errors import ArizeError, SettingsError
from pulumi_arize.settings import Settings, load

PROXY = "http://proxy.example.com:3128"


def to(host: str, **more: str) -> Settings:
    """Return the settings of an API at a host."""
    return load({"apiKey": KEY, "host": host, **more}.get, {})


EXCLUDED = [
    ("arize.internal", "arize.internal"),
    ("arize.internal", "ARIZE.internal."),
    ("arize.internal", "eu.arize.internal"),
    (".arize.internal", "eu.arize.internal"),
    (".arize.internal", "arize.internal"),
    ("*.arize.internal", "eu.arize.internal"),
    ("other.example, arize.internal", "arize.internal"),
    ("other.example arize.internal", "arize.internal"),
    ("10.1.2.3", "10.1.2.3"),
    ("10.0.0.0/8", "10.1.2.3"),
    ("10.1.2.3/8", "10.200.0.1"),
    ("fd00::1", "[fd00::1]"),
    ("[fd00::1]", "[fd00:0::1]"),
    ("fd00::/8", "[fd12::1]"),
    ("[fd00::]/8", "[fd12::1]"),
    ("10.0.0.0/8", "[::ffff:10.1.2.3]"),
    ("arize.internal:8443", "arize.internal:8443"),
    ("arize.internal:443", "arize.internal"),
    ("10.1.2.3:8443", "10.1.2.3:8443"),
    ("[fd00::1]:8443", "[fd00::1]:8443"),
    ("https://arize.internal", "arize.internal"),
    ("localhost,127.0.0.1,::1,fd00::/8,arize.internal", "arize.internal"),
    ("*", "arize.internal"),
    ("localhost,*", "arize.internal"),
]
NOT_EXCLUDED = [
    ("arize.internal", "myarize.internal"),
    ("arize.internal", "arize.internal.example.com"),
    ("*.arize.internal", "arize.internal"),
    ("internal.arize", "arize.internal"),
    ("10.0.0.0/8", "11.1.2.3"),
    ("10.0.0.0/8", "10.example.com"),
    ("fd00::/8", "[fe80::1]"),
    ("fd00::/8", "10.1.2.3"),
    ("arize.internal:8443", "arize.internal"),
    ("arize.internal:443", "arize.internal:8443"),
    ("[fd00::1]:1", "[fd00::1]"),
    ("localhost,127.0.0.1,::1,fd00::/8,[::1],10.0.0.0/8", "arize.internal"),
    ("127.0.0.0/8", "arize.internal"),
    ("", "arize.internal"),
    (" , ", "arize.internal"),
]


@pytest.mark.parametrize("variable", ["NO_PROXY", "no_proxy"])
@pytest.mark.parametrize(("excluded", "host"), EXCLUDED)
def test_excluded(excluded: str, host: str, variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy leads to a host that `NO_PROXY` excludes, in any of its forms."""
    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    monkeypatch.setenv(variable, excluded)
    assert find_proxy(to(host), os.environ) is None


@pytest.mark.parametrize(("excluded", "host"), NOT_EXCLUDED)
def test_not_excluded(excluded: str, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy leads to every other host."""
    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    monkeypatch.setenv("NO_PROXY", excluded)
    found = find_proxy(to(host), os.environ)
    assert found
    assert (found.url, found.address, found.source) == (PROXY, "proxy.example.com:3128", "HTTPS_PROXY")


@pytest.mark.parametrize(
    "wrong",
    ["[::1", "10.0.0.0/99", "fd00::/200", "exa$mple", "arize.internal:http", "10.0.0.0/8/8", "192.168.", "<local>"],
)
def test_invalid_entries(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An invalid entry is an error that quotes it and names the variable."""
    monkeypatch.setenv("NO_PROXY", f"localhost,{wrong},10.0.0.0/8")
    with pytest.raises(SettingsError) as caught:
        Client(to("arize.internal"))
    assert f"NO_PROXY: cannot read {wrong!r}:" in str(caught.value)
    assert "10.0.0.0/8'" not in str(caught.value)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "[::1]"])
def test_this_machine(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the environment leads to this machine; that of the settings does, except for plain http."""
    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    monkeypatch.setenv("HTTP_PROXY", PROXY)
    assert find_proxy(to(host), os.environ) is None
    assert find_proxy(to(host, scheme="http"), os.environ) is None
    assert find_proxy(to(host, scheme="http", proxyUrl=PROXY), os.environ) is None
    explicit = find_proxy(to(host, proxyUrl=PROXY), os.environ)
    assert explicit
    assert explicit.source == "arize:proxyUrl"


@pytest.mark.parametrize("source", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "proxyUrl"])
def test_plain_http_to_this_machine(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain http to this machine uses no proxy, so that none sees the key."""
    with serving(lambda _: Response()) as proxy, serving(lambda _: Response(b'{"id": "direct"}')) as server:
        url = f"http://127.0.0.1:{proxy.port}"
        more = {"proxyUrl": url} if source == "proxyUrl" else {}
        if not more:
            monkeypatch.setenv(source, url)
        assert Client(server.settings(**more)).request("GET", "/x") == {"id": "direct"}
    assert proxy.requests == []


@pytest.mark.parametrize("source", ["HTTP_PROXY", "ALL_PROXY", "arize:proxyUrl"])
def test_plain_http_to_another_host(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With plain http, a proxy on another machine is refused with its source, unless `NO_PROXY` excludes the host."""
    more = {"scheme": "http", "plainHttpHost": "arize.internal"}
    if source == "arize:proxyUrl":
        more["proxyUrl"] = PROXY
    else:
        monkeypatch.setenv(source, PROXY)
    with pytest.raises(SettingsError, match=f"^{source}: over http, .*proxy.example.com:3128.*unencrypted.*NO_PROXY"):
        Client(to("arize.internal", **more))
    if source != "arize:proxyUrl":
        monkeypatch.setenv("NO_PROXY", "arize.internal")
        assert find_proxy(to("arize.internal", **more), os.environ) is None


@pytest.mark.parametrize(
    "url",
    [
        "ftp://me:s3cret-w@proxy.example",
        "http://me:s3cret#w@proxy.example",
        "http://",
        "http://proxy.example:x",
        "http://p/x",
    ],
)
@pytest.mark.parametrize("source", ["HTTPS_PROXY", "all_proxy", "ARIZE_PROXY_URL"])
def test_invalid_proxies(url: str, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An invalid URL of a proxy is refused with its source, and not shown."""
    if source != "ARIZE_PROXY_URL":
        monkeypatch.setenv(source, url)
    with pytest.raises(SettingsError) as caught:
        Client(load({"apiKey": KEY}.get, {"ARIZE_PROXY_URL": url} if source == "ARIZE_PROXY_URL" else {}))
    assert source in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_a_proxy_without_a_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the environment can be a host and a port without a scheme."""
    monkeypatch.setenv("https_proxy", "proxy.example.com:3128")
    found = find_proxy(to("arize.internal"), os.environ)
    assert found
    assert (found.url, found.source) == (PROXY, "https_proxy")


@pytest.mark.parametrize("source", ["setting", "environment"])
def test_requests_through_a_proxy(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests go through the proxy of the settings, or of the environment."""
    with serving(lambda _: Response(b'{"id": "by proxy"}')) as proxy:
        url = f"http://127.0.0.1:{proxy.port}"
        more = {"proxyUrl": url} if source == "setting" else {}
        if source == "environment":
            monkeypatch.setenv("HTTP_PROXY", url)
        settings = to("arize.invalid", port="80", scheme="http", plainHttpHost="arize.invalid", **more)
        assert Client(settings).request("GET", "/x") == {"id": "by proxy"}
    assert [request.target for request in proxy.requests] == ["http://arize.invalid/x"]


def test_a_proxy_that_repeats_its_password() -> None:
    """The message of a proxy is shown without the password in its URL, quoted or not."""
    password = "p%23ss/w0rd-4f9Q7z"

    def repeat(_: object) -> Response:
        return Response(
            f"<p>not {quote(password, safe='')} or {password}</p>".encode(), 403, {"x-request-id": password}
        )

    with serving(repeat) as proxy:
        url = f"http://me:{quote(password, safe='')}@127.0.0.1:{proxy.port}"
        settings = to("arize.invalid:80", scheme="http", plainHttpHost="arize.invalid", proxyUrl=url, maxRetries="0")
        with pytest.raises(ArizeError) as caught:
            Client(settings).request("GET", "/x")
    assert "ss/w0rd" not in str(caught.value)
    assert "[secret]" in str(caught.value)
