"""How to reach the API: the stack's configuration (`arize:…`), else the environment variables of Arize's own SDK."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails, PydanticCustomError

from .errors import SettingsError

Vocabulary = Literal["current", "legacy"]
WHERE = ("region", "base_domain", "host")
"""The settings that name the host; the first of them that is set does."""


def _trimmed(key: object) -> object:
    """Return a key without the line end that it has where it was read from a file."""
    return key.strip() if isinstance(key, str) else key


def _fit_for_a_header(key: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[!-~]+", key.get_secret_value()):
        raise PydanticCustomError("key", "must be printable ASCII without spaces: was it copied whole?")
    return key


class Settings(BaseModel):
    """One account on one server. Each setting names its environment variables, the first that is set counts.

    Source: the configuration of the official package (`arize.config.SDKConfiguration`).
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True, hide_input_in_errors=True
    )

    api_key: Annotated[
        SecretStr,
        BeforeValidator(_trimmed),
        AfterValidator(_fit_for_a_header),
        Field(description="API key of the account."),
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
    scheme: Annotated[Literal["https", "http"], Field(description="`https` or `http`."), "ARIZE_API_SCHEME"] = "https"
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
        Field(pattern=r"^(https?|socks5h?)://", description="Proxy; else what `HTTPS_PROXY` and its like say."),
        "ARIZE_PROXY_URL",
    ] = None
    request_timeout: Annotated[float, Field(gt=0, le=3600, description="Seconds that one attempt may take.")] = 30.0
    fingerprint_key: Annotated[
        SecretStr | None, Field(description="Secret that `key_fingerprint` is keyed with: the same to compare stacks.")
    ] = None
    vocabulary: Annotated[
        Literal["auto", "current", "legacy"], Field(description="Spelling that the server speaks; `auto` asks it once.")
    ] = "auto"

    @property
    def base_url(self) -> str:
        """The URL under which the API's paths stand, without a slash at its end."""
        host = self.host or "api.arize.com"
        if self.base_domain:
            host = f"api.{self.base_domain}"
        if self.region:
            host = f"api.{self.region}.arize.com"
        return f"{self.scheme}://{host}" + (f":{self.port}" if self.port else "")


def load(configured: Callable[[str], Any], environment: Mapping[str, str]) -> Settings:
    """Return the settings of this run.

    `configured` gives the value of a key of the stack's configuration, such as `apiKey`, or None. A host that the
    configuration names leaves out what the environment says of the host, its scheme and its port.

    Raises SettingsError, of one line, which names every setting that is missing or wrong.
    """
    given = {name: value for name in Settings.model_fields if (value := configured(to_camel(name))) not in (None, "")}
    named = [name for name in WHERE if name in given]
    if len(named) > 1:
        keys = " and ".join(f"arize:{to_camel(name)}" for name in named)
        raise SettingsError(f"{keys} both say where the API is: set one of them")
    ignored = {*WHERE, "scheme", "port"} if named else set()
    for name, info in Settings.model_fields.items():
        if name in given or name in ignored:
            continue
        variables = (item for item in info.metadata if isinstance(item, str))
        value = next((environment[variable] for variable in variables if environment.get(variable)), None)
        if value is not None:
            given[name] = value
    return _validated(given)


def _validated(given: Mapping[str, Any]) -> Settings:
    if "api_key" not in given:
        raise SettingsError(
            "no API key for Arize: run `pulumi config set --secret arize:apiKey <key>`, or set ARIZE_API_KEY"
        )
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        wrong = "; ".join(f"{_sources(str(item['loc'][0]))}: {_why(item)}" for item in error.errors(include_url=False))
    raise SettingsError(f"wrong settings for Arize: {wrong}")


def _why(error: ErrorDetails) -> str:
    """Say what is wrong with a setting; of one that has a form, what it should be."""
    if error["type"] != "string_pattern_mismatch":
        return error["msg"]
    return f"is not of the form that it should have: {Settings.model_fields[_name(error['loc'][0])].description}"


def _sources(location: str) -> str:
    """Return both names under which a setting is given."""
    name = _name(location)
    variables = [item for item in Settings.model_fields[name].metadata if isinstance(item, str)]
    return " or ".join([f"arize:{to_camel(name)}", *variables])


def _name(location: object) -> str:
    """Return the name of the setting that pydantic speaks of, by its name or by its alias."""
    return next(name for name in Settings.model_fields if location in (name, to_camel(name)))
