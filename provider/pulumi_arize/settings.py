"""How to reach the API: the stack's configuration (`arize:…`), else the environment variables of Arize's own SDK."""

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from .errors import SettingsError
from .property_names import camel

Vocabulary = Literal["current", "legacy"]
WHERE = ("region", "base_domain", "host")
"""The settings that name the host; the first of them that is set does."""

ADDRESS = (*WHERE, "scheme", "port")
"""The settings that say where the API is: a named host brings its own scheme and port."""


def _trimmed(key: object) -> object:
    """Return a key without the line end that it has where it was read from a file."""
    return key.strip() if isinstance(key, str) else key


def _fit_for_a_header(key: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[!-~]+", key.get_secret_value()):
        raise PydanticCustomError("key", "must be printable ASCII without spaces: was it copied whole?")
    return key


def _private_enough(scheme: str, info: ValidationInfo) -> str:
    """Refuse to send a key in clear to another machine, unless that machine is allowed by its name."""
    if scheme == "https":
        return scheme
    authority = _authority(*(info.data.get(name) for name in WHERE))
    if info.data.get("plain_http_host") in (authority, _name_of(authority)) or _is_loopback(_name_of(authority)):
        return scheme
    reason = "http would send the key in clear to {host}: use https, or allow it by plainHttpHost = {host}"
    raise PydanticCustomError("plain_http", reason, {"host": _name_of(authority)})


def _authority(region: str | None, base_domain: str | None, host: str | None) -> str:
    """Return the host that the settings name, with its port where `host` holds one."""
    if region:
        return f"api.{region}.arize.com"
    return f"api.{base_domain}" if base_domain else host or "api.arize.com"


def _name_of(authority: str) -> str:
    try:
        return urlsplit(f"//{authority}").hostname or authority
    except ValueError:
        return authority


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Settings(BaseModel):
    """One account on one server. Each setting names its environment variables, the first that is set counts.

    Source: the configuration of the official package (`arize.config.SDKConfiguration`).
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=camel, populate_by_name=True, hide_input_in_errors=True
    )

    api_key: Annotated[
        SecretStr,
        BeforeValidator(_trimmed),
        AfterValidator(_fit_for_a_header),
        Field(repr=False, description="API key of the account."),
        "ARIZE_API_KEY",
    ]
    region: Annotated[
        str | None, Field(pattern=r"^[a-z0-9-]+$", description="Region, such as `eu-west-1a`."), "ARIZE_REGION"
    ] = None
    base_domain: Annotated[
        str | None,
        Field(pattern=r"^[\w.-]+$", description="Domain of a private connection: the host is `api.<domain>`."),
        "ARIZE_BASE_DOMAIN",
    ] = None
    host: Annotated[
        str | None,
        Field(pattern=r"^[\w.:\[\]-]+$", description="Host of a self-hosted Arize, without scheme and port."),
        "ARIZE_SINGLE_HOST",
        "ARIZE_API_HOST",
    ] = None
    plain_http_host: Annotated[
        str | None, Field(description="The one host that may be spoken to by http; loopback always may.")
    ] = None
    scheme: Annotated[
        Literal["https", "http"],
        AfterValidator(_private_enough),
        Field(description="`https`; `http` for loopback and `plainHttpHost` alone."),
        "ARIZE_API_SCHEME",
    ] = "https"
    port: Annotated[
        int, Field(ge=0, le=65535, description="Port; 0 is the scheme's own."), "ARIZE_API_PORT", "ARIZE_SINGLE_PORT"
    ] = 0
    ca_cert: Annotated[
        str | None,
        Field(description="Path of a CA bundle."),
        "ARIZE_SSL_CA_CERT",
        "REQUESTS_CA_BUNDLE",
        "SSL_CERT_FILE",
    ] = None
    verify: Annotated[bool, Field(description="Whether TLS is verified."), "ARIZE_REQUEST_VERIFY"] = True
    proxy_url: Annotated[
        str | None,
        Field(
            repr=False, pattern=r"^(https?|socks5h?)://", description="Proxy; else what `HTTPS_PROXY` and its like say."
        ),
        "ARIZE_PROXY_URL",
    ] = None
    request_timeout: Annotated[float, Field(gt=0, le=3600, description="Seconds that one attempt may take.")] = 30.0
    request_deadline: Annotated[
        float, Field(gt=0, le=86_400, description="Seconds that a request may take with all its attempts and waits.")
    ] = 120.0
    max_retries: Annotated[int, Field(ge=0, le=100, description="Further attempts after one that failed.")] = 15
    retry_delay: Annotated[
        float, Field(gt=0, le=60, description="Seconds that the first wait lasts at most; each later one twice that.")
    ] = 0.2
    max_retry_delay: Annotated[
        float, Field(gt=0, le=600, description="Seconds that a wait lasts at most, unless the server asks for more.")
    ] = 5.0
    log_file: Annotated[
        str | None,
        Field(description="File to which each request is written, without secrets, for debugging."),
        "ARIZE_PROVIDER_LOG",
    ] = None
    fingerprint_key: Annotated[
        SecretStr | None,
        Field(repr=False, description="Secret that `key_fingerprint` is keyed with: the same to compare stacks."),
    ] = None
    vocabulary: Annotated[
        Literal["auto", "current", "legacy"], Field(description="Spelling that the server speaks; `auto` asks it once.")
    ] = "auto"

    @property
    def base_url(self) -> str:
        """The URL under which the API's paths stand, without a slash at its end."""
        authority = _authority(self.region, self.base_domain, self.host)
        return f"{self.scheme}://{authority}" + (f":{self.port}" if self.port else "")

    @property
    def keyed_with(self) -> bytes:
        """What fingerprints are keyed with; empty where nothing is set."""
        return self.fingerprint_key.get_secret_value().encode() if self.fingerprint_key else b""


SECRETS = frozenset(camel(name) for name, info in Settings.model_fields.items() if not info.repr)
"""The settings that are secret, by their keys in the stack's configuration."""

Words = Callable[[Mapping[str, Any]], str]
WORDS: Mapping[str, Words] = {
    "string_type": lambda _: "must be a string",
    "bool_type": lambda _: "must be true or false",
    "bool_parsing": lambda _: "must be true or false",
    "int_type": lambda _: "must be a whole number",
    "int_parsing": lambda _: "must be a whole number",
    "int_parsing_size": lambda _: "must be a whole number",
    "int_from_float": lambda _: "must be a whole number",
    "float_type": lambda _: "must be a number",
    "float_parsing": lambda _: "must be a number",
    "greater_than": lambda context: f"must be more than {context['gt']:g}",
    "greater_than_equal": lambda context: f"must be at least {context['ge']:g}",
    "less_than_equal": lambda context: f"must be at most {context['le']:,.0f}",
    "literal_error": lambda context: f"must be one of {context['expected']}",
}
"""What pydantic's kinds of error mean to a user; an error of our own has its words already."""


@dataclass(frozen=True)
class SettingProblem:
    """What is wrong with a setting; `name` is its key in the stack's configuration, `variables` those that give it."""

    name: str
    variables: tuple[str, ...]
    reason: str

    def __str__(self) -> str:
        return f"{' or '.join([f'arize:{self.name}', *self.variables])}: {self.reason}"


def load(configured: Callable[[str], Any], environment: Mapping[str, str]) -> Settings:
    """Return the settings of this run.

    `configured` gives the value of a key of the stack's configuration, such as `apiKey`, or None. A host that the
    configuration names leaves out what the environment says of the host, its scheme and its port.

    Raises SettingsError, of one line, which names every setting that is missing or wrong.
    """
    given = gathered(configured, environment)
    problems = wrong(given)
    if not problems:
        return Settings.model_validate(given)
    if problems == [NO_KEY]:
        raise SettingsError(NO_KEY.reason)
    raise SettingsError(f"wrong settings for Arize: {'; '.join(map(str, problems))}")


def gathered(configured: Callable[[str], Any], environment: Mapping[str, str]) -> dict[str, Any]:
    """Return what is given of the settings, by the names of the fields; the configuration wins."""
    given = {name: value for name in Settings.model_fields if (value := configured(camel(name))) not in (None, "")}
    ignored = {*ADDRESS} if any(name in given for name in WHERE) else set()
    for name in Settings.model_fields:
        value = next((environment[variable] for variable in variables_of(name) if environment.get(variable)), None)
        if value is None or name in given or name in ignored:
            continue
        given[name] = value
        ignored |= {*WHERE} if name in WHERE else set()
    return given


def wrong(given: Mapping[str, Any]) -> list[SettingProblem]:
    """Return all that is wrong with settings, none where they are right. No text repeats a value that is secret."""
    named = [name for name in WHERE if name in given]
    others = [f"says where the API is, and so does {camel(named[0])}: set one of them" for _ in named[1:]]
    problems = [_problem(name, reason) for name, reason in zip(named[1:], others, strict=True)]
    try:
        Settings.model_validate(given)
    except ValidationError as error:
        problems += [_found(item) for item in error.errors(include_url=False)]
    return problems


def _found(error: ErrorDetails) -> SettingProblem:
    name = next(name for name in Settings.model_fields if error["loc"][0] in (name, camel(name)))
    if error["type"] == "missing":
        return NO_KEY
    if error["type"] == "string_pattern_mismatch":
        described = Settings.model_fields[name].description
        return _problem(name, f"is not of the form that it should have: {described}")
    words = WORDS.get(error["type"])
    return _problem(name, words(error.get("ctx", {})) if words else error["msg"])


def _problem(name: str, reason: str) -> SettingProblem:
    return SettingProblem(camel(name), variables_of(name), reason)


def variables_of(name: str) -> tuple[str, ...]:
    """Return the environment variables of a setting."""
    return tuple(item for item in Settings.model_fields[name].metadata if isinstance(item, str))


NO_KEY = _problem(
    "api_key", "no API key for Arize: run `pulumi config set --secret arize:apiKey <key>`, or set ARIZE_API_KEY"
)
"""The one setting without which nothing works."""
