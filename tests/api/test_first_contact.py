"""The first request with a wrong address, scheme, port, proxy, certificate or key.

A request that can never succeed is tried once. The message has the address with its port, the source of the wrong
value, and what to do about it.
"""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.raw_server import KEY, Response, serving

from pulumi_arize.api.client import Client
from pulumi_arize.casing import camel
from pulumi_arize.errors import ArizeError, CertificateError
from pulumi_arize.settings import Origin, Settings, environment_variables, load

QUICK = {"retry_delay": "0.01", "max_retry_delay": "0.02", "request_timeout": "5"}
RESPONSE = Response(b'{"id": "it"}')


def certificate(folder: Path, name: str, *, host: str = "127.0.0.1", days: int = 1) -> Path:
    """Return the path of a new certificate with its key, which expires in this number of days."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    until = datetime.now(timezone.utc) + timedelta(days=days)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(until - timedelta(days=2))
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    unlocked = serialization.NoEncryption()
    plain = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, unlocked)
    path = folder / f"{name}.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + plain)
    return path


@dataclass
class Case:
    """Settings by name, the wrong one, words of the message, and the number of attempts."""

    settings: Mapping[str, str]
    wrong: str
    words: str
    attempts: int = 1
    connections: Sequence[object] = ()
    port: int = 0


Scenario = Callable[[Path], AbstractContextManager[Case]]


def over_http(response: Response, wrong: str, words: str, *, names_port: bool = False) -> Scenario:
    """Return a server that gives one response by plain http."""

    @contextmanager
    def scenario(_: Path) -> Iterator[Case]:
        with serving(lambda _: response) as server:
            given = {"host": "127.0.0.1", "port": str(server.port), "scheme": "http"}
            yield Case(given, wrong, words, port=server.port * names_port, connections=server.requests)

    return scenario


def over_tls(wrong: str, words: str, *, scheme: str = "https", bundle: str = "", **options: Any) -> Scenario:
    """Return a server with a new certificate of these options, and a CA bundle with the certificate of this name."""

    @contextmanager
    def scenario(folder: Path) -> Iterator[Case]:
        paths = {"server": certificate(folder, "server", **options), "other": certificate(folder, "other")}
        with serving(lambda _: RESPONSE, tls=tls(paths["server"])) as server:
            given = {"host": "127.0.0.1", "port": str(server.port), "scheme": scheme}
            bundles = {"ca_cert": str(paths[bundle])} if bundle else {}
            yield Case({**given, **bundles}, wrong, words, port=server.port, connections=server.requests)

    return scenario


@contextmanager
def free_port() -> Iterator[int]:
    """Reserve a port of this machine where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        yield free.getsockname()[1]


@contextmanager
def nobody(_: Path) -> Iterator[Case]:
    """Return a port where nobody listens."""
    with free_port() as port:
        yield Case({"host": "127.0.0.1", "scheme": "http", "port": str(port)}, "port", "refused", 4, port=port)


@contextmanager
def no_such_name(_: Path) -> Iterator[Case]:
    """Return a host that cannot exist: a label of more than 63 letters, which no DNS server is asked for."""
    yield Case({"host": "a" * 64 + ".example"}, "host", "", port=443)


@contextmanager
def https_to_http(_: Path) -> Iterator[Case]:
    """Return a server without TLS."""
    with serving(lambda _: RESPONSE) as server:
        yield Case({"host": "127.0.0.1", "port": str(server.port)}, "port", "does it use https?", port=server.port)


@contextmanager
def proxy_that_is_gone(_: Path) -> Iterator[Case]:
    """Return a proxy where nobody listens."""
    with free_port() as port:
        yield Case({"proxy_url": f"http://127.0.0.1:{port}"}, "proxy_url", f"the proxy 127.0.0.1:{port}", 4, port=443)


@contextmanager
def proxy_with_a_password(_: Path) -> Iterator[Case]:
    """Return a proxy that requires a password."""
    with serving(lambda _: Response(b"", 407)) as server:
        given = {
            "host": "arize.invalid",
            "scheme": "http",
            "plain_http_host": "arize.invalid",
            "proxy_url": f"http://127.0.0.1:{server.port}",
        }
        yield Case(given, "proxy_url", "a user and a password", connections=server.requests)


@contextmanager
def tunnel_with_a_password(_: Path) -> Iterator[Case]:
    """Return a proxy that refuses the tunnel for https."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(5)
        at = f"127.0.0.1:{listening.getsockname()[1]}"
        connections: list[object] = []

        def refuse() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                connections.append(connection.recv(4096))
                connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n")
                connection.close()

        threading.Thread(target=refuse, daemon=True).start()
        yield Case(
            {"proxy_url": f"http://me:s3cret-pass@{at}"},
            "proxy_url",
            "the proxy says 407",
            port=443,
            connections=connections,
        )


def tls(path: Path) -> ssl.SSLContext:
    """Return the TLS context of a server with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


