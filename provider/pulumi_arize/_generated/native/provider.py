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
    """One account on one server.

    Args:
        resource_name (str, required): Name of the resource in the program, unique for its type.
        api_key (str, optional): API key of the account. Else the environment variable `ARIZE_API_KEY`.
        region (str, optional): Region, such as `eu-west-1a`. Else the environment variable `ARIZE_REGION`.
        base_domain (str, optional): Domain of a private connection: the host is `api.<domain>`. Else the
            environment variable `ARIZE_BASE_DOMAIN`.
        host (str, optional): Host of a self-hosted Arize, without scheme and port. Else the environment variable
            `ARIZE_SINGLE_HOST` or `ARIZE_API_HOST`.
        plain_http_host (str, optional): The one host to which plain http is allowed. Loopback is always allowed.
        scheme (str, default https): `https`; `http` only for loopback and `plainHttpHost`. One of `https`, `http`.
            Else the environment variable `ARIZE_API_SCHEME`.
        port (int, default 0): Port; 0 means the scheme's default port. At least 0. At most 65,535. Else the
            environment variable `ARIZE_API_PORT` or `ARIZE_SINGLE_PORT`.
        ca_cert (str, optional): Path of a CA bundle. Else the environment variable `ARIZE_SSL_CA_CERT` or
            `REQUESTS_CA_BUNDLE` or `SSL_CERT_FILE`.
        verify (bool, default True): Whether to verify TLS certificates. Else the environment variable
            `ARIZE_REQUEST_VERIFY`.
        proxy_url (str, optional): URL of a proxy. By default `HTTPS_PROXY` and `ALL_PROXY` apply. Else the
            environment variable `ARIZE_PROXY_URL`.
        request_timeout (float, default 30.0): Limit for one attempt, in seconds. More than 0. At most 3,600.
        request_deadline (float, default 120.0): Limit for a request with all its attempts and waits, in seconds.
            More than 0. At most 86,400.
        max_retries (int, default 15): Maximum number of retries after a failed attempt. At least 0. At most 100.
        retry_delay (float, default 0.2): Maximum wait before the first retry, in seconds; doubles with each retry.
            More than 0. At most 60.
        max_retry_delay (float, default 5.0): Maximum wait before a retry, in seconds, unless the server asks for
            more. More than 0. At most 600.
        log_file (str, optional): Log file of all requests, without secrets, for debugging. Else the environment
            variable `ARIZE_PROVIDER_LOG`.
        fingerprint_key (str, optional): Key of `key_fingerprint`; use the same one in stacks that you compare.
        api_dialect (str, default auto): Dialect of the server; `auto` detects it. One of `auto`, `current`,
            `legacy`.
        opts (pulumi.ResourceOptions, optional): Options of the resource.
    """

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
        """One account on one server.

        Args:
            resource_name (str, required): Name of the resource in the program, unique for its type.
            api_key (str, optional): API key of the account. Else the environment variable `ARIZE_API_KEY`.
            region (str, optional): Region, such as `eu-west-1a`. Else the environment variable `ARIZE_REGION`.
            base_domain (str, optional): Domain of a private connection: the host is `api.<domain>`. Else the
                environment variable `ARIZE_BASE_DOMAIN`.
            host (str, optional): Host of a self-hosted Arize, without scheme and port. Else the environment variable
                `ARIZE_SINGLE_HOST` or `ARIZE_API_HOST`.
            plain_http_host (str, optional): The one host to which plain http is allowed. Loopback is always allowed.
            scheme (str, default https): `https`; `http` only for loopback and `plainHttpHost`. One of `https`, `http`.
                Else the environment variable `ARIZE_API_SCHEME`.
            port (int, default 0): Port; 0 means the scheme's default port. At least 0. At most 65,535. Else the
                environment variable `ARIZE_API_PORT` or `ARIZE_SINGLE_PORT`.
            ca_cert (str, optional): Path of a CA bundle. Else the environment variable `ARIZE_SSL_CA_CERT` or
                `REQUESTS_CA_BUNDLE` or `SSL_CERT_FILE`.
            verify (bool, default True): Whether to verify TLS certificates. Else the environment variable
                `ARIZE_REQUEST_VERIFY`.
            proxy_url (str, optional): URL of a proxy. By default `HTTPS_PROXY` and `ALL_PROXY` apply. Else the
                environment variable `ARIZE_PROXY_URL`.
            request_timeout (float, default 30.0): Limit for one attempt, in seconds. More than 0. At most 3,600.
            request_deadline (float, default 120.0): Limit for a request with all its attempts and waits, in seconds.
                More than 0. At most 86,400.
            max_retries (int, default 15): Maximum number of retries after a failed attempt. At least 0. At most 100.
            retry_delay (float, default 0.2): Maximum wait before the first retry, in seconds; doubles with each retry.
                More than 0. At most 60.
            max_retry_delay (float, default 5.0): Maximum wait before a retry, in seconds, unless the server asks for
                more. More than 0. At most 600.
            log_file (str, optional): Log file of all requests, without secrets, for debugging. Else the environment
                variable `ARIZE_PROVIDER_LOG`.
            fingerprint_key (str, optional): Key of `key_fingerprint`; use the same one in stacks that you compare.
            api_dialect (str, default auto): Dialect of the server; `auto` detects it. One of `auto`, `current`,
                `legacy`.
            opts (pulumi.ResourceOptions, optional): Options of the resource.
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
