"""How to reach the API: the stack's configuration (`arize:…`), else the environment variables of Arize's own SDK."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    SecretStr,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from .casing import camel
from .errors import SettingsError
from .model.field_types import parse_address
from .model.validation_messages import PYDANTIC_MESSAGES, suggestion

PORTS = {"https": 443, "http": 80}
"""The default port of each scheme."""

ENGINE_SETTINGS = ("version", "pluginDownloadURL")
"""The inputs of a provider that are for the engine itself."""

Dialect = Literal["current", "legacy"]
HOST_SETTINGS = ("region", "base_domain", "host")
"""The settings that can name the host, by precedence."""

ADDRESS_SETTINGS = (*HOST_SETTINGS, "scheme", "port")
"""The settings of the API's address."""


def _trimmed(value: object) -> object:
    """Return a value without the line end that it has where it was read from a file."""
    return value.strip() if isinstance(value, str) else value


def _valid_header_value(key: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[!-~]+", key.get_secret_value()):
        raise PydanticCustomError("key", "must be printable ASCII without spaces: was it copied completely?")
    return key


def _require_https(scheme: str, info: ValidationInfo) -> str:
    """Refuse plain http, which would send the key unencrypted, but to this machine and to `plain_http_host`."""
    if scheme == "https":
        return scheme
    if any(name not in info.data for name in HOST_SETTINGS):  # the setting of the host is wrong itself, and reported
        return scheme
    authority = _authority(*(info.data.get(name) for name in HOST_SETTINGS))
    if info.data.get("plain_http_host") in (authority, _name_of(authority)) or is_loopback(_name_of(authority)):
        return scheme
    reason = "http would send the key unencrypted to {host}: use https, or allow it by plainHttpHost = {host}"
    raise PydanticCustomError("plain_http", reason, {"host": _name_of(authority)})


def _valid_host(host: str) -> str:
    """Refuse a URL, a path, and an invalid host or port."""
    scheme, slashes, rest = host.partition("://")
    if slashes:
        reason = "is a host without a scheme: set it to {host}, and scheme to {scheme}"
        raise PydanticCustomError("host", reason, {"host": rest.rstrip("/"), "scheme": scheme})
    if host.count(":") > 1 and not host.startswith("["):
        raise PydanticCustomError("host", "write an IPv6 address in brackets, as in [::1]:8080")
    name = _name_of(host) if _has_readable_port(host) else ""
    if re.fullmatch(r".*:.*|[\d.]+", name) and not parse_address(name):
        name = ""
    if not re.fullmatch(r"[\w.:\[\]-]+", host) or not name or host.endswith(":"):
        raise PydanticCustomError("host", "must be a host or an address, without a path, such as arize.example.com")
    return host


def _matching(pattern: str, reason: str) -> AfterValidator:
    def match(value: str) -> str:
        if not re.search(pattern, value):
            raise PydanticCustomError("format", reason)
        return value

    return AfterValidator(match)


def _has_readable_port(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").port != 0
    except ValueError:
        return False


def _check_port(port: int, info: ValidationInfo) -> int:
    """Refuse a port where `host` has one."""
    host = info.data.get("host") or ""
    if port and urlsplit(f"//{host}").port is not None:
        raise PydanticCustomError("port", "host already contains a port: omit one of the two")
    return port


def _authority(region: str | None, base_domain: str | None, host: str | None) -> str:
    """Return the host that the settings name, with the port that `host` may have."""
    if region:
        return f"api.{region}.arize.com"
    return f"api.{base_domain}" if base_domain else host or "api.arize.com"


def _name_of(authority: str) -> str:
    try:
        return urlsplit(f"//{authority}").hostname or authority
    except ValueError:
        return authority


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    address = parse_address(host)
    return address.is_loopback if address else host == "localhost"


@dataclass(frozen=True)
class Origin:
    """Where settings are configured, for messages.

    `setting` is the format of a setting's name, `key` the command that sets the API key, and `place` follows a list of
    settings. `is_deployed` tells whether an engine stores them with a deployment.
    """

    setting: str
    key: str
    place: str = ""
    is_deployed: bool = False

    def named(self, names: Iterable[str]) -> str:
        """Return a list of settings as a message names them; empty where settings cannot be configured."""
        settings = [self.setting.format(camel(name)) for name in names]
        return _listed(settings) + self.place if any(settings) else ""


STACK = Origin("arize:{}", "`pulumi config set --secret arize:apiKey <key>`", is_deployed=True)
"""The configuration of the stack under way."""

ENVIRONMENT = Origin("", "")
"""No configuration: a command that reads environment variables only."""


DEPLOYED_KEY = (
    "; `pulumi refresh`, `--refresh` and `pulumi destroy` use the key of the last `pulumi up`: "
    "after a change, run that first, or add `--run-program`"
)
"""What a hint adds about a key that may be of the last deployment: these commands run no program."""


class Settings(BaseModel):
    """One account on one server. Each setting has its environment variables, of which the first that is set counts.

    Source: the configuration of the official package (`arize.config.SDKConfiguration`).
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=camel, populate_by_name=True, hide_input_in_errors=True
    )

    api_key: Annotated[
        SecretStr,
        BeforeValidator(_trimmed),
        AfterValidator(_valid_header_value),
        Field(repr=False, description="API key of the account."),
        "ARIZE_API_KEY",
    ]
    region: Annotated[
        str | None,
        _matching(r"^[a-z0-9-]+$", "must be the name of a region, such as eu-west-1a"),
        Field(description="Region, such as `eu-west-1a`."),
        "ARIZE_REGION",
    ] = None
    base_domain: Annotated[
        str | None,
        _matching(r"^[\w.-]+$", "must be a domain without scheme and port, such as arize.example.com"),
        Field(description="Domain of a private connection: the host is `api.<domain>`."),
        "ARIZE_BASE_DOMAIN",
    ] = None
    host: Annotated[
        str | None,
        AfterValidator(_valid_host),
        Field(description="Host of a self-hosted Arize, without scheme and port."),
        "ARIZE_SINGLE_HOST",
        "ARIZE_API_HOST",
    ] = None
    plain_http_host: Annotated[
        str | None, Field(description="The one host to which plain http is allowed. Loopback is always allowed.")
    ] = None
    scheme: Annotated[
        Literal["https", "http"],
        AfterValidator(_require_https),
        Field(description="`https`; `http` only for loopback and `plainHttpHost`."),
        "ARIZE_API_SCHEME",
    ] = "https"
    port: Annotated[
        int,
        Field(ge=0, le=65535, description="Port; 0 means the scheme's default port."),
        AfterValidator(_check_port),
        "ARIZE_API_PORT",
        "ARIZE_SINGLE_PORT",
    ] = 0
    ca_cert: Annotated[
        str | None,
        Field(description="Path of a CA bundle."),
        "ARIZE_SSL_CA_CERT",
        "REQUESTS_CA_BUNDLE",
        "SSL_CERT_FILE",
    ] = None
    verify: Annotated[bool, Field(description="Whether to verify TLS certificates."), "ARIZE_REQUEST_VERIFY"] = True
    proxy_url: Annotated[
        str | None,
        BeforeValidator(_trimmed),
        _matching(r"^(https?|socks5h?)://", "not the URL of a proxy, such as http://proxy.example.com:3128"),
        Field(repr=False, description="URL of a proxy. By default `HTTPS_PROXY` and `ALL_PROXY` apply."),
        "ARIZE_PROXY_URL",
    ] = None
    request_timeout: Annotated[float, Field(gt=0, le=3600, description="Limit for one attempt, in seconds.")] = 30.0
    request_deadline: Annotated[
        float, Field(gt=0, le=86_400, description="Limit for a request with all its attempts and waits, in seconds.")
    ] = 120.0
    max_retries: Annotated[
        int, Field(ge=0, le=100, description="Maximum number of retries after a failed attempt.")
    ] = 15
    retry_delay: Annotated[
        float,
        Field(gt=0, le=60, description="Maximum wait before the first retry, in seconds; doubles with each retry."),
    ] = 0.2
    max_retry_delay: Annotated[
        float,
        Field(gt=0, le=600, description="Maximum wait before a retry, in seconds, unless the server asks for more."),
    ] = 5.0
    log_file: Annotated[
        str | None,
        Field(description="Log file of all requests, without secrets, for debugging."),
        "ARIZE_PROVIDER_LOG",
    ] = None
    fingerprint_key: Annotated[
        SecretStr | None,
        BeforeValidator(_trimmed),
        Field(repr=False, description="Key of `key_fingerprint`; use the same one in stacks that you compare."),
    ] = None
    api_dialect: Annotated[
        Literal["auto", "current", "legacy"],
        Field(description="Dialect of the server; `auto` detects it."),
    ] = "auto"

    _origin: Origin = PrivateAttr(default=STACK)
    _variables: dict[str, str] = PrivateAttr(default_factory=dict)
    """The environment variables that the values come from, by setting."""

    def source(self, *names: str) -> str:
        """Return where the values of these settings come from; for settings without a value, where the first could."""
        present = [name for name in names if name in self.model_fields_set] or names[:1]
        configured = [name for name in present if name not in self._variables]
        own = self._origin.named(configured) or _listed([_or(name) for name in configured])
        return _listed([*filter(None, [own]), *(self._variables[name] for name in present if name in self._variables)])

    @property
    def key_hint(self) -> str:
        """What to do about a key that the API does not accept."""
        command = self._origin.key
        how = f"; set another one with {command}, which overrides {_or('api_key')}" if command else ""
        may_be_older = self._origin.is_deployed and "api_key" not in self._variables
        return f"check the API key, which is from {self.source('api_key')}{how}{DEPLOYED_KEY if may_be_older else ''}"

    @property
    def hostname(self) -> str:
        """The name or the address of the host, without brackets."""
        return _name_of(self._authority).lower().rstrip(".")

    @property
    def effective_port(self) -> int:
        """The port, by default that of the scheme."""
        return self.port or urlsplit(f"//{self._authority}").port or PORTS[self.scheme]

    @property
    def server(self) -> tuple[str, int]:
        """The host and the port, to compare: each server has its own accounts and ids."""
        return self.hostname, self.effective_port

    @property
    def address(self) -> str:
        """The host and the port, for messages."""
        name = _name_of(self._authority)
        return f"{f'[{name}]' if ':' in name else name}:{self.effective_port}"

    @property
    def address_source(self) -> str:
        """Where the address comes from."""
        return self.source("host", "region", "base_domain", "scheme", "port")

    @property
    def _authority(self) -> str:
        return _authority(self.region, self.base_domain, self.host)

    @property
    def base_url(self) -> str:
        """The URL before the API's paths, without a slash at its end."""
        return f"{self.scheme}://{self._authority}" + (f":{self.port}" if self.port else "")

    @property
    def fingerprint_key_bytes(self) -> bytes:
        """The key of fingerprints; empty where none is set."""
        return self.fingerprint_key.get_secret_value().encode() if self.fingerprint_key else b""


SECRETS = frozenset(camel(name) for name, info in Settings.model_fields.items() if not info.repr)
"""The settings that are secret, by their keys in the stack's configuration."""


@dataclass(frozen=True)
class SettingValue:
    """The value of a setting, and the environment variable that it comes from; empty for a configured one."""

    value: Any
    variable: str = ""


@dataclass(frozen=True)
class SettingFailure:
    """A check failure of a setting. `name` is its key in the stack's configuration, `variables` can set it too.

    `source` is where this value comes from, empty where there is none.
    """

    name: str
    variables: tuple[str, ...]
    reason: str
    source: str = ""

    def __str__(self) -> str:
        here = f", here {self.source}" if self.source and self.variables else ""
        return f"{' or '.join([f'arize:{self.name}', *self.variables])}{here}: {self.reason}"

    def in_variables(self) -> str:
        """Return the failure where no configuration counts, but environment variables only."""
        return f"{self.source or ' or '.join(self.variables)}: {self.reason}"


def load(
    configured: Callable[[str], Any],
    environment: Mapping[str, str],
    *,
    keys: Iterable[str] = (),
    origin: Origin = STACK,
) -> Settings:
    """Return the settings of this run.

    `configured` returns the value of a key of the stack's configuration, such as `apiKey`, or None. `keys` are all
    configured keys, which must be settings; `origin` is where they are configured.

    Raises SettingsError, of one line, which names every setting that is missing or wrong.
    """
    values = merge_sources(configured, environment)
    failures = [*unknown_settings(keys), *validate(values)]
    if failures == [NO_KEY]:
        raise SettingsError("no API key for Arize: set ARIZE_API_KEY" if origin is ENVIRONMENT else NO_KEY.reason)
    if failures:
        texts = (failure.in_variables() if origin is ENVIRONMENT else str(failure) for failure in failures)
        raise SettingsError(f"invalid settings for Arize: {'; '.join(texts)}")
    settings = Settings.model_validate({name: item.value for name, item in values.items()})
    settings._origin = origin
    settings._variables = {name: item.variable for name, item in values.items() if item.variable}
    return settings


def merge_sources(configured: Callable[[str], Any], environment: Mapping[str, str]) -> dict[str, SettingValue]:
    """Return the values of settings, by the names of the fields; the configuration wins.

    Where the configuration names a host, the environment variables of the address do not count.
    """
    configured_values = {name: configured(camel(name)) for name in Settings.model_fields}
    values = {name: SettingValue(value) for name, value in configured_values.items() if value not in (None, "")}
    ignored = {*ADDRESS_SETTINGS} if any(name in values for name in HOST_SETTINGS) else set()
    for name in Settings.model_fields:
        variable = next((variable for variable in environment_variables(name) if environment.get(variable)), None)
        if variable is None or name in values or name in ignored:
            continue
        values[name] = SettingValue(environment[variable], variable)
        ignored |= {*HOST_SETTINGS} if name in HOST_SETTINGS else set()
    return values


def unknown_settings(keys: Iterable[str]) -> list[SettingFailure]:
    """Return a failure for each key that is not a setting, with a similar setting."""
    known = [camel(name) for name in Settings.model_fields]
    unknown = [key for key in keys if key not in (*known, *ENGINE_SETTINGS) and not key.startswith("__")]
    return [SettingFailure(key, (), _unknown_setting(key, known)) for key in unknown]


RENAMED = {"vocabulary": "apiDialect"}
"""The settings of earlier versions that have another name now."""


def _unknown_setting(key: str, known: Iterable[str]) -> str:
    if key in RENAMED:
        return f"was renamed to {RENAMED[key]}"
    hint = suggestion(key, {name: name for name in known})
    return f"unknown setting{hint}" if hint else f"unknown setting; known settings: {', '.join(known)}"


def validate(values: Mapping[str, SettingValue]) -> list[SettingFailure]:
    """Return every failure of settings. No message holds a secret value."""
    hosts = [name for name in HOST_SETTINGS if name in values]
    failures = [_failure(name, f"conflicts with {camel(hosts[0])}: set only one of them") for name in hosts[1:]]
    try:
        Settings.model_validate({name: item.value for name, item in values.items()})
    except ValidationError as error:
        failures += [_to_failure(item) for item in error.errors(include_url=False)]
    sources = {camel(name): item.variable or f"arize:{camel(name)}" for name, item in values.items()}
    return [replace(failure, source=sources.get(failure.name, "")) for failure in failures]


def _to_failure(error: ErrorDetails) -> SettingFailure:
    name = next(name for name in Settings.model_fields if error["loc"][0] in (name, camel(name)))
    if error["type"] == "missing":
        return NO_KEY
    message = PYDANTIC_MESSAGES.get(error["type"])
    return _failure(name, message.format_map(error.get("ctx", {})) if message else error["msg"])


def _failure(name: str, reason: str) -> SettingFailure:
    return SettingFailure(camel(name), environment_variables(name), reason)


def environment_variables(name: str) -> tuple[str, ...]:
    """Return the environment variables of a setting."""
    return tuple(item for item in Settings.model_fields[name].metadata if isinstance(item, str))


def _listed(items: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def _or(name: str) -> str:
    return " or ".join(environment_variables(name))


NO_KEY = _failure(
    "api_key", "no API key for Arize: run `pulumi config set --secret arize:apiKey <key>`, or set ARIZE_API_KEY"
)
"""The failure for the one required setting."""
