"""The errors of connections to the API: which setting, proxy or certificate is to blame, and what to do."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import httpx

from ..errors import ApiConnectionError, CertificateError, ResponseLost
from ..settings import Settings
from .error_responses import is_problem
from .proxies import Proxy
from .redaction import redacted

FIRST_CONTACT_ATTEMPTS = 4
"""Attempts before the first response: until then, the address may well be wrong."""

UNKNOWN_HOST_ERRORS = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
"""The errors for a name that does not exist; where a name server cannot tell, the error is another."""

PROBE_TIMEOUT = 2.0
"""Seconds that the test whether a port speaks TLS may take."""


class ConnectionErrors:
    """The errors of connections to one address, through a proxy or directly.

    `has_responded` tells that a response has come from there: before that, the address may well be wrong.
    """

    def __init__(self, settings: Settings, proxy: Proxy | None) -> None:
        self._settings = settings
        self._proxy = proxy
        self.has_responded = False

    @property
    def address_and_source(self) -> str:
        """The address of the API, and the settings that name it, with a comma after each."""
        return f"{self._settings.address}, from {self._settings.address_source},"

    def hint(self, response: httpx.Response, problem: Mapping[str, Any]) -> str:
        """Return what to do about an error response whose cause is a setting or the proxy; empty for any other.

        `problem` is the document of the response.
        """
        status = response.status_code
        if status == HTTPStatus.UNAUTHORIZED:
            return self._settings.key_hint
        if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
            return f"the proxy requires a user and a password: put both into its URL, in {self._proxy_source}"
        # of a gateway or a firewall: not a word about the resource, nor about the key
        if status in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND) and not is_problem(problem):
            return f"the response is not an error of the API: is {self.address_and_source} the API of Arize?"
        if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
            return f"the host redirects elsewhere; redirects are not followed: check {self._settings.address_source}"
        says_https = b"https" in response.content.lower() and not is_problem(problem)
        if status == HTTPStatus.BAD_REQUEST and response.url.scheme == "http" and says_https:
            return f"the host requires https: check {self._settings.source('scheme')}"
        return ""

    @property
    def _proxy_source(self) -> str:
        """The setting or variable that names the proxy, or could."""
        return self._proxy.source if self._proxy else self._settings.source("proxy_url")

    def connection_error(self, error: httpx.HTTPError | UnicodeError) -> ApiConnectionError:
        """Return the error for a failed connection: it tells whether the request can have reached the server."""
        reason = redacted(str(error).rstrip(".") or type(error).__name__)
        what = f"no response from {self._settings.address}"
        if self._proxy:
            what += f" through the proxy {self._proxy.address}"
        if isinstance(error, httpx.TimeoutException):
            return self._timed_out(error, what)
        if isinstance(error, httpx.ProxyError):
            attempts = 1 if reason.startswith("4") else self._attempts
            return ApiConnectionError(f"{what}: the proxy says {reason}; check {self._proxy_source}", attempts)
        if isinstance(error, httpx.ConnectError | httpx.UnsupportedProtocol | UnicodeError):
            return self._no_connection(error, f"{what}: {reason}")
        if not self.has_responded and self._speaks_tls():
            return ApiConnectionError(
                f"{what} over http: it uses https; check {self._settings.source('scheme')}", attempts=1
            )
        return ResponseLost(f"{what}: {reason}; check {self._settings.address_source}")

    @property
    def _attempts(self) -> int | None:
        """The largest number of attempts that makes sense: a small one until the first response."""
        return None if self.has_responded else FIRST_CONTACT_ATTEMPTS

    @property
    def _peer_source(self) -> str:
        """The settings or variables that name the peer: the proxy, where there is one."""
        return self._proxy_source if self._proxy else self._settings.address_source

    def _timed_out(self, error: httpx.TimeoutException, what: str) -> ApiConnectionError:
        """Return the error for a timeout; a server that has never responded may be the wrong one."""
        was_sent = not isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout)
        limit = self._settings.source("request_timeout")  # empty where nothing can set it
        if was_sent and self.has_responded:
            return ResponseLost(f"{what} in time; see {limit}" if limit else f"{what} in time")
        advice = f"check {self._peer_source}"
        reason = f"{what} in time; {advice}, or see {limit}" if limit else f"{what} in time; {advice}"
        return ResponseLost(reason, self._attempts) if was_sent else ApiConnectionError(reason, self._attempts)

    def _no_connection(self, error: Exception, what: str) -> ApiConnectionError:
        cause = _cause(error)
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateError(f"{what}; {self._certificate_hint(cause)}", attempts=1)
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError):
            where = self._settings.source("scheme", "port")
            return ApiConnectionError(f"{what}; does it use https? check {where}", attempts=1)
        is_unknown = isinstance(error, UnicodeError) or (
            isinstance(cause, socket.gaierror) and cause.errno in UNKNOWN_HOST_ERRORS
        )
        without = "" if self._proxy else ", or does the connection need a proxy?"
        attempts = 1 if is_unknown and not self.has_responded else self._attempts
        return ApiConnectionError(f"{what}; check {self._peer_source}{without}", attempts)

    def _certificate_hint(self, error: ssl.SSLCertVerificationError) -> str:
        """Return what to do about a certificate that is not trusted."""
        message = error.verify_message
        if "mismatch" in message or "not valid for" in message:
            return f"it is for another host: check {self._settings.address_source}"
        if "expired" in message or "not yet valid" in message:
            return "it must be renewed, or the clock of this machine is wrong"
        if self._settings.ca_cert:
            return f"it is not signed by a certificate in {self._settings.source('ca_cert')}"
        own = self._settings.source("ca_cert")
        return f"is it the right host? check {self._settings.address_source}; for a private CA, set {own}"

    def _speaks_tls(self) -> bool:
        """Tell whether the port to which plain http was sent speaks TLS. No request is sent."""
        if self._settings.scheme != "http" or self._proxy:
            return False
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # the default one would load certificates
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        address = self._settings.server
        try:
            with socket.create_connection(address, PROBE_TIMEOUT) as plain, context.wrap_socket(plain):
                return True
        except OSError:
            return False


def _cause(error: BaseException) -> BaseException:
    """Return the first cause of an error."""
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__ or error
    return error
