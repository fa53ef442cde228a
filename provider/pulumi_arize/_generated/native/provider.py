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
        plain_http_host (str, optional): The one host to which plain http is allowed; to loopback it always is.
        scheme (str, default https): `https`; `http` for loopback and `plainHttpHost` alone. One of `https`, `http`.
            Else the environment variable `ARIZE_API_SCHEME`.
        port (int, default 0): Port; 0 is the scheme's own. At least 0. At most 65,535. Else the environment
            variable `ARIZE_API_PORT` or `ARIZE_SINGLE_PORT`.
        ca_cert (str, optional): Path of a CA bundle. Else the environment variable `ARIZE_SSL_CA_CERT` or
            `REQUESTS_CA_BUNDLE` or `SSL_CERT_FILE`.
        verify (bool, default True): Whether TLS is verified. Else the environment variable `ARIZE_REQUEST_VERIFY`.
        proxy_url (str, optional): Proxy; else that of `HTTPS_PROXY` and the like. Else the environment variable
            `ARIZE_PROXY_URL`.
        request_timeout (float, default 30.0): Seconds that one attempt may take. More than 0. At most 3,600.
        request_deadline (float, default 120.0): Seconds that a request may take with all its attempts and waits.
            More than 0. At most 86,400.
        max_retries (int, default 15): Further attempts after one that failed. At least 0. At most 100.
        retry_delay (float, default 0.2): Seconds that the first wait lasts at most; each later one twice that. More
            than 0. At most 60.
        max_retry_delay (float, default 5.0): Seconds that a wait lasts at most, unless the server asks for more.
            More than 0. At most 600.
        log_file (str, optional): File to which each request is written, without secrets, for debugging. Else the
            environment variable `ARIZE_PROVIDER_LOG`.
        fingerprint_key (str, optional): Secret that `key_fingerprint` is keyed with: the same to compare stacks.
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
            plain_http_host (str, optional): The one host to which plain http is allowed; to loopback it always is.
            scheme (str, default https): `https`; `http` for loopback and `plainHttpHost` alone. One of `https`, `http`.
                Else the environment variable `ARIZE_API_SCHEME`.
            port (int, default 0): Port; 0 is the scheme's own. At least 0. At most 65,535. Else the environment
                variable `ARIZE_API_PORT` or `ARIZE_SINGLE_PORT`.
            ca_cert (str, optional): Path of a CA bundle. Else the environment variable `ARIZE_SSL_CA_CERT` or
                `REQUESTS_CA_BUNDLE` or `SSL_CERT_FILE`.
            verify (bool, default True): Whether TLS is verified. Else the environment variable `ARIZE_REQUEST_VERIFY`.
            proxy_url (str, optional): Proxy; else that of `HTTPS_PROXY` and the like. Else the environment variable
                `ARIZE_PROXY_URL`.
            request_timeout (float, default 30.0): Seconds that one attempt may take. More than 0. At most 3,600.
            request_deadline (float, default 120.0): Seconds that a request may take with all its attempts and waits.
                More than 0. At most 86,400.
            max_retries (int, default 15): Further attempts after one that failed. At least 0. At most 100.
            retry_delay (float, default 0.2): Seconds that the first wait lasts at most; each later one twice that. More
                than 0. At most 60.
            max_retry_delay (float, default 5.0): Seconds that a wait lasts at most, unless the server asks for more.
                More than 0. At most 600.
            log_file (str, optional): File to which each request is written, without secrets, for debugging. Else the
                environment variable `ARIZE_PROVIDER_LOG`.
            fingerprint_key (str, optional): Secret that `key_fingerprint` is keyed with: the same to compare stacks.
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
