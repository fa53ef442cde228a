"""The way to the server: certificates, CA bundles and proxies."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.raw_server import Answer, Server, serving

from pulumi_arize.api.client import Client
from pulumi_arize.errors import ApiConnectionError, CertificateError


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a certificate for 127.0.0.1 that no bundle has, with its key beside it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tests")])
    now = datetime.now(timezone.utc)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    unlocked = serialization.NoEncryption()
    plain = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, unlocked)
    (folder / "key.pem").write_bytes(plain)
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return folder / "certificate.pem"


@contextmanager
def over_tls(certificate: Path) -> Iterator[Server]:
    """Return a server that speaks TLS with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    with serving(lambda _: Answer(b'{"id": "it"}'), tls=context) as server:
        yield server


def test_a_certificate_that_nobody_knows(certificate: Path) -> None:
    """A certificate that no CA vouches for ends the request at once, with the setting for a CA bundle of one's own."""
    with over_tls(certificate) as server, pytest.raises(CertificateError, match="arize:caCert") as caught:
        Client(server.settings(scheme="https", maxRetries=5, retryDelay=5)).request("GET", "/x")
    assert "tried" not in str(caught.value)
    assert server.requests == []


@pytest.mark.parametrize("setting", ["caCert", "SSL_CERT_FILE", "verify"])
def test_a_ca_bundle(certificate: Path, setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A CA bundle of one's own is trusted, from the settings and from the environment; so is anything, if asked for."""
    given: dict[str, object] = {"caCert": str(certificate)} if setting == "caCert" else {}
    if setting == "verify":
        given = {"verify": False}
    if setting == "SSL_CERT_FILE":
        monkeypatch.setenv(setting, str(certificate))
    with over_tls(certificate) as server:
        assert Client(server.settings(scheme="https", **given)).request("GET", "/x") == {"id": "it"}


@pytest.mark.parametrize("source", ["setting", "environment"])
def test_a_proxy(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests go through the proxy that the setting names, or the environment."""
    with serving(lambda _: Answer(b'{"id": "by proxy"}')) as proxy:
        url = f"http://127.0.0.1:{proxy.port}"
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        if source == "environment":
            monkeypatch.setenv("HTTP_PROXY", url)
        given = {"host": "arize.invalid", "port": 80, "plainHttpHost": "arize.invalid"}
        settings = proxy.settings(**given, **({"proxyUrl": url} if source == "setting" else {}))
        assert Client(settings).request("GET", "/x") == {"id": "by proxy"}
    assert [request.target for request in proxy.requests] == ["http://arize.invalid/x"]


def test_a_proxy_that_wants_a_password() -> None:
    """What a proxy refuses is one line, and the password in its address is not shown."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"127.0.0.1:{listening.getsockname()[1]}"

        def refuse() -> None:
            connection, _ = listening.accept()
            connection.recv(4096)
            connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n")
            connection.close()

        thread = threading.Thread(target=refuse)
        thread.start()
        with serving(lambda _: Answer()) as server, pytest.raises(ApiConnectionError, match="407") as caught:
            Client(server.settings(scheme="https", proxyUrl=f"http://me:s3cret-pass@{address}")).request("GET", "/x")
        thread.join(5)
    assert "arize:proxyUrl" in str(caught.value)
    assert "s3cret" not in str(caught.value)
    assert "\n" not in str(caught.value)
