"""The way to the API, and what it means that no answer came by it."""

from __future__ import annotations

import socket
import ssl
from http import HTTPStatus

import httpx

from ..errors import ApiConnectionError, CertificateError, ResponseLost
from ..settings import Settings
from .proxies import Proxy
from .redaction import redacted

FIRST_CONTACT_ATTEMPTS = 4
"""Attempts at the first answer: where nobody connects or says anything, the address may well be wrong."""

UNKNOWN_HOST_ERRORS = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
"""What a name server says of a name that there is not; it says otherwise where it could not find out."""

PROBE_TIMEOUT = 2.0
"""Seconds that a look at whether a port speaks TLS may take."""


class Route:
    """The way to the API by the settings, by a proxy or without. `is_known` tells that an answer has come by it."""

    def __init__(self, settings: Settings, proxy: Proxy | None) -> None:
        self._settings = settings
        self._proxy = proxy
        self.is_known = False

    @property
    def api(self) -> str:
        """The address of the API, and what gives it."""
        return f"{self._settings.address}, from {self._address_source},"

    def hint(self, response: httpx.Response) -> str:
        """Return what to do about an error answer that the way to the API explains; nothing about any other."""
        status = response.status_code
        if status == HTTPStatus.UNAUTHORIZED:
            return self._settings.key_hint
        if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
            return f"the proxy wants a name and a password: give both in its address, in {self._proxy_source}"
        if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
            return f"the host redirects elsewhere, which is not followed: check {self._address_source}"
        if status == HTTPStatus.BAD_REQUEST and response.url.scheme == "http" and b"https" in response.content.lower():
            return f"the host wants https: check {self._settings.source('scheme')}"
        return ""

    @property
    def _address_source(self) -> str:
        """What gives the address of the API."""
        return self._settings.address_source

    @property
    def _proxy_source(self) -> str:
        """What gives the address of the proxy, or could."""
        return self._proxy.source if self._proxy else self._settings.source("proxy_url")

    def unreachable(self, error: httpx.HTTPError | UnicodeError) -> ApiConnectionError:
        """Return what it means that no answer came: it matters whether the request can have reached the server."""
        why = redacted(str(error).rstrip(".") or type(error).__name__)
        nobody = f"no answer from {self._settings.address}"
        if self._proxy:
            nobody += f" through the proxy {self._proxy.address}"
        if isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout):
            return self._on_first_contact(
                ApiConnectionError(f"{nobody} in time; check {self._endpoints}, or see {self._timeout_hint}")
            )
        if isinstance(error, httpx.ProxyError):
            found = ApiConnectionError(f"{nobody}: the proxy says {why}; check {self._proxy_source}")
            return _not_retryable(found) if why.startswith("4") else self._on_first_contact(found)
        if isinstance(error, httpx.ConnectError | httpx.UnsupportedProtocol | UnicodeError):
            return self._no_connection(error, f"{nobody}: {why}")
        if isinstance(error, httpx.TimeoutException):
            return self._no_response(nobody)
        if not self.is_known and self._speaks_tls():
            return _not_retryable(
                ApiConnectionError(f"{nobody} by http: it speaks https; check {self._settings.source('scheme')}")
            )
        return ResponseLost(f"{nobody}: {why}; check {self._address_source}")

    @property
    def _timeout_hint(self) -> str:
        """What says how long an attempt may take."""
        return self._settings.source("request_timeout")

    @property
    def _endpoints(self) -> str:
        """What gives the address that is connected to: the proxy's, where there is one."""
        return self._proxy_source if self._proxy else self._address_source

    def _no_response(self, nobody: str) -> ApiConnectionError:
        """Return the error of a connection by which no answer came; who has never answered may be somebody else."""
        if self.is_known:
            return ResponseLost(f"{nobody} in time; see {self._timeout_hint}")
        return self._on_first_contact(
            ResponseLost(f"{nobody} in time; check {self._endpoints}, or see {self._timeout_hint}")
        )

    def _no_connection(self, error: Exception, what: str) -> ApiConnectionError:
        cause = _cause(error)
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateError(f"{what}; {self._certificate_hint(cause)}")
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError):
            where = self._settings.source("scheme", "port")
            return _not_retryable(ApiConnectionError(f"{what}; does it speak https? check {where}"))
        without = "" if self._proxy else ", or does the way there need a proxy?"
        found = ApiConnectionError(f"{what}; check {self._endpoints}{without}")
        if isinstance(error, UnicodeError) or (
            isinstance(cause, socket.gaierror) and cause.errno in UNKNOWN_HOST_ERRORS
        ):
            return found if self.is_known else _not_retryable(found)
        return self._on_first_contact(found)

    def _on_first_contact(self, found: ApiConnectionError) -> ApiConnectionError:
        """Return an error with the attempts that it is worth: fewer as long as nobody has answered yet."""
        found.attempts = None if self.is_known else FIRST_CONTACT_ATTEMPTS
        return found

    def _certificate_hint(self, error: ssl.SSLCertVerificationError) -> str:
        """Return what helps against a certificate that is not trusted."""
        said = error.verify_message
        if "mismatch" in said or "not valid for" in said:
            return f"it is another host's: check {self._address_source}"
        if "expired" in said or "not yet valid" in said:
            return "it must be renewed, or the clock of this machine is wrong"
        if self._settings.ca_cert:
            return f"none of the certificates that {self._settings.source('ca_cert')} names vouches for it"
        own = self._settings.source("ca_cert")
        return f"is it the right host? check {self._address_source}; a CA bundle of your own is {own}"

    def _speaks_tls(self) -> bool:
        """Tell whether the port that was asked by http speaks TLS. Nothing of a request is sent."""
        if self._settings.scheme != "http" or self._proxy:
            return False
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        address = self._settings.hostname, self._settings.effective_port
        try:
            with socket.create_connection(address, PROBE_TIMEOUT) as plain, context.wrap_socket(plain):
                return True
        except OSError:
            return False


def _not_retryable(found: ApiConnectionError) -> ApiConnectionError:
    """Return the error of an attempt that no other one would better."""
    found.attempts = 1
    return found


def _cause(error: BaseException) -> BaseException:
    """Return what has led to an error, first of all."""
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__ or error
    return error
