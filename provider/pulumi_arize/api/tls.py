"""Which certificates are trusted."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from pathlib import Path

import httpx

from ..errors import SettingsError
from ..settings import Settings

HASHED_FILE_NAME = re.compile(r"[0-9a-f]{8}\.\d+")
"""The names by which OpenSSL finds the files in a folder of certificates."""

OPENSSL_VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
"""The environment variables that OpenSSL itself reads."""


def tls_verification(settings: Settings, environment: Mapping[str, str]) -> ssl.SSLContext | bool:
    """Return how the server's certificate is verified; plain http does not verify. Raises SettingsError."""
    if settings.scheme == "http" or not settings.verify:
        return False
    if settings.ca_cert:
        return _bundle(settings.ca_cert, settings.source("ca_cert"))
    try:
        return httpx.create_ssl_context(trust_env=True)
    except OSError as error:
        source = " or ".join(name for name in OPENSSL_VARIABLES if environment.get(name))
        raise SettingsError(f"{source}: no readable certificates: {error}") from None


def _bundle(path: str, source: str) -> ssl.SSLContext:
    """Return a context that trusts the certificates of a file or of a folder. Raises SettingsError."""
    folder = Path(path)
    try:
        if not folder.is_dir():
            return ssl.create_default_context(cafile=path)
        if not any(HASHED_FILE_NAME.fullmatch(file.name) for file in folder.iterdir()):
            raise SettingsError(
                f"{source}: the folder {path} has no certificates that OpenSSL finds: run `openssl rehash` on it"
            )
        return ssl.create_default_context(capath=path)
    except OSError as error:
        raise SettingsError(f"{source}: {path} is not a readable CA bundle: {error}") from None