CASES: Mapping[str, Scenario] = {
    "nobody listens": nobody,
    "unknown host": no_such_name,
    "https to http": https_to_http,
    "http to https": over_tls("scheme", "it uses https", scheme="http"),
    "http to a port that says so": over_http(
        Response(b"Client sent an HTTP request to an HTTPS server.", 400), "scheme", "requires https"
    ),
    "unknown certificate": over_tls("host", "for a private CA, set"),
    "another bundle": over_tls("ca_cert", "it is not signed by", bundle="other"),
    "certificate of another host": over_tls("host", "for another host", bundle="server", host="10.0.0.1"),
    "expired certificate": over_tls("", "renewed", bundle="server", days=-1),
    "wrong key": over_http(Response(b"{}", 401), "api_key", "check the API key"),
    "redirect": over_http(Response(b"", 301, {"location": "https://elsewhere.example"}), "host", "redirects elsewhere"),
    "another server": over_http(
        Response(b"<html>", 200, {"content-type": "text/html"}), "host", "the API of Arize?", names_port=True
    ),
    "nobody listens at the proxy": proxy_that_is_gone,
    "proxy with a password": proxy_with_a_password,
    "tunnel with a password": tunnel_with_a_password,
}
Source = Callable[[Mapping[str, str]], tuple[Settings, Callable[[str], str]]]
PROVIDER = Origin("`{}` of the provider 'other'", "")


def from_the_stack(given: Mapping[str, str]) -> tuple[Settings, Callable[[str], str]]:
    """Return settings of the stack's configuration, and how a message names each."""
    return load({camel(name): value for name, value in given.items()}.get, {}), lambda name: f"arize:{camel(name)}"


def from_a_provider(given: Mapping[str, str]) -> tuple[Settings, Callable[[str], str]]:
    """Return settings of a provider of the program."""
    configured = {camel(name): value for name, value in given.items()}
    return load(configured.get, {}, origin=PROVIDER), lambda name: f"`{camel(name)}` of the provider 'other'"


def from_the_environment(given: Mapping[str, str]) -> tuple[Settings, Callable[[str], str]]:
    """Return settings of the environment, as far as there are variables for them."""
    environment = {
        environment_variables(name)[-1]: value for name, value in given.items() if environment_variables(name)
    }
    configured = {camel(name): value for name, value in given.items() if not environment_variables(name)}
    return load(configured.get, environment), lambda name: environment_variables(name)[-1]


@pytest.mark.parametrize("source", [from_the_stack, from_a_provider, from_the_environment], ids=lambda it: it.__name__)
@pytest.mark.parametrize("case", CASES)
def test_each_way(case: str, source: Source, tmp_path: Path) -> None:
    """A request that can never succeed is tried once; the message has the address, the source and a remedy."""
    with CASES[case](tmp_path) as at:
        settings, called = source({"api_key": KEY, **QUICK, **at.settings})
        with pytest.raises(ArizeError) as caught:
            Client(settings).request("GET", "/v2/integrations")
    output = str(caught.value)
    assert "\n" not in output
    assert "s3cret" not in output
    assert at.words in output
    if at.port:
        assert f"{settings.hostname}:{at.port}" in output
    if at.wrong:
        assert called(at.wrong) in output, output
    assert ("tried" in output) == (at.attempts > 1), output
    if at.attempts > 1:
        assert f"tried {at.attempts} times" in output
    assert len(at.connections) <= 1
    if source is from_a_provider:
        assert "arize:" not in output.replace("arize:caCert", "")
        assert "pulumi config" not in output


def test_after_the_first_contact() -> None:
    """Requests to a server that has responded before are retried as often as the settings say."""
    closing = Response(b"{}", headers={"content-type": "application/json", "connection": "close"})
    with serving(lambda _: closing) as server:
        client = Client(server.settings(maxRetries=6, retryDelay=0.01, maxRetryDelay=0.02))
        client.request("GET", "/x")
        port = server.port
    with pytest.raises(ArizeError, match=f"127.0.0.1:{port}.*tried 7 times"):
        client.request("GET", "/x")


@pytest.mark.parametrize(
    ("variables", "parts"),
    [
        ({"ARIZE_API_HOST": "http://127.0.0.1"}, ("ARIZE_API_HOST", "set it to 127.0.0.1, and scheme to http")),
        (
            {"ARIZE_API_HOST": "http://127.0.0.1:8080/", "ARIZE_API_SCHEME": "http"},
            ("ARIZE_API_HOST", "set it to 127.0.0.1:8080, and scheme to http"),
        ),
        ({"ARIZE_SINGLE_HOST": "a.example/v2"}, ("ARIZE_SINGLE_HOST", "without a path")),
        ({"ARIZE_SINGLE_HOST": "::1"}, ("ARIZE_SINGLE_HOST", "in brackets")),
        ({"ARIZE_SINGLE_HOST": "256.1.1.1"}, ("ARIZE_SINGLE_HOST", "a host or an address")),
        ({"ARIZE_SINGLE_HOST": "a.example:99999"}, ("ARIZE_SINGLE_HOST", "a host or an address")),
        (
            {"ARIZE_SINGLE_HOST": "a.example:1", "ARIZE_API_PORT": "2"},
            ("ARIZE_API_PORT", "host already contains a port"),
        ),
        ({"ARIZE_API_KEY": "a b"}, ("ARIZE_API_KEY", "printable ASCII")),
    ],
)
def test_one_clear_error(variables: dict[str, str], parts: tuple[str, ...]) -> None:
    """An invalid value is one failure, which names the variable that it comes from, and no other."""
    with pytest.raises(ArizeError) as caught:
        load(lambda _: None, {"ARIZE_API_KEY": KEY, **variables})
    output = str(caught.value)
    assert [part for part in parts if part not in output] == [], output
    assert f"here {parts[0]}:" in output
    assert output.count("; ") == 0, output


