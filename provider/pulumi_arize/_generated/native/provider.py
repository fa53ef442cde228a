"""One account as a provider resource: for several accounts or regions in one program.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

import pulumi

from ...native.base_provider import BaseProvider

__all__ = ["Provider"]


class Provider(BaseProvider):
    """One account on one server."""

    secrets: ClassVar[Collection[str]] = ["api_key", "proxy_url", "fingerprint_key"]

    def __init__(
        self,
        resource_name: str,
        *,
        api_key: pulumi.Input[str] | None = None,
        region: pulumi.Input[str] | None = None,
        base_domain: pulumi.Input[str] | None = None,
        host: pulumi.Input[str] | None = None,
        plain_http_host: pulumi.Input[str] | None = None,
        scheme: pulumi.Input[str] | None = None,
        port: pulumi.Input[int] | None = None,
        ca_cert: pulumi.Input[str] | None = None,
        verify: pulumi.Input[bool] | None = None,
        proxy_url: pulumi.Input[str] | None = None,
        request_timeout: pulumi.Input[float] | None = None,
        request_deadline: pulumi.Input[float] | None = None,
        max_retries: pulumi.Input[int] | None = None,
        retry_delay: pulumi.Input[float] | None = None,
        max_retry_delay: pulumi.Input[float] | None = None,
        log_file: pulumi.Input[str] | None = None,
        fingerprint_key: pulumi.Input[str] | None = None,
        api_dialect: pulumi.Input[str] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Declare it.

        api_key: API key of the account.
        region: Region, such as `eu-west-1a`.
        base_domain: Domain of a private connection: the host is `api.<domain>`.
        host: Host of a self-hosted Arize, without scheme and port.
        plain_http_host: The one host to which plain http is allowed. Loopback is always allowed.
        scheme: `https`; `http` only for loopback and `plainHttpHost`.
        port: Port; 0 means the scheme's default port.
        ca_cert: Path of a CA bundle.
        verify: Whether to verify TLS certificates.
        proxy_url: URL of a proxy. By default `HTTPS_PROXY` and `ALL_PROXY` apply.
        request_timeout: Limit for one attempt, in seconds.
        request_deadline: Limit for a request with all its attempts and waits, in seconds.
        max_retries: Maximum number of retries after a failed attempt.
        retry_delay: Maximum wait before the first retry, in seconds; doubles with each retry.
        max_retry_delay: Maximum wait before a retry, in seconds, unless the server asks for more.
        log_file: Log file of all requests, without secrets, for debugging.
        fingerprint_key: Key of `key_fingerprint`; use the same one in stacks that you compare.
        api_dialect: Dialect of the server; `auto` detects it.
        """
        super().__init__(
            resource_name,
            {
                "api_key": api_key,
                "region": region,
                "base_domain": base_domain,
                "host": host,
                "plain_http_host": plain_http_host,
                "scheme": scheme,
                "port": port,
                "ca_cert": ca_cert,
                "verify": verify,
                "proxy_url": proxy_url,
                "request_timeout": request_timeout,
                "request_deadline": request_deadline,
                "max_retries": max_retries,
                "retry_delay": retry_delay,
                "max_retry_delay": max_retry_delay,
                "log_file": log_file,
                "fingerprint_key": fingerprint_key,
                "api_dialect": api_dialect,
            },
            opts,
        )
