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
        plain_http_host: The one host to which plain http is allowed; to loopback it always is.
        scheme: `https`; `http` for loopback and `plainHttpHost` alone.
        port: Port; 0 is the scheme's own.
        ca_cert: Path of a CA bundle.
        verify: Whether TLS is verified.
        proxy_url: Proxy; else that of `HTTPS_PROXY` and the like.
        request_timeout: Seconds that one attempt may take.
        request_deadline: Seconds that a request may take with all its attempts and waits.
        max_retries: Further attempts after one that failed.
        retry_delay: Seconds that the first wait lasts at most; each later one twice that.
        max_retry_delay: Seconds that a wait lasts at most, unless the server asks for more.
        log_file: File to which each request is written, without secrets, for debugging.
        fingerprint_key: Secret that `key_fingerprint` is keyed with: the same to compare stacks.
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