def test_a_folder_of_certificates(tmp_path: Path) -> None:
    """A CA bundle can be a folder for OpenSSL; one without certificates is an error that names it."""
    path = certificate(tmp_path, "server")
    folder = tmp_path / "certificates"
    folder.mkdir()
    with serving(lambda _: RESPONSE, tls=tls(path)) as server:
        given = {"ARIZE_API_KEY": KEY, "REQUESTS_CA_BUNDLE": str(folder)}
        configured = {"host": f"127.0.0.1:{server.port}"}
        with pytest.raises(ArizeError, match=f"^REQUESTS_CA_BUNDLE: the folder {folder} has no certificates"):
            Client(load(configured.get, given))
        (folder / f"{subject_hash(path):08x}.0").write_bytes(path.read_bytes())
        assert Client(load(configured.get, given)).request("GET", "/x") == {"id": "it"}


def subject_hash(path: Path) -> int:
    """Return the number by which OpenSSL finds a certificate: of its subject in canonical form, in little endian."""
    name = x509.load_pem_x509_certificate(path.read_bytes()).subject
    canonical = b"".join(
        _der(0x31, _der(0x30, _der(0x06, b"\x55\x04\x03") + _der(0x0C, str(part.value).lower().encode())))
        for part in name
    )
    digest = hashes.Hash(hashes.SHA1())  # noqa: S303 - OpenSSL's own choice
    digest.update(canonical)
    return int.from_bytes(digest.finalize()[:4], "little")


def _der(tag: int, content: bytes) -> bytes:
    return bytes([tag, len(content)]) + content


def test_certificate_error(tmp_path: Path) -> None:
    """A certificate that no CA vouches for is a CertificateError that names the setting for a CA bundle."""
    with (
        serving(lambda _: RESPONSE, tls=tls(certificate(tmp_path, "server"))) as server,
        pytest.raises(CertificateError, match="arize:caCert"),
    ):
        Client(server.settings(scheme="https", maxRetries=5, retryDelay=5)).request("GET", "/x")
    assert server.requests == []


@pytest.mark.parametrize("setting", ["caCert", "SSL_CERT_FILE", "verify"])
def test_ca_bundle(tmp_path: Path, setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A CA bundle is trusted, from the settings and from the environment; without verification any certificate is."""
    path = certificate(tmp_path, "server")
    values: dict[str, object] = {"caCert": str(path), "verify": False}
    more = {setting: values[setting]} if setting in values else {}
    if setting == "SSL_CERT_FILE":
        monkeypatch.setenv(setting, str(path))
    with serving(lambda _: RESPONSE, tls=tls(path)) as server:
        assert Client(server.settings(scheme="https", **more)).request("GET", "/x") == {"id": "it"}


def test_hint_about_the_key() -> None:
    """The hint about a key that the API does not accept depends on where the key comes from."""
    with serving(lambda _: Response(json.dumps({"title": "Unauthorized"}).encode(), 401)) as server:

        def error_message(settings: Settings) -> str:
            with pytest.raises(ArizeError) as caught:
                Client(settings).request("GET", "/x")
            return str(caught.value)

        there = {"host": f"127.0.0.1:{server.port}", "scheme": "http"}
        of_the_stack = error_message(load({**there, "apiKey": KEY}.get, {}))
        of_the_environment = error_message(load(there.get, {"ARIZE_API_KEY": KEY}))
        of_a_provider = error_message(load({**there, "apiKey": KEY}.get, {}, origin=PROVIDER))
        of_another_stack = error_message(
            load({**there, "apiKey": KEY}.get, {}, origin=Origin("arize:{} of stack 'qa'", "`x`"))
        )
    other = "set another one with `pulumi config set --secret arize:apiKey <key>`, which overrides ARIZE_API_KEY"
    assert (
        f"which is from arize:apiKey; {other}; `pulumi refresh`, `--refresh` and `pulumi destroy` use the key of"
        in of_the_stack
    )
    assert of_the_environment.endswith(f"which is from ARIZE_API_KEY; {other}")
    assert of_a_provider.endswith("which is from `apiKey` of the provider 'other'")
    assert of_another_stack.endswith(
        "which is from arize:apiKey of stack 'qa'; set another one with `x`, which overrides ARIZE_API_KEY"
    )
