"""Settings: from the stack's configuration, else from the environment variables of Arize's own SDK."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from tests.official_models import SOURCE

from pulumi_arize.api.client import Client
from pulumi_arize.errors import ApiConnectionError, SettingsError
from pulumi_arize.settings import Settings, load

KEY = "s3cret-key"
SHARED = ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")
HERE: dict[str, str] = {"ARIZE_API_KEY": KEY}


def settings(configured: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of a stack's configuration and an environment; a key is in the environment."""
    return load((configured or {}).get, HERE | dict(environment or {}))


def shown(setting: str, found: Settings) -> Any:
    """Return the value of a setting in plain text."""
    value = getattr(found, setting)
    return value.get_secret_value() if setting == "api_key" else value


TABLE: list[tuple[str, str, tuple[str, ...], str, Any]] = [
    ("api_key", "apiKey", ("ARIZE_API_KEY",), "other", "other"),
    ("region", "region", ("ARIZE_REGION",), "eu-west-1a", "eu-west-1a"),
    ("base_domain", "baseDomain", ("ARIZE_BASE_DOMAIN",), "arize.example.com", "arize.example.com"),
    ("host", "host", ("ARIZE_SINGLE_HOST", "ARIZE_API_HOST"), "arize.example.com", "arize.example.com"),
    ("plain_http_host", "plainHttpHost", (), "arize.internal", "arize.internal"),
    ("scheme", "scheme", ("ARIZE_API_SCHEME",), "https", "https"),
    ("port", "port", ("ARIZE_SINGLE_PORT", "ARIZE_API_PORT"), "8443", 8443),
    ("ca_cert", "caCert", ("ARIZE_SSL_CA_CERT", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"), "/ca.pem", "/ca.pem"),
    ("verify", "verify", ("ARIZE_REQUEST_VERIFY",), "false", False),
    ("proxy_url", "proxyUrl", ("ARIZE_PROXY_URL",), "http://proxy:1", "http://proxy:1"),
    ("request_timeout", "requestTimeout", (), "2.5", 2.5),
    ("request_deadline", "requestDeadline", (), "60", 60.0),
    ("max_retries", "maxRetries", (), "3", 3),
    ("retry_delay", "retryDelay", (), "0.5", 0.5),
    ("max_retry_delay", "maxRetryDelay", (), "20", 20.0),
    ("log_file", "logFile", ("ARIZE_PROVIDER_LOG",), "/tmp/log", "/tmp/log"),  # noqa: S108 - nothing is written
    ("api_dialect", "apiDialect", (), "legacy", "legacy"),
    ("fingerprint_key", "fingerprintKey", (), "pepper", SecretStr("pepper")),
]


@pytest.mark.parametrize(("setting", "key", "variables", "text", "expected"), TABLE)
def test_configuration(setting: str, key: str, variables: tuple[str, ...], text: str, expected: Any) -> None:
    """A setting is read from its key in the configuration, which wins over every environment variable."""
    environment = dict.fromkeys(variables, "0" if setting == "port" else "true" if setting == "verify" else "https")
    assert shown(setting, settings({key: text}, environment)) == expected


@pytest.mark.parametrize(
    ("setting", "variable", "text", "expected"),
    [(row[0], variable, row[3], row[4]) for row in TABLE for variable in row[2]],
)
def test_environment(setting: str, variable: str, text: str, expected: Any) -> None:
    """A setting is read from each of its environment variables."""
    assert shown(setting, settings({}, {variable: text})) == expected


@pytest.mark.parametrize(("setting", "key", "variables", "text", "expected"), TABLE)
def test_empty(setting: str, key: str, variables: tuple[str, ...], text: str, expected: Any) -> None:  # noqa: ARG001
    """An empty text is the same as no setting."""
    assert settings({key: ""}, dict.fromkeys([*variables, "X"], "") | HERE) == settings()


def test_every_setting_is_in_the_table() -> None:
    """The table has every setting."""
    assert {row[0] for row in TABLE} == set(Settings.model_fields)


def test_the_sdk_knows_the_variables() -> None:
    """The variables are those of Arize's own SDK, except two that HTTP libraries share and the log's."""
    text = "".join((SOURCE / name).read_text() for name in ("config.py", "constants/config.py"))
    variables = {variable for row in TABLE for variable in row[2]} - {*SHARED, "ARIZE_PROVIDER_LOG"}
    assert {variable for variable in variables if variable not in text} == set()


URLS: list[tuple[dict[str, Any], dict[str, str], str]] = [
    ({}, {}, "https://api.arize.com"),
    ({"region": "eu-west-1a"}, {}, "https://api.eu-west-1a.arize.com"),
    ({"baseDomain": "arize.example.com"}, {}, "https://api.arize.example.com"),
    ({"host": "arize.example.com"}, {}, "https://arize.example.com"),
    ({"host": "[::1]", "port": 8080, "scheme": "http"}, {}, "http://[::1]:8080"),
    ({"port": 0}, {}, "https://api.arize.com"),
    ({"port": 8443}, {"ARIZE_API_HOST": "a.example.com"}, "https://a.example.com:8443"),
    ({}, {"ARIZE_REGION": "us-east-1b"}, "https://api.us-east-1b.arize.com"),
    ({}, {"ARIZE_REGION": "us-east-1b", "ARIZE_API_HOST": "a.example.com"}, "https://api.us-east-1b.arize.com"),
    ({}, {"ARIZE_BASE_DOMAIN": "b.example.com", "ARIZE_API_HOST": "a.example.com"}, "https://api.b.example.com"),
    ({}, {"ARIZE_SINGLE_HOST": "s.example.com", "ARIZE_API_HOST": "a.example.com"}, "https://s.example.com"),
    (
        {"host": "c.example.com"},
        {"ARIZE_REGION": "us-east-1b", "ARIZE_API_SCHEME": "http", "ARIZE_API_PORT": "1"},
        "https://c.example.com",
    ),
    (
        {"region": "eu-west-1a"},
        {"ARIZE_API_HOST": "127.0.0.1", "ARIZE_API_PORT": "1"},
        "https://api.eu-west-1a.arize.com",
    ),
    (
        {},
        {"ARIZE_API_HOST": "127.0.0.1", "ARIZE_API_PORT": "80", "ARIZE_API_SCHEME": "http"},
        "http://127.0.0.1:80",
    ),
]


@pytest.mark.parametrize(("configured", "environment", "expected"), URLS)
def test_base_url(configured: dict[str, Any], environment: dict[str, str], expected: str) -> None:
    """The host is that of the region, of the domain or of `host`; a configured one wins over the environment."""
    assert settings(configured, environment).base_url == expected


def error_message(configured: Mapping[str, Any], environment: Mapping[str, str]) -> str:
    """Return the message of the error that loading raises: one line, without the key."""
    with pytest.raises(SettingsError) as caught:
        load(configured.get, environment)
    assert "\n" not in str(caught.value)
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None
    return str(caught.value)


@pytest.mark.parametrize("environment", [{}, {"ARIZE_API_KEY": ""}, {"ARIZE_REGION": "eu-west-1a"}])
def test_no_key(environment: dict[str, str]) -> None:
    """Without a key, one line says both ways to set one."""
    output = error_message({}, environment)
    assert "pulumi config set --secret arize:apiKey" in output
    assert "ARIZE_API_KEY" in output


WRONG: list[tuple[dict[str, Any], dict[str, str], tuple[str, ...]]] = [
    ({"port": "many"}, {}, ("arize:port", "ARIZE_API_PORT")),
    ({"port": "70000"}, {}, ("arize:port", "ARIZE_API_PORT")),
    ({}, {"ARIZE_API_PORT": "-1"}, ("arize:port", "ARIZE_API_PORT")),
    ({"scheme": "ftp"}, {}, ("arize:scheme", "ARIZE_API_SCHEME")),
    ({"region": "eu west"}, {}, ("arize:region", "ARIZE_REGION")),
    ({"host": "https://arize.example.com"}, {}, ("arize:host", "ARIZE_API_HOST")),
    ({"host": "arize.example.com/x"}, {}, ("arize:host",)),
    ({"baseDomain": "a/b"}, {}, ("arize:baseDomain", "ARIZE_BASE_DOMAIN")),
    ({"verify": "perhaps"}, {}, ("arize:verify", "ARIZE_REQUEST_VERIFY")),
    ({"requestTimeout": "0"}, {}, ("arize:requestTimeout: must be more than 0",)),
    ({"requestTimeout": "soon"}, {}, ("arize:requestTimeout: must be a number",)),
    ({"requestDeadline": "nan"}, {}, ("arize:requestDeadline: must be at most 86,400",)),
    ({"maxRetries": "1.5"}, {}, ("arize:maxRetries: must be a whole number",)),
    ({"maxRetries": "9" * 5000}, {}, ("arize:maxRetries: must be a whole number",)),
    ({"apiDialect": "former"}, {}, ("arize:apiDialect", "auto", "current", "legacy")),
    ({"port": "x", "scheme": "y"}, {}, ("arize:port", "arize:scheme")),
    ({"host": "a.example.com", "region": "eu-west-1a"}, {}, ("arize:host", "conflicts with region")),
    ({"baseDomain": "a.example.com", "region": "eu-west-1a"}, {}, ("arize:baseDomain", "conflicts with region")),
    ({"proxyUrl": "proxy.example.com:3128"}, {}, ("arize:proxyUrl",)),
]


@pytest.mark.parametrize(("configured", "environment", "parts"), WRONG)
def test_wrong(configured: dict[str, Any], environment: dict[str, str], parts: tuple[str, ...]) -> None:
    """One line names every invalid setting, with both ways to set it."""
    output = error_message(configured, HERE | environment)
    assert [part for part in parts if part not in output] == [], output
    assert not any(words in output for words in ("Input", "parse")), output


@pytest.mark.parametrize(
    "configured",
    [
        {},
        {"host": "arize.internal"},
        {"host": "arize.internal", "plainHttpHost": "other.internal"},
        {"host": "127.0.0.1.example.com"},
        {"host": "localhost.example.com"},
        {"baseDomain": "localhost"},
        {"region": "us-east-1b", "plainHttpHost": "us-east-1b"},
    ],
)
def test_plain_http_is_refused(configured: dict[str, Any]) -> None:
    """The key is not sent unencrypted to another machine: the message names the host and how to allow it."""
    output = error_message({**configured, "scheme": "http"}, HERE)
    assert "allow it by plainHttpHost = " in output
    assert configured.get("host", "api.") in output


@pytest.mark.parametrize(
    "configured",
    [
        {"host": "localhost"},
        {"host": "127.0.0.2:8080"},
        {"host": "[::1]:8080"},
        {"host": "arize.internal", "plainHttpHost": "arize.internal"},
        {"host": "arize.internal:8080", "plainHttpHost": "arize.internal"},
        {"region": "us-east-1b", "plainHttpHost": "api.us-east-1b.arize.com"},
    ],
)
def test_plain_http_is_allowed(configured: dict[str, Any]) -> None:
    """Plain http is allowed to this machine, and to the one host that a setting names."""
    assert settings({**configured, "scheme": "http"}).base_url.startswith("http://")


def test_a_key_with_a_wrong_setting_is_not_shown() -> None:
    """The key is never shown: not in an error, and not in the text of the settings."""
    error_message({"apiKey": KEY, "port": "x"}, {})
    assert KEY not in repr(settings()) + str(settings())


@pytest.mark.parametrize("text", [" ", "a\nb", "é", "a\x00"])
def test_invalid_key(text: str) -> None:
    """A key that HTTP cannot send is refused in one line that names both ways to set it."""
    output = error_message({}, {"ARIZE_API_KEY": text})
    assert "arize:apiKey" in output
    assert "ARIZE_API_KEY" in output


@pytest.mark.parametrize("path", ["missing.pem", "."])
def test_a_ca_bundle_that_cannot_be_read(tmp_path: Path, path: str) -> None:
    """A CA bundle that cannot be read is refused in one line that names the setting."""
    with pytest.raises((SettingsError, ApiConnectionError), match="arize:caCert") as caught:
        Client(settings({"caCert": str(tmp_path / path)}))
    assert "\n" not in str(caught.value)


def test_settings_can_be_compared() -> None:
    """Equal settings are one key of a mapping: they share connections."""
    assert {settings(): 1}[settings()] == 1
    assert settings({"port": 1}) != settings()
